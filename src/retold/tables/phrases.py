"""Finding table entries in text: by any form of their words, without articles, whatever the spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import islice, product
from typing import Generic, NamedTuple, TypeVar

from retold.tables.lines import lines
from retold.tables.spelling import american
from retold.text import fold

Value = TypeVar("Value")

_ARTICLES = frozenset(("a", "an", "the"))
_OWNERS = frozenset(("one's", "his", "her", "its", "their", "my", "our", "your"))
_AUXILIARIES = frozenset(("be", "have", "do"))
_CONTRACTIONS = (("can't", "can not"), ("cannot", "can not"), ("won't", "will not"), ("n't", " not"))
_STRIPPED = '.,;:!?"()[]'
_READINGS = 64
"""A phrase is tried in at most so many combinations of the base forms of its words."""
_ENDINGS = (
    ("ies", "y"),
    ("ies", "ie"),
    ("ied", "y"),
    ("es", ""),
    ("s", ""),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
    ("'s", ""),
)
_DOUBLED = re.compile(r"(?<=[aeiou])([bdfgklmnprstvz])\1$")


def base_forms(word: str) -> tuple[str, ...]:
    """The forms under which a table may list a word, the word itself first: ``scrapped``, ``scrapp``, ``scrap``."""
    found = [word, *_irregular().get(word, ())]
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 2 and not word.endswith("ss"):
            stem = word[: -len(ending)]
            found.append(stem + instead)
            if ending in ("ed", "ing"):
                found.append(_DOUBLED.sub(r"\1", stem))
    return tuple(dict.fromkeys(found))


class Hit(NamedTuple, Generic[Value]):
    """An entry found in a row of words: it covers ``words[start:end]``."""

    start: int
    end: int
    values: tuple[Value, ...]


class Phrases(Generic[Value]):
    """A table of words and phrases that is asked with any form of their words."""

    def __init__(self, entries: Iterable[tuple[str, Value]]) -> None:
        self._values: dict[str, list[Value]] = {}
        self._words: set[str] = set()
        self._longest = 1
        self._begins: dict[str, int] = {}
        """How many index words the longest entry has that begins with one."""
        self._seen: dict[str, tuple[tuple[str, ...], int]] = {}
        self._asked: dict[str, tuple[Value, ...]] = {}
        self._asked_exactly: dict[str, tuple[Value, ...]] = {}
        for phrase, value in entries:
            parts = _parts(phrase)
            self._add(parts, value)
            if parts and parts[0] == "be" and len(parts) > 2:
                self._add(parts[1:], value)

    def find(self, phrase: str) -> tuple[Value, ...]:
        """The values of the entries that the whole phrase is a form of; empty when there is none."""
        known = self._asked.get(phrase)
        if known is None:
            known = self._asked[phrase] = self._look_up(_parts(phrase))
        return known

    def find_all(self, words: Sequence[str]) -> tuple[Hit[Value], ...]:
        """The longest entries in a row of words or lemmas, from left to right, without overlap."""
        plain = [self._beginning(word) for word in words]
        hits: list[Hit[Value]] = []
        start = 0
        while start < len(words):
            hit = self._longest_at(plain, start) if plain[start][1] else None
            if hit is not None:
                hits.append(hit)
            start = hit.end if hit else start + 1
        return tuple(hits)

    def _beginning(self, word: str) -> tuple[tuple[str, ...], int]:
        """The index words of a word, and how many the longest entry has that may begin with it; 0 for none."""
        known = self._seen.get(word)
        if known is None:
            parts = tuple(_parts(word))
            reach = max((self._begins.get(form, 0) for form in base_forms(parts[0])), default=0) if parts else 0
            known = self._seen[word] = (parts, reach)
        return known

    def _longest_at(self, plain: list[tuple[tuple[str, ...], int]], start: int) -> Hit[Value] | None:
        parts: list[str] = []
        best: Hit[Value] | None = None
        for end in range(start, len(plain)):
            here = plain[end][0]
            parts.extend(here)
            if len(parts) > plain[start][1]:
                break
            if here and (values := self._exact(" ".join(parts))):
                best = Hit(start, end + 1, values)
        return best

    def _add(self, parts: list[str], value: Value) -> None:
        self._values.setdefault(" ".join(parts), []).append(value)
        self._words.update(parts)
        self._longest = max(self._longest, len(parts))
        if parts:
            self._begins[parts[0]] = max(self._begins.get(parts[0], 0), len(parts))

    def _look_up(self, parts: list[str]) -> tuple[Value, ...]:
        found = self._exact(" ".join(parts))
        while not found and len(parts) > 1 and _AUXILIARIES.intersection(base_forms(parts[0])):
            parts = parts[1:]
            found = self._exact(" ".join(parts))
        return found

    def _exact(self, plain: str) -> tuple[Value, ...]:
        """The values of the entries that these index words are forms of, no word left out."""
        known = self._asked_exactly.get(plain)
        if known is None:
            forms = [[form for form in base_forms(part) if form in self._words] for part in plain.split()]
            readings = islice(product(*forms), _READINGS) if len(forms) <= self._longest else ()
            found = (value for reading in readings for value in self._values.get(" ".join(reading), ()))
            known = self._asked_exactly[plain] = tuple(dict.fromkeys(found))
        return known


def _parts(phrase: str) -> list[str]:
    """The words of a phrase as they stand in the index: folded, American, without articles, owners made equal."""
    plain = phrase.lower() if phrase.isascii() else fold(phrase)
    if "n't" in plain or "cannot" in plain:
        for short, long in _CONTRACTIONS:
            plain = plain.replace(short, long)
    found = (american(word.strip(_STRIPPED)) for word in plain.replace("-", " ").split())
    return ["one's" if word in _OWNERS else word for word in found if word and word not in _ARTICLES]


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in lines("irregular.txt"):
        base, forms = line.split(": ")
        for form in forms.split():
            found[form] = (*found.get(form, ()), base)
    return found
