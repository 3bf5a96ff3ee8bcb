"""Stretches of a text whose words come from another text, wherever they stand there: a summary's are from all over it.

A scan statistic: each topical word counts by how much likelier it is in a stretch made from the other text than in any
other; the stretches with the greatest sums are those that cannot be chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from retold.match.pair_words import Flags, Floats, Ints, PairWords
from retold.match.stretch import Stretch, greatest
from retold.settings import RewordedSettings

_TAKEN = -1e9
"""What a word says that is in a stretch already: no other runs over it."""


@dataclass(frozen=True, slots=True)
class Borrowed:
    """The topical words of a text, each with whether the other text has it and how much that says."""

    places: Ints
    known: Flags
    says: Floats
    """Log-odds of a stretch made from the other text, for each topical word."""

    def stretches(self, least: float) -> Iterator[tuple[float, Stretch]]:
        """The stretches that say at least ``least``, the clearest first, none of them overlapping."""
        says = self.says.copy()
        while len(says):
            sum_, (start, end) = greatest(says)
            if sum_ < least:
                return
            yield sum_, (int(self.places[start]), int(self.places[end - 1]) + 1)
            says[start:end] = _TAKEN

    def beside(self, stretch: Stretch, taken: Sequence[Stretch]) -> float:
        """What a stretch still says without the parts of it that are taken."""
        kept = self._inside(stretch)
        for part in taken:
            kept &= ~self._inside(part)
        return float(self.says[kept].sum())

    def known_elsewhere(self, stretch: Stretch) -> float:
        """Share of the topical words outside a stretch that the other text has too."""
        outside = self.known[~self._inside(stretch)]
        return float(outside.mean()) if len(outside) else 0.0

    def _inside(self, stretch: Stretch) -> Flags:
        inside: Flags = (self.places >= stretch[0]) & (self.places < stretch[1])
        return inside


def borrowed_words(text: PairWords, other: PairWords, settings: RewordedSettings) -> Borrowed:
    """Which topical words of a text the other has, and what each says."""
    places = np.flatnonzero(text.topical)
    known = np.bincount(other.stems, minlength=other.kinds)[text.stems[places]] > 0
    usual = min(max(float(known.mean()) if len(known) else 0.0, settings.least_usual), settings.most_usual)
    up, down = np.log(settings.made_share / usual), np.log((1 - settings.made_share) / (1 - usual))
    return Borrowed(places, known, np.array([down, up], np.float64)[known.astype(np.int64)])


def explained(text: PairWords, stretch: Stretch, other: PairWords, there: Stretch) -> float:
    """Of the topical words of a stretch that the other text has, the share that one stretch of it has already."""
    stems = text.stems[slice(*stretch)][text.topical[slice(*stretch)]]
    anywhere = np.bincount(other.stems, minlength=other.kinds)[stems] > 0
    within = np.bincount(other.stems[slice(*there)], minlength=other.kinds)[stems] > 0
    return float(within.sum()) / max(1, int(anywhere.sum()))
