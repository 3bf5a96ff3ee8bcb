"""Words that hint at page furniture: what a short line is for, told by what it says, in some twenty languages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from retold.tables.lines import lines

_TOKEN = re.compile(r"[^\W\d_]+(?:['.\-][^\W\d_]+)*|[%]")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

Phrase = tuple[tuple[str, ...], tuple[str, ...]]
"""The words of a phrase and the cues it gives."""


def words_in(text: str) -> list[str]:
    """The words of a line in lower case, as the table's phrases are taken apart."""
    return _TOKEN.findall(text.lower().replace("’", "'"))


def cues_in(words: Sequence[str]) -> list[tuple[int, int, tuple[str, ...]]]:
    """The phrases of the table in a row of words: first word, how many, and what they hint at; longest first."""
    table = _phrases()
    found: list[tuple[int, int, tuple[str, ...]]] = []
    at, count = 0, len(words)
    while at < count:
        step = 1
        for phrase, cues in table.get(words[at], ()):
            length = len(phrase)
            if length == 1 or tuple(words[at : at + length]) == phrase:
                found.append((at, length, cues))
                step = length
                break
        at += step
    return found


def unspaced_cues_in(text: str) -> list[tuple[str, ...]]:
    """What the table's phrases in scripts without spaces hint at, for those that stand in a text."""
    if not _UNSPACED.search(text):
        return []
    return [cues for phrase, cues in _unspaced() if phrase in text]


@cache
def all_cues() -> tuple[str, ...]:
    """The names of the cues, in the order of the table."""
    return tuple(dict.fromkeys(cue for cue, _ in _rows()))


@cache
def _phrases() -> dict[str, tuple[Phrase, ...]]:
    cues: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
    for cue, phrase in _rows():
        words = tuple(words_in(phrase))
        if words and not _UNSPACED.search(phrase):
            cues[words][cue] = None
    by_first: dict[str, list[Phrase]] = defaultdict(list)
    for words, names in sorted(cues.items(), key=lambda item: -len(item[0])):
        by_first[words[0]].append((words, tuple(names)))
    return {first: tuple(found) for first, found in by_first.items()}


@cache
def _unspaced() -> tuple[tuple[str, tuple[str, ...]], ...]:
    cues: dict[str, dict[str, None]] = defaultdict(dict)
    for cue, phrase in _rows():
        if _UNSPACED.search(phrase):
            cues[phrase][cue] = None
    return tuple((phrase, tuple(names)) for phrase, names in cues.items())


def _rows() -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for line in lines("furniture.txt"):
        cue, _, phrases = line.partition(": ")
        found.extend((cue, phrase) for phrase in phrases.split(", "))
    return found
