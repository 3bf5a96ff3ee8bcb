"""Sorted fingerprints of an index -> postings of some of them, among the texts that are still there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from retold.match.arrays import Flags, Hashes, Ints, Words, ranges
from retold.match.fingerprint import Marks
from retold.match.postings import Postings, repeated, text_of


@dataclass(frozen=True, slots=True)
class Shelf:
    """Fingerprints in rising order with their places; an index has one for each time that texts were added."""

    hashes: Hashes
    places: Words


def shelf_of(marks: Marks) -> Shelf:
    """Some fingerprints put into order."""
    order = np.argsort(marks.hashes, kind="stable")
    return Shelf(marks.hashes[order], marks.places[order].astype(np.uint32))


def merged(shelves: Sequence[Shelf]) -> Shelf:
    """Several shelves as one."""
    hashes = np.concatenate([shelf.hashes for shelf in shelves])
    places = np.concatenate([shelf.places for shelf in shelves])
    return shelf_of(Marks(hashes, places))


def look_up(shelves: Sequence[Shelf], wanted: Hashes, firsts: Ints, there: Flags) -> Postings:
    """The holders of some fingerprints (different, in rising order) among the texts that are ``there``.

    A group for each wanted fingerprint, also where nobody holds it.
    """
    keys = [np.empty(0, np.uint64)]
    for shelf in shelves:
        start = np.searchsorted(shelf.hashes, wanted, "left")
        sizes = np.searchsorted(shelf.hashes, wanted, "right") - start
        held = shelf.places[ranges(start, sizes)].astype(np.uint64)
        keys.append(np.repeat(np.arange(len(wanted), dtype=np.uint64), sizes) << np.uint64(32) | held)
    found = np.sort(np.concatenate(keys))
    groups, places = (found >> np.uint64(32)).astype(np.int64), (found & np.uint64(0xFFFFFFFF)).astype(np.int64)
    texts = text_of(places, firsts)
    kept = np.flatnonzero(there[texts] & ~repeated(groups, texts))
    bounds = np.concatenate(([0], np.cumsum(np.bincount(groups[kept], minlength=len(wanted)))))
    return Postings(wanted, bounds, places[kept], texts[kept])
