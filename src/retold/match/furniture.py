"""Postings -> furniture: fingerprints that strangers share, so that page furniture ties no texts together.

A run of words that many texts hold is either a story that was copied often, or something that stands everywhere: a
disclaimer, a subscription offer, a statement that everyone prints. What tells them apart is whether the holders have
anything else in common. For each popular fingerprint a fixed sample of its holders is paired up and looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from retold.match.arrays import Flags, Hashes, Ints, Words, among_sorted, distinct, ranges, runs_of
from retold.match.postings import Postings
from retold.match.runs import reach
from retold.settings import ReuseSettings


@dataclass(frozen=True, slots=True)
class Furniture:
    """Fingerprints of what stands everywhere, in rising order, and how far each block goes on around them."""

    hashes: Hashes
    before: Ints
    """Words before the fingerprint that belong to the block too, as far as the nearest fingerprints may miss them."""
    after: Ints
    """The same behind it."""
    last: Ints
    """The highest lot in the sample that it was judged by; a holder with a higher one changes nothing."""

    def only(self, kept: Ints) -> Furniture:
        """Some of it, in its order."""
        return Furniture(self.hashes[kept], self.before[kept], self.after[kept], self.last[kept])

    def and_also(self, other: Furniture) -> Furniture:
        """This and other furniture, which has nothing in common with it."""
        hashes = np.concatenate((self.hashes, other.hashes))
        both = Furniture(
            hashes,
            np.concatenate((self.before, other.before)),
            np.concatenate((self.after, other.after)),
            np.concatenate((self.last, other.last)),
        )
        return both.only(np.argsort(hashes, kind="stable"))

    def rows(self) -> Hashes:
        """A number for each that says all of it: the free bits of the fingerprint hold how far its block goes."""
        found: Hashes = self.hashes | (self.before << 8 | self.after).astype(np.uint64)
        return found


@dataclass(frozen=True, slots=True)
class Pile:
    """What is known of all texts of a pile; text ``t`` has the words from ``firsts[t]`` up to ``firsts[t + 1]``."""

    words: Words
    firsts: Ints
    outlets: Ints
    """A number for each outlet; -1 where it is not known."""
    lots: Hashes
    """A number drawn from the id of each text: samples taken by it do not depend on the order of the input."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Pairs of holders of popular fingerprints, those of each group together."""

    group: Ints
    a: Ints
    """Place of the fingerprint in the one text."""
    b: Ints
    text_a: Ints
    text_b: Ints

    def pairs(self, count: int) -> Ints:
        """A number for the two texts of each pair: ``text * count + other text``."""
        found: Ints = self.text_a * count + self.text_b
        return found

    def of(self, groups: Flags) -> Sample:
        """The pairs of some groups, which are numbered anew."""
        part = self.only(np.flatnonzero(groups[self.group]))
        return Sample((np.cumsum(groups) - 1)[part.group], part.a, part.b, part.text_a, part.text_b)

    def only(self, kept: Ints) -> Sample:
        """Some of the pairs."""
        return Sample(self.group[kept], self.a[kept], self.b[kept], self.text_a[kept], self.text_b[kept])


_ANY = 1 << 32
"""Above every lot: where the sample has all holders, each new one changes it."""

Held = Callable[[Ints], Postings]
"""All fingerprints that some texts share among each other, or more."""


def find_furniture(postings: Postings, pile: Pile, held: Held, settings: ReuseSettings) -> Furniture:
    """Those of some fingerprints whose holders share little else; ``ReuseSettings`` says how many holders it takes."""
    popular, sample = sampled(postings, pile, settings)
    return _judged(postings.hashes[popular], pile, sample, held, settings)


def judge_again(
    then: Postings, now: Postings, moved: Flags, pile: Pile, held: Held, settings: ReuseSettings
) -> tuple[Furniture, Hashes]:
    """The furniture among fingerprints that may be judged otherwise now that texts ``moved``, and these fingerprints.

    ``then`` and ``now`` are the same fingerprints with their holders before and after. Asked about are those with a
    text that moved in the sample, and those with too few holders now.
    """
    popular, sample = sampled(now, pile, settings)
    otherwise = np.ones(len(now.hashes), np.bool_)
    otherwise[popular] = False
    for groups, pairs in ((popular, sample), sampled(then, pile, settings)):
        otherwise[groups[pairs.group[moved[pairs.text_a] | moved[pairs.text_b]]]] = True
    asked = otherwise[popular]
    found = _judged(now.hashes[popular[asked]], pile, sample.of(asked), held, settings)
    return found, now.hashes[otherwise]


def _judged(hashes: Hashes, pile: Pile, sample: Sample, held: Held, settings: ReuseSettings) -> Furniture:
    """Those of some popular fingerprints that are furniture, by a sample of their holders."""
    if not len(hashes):
        return no_furniture()
    count = len(pile.firsts)
    keys = sample.pairs(count)
    pairs = distinct(keys)
    texts = distinct(np.concatenate((pairs // count, pairs % count)))
    shared = shared_fingerprints(held(texts), pairs, count)[np.searchsorted(pairs, keys)]
    return judged(hashes, sample, shared, pile, settings)


def no_furniture() -> Furniture:
    """None at all."""
    nothing = np.empty(0, np.int64)
    return Furniture(np.empty(0, np.uint64), nothing, nothing, nothing)


def open_groups(sample: Sample, shared: Ints, pile: Pile, settings: ReuseSettings) -> Flags:
    """Which groups of a sample may be furniture, before words are looked at: not too many of their pairs are kin."""
    kin = _words_of(shared, settings) >= settings.kin_share * _shorter(sample, pile)
    met, strange = np.bincount(sample.group), np.bincount(sample.group, ~kin)
    found: Flags = strange >= settings.strangers * met
    return found


def judged(hashes: Hashes, sample: Sample, shared: Ints, pile: Pile, settings: ReuseSettings) -> Furniture:
    """Which popular fingerprints are furniture, by their sample and the fingerprints that each of its pairs shares."""
    strangers = _strangers(shared, pile, sample, settings)
    met, strange = np.bincount(sample.group), np.bincount(sample.group, strangers)
    lots = np.maximum(drawn(pile.lots, sample.text_a), drawn(pile.lots, sample.text_b))
    last = np.maximum.reduceat(lots, np.cumsum(met) - met)
    last[met < settings.sampled_pairs] = _ANY
    kept = strange >= settings.strangers * met
    before, after = _extents(pile, sample.of(kept), strangers[kept[sample.group]], settings)
    return Furniture(hashes[kept], before, after, last[kept])


def sampled(postings: Postings, pile: Pile, settings: ReuseSettings) -> tuple[Ints, Sample]:
    """The groups with enough holders, and the pairs of holders that are looked at, numbered by these groups."""
    popular = np.flatnonzero(postings.sizes >= settings.outlet_repeats)
    popular = popular[_popular(postings.only(popular), pile, settings)]
    return popular, _sample(postings.only(popular), pile.lots, settings.sampled_pairs)


def blocks(postings: Postings, furniture: Furniture, firsts: Ints, size: int) -> tuple[Flags, Ints]:
    """Which groups are furniture, and all words that belong to furniture, counted over the pile, in rising order.

    ``size`` is the number of words of a fingerprint.
    """
    known, start, end = blocks_around(postings, furniture, firsts, size)
    return known, covered(start, end)


def blocks_around(postings: Postings, furniture: Furniture, firsts: Ints, size: int) -> tuple[Flags, Ints, Ints]:
    """Which groups are furniture, and for each of their places the first word of its block and the end."""
    known = among_sorted(postings.hashes, furniture.hashes)
    groups = np.flatnonzero(known)
    at = np.searchsorted(furniture.hashes, postings.hashes[groups])
    held, sizes = postings.only(groups), postings.sizes[groups]
    start = held.places - np.repeat(furniture.before[at], sizes)
    end = held.places + size + np.repeat(furniture.after[at], sizes)
    return known, np.maximum(start, firsts[held.texts]), np.minimum(end, firsts[held.texts + 1])


def covered(start: Ints, end: Ints) -> Ints:
    """All whole numbers that at least one of the stretches ``[start, end)`` holds, in rising order."""
    if not len(start):
        return start
    order = np.argsort(start, kind="stable")
    start, reached = start[order], np.maximum.accumulate(end[order])
    new = np.ones(len(start), np.bool_)
    new[1:] = start[1:] > reached[:-1]
    heads = np.flatnonzero(new)
    return ranges(start[heads], reached[np.append(heads[1:], len(start)) - 1] - start[heads])


def _popular(postings: Postings, pile: Pile, settings: ReuseSettings) -> Flags:
    """Groups with enough holders, in one outlet or in all."""
    groups = np.repeat(np.arange(len(postings.hashes)), postings.sizes)
    outlets = pile.outlets[postings.texts]
    keys = (groups * (int(pile.outlets.max(initial=0)) + 2) + outlets)[outlets >= 0]
    keys.sort()
    bounds = runs_of(keys)
    often = keys[bounds[:-1][np.diff(bounds) >= settings.outlet_repeats]]
    found: Flags = postings.sizes >= settings.pile_repeats
    found[often // (int(pile.outlets.max(initial=0)) + 2)] = True
    return found


def drawn(lots: Hashes, texts: Ints) -> Ints:
    """The upper 32 bits of the lots of some texts."""
    found: Ints = (lots[texts] >> np.uint64(32)).astype(np.int64)
    return found


def _sample(postings: Postings, lots: Hashes, most: int) -> Sample:
    """Up to ``most`` pairs of neighbours among the holders with the lowest lots."""
    groups = np.repeat(np.arange(len(postings.hashes)), postings.sizes)
    lot = drawn(lots, postings.texts)
    low = lot < ((8 * most << 32) // np.maximum(postings.sizes, 1))[groups]
    enough = np.bincount(groups, low, minlength=len(postings.hashes)) > most
    some = np.flatnonzero(low | ~enough[groups])
    order = some[np.argsort(groups[some] << 32 | lot[some], kind="stable")]
    sizes = np.bincount(groups[order], minlength=len(postings.hashes))
    within = np.arange(len(order)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    first = np.flatnonzero((within < most) & (within < np.repeat(sizes, sizes) - 1))
    a, b = order[first], order[first + 1]
    return Sample(groups[a], postings.places[a], postings.places[b], postings.texts[a], postings.texts[b])


def _strangers(shared: Ints, pile: Pile, sample: Sample, settings: ReuseSettings) -> Flags:
    """Which pairs share little but the equal words around the fingerprint."""
    shorter, both = _shorter(sample, pile), _words_of(shared, settings)
    one, other = pile.outlets[sample.text_a], pile.outlets[sample.text_b]
    most = np.where((one == other) & (one >= 0), settings.house_share, settings.stranger_share)
    found = both < most * shorter  # so little that it is little of the rest, too
    doubtful = np.flatnonzero(~found & (both < settings.kin_share * shorter))
    before, after = _reach_around(pile, sample.only(doubtful), settings.block_words, settings.run_words)
    block, shorter = before + settings.run_words + after, shorter[doubtful]
    little = both[doubtful] - block < most[doubtful] * (shorter - block)
    found[doubtful] = little & (block < settings.kin_share * shorter)
    return found


def _shorter(sample: Sample, pile: Pile) -> Ints:
    """Words of the shorter text of each pair."""
    lengths = np.diff(pile.firsts)
    return np.minimum(lengths[sample.text_a], lengths[sample.text_b])


def _words_of(shared: Ints, settings: ReuseSettings) -> Ints:
    """Roughly the words that some fingerprints stand for."""
    return (shared * ((settings.window + 1) / 2)).astype(np.int64)


def shared_fingerprints(postings: Postings, pairs: Ints, count: int) -> Ints:
    """How many of some fingerprints stand in both texts of each pair; a pair is ``text * count + other text``."""
    wanted = np.zeros(count, np.bool_)
    wanted[pairs // count] = wanted[pairs % count] = True
    number = np.cumsum(wanted) - 1
    a, b = number[pairs // count], number[pairs % count]
    entries = np.flatnonzero(wanted[postings.texts])
    if not len(entries):
        return np.zeros(len(pairs), np.int64)
    groups = np.searchsorted(postings.bounds, entries, side="right") - 1
    fingerprints = np.sort(number[postings.texts[entries]] * len(postings.hashes) + groups)
    firsts = np.searchsorted(fingerprints, np.arange(number[-1] + 2) * len(postings.hashes))
    sizes = firsts[a + 1] - firsts[a]
    own = fingerprints[ranges(firsts[a], sizes)] % len(postings.hashes)
    asked = own + np.repeat(b, sizes) * len(postings.hashes)
    there = among_sorted(asked, fingerprints)
    return np.bincount(np.repeat(np.arange(len(pairs)), sizes), there, minlength=len(pairs)).astype(np.int64)


def _reach_around(pile: Pile, sample: Sample, most: int, size: int) -> tuple[Ints, Ints]:
    """How many words are equal before and behind the fingerprint in both texts, ``most`` at most."""
    firsts = pile.firsts
    a, b = sample.a + size, sample.b + size
    stops = np.minimum(firsts[sample.text_a + 1], a + most), np.minimum(firsts[sample.text_b + 1], b + most)
    after = reach(pile.words, (a, b), stops, 1)
    a, b = sample.a - 1, sample.b - 1
    stops = np.maximum(firsts[sample.text_a] - 1, a - most), np.maximum(firsts[sample.text_b] - 1, b - most)
    return reach(pile.words, (a, b), stops, -1), after


def _extents(pile: Pile, sample: Sample, strangers: Flags, settings: ReuseSettings) -> tuple[Ints, Ints]:
    """For each group, how far the equal words go on around it in three of four pairs of strangers."""
    groups = np.bincount(sample.group)
    begins = np.cumsum(groups) - groups
    odd = np.bincount(sample.group, strangers, minlength=len(groups)).astype(np.int64)
    found = []
    for extent in _reach_around(pile, sample, 2 * settings.window, settings.run_words):
        order = np.lexsort((extent, ~strangers, sample.group))
        found.append(extent[order[begins + np.minimum(odd, groups - 1) // 4]])
    return found[0], found[1]
