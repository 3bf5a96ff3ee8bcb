"""Text states: near-identical copies of one text, which the tree of a story treats as one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from retold.lineage.credits import credit_strength, origin_credits
from retold.lineage.telling import Telling

State = tuple[Telling, ...]
"""Copies of one text; the first is the one that the others are taken to come from."""


def text_states(tellings: Sequence[Telling], pairs: Iterable[tuple[str, str]], least: float) -> tuple[State, ...]:
    """The texts of a story, copies together: those whose three-word runs agree to ``least`` of all that either has."""
    by_id = {telling.id: telling for telling in tellings}
    state = {telling.id: [telling.id] for telling in tellings}
    for one, two in pairs:
        if state[one] is not state[two] and _agreement(by_id[one], by_id[two]) >= least:
            state[one].extend(state[two])
            for member in state[two]:
                state[member] = state[one]
    order = {telling.id: place for place, telling in enumerate(tellings)}
    unique = {id(members): members for members in (state[telling.id] for telling in tellings)}
    return tuple(
        _ordered([by_id[one] for one in sorted(members, key=order.__getitem__)]) for members in unique.values()
    )


def _agreement(one: Telling, two: Telling) -> float:
    if not one.grams or not two.grams:
        return float(one.folded == two.folded != "")
    return len(one.grams & two.grams) / len(one.grams | two.grams)


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
