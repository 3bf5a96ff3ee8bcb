"""Fingerprints of all texts -> postings: which texts hold the same fingerprint, and where.

Fingerprint and place share 64 bits, so that one sort of numbers, without a second array to move along, orders both.
Large piles are taken apart by the first bits of the fingerprint, which bounds what one sort holds.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from retold.match.arrays import Flags, Hashes, Ints, Words, ranges, runs_of
from retold.match.fingerprint import KEPT_BITS, Marks

_PLACE_BITS = 64 - KEPT_BITS
_PART = 1 << 21
"""Fingerprints that are sorted at a time, at most."""
_BLOCK = 6
"""Bits of the words of a block, whose first text is looked up for many words at a time."""
_FEW = 2
"""Bits by which words must be fewer than texts for a search of each to be cheaper."""


@dataclass(frozen=True, slots=True)
class Postings:
    """Fingerprints that two or more texts hold: a group for each, in the order of their hashes."""

    hashes: Hashes
    """One for each group."""
    bounds: Ints
    """First entry of each group, and the number of entries at the end."""
    places: Ints
    """One for each entry: first word of the fingerprint in the text, over all words of the pile; rising in a group."""
    texts: Ints
    """The text of each entry; no text stands twice in a group."""

    @property
    def sizes(self) -> Ints:
        """How many texts hold each fingerprint."""
        return np.diff(self.bounds)

    def only(self, groups: Ints) -> Postings:
        """Some of the groups, in their order."""
        sizes = self.sizes[groups]
        entries = ranges(self.bounds[groups], sizes)
        bounds = np.concatenate(([0], np.cumsum(sizes)))
        return Postings(self.hashes[groups], bounds, self.places[entries], self.texts[entries])


def post(marks: Marks, firsts: Ints) -> Postings:
    """The fingerprints that at least two texts hold; text ``t`` has the words ``firsts[t]`` up to ``firsts[t + 1]``."""
    hashes, places = marks.hashes, marks.places
    bits = max(int(firsts[-1]).bit_length() - _PLACE_BITS, (len(hashes) // _PART).bit_length())
    if bits <= 0:
        return _group(hashes, places, firsts, 0)
    part = (hashes >> np.uint64(64 - bits)).astype(np.uint16)
    found = []
    for number in range(1 << bits):
        here = np.flatnonzero(part == number)
        found.append(_group(hashes[here] << np.uint64(bits), places[here], firsts, bits, number))
    return _joined(found)


def in_order(marks: Marks) -> tuple[Hashes, Ints]:
    """Fingerprints in rising order, and their places, those of each in rising order too."""
    hashes, places = marks.hashes, marks.places.astype(np.int64)
    bits = max(0, int(places.max(initial=0)).bit_length() - _PLACE_BITS, (len(hashes) // _PART).bit_length())
    part = (hashes >> np.uint64(64 - bits)).astype(np.uint16) if bits else np.zeros(len(hashes), np.uint16)
    low = np.uint64((1 << (_PLACE_BITS + bits)) - 1)
    keys = [np.empty(0, np.uint64)]
    for number in range(1 << bits):
        here = np.flatnonzero(part == number) if bits else slice(None)
        keys.append(np.sort(hashes[here] << np.uint64(bits) | places[here].astype(np.uint64)))
    parts = np.repeat(np.arange(1 << bits, dtype=np.uint64), [len(one) for one in keys[1:]])
    found = np.concatenate(keys)
    heads = (found & ~low) >> np.uint64(bits)
    if bits:
        heads |= parts << np.uint64(64 - bits)
    return heads, (found & low).astype(np.int64)


def text_of(places: Ints | Words, firsts: Ints) -> Ints:
    """The text in which each word stands."""
    if len(places) << _FEW < len(firsts):
        found: Ints = np.searchsorted(firsts, places, side="right") - 1
        return found
    blocks = np.zeros((int(firsts[-1]) >> _BLOCK) + 2, np.int64)
    blocks[(firsts[:-1] + (1 << _BLOCK) - 1) >> _BLOCK] = np.arange(len(firsts) - 1)
    found = np.maximum.accumulate(blocks)[places >> _BLOCK]
    behind = np.flatnonzero(firsts[found + 1] <= places)
    while len(behind):  # the text that a block begins in has ended before the word
        found[behind] += 1
        behind = behind[firsts[found[behind] + 1] <= places[behind]]
    return found


def repeated(groups: Ints | Hashes, texts: Ints) -> Flags:
    """Which entries stand behind another of the same group and text; a text counts with its first place only."""
    again = np.zeros(len(texts), np.bool_)
    again[1:] = (groups[1:] == groups[:-1]) & (texts[1:] == texts[:-1])
    return again


def _group(hashes: Hashes, places: Ints | Words, firsts: Ints, bits: int, part: int = 0) -> Postings:
    """Sort fingerprints, whose first ``bits`` are the number of the part and were shifted away, into their groups."""
    low = np.uint64(_PLACE_BITS + bits)
    keys = hashes | places.astype(np.uint64)
    keys.sort()
    heads = keys >> low
    same = heads[1:] == heads[:-1]
    shared = np.zeros(len(keys), np.bool_)
    shared[1:] = same
    shared[:-1] |= same
    keys, heads = keys[shared], heads[shared]
    found = (keys & np.uint64((1 << (_PLACE_BITS + bits)) - 1)).astype(np.int64)
    texts = text_of(found, firsts)
    again = repeated(heads, texts)
    if again.any():
        heads, found, texts = heads[~again], found[~again], texts[~again]
    bounds = runs_of(heads)
    sizes = np.diff(bounds)
    keys = (heads[bounds[:-1]] << low) >> np.uint64(bits)
    if bits:
        keys |= np.uint64(part << (64 - bits))
    everything = Postings(keys, bounds, found, texts)
    return everything if (sizes > 1).all() else everything.only(np.flatnonzero(sizes > 1))


def _joined(parts: list[Postings]) -> Postings:
    before = np.cumsum([0, *(len(part.places) for part in parts)])
    return Postings(
        np.concatenate([part.hashes for part in parts]),
        np.concatenate([*(part.bounds[:-1] + at for part, at in zip(parts, before, strict=False)), before[-1:]]),
        np.concatenate([part.places for part in parts]),
        np.concatenate([part.texts for part in parts]),
    )
