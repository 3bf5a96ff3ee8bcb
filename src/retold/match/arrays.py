"""The kinds of arrays that the stages of matching hand to each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Number = TypeVar("Number", np.int64, np.uint64)

Bytes = NDArray[np.uint8]
Words = NDArray[np.uint32]
"""Hashes of words, 32 bits each."""
Shorts = NDArray[np.uint16]
Hashes = NDArray[np.uint64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


def ranges(starts: Ints, lengths: Ints) -> Ints:
    """All whole numbers of the stretches ``[start, start + length)``, one stretch after the other."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    found: Ints = np.arange(total) + np.repeat(starts - (ends - lengths), lengths)
    return found


@dataclass(frozen=True, slots=True)
class Stretches:
    """Stretches ``[start, end)`` of words, counted over the pile, apart from each other and in rising order."""

    starts: Ints
    ends: Ints

    def words(self) -> Ints:
        """All words inside."""
        return ranges(self.starts, self.ends - self.starts)

    def within(self, texts: Ints, firsts: Ints) -> Stretches:
        """Those inside some texts, which are in rising order; ``firsts`` are the first words of all texts."""
        first = np.searchsorted(self.starts, firsts[texts])
        kept = ranges(first, np.searchsorted(self.starts, firsts[texts + 1]) - first)
        return Stretches(self.starts[kept], self.ends[kept])


def stretches_of(words: Ints, firsts: Ints) -> Stretches:
    """Words in rising order as stretches, none of which goes over the end of a text."""
    new = np.ones(len(words) + 1, np.bool_)
    new[1:-1] = words[1:] != words[:-1] + 1
    new[np.searchsorted(words, firsts)] = True
    new = new[:-1]
    heads = np.flatnonzero(new)
    tails = np.append(heads[1:], len(words)) - 1 if len(heads) else heads
    return Stretches(words[heads], words[tails] + 1)


def runs_of(keys: NDArray[np.generic]) -> Ints:
    """Where runs of equal neighbours begin, and the length of all at the end; sorted keys give their groups."""
    if not len(keys):
        return np.zeros(1, np.int64)
    changes = np.flatnonzero(keys[1:] != keys[:-1]) + 1
    return np.concatenate(([0], changes, [len(keys)]))


def distinct(keys: NDArray[Number]) -> NDArray[Number]:
    """The values of an array, each once, in rising order; quicker than NumPy's where a sort of numbers is quick."""
    ordered = np.sort(keys)
    new = np.ones(len(ordered), np.bool_)
    new[1:] = ordered[1:] != ordered[:-1]
    return ordered[new]


def among_sorted(keys: NDArray[Number], known: NDArray[Number]) -> Flags:
    """Which keys are among some known ones, which stand in rising order."""
    if not len(known):
        return np.zeros(len(keys), np.bool_)
    found: Flags = known[np.minimum(np.searchsorted(known, keys), len(known) - 1)] == keys
    return found
