"""How likely each step of a story is: trained on simulated stories by ``bench/train_lineage.py`` (docs/lineage.md).

Two looks at all pairs of states, as log-odds that the one was made from the other; then second parents; and for two
texts that nothing stands above, whether they go back to one original.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from retold.forest import Forest, Tree, forest_of
from retold.lineage.descent_features import descent_features
from retold.lineage.second_features import Seconds, second_features
from retold.lineage.step_features import Compared, table_of
from retold.lineage.traits import Reals, Whole
from retold.lineage.tree import Floats
from retold.lineage.wording_features import Columns


@dataclass(frozen=True, slots=True)
class Look:
    """One trained forest, the features it reads in order, and the middle value of each over the training pairs."""

    features: tuple[str, ...]
    middle: Reals
    forest: Forest
    trees: tuple[Tree, ...] = ()

    def log_odds(self, columns: Columns) -> Reals:
        """The log-odds for every row of the columns."""
        return self.forest.log_odds(table_of(columns, self.features)).astype(np.float32)

    def owed_to(self, columns: Columns, rows: Whole, group: Mapping[str, str]) -> dict[str, Reals]:
        """How much of the log-odds of some rows each group of features makes: what they lose at its middle values."""
        table = table_of({name: columns[name][rows] for name in self.features}, self.features)
        whole = self.forest.log_odds(table)
        found: dict[str, Reals] = {}
        for name in dict.fromkeys(group.get(feature, "") for feature in self.features):
            if name:
                other = table.copy()
                at = [place for place, feature in enumerate(self.features) if group.get(feature) == name]
                other[:, at] = self.middle[at]
                found[name] = (whole - self.forest.log_odds(other)).astype(np.float32)
        return found


@dataclass(frozen=True, slots=True)
class Weighed:
    """All pairs of a story with their log-odds, and everything they were told from."""

    compared: Compared
    columns: Columns
    log_odds: Reals


@dataclass(frozen=True, slots=True)
class StepModel:
    """All that is trained."""

    first: Look
    second: Look
    parent: Look
    """A second parent of a child that has a first one."""
    origin: Look
    """Two texts go back to one original report."""
    no_parent: float
    """Log-odds, on the scale of the second look, of a text having no parent in the pile."""

    def seconds(self, weighed: Weighed, chances: Floats, seconds: Seconds) -> Reals:
        """The log-odds of each possible second parent."""
        return self.parent.log_odds(second_features(weighed.compared, weighed.log_odds, chances, seconds))

    def common_origin(self, weighed: Weighed) -> Reals:
        """For every pair, the log-odds that both go back to one original, whichever way round it is read."""
        odds = self.origin.log_odds(weighed.columns)
        return (odds + odds[weighed.compared.pairs.reversed]) / 2


def weigh_with(first: Look, second: Look, no_parent: float, compared: Compared) -> Weighed:
    """Both looks at the pairs of a story."""
    odds = first.log_odds(compared.columns)
    columns = compared.columns | descent_features(compared.traits, compared.pairs, odds, no_parent)
    return Weighed(compared, columns, second.log_odds(columns))


@cache
def step_model() -> StepModel:
    """The model that ships with the package."""
    data = json.loads(files("retold.lineage").joinpath("step_model.json").read_text("utf-8"))
    looks = {name: _look(data[name]) for name in ("first", "second", "parent", "origin")}
    return StepModel(**looks, no_parent=data["no_parent"])


def _look(data: Mapping[str, object]) -> Look:
    features, middle, trees, bias = data["features"], data["middle"], data["trees"], data["bias"]
    assert isinstance(features, list)
    assert isinstance(middle, list)
    assert isinstance(trees, list)
    assert isinstance(bias, float)
    return Look(tuple(features), np.array(middle, np.float32), forest_of(trees, bias))
