"""Runs -> islands: equal words beyond the ends of runs, where one of the texts was edited.

From the end of a run the two texts are searched for the nearest place at which they agree again, a few words on in
either (a banded alignment that takes the cheapest way at each step); there they are followed word for word, and so on.
A tail counts as long as its equal words outweigh what was passed over.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from retold.match.arrays import Bytes, Ints, Words
from retold.match.runs import Runs, reach

_BAND = 8
"""Words passed over in either text, at most, before it has to agree again."""
_ORDER = sorted(
    ((i, j) for i in range(_BAND + 1) for j in range(_BAND + 1) if i or j),
    key=lambda skip: (max(skip), abs(skip[0] - skip[1]), skip),
)
_COST = np.array([max(skip) for skip in _ORDER], np.int64)
_SKIP_A = np.array([skip[0] for skip in _ORDER], np.int64)
_SKIP_B = np.array([skip[1] for skip in _ORDER], np.int64)
_NEVER = 255
_FEW = 200
_AT_A_TIME = 1 << 13
"""Ends looked at in one pass, so that it works in the processor's cache."""
_DROP = 4.0
"""Score below the best so far at which a tail is given up."""


@dataclass(frozen=True, slots=True)
class _Ends:
    """Where to go on from each run: the next words, and how many words there are to go in either text."""

    a: Ints
    b: Ints
    room_a: Ints
    room_b: Ints


def islands(runs: Runs, words: Words, firsts: Ints) -> Runs:
    """The runs with all stretches of two and more equal words that stand near their ends, in the same order."""
    ahead = _ends_ahead(runs, firsts)
    owner, a, b, length = _follow(words, ahead, 1)
    behind = _ends_behind(runs, firsts, (owner, a + length, b + length))
    owner2, a2, b2, length2 = _follow(words, behind, -1)
    owner = np.concatenate((np.arange(len(runs.a)), owner, owner2))
    a = np.concatenate((runs.a, a, a2 - length2 + 1))
    b = np.concatenate((runs.b, b, b2 - length2 + 1))
    length = np.concatenate((runs.length, length, length2))
    return Runs(a, b, length, runs.text_a[owner], runs.text_b[owner]).sorted(int(firsts[-1]).bit_length())


def _ends_ahead(runs: Runs, firsts: Ints) -> _Ends:
    a, b = runs.a + runs.length, runs.b + runs.length
    room_a, room_b = firsts[runs.text_a + 1] - a, firsts[runs.text_b + 1] - b
    if len(a) > 1:
        same = (runs.text_a[1:] == runs.text_a[:-1]) & (runs.text_b[1:] == runs.text_b[:-1])
        gap_a, gap_b = runs.a[1:] - a[:-1], runs.b[1:] - b[:-1]
        closed = same & (gap_a >= 0) & (gap_b >= 0)
        room_a[:-1][closed], room_b[:-1][closed] = gap_a[closed], gap_b[closed]
    return _Ends(a, b, room_a, room_b)


def _ends_behind(runs: Runs, firsts: Ints, reached: tuple[Ints, Ints, Ints]) -> _Ends:
    """The same backwards; what the run before has reached in its forward direction is not gone over again."""
    end_a, end_b = runs.a + runs.length, runs.b + runs.length
    np.maximum.at(end_a, reached[0], reached[1])
    np.maximum.at(end_b, reached[0], reached[2])
    room_a, room_b = runs.a - firsts[runs.text_a], runs.b - firsts[runs.text_b]
    if len(end_a) > 1:
        same = (runs.text_a[1:] == runs.text_a[:-1]) & (runs.text_b[1:] == runs.text_b[:-1])
        gap_a, gap_b = runs.a[1:] - end_a[:-1], runs.b[1:] - end_b[:-1]
        closed = same & (gap_a >= 0) & (gap_b >= 0)
        room_a[1:][closed], room_b[1:][closed] = gap_a[closed], gap_b[closed]
    return _Ends(runs.a - 1, runs.b - 1, room_a, room_b)


def _follow(words: Words, ends: _Ends, step: int) -> tuple[Ints, Ints, Ints, Ints]:
    """Follow each end; the number of its run, first equal words in the direction gone, and length of each island."""
    alive = np.flatnonzero((ends.room_a > 1) & (ends.room_b > 1))
    a, b, room_a, room_b = ends.a[alive], ends.b[alive], ends.room_a[alive], ends.room_b[alive]
    score, best, kept = np.zeros(len(alive)), np.zeros(len(ends.a)), np.zeros(len(ends.a), np.int64)
    found: list[tuple[Ints, Ints, Ints, Ints, Ints]] = []
    number = 0
    while len(alive):
        number += 1
        skip = _nearest(words, _Ends(a, b, room_a, room_b), step)
        on = np.flatnonzero(skip != _NEVER)
        skip = skip[on].astype(np.int64)
        alive, score = alive[on], score[on]
        a, b = a[on] + step * _SKIP_A[skip], b[on] + step * _SKIP_B[skip]
        room_a, room_b = room_a[on] - _SKIP_A[skip], room_b[on] - _SKIP_B[skip]
        length = reach(words, (a, b), (a + step * room_a, b + step * room_b), step)
        found.append((alive, a, b, length, np.full(len(alive), number)))
        score = score + length - _COST[skip] - 0.5
        better = score > best[alive]
        best[alive[better]], kept[alive[better]] = score[better], number
        a, b, room_a, room_b = a + step * length, b + step * length, room_a - length, room_b - length
        on = np.flatnonzero((score > best[alive] - _DROP) & (room_a > 1) & (room_b > 1))
        alive, score, a, b, room_a, room_b = alive[on], score[on], a[on], b[on], room_a[on], room_b[on]
    if not found:
        nothing = np.empty(0, np.int64)
        return nothing, nothing, nothing, nothing
    owner, at_a, at_b, lengths, rounds = (np.concatenate(column) for column in zip(*found, strict=True))
    counts = rounds <= kept[owner]
    return owner[counts], at_a[counts], at_b[counts], lengths[counts]


def _nearest(words: Words, ends: _Ends, step: int) -> Bytes:
    """Number of the cheapest skip after which two words are equal again; ``_NEVER`` when there is none in the band."""
    nearest = np.full(len(ends.a), _NEVER, np.uint8)
    for start in range(0, len(ends.a), _AT_A_TIME):
        here = slice(start, start + _AT_A_TIME)
        pairs_a = _pairs(words, ends.a[here], ends.room_a[here], step, np.uint32(0))
        pairs_b = _pairs(words, ends.b[here], ends.room_b[here], step, np.uint32(1))
        nearest[here] = _cheapest(pairs_a, pairs_b)
    return nearest


def _cheapest(pairs_a: list[Words], pairs_b: list[Words]) -> Bytes:
    """The same from hashes of two words for each number of words passed over."""
    if len(pairs_a[0]) < _FEW:  # one look at all skips
        equal = np.stack(pairs_a)[_SKIP_A] == np.stack(pairs_b)[_SKIP_B]
        return np.where(equal.any(0), equal.argmax(0), _NEVER).astype(np.uint8)
    found = np.full(len(pairs_a[0]), _NEVER, np.uint8)
    for number in range(len(_ORDER) - 1, -1, -1):
        i, j = _ORDER[number]
        found[pairs_a[i] == pairs_b[j]] = number
    return found


def _pairs(words: Words, at: Ints, room: Ints, step: int, none: np.uint32) -> list[Words]:
    """For each number of words passed over, a hash of the two words then; ``none`` where the text has ended."""
    found: list[Words] = []
    last = len(words) - 1
    first = words[at]
    for skip in range(_BAND + 1):
        second = words[np.minimum(np.maximum(at + step * (skip + 1), 0), last)]
        hashes = (first * np.uint32(0x9E3779B1) ^ second) | np.uint32(2)
        hashes[room < skip + 2] = none
        found.append(hashes)
        first = second
    return found
