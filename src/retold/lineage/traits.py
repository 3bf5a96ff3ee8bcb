"""The text states of a story as tables of what they hold: words, runs of words, sentences, specifics.

A trait is one kind of thing; its table has a row for each state and a column for each thing, 1 where the state has it.
All comparing of pairs is arithmetic on such rows, so that a story of thousands of states takes seconds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from retold.lineage.telling import Telling

Reals = npt.NDArray[np.float32 | np.float64]
Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

Thing = str | tuple[str, ...]

_RUN = 5
"""Letters of a run: close to a word with its ending, so that another form of a word still shares most of them."""
_ROWS = 4096
"""Pairs of rows that are multiplied at a time: keeps the memory of a large story small."""


@dataclass(frozen=True, slots=True)
class Trait:
    """Which state holds which things of one kind."""

    held: csr_array
    """States by things, float32, 1 or nothing."""
    holders: Reals
    """In how many states each thing stands."""
    size: Reals
    """How many things each state holds."""

    def shared(self, parents: Whole, children: Whole, weights: Reals | None = None) -> Reals:
        """What both states of each pair hold, counted: once for every column of ``weights`` (things by columns)."""
        weights = np.ones((len(self.holders), 1), np.float32) if weights is None else weights
        found = np.zeros((len(parents), weights.shape[1]), np.float32)
        for at in range(0, len(parents), _ROWS):
            part = slice(at, at + _ROWS)
            found[part] = self.held[parents[part]].multiply(self.held[children[part]]) @ weights
        return found

    def shared_by_three(self, parents: Whole, children: Whole, thirds: Whole) -> Reals:
        """How many things all three states of each row hold."""
        found = np.zeros(len(parents), np.float32)
        for at in range(0, len(parents), _ROWS):
            part = slice(at, at + _ROWS)
            both = self.held[parents[part]].multiply(self.held[children[part]])
            found[part] = both.multiply(self.held[thirds[part]]).sum(axis=1)
        return found

    def agreement(self) -> Reals:
        """Jaccard likeness of all states with each other; a state with itself counts as 0."""
        both = (self.held @ self.held.T).toarray()
        likeness: Reals = both / np.maximum(self.size[:, None] + self.size[None, :] - both, 1e-6)
        np.fill_diagonal(likeness, 0.0)
        return likeness


def _letters(telling: Telling) -> Iterable[str]:
    text = telling.folded
    return {text[at : at + _RUN] for at in range(max(1, len(text) - _RUN + 1))}


def _specifics(telling: Telling) -> Iterable[str]:
    names = {name for line in telling.lines for name in line.names}
    return names | {figure for line in telling.lines for figure in line.figures}


_KINDS: Mapping[str, Callable[[Telling], Iterable[Thing]]] = {
    "stems": lambda one: one.stems,
    "pairs": lambda one: one.pairs,
    "grams": lambda one: one.grams,
    "words": lambda one: set(one.folded.split()),
    "letters": _letters,
    "sentences": lambda one: {line.plain for line in one.lines},
    "specifics": _specifics,
    "figures": lambda one: {figure for line in one.lines for figure in line.figures},
    "quotes": lambda one: {quote for line in one.lines for quote in line.quotes},
    "title": lambda one: set((one.article.title or "").lower().split()),
}
FULL = ("stems", "pairs", "grams", "words", "specifics")
"""Traits of which it matters who else in the story holds a thing."""
PLAIN = ("letters", "sentences", "figures", "quotes", "title")
"""Traits of which only the two shares and the agreement are looked at."""


def traits_of(heads: Sequence[Telling]) -> dict[str, Trait]:
    """The tables of all kinds for the states of a story."""
    return {kind: trait_of([things(head) for head in heads]) for kind, things in _KINDS.items()}


def trait_of(holdings: Sequence[Iterable[Thing]]) -> Trait:
    """The table of one kind of thing; columns stand in the order of the rows, and in a row in that of the alphabet.

    Sums of floats depend on their order, and the order of a set differs from process to process.
    """
    columns: dict[object, int] = {}
    counts, places = [0], []
    for things in holdings:
        places += [columns.setdefault(thing, len(columns)) for thing in sorted(things)]
        counts.append(len(places))
    shape = (len(holdings), max(1, len(columns)))
    held = csr_array((np.ones(len(places), np.float32), np.array(places, np.int64), np.array(counts)), shape=shape)
    holders = np.bincount(np.array(places, np.int64), minlength=shape[1]).astype(np.float32)
    return Trait(held, holders, np.diff(counts).astype(np.float32))
