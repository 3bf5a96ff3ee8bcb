"""All texts of a pile as arrays: their words, where those stand, and the fingerprints; filled batch by batch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from typing import TypeVar
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from retold.match.arrays import Hashes, Ints, Shorts, Words
from retold.match.fingerprint import Marks, fingerprint
from retold.match.words import Worded, read_words
from retold.settings import ReuseSettings

_Entry = TypeVar("_Entry", np.uint16, np.uint32)
_PIECE = 1 << 19
"""Bytes of text looked at in one pass: what a pass works on stays in the processor's cache."""
_BYTES_OF_WORD = 5
"""Bytes that a word takes in a table of texts, at least: those of English news take 6."""
_SHORT = 1 << 16
"""Characters up to which the places of words take 16 bits: nearly all articles are shorter, and memory is halved."""
_LATEST = 253402300799.0
"""The time that stands for no time: texts without one come after all others."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """The words of all texts; text ``t`` has the words from ``firsts[t]`` up to ``firsts[t + 1]``."""

    words: Words
    starts: Shorts
    """Character of its text at which each word begins."""
    lengths: Shorts
    """Characters of each word."""
    firsts: Ints

    long: Mapping[int, tuple[Words, Words]]
    """Texts of more characters than 16 bits count: beginnings and ends of all their words."""

    def only(self, texts: Ints) -> Corpus:
        """Some of the texts, as a corpus of their own."""
        sizes = self.firsts[texts + 1] - self.firsts[texts]
        bounds = list(zip(self.firsts[texts].tolist(), self.firsts[texts + 1].tolist(), strict=True))
        long = {number: self.long[text] for number, text in enumerate(texts.tolist()) if text in self.long}
        firsts = np.concatenate(([0], np.cumsum(sizes)))
        words, starts = _put_together(self.words, bounds), _put_together(self.starts, bounds)
        return Corpus(words, starts, _put_together(self.lengths, bounds), firsts, long)

    def begins(self, words: Ints) -> Ints:
        """Characters of their texts at which some words begin."""
        return self._exactly(self.starts[words].astype(np.int64), words, 0)

    def ends(self, words: Ints) -> Ints:
        """Characters of their texts at which some words end."""
        return self._exactly(self.starts[words].astype(np.int64) + self.lengths[words], words, 1)

    def _exactly(self, places: Ints, words: Ints, side: int) -> Ints:
        for text, exact in self.long.items():
            here = np.flatnonzero((words >= self.firsts[text]) & (words < self.firsts[text + 1]))
            places[here] = exact[side][words[here] - self.firsts[text]]
        return places


@dataclass(frozen=True, slots=True)
class About:
    """What is known of each text beside its words."""

    outlets: Ints
    """A number for each outlet; -1 where it is not known."""
    order: Ints
    """Rank in time; texts of one time, or of none, by id."""
    lots: Hashes
    """A number drawn from the id, for samples that do not depend on the order of the input."""


class Growing:
    """An array that grows at its end. Memory beyond what is filled is asked for but not taken by most systems."""

    def __init__(self, kind: type[np.generic], expected: int) -> None:
        self._array: NDArray[np.generic] = np.empty(max(expected, 1 << 12), kind)
        self._size = 0

    def append(self, values: NDArray[np.generic]) -> None:
        """Add values at the end."""
        size = self._size + len(values)
        if size > len(self._array):
            larger = np.empty(max(size, 2 * len(self._array)), self._array.dtype)
            larger[: self._size] = self._array[: self._size]
            self._array = larger
        self._array[self._size : size] = values
        self._size = size

    def filled(self) -> NDArray[np.generic]:
        """The values added so far, without a copy; nothing may be added afterwards."""
        return self._array[: self._size]


class CorpusBuilder:
    """Takes in texts; ``count`` is the number of texts so far."""

    def __init__(self, settings: ReuseSettings, expected_bytes: int = 0) -> None:
        words = expected_bytes // _BYTES_OF_WORD
        chosen = words * 2 // (settings.window + 1) * 11 // 10
        self._settings = settings
        self._words = Growing(np.uint32, words)
        self._starts, self._lengths = Growing(np.uint16, words), Growing(np.uint16, words)
        self._hashes, self._places = Growing(np.uint64, chosen), Growing(np.uint32, chosen)
        self._firsts = Growing(np.int64, 0)
        self._firsts.append(np.zeros(1, np.int64))
        self._long: dict[int, tuple[Words, Words]] = {}
        self._word_count = 0
        self.count = 0

    def add(self, data: bytes | memoryview, bounds: Ints) -> None:
        """Texts as one piece of UTF-8 with the first byte of each and the end of the last."""
        for start, stop in pairwise(_pieces(bounds)):
            part = bounds[start : stop + 1]
            worded = read_words(data[int(part[0]) : int(part[-1])], part - part[0])
            found = fingerprint(worded.hashes, worded.bounds, self._settings)
            self._words.append(worded.hashes)
            self._starts.append(worded.starts.astype(np.uint16))
            self._lengths.append((worded.ends - worded.starts).astype(np.uint16))
            self._hashes.append(found.hashes)
            self._places.append(found.places + self._word_count)
            self._firsts.append(worded.bounds[1:] + self._word_count)
            self._keep_long(worded)
            self._word_count += len(worded.hashes)
        self.count += len(bounds) - 1

    def _keep_long(self, worded: Worded) -> None:
        if not len(worded.ends) or int(worded.ends.max()) < _SHORT:
            return
        done = len(self._firsts.filled()) - len(worded.bounds)
        for number, (start, stop) in enumerate(pairwise(worded.bounds.tolist())):
            if stop > start and int(worded.ends[stop - 1]) >= _SHORT:
                self._long[done + number] = worded.starts[start:stop].copy(), worded.ends[start:stop].copy()

    def corpus(self) -> Corpus:
        """The words of all texts added; no more may be added."""
        return Corpus(
            self._words.filled().view(np.uint32),
            self._starts.filled().view(np.uint16),
            self._lengths.filled().view(np.uint16),
            self._firsts.filled().view(np.int64),
            self._long,
        )

    def take_marks(self) -> Marks:
        """The fingerprints of all texts added, which the builder then forgets: they take a third of its memory."""
        found = Marks(self._hashes.filled().view(np.uint64), self._places.filled().view(np.uint32))
        self._hashes, self._places = Growing(np.uint64, 0), Growing(np.uint32, 0)
        return found


@dataclass(frozen=True, slots=True)
class Facts:
    """What a table says of each text, as numbers that can be kept."""

    outlets: Ints
    times: NDArray[np.float64]
    """Seconds since 1970; those without a date come after all others."""
    heads: Hashes
    """The first 16 bytes of each id, two numbers in the order of the letters."""
    lots: Hashes

    def only(self, texts: Ints) -> Facts:
        """What is known of some of the texts."""
        return Facts(self.outlets[texts], self.times[texts], self.heads[texts], self.lots[texts])

    def order_of(self, texts: Ints) -> Ints:
        """The ranks in time of some different texts among each other; all other texts have none."""
        ranks = np.zeros(len(self.times), np.int64)
        ranks[texts] = about_of(self.only(texts)).order
        return ranks


def facts_of(ids: Sequence[str], outlets: Sequence[str | None], dates: Sequence[str | None], known: list[str]) -> Facts:
    """Outlets as numbers in ``known``, to which new ones are added. Dates are ISO 8601; others count as none."""
    numbers: dict[str | None, int] = {name: number for number, name in enumerate(known)}
    for name in sorted({one for one in outlets if one and one not in numbers}):
        numbers[name] = len(known)
        known.append(name)
    numbers[None] = numbers[""] = -1
    written = [one.encode("utf-8", "surrogatepass") for one in ids]
    heads = np.frombuffer(b"".join(one[:16].ljust(16, b"\0") for one in written), ">u8").reshape(-1, 2)
    return Facts(
        np.fromiter(map(numbers.__getitem__, outlets), np.int64, len(outlets)),
        np.fromiter(map(_seconds, dates), np.float64, len(dates)),
        heads.astype(np.uint64),
        np.fromiter(map(crc32, written), np.uint64, len(ids)) * np.uint64(0x9E3779B97F4A7C15),
    )


def about_of(facts: Facts) -> About:
    """Ranks in time: by date, those of one time or of none by id."""
    order = np.argsort(facts.times, kind="stable")
    times = facts.times[order]
    tied = np.zeros(len(order), np.bool_)
    tied[1:] = times[1:] == times[:-1]
    tied[:-1] |= tied[1:]
    some = order[tied]
    order[tied] = some[np.lexsort((facts.lots[some], facts.heads[some, 1], facts.heads[some, 0], facts.times[some]))]
    ranks = np.empty(len(order), np.int64)
    ranks[order] = np.arange(len(order))
    return About(facts.outlets, ranks, facts.lots)


def _seconds(date: str | None) -> float:
    if date is None:
        return _LATEST
    try:
        read = datetime.fromisoformat(date)
        return (read if read.tzinfo else read.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return _LATEST


def _put_together(column: NDArray[_Entry], bounds: Sequence[tuple[int, int]]) -> NDArray[_Entry]:
    """Stretches of an array, copied one after the other."""
    return np.concatenate([column[:0], *(column[start:end] for start, end in bounds)])


def _pieces(bounds: Ints) -> list[int]:
    """Where to cut texts into pieces of some size; a longer text is a piece of its own."""
    cuts = [0]
    while cuts[-1] < len(bounds) - 1:
        fit = int(np.searchsorted(bounds, bounds[cuts[-1]] + _PIECE, side="right")) - 1
        cuts.append(max(cuts[-1] + 1, fit))
    return cuts
