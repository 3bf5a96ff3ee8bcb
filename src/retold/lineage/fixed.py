"""What a person has decided about a story, as it binds the tree: parents that are certain, and steps that cannot be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from retold.lineage.states import State
from retold.lineage.tree import NEVER, Floats
from retold.model import Ruling

CERTAIN = 60.0
"""Log-odds of a step that a person has ruled; chances of all others vanish beside it."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """The decided parent of some states, by number; None: it has no parent in the pile."""

    parents: Mapping[int, int | None]
    roots: tuple[int, ...] = ()
    """The states that nothing stands above, when that is given: all others come from them."""
    pages: Mapping[int, str] = field(default_factory=dict)
    """The article of its parent state that a state was ruled to come from, by id."""

    def hold(self, weights: Floats, states: int) -> None:
        """Changes the weights of a story so that every tree keeps to what is decided."""
        root = len(weights) - 1
        if self.roots:
            weights[states:, :states] = NEVER
            weights[:, self.roots] = NEVER
            weights[root, self.roots] = 0.0
        for child, parent in self.parents.items():
            weights[:, child] = NEVER
            weights[root if parent is None else parent, child] = CERTAIN


def fixed_by(rulings: Sequence[Ruling], states: Sequence[State], root: str | None = None) -> Fixed:
    """The rulings that are about the states of a story; those inside one state, or about other pages, bind nothing."""
    number = {telling.id: place for place, state in enumerate(states) for telling in state}
    parents: dict[int, int | None] = {}
    for ruling in rulings:
        child = number.get(ruling.child)
        if child is None or ruling.kind == "same-story":
            continue
        if ruling.kind == "none":
            parents[child] = None
        elif (parent := number.get(ruling.other or "")) is not None and parent != child:
            parents[child] = parent
    top = number.get(root or "")
    named = [(one.child, one.other) for one in rulings if one.kind == "parent" and one.child in number]
    pages = {number[child]: other for child, other in named if other in number}
    return Fixed(parents, () if top is None else (top,), pages)


def ruled_texts(rulings: Sequence[Ruling]) -> frozenset[str]:
    """The articles whose parent, or that they have none, was ruled, by id."""
    return frozenset(ruling.child for ruling in rulings if ruling.kind != "same-story")
