"""House style: how an outlet spells, quotes and writes percent, and how a text misspells names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from retold.simulate.outlet import House
from retold.tables.lines import rows

_WORD = re.compile(r"\b[a-z]+\b")
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
_NOT_TURNED = frozenset("disc dispatch dispatched inwards kiev koran".split())
"""Pairs of the spelling table that are two words in news prose."""


def respelt(words: str, names: Sequence[tuple[str, str]]) -> str:
    """Words with each name as it is misspelt: pairs of how it should be and how it is."""
    for name, wrong in names:
        words = re.sub(rf"\b{name}\b", wrong, words)
    return words


def in_style(words: str, house: House) -> str:
    """Words in the spelling, quotation marks and percent signs of a house; names keep their spelling."""
    if house.percent != "percent" and " percent" in words:
        words = re.sub(r" percent\b", "%" if house.percent == "%" else f" {house.percent}", words)
    if house.american:
        words = _WORD.sub(_americanised, words)
    return words if house.curly else words.translate(_STRAIGHT)


def _americanised(found: re.Match[str]) -> str:
    return _american_words().get(found.group(), found.group())


@cache
def _american_words() -> dict[str, str]:
    return {
        british: american
        for british, american in rows("spelling.tsv", 2)
        if british not in _NOT_TURNED and british.isascii() and british.isalpha() and american.isalpha()
    }
