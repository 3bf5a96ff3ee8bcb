"""Lines of a page whose words stand inside another line as well: lists of teasers say everything twice."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from retold.article.letters import Hashes, Real, Whole, in_sorted, stretch_hashes

_KEY = 30
"""Letters from which a repetition is no chance."""


@dataclass(frozen=True, slots=True)
class Repeats:
    """Lines whose first letters stand in some longer line, and those longer lines."""

    inside: frozenset[int] = frozenset()
    holding: frozenset[int] = frozenset()


NO_REPEATS = Repeats()


def repeats_of(inside: Real, holding: Real) -> Repeats:
    """The lines for which ``said_inside`` holds."""
    return Repeats(frozenset(np.flatnonzero(inside).tolist()), frozenset(np.flatnonzero(holding).tolist()))


def said_inside(prefix: Hashes, starts: Whole, ends: Whole) -> tuple[Real, Real]:
    """Lines whose first letters stand in a longer line too, and those longer lines."""
    length = ends - starts
    inside, holds = np.zeros(len(starts)), np.zeros(len(starts))
    lines, windows = np.flatnonzero(length >= _KEY), np.arange(len(prefix) - _KEY)
    if len(lines) < 2 or not len(windows):
        return inside, holds
    keys, which = np.unique(stretch_hashes(prefix, starts[lines], starts[lines] + _KEY), return_inverse=True)
    hashes = stretch_hashes(prefix, windows, windows + _KEY)
    hits = np.flatnonzero(in_sorted(hashes, keys))
    where = np.searchsorted(starts, hits, side="right") - 1
    whole = hits + _KEY <= ends[where]
    key, where = np.searchsorted(keys, hashes[hits[whole]]), where[whole]
    longest, shortest = np.zeros(len(keys), dtype=np.int64), np.full(len(keys), np.iinfo(np.int64).max)
    np.maximum.at(longest, key, length[where])
    np.minimum.at(shortest, which, length[lines])
    inside[lines] = longest[which] > length[lines]
    holds[where[length[where] > shortest[key]]] = 1.0
    return inside, holds
