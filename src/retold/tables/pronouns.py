"""Words that tell whether somebody is called he or she: first names, titles, and nouns for people."""

from __future__ import annotations

from functools import cache
from typing import Literal

from retold.tables.lines import rows

Personal = Literal["he", "she"]


def pronoun_of(word: str) -> Personal | None:
    """``he`` or ``she`` for a first name, a title or a noun that is used of one of them alone; None for any other."""
    plain = word.lower()
    if plain in _table():
        return _table()[plain][0]
    if plain.endswith("woman"):
        return "she"
    return "he" if plain.endswith("man") and len(plain) > 5 and word == plain else None


def is_first_name(word: str) -> bool:
    """True for a common first name that is hardly ever a surname, a place or a word."""
    return word[:1].isupper() and _table().get(word.lower(), ("he", ""))[1] == "name"


def is_form_of_address(word: str) -> bool:
    """True for ``Mr``, ``Mrs``, ``Sir``, ``Queen`` and the like."""
    return _table().get(word.lower(), ("he", ""))[1] == "title"


@cache
def _table() -> dict[str, tuple[Personal, str]]:
    return {word: ("she" if pronoun == "she" else "he", kind) for word, pronoun, kind in rows("pronouns.tsv", 3)}
