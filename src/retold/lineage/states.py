"""Text states: near-identical copies of one text, which the tree of a story treats as one."""

from __future__ import annotations

from collections.abc import Sequence, Set

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from retold.lineage.credits import credit_strength, origin_credits
from retold.lineage.telling import Telling
from retold.lineage.traits import trait_of

State = tuple[Telling, ...]
"""Copies of one text; the first is the one that the others are taken to come from."""


def text_states(tellings: Sequence[Telling], least: float, ruled: Set[str] = frozenset()) -> tuple[State, ...]:
    """The texts of a story, copies together: those whose three-word runs agree to ``least`` of all that either has.

    Texts whose parent was ruled, by id, stand alone: the ruling is about them and not about their copies.
    """
    if len(tellings) < 2:
        return tuple((one,) for one in tellings)
    alike = trait_of([one.grams for one in tellings]).agreement() >= least
    first: dict[str, int] = {}
    for place, telling in enumerate(tellings):
        # Texts of less than three words have no runs: they are copies when they are equal.
        alike[place, first.setdefault(telling.folded, place)] = True
    alone = np.array([telling.id in ruled for telling in tellings])
    alike[alone] = alike[:, alone] = False
    _, labels = connected_components(csr_array(alike.astype(np.int8)), directed=False)
    groups: dict[int, list[Telling]] = {}
    for telling, label in zip(tellings, labels.tolist(), strict=True):
        groups.setdefault(label, []).append(telling)
    return tuple(_ordered(members) for members in groups.values())


def _ordered(members: list[Telling]) -> State:
    """The likely original first: whom the others credit, then who credits somebody, then by clock, then the longest."""

    def rank(telling: Telling) -> tuple[float, bool, bool, str, int, int]:
        named = sum(credit_strength(other.article, telling.article) for other in members if other is not telling)
        return (
            -named,
            telling.corrects,
            not origin_credits(telling.article),
            telling.article.date.value or "9999",
            -len(telling.folded),
            members.index(telling),
        )

    return tuple(sorted(members, key=rank))
