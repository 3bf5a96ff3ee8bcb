"""Texts -> words as arrays: a hash for each word and its place in its text, in a few passes over the bytes.

A word is a run of letters and digits after folding (see ``fold``), so that ``Don’t`` and ``don't`` are the same two
words. Its hash mixes its bytes eight at a time; equal words have equal hashes in every text and run.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from retold.match.arrays import Bytes, Flags, Hashes, Ints, Words
from retold.match.fold import Folded, fold_texts

_KEPT = np.array([(1 << (8 * size)) - 1 for size in range(9)], np.uint64)
"""What is kept of eight bytes by how many of them belong to the word."""
_FIRST, _NEXT, _LAST = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_SHIFT, _HALF = np.uint64(29), np.uint64(32)
_SIGN = np.uint64(1 << 32)
"""Set in the hash of a word that is one character of three bytes or more, as those of scripts without spaces are."""
_NO_SIGN = ~_SIGN
_SLOT_BITS = 18
_LONGEST = 64
"""Bytes of a word that its hash looks at; longer ones are told apart by these and their length."""


@dataclass(frozen=True, slots=True)
class Worded:
    """The words of some texts, one text after the other."""

    hashes: Words
    """32 bits each; the last bit is set for a single character of a script without spaces."""
    starts: Words
    """First character of each word in its own text."""
    ends: Words
    bounds: Ints
    """First word of each text, and the number of all words at the end."""


def read_words(data: bytes | memoryview, bounds: Ints) -> Worded:
    """The words of texts that are given as one piece of valid UTF-8 and where each of them begins, the end included.

    ``bounds`` counts bytes and has one entry more than there are texts. Takes about 30 bytes of memory for a byte.
    """
    folded = fold_texts(data, bounds)
    starts, ends = _places(folded)
    hashes = _hash(folded.data, starts, ends - starts, folded.inner is not None)
    first = np.searchsorted(starts, folded.bounds)
    shift = np.repeat(folded.bounds[:-1], np.diff(first))
    begin, end = (starts - shift).astype(np.uint32), (ends - shift).astype(np.uint32)
    if folded.inner is not None:
        _count_characters(folded, (starts, ends), first, (begin, end))
    return Worded((hashes >> _HALF).astype(np.uint32), begin, end, first)


def is_sign(hashes: Words) -> Flags:
    """Which words are single characters of a script without spaces."""
    found: Flags = (hashes & np.uint32(1)) != 0
    return found


def _places(folded: Folded) -> tuple[Ints, Ints]:
    letter = folded.data != 0
    edges = np.flatnonzero(letter[1:] != letter[:-1]).reshape(-1, 2) + 1
    return edges[:, 0].copy(), edges[:, 1].copy()


def _hash(data: Bytes, starts: Ints, lengths: Ints, beyond_ascii: bool) -> Hashes:
    eight = np.ndarray((len(data) - 7,), "<u8", data, strides=(1,))
    hashes: Hashes = (eight.take(starts) & _KEPT[np.minimum(lengths, 8)]) * _FIRST
    hashes ^= hashes >> _HALF
    long, done = np.flatnonzero(lengths > 8), 8
    while len(long) and done < _LONGEST:
        size = lengths[long] - done
        more = eight[starts[long] + done] & _KEPT[np.minimum(size, 8)]
        mixed = (hashes[long] ^ more ^ np.uint64(done)) * _NEXT
        hashes[long] = mixed ^ (mixed >> _SHIFT)
        done += 8
        long = long[size > 8]
    if len(long):
        hashes[long] ^= lengths[long].astype(np.uint64)
    hashes *= _LAST
    hashes ^= hashes >> _SHIFT
    hashes &= _NO_SIGN
    if beyond_ascii:
        hashes[((lengths == 3) | (lengths == 4)) & (data[starts] >= 0xE0)] |= _SIGN
    return hashes


def _count_characters(folded: Folded, places: tuple[Ints, Ints], first: Ints, counted: tuple[Words, Words]) -> None:
    """Take from the places of words the bytes that are no characters, in the texts that have such."""
    assert folded.inner is not None
    for text in folded.beyond.tolist():
        start, stop = folded.bounds[text], folded.bounds[text + 1]
        before = np.zeros(stop - start + 1, np.uint32)
        np.cumsum(folded.inner[start:stop], out=before[1:])
        here = slice(int(first[text]), int(first[text + 1]))
        for place, count in zip(places, counted, strict=True):
            count[here] -= before[place[here] - start]
    for text, letters in folded.exact.items():
        here = slice(int(first[text]), int(first[text + 1]))
        counted[0][here] = letters[0][places[0][here] - folded.bounds[text]]
        counted[1][here] = letters[1][places[1][here] - 1 - folded.bounds[text]]


class Listed:
    """Some words as a table with a place of its own for each, so that asking costs one look."""

    def __init__(self, hashes: Words) -> None:
        known = np.unique(hashes)
        self._factor = np.uint32(0x9E3779B1)
        while len(np.unique(self._slots(known))) < len(known):
            self._factor = np.uint32((int(self._factor) * 5 + 0x3C6EF362) & 0xFFFFFFFF)
        self._table = np.zeros(1 << _SLOT_BITS, np.uint32)
        self._table[self._slots(known)] = known

    def has(self, hashes: Words) -> Flags:
        """Which words are among them."""
        found: Flags = self._table[self._slots(hashes)] == hashes
        return found

    def _slots(self, hashes: Words) -> Words:
        return (hashes * self._factor) >> np.uint32(32 - _SLOT_BITS)
