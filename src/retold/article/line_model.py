"""How likely each line of a flat page belongs to the article: boosted trees, trained by ``bench/train_lines.py``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypedDict

import numpy as np
import numpy.typing as npt

from retold.article.line_features import FEATURES, line_features

_Whole = npt.NDArray[np.int32]
_Real = npt.NDArray[np.float32]


class _Tree(TypedDict):
    feature: list[int]
    threshold: list[float]
    left: list[int]
    right: list[int]
    value: list[float]


@dataclass(frozen=True, slots=True)
class _Forest:
    """All trees laid side by side in flat arrays; a leaf points to itself."""

    feature: _Whole
    threshold: _Real
    left: _Whole
    right: _Whole
    value: _Real
    roots: _Whole
    depth: int

    def chances(self, rows: _Real) -> _Real:
        """The probability for each row: every row goes down all trees at once."""
        at = np.broadcast_to(self.roots, (len(rows), len(self.roots))).copy()
        number = np.arange(len(rows))[:, None]
        for _ in range(self.depth):
            goes_left = rows[number, self.feature[at]] <= self.threshold[at]
            at = np.where(goes_left, self.left[at], self.right[at])
        total: _Real = 1.0 / (1.0 + np.exp(-self.value[at].sum(axis=1)))
        return total


def line_chances(texts: Sequence[str], blank_before: Sequence[bool]) -> list[float]:
    """The probability, line by line, that it is part of the article."""
    if not texts:
        return []
    rows = np.array(line_features(texts, blank_before), dtype=np.float32)
    return [float(chance) for chance in _forest().chances(rows)]


@cache
def _forest() -> _Forest:
    kept = json.loads((files("retold.article") / "line_model.json").read_text("utf-8"))
    if tuple(kept["features"]) != FEATURES:
        raise ValueError("line_model.json was trained on other columns: run bench/train_lines.py")
    trees: list[_Tree] = kept["trees"]
    starts = np.cumsum([0, *(len(tree["feature"]) for tree in trees)])[:-1].astype(np.int32)
    return _Forest(
        feature=np.concatenate([np.maximum(tree["feature"], 0) for tree in trees]).astype(np.int32),
        threshold=np.concatenate([tree["threshold"] for tree in trees]).astype(np.float32),
        left=np.concatenate([np.add(tree["left"], start) for tree, start in zip(trees, starts, strict=True)]),
        right=np.concatenate([np.add(tree["right"], start) for tree, start in zip(trees, starts, strict=True)]),
        value=np.concatenate([tree["value"] for tree in trees]).astype(np.float32),
        roots=starts,
        depth=max(_depth(tree) for tree in trees),
    )


def _depth(tree: _Tree) -> int:
    depths = [0] * len(tree["feature"])
    for at in range(len(depths)):  # a child always comes after its parent
        for child in (tree["left"][at], tree["right"][at]):
            if child != at:
                depths[child] = depths[at] + 1
    return max(depths)
