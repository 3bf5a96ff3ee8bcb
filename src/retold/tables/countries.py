"""States and the bodies that act like states, under all the names that news text gives them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from retold.tables.lines import rows, values
from retold.text import fold

CountryWord = Literal["name", "demonym", "capital", "government", "organ"]

_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_GOVERNMENT = re.compile(r"^(?P<who>.+?)\s+(?:government|administration|authorities|cabinet|leadership)$")
_ORGAN = re.compile(
    r"^(?P<who>.+?)\s+(?:(?:foreign|defen[cs]e|finance|interior|health|trade|justice|economy|energy|education)\s+ministry"
    r"|military|armed forces|army|navy|air force|parliament|embassy|central bank|treasury|police)$"
)


@dataclass(frozen=True, slots=True)
class Country:
    """A state, or a body such as the European Union that acts like one."""

    code: str
    """ISO 3166 alpha-3 for states (XKX for Kosovo); the usual letters for bodies: EU, UN, NATO."""
    name: str
    capitals: tuple[str, ...]
    """Cities that stand for its government; empty where the city is the state or stands for another body."""
    demonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    country: Country
    word: CountryWord
    needs: str | None
    """The spelling that the text must have, for a word that means something else in small letters."""


def country_of(text: str) -> Country | None:
    """The country that a name, demonym, capital, seat of government or organ of state stands for.

    A leading ``the`` and a possessive ending do not matter; nor does ``government``, ``army`` or the like after a
    country's word. Words that are ordinary in small letters (``us``, ``turkey``, ``polish``) need their capitals.
    """
    found = _entry(text)
    return found.country if found else None


def country_word(text: str) -> CountryWord | None:
    """What kind of word for a country the text is; None when it is none."""
    found = _entry(text)
    return found.word if found else None


@cache
def all_countries() -> tuple[Country, ...]:
    """All countries and bodies of the table, in the order of their codes."""
    return tuple(dict.fromkeys(entry.country for entry in _entries().values()))


@lru_cache(maxsize=65_536)
def _entry(text: str) -> _Entry | None:
    bare = _bare(text)
    plain = fold(bare)
    found = _entries().get(plain)
    if found is not None:
        has_capitals = bare != plain and found.needs in (bare, bare.capitalize())
        return found if found.needs is None or has_capitals else None
    if composed := _GOVERNMENT.match(plain):
        return _composed(composed["who"], "government")
    if composed := _ORGAN.match(plain):
        return _composed(composed["who"], "organ")
    return _doubled(plain)


def _composed(owner: str, word: CountryWord) -> _Entry | None:
    """The entry for ``Japanese government`` or ``India's army``: the country's word decides."""
    inner = _entries().get(_bare(owner))
    return _Entry(inner.country, word, None) if inner and inner.word != "organ" else None


def _doubled(plain: str) -> _Entry | None:
    """The entry for ``US State Department``: a country's word before the name of its own organ."""
    first, _, rest = plain.partition(" ")
    owner, organ = _entries().get(_bare(first)), _entries().get(rest)
    return organ if owner and organ and owner.country == organ.country else None


def _bare(text: str) -> str:
    bare = " ".join(text.split())
    if bare[:4].lower() == "the ":
        bare = bare[4:]
    return _POSSESSIVE.sub("", bare)


@cache
def _entries() -> dict[str, _Entry]:
    found: dict[str, _Entry] = {}
    for code, name, capital, demonym, short, government, organ in rows("countries.tsv", 7):
        cities, people = (tuple(map(_unmarked, values(cell))) for cell in (capital, demonym))
        country = Country(code, _unmarked(name), cities, people)
        by_word: tuple[tuple[CountryWord, list[str]], ...] = (
            ("name", [name, *values(short)]),
            ("demonym", values(demonym)),
            ("capital", values(capital)),
            ("government", values(government)),
            ("organ", values(organ)),
        )
        for word, forms in by_word:
            for form in forms:
                spelling = _unmarked(form)
                found.setdefault(fold(_bare(spelling)), _Entry(country, word, spelling if form != spelling else None))
    return found


def _unmarked(form: str) -> str:
    return form.removesuffix("!")
