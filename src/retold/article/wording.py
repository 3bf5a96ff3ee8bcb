"""How the words of a line speak for article or furniture, by a table of log-odds that is part of the line model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from retold.article.letters import Hashes, Known, Mask, Real, Whole, WordsOfPage, hashes_of

_MIX = 0xD6E8FEB86659FD93
"""An odd number without pattern, so that ``a b`` and ``b a`` differ."""

WORDING: tuple[str, ...] = tuple(
    "wording wording_least wording_most pairing pairing_least pairing_most first_word".split()
)
"""The columns that are made here."""


@dataclass(frozen=True, slots=True)
class Wording:
    """How much more often words, and pairs of neighbouring words, stand in articles than in furniture: log-odds.

    A pair with the mark for the start of a line stands for its first word.
    """

    words: Known
    word_odds: Real
    pairs: Known
    pair_odds: Real


def wording_columns(words: WordsOfPage, wording: Wording, count: int) -> dict[str, Real]:
    """How the words of a line speak for article or furniture: on average, the lowest and the highest."""
    odds = _odds_of(words.hash, wording.words, wording.word_odds)
    pairs, pair_line, opens = pairs_of(words)
    pair_odds = _odds_of(pairs, wording.pairs, wording.pair_odds)
    first = np.zeros(count)
    first[pair_line[opens]] = pair_odds[opens]
    return {
        "wording": _mean(odds, words.line, count),
        "wording_least": _extreme(np.minimum, odds, words.line, count),
        "wording_most": _extreme(np.maximum, odds, words.line, count),
        "pairing": _mean(pair_odds, pair_line, count),
        "pairing_least": _extreme(np.minimum, pair_odds, pair_line, count),
        "pairing_most": _extreme(np.maximum, pair_odds, pair_line, count),
        "first_word": first,
    }


def pairs_of(words: WordsOfPage) -> tuple[Hashes, Whole, Mask]:
    """Hashes of neighbouring words of a line, the line of each, and whether it is the mark of a first word."""
    before = np.zeros(len(words.hash), dtype=np.uint64)
    opens = np.ones(len(words.hash), dtype=bool)
    if len(words.hash):
        same = words.line[1:] == words.line[:-1]
        before[1:] = np.where(same, words.hash[:-1], 0)
        opens[1:] = ~same
    return _pair(before, words.hash), words.line, opens


def pair_hashes(pairs: Sequence[str]) -> Hashes:
    """The hashes by which pairs written ``first second`` are known; `` second`` stands for a line's first word."""
    split = [pair.split(" ", 1) for pair in pairs]
    before, after = hashes_of([first for first, _ in split]), hashes_of([second for _, second in split])
    return _pair(before, after)


def _pair(before: Hashes, after: Hashes) -> Hashes:
    return before * np.uint64(_MIX) ^ after


def _odds_of(hashes: Hashes, table: Known, odds: Real) -> Real:
    if not len(odds):
        return np.zeros(len(hashes))
    at, there = table.find(hashes)
    found: Real = np.where(there, odds[at], 0.0)
    return found


def _mean(values: Real, line: Whole, count: int) -> Real:
    return np.bincount(line, weights=values, minlength=count) / (np.bincount(line, minlength=count) + 2.0)


def _extreme(which: np.ufunc, values: Real, line: Whole, count: int) -> Real:
    found = np.zeros(count)
    which.at(found, line, values)
    return found
