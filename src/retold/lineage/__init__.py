"""A story's articles -> its lineage: who retold whom, from what outside, and how many origins stand behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from retold.lineage.graph import grow_tree
from retold.lineage.merged import free_siblings, free_sources
from retold.lineage.names import call_articles
from retold.lineage.states import State, text_states
from retold.lineage.steps import draw_steps
from retold.lineage.telling import take_apart
from retold.lineage.verdicts import hidden_sources, undecided
from retold.model import Analysis, Article, Lineage, Match
from retold.settings import LineageSettings


@dataclass(frozen=True, slots=True)
class Descent:
    """The lineage of one story, its text states, and the nodes that stand at the top."""

    lineage: Lineage
    states: tuple[tuple[str, ...], ...]
    origin_nodes: tuple[str, ...]


def lineage_of(
    articles: Sequence[Article],
    matches: Sequence[Match],
    analyses: Mapping[str, Analysis],
    settings: LineageSettings,
) -> Descent:
    """Who retold whom among the articles of one story; ``matches`` say which pairs are worth comparing."""
    tellings = [take_apart(article, analyses.get(article.id)) for article in articles]
    inside = {article.id for article in articles}
    matched = [(match.a, match.b) for match in matches if match.a in inside and match.b in inside]
    if len(articles) <= settings.compare_all:
        matched = list(combinations([article.id for article in articles], 2))
    states = text_states(tellings, matched, settings.same_text)
    names = call_articles(articles)
    tree = grow_tree([state[0] for state in states], tellings, _head_pairs(states, matched), names, settings)
    tree = free_siblings(free_sources(tree, settings), settings)
    drawn = draw_steps(tree, states, names, settings)
    lineage = Lineage(
        nodes=drawn.nodes,
        steps=drawn.steps,
        hidden=hidden_sources(drawn, articles, names),
        undecided=undecided(drawn, tree, names, settings),
    )
    return Descent(lineage, tuple(tuple(one.id for one in state) for state in states), drawn.origins)


def _head_pairs(states: Sequence[State], matched: Sequence[tuple[str, str]]) -> list[tuple[int, int]]:
    """Numbers of the states that have a matched pair of members."""
    number = {telling.id: place for place, state in enumerate(states) for telling in state}
    found = {(min(number[a], number[b]), max(number[a], number[b])) for a, b in matched}
    return sorted((one, two) for one, two in found if one != two)
