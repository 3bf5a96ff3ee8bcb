"""``retold mentions`` as a user meets it: a line for each article, only what was asked for, and what read it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import get_args, get_type_hints

import jsonschema
import pytest
from rich.console import Console

import retold as library
from retold.commands.mentions import KINDS
from retold.model import Mention
from retold.report.page import report_page
from retold.report.schema import json_schema
from retold.report.terminal import Manner, print_report
from retold.settings import MentionSettings, Settings
from tests.build import build_report, port_story
from tests.test_cli import STORY, retold

RULES_ONLY = Settings(mention=MentionSettings(model="none"))


def test_each_article_is_a_line_in_the_shape_of_the_report(tmp_path: Path) -> None:
    """A line holds the article with its text, in which the places of its mentions count, as the schema has them."""
    schema = json.loads(json.dumps(json_schema()))
    file = tmp_path / "mentions.jsonl"

    run = retold("mentions", *STORY, "-o", str(file))

    assert (run.returncode, run.stdout) == (0, "")
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert [line["path"] for line in lines] == STORY
    for line in lines:
        assert (line.pop("schema"), line.pop("model") != "none") == ("retold/1", True)
        mentions = line.pop("mentions")
        jsonschema.validate(line, {**schema["$defs"]["Article"], "$defs": schema["$defs"]})
        jsonschema.validate(mentions, {**schema["properties"]["mentions"], "$defs": schema["$defs"]})
        quotes = [one for one in mentions if one["kind"] == "quote" and one["sentence"] is not None]
        assert quotes
        assert all(one["words"] in line["text"][slice(*one["span"])] for one in quotes)


def test_only_the_kinds_asked_for_are_told() -> None:
    """``--kind`` leaves out every other kind, and a kind that there is not is wrong use."""
    run = retold("mentions", STORY[0], "--kind", "quote, date")
    wrong = retold("mentions", STORY[0], "--kind", "quotes")

    assert {one["kind"] for one in json.loads(run.stdout)["mentions"]} == {"quote", "date"}
    assert (wrong.returncode, "no mention is of the kind 'quotes'" in wrong.stderr) == (2, True)


def test_the_kinds_named_are_all_kinds() -> None:
    """The command knows every kind of mention there is, so that none is left out unasked."""
    assert set(KINDS) == {get_args(get_type_hints(one)["kind"])[0] for one in get_args(Mention)}


def test_rules_alone_are_said_to_be_rules_alone() -> None:
    """Without a language model what rules find is told, what they cannot find is not, and both outputs say so."""
    run = retold("mentions", STORY[0], "--rules-only")

    line = json.loads(run.stdout)
    kinds = {one["kind"] for one in line["mentions"]}
    assert line["model"] == "none"
    assert {"quote", "figure", "date"} <= kinds
    assert "event" not in kinds
    assert "by rules alone, without a language model" in run.stderr


@pytest.mark.parametrize("model", ["none", "en_core_web_sm 3.8.0"])
def test_a_report_says_what_read_it(model: str) -> None:
    """Terminal and page say that rules alone were at work when that is so, and only then."""
    report = build_report(port_story())
    report = replace(report, run=replace(report.run, model=model))
    console = Console(width=200)

    with console.capture() as shown:
        print_report(report, console, Manner())

    rules = model == "none"
    assert ("by rules alone" in shown.get()) == rules
    assert ("by rules alone" in report_page(report)) == rules


def test_a_trace_by_rules_alone_is_whole() -> None:
    """The whole way works without a language model, and the report carries that in its run."""
    report = library.trace(STORY, RULES_ONLY)

    assert report.run.model == "none"
    assert report.stories[0].lineage.steps
    assert not [one for one in report.mentions if one.kind == "event"]
