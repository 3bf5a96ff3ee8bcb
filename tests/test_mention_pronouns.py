"""Pronouns: rows of a text, a pronoun that says something in it, and whom it means."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from retold.mention import find_mentions
from retold.model import Attribution, Event, Name
from retold.settings import MentionSettings
from retold.tables import pronoun_of
from tests.test_changes import build_article

ROWS = tomllib.loads((Path(__file__).parent / "cases" / "pronouns.toml").read_text(encoding="utf-8"))["row"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["promise"]))
def test_a_pronoun_means_whom_the_text_has_in_mind(row: dict[str, str]) -> None:
    """The last attribution whose source is the pronoun has the name of the row, or none where it cannot be told."""
    mentions = find_mentions((build_article("one", row["text"]),), MentionSettings())[0].mentions

    found = [one.source.name for one in mentions if isinstance(one, Attribution) and one.source.text == row["source"]]

    assert found[-1:] == [row.get("name")]


def test_the_doer_of_an_act_is_whom_the_pronoun_means() -> None:
    """An act done by ``she`` is done by the woman named before."""
    article = build_article("one", "Ada Brook came to Marlow. She attacked Jonas Adler.")
    acts = [one for one in find_mentions((article,), MentionSettings())[0].mentions if isinstance(one, Event)]

    assert [(one.actor, one.target) for one in acts if one.lemma == "attack"] == [("Ada Brook", "Jonas Adler")]


@pytest.mark.parametrize(
    ("word", "pronoun"),
    [("Jonas", "he"), ("ADELE", "she"), ("Mrs", "she"), ("chairman", "he"), ("Goldman", None), ("pier", None)],
)
def test_a_word_tells_the_pronoun(word: str, pronoun: str | None) -> None:
    """First names, titles and nouns for one of them tell it; others tell nothing."""
    assert pronoun_of(word) == pronoun


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Helen Holt thanked Mr Ossery.", ["Helen Holt", "Ossery"]),
        ("They met at the Helen Foundation.", []),
    ],
)
def test_a_first_name_makes_a_person(text: str, people: list[str]) -> None:
    """Two words with a first name in front are a person, and so is who is called Mr, unless the last word is a body."""
    mentions = find_mentions((build_article("one", text),), MentionSettings())[0].mentions

    assert [m.entity.name for m in mentions if isinstance(m, Name) and m.entity.type == "person"] == people
