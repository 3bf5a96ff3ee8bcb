"""Dates: rows of a text and the value of each expression of time in it."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from retold.mention import find_mentions
from retold.model import Dated, DateMention
from retold.settings import MentionSettings
from tests.test_changes import build_article

ROWS = tomllib.loads((Path(__file__).parent / "cases" / "dates.toml").read_text(encoding="utf-8"))["row"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["promise"]))
def test_an_expression_of_time_is_resolved(row: dict[str, object]) -> None:
    """Each expression of the row has its value, in the order of the text, and no other is found."""
    article = replace(build_article("one", str(row["text"])), date=Dated("2031-06-21", "day", "meta"))
    mentions = find_mentions((article,), MentionSettings())[0].mentions

    assert [m.value for m in mentions if isinstance(m, DateMention)] == row["values"]


def test_weeks_ago_lie_between_two_days() -> None:
    """An uncounted number of weeks is vague, but it has a first and a last day."""
    article = replace(build_article("one", "Weeks ago it was 3%."), date=Dated("2031-06-21", "day", "meta"))
    found = [m for m in find_mentions((article,), MentionSettings())[0].mentions if isinstance(m, DateMention)]

    assert [(m.value, m.first, m.last, m.vague) for m in found] == [("PAST_REF", "2031-05-03", "2031-06-14", True)]
