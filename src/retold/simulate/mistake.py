"""Mistakes that people make in figures and names; None when a word gives no room for one."""

from __future__ import annotations

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from itertools import pairwise

from retold.simulate.chance import Chance

_NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_LETTERS = (("ie", "ei"), ("ei", "ie"), ("ck", "k"), ("k", "ck"), ("v", "w"), ("w", "v"), ("ss", "s"), ("tt", "t"),
            ("ll", "l"), ("rr", "r"), ("s", "ss"), ("l", "ll"), ("t", "tt"), ("n", "nn"), ("c", "k"), ("i", "y"),
            ("y", "i"))  # fmt: skip


def mistype(words: str, chance: Chance) -> str | None:
    """A figure with one slip: two digits swapped or one hit wrongly, a number word one off."""
    found = _DIGITS.search(words)
    if found is None:
        return _next_word(words, chance)
    digits = [place for place in range(found.start(), found.end()) if words[place].isdigit()]
    pairs = [(a, b) for a, b in pairwise(digits) if words[a] != words[b] and words[b] != "0"]
    if pairs and chance.happens(0.6):
        a, b = chance.pick(pairs)
        return words[:a] + words[b] + words[a + 1 : b] + words[a] + words[b + 1 :]
    place = chance.pick(digits)
    others = [digit for digit in "123456789" if digit != words[place]]
    return words[:place] + chance.pick(others) + words[place + 1 :]


def _next_word(words: str, chance: Chance) -> str | None:
    low = words.lower()
    for row in (_NUMBERS[1:], _TENS):
        if low in row:
            at = row.index(low)
            near = [row[other] for other in (at - 1, at + 1) if 0 <= other < len(row)]
            found = chance.pick(near)
            return found.capitalize() if words[0].isupper() else found
    return None


def round_off(words: str, chance: Chance) -> str | None:
    """A figure told with fewer digits: ``about 1,200``, ``more than 83``, ``nearly 5``."""
    if not _DIGITS.fullmatch(words):
        return None
    value = Decimal(words.replace(",", ""))
    step = _step(value)
    word, way = chance.pick((("about", ROUND_HALF_UP), ("more than", ROUND_FLOOR), ("nearly", ROUND_CEILING)))
    near = (value / step).to_integral_value(way) * step
    return f"{word} {near:,f}" if near not in (value, 0) else None


def _step(value: Decimal) -> Decimal:
    """Whole numbers for a fraction, two leading digits for a large number."""
    if value != value.to_integral_value():
        return Decimal(1)
    digits = len(str(int(value)))
    return Decimal(10) ** max(1, digits - 2)


def is_rounded(words: str) -> bool:
    """True for words that ``round_off`` made."""
    return words.lower().startswith(("about ", "more than ", "nearly "))


def misspell(name: str, chance: Chance) -> str | None:
    """A name as somebody writes it who heard it: a letter doubled, lost or mistaken for its neighbour in sound."""
    found = [
        name[:at] + new + name[at + len(old) :]
        for old, new in _LETTERS
        for at in range(1, len(name))
        if name.startswith(old, at) and not name.startswith(old[0] * 2, at - 1) and name[at - 1] != name[at]
    ]
    return chance.pick(found) if found else None
