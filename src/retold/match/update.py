"""An index and what was added to and removed from it -> the pairs that change, as if all had been matched anew.

Whether a fingerprint is furniture depends on its holders, and a pair on the words of two texts and the furniture in
them. So it is enough to look again at the fingerprints of the texts that came or went, and to match again the texts
that came, those whose furniture changed, and those whose ties in a popular story changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from retold.match.arrays import Flags, Hashes, Ints, Stretches, among_sorted, distinct, ranges, stretches_of
from retold.match.candidates import Seeds, all_seeds, near_seeds, outside, seeds_with
from retold.match.chain import Pairs, Passages
from retold.match.corpus import Corpus, Facts
from retold.match.fingerprint import Marks, fingerprint_some, joined_marks
from retold.match.furniture import Furniture, Pile, blocks, drawn, judge_again
from retold.match.lookup import Shelf, among, look_up
from retold.match.postings import Postings, post, repeated, text_of
from retold.match.reuse import hide, pairs_through
from retold.settings import ReuseSettings


@dataclass(frozen=True, slots=True)
class Indexed:
    """All texts that an index ever took in, the new ones included; none of its arrays is changed."""

    corpus: Corpus
    facts: Facts
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


@dataclass(frozen=True, slots=True)
class _LookedUp:
    """Fingerprints that were looked up, and those of them that several places hold, with their holders."""

    asked: Hashes
    before: Postings
    after: Postings


def update(index: Indexed, came: Marks, settings: ReuseSettings) -> Update:
    """The pairs that change by the texts that came, which have these fingerprints, and by those that went."""
    corpus, firsts = index.corpus, index.corpus.firsts
    went = fingerprint_some(corpus.words, firsts, np.flatnonzero(index.before & ~index.after), settings)
    asked = _open_to_change(index, joined_marks((came, went)))
    holders = look_up(index.shelves, asked, firsts)
    found = _LookedUp(asked, among(holders, index.before), among(holders, index.after))
    furniture, changed = _furniture_now(index, found, settings)
    held = distinct(found.after.only(np.searchsorted(found.after.hashes, changed)).texts)
    others = _both(
        _hidden_otherwise(index, held, furniture, settings), _ties_changed(index, found, furniture, settings)
    )
    others = others[index.before[others] & index.after[others]]
    again = _both(np.flatnonzero(index.after & ~index.before), others)
    marks = joined_marks((came, fingerprint_some(corpus.words, firsts, others, settings)))
    inside = blocks(_one_by_one(marks, furniture.hashes, firsts), furniture, firsts, settings.run_words)[1]
    hidden = stretches_of(inside, firsts)
    spent = np.bincount(text_of(hidden.starts, firsts), hidden.ends - hidden.starts, minlength=len(firsts))
    own = np.diff(firsts)[again] - spent[again].astype(np.int64)
    pairs = _matched(index, (again, marks), (furniture, hidden), found, settings)
    return Update(again, pairs, own, hidden, furniture)


def _open_to_change(index: Indexed, marks: Marks) -> Hashes:
    """The fingerprints of texts that moved which may tie other texts now, or be judged otherwise, in rising order.

    Furniture stays furniture as long as nobody moved whose lot is in its sample.
    """
    known = index.furniture
    open_to_change = ~among_sorted(marks.hashes, known.hashes)
    judged = marks.only(np.flatnonzero(~open_to_change))
    lots = drawn(index.facts.lots, text_of(judged.places, index.corpus.firsts))
    open_to_change[~open_to_change] = lots <= known.last[np.searchsorted(known.hashes, judged.hashes)]
    return distinct(marks.hashes[open_to_change])


def _furniture_now(index: Indexed, found: _LookedUp, settings: ReuseSettings) -> tuple[Furniture, Hashes]:
    """All furniture as it is now, and the fingerprints of which this is another than before."""
    corpus, facts = index.corpus, index.facts
    pile = Pile(corpus.words, corpus.firsts, facts.outlets, facts.lots)
    moved = index.before != index.after
    judged = judge_again(found.before, found.after, moved, pile, lambda texts: _held(index, texts, settings), settings)
    return _replaced(index.furniture, *judged)


def _both(one: Ints, other: Ints) -> Ints:
    return distinct(np.concatenate((one, other)))


def _held(index: Indexed, texts: Ints, settings: ReuseSettings) -> Postings:
    """The fingerprints that some of these texts share, with their holders; places count among these texts alone."""
    firsts = index.corpus.firsts
    marks = fingerprint_some(index.corpus.words, firsts, texts, settings)
    own = np.concatenate(([0], np.cumsum(firsts[texts + 1] - firsts[texts])))
    counts = np.diff(np.searchsorted(marks.places, firsts[texts]), append=len(marks.places))
    found = post(Marks(marks.hashes, marks.places - np.repeat(firsts[texts] - own[:-1], counts)), own)
    return Postings(found.hashes, found.bounds, found.places, texts[found.texts])


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
    firsts, size = index.corpus.firsts, settings.run_words
    postings = _one_by_one(fingerprint_some(index.corpus.words, firsts, texts, settings), known, firsts)
    was, now = blocks(postings, index.furniture, firsts, size)[1], blocks(postings, furniture, firsts, size)[1]
    return distinct(text_of(np.setxor1d(was, now, assume_unique=True), firsts))


def _one_by_one(marks: Marks, known: Hashes, firsts: Ints) -> Postings:
    """Those fingerprints of some texts that are known (in rising order), each a group of its own."""
    kept = np.flatnonzero(among_sorted(marks.hashes, known))
    kept = kept[np.argsort(marks.hashes[kept], kind="stable")]
    hashes, places = marks.hashes[kept], marks.places[kept].astype(np.int64)
    holders = text_of(places, firsts)
    first = np.flatnonzero(~repeated(hashes, holders))
    return Postings(hashes[first], np.arange(len(first) + 1), places[first], holders[first])


def _ties_changed(index: Indexed, found: _LookedUp, furniture: Furniture, settings: ReuseSettings) -> Ints:
    """Texts with other ties than before in fingerprints that are popular now or were so."""
    large = np.flatnonzero(np.maximum(found.before.sizes, found.after.sizes) > settings.popular)
    ties = []
    for postings, known in ((found.before, index.furniture), (found.after, furniture)):
        held = postings.only(large[~among_sorted(postings.hashes[large], known.hashes)])
        many = held.sizes > settings.popular
        near = _near_seeds(index, held.only(np.flatnonzero(many)))
        every = all_seeds(held.only(np.flatnonzero(~many)))
        a, b = np.concatenate((near.a, every.a)), np.concatenate((near.b, every.b))
        ties.append(distinct(a << 32 | b))
    changed = np.setxor1d(ties[0], ties[1], assume_unique=True)
    return distinct(text_of(np.concatenate((changed >> 32, changed & 0xFFFFFFFF)), index.corpus.firsts))


def _near_seeds(index: Indexed, popular: Postings) -> Seeds:
    return near_seeds(popular, index.facts.order_of(distinct(popular.texts)))


def _matched(
    index: Indexed,
    again: tuple[Ints, Marks],
    now: tuple[Furniture, Stretches],
    found: _LookedUp,
    settings: ReuseSettings,
) -> Pairs:
    """All pairs of some texts, which have these fingerprints, with any other.

    ``now`` is the furniture, and its words in these texts.
    """
    (texts, marks), (furniture, hidden) = again, now
    firsts = index.corpus.firsts
    asked = np.zeros(len(firsts), np.bool_)
    asked[texts] = True
    seeds = _seeds(index, (asked, marks), furniture, found, settings)
    text_a, text_b = text_of(seeds.a, firsts), text_of(seeds.b, firsts)
    asked[text_a] = asked[text_b] = True
    met = np.flatnonzero(asked)
    asked[texts] = False
    others = index.hidden.within(np.flatnonzero(asked), firsts)
    part = index.corpus.only(met)
    shift = np.zeros(len(firsts), np.int64)
    shift[met] = firsts[met] - part.firsts[:-1]
    seeds = Seeds(seeds.a - shift[text_a], seeds.b - shift[text_b])
    starts, ends = np.concatenate((hidden.starts, others.starts)), np.concatenate((hidden.ends, others.ends))
    flags = hide(part, ranges(starts - shift[text_of(starts, firsts)], ends - starts))
    seeds = outside(seeds, flags, settings.run_words)
    return _moved(pairs_through(seeds, part, index.facts.order_of(met)[met], settings), met, shift[met])


def _seeds(
    index: Indexed, again: tuple[Flags, Marks], furniture: Furniture, found: _LookedUp, settings: ReuseSettings
) -> Seeds:
    """The seeds of some texts and any others, by all fingerprints that are no furniture."""
    asked, marks = again
    hashes = distinct(marks.hashes)
    hashes = hashes[~among_sorted(hashes, furniture.hashes)]
    rest = hashes[~among_sorted(hashes, found.asked)]
    seeds = []
    for postings in (
        found.after.only(np.flatnonzero(among_sorted(found.after.hashes, hashes))),
        among(look_up(index.shelves, rest, index.corpus.firsts), index.after),
    ):
        many = postings.sizes > settings.popular
        seeds.append(seeds_with(postings.only(np.flatnonzero(~many)), asked))
        seeds.append(_seeds_of(_near_seeds(index, postings.only(np.flatnonzero(many))), asked, index.corpus.firsts))
    return Seeds(np.concatenate([one.a for one in seeds]), np.concatenate([one.b for one in seeds]))


def _seeds_of(seeds: Seeds, asked: Flags, firsts: Ints) -> Seeds:
    """Those with a text that is asked about."""
    kept = np.flatnonzero(asked[text_of(seeds.a, firsts)] | asked[text_of(seeds.b, firsts)])
    return Seeds(seeds.a[kept], seeds.b[kept])


def _moved(pairs: Pairs, texts: Ints, shift: Ints) -> Pairs:
    """Pairs among some texts with the numbers that texts and words have in the whole pile."""
    sizes = np.diff(pairs.bounds)
    by_a, by_b = np.repeat(shift[pairs.text_a], sizes), np.repeat(shift[pairs.text_b], sizes)
    old = pairs.passages
    passages = Passages(old.a + by_a, old.end_a + by_a, old.b + by_b, old.end_b + by_b, old.words)
    return Pairs(texts[pairs.text_a], texts[pairs.text_b], pairs.words_a, pairs.words_b, pairs.bounds, passages)
