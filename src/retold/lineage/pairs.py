"""The ordered pairs of a story's states that are weighed, and ways to look at the company of each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from retold.lineage.traits import Reals, Trait, Whole
from retold.settings import LineageSettings


@dataclass(frozen=True, slots=True)
class Pairs:
    """Possible steps, by state number, in the order of the children and then of the parents."""

    states: int
    parents: Whole
    children: Whole

    @property
    def starts(self) -> Whole:
        """Where the possible parents of each child begin, for the children that have any."""
        starts: Whole = np.flatnonzero(np.r_[True, self.children[1:] != self.children[:-1]])
        return starts

    @property
    def lengths(self) -> Whole:
        """How many possible parents each of these children has."""
        lengths: Whole = np.diff(np.r_[self.starts, len(self.children)])
        return lengths

    @property
    def reversed(self) -> Whole:
        """For every pair, where the same two states stand the other way round; the pairs always hold both."""
        order: Whole = np.lexsort((self.children, self.parents))
        return order

    def parts(self) -> list[slice]:
        """The stretches of pairs with one child each."""
        return [slice(int(at), int(at + long)) for at, long in zip(self.starts, self.lengths, strict=True)]

    def best_parent(self, values: Reals) -> Reals:
        """For every pair, the highest value that any possible parent of its child has."""
        return np.repeat(np.maximum.reduceat(values, self.starts), self.lengths)

    def best_child(self, values: Reals) -> Reals:
        """For every pair, the highest value that its parent has with any possible child."""
        best = np.full(self.states, -np.inf, np.float32)
        np.maximum.at(best, self.parents, values)
        found: Reals = best[self.parents]
        return found

    def rank(self, values: Reals) -> Reals:
        """For every pair, how many possible parents of its child have a higher value."""
        order = np.lexsort((-values, self.children))
        ordered = values[order]
        new = np.r_[True, (ordered[1:] != ordered[:-1]) | (np.diff(self.children[order]) != 0)]
        first = np.maximum.accumulate(np.where(new, np.arange(len(order)), 0))
        ranks = np.empty(len(order), np.float32)
        ranks[order] = first - np.repeat(self.starts, self.lengths)
        return ranks

    def between(self, values: Reals, everybody: Reals) -> Reals:
        """How much nearer than each other a pair is to the best text between them (smaller of its two likenesses).

        ``values`` are the likenesses of the pairs, ``everybody`` those of all states. Above 0: there is a middleman.
        """
        found = np.zeros(len(self.parents), np.float32)
        for part in self.parts():
            others = self.parents[part]
            beside = np.minimum(everybody[np.ix_(others, others)], values[part][None, :])
            np.fill_diagonal(beside, 0.0)
            found[part] = beside.max(axis=1) - values[part]
        return found

    def matrix(self, values: Reals, empty: float) -> Reals:
        """Values of the pairs as a table of all states: parents by children."""
        table = np.full((self.states, self.states), empty, np.float32)
        table[self.parents, self.children] = values
        return table


def possible_steps(traits: dict[str, Trait], settings: LineageSettings) -> Pairs:
    """All ordered pairs of a small story; of a large one, for each state those that are most like it, both ways."""
    count = len(traits["stems"].size)
    if count <= settings.compare_all:
        wanted = ~np.eye(count, dtype=np.bool_)
    else:
        wanted = np.zeros((count, count), np.bool_)
        for kind in ("stems", "grams"):
            likeness = traits[kind].agreement()
            near = np.argpartition(-likeness, settings.near_states, axis=0)[: settings.near_states]
            wanted[near, np.arange(count)] = True
        np.fill_diagonal(wanted, False)
        wanted |= wanted.T
    children, parents = np.nonzero(wanted.T)
    return Pairs(count, parents.astype(np.int64), children.astype(np.int64))
