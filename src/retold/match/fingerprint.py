"""Words -> fingerprints: some of the hashes of all runs of ``k`` words, chosen so that shared text shows.

Of every ``w`` neighbouring runs the one with the least hash is taken (winnowing, Schleimer, Wilkerson & Aiken 2003), so
two texts that share ``k + w - 1`` words in a row share a fingerprint for certain; two in seven runs are kept for w = 6.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from retold.match.arrays import Hashes, Ints, Words
from retold.match.words import Worded
from retold.settings import ReuseSettings

_BASE = 0x9E3779B97F4A7C15
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_HALF, _SHIFT = np.uint64(32), np.uint64(29)
_NONE = np.uint32(0xFFFFFFFF)

KEPT_BITS = 40
"""Bits of a fingerprint; among 84 million (a million texts) some 3,000 pairs of others meet by chance, and comparing
their words takes them apart again. The rest of 64 bits is left for the place, so that one sort orders both."""
_KEPT = np.uint64(((1 << KEPT_BITS) - 1) << (64 - KEPT_BITS))


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """The fingerprints of some texts in the order of their words."""

    hashes: Hashes
    """``KEPT_BITS`` bits, the upper ones; the rest is zero."""
    places: Ints
    """First word of each, counted over all words of the texts."""


def fingerprint(worded: Worded, settings: ReuseSettings) -> Fingerprints:
    """The fingerprints of a batch of texts; a text is fingerprinted the same in every batch.

    The last and the first run of a text are always among them, as windows are cut where a text is. Texts shorter than
    ``run_words`` have none.
    """
    size, window = settings.run_words, settings.window
    if len(worded.hashes) < size:
        return Fingerprints(np.empty(0, np.uint64), np.empty(0, np.int64))
    grams = _grams(worded.hashes, size)
    order = ((grams * _MIX) >> _HALF).astype(np.uint32)
    padded = np.full(len(worded.hashes) + 2 * window, _NONE, np.uint32)
    padded[window : window + len(order)] = order
    over_the_end = (worded.bounds[1:, None] - np.arange(1, size)).ravel()
    padded[window + over_the_end[over_the_end >= 0]] = _NONE
    order = padded[window : window + len(order)]
    chosen = np.flatnonzero((_least_of_its_window(padded, window, len(order)) == order) & (order != _NONE))
    hashes = grams[chosen]
    hashes ^= hashes >> _SHIFT
    hashes *= _MIX
    hashes ^= hashes >> _HALF
    return Fingerprints(hashes & _KEPT, chosen)


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
