"""A story's articles -> its lineage: who retold whom, from what outside, and how many origins stand behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from retold.lineage.contradictions import contradictions
from retold.lineage.fixed import fixed_by, ruled_texts
from retold.lineage.graph import grow_tree
from retold.lineage.names import call_articles
from retold.lineage.origins import origins_say
from retold.lineage.states import text_states
from retold.lineage.steps import draw_steps
from retold.lineage.telling import take_apart
from retold.lineage.verdicts import hidden_sources, undecided
from retold.model import Analysis, Article, Lineage, Ruling
from retold.settings import LineageSettings


@dataclass(frozen=True, slots=True)
class Descent:
    """The lineage of one story, its text states, and the nodes that stand at the top."""

    lineage: Lineage
    states: tuple[tuple[str, ...], ...]
    origin_nodes: tuple[str, ...]
    origins_say: tuple[str, ...]
    """For each of them, why it is an origin of its own."""


def lineage_of(
    articles: Sequence[Article],
    analyses: Mapping[str, Analysis],
    settings: LineageSettings,
    rulings: Sequence[Ruling] = (),
    root: str | None = None,
) -> Descent:
    """Who retold whom among the articles of one story; what ``rulings`` say stands, and so does a given ``root``."""
    tellings = [take_apart(article, analyses.get(article.id)) for article in articles]
    states = text_states(tellings, settings.same_text, ruled_texts(rulings))
    names = call_articles(articles)
    fixed = fixed_by(rulings, states, root)
    tree = grow_tree(states, fixed, settings)
    drawn = draw_steps(tree, names, fixed, settings)
    children: dict[str, list[str]] = {}
    for step in drawn.steps:
        children.setdefault(step.parent, []).append(step.child)
    lineage = Lineage(
        nodes=drawn.nodes,
        steps=drawn.steps,
        hidden=hidden_sources(drawn, articles, names),
        undecided=(
            *undecided(drawn, tree, names, settings),
            *contradictions(drawn.steps, articles, names),
        ),
    )
    reasons = origins_say(drawn.origins, children, names)
    return Descent(lineage, tuple(tuple(one.id for one in state) for state in states), drawn.origins, reasons)
