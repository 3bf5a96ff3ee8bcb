"""Second parents: sources of a child for whole sentences that its first parent leaves unexplained."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from retold.lineage.graph import Tree, direction, probability
from retold.lineage.kin import step_kind
from retold.lineage.second_features import newly_explained, possible_seconds
from retold.lineage.step_model import StepModel
from retold.lineage.telling import Line
from retold.model import Clue, Step
from retold.settings import LineageSettings


def merged_parents(tree: Tree, model: StepModel, settings: LineageSettings) -> list[Step]:
    """A step from the likeliest second parent of each text, where it is likely enough and gave whole sentences."""
    if tree.weighed is None:
        return []
    compared = tree.weighed.compared
    seconds = possible_seconds(compared, np.array(tree.parents[: len(tree.states)]))
    if not len(seconds.pairs):
        return []
    odds = model.seconds(tree.weighed, tree.state_chances, seconds)
    steps: list[Step] = []
    parents = {child: {tree.parents[child]} for child in range(len(tree.states))}
    for place in np.argsort(-odds, kind="stable").tolist():
        chance = probability(float(odds[place]))
        if chance < settings.second_chance:
            break
        pair = seconds.pairs[place]
        other, child = int(compared.pairs.parents[pair]), int(compared.pairs.children[pair])
        if len(parents[child]) > 1 or _below(parents, other, child) or other in tree.above(child):
            continue
        new = newly_explained(compared, child, tree.parents[child], other)
        lines = [line for line, is_new in zip(tree.head(child).lines, new.tolist(), strict=True) if is_new]
        if lines:
            parents[child].add(other)
            steps.append(_step(tree, (other, child), lines, chance))
    return steps


def _below(parents: Mapping[int, set[int]], number: int, other: int) -> bool:
    """True when one text stands under another by any step drawn so far."""
    waiting, seen = [number], {number}
    while waiting:
        above = parents.get(waiting.pop(), set()) - seen
        if other in above:
            return True
        seen |= above
        waiting += above
    return False


def _step(tree: Tree, ends: tuple[int, int], lines: list[Line], chance: float) -> Step:
    other, child = ends
    share = sum(line.size for line in lines) / sum(line.size for line in tree.head(child).lines)
    says = f"{len(lines)} sentences that the first source does not have stand in this one: {share:.0%} of the text."
    return Step(
        child=tree.head(child).id,
        parent=tree.head(other).id,
        how=step_kind(tree.kin(other, child)),
        confidence=round(chance, 3),
        direction_confidence=round(min(0.98, direction(tree, other, child)), 3),
        explains=tuple(line.span for line in lines),
        alternatives=(),
        clues=(Clue("second-source", round(10 * share, 2), says),),
    )
