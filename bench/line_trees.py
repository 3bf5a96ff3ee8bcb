"""Trees for lines, and folds by domain: what the trainings of all looks share."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import catboost
import numpy as np
import numpy.typing as npt

from bench.catboost_trees import trees_of
from retold.article.line_features import Rows
from retold.forest import Forest, Tree, forest_of

FOLDS, INNER_FOLDS = 5, 4
Parameters = dict[str, int | float | str | bool]
SHARED_PARAMETERS: Parameters = {
    "border_count": 64,
    "random_seed": 3,
    "thread_count": 2,
    "verbose": False,
    "bootstrap_type": "Bernoulli",
    "subsample": 0.7,
    "rsm": 0.5,
    "allow_writing_files": False,
}

Values = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Trained:
    """One kind of trees with the names of their columns."""

    features: tuple[str, ...]
    trees: tuple[Tree, ...]
    bias: float

    def forest(self) -> Forest:
        return forest_of(self.trees, self.bias)


def fit(features: tuple[str, ...], rows: Rows, truth: Values, weight: Values, several: Sequence[Parameters]) -> Trained:
    """Trees trained on some rows; of several forests the mean."""
    trees: list[Tree] = []
    biases: list[float] = []
    for parameters in several:
        model = catboost.CatBoostClassifier(**(SHARED_PARAMETERS | parameters))
        model.fit(rows, truth, sample_weight=weight)
        found, bias = trees_of(model, len(several))
        trees += found
        biases.append(bias)
    return Trained(features, tuple(trees), float(np.mean(biases)))


def folds(domains: Sequence[str], number: int, seed: int) -> dict[str, int]:
    """The fold of each domain."""
    found = sorted(set(domains))
    random.Random(seed).shuffle(found)
    return {domain: at % number for at, domain in enumerate(found)}
