"""Sentence families: the sentences of all versions of a story that are one sentence retold.

Pairs of the alignments along the lineage tie sentences together; versions that no step connects (two independent
origins, two texts under one outside source) are aligned root to root, so that a fact is seen in all of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from retold.change import align, name_changes
from retold.model import Alignment, Analysis, Article, Change
from retold.settings import ChangeSettings

Seat = tuple[str, int]
"""One sentence of one article."""


@dataclass(frozen=True, slots=True)
class Kinship:
    """The families of a story, and every change known between two of its versions."""

    families: tuple[tuple[Seat, ...], ...]
    changes: tuple[Change, ...]


def find_families(
    articles: Sequence[Article],
    alignments: Sequence[Alignment],
    changes: Sequence[Change],
    analyses: Mapping[str, Analysis],
    settings: ChangeSettings,
) -> Kinship:
    """Group the sentences of a story's versions into families, in the order of the first version that has them."""
    bridges, bridge_changes = _bridges(articles, alignments, analyses, settings)
    links = _Links()
    for article in articles:
        for number in range(len(article.sentences)):
            links.add((article.id, number))
    for alignment in (*alignments, *bridges):
        for pair in alignment.pairs:
            seats = [(alignment.parent, p) for p in pair.parent] + [(alignment.child, c) for c in pair.child]
            if pair.parent and pair.child:
                links.join(seats)
    return Kinship(links.groups(), (*changes, *bridge_changes))


def _bridges(
    articles: Sequence[Article],
    alignments: Sequence[Alignment],
    analyses: Mapping[str, Analysis],
    settings: ChangeSettings,
) -> tuple[list[Alignment], list[Change]]:
    """Alignments between the first version of each unconnected part and the first version of all."""
    parts = _Links()
    for article in articles:
        parts.add((article.id, 0))
    for alignment in alignments:
        parts.join([(alignment.parent, 0), (alignment.child, 0)])
    by_id = {article.id: article for article in articles}
    children = {alignment.child for alignment in alignments}
    roots = [next((seat[0] for seat in part if seat[0] not in children), part[0][0]) for part in parts.groups()]
    found: list[Alignment] = []
    changes: list[Change] = []
    for root in roots[1:]:
        first, other = by_id[roots[0]], by_id[root]
        bridge = align(first, other, analyses, settings)
        found.append(bridge)
        changes.extend(name_changes(first, other, bridge, analyses, settings))
    return found, changes


class _Links:
    """Groups that grow together (union-find), kept in the order in which their members were added."""

    def __init__(self) -> None:
        self._above: dict[Seat, Seat] = {}

    def add(self, seat: Seat) -> None:
        self._above.setdefault(seat, seat)

    def join(self, seats: Sequence[Seat]) -> None:
        for other in seats[1:]:
            self._above[self._top(other)] = self._top(seats[0])

    def _top(self, seat: Seat) -> Seat:
        while self._above[seat] != seat:
            self._above[seat] = self._above[self._above[seat]]
            seat = self._above[seat]
        return seat

    def groups(self) -> tuple[tuple[Seat, ...], ...]:
        gathered: dict[Seat, list[Seat]] = {}
        for seat in self._above:
            gathered.setdefault(self._top(seat), []).append(seat)
        return tuple(tuple(group) for group in gathered.values())
