"""A lineage as rows in reading order: every node once, below the parent that explains most of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retold.model import Node, Step
from retold.report.views import StoryView


@dataclass(frozen=True, slots=True)
class DescentRow:
    """One node with the step that led to it; ``last`` says, per level, whether nothing follows below that parent."""

    node: Node
    depth: int
    last: tuple[bool, ...]
    step: Step | None
    others: tuple[Step, ...]
    """Steps from further parents: the second source of a merged text."""


def descent_rows(view: StoryView) -> tuple[DescentRow, ...]:
    """The nodes of a story's lineage, parents before children, children in order of time, then of their letters."""
    lineage = view.story.lineage
    steps: dict[str, list[Step]] = {}
    for step in lineage.steps:
        steps.setdefault(step.child, []).append(step)
    first = {child: max(found, key=lambda step: _pull(step, view)) for child, found in steps.items()}
    order = sorted(lineage.nodes, key=lambda node: _standing(node, view))
    below: dict[str, list[Node]] = {}
    for node in order:
        if node.id in first:
            below.setdefault(first[node.id].parent, []).append(node)
    rows: list[DescentRow] = []
    seen: set[str] = set()

    def walk(nodes: Sequence[Node], last: tuple[bool, ...]) -> None:
        fresh = [node for node in nodes if node.id not in seen]
        seen.update(node.id for node in fresh)
        for node in fresh:
            ends = (*last, node is fresh[-1])
            step = first.get(node.id)
            others = tuple(one for one in steps.get(node.id, ()) if one is not step)
            rows.append(DescentRow(node, len(last), ends, step, others))
            walk(below.get(node.id, ()), ends)

    walk([node for node in order if node.id not in first], ())
    walk(order, ())  # what is left when parents form a ring, which the lineage should never give
    return tuple(rows)


def share_explained(step: Step, view: StoryView) -> float:
    """The share of the child's text that the parent explains, 0 to 1; 0 when the lineage does not say."""
    child = view.articles.get(step.child)
    if child is None or not child.sentences:
        return 0.0
    length = sum(sentence.end - sentence.start for sentence in child.sentences)
    return min(1.0, sum(span.end - span.start for span in step.explains) / max(1, length))


def _pull(step: Step, view: StoryView) -> tuple[bool, float, float]:
    """A parent in the pile goes before a mere credit, then what explains more, then what is more certain."""
    return (step.parent in view.articles, share_explained(step, view), step.confidence)


def _standing(node: Node, view: StoryView) -> tuple[bool, str, int, str]:
    article = view.articles.get(node.article or "")
    if article is None:
        return (False, "", 0, node.name)
    return (True, article.date.value or "9999", view.story.articles.index(article.id), node.name)
