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
    """One tree: splits by number, the first is the root; a child ``-n`` is the leaf number ``n - 1``."""

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
    return _laid_out(trees)


def _laid_out(trees: Sequence[_Tree]) -> _Forest:
    """The trees in flat arrays, each as its splits followed by its leaves."""
    sizes = [len(tree["feature"]) + len(tree["value"]) for tree in trees]
    starts = [sum(sizes[:at]) for at in range(len(sizes))]
    columns = [_columns(tree, start) for tree, start in zip(trees, starts, strict=True)]
    return _Forest(
        feature=np.concatenate([one[0] for one in columns]).astype(np.int32),
        threshold=np.concatenate([one[1] for one in columns]).astype(np.float32),
        left=np.concatenate([one[2] for one in columns]).astype(np.int32),
        right=np.concatenate([one[3] for one in columns]).astype(np.int32),
        value=np.concatenate([one[4] for one in columns]).astype(np.float32),
        roots=np.array(starts, dtype=np.int32),
        depth=max(map(_depth, trees)),
    )


def _columns(tree: _Tree, start: int) -> tuple[list[int], list[float], list[int], list[int], list[float]]:
    splits, leaves = len(tree["feature"]), len(tree["value"])
    own = [start + splits + leaf for leaf in range(leaves)]

    def place(child: int) -> int:
        return start + child if child >= 0 else own[-child - 1]

    return (
        [*tree["feature"], *[0] * leaves],
        [*tree["threshold"], *[0.0] * leaves],
        [*map(place, tree["left"]), *own],
        [*map(place, tree["right"]), *own],
        [*[0.0] * splits, *tree["value"]],
    )


def _depth(tree: _Tree) -> int:
    depths = [1] * len(tree["feature"])
    for at, depth in enumerate(depths):  # a child always comes after its parent
        for child in (tree["left"][at], tree["right"][at]):
            if child >= 0:
                depths[child] = depth + 1
    return max(depths)
