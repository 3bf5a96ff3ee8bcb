"""An index and what was added to and removed from it -> the pairs that change, as if all had been matched anew.

Whether a fingerprint is furniture depends on its holders, and a pair on the words of two texts and the furniture in
them. So it is enough to look again at the fingerprints of the texts that came or went, and to match again the texts
that came, those whose furniture changed, and those whose ties in a popular story changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from retold.match.arrays import Flags, Hashes, Ints, distinct
from retold.match.candidates import Seeds, all_seeds, near_seeds, outside
from retold.match.chain import Pairs, Passages
from retold.match.corpus import About, Corpus
from retold.match.fingerprint import fingerprint_some
from retold.match.furniture import Furniture, Pile, Sample, blocks, judged, sampled
from retold.match.lookup import Shelf, among, look_up
from retold.match.postings import Postings, post, repeated, text_of
from retold.match.reuse import hide, pairs_through
from retold.settings import ReuseSettings

_MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0xBF58476D1CE4E5B9], np.uint64)


@dataclass(frozen=True, slots=True)
class Indexed:
    """All texts that an index ever took in, the new ones included; none of its arrays is changed."""

    corpus: Corpus
    about: About
    shelves: Sequence[Shelf]
    before: Flags
    """Which texts were there before."""
    after: Flags
    """Which are there now."""
    furniture: Furniture
    """As it was before."""


@dataclass(frozen=True, slots=True)
class Update:
    """What changes."""

    texts: Ints
    """Texts all of whose pairs were matched again, in rising order; those that went are not among them."""
    pairs: Pairs
    """The pairs of these texts as they are now."""
    own: Ints
    """Words of each of these texts outside furniture."""
    furniture: Furniture
    """All of it as it is now."""


def update(index: Indexed, settings: ReuseSettings) -> Update:
    """The pairs that change by the texts that came and went."""
    corpus, firsts = index.corpus, index.corpus.firsts
    moved = np.flatnonzero(index.before != index.after)
    hashes = distinct(fingerprint_some(corpus.words, firsts, moved, settings).hashes)
    holders = look_up(index.shelves, hashes, firsts)
    before, after = among(holders, index.before), among(holders, index.after)
    furniture, changed = _furniture_now(index, before, after, settings)
    held = distinct(after.only(np.searchsorted(hashes, changed)).texts)
    again = np.union1d(moved[index.after[moved]], _hidden_otherwise(index, held, furniture, settings))
    ties = _changed_ties((before, index.furniture), (after, furniture), index.about.order, settings.popular)
    again = np.union1d(again, text_of(ties, firsts))
    pairs, own = _matched(index, again, furniture, settings)
    return Update(again, pairs, own, furniture)


def _furniture_now(
    index: Indexed, before: Postings, after: Postings, settings: ReuseSettings
) -> tuple[Furniture, Hashes]:
    """All furniture as it is now, and the fingerprints of which this is another than before.

    Only those whose sample of holders is another are judged again.
    """
    corpus = index.corpus
    pile = Pile(corpus.words, corpus.firsts, index.about.outlets, index.about.lots)
    (old_groups, old), (groups, new) = sampled(before, pile, settings), sampled(after, pile, settings)
    same = groups[np.isin(groups, old_groups) & ~_differs(old_groups, old, groups, new)]
    asked = np.flatnonzero(~np.isin(groups, same))
    number = np.full(len(groups), -1, np.int64)
    number[asked] = np.arange(len(asked))
    part = new.only(np.flatnonzero(number[new.group] >= 0))
    part = replace(part, group=number[part.group])
    found = judged(after.hashes[groups[asked]], part, pile, lambda texts: _held(index, texts, settings), settings)
    return _replaced(index.furniture, found, np.setdiff1d(after.hashes, after.hashes[same], assume_unique=True))


def _differs(old_groups: Ints, old: Sample, groups: Ints, new: Sample) -> Flags:
    """Which of the new groups have another sample than the old group of the same number."""
    was, now = _numbers(old_groups[old.group], old), _numbers(groups[new.group], new)
    odd = old_groups[old.group[~np.isin(was, now)]], groups[new.group[~np.isin(now, was)]]
    found: Flags = np.isin(groups, np.concatenate(odd))
    return found


def _numbers(groups: Ints, sample: Sample) -> Hashes:
    """A number for each pair of a sample that says which it is."""
    mixed = groups.astype(np.uint64) * _MIX[0] ^ sample.a.astype(np.uint64) * _MIX[1]
    mixed = (mixed ^ (mixed >> np.uint64(31))) * _MIX[2]
    found: Hashes = (mixed ^ sample.b.astype(np.uint64)) * _MIX[0]
    return found


def _held(index: Indexed, texts: Ints, settings: ReuseSettings) -> Postings:
    marks = fingerprint_some(index.corpus.words, index.corpus.firsts, texts, settings)
    return post(marks.hashes, marks.places, index.corpus.firsts)


def _replaced(old: Furniture, found: Furniture, asked: Hashes) -> tuple[Furniture, Hashes]:
    """The old table with what was found in the place of the fingerprints asked about, and those that differ."""
    inside = np.isin(old.hashes, asked)
    was, kept = old.only(np.flatnonzero(inside)), old.only(np.flatnonzero(~inside))
    rows_was, rows_is = was.rows(), found.rows()
    same = np.intersect1d(rows_was, rows_is)
    changed = np.union1d(was.hashes[~np.isin(rows_was, same)], found.hashes[~np.isin(rows_is, same)])
    return kept.and_also(found), changed


def _hidden_otherwise(index: Indexed, texts: Ints, furniture: Furniture, settings: ReuseSettings) -> Ints:
    """Those of some texts of which other words are furniture now than before."""
    known = np.union1d(index.furniture.hashes, furniture.hashes)
    postings = _one_by_one(index, texts, known, settings)
    firsts, size = index.corpus.firsts, settings.run_words
    was, now = blocks(postings, index.furniture, firsts, size)[1], blocks(postings, furniture, firsts, size)[1]
    return distinct(text_of(np.setxor1d(was, now, assume_unique=True), firsts))


def _one_by_one(index: Indexed, texts: Ints, known: Hashes, settings: ReuseSettings) -> Postings:
    """Those fingerprints of some texts that are known (in rising order), each a group of its own."""
    marks = fingerprint_some(index.corpus.words, index.corpus.firsts, texts, settings)
    at = np.minimum(np.searchsorted(known, marks.hashes), max(0, len(known) - 1))
    kept = np.flatnonzero(known[at] == marks.hashes) if len(known) else np.empty(0, np.int64)
    kept = kept[np.argsort(at[kept], kind="stable")]
    hashes, places = marks.hashes[kept], marks.places[kept].astype(np.int64)
    holders = text_of(places, index.corpus.firsts)
    first = np.flatnonzero(~repeated(hashes, holders))
    return Postings(hashes[first], np.arange(len(first) + 1), places[first], holders[first])


def _changed_ties(
    before: tuple[Postings, Furniture], after: tuple[Postings, Furniture], order: Ints, popular: int
) -> Ints:
    """Places whose ties changed in fingerprints that are popular now or were so."""
    large = np.flatnonzero(np.maximum(before[0].sizes, after[0].sizes) > popular)
    ties = []
    for postings, furniture in (before, after):
        held = postings.only(large[~np.isin(postings.hashes[large], furniture.hashes)])
        many = held.sizes > popular
        near = near_seeds(held.only(np.flatnonzero(many)), order)
        every = all_seeds(held.only(np.flatnonzero(~many)))
        a, b = np.concatenate((near.a, every.a)), np.concatenate((near.b, every.b))
        ties.append(distinct(a << 32 | b))
    changed = np.setxor1d(ties[0], ties[1], assume_unique=True)
    return distinct(np.concatenate((changed >> 32, changed & 0xFFFFFFFF)))


def _matched(index: Indexed, texts: Ints, furniture: Furniture, settings: ReuseSettings) -> tuple[Pairs, Ints]:
    """All pairs of some texts with any other, and their words outside furniture."""
    firsts = index.corpus.firsts
    hashes = distinct(fingerprint_some(index.corpus.words, firsts, texts, settings).hashes)
    hashes = np.setdiff1d(hashes, furniture.hashes, assume_unique=True)
    postings = among(look_up(index.shelves, hashes, firsts), index.after)
    held = postings.only(np.flatnonzero(postings.sizes > 1))
    asked = np.zeros(len(firsts), np.bool_)
    asked[texts] = True
    many = held.sizes > settings.popular
    small, near = (
        all_seeds(held.only(np.flatnonzero(~many))),
        near_seeds(held.only(np.flatnonzero(many)), index.about.order),
    )
    a, b = np.concatenate((small.a, near.a)), np.concatenate((small.b, near.b))
    text_a, text_b = text_of(a, firsts), text_of(b, firsts)
    kept = asked[text_a] | asked[text_b]
    a, b, text_a, text_b = a[kept], b[kept], text_a[kept], text_b[kept]
    asked[text_a] = asked[text_b] = True
    met = np.flatnonzero(asked)
    hidden = blocks(_one_by_one(index, met, furniture.hashes, settings), furniture, firsts, settings.run_words)[1]
    own = np.diff(firsts)[texts] - np.bincount(text_of(hidden, firsts), minlength=len(firsts))[texts]
    part = index.corpus.only(met)
    shift = firsts[met] - part.firsts[:-1]
    seeds = Seeds(a - shift[np.searchsorted(met, text_a)], b - shift[np.searchsorted(met, text_b)])
    flags = hide(part, hidden - shift[np.searchsorted(met, text_of(hidden, firsts))])
    seeds = outside(seeds, flags, settings.run_words)
    return _moved(pairs_through(seeds, part, index.about.order[met], settings), met, shift), own


def _moved(pairs: Pairs, texts: Ints, shift: Ints) -> Pairs:
    """Pairs among some texts with the numbers that texts and words have in the whole pile."""
    sizes = np.diff(pairs.bounds)
    by_a, by_b = np.repeat(shift[pairs.text_a], sizes), np.repeat(shift[pairs.text_b], sizes)
    old = pairs.passages
    passages = Passages(old.a + by_a, old.end_a + by_a, old.b + by_b, old.end_b + by_b, old.words)
    return Pairs(texts[pairs.text_a], texts[pairs.text_b], pairs.words_a, pairs.words_b, pairs.bounds, passages)
