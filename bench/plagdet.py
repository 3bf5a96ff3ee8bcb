"""Plagdet: how well detected passages cover true ones, in one number (Potthast et al. 2010).

Precision and recall count the characters of both texts, as means over detections and over true passages (the official
measure) or over all characters; granularity is how many detections a found passage takes; plagdet is F1 divided by the
logarithm of one more than that. A detection touches a true passage when it does so in both texts.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from retold.model import Passage, Span

Case = tuple[Sequence[Passage], Sequence[Passage]]
"""The true passages of a pair of texts, and the detected ones."""


@dataclass(frozen=True, slots=True)
class Plagdet:
    """The parts of the measure, from 0 to 1 each but for granularity, which is 1 at best."""

    precision: float
    recall: float
    granularity: float
    precision_by_letters: float
    recall_by_letters: float

    @property
    def score(self) -> float:
        """Plagdet with means over passages, as published."""
        return _plagdet(self.precision, self.recall, self.granularity)

    @property
    def by_letters(self) -> float:
        """Plagdet over all characters: long passages count more."""
        return _plagdet(self.precision_by_letters, self.recall_by_letters, self.granularity)


def plagdet(cases: Iterable[Case]) -> Plagdet:
    """The measure over pairs of texts."""
    found: list[tuple[int, int]] = []
    given: list[tuple[int, int]] = []
    pieces: list[int] = []
    for true, detected in cases:
        for passage in true:
            covered, touching = _covered(passage, detected)
            found.append((covered, _size(passage)))
            if touching:
                pieces.append(touching)
        given.extend((_covered(passage, true)[0], _size(passage)) for passage in detected)
    return Plagdet(
        precision=_mean(given),
        recall=_mean(found),
        granularity=sum(pieces) / len(pieces) if pieces else 1.0,
        precision_by_letters=_whole(given),
        recall_by_letters=_whole(found),
    )


def _plagdet(precision: float, recall: float, granularity: float) -> float:
    total = precision + recall
    return 2 * precision * recall / total / math.log2(1 + granularity) if total else 0.0


def _mean(counts: Sequence[tuple[int, int]]) -> float:
    return sum(part / size for part, size in counts) / len(counts) if counts else 0.0


def _whole(counts: Sequence[tuple[int, int]]) -> float:
    return sum(part for part, _ in counts) / sum(size for _, size in counts) if counts else 0.0


def _size(passage: Passage) -> int:
    return sum(span.end - span.start for span in passage)


def _covered(passage: Passage, others: Sequence[Passage]) -> tuple[int, int]:
    """Letters of a passage, on both sides, that lie in passages touching it on both; and how many touch it."""
    touching = [other for other in others if all(_meet(*sides) for sides in zip(passage, other, strict=True))]
    letters = sum(
        _length(Span(max(own.start, other[side].start), min(own.end, other[side].end)) for other in touching)
        for side, own in enumerate(passage)
    )
    return letters, len(touching)


def _meet(one: Span, other: Span) -> bool:
    return min(one.end, other.end) > max(one.start, other.start)


def _length(spans: Iterable[Span]) -> int:
    total, reached = 0, -1
    for start, end in sorted(spans):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total
