"""The kinds that a row of furniture lines most likely has: a linear-chain model, trained by ``bench/train_kinds.py``.

Each kind is scored for each line by adding up the weights of the line's features, and for each pair of neighbours by
how well one kind follows the other; the row of kinds with the highest sum is found step by step (Viterbi).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from retold.article.kind_features import FEATURES, KindFeatures
from retold.model import FurnitureKind

Scores = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weights:
    """What the model learned: a score for each feature and kind, and for each kind after each other."""

    kinds: tuple[FurnitureKind, ...]
    features: Scores
    follows: Scores


def likely_kinds(
    weights: Weights, features: KindFeatures, asked: Sequence[bool], bonus: Scores | None = None
) -> list[FurnitureKind | None]:
    """The kinds of the lines that are asked for; None for the others, which part the rows of furniture.

    ``features`` are those of all lines of a page; ``bonus`` are further scores for each line and kind.
    """
    scores = features.scores(weights.features)
    if bonus is not None:
        scores = scores + bonus
    found: list[FurnitureKind | None] = [None] * len(asked)
    start = 0
    for at in range(len(asked) + 1):
        if at == len(asked) or not asked[at]:
            if at > start:
                found[start:at] = [weights.kinds[kind] for kind in _best_row(scores[start:at], weights.follows)]
            start = at + 1
    return found


def _best_row(scores: Scores, follows: Scores) -> list[int]:
    best = scores[0]
    before = np.ascontiguousarray(follows.T)  # a row for each kind, of what comes before it
    came_from = np.empty(scores.shape, np.intp)
    for at in range(1, len(scores)):
        ways = before + best
        came_from[at] = ways.argmax(axis=1)
        best = ways.max(axis=1) + scores[at]
    row = [int(best.argmax())]
    for at in range(len(scores) - 1, 0, -1):
        row.append(int(came_from[at, row[-1]]))
    return row[::-1]


@cache
def learned() -> Weights:
    """The weights that the package brings."""
    text = files("retold.article").joinpath("kind_model.json").read_text(encoding="utf-8")
    stored = json.loads(text)
    kinds = tuple(stored["kinds"])
    features = np.zeros((len(FEATURES), len(kinds)), np.float32)
    for at, name in enumerate(FEATURES):
        features[at] = stored["features"].get(name, 0.0)
    follows = np.array([stored["follows"][kind] for kind in kinds], np.float32)
    return Weights(kinds, features, follows)
