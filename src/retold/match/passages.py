"""The passages that two articles share: runs of the same words, joined over small gaps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from retold.match.index import Flags, Hashes, Ints, Worded, shingles
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


def shared_passages(a: Worded, b: Worded, content: Flags, settings: MatchSettings) -> Shared:
    """The passages that two articles share; too short ones and mere function words are left out.

    ``content`` says of each word number whether it is about something in particular.
    """
    runs = _apart(_runs(a.numbers, b.numbers, settings.seed_words), len(a.numbers), len(b.numbers))
    kept = [
        chain for chain in _chains(runs, settings.bridge_words) if _means_something(chain, content[a.numbers], settings)
    ]
    return Shared(a, b, tuple(kept))


def _runs(a: Ints, b: Ints, size: int) -> list[Run]:
    """All longest runs of at least ``size`` equal words: seeds on one diagonal that touch become one run."""
    at_a, at_b = _seeds(shingles(a, size), shingles(b, size))
    if not len(at_a):
        return []
    order = np.lexsort((at_a, at_b - at_a))
    at_a, at_b = at_a[order], at_b[order]
    same = (np.diff(at_b - at_a) == 0) & (np.diff(at_a) <= size)
    begins = np.flatnonzero(np.r_[True, ~same])
    ends = np.r_[begins[1:], len(at_a)] - 1
    lengths = at_a[ends] - at_a[begins] + size
    return [Run(int(x), int(y), int(length)) for x, y, length in zip(at_a[begins], at_b[begins], lengths, strict=True)]


def _seeds(a: Hashes, b: Hashes) -> tuple[Ints, Ints]:
    """Places of equal shingles in both; one that stands more than a few times in a text says nothing and is left."""
    order = np.argsort(b, kind="stable")
    ordered = b[order]
    first = np.searchsorted(ordered, a, "left")
    counts = np.searchsorted(ordered, a, "right") - first
    counts[counts > _MOST_REPEATS] = 0
    at_a = np.repeat(np.arange(len(a)), counts)
    within = np.arange(len(at_a)) - np.repeat(np.cumsum(counts) - counts, counts)
    return at_a, order[np.repeat(first, counts) + within]


def _apart(runs: list[Run], a_length: int, b_length: int) -> list[Run]:
    """Runs without overlap on either side: the longest first, later ones trimmed to what is still free."""
    free_a, free_b = np.ones(a_length, np.bool_), np.ones(b_length, np.bool_)
    kept: list[Run] = []
    for run in sorted(runs, key=lambda one: (-one.length, one.a, one.b)):
        free = free_a[run.a : run.a + run.length] & free_b[run.b : run.b + run.length]
        start, length = _longest_stretch(free)
        if length < _SHORTEST:
            continue
        kept.append(Run(run.a + start, run.b + start, length))
        free_a[run.a + start : run.a + start + length] = False
        free_b[run.b + start : run.b + start + length] = False
    return sorted(kept, key=lambda one: one.a)


def _longest_stretch(free: Flags) -> tuple[int, int]:
    """Start and length of the longest run of True; the first of equals."""
    if free.all():
        return 0, len(free)
    edges = np.flatnonzero(np.diff(np.r_[False, free, False]))
    starts, ends = edges[::2], edges[1::2]
    if not len(starts):
        return 0, 0
    best = int(np.argmax(ends - starts))
    return int(starts[best]), int(ends[best] - starts[best])


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
