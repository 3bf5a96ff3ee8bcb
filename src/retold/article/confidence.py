"""How far to trust what was taken for the article: do the line model and the extractors agree?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from retold.article.letters import Real
from retold.article.line_model import Judged

DOUBTFUL = 0.5
"""Confidence below which a page is marked."""
_AGREES = 0.8
"""F1 of the words from which an extractor agrees with what was kept."""


@dataclass(frozen=True, slots=True)
class Trust:
    """A figure from 0 to 1, and the extractors that took nearly the same."""

    confidence: float
    agreeing: tuple[str, ...] = ()


def trust(judged: Judged, kept: Sequence[bool]) -> Trust:
    """The mean of the chances of the kept words and of the agreement with each extractor that was asked."""
    mask = np.array(kept, dtype=bool)
    words = judged.words * mask
    if not words.sum():
        return Trust(0.0)
    chance = float((words * judged.chances).sum() / words.sum())
    agreement = _agreement(judged.words, mask, judged.shares)
    return Trust(
        round((chance + sum(agreement.values())) / (1 + len(agreement)), 3),
        tuple(name for name, value in agreement.items() if value >= _AGREES),
    )


def _agreement(words: Real, kept: np.typing.NDArray[np.bool_], shares: Mapping[str, Real]) -> dict[str, float]:
    """F1 between the kept words and those that each extractor took."""
    return {
        name: float(2 * (words * share)[kept].sum() / max(words[kept].sum() + (words * share).sum(), 1.0))
        for name, share in shares.items()
    }
