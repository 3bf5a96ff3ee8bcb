"""Pairs -> sources: what of each text stands in earlier texts, shared out among as few of them as explain it."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from retold.match.arrays import Flags, runs_of
from retold.match.reuse import Reuse

_Stretch = tuple[int, int, float]
"""First word, end, and the share of its words that are equal."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A text and the earlier texts in which it stands."""

    text: int
    sources: tuple[tuple[int, float], ...]
    """Each source with the share of the text's own words that it explains and no source before it does."""

    @property
    def rest(self) -> float:
        """Share of the text that no earlier one explains."""
        return max(0.0, 1.0 - sum(share for _, share in self.sources))


def sources_of(reuse: Reuse, least: float) -> Iterator[Explained]:
    """The sources of each text that has one, in the order of ``reuse.pairs``.

    The source that explains most comes first, then the one that explains most of the rest (of equals, the earlier
    one), as long as it is the share ``least`` of the text: a text merged of two names both, a copy of a copy one.
    """
    pairs, passages = reuse.pairs, reuse.pairs.passages
    equal = passages.words / np.maximum(passages.end_b - passages.b, 1)
    stretches = list(zip(passages.b.tolist(), passages.end_b.tolist(), equal.tolist(), strict=True))
    bounds, earlier, own = pairs.bounds.tolist(), pairs.text_a.tolist(), reuse.own.tolist()
    groups = runs_of(pairs.text_b).tolist()
    for start, stop in pairwise(groups):
        text = int(pairs.text_b[start])
        shared = [(earlier[pair], stretches[bounds[pair] : bounds[pair + 1]]) for pair in range(start, stop)]
        found = tuple(_shared_out(shared, own[text], least))
        if found:
            yield Explained(text, found)


def _shared_out(shared: list[tuple[int, list[_Stretch]]], words: int, least: float) -> Iterator[tuple[int, float]]:
    first = min(stretch[0] for _, stretches in shared for stretch in stretches)
    end = max(stretch[1] for _, stretches in shared for stretch in stretches)
    open_ = np.ones(end - first, np.bool_)
    heap = [(-_gain(stretches, open_, first), number) for number, (_, stretches) in enumerate(shared)]
    heapq.heapify(heap)
    while heap:
        known, number = heapq.heappop(heap)
        text, stretches = shared[number]
        gain = _gain(stretches, open_, first)
        if gain < -known and heap and (-gain, number) > heap[0]:
            heapq.heappush(heap, (-gain, number))
            continue
        if gain < least * words:
            return
        yield text, min(1.0, gain / words)
        for start, stop, _ in stretches:
            open_[start - first : stop - first] = False


def _gain(stretches: list[_Stretch], open_: Flags, first: int) -> float:
    """Equal words of some stretches where nothing is explained yet."""
    return sum(float(open_[start - first : end - first].sum()) * share for start, end, share in stretches)
