"""The hand-written tables answer what they promise and do not contradict themselves."""

from __future__ import annotations

import pytest

from retold.tables import countries, country_of, country_word


@pytest.mark.parametrize(
    ("text", "code", "word"),
    [
        ("Japan", "JPN", "name"),
        ("Tokyo", "JPN", "capital"),
        ("Japanese", "JPN", "demonym"),
        ("Japan's", "JPN", "name"),
        ("the Japanese government", "JPN", "government"),
        ("Philippines'", "PHL", "name"),
        ("U.S.", "USA", "name"),
        ("the US", "USA", "name"),
        ("us", None, None),
        ("us government", "USA", "government"),
        ("the White House", "USA", "government"),
        ("The Pentagon", "USA", "organ"),
        ("US State Department", "USA", "organ"),
        ("the Trump administration", "USA", "government"),
        ("Turkey", "TUR", "name"),
        ("turkey", None, None),
        ("polish", None, None),
        ("TURKEY", "TUR", "name"),
        ("Brussels", "EU", "capital"),
        ("Chinese foreign ministry", "CHN", "organ"),
        ("the Blue House", "KOR", "government"),
        ("Elysee Palace", "FRA", "government"),
        ("Korea", None, None),
        ("the report", None, None),
    ],
)
def test_a_country_is_known_under_all_its_names(text: str, code: str | None, word: str | None) -> None:
    """Names, demonyms, capitals, seats and organs lead to the country; ordinary words in small letters do not."""
    found = country_of(text)
    assert (found.code if found else None, country_word(text)) == (code, word)


def test_each_country_stands_in_the_table_once() -> None:
    """A code and a name belong to one country, and the rows are sorted by code."""
    found = countries()
    assert len(found) >= 200
    assert len({country.name for country in found}) == len(found)
    assert [country.code for country in found] == sorted({country.code for country in found})
