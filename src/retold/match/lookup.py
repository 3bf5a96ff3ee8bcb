"""Sorted fingerprints of an index -> postings of some of them, among the texts that are still there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from retold.match.arrays import Flags, Hashes, Ints, Words, ranges
from retold.match.fingerprint import Marks
from retold.match.postings import Postings, in_order, repeated, text_of

_STEPS = 4


@dataclass(frozen=True, slots=True)
class Shelf:
    """Fingerprints in rising order with their places; an index has one for each time that texts were added."""

    hashes: Hashes
    places: Words


def shelf_of(marks: Marks) -> Shelf:
    """Some fingerprints put into order, the places of each too."""
    hashes, places = in_order(marks)
    return Shelf(hashes, places.astype(np.uint32))


def merged(shelves: Sequence[Shelf]) -> Shelf:
    """Several shelves as one."""
    hashes = np.concatenate([shelf.hashes for shelf in shelves])
    places = np.concatenate([shelf.places for shelf in shelves])
    return shelf_of(Marks(hashes, places))


def look_up(shelves: Sequence[Shelf], wanted: Hashes, firsts: Ints) -> Postings:
    """The holders of those of some fingerprints that several places hold; ``wanted`` are different, in rising order.

    The holders are all texts that the shelves know; see ``among``.
    """
    starts = [np.searchsorted(shelf.hashes, wanted, "left") for shelf in shelves]
    sizes = [_sizes(shelf.hashes, wanted, start) for shelf, start in zip(shelves, starts, strict=True)]
    several = np.flatnonzero(sum(sizes, np.zeros(len(wanted), np.int64)) > 1)
    numbers = np.arange(len(several), dtype=np.uint64) << np.uint64(32)
    keys = [np.empty(0, np.uint64)]
    for shelf, start, size in zip(shelves, starts, sizes, strict=True):
        held = shelf.places[ranges(start[several], size[several])].astype(np.uint64)
        keys.append(np.repeat(numbers, size[several]) | held)
    found = np.concatenate(keys)
    if len(shelves) > 1:
        found.sort()
    groups, places = (found >> np.uint64(32)).astype(np.int64), (found & np.uint64(0xFFFFFFFF)).astype(np.int64)
    texts = text_of(places, firsts)
    again = repeated(groups, texts)
    if again.any():
        groups, places, texts = groups[~again], places[~again], texts[~again]
    return Postings(wanted[several], _bounds(groups, len(several)), places, texts)


def among(postings: Postings, there: Flags) -> Postings:
    """The same with only those holders that are ``there``."""
    kept = np.flatnonzero(there[postings.texts])
    if len(kept) == len(postings.texts):
        return postings
    groups = np.repeat(np.arange(len(postings.hashes)), postings.sizes)[kept]
    bounds = _bounds(groups, len(postings.hashes))
    return Postings(postings.hashes, bounds, postings.places[kept], postings.texts[kept])


def _bounds(groups: Ints, count: int) -> Ints:
    return np.concatenate(([0], np.cumsum(np.bincount(groups, minlength=count))))


def _sizes(hashes: Hashes, wanted: Hashes, start: Ints) -> Ints:
    """How many entries from ``start`` on are the wanted ones; most are few, so they are counted one by one first."""
    sizes = np.zeros(len(wanted), np.int64)
    on = np.flatnonzero(start < len(hashes))
    for step in range(_STEPS):
        at = start[on] + step
        inside = at < len(hashes)
        on, at = on[inside], at[inside]
        on = on[hashes[at] == wanted[on]]
        sizes[on] = step + 1
    sizes[on] = np.searchsorted(hashes, wanted[on], "right") - start[on]
    return sizes
