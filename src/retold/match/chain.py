"""Islands -> passages and pairs: equal words that follow each other closely in both texts, and what they amount to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np

from retold.match.arrays import Flags, Ints, ranges
from retold.match.corpus import Corpus
from retold.match.runs import Runs
from retold.match.words import Listed, is_sign, read_words
from retold.settings import ReuseSettings

_LIST = 0.25
"""Weight of the words of a list: two texts may well name the same things in the same order, by the alphabet."""
_LISTED = 0.4
"""Share of the words of a passage with a mark behind them from which it is a list; those of prose have 0.15."""


@dataclass(frozen=True, slots=True)
class Passages:
    """Stretches that two texts share, all of one pair together, in the order of the earlier text."""

    a: Ints
    """First word, counted over the pile."""
    end_a: Ints
    b: Ints
    end_b: Ints
    words: Ints
    """Equal words; the stretch may hold some more between them."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of texts with what they share."""

    text_a: Ints
    text_b: Ints
    words_a: Ints
    """Words of the one text that stand in the other too."""
    words_b: Ints
    bounds: Ints
    """First passage of each pair, and the number of passages at the end."""
    passages: Passages

    def only(self, kept: Ints) -> Pairs:
        """Some of the pairs, in the order given."""
        sizes = np.diff(self.bounds)[kept]
        inside = ranges(self.bounds[kept], sizes)
        own = self.passages
        passages = Passages(own.a[inside], own.end_a[inside], own.b[inside], own.end_b[inside], own.words[inside])
        bounds = np.concatenate(([0], np.cumsum(sizes)))
        return Pairs(self.text_a[kept], self.text_b[kept], self.words_a[kept], self.words_b[kept], bounds, passages)


def pairs_from(found: Runs, corpus: Corpus, settings: ReuseSettings) -> Pairs:
    """Passages and pairs from equal words in the order of ``Runs``; what chance would bring together is left out."""
    apart = _apart(found)
    breaks = _breaks(apart, settings.bridge)
    heads = np.flatnonzero(breaks)
    if not len(heads):
        nothing = np.empty(0, np.int64)
        none = Passages(nothing, nothing, nothing, nothing, nothing)
        return Pairs(nothing, nothing, nothing, nothing, np.zeros(1, np.int64), none)
    tails = np.append(heads[1:], len(breaks)) - 1
    words = np.add.reduceat(apart.length, heads)
    long = np.flatnonzero(words >= settings.passage_words)
    pair = (np.cumsum(_new_pairs(apart)) - 1)[heads]
    sure = np.bincount(pair, words >= settings.sure_words) > 0
    doubtful = long[~sure[pair[long]]]
    sure[pair[doubtful[_weights(apart, heads, doubtful, corpus) >= settings.least_weight]]] = True
    kept = long[sure[pair[long]]]
    passages = Passages(
        apart.a[heads[kept]],
        apart.a[tails[kept]] + apart.length[tails[kept]],
        apart.b[heads[kept]],
        apart.b[tails[kept]] + apart.length[tails[kept]],
        words[kept],
    )
    return _gathered(apart, passages, heads[kept], corpus)


def _gathered(apart: Runs, passages: Passages, heads: Ints, corpus: Corpus) -> Pairs:
    text_a, text_b = apart.text_a[heads], apart.text_b[heads]
    new = np.ones(len(heads), np.bool_)
    new[1:] = (text_a[1:] != text_a[:-1]) | (text_b[1:] != text_b[:-1])
    begins = np.flatnonzero(new)
    bounds = np.append(begins, len(heads))
    words_a = np.add.reduceat(passages.words, begins) if len(begins) else begins
    words_b = words_a - _twice_in_b(passages, bounds)
    return Pairs(text_a[begins], text_b[begins], words_a, words_b, bounds, passages)


def _twice_in_b(passages: Passages, bounds: Ints) -> Ints:
    """Words of the second text that several passages of a pair lay claim to, once for each claim too many."""
    twice = np.zeros(len(bounds) - 1, np.int64)
    pair = np.repeat(np.arange(len(twice)), np.diff(bounds))
    back = np.flatnonzero((pair[1:] == pair[:-1]) & (passages.b[1:] < passages.end_b[:-1]))
    for number in np.unique(pair[back]).tolist():
        here = slice(int(bounds[number]), int(bounds[number + 1]))
        order = np.argsort(passages.b[here], kind="stable")
        start, end, words = passages.b[here][order], passages.end_b[here][order], passages.words[here][order]
        before = np.maximum.accumulate(end)[:-1]
        twice[number] = np.minimum(np.maximum(0, np.minimum(end[1:], before) - start[1:]), words[1:]).sum()
    return twice


def _new_pairs(runs: Runs) -> Flags:
    new = np.ones(len(runs.a), np.bool_)
    new[1:] = (runs.text_a[1:] != runs.text_a[:-1]) | (runs.text_b[1:] != runs.text_b[:-1])
    return new


def _apart(runs: Runs) -> Runs:
    """Runs that do not overlap in the first text: what an earlier one covers is taken from a later one."""
    if not len(runs.a):
        return runs
    pair = np.cumsum(_new_pairs(runs))
    high = pair << 40
    reached = np.maximum.accumulate(runs.a + runs.length + high)
    over = np.zeros(len(runs.a), np.int64)
    over[1:] = np.maximum(0, reached[:-1] - (runs.a + high)[1:])
    length = runs.length - over
    kept = np.flatnonzero(length >= 2)
    over = over[kept]
    return Runs(runs.a[kept] + over, runs.b[kept] + over, length[kept], runs.text_a[kept], runs.text_b[kept])


def _breaks(runs: Runs, bridge: int) -> Flags:
    """Which runs begin a passage."""
    new = _new_pairs(runs)
    gap_a = runs.a[1:] - (runs.a + runs.length)[:-1]
    gap_b = runs.b[1:] - (runs.b + runs.length)[:-1]
    new[1:] |= (gap_a > bridge) | (gap_b > bridge) | (gap_b < 0)
    return new


def _weights(runs: Runs, heads: Ints, asked: Ints, corpus: Corpus) -> Ints:
    """What the equal words of some passages weigh: those that say nothing of a topic half, those of lists a quarter."""
    tails = np.append(heads[1:], len(runs.a))
    sizes = tails[asked] - heads[asked]
    inside = ranges(heads[asked], sizes)
    lengths = runs.length[inside]
    places = ranges(runs.a[inside], lengths)
    passage = np.repeat(np.repeat(np.arange(len(asked)), sizes), lengths)
    words = corpus.words[places]
    plain = _function_words().has(words) | is_sign(words)
    joined = np.flatnonzero(places[1:] == places[:-1] + 1)
    ends = corpus.starts[places[joined]] + corpus.lengths[places[joined]]
    marked = corpus.starts[places[joined + 1]] - ends > 1
    listed = np.bincount(passage[joined], marked, minlength=len(asked)) > _LISTED * np.bincount(
        passage[joined], minlength=len(asked)
    )
    weight = np.bincount(passage, 1.0 - 0.5 * plain, minlength=len(asked))
    found: Ints = weight * np.where(listed, _LIST, 1.0)
    return found


@cache
def _function_words() -> Listed:
    text = resources.files("retold.match").joinpath("function_words.txt").read_text("utf-8")
    data = "\n".join(line for line in text.splitlines() if not line.startswith("#")).encode("utf-8")
    return Listed(read_words(data, np.array([0, len(data)])).hashes)
