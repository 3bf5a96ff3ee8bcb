"""Train the model of lineages, and measure it on stories it never saw (``make model``).

    python -m bench.train_lineage measure   three folds: by event of simulated stories, by tree of the other sets
    python -m bench.train_lineage train     on all of it; writes src/retold/lineage/step_model.json

Simulated stories with mixed clocks are most of what is learned from; the trees of people and language models that lie
under ``RETOLD_DATA`` keep the model from learning the simulator's habits. Needs ``catboost``; minutes, not seconds.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import catboost
import numpy as np
import numpy.typing as npt

from bench.catboost_trees import trees_of
from bench.lineage_cases import SETS, Case, is_there, simulated, told_again
from bench.lineage_scores import Score, scored
from retold.forest import forest_of
from retold.lineage.descent_features import descent_features, story_weights
from retold.lineage.second_features import possible_seconds, second_features
from retold.lineage.step_features import table_of
from retold.lineage.step_model import Look, StepModel, Weighed, weigh_with
from retold.lineage.traits import Reals
from retold.lineage.tree import likeliest_tree, step_chances
from retold.lineage.wording_features import Columns
from retold.simulate import SimulationSettings

MODEL = Path(__file__).parents[1] / "src" / "retold" / "lineage" / "step_model.json"
NO_PARENT = -0.7
"""Log-odds of no parent at all: edge F1 on unseen events is highest from -1.0 (good clocks) to -0.5 (bad ones)."""
TOLD_AGAIN = 3.0
"""How much a pair from people's and language models' trees counts: they are a thirtieth of all pairs."""
FOLDS = 3
MEASURED_ON = 1000
"""Simulated stories of mixed rewriting that are measured in folds: fewer than for training, so that it ends within half
an hour."""
STEPS: dict[str, int | float | str] = {
    "iterations": 500,
    "depth": 6,
    "learning_rate": 0.08,
    "l2_leaf_reg": 6,
    "rsm": 0.35,
    "subsample": 0.7,
}
FEW_STEPS = STEPS | {"iterations": 150, "depth": 4}
SHARED: dict[str, int | float | str | bool] = {
    "bootstrap_type": "Bernoulli",
    "border_count": 64,
    "random_seed": 1,
    "thread_count": 2,
    "verbose": 0,
    "allow_writing_files": False,
}
Labels = npt.NDArray[np.bool_]


@dataclass(slots=True)
class Rows:
    """Columns of many stories under each other, with labels and weights."""

    features: tuple[str, ...]
    tables: list[Reals]
    labels: list[Labels]
    weights: list[Reals]

    def add(self, columns: Columns, labels: Labels, weights: Reals) -> None:
        self.tables.append(table_of(columns, self.features))
        self.labels.append(labels)
        self.weights.append(weights)

    def fit(self, parameters: dict[str, int | float | str]) -> Look:
        """Trees trained on all rows."""
        table, labels = np.concatenate(self.tables), np.concatenate(self.labels)
        model = catboost.CatBoostClassifier(**(SHARED | parameters))
        model.fit(table, labels.astype(int), sample_weight=np.concatenate(self.weights))
        trees, bias = trees_of(model, digits=5)
        middle = np.array([float(f"{value:.4g}") for value in np.median(table, axis=0)], np.float32)
        return Look(self.features, middle, forest_of(trees, bias), tuple(trees))


def first_look(cases: Sequence[Case]) -> Look:
    """The look at pairs by themselves."""
    rows = Rows(tuple(cases[0].compared.columns), [], [], [])
    for case in cases:
        rows.add(case.compared.columns, case.labels, _weights(case))
    return rows.fit(STEPS)


def second_look(cases: Sequence[Case], first: Callable[[Case], Look]) -> Look:
    """The look that sees the other steps; ``first`` gives for each case a first look that was not trained on it."""
    rows: Rows | None = None
    for case in cases:
        compared = case.compared
        odds = first(case).log_odds(compared.columns)
        columns = compared.columns | descent_features(compared.traits, compared.pairs, odds, NO_PARENT)
        rows = rows or Rows(tuple(columns), [], [], [])
        rows.add(columns, case.labels, _weights(case))
    assert rows is not None
    return rows.fit(STEPS)


def both_looks(cases: Sequence[Case]) -> tuple[Look, Look]:
    """Both looks, the second trained on what first looks say about events that they have not seen."""
    halves = _halves(cases)
    apart = [first_look([case for case in cases if halves[case.family] == half]) for half in (0, 1)]
    return first_look(cases), second_look(cases, lambda case: apart[1 - halves[case.family]])


def whole_model(cases: Sequence[Case]) -> StepModel:
    """All looks; second parents and common origins are learned from steps as weighed for unseen events."""
    halves = _halves(cases)
    apart = [both_looks([case for case in cases if halves[case.family] == half]) for half in (0, 1)]
    parents: Rows | None = None
    origins: Rows | None = None
    for case in cases:
        if case.kind in SETS:
            continue
        weighed = weigh_with(*apart[1 - halves[case.family]], NO_PARENT, case.compared)
        columns, labels = _second_rows(case, weighed)
        if len(labels):
            parents = parents or Rows(tuple(columns), [], [], [])
            parents.add(columns, labels, np.ones(len(labels)))
        origins = origins or Rows(tuple(weighed.columns), [], [], [])
        origins.add(weighed.columns, _common_origin(case), np.ones(len(case.labels)))
    assert parents is not None
    assert origins is not None
    first, second = both_looks(cases)
    return StepModel(first, second, parents.fit(FEW_STEPS), origins.fit(FEW_STEPS), NO_PARENT)


def _halves(cases: Sequence[Case]) -> dict[str, int]:
    return {family: place % 2 for place, family in enumerate(sorted({case.family for case in cases}))}


def _weights(case: Case) -> Reals:
    return case.weights * (TOLD_AGAIN if case.kind in SETS else 1.0)


def _second_rows(case: Case, weighed: Weighed) -> tuple[Columns, Labels]:
    weights = story_weights(case.compared.pairs, weighed.log_odds, NO_PARENT)
    seconds = possible_seconds(case.compared, likeliest_tree(weights)[:-1])
    columns = second_features(case.compared, weighed.log_odds, step_chances(weights), seconds)
    return columns, case.labels[seconds.pairs]


def _common_origin(case: Case) -> Labels:
    pairs, origins = case.compared.pairs, case.truth.origins
    ends = zip(pairs.parents.tolist(), pairs.children.tolist(), strict=True)
    return np.array([bool(origins[parent] & origins[child]) for parent, child in ends])


# ------------------------------------------------------------------------------------------------------------- cases


def training_cases(stories: int = 1600) -> list[Case]:
    """Simulated stories of all kinds, and the trees of the data sets that are there."""
    kinds = ("all", "bare", "few")
    cases = [*simulated(SimulationSettings(stories=stories, seed=101), kinds)]
    cases += simulated(SimulationSettings(stories=stories // 6, seed=102, regime="heavy"), kinds)
    cases += simulated(SimulationSettings(stories=stories // 10, seed=103, regime="light"), kinds)
    cases = [case for case in cases if case.kind == "all" or (int(case.id[1:]) % 2 == (case.kind == "few"))]
    for name in SETS:
        if is_there(name):
            cases += told_again(name)
        else:
            print(f"{name}: not there, trained without it", file=sys.stderr)
    return cases


def measure(cases: Sequence[Case]) -> None:
    """Scores on stories whose event, text or tree was not trained on."""
    families = {kind: sorted({case.family for case in cases if case.kind == kind}) for kind in (*SETS, "all")}
    totals: dict[str, Score] = {}
    for fold in range(FOLDS):
        held = {family for names in families.values() for family in names[fold::FOLDS]}
        model = whole_model([case for case in cases if case.family not in held])
        for case in cases:
            if case.family in held and (case.kind != "lineage-telephone" or case.id.endswith("seed_1")):
                for name in (f"{case.kind} {case.clocks}",):
                    totals[name] = totals.get(name, Score()) + scored(case, model)
        for name, score in sorted(totals.items()):
            print(f"{fold + 1}/{FOLDS} {name}: {score.line()}", flush=True)


def write(model: StepModel) -> None:
    """The model as a file: one tree a line."""
    looks = {"first": model.first, "second": model.second, "parent": model.parent, "origin": model.origin}
    parts = [f'"no_parent": {model.no_parent}']
    for name, look in looks.items():
        trees = ",\n".join(json.dumps(tree) for tree in look.trees)
        middle = [float(f"{value:.4g}") for value in look.middle]
        head = f'"features": {json.dumps(look.features)},\n"middle": {json.dumps(middle)}'
        parts.append(f'"{name}": {{\n{head},\n"bias": {look.forest.bias},\n"trees": [\n{trees}\n]}}')
    MODEL.write_text("{\n" + ",\n".join(parts) + "\n}\n", "utf-8")


if __name__ == "__main__":
    if sys.argv[1:] == ["train"]:
        write(whole_model(training_cases()))
    else:
        measure(training_cases(MEASURED_ON))
