"""An index and what was added to and removed from it -> the pairs that change, as if all had been matched anew.

Whether a fingerprint is furniture depends on its holders, and a pair on the words of two texts and the furniture in
them. So it is enough to look again at the fingerprints of the texts that came or went, and to match again the texts
that came, those whose furniture changed, and those whose ties in a popular story changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from retold.match.arrays import Flags, Hashes, Ints, Stretches, among_sorted, distinct, stretches_of
from retold.match.candidates import Seeds, all_seeds, near_seeds, outside
from retold.match.chain import Pairs, Passages
from retold.match.corpus import About, Corpus
from retold.match.fingerprint import Marks, fingerprint_some
from retold.match.furniture import Furniture, Pile, blocks, drawn, find_furniture, judged_otherwise
from retold.match.lookup import Shelf, among, look_up
from retold.match.postings import Postings, post, repeated, text_of
from retold.match.reuse import hide, pairs_through
from retold.settings import ReuseSettings


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
    hidden: Stretches
    """The words of furniture before."""


@dataclass(frozen=True, slots=True)
class Update:
    """What changes."""

    texts: Ints
    """Texts all of whose pairs were matched again, in rising order; those that went are not among them."""
    pairs: Pairs
    """The pairs of these texts as they are now."""
    own: Ints
    """Words of each of these texts outside furniture."""
    hidden: Stretches
    """Words of these texts inside furniture."""
    furniture: Furniture
    """All of it as it is now."""


def update(index: Indexed, settings: ReuseSettings) -> Update:
    """The pairs that change by the texts that came and went."""
    corpus, firsts = index.corpus, index.corpus.firsts
    moved = np.flatnonzero(index.before != index.after)
    marks = fingerprint_some(corpus.words, firsts, moved, settings)
    holders = look_up(index.shelves, _open_to_change(index, marks), firsts)
    before, after = among(holders, index.before), among(holders, index.after)
    furniture, changed = _furniture_now(index, before, after, settings)
    held = distinct(after.only(np.searchsorted(after.hashes, changed)).texts)
    again = _both(moved[index.after[moved]], _hidden_otherwise(index, held, furniture, settings))
    ties = _changed_ties((before, index.furniture), (after, furniture), index.about.order, settings.popular)
    again = _both(again, text_of(ties, firsts))
    inside = _hidden(index, again, furniture, settings)
    hidden = stretches_of(inside, firsts)
    own = np.diff(firsts)[again] - np.bincount(text_of(inside, firsts), minlength=len(firsts))[again]
    pairs = _matched(index, again, (furniture, hidden), after, settings)
    return Update(again, pairs, own, hidden, furniture)


def _open_to_change(index: Indexed, marks: Marks) -> Hashes:
    """The fingerprints of texts that moved which may tie other texts now, or be judged otherwise, in rising order.

    Furniture stays furniture as long as nobody moved whose lot is in its sample.
    """
    lots = drawn(index.about.lots, text_of(marks.places, index.corpus.firsts))
    known = index.furniture
    at = np.minimum(np.searchsorted(known.hashes, marks.hashes), max(0, len(known.hashes) - 1))
    if not len(known.hashes):
        return distinct(marks.hashes)
    return distinct(marks.hashes[(known.hashes[at] != marks.hashes) | (lots <= known.last[at])])


def _furniture_now(
    index: Indexed, before: Postings, after: Postings, settings: ReuseSettings
) -> tuple[Furniture, Hashes]:
    """All furniture as it is now, and the fingerprints of which this is another than before."""
    corpus = index.corpus
    pile = Pile(corpus.words, corpus.firsts, index.about.outlets, index.about.lots)
    asked = np.flatnonzero(judged_otherwise(before, after, index.before != index.after, pile, settings))
    some = after.only(asked)
    found = find_furniture(some, pile, lambda texts: _held(index, texts, settings), settings)
    return _replaced(index.furniture, found, some.hashes)


def _both(one: Ints, other: Ints) -> Ints:
    return distinct(np.concatenate((one, other)))


def _held(index: Indexed, texts: Ints, settings: ReuseSettings) -> Postings:
    marks = fingerprint_some(index.corpus.words, index.corpus.firsts, texts, settings)
    return post(marks, index.corpus.firsts)


def _replaced(old: Furniture, found: Furniture, asked: Hashes) -> tuple[Furniture, Hashes]:
    """The old table with what was found in the place of the fingerprints asked about, and those that differ."""
    inside = among_sorted(old.hashes, asked)
    was, kept = old.only(np.flatnonzero(inside)), old.only(np.flatnonzero(~inside))
    rows_was, rows_is = was.rows(), found.rows()
    gone, new = was.hashes[~among_sorted(rows_was, rows_is)], found.hashes[~among_sorted(rows_is, rows_was)]
    changed = distinct(np.concatenate((gone, new)))
    return kept.and_also(found), changed


def _hidden_otherwise(index: Indexed, texts: Ints, furniture: Furniture, settings: ReuseSettings) -> Ints:
    """Those of some texts of which other words are furniture now than before."""
    known = distinct(np.concatenate((index.furniture.hashes, furniture.hashes)))
    postings = _one_by_one(index, texts, known, settings)
    firsts, size = index.corpus.firsts, settings.run_words
    was, now = blocks(postings, index.furniture, firsts, size)[1], blocks(postings, furniture, firsts, size)[1]
    return distinct(text_of(np.setxor1d(was, now, assume_unique=True), firsts))


def _hidden(index: Indexed, texts: Ints, furniture: Furniture, settings: ReuseSettings) -> Ints:
    """The words of some texts that are furniture."""
    postings = _one_by_one(index, texts, furniture.hashes, settings)
    return blocks(postings, furniture, index.corpus.firsts, settings.run_words)[1]


def _one_by_one(index: Indexed, texts: Ints, known: Hashes, settings: ReuseSettings) -> Postings:
    """Those fingerprints of some texts that are known (in rising order), each a group of its own."""
    marks = fingerprint_some(index.corpus.words, index.corpus.firsts, texts, settings)
    kept = np.flatnonzero(among_sorted(marks.hashes, known))
    kept = kept[np.argsort(marks.hashes[kept], kind="stable")]
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
        held = postings.only(large[~among_sorted(postings.hashes[large], furniture.hashes)])
        many = held.sizes > popular
        near = near_seeds(held.only(np.flatnonzero(many)), order)
        every = all_seeds(held.only(np.flatnonzero(~many)))
        a, b = np.concatenate((near.a, every.a)), np.concatenate((near.b, every.b))
        ties.append(distinct(a << 32 | b))
    changed = np.setxor1d(ties[0], ties[1], assume_unique=True)
    return distinct(np.concatenate((changed >> 32, changed & 0xFFFFFFFF)))


def _matched(
    index: Indexed, texts: Ints, now: tuple[Furniture, Stretches], looked_up: Postings, settings: ReuseSettings
) -> Pairs:
    """All pairs of some texts with any other; ``now`` is the furniture, and its words in these texts.

    ``looked_up`` are fingerprints that need not be looked up again.
    """
    furniture, hidden = now
    firsts = index.corpus.firsts
    seeds = _seeds(index, texts, furniture, looked_up, settings)
    text_a, text_b = text_of(seeds.a, firsts), text_of(seeds.b, firsts)
    asked = np.zeros(len(firsts), np.bool_)
    asked[texts] = True
    kept = np.flatnonzero(asked[text_a] | asked[text_b])
    a, b, text_a, text_b = seeds.a[kept], seeds.b[kept], text_a[kept], text_b[kept]
    asked[text_a] = asked[text_b] = True
    met = np.flatnonzero(asked)
    inside = np.union1d(
        hidden.words(), index.hidden.within(np.setdiff1d(met, texts, assume_unique=True), firsts).words()
    )
    part = index.corpus.only(met)
    shift = firsts[met] - part.firsts[:-1]
    seeds = Seeds(a - shift[np.searchsorted(met, text_a)], b - shift[np.searchsorted(met, text_b)])
    flags = hide(part, inside - shift[np.searchsorted(met, text_of(inside, firsts))])
    seeds = outside(seeds, flags, settings.run_words)
    return _moved(pairs_through(seeds, part, index.about.order[met], settings), met, shift)


def _seeds(index: Indexed, texts: Ints, furniture: Furniture, looked_up: Postings, settings: ReuseSettings) -> Seeds:
    """The seeds of all fingerprints that some texts hold and that are no furniture."""
    corpus = index.corpus
    hashes = distinct(fingerprint_some(corpus.words, corpus.firsts, texts, settings).hashes)
    hashes = hashes[~among_sorted(hashes, furniture.hashes)]
    known = among_sorted(looked_up.hashes, hashes)
    rest = hashes[~among_sorted(hashes, looked_up.hashes)]
    found = [Seeds(np.empty(0, np.int64), np.empty(0, np.int64))]
    for postings in (
        looked_up.only(np.flatnonzero(known)),
        among(look_up(index.shelves, rest, corpus.firsts), index.after),
    ):
        many = postings.sizes > settings.popular
        found.append(all_seeds(postings.only(np.flatnonzero(~many & (postings.sizes > 1)))))
        found.append(near_seeds(postings.only(np.flatnonzero(many)), index.about.order))
    return Seeds(np.concatenate([one.a for one in found]), np.concatenate([one.b for one in found]))


def _moved(pairs: Pairs, texts: Ints, shift: Ints) -> Pairs:
    """Pairs among some texts with the numbers that texts and words have in the whole pile."""
    sizes = np.diff(pairs.bounds)
    by_a, by_b = np.repeat(shift[pairs.text_a], sizes), np.repeat(shift[pairs.text_b], sizes)
    old = pairs.passages
    passages = Passages(old.a + by_a, old.end_a + by_a, old.b + by_b, old.end_b + by_b, old.words)
    return Pairs(texts[pairs.text_a], texts[pairs.text_b], pairs.words_a, pairs.words_b, pairs.bounds, passages)
