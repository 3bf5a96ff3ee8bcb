"""Piles of texts of invented words, with copies and page furniture whose places are known."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from retold.match.corpus import About, Corpus, CorpusBuilder, Facts, about_of, facts_of
from retold.match.postings import Postings, post
from retold.match.reuse import Reuse, find_reuse
from retold.settings import ReuseSettings

_SYLLABLES = "ba ce dor fin gul hes jat kem lor mis nup pra quo rel sta tov ulm vex wip yor zan bri cla dre".split()
VOCABULARY = [a + b + c for a in _SYLLABLES for b in _SYLLABLES for c in ("", "n", "sta")]


@dataclass(frozen=True, slots=True)
class Told:
    """A text with what a table says of it."""

    id: str
    text: str
    outlet: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A pair as a user sees it."""

    share_a: float
    share_b: float
    passages: tuple[tuple[str, str], ...]
    """The words of each passage in either text."""


def invented(rng: random.Random, count: int) -> list[str]:
    """Words of no language; two lists have no three in a row in common, except by a rare chance."""
    return [rng.choice(VOCABULARY) for _ in range(count)]


def edited(rng: random.Random, words: Sequence[str], rate: float) -> list[str]:
    """A share of the words replaced, left out or doubled with another, one at a time."""
    out: list[str] = []
    for word in words:
        chance = rng.random()
        if chance < rate / 2:
            out.append(rng.choice(VOCABULARY))
        elif chance < rate * 3 / 4:
            out += [word, rng.choice(VOCABULARY)]
        elif chance >= rate:
            out.append(word)
    return out


def corpus_of(texts: Sequence[Told], settings: ReuseSettings) -> tuple[Corpus, Postings, About]:
    """The arrays of a pile."""
    builder = CorpusBuilder(settings)
    for told in texts:
        data = told.text.encode()
        builder.add(data, np.array([0, len(data)], np.int64))
    corpus = builder.corpus()
    return corpus, post(builder.take_marks(), corpus.firsts), about_of(told_of(texts))


def told_of(texts: Sequence[Told]) -> Facts:
    """What is known of the texts of a pile."""
    return facts_of([one.id for one in texts], [one.outlet for one in texts], [one.date for one in texts], [])


def reuse_of(texts: Sequence[Told], settings: ReuseSettings | None = None) -> Reuse:
    """All that a pile shares."""
    settings = settings or ReuseSettings()
    return find_reuse(*corpus_of(texts, settings), settings)


def pairs_of(texts: Sequence[Told], settings: ReuseSettings | None = None) -> dict[tuple[str, str], Found]:
    """The pairs of a pile by the ids of their texts."""
    settings = settings or ReuseSettings()
    corpus, postings, about = corpus_of(texts, settings)
    reuse = find_reuse(corpus, postings, about, settings)
    pairs, passages = reuse.pairs, reuse.pairs.passages
    share_a, share_b = reuse.shares()
    starts_a, ends_a = corpus.begins(passages.a), corpus.ends(passages.end_a - 1)
    starts_b, ends_b = corpus.begins(passages.b), corpus.ends(passages.end_b - 1)
    found = {}
    for number, (a, b) in enumerate(zip(pairs.text_a.tolist(), pairs.text_b.tolist(), strict=True)):
        here = range(pairs.bounds[number], pairs.bounds[number + 1])
        found[texts[a].id, texts[b].id] = Found(
            round(float(share_a[number]), 3),
            round(float(share_b[number]), 3),
            tuple(
                (texts[a].text[starts_a[one] : ends_a[one]], texts[b].text[starts_b[one] : ends_b[one]]) for one in here
            ),
        )
    return found
