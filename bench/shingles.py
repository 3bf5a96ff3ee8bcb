"""How alike two texts are: runs of four words as the article-extraction-benchmark counts them, and bags of words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

_WORD = re.compile(r"\w+")
RUN = 4
"""Words of a shingle."""
Shingles = Counter[tuple[str, ...]]
LOST = 0.5
"""F1 of the bags of words under which a page counts as lost."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What one page's text shares with its true article."""

    precision: float
    recall: float
    bag: float
    """F1 of the bags of words."""


@dataclass(frozen=True, slots=True)
class Total:
    """The figures of some pages: mean precision and recall, their F1, and the pages that are lost."""

    pages: int
    precision: float
    recall: float
    lost: int

    @property
    def f1(self) -> float:
        return f1(self.precision, self.recall)

    def __str__(self) -> str:
        return (
            f"{self.pages:5} pages  F1 {self.f1:.4f}  precision {self.precision:.3f}  recall {self.recall:.3f}"
            f"  lost {self.lost} ({self.lost / max(self.pages, 1):.1%})"
        )


def likeness(said: str, true: str) -> Likeness:
    """How much of the shingles of what was said is true, and how much of the true ones was said."""
    precision, recall = _shares(runs_of(words_of(said)), runs_of(words_of(true)))
    return Likeness(
        precision, recall, f1(*_shares(runs_of(words_of(said.lower()), 1), runs_of(words_of(true.lower()), 1)))
    )


def total(pages: Iterable[Likeness]) -> Total:
    """The mean over pages."""
    found = list(pages)
    if not found:
        return Total(0, 0.0, 0.0, 0)
    return Total(
        len(found),
        fmean(page.precision for page in found),
        fmean(page.recall for page in found),
        sum(page.bag < LOST for page in found),
    )


def f1(precision: float, recall: float) -> float:
    """The harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def words_of(text: str) -> list[str]:
    """The words of a text as the measure counts them."""
    return _WORD.findall(text)


def runs_of(words: Sequence[str], size: int = RUN) -> Shingles:
    """The runs of so many neighbouring words, each with its number; a shorter text is one run."""
    return Counter(tuple(words[at : at + size]) for at in range(max(1, len(words) - size + 1)) if words)


def _shares(said: Shingles, true: Shingles) -> tuple[float, float]:
    if not said and not true:
        return 1.0, 1.0
    both = sum((said & true).values())
    return both / max(1, said.total()), both / max(1, true.total())
