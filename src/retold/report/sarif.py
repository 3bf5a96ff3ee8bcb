"""Findings as SARIF 2.1.0 (OASIS, 2020), which code-scanning services and editors read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import PurePath
from urllib.parse import quote

from retold.change.codes import RULES, Rule
from retold.model import Json, Weight
from retold.report.check import Finding

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: dict[Weight, str] = {"high": "error", "medium": "warning", "low": "note"}


def as_sarif(findings: Sequence[Finding]) -> str:
    """One run with the rules that were met, and a result for each finding."""
    codes = sorted({one.code for one in findings})
    driver: dict[str, Json] = {
        "name": "retold",
        "semanticVersion": version("retold"),
        "rules": [_rule(RULES[code]) for code in codes],
    }
    run: dict[str, Json] = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, codes.index(one.code)) for one in findings],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _rule(rule: Rule) -> dict[str, Json]:
    examples = "".join(f"\n* {one.was or '(nothing)'} -> {one.now or '(nothing)'}" for one in rule.examples)
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.title.split()),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.text},
        "help": {"text": f"{rule.text}\n{examples}", "markdown": f"{rule.text}\n{examples}"},
        "defaultConfiguration": {"level": _LEVELS[rule.weight]},
    }


def _result(one: Finding, rule: int) -> dict[str, Json]:
    region: dict[str, Json] = {
        "startLine": one.line,
        "startColumn": one.column,
        "endLine": one.end_line,
        "endColumn": one.end_column,
    }
    place: dict[str, Json] = {"artifactLocation": {"uri": _uri(one.path)}, "region": region}
    found: dict[str, Json] = {
        "ruleId": one.code,
        "ruleIndex": rule,
        "level": _LEVELS[one.weight],
        "message": {"text": one.message},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"retold/v1": one.id},
    }
    if one.parent:
        related: dict[str, Json] = {"physicalLocation": {"artifactLocation": {"uri": _uri(one.parent)}}}
        found["relatedLocations"] = [related | {"message": {"text": "The page it is compared with."}}]
    return found


def _uri(path: str) -> str:
    """A path as a URI reference: absolute paths as ``file:`` addresses."""
    file = PurePath(path)
    return file.as_uri() if file.is_absolute() else quote(file.as_posix())
