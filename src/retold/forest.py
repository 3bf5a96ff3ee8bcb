"""Trees that ask one question a level, run by NumPy: a row's answers, read as bits, are the number of its leaf."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

import numpy as np
import numpy.typing as npt

Real = npt.NDArray[np.float64]
Rows = npt.NDArray[np.float32]

_ROWS = 512
"""Rows that go through the trees at a time, so that memory stays small on a page of any length."""


class Tree(TypedDict):
    """One tree: a question for each level, the first is the lowest bit of the leaf's number."""

    feature: list[int]
    threshold: list[float]
    value: list[float]


@dataclass(frozen=True, slots=True)
class Forest:
    """All trees side by side, each as deep as the deepest; questions that were not asked are answered with no."""

    feature: npt.NDArray[np.intp]
    threshold: npt.NDArray[np.float32]
    value: npt.NDArray[np.float32]
    bias: float

    def chances(self, rows: Rows) -> Real:
        """The probability for each row."""
        chances: Real = 1.0 / (1.0 + np.exp(-self.log_odds(rows)))
        return chances

    def log_odds(self, rows: Rows) -> Real:
        """The log-odds for each row."""
        parts = [self._logits(rows[at : at + _ROWS]) for at in range(0, len(rows), _ROWS)]
        return np.concatenate(parts) if parts else np.zeros(0)

    def _logits(self, rows: Rows) -> Real:
        trees, depth = self.threshold.shape
        columns = np.ascontiguousarray(rows.T)  # what one question asks stands together
        leaf = np.zeros((trees, len(rows)), dtype=np.uint8)
        for level in reversed(range(depth)):  # the first question is the lowest bit
            answers = columns[self.feature[:, level]] > self.threshold[:, level, None]
            np.add(leaf, leaf, out=leaf)
            np.add(leaf, answers.view(np.uint8), out=leaf)
        at = leaf + (np.arange(trees) << depth)[:, None]
        logits: Real = self.value.ravel().take(at).sum(axis=0, dtype=float) + self.bias
        return logits


def forest_of(trees: Sequence[Tree], bias: float) -> Forest:
    """The forest of some trees, eight levels deep at most."""
    depth = max(len(tree["feature"]) for tree in trees)
    feature = np.zeros((len(trees), depth), dtype=np.intp)
    threshold = np.full((len(trees), depth), np.inf, dtype=np.float32)
    value = np.zeros((len(trees), 1 << depth), dtype=np.float32)
    for at, tree in enumerate(trees):
        own = len(tree["feature"])
        feature[at, :own], threshold[at, :own] = tree["feature"], tree["threshold"]
        value[at, : 1 << own] = tree["value"]
    return Forest(feature, threshold, value, bias)
