"""Words and phrases that say the same thing in news English, and words for the same kind of actor."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from retold.tables.lines import lines, rows, values
from retold.tables.phrases import Phrases
from retold.tables.spelling import same_spelling

Kinship = Literal["same", "broader", "narrower"]
WordTag = Literal["v", "n", "a", "r", "x"]
"""Verbs, nouns, adjectives and determiners, adverbs, connectives."""


class _Group(NamedTuple):
    """A group of interchangeable wordings: its number in the table and its part of speech."""

    number: int
    tag: str


class _Rank(NamedTuple):
    """The place of a word in a kind; words of one kind and one group mean the same."""

    kind: str
    rank: int
    group: str


def meaning_groups(phrase: str, tag: WordTag | None = None) -> frozenset[int]:
    """The numbers of the groups of interchangeable wordings that a word or phrase, in any form, belongs to.

    With a tag only groups of that part of speech count: ``charge`` as a verb is not ``charge`` as a noun.
    """
    return frozenset(group.number for group in _groups().find(phrase) if tag is None or group.tag == tag)


def same_meaning(a: str, b: str) -> bool:
    """True when a careful editor could put one wording for the other without a change of fact."""
    return same_spelling(a, b) or not meaning_groups(a).isdisjoint(meaning_groups(b))


@lru_cache(maxsize=65_536)
def same_kind(a: str, b: str) -> Kinship | None:
    """How ``b`` stands to ``a`` when both can name one actor or thing: another word, a broader or a narrower one.

    None when they name different kinds, or different members of a kind (boy, girl).
    """
    pairs = [(one, other) for one in _kinds().find(a) for other in _kinds().find(b) if one.kind == other.kind]
    if any(one.group == other.group for one, other in pairs):
        return "same"
    if any(one.rank > other.rank for one, other in pairs):
        return "broader"
    return "narrower" if any(one.rank < other.rank for one, other in pairs) else None


@cache
def _groups() -> Phrases[_Group]:
    return Phrases(_wordings())


def _wordings() -> Iterator[tuple[str, _Group]]:
    for number, line in enumerate(lines("synonyms.txt")):
        tag, _, cell = line.partition(": ")
        group = _Group(number, tag)
        for wording in cell.split(", "):
            yield wording, group


@cache
def _kinds() -> Phrases[_Rank]:
    return Phrases(_ranks())


def _ranks() -> Iterator[tuple[str, _Rank]]:
    for kind, rank, relation, cell in rows("reference.tsv", 4):
        for word in values(cell):
            yield word, _Rank(kind, int(rank), rank if relation == "same" else word)
