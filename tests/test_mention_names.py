"""Who is who: rows of a text and the people that its names stand for, in the order of the text."""

from __future__ import annotations

import pytest

from retold.mention import find_mentions
from retold.model import Name
from retold.settings import MentionSettings
from tests.test_changes import build_article

ROWS = [
    (
        "the surname's owner that is named most often",
        "Ahmed Sorel met Karim Sorel. Ahmed Sorel spoke. Sorel left.",
        ["Ahmed Sorel", "Karim Sorel", "Ahmed Sorel", "Ahmed Sorel"],
    ),
    (
        "a middle initial makes nobody else",
        "Ada Brook spoke first. Later Ada M. Brook left. Brook smiled.",
        ["Ada Brook", "Ada Brook", "Ada Brook"],
    ),
    (
        "another first name is another person",
        "Paul Adler won. Maria Adler lost.",
        ["Paul Adler", "Maria Adler"],
    ),
    (
        "a country stays a country",
        "Michael Jordan flew to Jordan on Monday.",
        ["Michael Jordan"],
    ),
    (
        "who has a profession is a person",
        "Ruben Castellane, an economist, called it fragile.",
        ["Ruben Castellane"],
    ),
]


@pytest.mark.parametrize(("promise", "text", "people"), ROWS, ids=[row[0] for row in ROWS])
def test_names_stand_for_the_people_they_mean(promise: str, text: str, people: list[str]) -> None:
    """Each name of a person has the full name that the article gives for it."""
    found = find_mentions((build_article("one", text),), MentionSettings())[0].mentions

    assert [m.entity.name for m in found if isinstance(m, Name) and m.entity.type == "person"] == people
