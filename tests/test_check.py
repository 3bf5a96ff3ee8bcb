"""`retold check`: findings at their lines, filters, exit codes, and the forms that other programs read."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

import retold
from retold.change.codes import RULES
from retold.cli import commands
from retold.model import Report
from retold.page import Page
from retold.read import read_pages
from retold.report.check import Wanted, as_github, findings_of, page_key
from retold.report.sarif import as_sarif
from retold.settings import ReadSettings

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
STORY = [str(EXAMPLES / name) for name in ("ruling-harrow.html", "ruling-northgate.txt", "ruling-beacon.txt")]

SARIF = {
    "type": "object",
    "required": ["version", "runs", "$schema"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/run"}},
    },
    "$defs": {
        "run": {
            "type": "object",
            "required": ["tool", "results"],
            "properties": {
                "tool": {
                    "type": "object",
                    "required": ["driver"],
                    "properties": {"driver": {"type": "object", "required": ["name", "rules"]}},
                },
                "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                "results": {"type": "array", "items": {"$ref": "#/$defs/result"}},
            },
        },
        "result": {
            "type": "object",
            "required": ["ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints"],
            "properties": {
                "level": {"enum": ["none", "note", "warning", "error"]},
                "message": {"type": "object", "required": ["text"]},
                "locations": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/location"}},
                "partialFingerprints": {"type": "object", "additionalProperties": {"type": "string"}},
            },
        },
        "location": {
            "type": "object",
            "required": ["physicalLocation"],
            "properties": {
                "physicalLocation": {
                    "type": "object",
                    "required": ["artifactLocation"],
                    "properties": {
                        "artifactLocation": {"type": "object", "properties": {"uri": {"format": "uri-reference"}}},
                        "region": {
                            "type": "object",
                            "required": ["startLine"],
                            "additionalProperties": {"type": "integer", "minimum": 1},
                        },
                    },
                }
            },
        },
    },
}
"""What SARIF 2.1.0 demands of the parts that retold writes (OASIS standard, section 3)."""


@pytest.fixture(scope="module")
def report() -> Report:
    return retold.trace(STORY)


@pytest.fixture(scope="module")
def pages() -> Mapping[str, Page]:
    read = (page for page in read_pages(STORY, ReadSettings()) if isinstance(page, Page))
    return {page_key(page.path, page.given_id): page for page in read}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(commands, ["check", *arguments], catch_exceptions=True)


def test_a_finding_stands_at_its_words_on_a_flat_page(report: Report, pages: Mapping[str, Page]) -> None:
    """Line and column lead to the very words that the change shows."""
    found = {one.id: one for one in findings_of(report, pages, Wanted())}
    changes = [c for c in report.changes if c.id in found and c.now and found[c.id].path.endswith("northgate.txt")]

    assert changes
    for change in changes:
        place = found[change.id]
        line = pages[page_key(place.path, None)].text.split("\n")[place.line - 1]
        assert line[place.column - 1 :].startswith((change.now or "").split("\n")[0])


def test_a_finding_in_markup_stands_at_the_words_of_its_sentence() -> None:
    """Words of an HTML page are found in its source, below the head of the document."""
    paths = [str(EXAMPLES / name) for name in ("bridge-mp.html", "bridge-gannet.html")]
    document = json.loads(run(*paths, "--format", "json", "--select", "F1,V").stdout)
    source = Path(paths[1]).read_text(encoding="utf-8").split("\n")

    found = [one for one in document["findings"] if one["path"] == paths[1]]
    assert found
    head = next(number for number, line in enumerate(source, 1) if "</head>" in line)
    assert all(one["line"] > head for one in found)


def test_what_is_lost_stands_after_the_sentence_before_it(report: Report, pages: Mapping[str, Page]) -> None:
    """A dropped sentence has a line in the page that lost it."""
    lost = {change.id for change in report.changes if change.child_at is None and change.parent_at}
    found = [one for one in findings_of(report, pages, Wanted()) if one.id in lost]

    assert found
    assert all(one.line > 1 for one in found)


def test_select_and_ignore_go_by_the_beginning_of_a_code(report: Report, pages: Mapping[str, Page]) -> None:
    """``--select S,L --ignore S2`` leaves quotations, credits and lineage."""
    found = findings_of(report, pages, Wanted(select=("S", "L"), ignore=("S2",), least="low"))

    assert {one.code[0] for one in found} == {"S", "L"}
    assert not any(one.code.startswith("S2") for one in found)


def test_the_hidden_source_of_the_lineage_is_a_finding(report: Report, pages: Mapping[str, Page]) -> None:
    """L101 comes from the lineage, not from a comparison."""
    hidden = [one.article for story in report.stories for one in story.lineage.hidden]
    found = list(findings_of(report, pages, Wanted(select=("L",))))

    assert [one.id for one in found] == [f"L101-{article}" for article in hidden] != []


def test_sarif_holds_what_the_standard_demands(report: Report, pages: Mapping[str, Page]) -> None:
    """Version, rules with help, a location with a region and a fingerprint for each result."""
    found = findings_of(report, pages, Wanted())
    document = json.loads(as_sarif(found))

    jsonschema.validate(document, SARIF)
    rules = document["runs"][0]["tool"]["driver"]["rules"]
    results = document["runs"][0]["results"]
    assert len(results) == len(found)
    assert all(RULES[rule["id"]].text in rule["help"]["text"] for rule in rules)
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in results)
    assert len({one["partialFingerprints"]["retold/v1"] for one in results}) == len(results)


def test_annotations_are_one_line_each(report: Report, pages: Mapping[str, Page]) -> None:
    """GitHub reads a command a line; line breaks, commas and colons inside a value are escaped."""
    found = findings_of(report, pages, Wanted())

    lines = as_github(found).splitlines()

    assert len(lines) == len(found)
    assert all(re.fullmatch(r"::(error|warning|notice) file=[^:]+,line=\d+[^:]*::.+", line) for line in lines)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--fail-on", "high"], 1),
        (["--fail-on", "high", "--select", "R4"], 0),
        ([], 0),
        (["--select", "Z9"], 2),
    ],
)
def test_exit_code_tells_a_script(arguments: list[str], code: int) -> None:
    """1 for a shown finding at --fail-on, 0 without one, 2 for a code that does not exist."""
    assert run(*STORY, *arguments).exit_code == code


def test_text_has_a_line_a_finding_and_statistics_when_asked() -> None:
    """``path:line: CODE weight message``, then a count a code, then the sum."""
    lines = run(*STORY, "--select", "S1", "--statistics").stdout.strip().splitlines()

    findings = [line for line in lines if re.match(r".+:\d+: S1\d\d (low|medium|high) ", line)]
    counted = [int(found[1]) for line in lines if (found := re.match(r" +(\d+)  S1\d\d  ", line))]
    assert findings
    assert sum(counted) == len(findings)
    assert lines[-1].startswith(f"{len(findings)} found (")


def test_json_names_every_finding_with_its_place() -> None:
    """One document with findings and counts."""
    document = json.loads(run(*STORY, "--format", "json").stdout)

    assert document["schema"] == "retold-check/1"
    assert sum(document["counts"].values()) == len(document["findings"])
    assert {"path", "line", "column", "code", "weight", "message", "id", "parent"} <= set(document["findings"][0])
