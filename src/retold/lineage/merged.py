"""Second parents: sources of a child for whole sentences that its first parent leaves unexplained."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from retold.lineage.graph import CLOSE, Bond, Tree, direction, probability
from retold.lineage.kin import Link, step_kind
from retold.model import Clue, Step
from retold.settings import LineageSettings


def merged_parents(tree: Tree, settings: LineageSettings) -> list[Step]:
    """A step for the text that explains most of what a child's parent leaves unexplained, where that is enough."""
    steps: list[Step] = []
    parents = {child: {tree.parents[child]} for child in range(len(tree.heads))}
    for child, head in enumerate(tree.heads):
        total = sum(line.size for line in head.lines)
        if tree.parents[child] == tree.root or not total:
            continue
        others = [
            one for one in range(len(tree.heads)) if _may_add(tree, one, child) and not _below(parents, one, child)
        ]
        gains = {other: _gain(tree, other, child) for other in others}
        sizes = {other: sum(link.child.size for link in gain) for other, gain in gains.items()}
        best = max(others, key=lambda one: (sizes[one], -one), default=None)
        if best is not None and sizes[best] >= settings.second_parent * total:
            parents[child].add(best)
            steps.append(_step(tree, best, child, gains[best]))
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


def free_sources(tree: Tree, settings: LineageSettings) -> Tree:
    """The tree with texts set free that were hung under the very text that took sentences from them.

    A text with two sources can have only one parent in a tree; the other source then seems to come from it.
    """
    parents = list(tree.parents)
    for number, below in enumerate(tree.parents[: len(tree.heads)]):
        first = tree.parents[below] if below < len(tree.heads) else tree.root
        if first == tree.root or (below, number) not in tree.bonds:
            continue
        against = probability(float(tree.weights[number, below] - tree.weights[below, number]) * tree.temper)
        total = sum(line.size for line in tree.heads[below].lines)
        gain = sum(link.child.size for link in _gain(tree, number, below))
        if against >= settings.turned and gain >= settings.second_parent * total:
            parents[number] = tree.root
    return replace(tree, parents=tuple(parents))


def free_siblings(tree: Tree, settings: LineageSettings) -> Tree:
    """The tree with texts set free from an original that lacks too much of what they have.

    Both then stand under a source that is not in the pile, when their likeness says so.
    """
    parents = list(tree.parents)
    for child, parent in enumerate(tree.parents[: len(tree.heads)]):
        bond = tree.bonds.get((parent, child))
        if bond and tree.parents[parent] == tree.root and _neither_explains(bond, settings):
            parents[child] = tree.root
    return replace(tree, parents=tuple(parents))


def _neither_explains(bond: Bond, settings: LineageSettings) -> bool:
    """True when each of two texts has specifics the other lacks, and neither credit nor outlet ties them."""
    lost, gained = bond.kin.unexchanged()
    tied = any(clue.name in ("credit", "same-house") for clue in bond.clues)
    return not tied and gained >= settings.neither and lost <= 2 * gained


def _may_add(tree: Tree, other: int, child: int) -> bool:
    """A second parent is neither above nor below the child, and not another page of the outlet that both credit."""
    parent = tree.parents[child]
    if (other, child) not in tree.bonds or other in (child, *tree.above(child)):
        return False
    if tree.weights[other, child] < tree.weights[child, other]:
        return False
    return tree.outside(parent) is None or parent not in tree.above(other)


def _gain(tree: Tree, other: int, child: int) -> list[Link]:
    """The sentences of the child that the other text has and the parent has not."""
    first = tree.bonds.get((tree.parents[child], child))
    explained = {link.child.number for link in first.kin.links} if first else set()
    links = tree.bonds[other, child].kin.links
    return [link for link in links if link.child.number not in explained and link.cover >= CLOSE]


def _step(tree: Tree, other: int, child: int, gain: list[Link]) -> Step:
    share = sum(link.child.size for link in gain) / sum(line.size for line in tree.heads[child].lines)
    says = f"{len(gain)} sentences that the first source does not have stand in this one: {share:.0%} of the text."
    return Step(
        child=tree.heads[child].id,
        parent=tree.heads[other].id,
        how=step_kind(tree.bonds[other, child].kin),
        confidence=round(min(0.9, 0.4 + share), 3),
        direction_confidence=round(min(0.98, direction(tree, other, child)), 3),
        explains=tuple(link.child.span for link in gain),
        alternatives=(),
        clues=(Clue("second-source", round(10 * share, 2), says),),
    )
