"""What is said about a lineage in sentences: who hides a source, and what the texts cannot tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from retold.lineage.credits import credit_strength, credits_any
from retold.lineage.graph import Tree
from retold.lineage.outlets import same_outlet
from retold.lineage.steps import Drawn
from retold.model import Article, Hidden, Step, Undecided
from retold.settings import LineageSettings

_SURE_ENOUGH = 0.55


def hidden_sources(drawn: Drawn, articles: Sequence[Article], names: Mapping[str, str]) -> tuple[Hidden, ...]:
    """The articles whose text shows a source that they name nowhere."""
    by_id = {article.id: article for article in articles}
    parents: dict[str, list[str]] = {}
    for step in drawn.steps:
        parents.setdefault(step.child, []).append(step.parent)
    found = []
    for step in drawn.steps:
        child = by_id[step.child]
        if step.how == "credit" or step.direction_confidence < _SURE_ENOUGH or step.parent != parents[step.child][0]:
            continue
        above = _above(step.child, parents)
        if _same_house(child, step, by_id) or _names_one(child, above, by_id) or may_be_source(child, step, drawn):
            continue
        found.append(Hidden(child.id, _hidden_says(child, step, names)))
    return tuple(sorted(found, key=lambda one: one.article))


def may_be_source(child: Article, step: Step, drawn: Drawn) -> bool:
    """True for a page of unknown outlet that has more of the text than the page that credits the source.

    It may be the credited outlet's own page: then it hides nothing.
    """
    kin = drawn.inferred.get(child.id)
    nameless = child.outlet is None and child.url is None
    if kin is None or not nameless or not step.parent.startswith("outside:"):
        return False
    return kin.words_kept > kin.words_held


def _above(child: str, parents: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    found: list[str] = []
    waiting = list(parents.get(child, ()))
    while waiting:
        node = waiting.pop(0)
        if node not in found:
            found.append(node)
            waiting.extend(parents.get(node, ()))
    return tuple(found)


def _same_house(child: Article, step: Step, by_id: Mapping[str, Article]) -> bool:
    parent = by_id.get(step.parent)
    return bool(parent and parent.outlet and child.outlet and same_outlet(parent.outlet, child.outlet))


def _names_one(child: Article, above: Sequence[str], by_id: Mapping[str, Article]) -> bool:
    """True when the article credits, at whatever level, an outlet above it; or credits one that may be above it."""
    outside = [node.removeprefix("outside:") for node in above if node.startswith("outside:")]
    pages = [by_id[node] for node in above if node in by_id]
    if credits_any(child, outside) or any(credit_strength(child, page) > 0 for page in pages):
        return True
    unknown = any(page.outlet is None and page.url is None for page in pages) or any(
        node.startswith("missing:") for node in above
    )
    return unknown and any(credit.level == "article" for credit in child.credits)


def _hidden_says(child: Article, step: Step, names: Mapping[str, str]) -> str:
    source = names.get(step.parent, step.parent.removeprefix("outside:"))
    if step.parent.startswith("missing:"):
        return f"{names[child.id]} shares its text with other pages and names no source for it."
    return f"{names[child.id]} retells a text that {source} carries and names no source for it."


def undecided(drawn: Drawn, tree: Tree, names: Mapping[str, str], settings: LineageSettings) -> tuple[Undecided, ...]:
    """What the pages leave open, in sentences."""
    found: list[Undecided] = []
    number = {state[0].id: place for place, state in enumerate(tree.states)}
    for step in drawn.steps:
        child, parent = number.get(step.child), number.get(step.parent)
        if child is None or parent is None or tree.parents[child] != parent or _settled(step):
            continue
        outside = tree.outside(tree.parents[parent])
        if outside and tree.common[parent, child] > 0:
            p, c = names[step.parent], names[step.child]
            says = f"{c} comes from {p} or from {p}'s source, {outside.name}; the texts cannot tell the two apart."
            found.append(Undecided(says, (step.child, step.parent)))
    by_id = {state[0].id: state[0].article for state in tree.states}
    for step in drawn.steps:
        child_page = by_id.get(step.child)
        if child_page and step.how != "credit" and may_be_source(child_page, step, drawn):
            c, source = names[step.child], step.parent.removeprefix("outside:")
            says = f"{c} names no outlet and has the fuller text: it may be {source}'s own page, or be made from it."
            found.append(Undecided(says, (step.child,)))
        if step.direction_confidence < settings.unclear_direction and step.parent in names:
            c, p = names[step.child], names[step.parent]
            says = f"{c} and {p} share their text; which of them was first cannot be told from the pages."
            found.append(Undecided(says, (step.child, step.parent)))
    return tuple(found)


def _settled(step: Step) -> bool:
    """True when something ties the child to this parent and not merely to the parent's source."""
    names = {clue.name for clue in step.clues if clue.weight >= 0.5}
    return bool(names & {"credit", "only-these-two", "same-house", "ruling"})
