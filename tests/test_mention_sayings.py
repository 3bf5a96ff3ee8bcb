"""Attributions: who says what, in rows of a text and every attribution that it holds."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from retold.mention import find_mentions
from retold.model import Attribution, Name
from retold.settings import MentionSettings
from tests.test_changes import build_article

ROWS = tomllib.loads((Path(__file__).parent / "cases" / "sayings.toml").read_text(encoding="utf-8"))["row"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["promise"]))
def test_who_says_what(row: dict[str, object]) -> None:
    """Exactly the attributions of the row are found, each with source, cue and content as written."""
    article = build_article("one", str(row["text"]))
    mentions = find_mentions((article,), MentionSettings())[0].mentions

    found = [
        [m.source.text, m.cue.text, " … ".join(article.text[start:end] for start, end in m.content_spans)]
        for m in mentions
        if isinstance(m, Attribution)
    ]

    assert found == row["said"]


def test_a_given_name_is_no_rank() -> None:
    """A first name that looks like a rank stays part of the name when an office stands before it."""
    article = build_article("one", "They met Defense Minister Gen Sato and Foreign Minister Ada Brook.")
    names = [m.entity for m in find_mentions((article,), MentionSettings())[0].mentions if isinstance(m, Name)]

    assert [(one.name, one.role) for one in names if one.type == "person"] == [
        ("Gen Sato", "Defense Minister"),
        ("Ada Brook", "Foreign Minister"),
    ]


def test_a_surname_marked_as_a_body_is_still_a_person() -> None:
    """A surname is the person named in full elsewhere, whatever it looks like alone."""
    article = build_article("one", "Prime Minister Aiko Moriba left early. Moriba said the budget stands.")
    said = [m for m in find_mentions((article,), MentionSettings())[0].mentions if isinstance(m, Attribution)]

    assert [(m.source.class_, m.source.name) for m in said] == [("named", "Aiko Moriba")]
