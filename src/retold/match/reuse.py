"""The stages of matching put together: from a corpus to all pairs of texts that share passages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retold.match.arrays import Flags, Ints
from retold.match.candidates import Seeds, near_seeds, outside, seeds_into
from retold.match.chain import Pairs, Passages, pairs_from
from retold.match.closer import with_short_runs
from retold.match.corpus import About, Corpus
from retold.match.furniture import Furniture, Pile, blocks, find_furniture
from retold.match.gaps import islands
from retold.match.postings import Postings, text_of
from retold.match.runs import runs_from
from retold.settings import ReuseSettings

_NOWHERE = np.uint32(0x9E3779B1)


@dataclass(frozen=True, slots=True)
class Reuse:
    """All pairs of texts that share passages, and the furniture that was left aside."""

    pairs: Pairs
    """Text ``a`` is the earlier one."""
    own: Ints
    """Words of each text outside furniture; shares are counted of these."""
    furniture: Furniture

    def shares(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """For each pair the share of either text's own words that stand in the other too, 0 to 1."""
        pairs = self.pairs
        a, b = self.own[pairs.text_a], self.own[pairs.text_b]
        return np.minimum(1.0, pairs.words_a / np.maximum(a, 1)), np.minimum(1.0, pairs.words_b / np.maximum(b, 1))


@dataclass(frozen=True, slots=True)
class Seeding:
    """What the pairs of a pile grow from; the words of furniture are spent."""

    small: Postings
    """Fingerprints of which all holders are paired."""
    near: Seeds
    """Seeds of the others."""
    hidden: Flags
    """Words that take no part."""
    own: Ints
    furniture: Furniture


def find_reuse(corpus: Corpus, postings: Postings, about: About, settings: ReuseSettings) -> Reuse:
    """Every pair of texts with a shared passage, in the order of time.

    ``postings`` are all fingerprints that several texts hold. The words of furniture are spent in ``corpus``.
    """
    return reuse_of(seeding(corpus, postings, about, settings), corpus, about, settings)


def reuse_of(found: Seeding, corpus: Corpus, about: About, settings: ReuseSettings) -> Reuse:
    """The same from what the pairs grow from."""
    parts = seeds_in_parts(found, corpus, settings.seeds_held, settings)
    pairs = joined([pairs_through(seeds, corpus, about.order, settings) for seeds in parts])
    return Reuse(in_order(pairs, about.order), found.own, found.furniture)


def seeding(corpus: Corpus, postings: Postings, about: About, settings: ReuseSettings) -> Seeding:
    """Find the furniture of a pile, spend its words, and gather what is left of the shared fingerprints."""
    pile = Pile(corpus.words, corpus.firsts, about.outlets, about.lots)
    furniture = find_furniture(postings, pile, lambda texts: postings, settings)
    known, words = blocks(postings, furniture, corpus.firsts, settings.run_words)
    own = np.diff(corpus.firsts) - np.bincount(text_of(words, corpus.firsts), minlength=len(about.order))
    hidden = hide(corpus, words)
    postings = postings.only(np.flatnonzero(~known))
    small = postings.only(np.flatnonzero(postings.sizes <= settings.popular))
    near = near_seeds(postings.only(np.flatnonzero(postings.sizes > settings.popular)), about.order)
    return Seeding(small, near, hidden, own, furniture)


def seeds_in_parts(found: Seeding, corpus: Corpus, most: int, settings: ReuseSettings) -> Iterator[Seeds]:
    """About ``most`` seeds at a time; all those of a pair of texts come together."""
    for start, stop in _parts(found.small, len(corpus.firsts) - 1, most):
        words = int(corpus.firsts[start]), int(corpus.firsts[stop])
        yield outside(seeds_into(found.small, found.near, words, (start, stop)), found.hidden, settings.run_words)


def hide(corpus: Corpus, words: Ints, numbers: Ints | None = None) -> Flags:
    """Let some words be equal to no others; they are spent. Which these are, of all words.

    ``numbers`` are theirs in the whole pile where ``corpus`` is some of it.
    """
    hidden = np.zeros(len(corpus.words), np.bool_)
    hidden[words] = True
    numbers = np.arange(len(words)) if numbers is None else numbers
    corpus.words[words] = numbers.astype(np.uint32) * _NOWHERE
    return hidden


def pairs_through(seeds: Seeds, corpus: Corpus, order: Ints, settings: ReuseSettings) -> Pairs:
    """The pairs of texts with a shared passage through some seeds; all seeds of a pair have to be among them."""
    pile = corpus.words, corpus.firsts
    runs = with_short_runs(runs_from(seeds, pile, order, settings.run_words), pile, order, settings)
    return pairs_from(islands(runs, corpus.words, corpus.firsts), corpus, settings)


def _parts(postings: Postings, texts: int, most: int) -> Iterator[tuple[int, int]]:
    """Stretches of texts that are the later ones of about ``most`` seeds together."""
    within = np.arange(len(postings.places)) - np.repeat(postings.bounds[:-1], postings.sizes)
    into = np.cumsum(np.bincount(postings.texts, within, minlength=texts))
    start = 0
    while start < texts:
        before = into[start - 1] if start else 0
        stop = max(start + 1, int(np.searchsorted(into, before + most, side="right")))
        yield start, stop
        start = stop


def joined(parts: Sequence[Pairs]) -> Pairs:
    """Pairs of several parts as one."""
    before = np.cumsum([0, *(len(part.passages.a) for part in parts)])
    return Pairs(
        _end_to_end(part.text_a for part in parts),
        _end_to_end(part.text_b for part in parts),
        _end_to_end(part.words_a for part in parts),
        _end_to_end(part.words_b for part in parts),
        _end_to_end((*(part.bounds[:-1] + at for part, at in zip(parts, before, strict=False)), before[-1:])),
        Passages(
            _end_to_end(part.passages.a for part in parts),
            _end_to_end(part.passages.end_a for part in parts),
            _end_to_end(part.passages.b for part in parts),
            _end_to_end(part.passages.end_b for part in parts),
            _end_to_end(part.passages.words for part in parts),
        ),
    )


def _end_to_end(columns: Iterable[Ints]) -> Ints:
    return np.concatenate((np.empty(0, np.int64), *columns))


def in_order(pairs: Pairs, order: Ints) -> Pairs:
    """Pairs by the time of their later text, then of the earlier."""
    return pairs.only(np.lexsort((order[pairs.text_a], order[pairs.text_b])))
