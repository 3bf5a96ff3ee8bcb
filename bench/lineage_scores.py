"""How good a lineage is (notes on scoring: docs/lineage.md): steps on text states, roots, origins, calibration."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from operator import add
from typing import Any

from bench.lineage_cases import Case
from retold.lineage.fixed import Fixed
from retold.lineage.graph import Tree, grow_from
from retold.lineage.merged import merged_parents
from retold.lineage.origins import lost_sources
from retold.lineage.step_model import StepModel, weigh_with
from retold.settings import LineageSettings

_SETTINGS = LineageSettings()
_BINS = 10


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over stories; ``said`` and ``held`` by tenth of confidence: how many steps were said, and were true."""

    stories: int = 0
    true: int = 0
    said: int = 0
    right: int = 0
    either: int = 0
    roots: int = 0
    origins: int = 0
    given_right: int = 0
    given_either: int = 0
    seconds_true: int = 0
    seconds_said: int = 0
    seconds_right: int = 0
    confidence: tuple[float, ...] = (0.0,) * _BINS
    steps: tuple[float, ...] = (0.0,) * _BINS
    held: tuple[float, ...] = (0.0,) * _BINS

    def __add__(self, other: Score) -> Score:
        return Score(*(_sum(getattr(self, item.name), getattr(other, item.name)) for item in fields(self)))

    @property
    def edge_f1(self) -> float:
        """Directed steps between states."""
        return 2 * self.right / max(1, self.said + self.true)

    @property
    def kin_f1(self) -> float:
        """The same, whichever way round."""
        return 2 * self.either / max(1, self.said + self.true)

    @property
    def calibration_error(self) -> float:
        """Expected calibration error of the confidence of steps in ten bins (Naeini et al. 2015)."""
        gaps = [abs(total - held) for total, held in zip(self.confidence, self.held, strict=True)]
        return sum(gaps) / max(1, sum(self.steps))

    def line(self) -> str:
        """All figures in one line."""
        count = max(1, self.stories)
        found = (
            f"edge F1 {self.edge_f1:.3f}, either way {self.kin_f1:.3f}, "
            f"precision {self.right / max(1, self.said):.3f}, recall {self.right / max(1, self.true):.3f}, "
            f"direction {self.right / max(1, self.either):.3f}, root {self.roots / count:.3f}"
        )
        if self.origins:
            found += f", origins {self.origins / count:.3f}, calibration error {self.calibration_error:.3f}"
        if self.seconds_true:
            found += f", second parents {self.seconds_right}/{self.seconds_said} said, {self.seconds_true} true"
        return (
            f"{found}; root given: right {self.given_right / max(1, self.true):.3f}, "
            f"either way {self.given_either / max(1, self.true):.3f} ({self.stories} stories, {self.true} steps)"
        )


def _sum(one: Any, two: Any) -> Any:
    return tuple(map(add, one, two)) if isinstance(one, tuple) else one + two


def scored(case: Case, model: StepModel) -> Score:
    """The score of one story."""
    weighed = weigh_with(model.first, model.second, model.no_parent, case.compared)
    tree = grow_from(case.states, weighed, model, Fixed({}), _SETTINGS)
    confidence = {end: float(tree.chances[end]) for end in _steps(tree)}
    number = {state[0].id: place for place, state in enumerate(case.states)}
    seconds = {
        (number[step.parent], number[step.child]): step.confidence for step in merged_parents(tree, model, _SETTINGS)
    }
    said, true = {**confidence, **seconds}, set(case.truth.edges)
    if len(case.truth.roots) == 1:
        given = set(_steps(grow_from(case.states, weighed, model, Fixed({}, case.truth.roots[0]), _SETTINGS)))
    else:
        given = set()
    return Score(
        stories=1,
        true=len(true),
        said=len(said),
        right=len(true & said.keys()),
        either=len(_undirected(true) & _undirected(said)),
        roots=int(_widest(tree) in case.truth.roots),
        origins=int(case.truth.origin_count > 0 and _origins(tree) == case.truth.origin_count),
        given_right=len(true & given),
        given_either=len(_undirected(true) & _undirected(given)),
        seconds_true=len(true) - len({child for _, child in true}),
        seconds_said=len(seconds),
        seconds_right=len(true & seconds.keys()),
        confidence=_in_bins(said, {}),
        steps=_in_bins(said, dict.fromkeys(said, 1.0)),
        held=_in_bins(said, {step: float(step in true) for step in said}),
    )


def _steps(tree: Tree) -> list[tuple[int, int]]:
    count = len(tree.states)
    return [(parent, child) for child, parent in enumerate(tree.parents[:count]) if parent < count]


def _undirected(steps: Iterable[tuple[int, int]]) -> set[frozenset[int]]:
    return {frozenset(step) for step in steps}


def _widest(tree: Tree) -> int:
    """The state without a parent state that most others descend from."""
    count = len(tree.states)
    tops = [state for state in range(count) if tree.parents[state] >= count]
    below = {top: sum(top in tree.above(other) for other in range(count)) for top in tops}
    return max(tops, key=lambda top: (below[top], -top))


def _origins(tree: Tree) -> int:
    """Independent origins: the tops of the tree, those of one lost original counted once."""
    count = len(tree.states)
    tops = sum(tree.parents[state] >= count for state in range(count))
    return tops - sum(len(source.children) - 1 for source in lost_sources(tree, _SETTINGS))


def _in_bins(said: Mapping[tuple[int, int], float], values: Mapping[tuple[int, int], float]) -> tuple[float, ...]:
    """The sum of a value of each step, by default its confidence, in every tenth of confidence."""
    sums = [0.0] * _BINS
    for step, chance in said.items():
        sums[min(_BINS - 1, int(chance * _BINS))] += values.get(step, chance)
    return tuple(sums)
