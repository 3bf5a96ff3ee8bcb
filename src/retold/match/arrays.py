"""The kinds of arrays that the stages of matching hand to each other."""

from __future__ import annotations

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
