"""Words -> fingerprints: some of the hashes of all runs of ``k`` words, chosen so that shared text shows.

Of every ``w`` neighbouring runs the one with the least hash is taken (winnowing, Schleimer, Wilkerson & Aiken 2003), so
two texts that share ``k + w - 1`` words in a row share a fingerprint for certain; two in seven runs are kept for w = 6.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from retold.match.arrays import Hashes, Ints, Words, ranges
from retold.settings import ReuseSettings

_BASE = 0x9E3779B97F4A7C15
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_HALF, _SHIFT = np.uint64(32), np.uint64(29)
_NONE = np.uint32(0xFFFFFFFF)
_AT_A_TIME = 1 << 16
"""Words fingerprinted in one pass, so that it works in the processor's cache."""

KEPT_BITS = 40
"""Bits of a fingerprint; among 84 million (a million texts) some 3,000 pairs of others meet by chance, and comparing
their words takes them apart again. The rest of 64 bits is left for the place, so that one sort orders both."""
_KEPT = np.uint64(((1 << KEPT_BITS) - 1) << (64 - KEPT_BITS))


@dataclass(frozen=True, slots=True)
class Marks:
    """The fingerprints of some texts."""

    hashes: Hashes
    """``KEPT_BITS`` bits, the upper ones; the rest is zero."""
    places: Ints | Words
    """First word of each, counted over all words of the texts."""

    def only(self, kept: Ints) -> Marks:
        """Some of them, in their order."""
        return Marks(self.hashes[kept], self.places[kept])


def fingerprint(words: Words, bounds: Ints, settings: ReuseSettings) -> Marks:
    """The fingerprints of a batch of texts, in the order of their words; a text has the same in every batch.

    ``bounds`` are the first word of each text and the number of all words. The last and the first run of a text are
    always among them, as windows are cut where a text is. Texts shorter than ``run_words`` have none.
    """
    size, window = settings.run_words, settings.window
    if len(words) < size:
        return Marks(np.empty(0, np.uint64), np.empty(0, np.int64))
    grams = _grams(words.astype(np.uint64), size)
    order = ((grams * _MIX) >> _HALF).astype(np.uint32)
    padded = np.full(len(words) + 2 * window, _NONE, np.uint32)
    padded[window : window + len(order)] = order
    over_the_end = (bounds[1:, None] - np.arange(1, size)).ravel()
    padded[window + over_the_end[over_the_end >= 0]] = _NONE
    order = padded[window : window + len(order)]
    chosen = np.flatnonzero((_least_of_its_window(padded, window, len(order)) == order) & (order != _NONE))
    hashes = grams[chosen]
    hashes ^= hashes >> _SHIFT
    hashes *= _MIX
    hashes ^= hashes >> _HALF
    return Marks(kept_bits(hashes), chosen)


def joined_marks(parts: Sequence[Marks]) -> Marks:
    """The fingerprints of several lists of texts, one list after the other."""
    return Marks(np.concatenate([one.hashes for one in parts]), np.concatenate([one.places for one in parts]))


def kept_bits(hashes: Hashes) -> Hashes:
    """The ``KEPT_BITS`` upper bits of some hashes; the others are zero."""
    found: Hashes = hashes & _KEPT
    return found


def fingerprint_some(words: Words, firsts: Ints, texts: Ints, settings: ReuseSettings) -> Marks:
    """The fingerprints of some texts of a pile, with their places in the pile."""
    sizes = firsts[texts + 1] - firsts[texts]
    ends = np.cumsum(sizes)
    hashes, places = [np.empty(0, np.uint64)], [np.empty(0, np.int64)]
    start = 0
    while start < len(texts):
        done = int(ends[start - 1]) if start else 0
        stop = max(start + 1, int(np.searchsorted(ends, done + _AT_A_TIME, side="right")))
        inside = ranges(firsts[texts[start:stop]], sizes[start:stop])
        bounds = np.concatenate(([0], np.cumsum(sizes[start:stop])))
        found = fingerprint(words[inside], bounds, settings)
        hashes.append(found.hashes)
        places.append(inside[found.places])
        start = stop
    return Marks(np.concatenate(hashes), np.concatenate(places))


def _grams(hashes: Hashes, size: int) -> Hashes:
    """Polynomial hashes of all runs of ``size`` words, put together from runs of half the length."""
    if size == 1:
        return hashes
    left = size // 2
    right = size - left
    first = _grams(hashes, left)
    second = first if left == right else _grams(hashes, right)
    count = len(hashes) - size + 1
    found = first[:count] * np.uint64(pow(_BASE, right, 1 << 64))
    found += second[left : left + count]
    return found


def _least_of_its_window(order: Words, window: int, count: int) -> Words:
    """For each run, the greatest of the minima of all windows that hold it: its own hash when it is one of them."""
    least = _windowed(order, window, np.minimum)
    greatest = _windowed(least, window, np.maximum)
    return greatest[1 : 1 + count]


def _windowed(values: Words, window: int, choose: np.ufunc) -> Words:
    """Least or greatest of every ``window`` neighbours, by windows of twice the length each time."""
    size = 1
    while size * 2 <= window:
        values = choose(values[size:], values[:-size])
        size *= 2
    if size < window:
        values = choose(values[window - size :], values[: -(window - size)])
    return values
