"""Where a text may have been reworded: pairs of sentences with like words, gathered into regions of both texts.

After Sanchez-Perez, Sidorov and Gelbukh, "A winning approach to text alignment for text reuse detection at PAN 2014"
(seeding by cosine and Dice, clustering that narrows its gaps until both sides are alike).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retold.match.pair_words import Floats, Ints, PairWords
from retold.settings import RewordedSettings

_BLOCK = 256
"""Sentences compared at a time: bounds the memory that two long texts take."""

Region = tuple[tuple[int, int], tuple[int, int]]
"""A stretch of words of each text."""
_Seed = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Bags:
    """The sentences of one text as rows of stems, weighed by how few sentences hold them."""

    rows: Ints
    stems: Ints
    weights: Floats
    sizes: Ints
    """How many stems each sentence has."""
    common: Ints
    """For each stem its column among those that both texts have, or -1."""

    def block(self, first: int) -> NDArray[np.float32]:
        """A few sentences from ``first`` on, as a table of the weights of the stems that both texts have."""
        here = slice(*np.searchsorted(self.rows, [first, first + _BLOCK]))
        table = np.zeros((min(_BLOCK, len(self.sizes) - first), int(self.common.max()) + 1), np.float32)
        columns = self.common[self.stems[here]]
        table[self.rows[here][columns >= 0] - first, columns[columns >= 0]] = self.weights[here][columns >= 0]
        return table

    def total(self, first: int, last: int) -> Floats:
        """The weights of the stems of some sentences, ``last`` among them, added up."""
        here = slice(*np.searchsorted(self.rows, [first, last + 1]))
        return np.bincount(self.stems[here], self.weights[here], len(self.common)).astype(np.float64)


def reworded_regions(a: PairWords, b: PairWords, settings: RewordedSettings) -> list[Region]:
    """Regions of two texts whose sentences have like words; rough at the edges, and some of them by chance."""
    bags = _bags(a, b)
    seeds = list(_seeds(*bags, settings))
    return [
        (
            (int(a.sentences[a_first]), int(a.sentences[a_last + 1])),
            (int(b.sentences[b_first]), int(b.sentences[b_last + 1])),
        )
        for a_first, a_last, b_first, b_last in _like_clusters(seeds, bags, settings)
    ]


def _bags(a: PairWords, b: PairWords) -> tuple[_Bags, _Bags]:
    sides = []
    for side in (a, b):
        rows = np.repeat(np.arange(len(side.sentences) - 1), np.diff(side.sentences))
        codes, counts = np.unique(rows * side.kinds + side.stems, return_counts=True)
        sides.append((codes // side.kinds, codes % side.kinds, counts, len(side.sentences) - 1))
    holders = [np.bincount(stems, minlength=a.kinds) for _, stems, _, _ in sides]
    rarity = np.log((sides[0][3] + sides[1][3]) / np.maximum(1, holders[0] + holders[1]))
    both = (holders[0] > 0) & (holders[1] > 0)
    common = np.where(both, np.cumsum(both) - 1, -1)
    left, right = (
        _Bags(rows, stems, counts * rarity[stems], np.bincount(rows, minlength=size), common)
        for rows, stems, counts, size in sides
    )
    return left, right


def _seeds(a: _Bags, b: _Bags, settings: RewordedSettings) -> Iterator[_Seed]:
    """Pairs of sentences that are alike both by the weight of their common stems and by their number."""
    long_a, long_b = _lengths(a), _lengths(b)
    for left in range(0, len(a.sizes), _BLOCK):
        table = a.block(left)
        for right in range(0, len(b.sizes), _BLOCK):
            other = b.block(right)
            rows, columns = slice(left, left + len(table)), slice(right, right + len(other))
            cosine = (table @ other.T) / np.outer(long_a[rows], long_b[columns])
            common = (table > 0).astype(np.float32) @ (other > 0).astype(np.float32).T
            dice = 2 * common / np.add.outer(a.sizes[rows], b.sizes[columns])
            found = np.argwhere((cosine > settings.seed_cosine) & (dice > settings.seed_dice))
            yield from ((x + left, y + right) for x, y in found.tolist())


def _lengths(bags: _Bags) -> Floats:
    return np.maximum(1e-9, np.sqrt(np.bincount(bags.rows, bags.weights**2, len(bags.sizes))))


def _like_clusters(
    seeds: list[_Seed], bags: tuple[_Bags, _Bags], settings: RewordedSettings
) -> Iterator[tuple[int, int, int, int]]:
    """First and last sentence, in both texts, of clusters of seeds with the widest gaps that leave both sides alike."""
    waiting = [(seeds, settings.seed_gap)] if seeds else []
    while waiting:
        some, gap = waiting.pop()
        for cluster in _clusters(some, gap):
            a_first, a_last = min(x for x, _ in cluster), max(x for x, _ in cluster)
            b_first, b_last = min(y for _, y in cluster), max(y for _, y in cluster)
            left, right = bags[0].total(a_first, a_last), bags[1].total(b_first, b_last)
            if left @ right >= settings.region_cosine * np.sqrt((left @ left) * (right @ right)):
                yield a_first, a_last, b_first, b_last
            elif gap:
                waiting.append((cluster, gap - 1))


def _clusters(seeds: list[_Seed], gap: int) -> list[list[_Seed]]:
    """Seeds with at most ``gap`` sentences between one and the next, in both texts."""
    done: list[list[_Seed]] = []
    waiting = [(seeds, 0, False)]
    while waiting:
        some, side, whole_on_other = waiting.pop()
        ordered = sorted(some, key=lambda seed: seed[side])
        parts = [[ordered[0]]]
        for seed in ordered[1:]:
            if seed[side] - parts[-1][-1][side] > gap + 1:
                parts.append([seed])
            else:
                parts[-1].append(seed)
        if len(parts) == 1 and whole_on_other:
            done.append(parts[0])
        else:
            waiting.extend((part, 1 - side, len(parts) == 1) for part in parts)
    return done
