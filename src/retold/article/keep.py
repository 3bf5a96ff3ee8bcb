"""From the chances of the lines of a page to the lines of its article."""

from __future__ import annotations

import numpy as np

from retold.article.line_features import best_stretch
from retold.article.line_model import Judged
from retold.settings import ArticleSettings

_MOST_WORDS = 60.0
"""Words of a line beyond which it counts no more for how sure the model is of a page."""
_RUNNING = 8
"""Words of a line that could be running text."""


def keep_likely(judged: Judged, settings: ArticleSettings) -> list[bool]:
    """Which lines are article: those with a good part of the chance that the page's likely lines have on average.

    On a page of a kind that the model has hardly seen, all chances are low, and a fixed bar would lose it. When no
    line has any chance at all, the longest stretch of running text is kept: never an empty article for a page with one.
    """
    chances = judged.chances
    kept = chances >= max(settings.line_share * sureness(judged), settings.least_chance)
    if not (kept & (judged.words > 1)).any():
        first, last = best_stretch(np.where(judged.words >= _RUNNING, judged.words, -float(_RUNNING)))
        kept = np.zeros(len(chances), dtype=bool)
        kept[first:last] = judged.words[first:last] >= _RUNNING
    return [bool(keep) for keep in kept]


def sureness(judged: Judged) -> float:
    """The mean chance of a page's likely lines: near 1 where the model knows article from furniture."""
    weight = np.minimum(judged.words, _MOST_WORDS) * judged.chances
    return float((weight * judged.chances).sum() / max(weight.sum(), 1e-9))
