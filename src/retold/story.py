"""Matches -> stories: the articles about one event.

Ties that are certain make components. Components then join while, on average over all their pairs, they are about one
event: one accidental tie between two events does not melt them into one story.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence

from retold.match.articles import strength
from retold.model import Article, Match, Ruling
from retold.page import InputError
from retold.settings import MatchSettings


def group_stories(
    articles: Sequence[Article],
    matches: Sequence[Match],
    settings: MatchSettings,
    rulings: Sequence[Ruling] = (),
) -> tuple[tuple[str, ...], ...]:
    """The ids of the articles of each story, every article in exactly one; larger stories first, then by first id.

    What ``rulings`` say stands: two articles that are ruled to be of one story, or parent and child, are together, two
    that are ruled not to be are apart, and so is everything that would bring them together. Raises ``InputError`` where
    rulings contradict each other.
    """
    groups = _Groups([article.id for article in articles], _ruled_apart(rulings))
    for ruling in rulings:
        if ruling.other and ruling.same is not False:
            if not groups.may_join(ruling.child, ruling.other):
                raise InputError(
                    f"the rulings contradict each other: {ruling.child} is to be apart from {ruling.other}"
                )
            groups.join(ruling.child, ruling.other)
    for match in matches:
        if strength(match, settings) >= settings.certain and groups.may_join(match.a, match.b):
            groups.join(match.a, match.b)
    ties: dict[tuple[str, str], float] = {}
    for match in matches:
        one, two = sorted((groups.of(match.a), groups.of(match.b)))
        if one != two:
            ties[one, two] = ties.get((one, two), 0.0) + _probability(strength(match, settings))
    _join_on_average(groups, ties, settings.story_average)
    return tuple(sorted((tuple(members) for members in groups.members.values()), key=lambda one: (-len(one), min(one))))


def _ruled_apart(rulings: Sequence[Ruling]) -> list[tuple[str, str]]:
    return [(one.child, one.other) for one in rulings if one.other and one.same is False]


def _probability(log_odds: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))


class _Groups:
    """Articles in groups; a group is named by one of its members."""

    def __init__(self, ids: Sequence[str], apart: Sequence[tuple[str, str]] = ()) -> None:
        self._name = {one: one for one in ids}
        self._apart = apart
        self.members = {one: [one] for one in ids}

    def may_join(self, a: str, b: str) -> bool:
        """False when two articles that must stay apart would come together."""
        both = {self._name[a], self._name[b]}
        return all({self._name[one], self._name[two]} != both for one, two in self._apart)

    def of(self, article: str) -> str:
        return self._name[article]

    def join(self, a: str, b: str) -> str:
        """Joins two groups under the smaller name, which is given back."""
        kept, gone = sorted((self._name[a], self._name[b]))
        if kept != gone:
            for one in self.members[gone]:
                self._name[one] = kept
            self.members[kept] += self.members.pop(gone)
        return kept


def _join_on_average(groups: _Groups, ties: dict[tuple[str, str], float], least: float) -> None:
    """Joins the two groups with the highest mean tie again and again, until it is below ``least``."""
    beside: dict[str, dict[str, float]] = {}
    for (one, two), total in ties.items():
        beside.setdefault(one, {})[two] = total
        beside.setdefault(two, {})[one] = total

    def mean(one: str, two: str) -> float:
        return beside[one][two] / (len(groups.members[one]) * len(groups.members[two]))

    queue = [(-mean(one, two), one, two) for one, two in ties]
    heapq.heapify(queue)
    while queue and -queue[0][0] >= least:
        negative, one, two = heapq.heappop(queue)
        if two not in beside.get(one, {}) or -negative != mean(one, two):
            continue
        if not groups.may_join(one, two):
            continue
        kept = groups.join(one, two)
        _merge_ties(beside, kept, two if kept == one else one)
        for other in beside[kept]:
            first, second = sorted((kept, other))
            heapq.heappush(queue, (-mean(kept, other), first, second))


def _merge_ties(beside: dict[str, dict[str, float]], kept: str, gone: str) -> None:
    for other, total in beside.pop(gone).items():
        del beside[other][gone]
        if other != kept:
            beside[kept][other] = beside[other][kept] = beside[kept].get(other, 0.0) + total
