"""What pages say against their place in the lineage: clocks that run against a step, credits that run in a circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from retold.lineage.clock import clock_order
from retold.lineage.credits import credit_strength
from retold.model import Article, Step, Undecided

_TRUSTED = 0.5
"""Trust in the order of two dates from which it is worth a sentence: both are given by the pages, with their zones."""


def contradictions(
    steps: Sequence[Step], articles: Sequence[Article], names: Mapping[str, str]
) -> tuple[Undecided, ...]:
    """A sentence for each step between two pages whose dates, or whose credits, say something else."""
    by_id = {article.id: article for article in articles}
    return tuple(one for step in steps if step.parent in by_id for one in _against(step, by_id, names))


def _against(step: Step, by_id: Mapping[str, Article], names: Mapping[str, str]) -> Iterator[Undecided]:
    parent, child = by_id[step.parent], by_id[step.child]
    p, c = names[step.parent], names[step.child]
    order = clock_order(parent.date, child.date)
    if order and order.trust <= -_TRUSTED:
        says = (
            f"{c} has its text from {p}, but is dated before it ({order.first}, {order.second}): a clock is wrong, or"
        )
        yield Undecided(f"{says} {p} shows when it was changed.", (step.child, step.parent))
    if credit_strength(parent, child) > 0 and credit_strength(child, parent) > 0:
        yield Undecided(f"{c} and {p} each name the other as the source.", (step.child, step.parent))
