"""The tree of a story drawn out: nodes and steps, with outside and missing originals, merged sources and copies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from retold.lineage.clock import clock_order
from retold.lineage.clues import Case, Company, group_of, put_into_words
from retold.lineage.credits import credit_strength, origin_credits
from retold.lineage.fixed import CERTAIN, Fixed
from retold.lineage.graph import Tree, direction, probability
from retold.lineage.kin import Kin, step_kind
from retold.lineage.merged import merged_parents
from retold.lineage.origins import Source, lost_sources
from retold.lineage.outlets import same_outlet
from retold.lineage.step_model import step_model
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
    inferred: dict[str, Kin] = field(default_factory=dict)
    """For children that were placed by their text: the pair behind it."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the sentences about a story's steps are made from."""

    names: Mapping[str, str]
    company: Company
    fixed: Fixed
    settings: LineageSettings
    owed: Mapping[int, Mapping[str, float]]
    """For every state with a parent state, how much of the log-odds each clue makes."""


def draw_steps(tree: Tree, names: Mapping[str, str], fixed: Fixed, settings: LineageSettings) -> Drawn:
    """All nodes and steps of a story."""
    drawn = Drawn()
    told = Told(names, _company(tree, names), fixed, settings, _owed(tree))
    steps = [
        _text_step(tree, child, told, drawn)
        for child in range(len(tree.states))
        if tree.parents[child] < len(tree.states)
    ]
    sources = lost_sources(tree, settings)
    missing: list[Node] = []
    for source in sources:
        if source.outside is None:
            missing.append(Node(f"missing:{len(missing) + 1}", "missing", "an original that is not in the pile"))
        name = f"outside:{source.outside.name}" if source.outside else missing[-1].id
        steps += [_source_step(tree, source, (name, child), drawn, settings) for child in source.children]
    steps += merged_parents(tree, step_model(), settings)
    for state in tree.states:
        steps += [_copy_step(state[0], member, tree, names) for member in state[1:]]
    used = {step.parent for step in steps}
    outside = [Node(f"outside:{one.name}", "outside", one.name) for one in tree.outsides]
    drawn.nodes = (
        *(one for one in outside if one.id in used),
        *missing,
        *(Node(one.id, "article", names[one.id], one.id) for state in tree.states for one in state),
    )
    drawn.steps = tuple(sorted(steps, key=lambda step: (step.child, -step.confidence, step.parent)))
    children = {step.child for step in steps}
    told_by_pile = _told_by_pile(steps, tree, settings)
    drawn.origins = tuple(node.id for node in drawn.nodes if node.id not in children and node.id not in told_by_pile)
    return drawn


def _company(tree: Tree, names: Mapping[str, str]) -> Company:
    stems: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for state in tree.states:
        stems.update(state[0].stems)
        pairs.update(state[0].pairs)
    return Company(stems, pairs, names)


def _told_by_pile(steps: Sequence[Step], tree: Tree, settings: LineageSettings) -> set[str]:
    """Outside sources that add no origin: every page that credits them has its text from another page of the pile.

    The credit may name the page copied, or its source; either way no second report stands behind the story.
    """
    lines = {one.id: len(one.lines) for state in tree.states for one in state}
    explained = {
        step.child
        for step in steps
        if step.parent in lines and len(step.explains) >= settings.told_by_pile * max(1, lines[step.child])
    }
    outside = {step.parent for step in steps if step.parent.startswith("outside:")}
    return {one for one in outside if all(step.child in explained for step in steps if step.parent == one)}


def _text_step(tree: Tree, child: int, told: Told, drawn: Drawn) -> Step:
    """The step from one state of the pile to another, with its clues in words."""
    parent = tree.parents[child]
    kin = tree.kin(parent, child)
    drawn.inferred[tree.head(child).id] = kin
    if child in told.fixed.parents:
        clues: tuple[Clue, ...] = (Clue("ruling", CERTAIN, "A person has decided so."),)
    else:
        above = next((one for one in (tree.parents[parent],) if one < len(tree.states) and one != child), None)
        case = Case(kin, told.company, None if above is None else tree.head(above))
        clues = put_into_words(case, told.owed[child])[:_MOST_CLUES]
    return Step(
        child=tree.head(child).id,
        parent=told.fixed.pages.get(child, tree.head(parent).id),
        how=step_kind(kin),
        confidence=round(float(tree.chances[parent, child]), 3),
        direction_confidence=round(min(_SUREST, direction(tree, parent, child)), 3),
        explains=tuple(link.child.span for link in kin.links),
        alternatives=_alternatives(tree, child, parent, told.settings),
        clues=clues,
    )


def _owed(tree: Tree) -> dict[int, dict[str, float]]:
    """For every state with a parent state, how much of the log-odds of that step each clue makes.

    The first look tells by groups of features; what the second look adds stands for the other steps of the story.
    """
    if tree.weighed is None:
        return {}
    columns, pairs, look = tree.weighed.columns, tree.weighed.compared.pairs, step_model().first
    rows = np.flatnonzero(np.array(tree.parents)[pairs.children] == pairs.parents)
    parts = look.owed_to(columns, rows, group_of(look.features))
    parts["carried"] = tree.weighed.log_odds[rows] - columns["first.log-odds"][rows]
    return {
        int(child): {name: float(values[place]) for name, values in parts.items()}
        for place, child in enumerate(pairs.children[rows])
    }


def _source_step(tree: Tree, source: Source, ends: tuple[str, int], drawn: Drawn, settings: LineageSettings) -> Step:
    """The step from an outlet or original that is not in the pile, by a credit or by kinship with a brother."""
    name, child = ends
    credit = source.outside.credits.get(child) if source.outside else None
    head, number = tree.head(child), tree.parents[child]
    chance = float(tree.chances[number, child])
    if credit:
        how: StepKind = "credit"
        explains: tuple[Span, ...] = ()
        clue = Clue("credit", float(tree.weights[number, child]), f"The page says “{credit.wording}”.")
    else:
        brother = max((one for one in source.children if one != child), key=lambda one: float(tree.common[one, child]))
        kin, odds = tree.kin(brother, child), float(tree.common[brother, child])
        drawn.inferred[head.id] = kin
        how, explains = step_kind(kin), tuple(link.child.span for link in kin.links)
        chance *= probability(odds)
        clue = _brother_clue(source, kin, odds)
    alternatives = _alternatives(tree, child, number, settings)
    return Step(head.id, name, how, round(chance, 3), _SUREST, explains, alternatives, (clue,))


def _brother_clue(source: Source, kin: Kin, odds: float) -> Clue:
    if source.outside:
        says = (
            f"It shares wording with a page that names {source.outside.name}, and each has words that the other lacks."
        )
        return Clue("same-source", round(odds, 3), says)
    shared = f"{len(kin.links)} of its {len(kin.child.lines)} sentences are shared"
    return Clue("neither-explains", round(odds, 3), f"{shared}, but each text has specifics that the other lacks.")


def _alternatives(tree: Tree, child: int, parent: int, settings: LineageSettings) -> tuple[Alternative, ...]:
    found = []
    for other in np.flatnonzero(tree.chances[: tree.root, child] >= settings.alternative).tolist():
        if other not in (parent, child):
            found.append(Alternative(tree.name(other), round(float(tree.chances[other, child]), 3)))
    return tuple(sorted(found, key=lambda one: (-one.confidence, one.parent)))


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
