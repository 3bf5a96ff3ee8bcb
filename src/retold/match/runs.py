"""Seeds -> runs: the longest stretches of equal words through each seed, to the word."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from retold.match.arrays import Flags, Ints, Words
from retold.match.candidates import Seeds
from retold.match.postings import text_of

_SINGLY = 8
"""Words compared one at a time, as most places part within a few; those left are compared ``_STRETCH`` at a time."""
_STRETCH = 32


@dataclass(frozen=True, slots=True)
class Runs:
    """Equal words in two texts, ``a`` the earlier one in time.

    They stand in the order of the second text, then of the place in the first, so that all of one pair are neighbours.
    """

    a: Ints
    """First word in the first text, counted over the pile."""
    b: Ints
    length: Ints
    text_a: Ints
    text_b: Ints

    def only(self, kept: Flags | Ints) -> Runs:
        """Some of the runs, in their order."""
        return Runs(self.a[kept], self.b[kept], self.length[kept], self.text_a[kept], self.text_b[kept])

    def sorted(self, bits: int) -> Runs:
        """The same in their order; ``bits`` are enough for the number of any word."""
        keys = (self.text_b.astype(np.uint64) << np.uint64(bits)) | self.a.astype(np.uint64)
        return self.only(np.argsort(keys, kind="stable"))


def joined_runs(one: Runs, other: Runs) -> Runs:
    """The runs of both, without order."""
    return Runs(
        np.concatenate((one.a, other.a)),
        np.concatenate((one.b, other.b)),
        np.concatenate((one.length, other.length)),
        np.concatenate((one.text_a, other.text_a)),
        np.concatenate((one.text_b, other.text_b)),
    )


def runs_from(seeds: Seeds, pile: tuple[Words, Ints], order: Ints, size: int) -> Runs:
    """Runs of equal words through seeds of ``size`` words; each stands once however many seeds it has.

    ``pile`` are the hashes of all words and the first word of each text, the number of words at the end; ``order`` is
    the rank of each text in time.
    """
    words, firsts = pile
    bits = int(firsts[-1]).bit_length()
    keys = ((seeds.b - seeds.a).astype(np.uint64) << np.uint64(bits)) | seeds.a.astype(np.uint64)
    keys.sort()
    a = (keys & np.uint64((1 << bits) - 1)).astype(np.int64)
    b = a + (keys >> np.uint64(bits)).astype(np.int64)
    a, b, length = _merged(a, b, np.full(len(a), size), a[1:] - a[:-1] < size)
    text_a, text_b = text_of(a, firsts), text_of(b, firsts)
    length += _up_to_next(words, (a, b, length), (firsts[text_a + 1], firsts[text_b + 1]))
    touching = (a[1:] == (a + length)[:-1]) & (text_a[1:] == text_a[:-1]) & (text_b[1:] == text_b[:-1])
    a, b, length = _merged(a, b, length, touching)
    text_a, text_b = text_of(a, firsts), text_of(b, firsts)
    back = reach(words, (a - 1, b - 1), (firsts[text_a] - 1, firsts[text_b] - 1), -1)
    a, b, length = a - back, b - back, length + back
    turned = order[text_a] > order[text_b]
    return Runs(
        np.where(turned, b, a),
        np.where(turned, a, b),
        length,
        np.where(turned, text_b, text_a),
        np.where(turned, text_a, text_b),
    ).sorted(bits)


def _merged(a: Ints, b: Ints, length: Ints, near: Flags) -> tuple[Ints, Ints, Ints]:
    """Neighbours in the same relation of their places made one where ``near`` says so of each and the next."""
    apart = np.ones(len(a), np.bool_)
    apart[1:] = ((b - a)[1:] != (b - a)[:-1]) | ~near
    heads = np.flatnonzero(apart)
    tails = np.append(heads[1:], len(a)) - 1 if len(heads) else heads
    return a[heads], b[heads], a[tails] + length[tails] - a[heads]


def _up_to_next(words: Words, runs: tuple[Ints, Ints, Ints], stops: tuple[Ints, Ints]) -> Ints:
    """How far each run goes on, up to where the next in the same relation begins."""
    a, b, length = runs
    stop_a = stops[0].copy()
    follows = np.flatnonzero((b - a)[1:] == (b - a)[:-1])
    stop_a[follows] = np.minimum(stop_a[follows], a[follows + 1])
    return reach(words, (a + length, b + length), (stop_a, stops[1]), 1)


def reach(words: Words, places: tuple[Ints, Ints], stops: tuple[Ints, Ints], step: int) -> Ints:
    """How many words are equal from two places on, forwards (``step`` 1) or backwards (-1), up to where to stop."""
    a, b = places
    room = np.minimum(np.abs(stops[0] - a), np.abs(stops[1] - b))
    found = np.zeros(len(a), np.int64)
    alive = np.flatnonzero(room > 0)
    a, b, room = a[alive], b[alive], room[alive]
    count = 0
    while len(alive):
        if count == _SINGLY:
            found[alive] += _reach_by_stretches(words, (a, b), room - count, step)
            break
        equal = words[a] == words[b]
        if not equal.all():
            alive, a, b, room = alive[equal], a[equal], b[equal], room[equal]
        count += 1
        found[alive] = count
        a, b = a + step, b + step
        on = room > count
        if not on.all():
            alive, a, b, room = alive[on], a[on], b[on], room[on]
    return found


def _reach_by_stretches(words: Words, places: tuple[Ints, Ints], room: Ints, step: int) -> Ints:
    """The same for places that have gone far already: few are left, and many words of each are compared in a pass."""
    a, b = places
    found = np.zeros(len(a), np.int64)
    alive = np.arange(len(a))
    last = len(words) - 1
    ahead = np.arange(_STRETCH)
    while len(alive):
        one = np.clip(a[:, None] + step * ahead, 0, last)
        other = np.clip(b[:, None] + step * ahead, 0, last)
        unequal = (words[one] != words[other]) | (ahead >= room[:, None])
        whole = ~unequal.any(1)
        found[alive] += np.where(whole, _STRETCH, unequal.argmax(1))
        alive, room = alive[whole], room[whole] - _STRETCH
        a, b = a[whole] + step * _STRETCH, b[whole] + step * _STRETCH
    return found
