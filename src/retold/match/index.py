"""Articles as arrays of word numbers, their shingles, and the pairs of articles that share enough of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from retold.match.common import background_share, is_content, is_function, stem
from retold.model import Article
from retold.text import words

Ints = NDArray[np.int64]
Hashes = NDArray[np.uint64]
Flags = NDArray[np.bool_]


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
    keys = [np.unique(shingles(text.numbers, size)) for text in worded]
    if not keys:
        return []
    holders = np.repeat(np.arange(len(keys)), [len(one) for one in keys])
    left, right = _holder_pairs(np.concatenate(keys), holders, cap)
    codes, counts = np.unique(left * len(worded) + right, return_counts=True)
    kept = codes[counts >= least]
    return [(int(code) // len(worded), int(code) % len(worded)) for code in kept]


def _holder_pairs(keys: Hashes, holders: Ints, cap: int) -> tuple[Ints, Ints]:
    """For every key that two or more holders have, the pairs of its holders: all pairs up to ``cap`` holders."""
    order = np.lexsort((holders, keys))
    keys, holders = keys[order], holders[order]
    begins = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else np.empty(0, np.int64)
    sizes = np.diff(np.r_[begins, len(keys)])
    left: list[Ints] = [np.empty(0, np.int64)]
    right: list[Ints] = [np.empty(0, np.int64)]
    for size in np.unique(sizes[sizes > 1]):
        rows = holders[begins[sizes == size][:, None] + np.arange(size)]
        one, two = _columns(int(size), cap)
        left.append(rows[:, one].ravel())
        right.append(rows[:, two].ravel())
    return np.concatenate(left), np.concatenate(right)


def _columns(size: int, cap: int) -> tuple[Ints, Ints]:
    if size <= cap:
        one, two = np.triu_indices(size, 1)
        return one.astype(np.int64), two.astype(np.int64)
    after = np.arange(1, size)
    return np.r_[np.zeros(size - 1, np.int64), after[:-1]], np.r_[after, after[1:]]
