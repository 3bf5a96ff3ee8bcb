"""The trees of a CatBoost model in the form that ``retold.forest`` runs."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import catboost
import numpy as np

from retold.forest import Tree


def trees_of(model: catboost.CatBoostClassifier, share: int = 1, digits: int = 6) -> tuple[list[Tree], float]:
    """Trees and bias of a trained model; values are divided by ``share``, of thresholds ``digits`` figures are kept."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        found = json.loads(path.read_text())
    scale, bias = found["scale_and_bias"]
    trees: list[Tree] = [
        {
            "feature": [split["float_feature_index"] for split in tree["splits"]],
            "threshold": [float(f"{split['border']:.{digits}g}") for split in tree["splits"]],
            "value": [float(f"{value * scale / share:.3g}") for value in tree["leaf_values"]],
        }
        for tree in found["oblivious_trees"]
    ]
    return trees, float(np.ravel(bias)[0])
