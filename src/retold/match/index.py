"""Articles as arrays of word numbers, their shingles, and the pairs of articles that share enough of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from retold.match.arrays import Flags, Hashes, Ints
from retold.match.candidates import all_seeds, near_seeds
from retold.match.common import background_share, is_content, is_function, stem
from retold.match.fingerprint import Marks, kept_bits
from retold.match.postings import post, text_of
from retold.model import Article
from retold.text import words


@dataclass(frozen=True, slots=True)
class Worded:
    """An article as its words: a number for each (the same number for the same folded word), and their places."""

    id: str
    numbers: Ints
    starts: Ints
    ends: Ints
    capital: Flags
    """Which words are written with a capital letter."""
    title: Ints


@dataclass(slots=True)
class Vocabulary:
    """Every word of the pile with its number, its stem's number, and what the background says about it."""

    words: list[str] = field(default_factory=list)
    content: list[bool] = field(default_factory=list)
    """About something in particular: neither a function word nor an everyday one."""
    stems: list[int] = field(default_factory=list)
    """Number of the stem; -1 for words that say nothing about a topic."""
    stem_words: list[str] = field(default_factory=list)
    stem_share: list[float] = field(default_factory=list)
    """Share of all news articles that hold the stem, by the background lists."""
    _numbers: dict[str, int] = field(default_factory=dict)
    _stem_numbers: dict[str, int] = field(default_factory=dict)

    def number(self, word: str) -> int:
        """The number of a folded word; a new one when it was not seen before."""
        known = self._numbers.get(word)
        if known is not None:
            return known
        self._numbers[word] = len(self.words)
        self.words.append(word)
        self.content.append(is_content(word))
        self.stems.append(self._stem_number(word))
        return len(self.words) - 1

    def _stem_number(self, word: str) -> int:
        if is_function(word) or (len(word) < 2 and not word.isdigit()):
            return -1
        root = stem(word)
        number = self._stem_numbers.setdefault(root, len(self.stem_share))
        if number == len(self.stem_share):
            self.stem_words.append(word)
            self.stem_share.append(0.0)
        self.stem_share[number] = max(self.stem_share[number], background_share(word))
        return number


def number_words(articles: Sequence[Article]) -> tuple[tuple[Worded, ...], Vocabulary]:
    """Every article as word numbers over one shared vocabulary."""
    known = Vocabulary()
    return tuple(_worded(article, known) for article in articles), known


def _worded(article: Article, known: Vocabulary) -> Worded:
    here = words(article.text)
    spans = np.array([span for _, span in here], np.int64).reshape(-1, 2)
    return Worded(
        id=article.id,
        numbers=np.fromiter((known.number(word) for word, _ in here), np.int64, len(here)),
        starts=spans[:, 0],
        ends=spans[:, 1],
        capital=np.fromiter((article.text[span.start].isupper() for _, span in here), np.bool_, len(here)),
        title=np.array([known.number(word) for word, _ in words(article.title or "")], np.int64),
    )


def shingles(numbers: Ints, size: int) -> Hashes:
    """One hash for each run of ``size`` words, in order."""
    count = len(numbers) - size + 1
    if count <= 0:
        return np.empty(0, np.uint64)
    mixed = _mix(numbers.astype(np.uint64))
    total = np.zeros(count, np.uint64)
    for offset in range(size):
        total = _mix(total + mixed[offset : offset + count])
    return total


def _mix(values: Hashes) -> Hashes:
    """The finishing step of splitmix64: spreads close numbers over all 64 bits."""
    spread = values + np.uint64(0x9E3779B97F4A7C15)
    spread = (spread ^ (spread >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    spread = (spread ^ (spread >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return spread ^ (spread >> np.uint64(31))


def sharing_pairs(worded: Sequence[Worded], size: int, least: int, cap: int) -> list[tuple[int, int]]:
    """Pairs of articles (by place) that share at least ``least`` shingles of ``size`` words, in order.

    A shingle that more than ``cap`` articles hold does not pair them all: it ties each to the first and to the next
    holder only, so that work grows with the pile and not with its square, and a widely copied text stays together.
    """
    if not worded:
        return []
    firsts = np.concatenate(([0], np.cumsum([len(text.numbers) for text in worded])))
    keys = [shingles(text.numbers, size) for text in worded]
    places = [first + np.arange(len(own)) for first, own in zip(firsts, keys, strict=False)]
    postings = post(Marks(kept_bits(np.concatenate(keys)), np.concatenate(places)), firsts)
    many = postings.sizes > cap
    near = near_seeds(postings.only(np.flatnonzero(many)), np.arange(len(worded)))
    every = all_seeds(postings.only(np.flatnonzero(~many)))
    left, right = (text_of(np.concatenate(side), firsts) for side in ((near.a, every.a), (near.b, every.b)))
    codes, counts = np.unique(left * len(worded) + right, return_counts=True)
    return [(int(code) // len(worded), int(code) % len(worded)) for code in codes[counts >= least]]
