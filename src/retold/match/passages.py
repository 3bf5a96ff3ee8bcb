"""The passages that two articles share: runs of the same words, joined over small gaps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from retold.match.arrays import Flags, Hashes, Ints
from retold.match.index import Worded, shingles
from retold.model import Passage, Span
from retold.settings import MatchSettings

_MOST_REPEATS = 8
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Run:
    """``length`` equal words, from word ``a`` of one article and from word ``b`` of the other."""

    a: int
    b: int
    length: int


@dataclass(frozen=True, slots=True)
class Shared:
    """What two articles share word for word."""

    a: Worded
    b: Worded
    chains: tuple[tuple[Run, ...], ...]
    """Runs that follow each other closely in both articles, in the order of the first one."""

    @property
    def words(self) -> int:
        """How many words stand in both."""
        return sum(run.length for chain in self.chains for run in chain)

    @property
    def longest(self) -> int:
        """Most words that stand in both in one passage."""
        return max((sum(run.length for run in chain) for chain in self.chains), default=0)

    @property
    def share_a(self) -> float:
        """Share of the first article's words that stand in the second too."""
        return self.words / len(self.a.numbers) if self.chains else 0.0

    @property
    def share_b(self) -> float:
        """Share of the second article's words that stand in the first too."""
        return self.words / len(self.b.numbers) if self.chains else 0.0

    def only_at_the_end(self) -> bool:
        """True when every passage stands in the last third of both articles."""
        a_tail, b_tail = len(self.a.numbers) * 2 / 3, len(self.b.numbers) * 2 / 3
        return all(chain[0].a >= a_tail and chain[0].b >= b_tail for chain in self.chains)

    def beside_a(self) -> Flags:
        """For each word of the first article, whether it stands outside the passages."""
        return _outside(len(self.a.numbers), [(chain[0].a, chain[-1].a + chain[-1].length) for chain in self.chains])

    def beside_b(self) -> Flags:
        """For each word of the second article, whether it stands outside the passages."""
        return _outside(len(self.b.numbers), [(chain[0].b, chain[-1].b + chain[-1].length) for chain in self.chains])

    def passages(self) -> tuple[Passage, ...]:
        """The places of the passages in both texts."""
        return tuple(
            Passage(
                Span(int(self.a.starts[chain[0].a]), int(self.a.ends[chain[-1].a + chain[-1].length - 1])),
                Span(int(self.b.starts[chain[0].b]), int(self.b.ends[chain[-1].b + chain[-1].length - 1])),
            )
            for chain in self.chains
        )


def _outside(length: int, stretches: list[tuple[int, int]]) -> Flags:
    outside = np.ones(length, np.bool_)
    for start, end in stretches:
        outside[start:end] = False
    return outside


@dataclass(frozen=True, slots=True)
class Seeded:
    """An article with the short shingles that passages grow from, made once for all its pairs."""

    text: Worded
    shingles: Hashes
    order: Ints
    ordered: Hashes


def seed(text: Worded, size: int) -> Seeded:
    """An article ready to be searched for passages; ``size`` is the shortest run of equal words."""
    found = shingles(text.numbers, size)
    order = np.argsort(found, kind="stable")
    return Seeded(text, found, order, found[order])


def shared_passages(a: Seeded, b: Seeded, content: Flags, settings: MatchSettings) -> Shared:
    """The passages that two articles share; too short ones and mere function words are left out.

    ``content`` says of each word number whether it is about something in particular.
    """
    runs = _apart(_runs(a, b, settings.seed_words), len(a.text.numbers), len(b.text.numbers))
    flags = content[a.text.numbers]
    kept = [chain for chain in _chains(runs, settings.bridge_words) if _means_something(chain, flags, settings)]
    return Shared(a.text, b.text, tuple(kept))


def _runs(a: Seeded, b: Seeded, size: int) -> list[Run]:
    """All longest runs of at least ``size`` equal words: seeds on one diagonal that touch become one run."""
    at_a, at_b = _seeds(a, b)
    if not len(at_a):
        return []
    diagonals = at_b - at_a
    order = np.lexsort((at_a, diagonals))
    at_a, at_b, diagonals = at_a[order], at_b[order], diagonals[order]
    breaks = (diagonals[1:] != diagonals[:-1]) | (at_a[1:] - at_a[:-1] > size)
    begins = np.concatenate(([0], np.flatnonzero(breaks) + 1))
    ends = np.append(begins[1:], len(at_a)) - 1
    lengths = at_a[ends] - at_a[begins] + size
    return [
        Run(x, y, length)
        for x, y, length in zip(at_a[begins].tolist(), at_b[begins].tolist(), lengths.tolist(), strict=True)
    ]


def _seeds(a: Seeded, b: Seeded) -> tuple[Ints, Ints]:
    """Places of equal shingles in both; one that stands more than a few times in a text says nothing and is left."""
    first = np.searchsorted(b.ordered, a.shingles, "left")
    counts = np.searchsorted(b.ordered, a.shingles, "right") - first
    counts[counts > _MOST_REPEATS] = 0
    at_a = np.repeat(np.arange(len(counts)), counts)
    within = np.arange(len(at_a)) - np.repeat(np.cumsum(counts) - counts, counts)
    return at_a, b.order[np.repeat(first, counts) + within]


def _apart(runs: list[Run], a_length: int, b_length: int) -> list[Run]:
    """Runs without overlap on either side: the longest first, later ones trimmed to what is still free."""
    taken_a, taken_b = bytearray(a_length), bytearray(b_length)
    kept: list[Run] = []
    for run in sorted(runs, key=lambda one: (-one.length, one.a, one.b)):
        start, length = _longest_free(taken_a, taken_b, run)
        if length < _SHORTEST:
            continue
        kept.append(Run(run.a + start, run.b + start, length))
        taken_a[run.a + start : run.a + start + length] = b"\x01" * length
        taken_b[run.b + start : run.b + start + length] = b"\x01" * length
    return sorted(kept, key=lambda one: one.a)


def _longest_free(taken_a: bytearray, taken_b: bytearray, run: Run) -> tuple[int, int]:
    """Start inside the run and length of its longest stretch that is free on both sides; the first of equals."""
    in_a, in_b = taken_a[run.a : run.a + run.length], taken_b[run.b : run.b + run.length]
    if 1 not in in_a and 1 not in in_b:
        return 0, run.length
    best, start = (0, 0), 0
    for place in range(run.length + 1):
        if place == run.length or in_a[place] or in_b[place]:
            if place - start > best[1]:
                best = (start, place - start)
            start = place + 1
    return best


def _chains(runs: list[Run], bridge: int) -> list[tuple[Run, ...]]:
    """Runs that follow each other in both articles with at most ``bridge`` words between them, as one passage."""
    chains: list[list[Run]] = []
    for run in runs:
        last = chains[-1][-1] if chains else None
        if last and _gap(last.a, last.length, run.a, bridge) and _gap(last.b, last.length, run.b, bridge):
            chains[-1].append(run)
        else:
            chains.append([run])
    return [tuple(chain) for chain in chains]


def _gap(start: int, length: int, then: int, most: int) -> bool:
    return 0 <= then - (start + length) <= most


def _means_something(chain: tuple[Run, ...], content: Flags, settings: MatchSettings) -> bool:
    if sum(run.length for run in chain) < settings.passage_words:
        return False
    return sum(int(content[run.a : run.a + run.length].sum()) for run in chain) >= settings.passage_content_words
