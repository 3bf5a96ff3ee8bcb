"""The stretch of a text that stands out: where words of another text are dense, found word by word.

A word that the other side has too gains, any other loses; the stretch is the one of the greatest sum. What a word has
to gain depends on how closely the passage follows the other: its own share of common words and the share that any two
texts have, the middle between them being the place to tell one from the other.
"""

from __future__ import annotations

import numpy as np

from retold.match.pair_words import Flags, Floats, Ints, PairWords
from retold.match.sentence_seeds import Region
from retold.settings import RewordedSettings

Stretch = tuple[int, int]
_ROUNDS = 4


def greatest(gains: Floats) -> tuple[float, Stretch]:
    """The stretch with the greatest sum, and that sum; ``(0, 0)`` when nothing gains."""
    sums = np.concatenate(([0.0], np.cumsum(gains)))
    lows = np.minimum.accumulate(sums)
    end = int(np.argmax(sums - lows))
    if sums[end] <= lows[end]:
        return 0.0, (0, 0)
    start = int(np.flatnonzero(sums[: end + 1] == lows[end])[-1])
    return float(sums[end] - lows[end]), (start, end)


def trimmed(a: PairWords, b: PairWords, region: Region, settings: RewordedSettings) -> tuple[float, Region]:
    """A region with each side cut, or widened, to the words that the other side has; and how much stands in both."""
    in_a, in_b = region
    gain = 0.0
    for _ in range(_ROUNDS):
        before = (in_a, in_b)
        gain_a, in_a = dense_stretch(a, in_a, (b, in_b), settings)
        if in_a[0] == in_a[1]:
            return 0.0, (in_a, in_b)
        gain_b, in_b = dense_stretch(b, in_b, (a, in_a), settings)
        gain = min(gain_a, gain_b)
        if (in_a, in_b) == before or in_b[0] == in_b[1]:
            break
    return (gain if in_b[0] < in_b[1] else 0.0), (in_a, in_b)


def dense_stretch(
    text: PairWords, near: Stretch, other: tuple[PairWords, Stretch], settings: RewordedSettings
) -> tuple[float, Stretch]:
    """Where around ``near``, a first guess, the words of a stretch of the other text are dense, and what they gain."""
    low, high = max(0, near[0] - settings.look_round), min(len(text), near[1] + settings.look_round)
    common, weights = _common(text, (low, high), *other, settings)
    inside = slice(near[0] - low, near[1] - low)
    gains: Floats
    if common.literal[inside].sum() >= settings.literal_share * (other[1][1] - other[1][0]):
        gains = common.literal.astype(np.float64) - settings.usual_bar
    else:
        share = float(common.share[inside] @ weights[inside]) / max(1e-9, float(weights[inside].sum()))
        bar = min(settings.most_bar, max(settings.least_bar, (share + settings.chance_share) / 2))
        gains = weights * (common.share - bar)
    gain, (start, end) = greatest(gains)
    return gain, (low + start, low + end)


def densest_stretch(text: PairWords, other: PairWords, there: Stretch, settings: RewordedSettings) -> Stretch:
    """Where in the whole text the words of a stretch of the other text are densest."""
    common, weights = _common(text, (0, len(text)), other, there, settings)
    return greatest(weights * (common.share - settings.usual_bar))[1]


def is_literal(a: PairWords, b: PairWords, region: Region, settings: RewordedSettings) -> bool:
    """True when the region is word for word the same on both sides, but for a few words."""
    same = in_runs(a.stems[slice(*region[0])], b.stems[slice(*region[1])])
    return int(same.sum()) >= settings.literal_share * max(end - start for start, end in region)


class _Common:
    """What each word of a stretch has in common with a stretch of the other text."""

    __slots__ = ("literal", "share")

    def __init__(self, literal: Flags, share: Floats) -> None:
        self.literal = literal
        """In a run of three words that stands there too."""
        self.share = share
        """1: it stands there as often; less: it stands here more often than there; 0: not there."""


def _common(
    text: PairWords, where: Stretch, other: PairWords, there: Stretch, settings: RewordedSettings
) -> tuple[_Common, Floats]:
    stems, others = text.stems[slice(*where)], other.stems[slice(*there)]
    have = np.bincount(others, minlength=text.kinds)[stems]
    own = np.bincount(stems, minlength=text.kinds)[stems]
    literal = in_runs(stems, others)
    share = np.where(literal, 1.0, np.minimum(1.0, have / own))
    return _Common(literal, share), np.where(literal, 1.0, text.weights[slice(*where)])


def in_runs(stems: Ints, others: Ints) -> Flags:
    """Which words stand in a run of three that the other side has too."""
    flags = np.zeros(len(stems), np.bool_)
    if min(len(stems), len(others)) >= 3:
        found = np.isin(_threes(stems), _threes(others))
        for offset in range(3):
            flags[offset : len(stems) - 2 + offset] |= found
    return flags


def _threes(stems: Ints) -> Ints:
    """A number for each three words in a row: stems are far fewer than two millions."""
    return (stems[:-2] << 42) | (stems[1:-1] << 21) | stems[2:]
