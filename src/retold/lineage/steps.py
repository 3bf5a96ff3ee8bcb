"""The tree of a story drawn out: nodes and steps, with missing originals, merged sources and copies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from retold.lineage.clock import clock_order
from retold.lineage.credits import credit_strength, origin_credits
from retold.lineage.graph import Bond, Tree, direction, probability
from retold.lineage.kin import Kin, step_kind
from retold.lineage.merged import merged_parents
from retold.lineage.outlets import same_outlet
from retold.lineage.states import State
from retold.lineage.telling import Telling
from retold.model import Alternative, Clue, Node, Span, Step, StepKind
from retold.settings import LineageSettings

_MOST_CLUES = 5
_SUREST = 0.98
"""No direction is ever said to be more certain than this."""


@dataclass(slots=True)
class Drawn:
    """Nodes and steps as they are drawn; ``origins`` are the nodes without a parent."""

    nodes: tuple[Node, ...] = ()
    steps: tuple[Step, ...] = ()
    origins: tuple[str, ...] = ()
    inferred: dict[str, Bond] = field(default_factory=dict)
    """For children that were placed by their text: the bond behind it."""


def draw_steps(tree: Tree, states: Sequence[State], names: Mapping[str, str], settings: LineageSettings) -> Drawn:
    """All nodes and steps of a story."""
    drawn = Drawn()
    steps = [*_head_steps(tree, drawn, settings)]
    missing, missing_steps = _missing(tree, drawn)
    steps += missing_steps
    steps += merged_parents(tree, settings)
    for state in states:
        steps += [_copy_step(state[0], member, tree, names) for member in state[1:]]
    used = {step.parent for step in steps}
    outside = [Node(f"outside:{one.name}", "outside", one.name) for one in tree.outsides]
    drawn.nodes = (
        *(one for one in outside if one.id in used),
        *missing,
        *(Node(one.id, "article", names[one.id], one.id) for state in states for one in state),
    )
    drawn.steps = tuple(sorted(steps, key=lambda step: (step.child, -step.confidence, step.parent)))
    children = {step.child for step in steps}
    told_by_pile = _told_by_pile(steps, states, settings)
    drawn.origins = tuple(node.id for node in drawn.nodes if node.id not in children and node.id not in told_by_pile)
    return drawn


def _told_by_pile(steps: Sequence[Step], states: Sequence[State], settings: LineageSettings) -> set[str]:
    """Outside sources that add no origin: every page that credits them has its text from another page of the pile.

    The credit may name the page copied, or its source; either way no second report stands behind the story.
    """
    lines = {one.id: len(one.lines) for state in states for one in state}
    explained = {
        step.child
        for step in steps
        if step.parent in lines and len(step.explains) >= settings.told_by_pile * max(1, lines[step.child])
    }
    outside = {step.parent for step in steps if step.parent.startswith("outside:")}
    return {one for one in outside if all(step.child in explained for step in steps if step.parent == one)}


def _head_steps(tree: Tree, drawn: Drawn, settings: LineageSettings) -> list[Step]:
    steps = []
    for child, head in enumerate(tree.heads):
        parent = tree.parents[child]
        if parent == tree.root:
            continue
        bond = tree.bonds.get((parent, child))
        alternatives = _alternatives(tree, child, parent, settings)
        chance = float(tree.chances[parent, child])
        if bond:
            drawn.inferred[head.id] = bond
            sure = min(_SUREST, direction(tree, parent, child))
            steps.append(_text_step(head, tree.heads[parent].id, bond, (chance, sure), alternatives))
        else:
            steps.append(_outside_step(tree, child, parent, chance, alternatives, drawn))
    return steps


def _text_step(
    child: Telling, parent: str, bond: Bond, sure: tuple[float, float], alternatives: tuple[Alternative, ...]
) -> Step:
    return Step(
        child=child.id,
        parent=parent,
        how=step_kind(bond.kin),
        confidence=round(sure[0], 3),
        direction_confidence=round(sure[1], 3),
        explains=tuple(link.child.span for link in bond.kin.links),
        alternatives=alternatives,
        clues=bond.clues[:_MOST_CLUES],
    )


def _outside_step(
    tree: Tree, child: int, parent: int, chance: float, alternatives: tuple[Alternative, ...], drawn: Drawn
) -> Step:
    outside = tree.outside(parent)
    assert outside is not None
    head = tree.heads[child]
    credit = outside.credits.get(child)
    how: StepKind = "credit"
    explains: tuple[Span, ...] = ()
    if credit:
        clue = Clue("credit", float(tree.weights[parent, child]), f"The page says “{credit.wording}”.")
    else:
        bond = max(
            (tree.bonds[one, child] for one in outside.credits if (one, child) in tree.bonds),
            key=lambda one: one.siblings,
        )
        drawn.inferred[head.id] = bond
        how, explains = step_kind(bond.kin), tuple(link.child.span for link in bond.kin.links)
        says = f"It shares wording with a page that names {outside.name}, and each has words that the other lacks."
        clue = Clue("same-source", round(bond.siblings, 3), says)
    return Step(head.id, f"outside:{outside.name}", how, round(chance, 3), _SUREST, explains, alternatives, (clue,))


def _alternatives(tree: Tree, child: int, parent: int, settings: LineageSettings) -> tuple[Alternative, ...]:
    found = []
    for other in range(tree.root):
        chance = float(tree.chances[other, child])
        if other in (parent, child) or chance < settings.alternative:
            continue
        outside = tree.outside(other)
        found.append(Alternative(f"outside:{outside.name}" if outside else tree.heads[other].id, round(chance, 3)))
    return tuple(sorted(found, key=lambda one: (-one.confidence, one.parent)))


def _missing(tree: Tree, drawn: Drawn) -> tuple[list[Node], list[Step]]:
    """Unnamed originals above texts that share much, though neither explains the other."""
    tops = [number for number in range(len(tree.heads)) if tree.parents[number] == tree.root]
    groups: list[list[int]] = []
    for top in tops:
        near = [one for one in groups if any(_one_source(tree, member, top) for member in one)]
        groups = [one for one in groups if one not in near] + [[*(member for one in near for member in one), top]]
    nodes: list[Node] = []
    steps: list[Step] = []
    for group in sorted(one for one in groups if len(one) > 1):
        name = f"missing:{len(nodes) + 1}"
        nodes.append(Node(name, "missing", "an original that is not in the pile"))
        for child in group:
            bond = max(
                (tree.bonds[other, child] for other in group if (other, child) in tree.bonds),
                key=lambda one: one.siblings,
            )
            drawn.inferred[tree.heads[child].id] = bond
            chance = round(probability(bond.siblings), 3)
            steps.append(
                Step(
                    child=tree.heads[child].id,
                    parent=name,
                    how=step_kind(bond.kin),
                    confidence=chance,
                    direction_confidence=_SUREST,
                    explains=tuple(link.child.span for link in bond.kin.links),
                    alternatives=(),
                    clues=(Clue("neither-explains", round(bond.siblings, 3), _neither_says(bond.kin)),),
                )
            )
    return nodes, steps


def _one_source(tree: Tree, one: int, two: int) -> bool:
    return (one, two) in tree.bonds and max(tree.bonds[one, two].siblings, tree.bonds[two, one].siblings) > 0


def _neither_says(kin: Kin) -> str:
    shared = f"{len(kin.links)} of its {len(kin.child.lines)} sentences are shared"
    return f"{shared}, but each text has specifics that the other lacks."


def _copy_step(head: Telling, member: Telling, tree: Tree, names: Mapping[str, str]) -> Step:
    """The step of a near-identical copy: from the outlet both credit, else from the likely original of the copies."""
    for outside in tree.outsides:
        for credit in origin_credits(member.article):
            if credit.level == "article" and same_outlet(credit.name, outside.name):
                clue = Clue("credit", 4.0, f"The page says “{credit.wording}”.")
                return Step(member.id, f"outside:{outside.name}", "credit", 0.9, _SUREST, (), (), (clue,))
    says, sure = _copy_order(head, member, names)
    spans = tuple(line.span for line in member.lines)
    clue = Clue("same-text", 5.0, says)
    how: StepKind = "copy"
    if head.article.outlet and member.article.outlet and same_outlet(head.article.outlet, member.article.outlet):
        how = "revision"
    return Step(member.id, head.id, how, round(0.97 * sure, 3), round(sure, 3), spans, (), (clue,))


def _copy_order(head: Telling, member: Telling, names: Mapping[str, str]) -> tuple[str, float]:
    same = f"{names[member.id]} and {names[head.id]} are the same text"
    if credit_strength(member.article, head.article) > 0:
        return f"{same}, and {names[member.id]} names {names[head.id]} as its source.", _SUREST
    if member.corrects and not head.corrects:
        return f"{same}, but {names[member.id]} says that it corrects or updates an earlier version.", _SUREST
    order = clock_order(head.article.date, member.article.date)
    if order:
        return f"{same}; the order is by clock only{order.reserve}.", min(_SUREST, max(0.05, 0.5 + 0.45 * order.trust))
    return f"{same}; nothing says which was first.", 0.5
