"""The text of a page as arrays of numbers, so that all its lines are looked at in a few passes of compiled code.

A word is known by a polynomial hash of its folded letters: the prefix sums of ``letter * base ** place`` give the hash
of any stretch of the page by one subtraction and one multiplication (Karp and Rabin 1987), modulo 2 ** 64.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

Whole = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]
Mask = npt.NDArray[np.bool_]
Real = npt.NDArray[np.float64]

LOOKED_AT = 5_000
"""Characters of a line that are looked at; a paragraph is shorter, and a flood of letters must not cost minutes."""

ALNUM, UPPER, LOWER, DIGIT, END, CLOSE, COMMA, QUOTE, BAR, WIDE, SPACE, APOSTROPHE, KNOWN = (
    1 << at for at in range(13)
)
_SIGNS: Final = (
    (END, ".!?…。！？।۔"),
    (CLOSE, "\"'”’»“)]）」』 "),
    (COMMA, ",、，"),
    (QUOTE, '"“”„«»「'),
    (BAR, "|»›/•·→▶"),
    (APOSTROPHE, "'’"),
)
_WIDE_RANGES: Final = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF),
)  # fmt: skip
"""Scripts that put no spaces between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""
_BASE = 0x9E3779B97F4A7C15
_FIRST_LETTERS = 6
"""Letters by which two forms of a word are known as one."""

_MIX = 0xBF58476D1CE4E5B9
"""An odd number without pattern."""
_MOST_BITS = 16
_SIEVE = 3
"""Bits beyond those that number the known hashes, so that one hash in eight passes by chance at most."""

_signs_of = np.zeros(0x110000, dtype=np.uint16)
_folded = np.zeros(0x110000, dtype=np.uint32)
"""What each character is, worked out when it is first met."""


@dataclass(frozen=True, slots=True)
class Letters:
    """The characters of some lines, joined by line breaks, and what each one is."""

    codes: npt.NDArray[np.uint32]
    signs: npt.NDArray[np.uint16]
    starts: Whole
    ends: Whole
    hashes: Hashes
    """Prefix hashes of the folded characters: lower case, every digit as 0."""

    def has(self, sign: int) -> Mask:
        """Which characters are of a kind."""
        found: Mask = (self.signs & sign) != 0
        return found

    def count(self, mask: Mask) -> Whole:
        """How many characters of each line are in a mask, in which no line break is."""
        if not len(mask):
            return np.zeros(len(self.starts), dtype=np.int64)
        inside = self.starts < len(mask)  # a last line without letters begins where the page ends
        found = np.zeros(len(self.starts), dtype=np.int64)
        found[inside] = np.add.reduceat(mask.view(np.uint8), self.starts[inside], dtype=np.int64)
        return found


@dataclass(frozen=True, slots=True)
class WordsOfPage:
    """The words of all lines; in scripts without spaces each pair of neighbouring characters counts as one."""

    start: Whole
    end: Whole
    line: Whole
    hash: Hashes
    stem: Hashes
    """Hash of the first six letters."""


def letters_of(lines: Sequence[str]) -> Letters:
    """The characters of some lines."""
    cut = [line[:LOOKED_AT] for line in lines]
    codes = np.frombuffer("\n".join(cut).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    lengths = np.fromiter(map(len, cut), dtype=np.int64, count=len(cut))
    ends = np.cumsum(lengths + 1) - 1
    signs = _signs_of[codes]
    if not signs.all():
        _learn(codes[signs == 0])
        signs = _signs_of[codes]
    return Letters(codes, signs, ends - lengths, ends, _prefix(_folded[codes]))


def words_of_page(letters: Letters) -> WordsOfPage:
    """Runs of letters and digits, apostrophes inside them included, in the order of the page."""
    if not len(letters.codes):
        nothing = np.zeros(0, dtype=np.int64)
        return WordsOfPage(nothing, nothing, nothing, nothing.astype(np.uint64), nothing.astype(np.uint64))
    wide, alnum = letters.has(WIDE), letters.has(ALNUM)
    inner = letters.has(APOSTROPHE)
    inner[1:-1] &= alnum[:-2] & alnum[2:]
    inner[[0, -1]] = False
    run = np.concatenate(([False], (alnum & ~wide) | inner, [False]))
    edges = np.flatnonzero(run[1:] != run[:-1])
    pairs = np.flatnonzero(wide[:-1] & wide[1:])
    start, end = np.concatenate((edges[::2], pairs)), np.concatenate((edges[1::2], pairs + 2))
    if len(pairs):
        order = np.argsort(start, kind="stable")
        start, end = start[order], end[order]
    line = np.repeat(np.arange(len(letters.starts)), np.diff(np.searchsorted(start, letters.starts), append=len(start)))
    stem = stretch_hashes(letters.hashes, start, np.minimum(end, start + _FIRST_LETTERS))
    return WordsOfPage(start, end, line, stretch_hashes(letters.hashes, start, end), stem)


def line_hashes(letters: Letters, digits: bool) -> tuple[Hashes, Hashes, Whole, Whole]:
    """Letters and digits only: a hash for each line, the prefix hashes, and where each line begins and ends in them.

    ``digits``: tell one digit from another.
    """
    kept = letters.has(ALNUM)
    squashed = _folded[letters.codes[kept]]
    if digits:
        plain = letters.codes[kept]
        squashed = np.where(letters.has(DIGIT)[kept], plain, squashed)
    places = np.concatenate(([0], np.cumsum(kept)))
    starts, ends = places[letters.starts], places[letters.ends]
    hashes = _prefix(squashed)
    return stretch_hashes(hashes, starts, ends), hashes, starts, ends


def stretch_hashes(prefix: Hashes, start: Whole, end: Whole) -> Hashes:
    """The hashes of the stretches ``[start, end)`` of a text given by its prefix hashes."""
    _, inverse = _powers(_size(len(prefix)))
    found: Hashes = (prefix[end] - prefix[start]) * inverse[start]
    return found


def hashes_of(words: Sequence[str]) -> Hashes:
    """The hashes by which these words are known on any page."""
    letters = letters_of(words)
    return stretch_hashes(letters.hashes, letters.starts, letters.ends)


def in_sorted(hashes: Hashes, known: Hashes) -> Mask:
    """Which hashes are among some known ones, given in rising order.

    Most are not: their first bits tell that in one step, and only the others are looked for.
    """
    found = np.zeros(len(hashes), dtype=bool)
    if not len(known) or not len(hashes):
        return found
    shift = np.uint64(64 - min(_MOST_BITS, len(known).bit_length() + _SIEVE))
    sieve = np.zeros(1 << int(np.uint64(64) - shift), dtype=bool)
    sieve[known >> shift] = True
    likely = np.flatnonzero(sieve[hashes >> shift])
    wanted = hashes[likely]
    found[likely] = known[np.minimum(np.searchsorted(known, wanted), len(known) - 1)] == wanted
    return found


@dataclass(frozen=True, slots=True)
class Known:
    """Hashes that are looked for on every page, each at the place that its own bits tell or a step or two behind."""

    hashes: Hashes
    number: Whole
    """The numbers of the hashes as they were given."""
    first: Whole
    """Where the hashes begin that share their mixed first bits."""
    steps: int
    """Most hashes that share them."""

    def find(self, wanted: Hashes) -> tuple[Whole, Mask]:
        """The number of each hash among the known ones, and whether it is known at all."""
        if not len(self.hashes):
            return np.zeros(len(wanted), dtype=np.int64), np.zeros(len(wanted), dtype=bool)
        at = self.first[_mixed(wanted)]
        found = self.hashes[at] == wanted
        for _ in range(1, self.steps):
            at = np.minimum(at + ~found, len(self.hashes) - 1)
            found = self.hashes[at] == wanted
        return self.number[at], found


def known(hashes: Hashes) -> Known:
    """Hashes ready to be looked for."""
    bits = _mixed(hashes)
    number = np.argsort(bits, kind="stable")
    first = np.searchsorted(bits[number], np.arange(1 << _MOST_BITS, dtype=np.uint64))
    steps = int(np.bincount(bits.astype(np.int64)).max()) if len(hashes) else 0
    return Known(hashes[number], number, np.minimum(first, max(len(hashes) - 1, 0)), steps)


def _mixed(hashes: Hashes) -> Hashes:
    """The first bits after a mix: the hash of a single letter is hardly more than its code."""
    return (hashes * np.uint64(_MIX)) >> np.uint64(64 - _MOST_BITS)


def _prefix(codes: npt.NDArray[np.uint32]) -> Hashes:
    powers, _ = _powers(_size(len(codes) + 1))
    found = np.zeros(len(codes) + 1, dtype=np.uint64)
    np.cumsum((codes.astype(np.uint64) + np.uint64(1)) * powers[: len(codes)], out=found[1:])
    return found


def _size(length: int) -> int:
    return 1 << max(16, int(length).bit_length())


@cache
def _powers(size: int) -> tuple[Hashes, Hashes]:
    """The powers of the base and of its inverse, which exists because the base is odd."""
    both = []
    for base in (_BASE, pow(_BASE, -1, 1 << 64)):
        powers = np.full(size, base, dtype=np.uint64)
        powers[0] = 1
        both.append(np.multiply.accumulate(powers))
    return both[0], both[1]


def _learn(codes: npt.NDArray[np.uint32]) -> None:
    """Work out what characters are that no page had before."""
    for code in map(int, np.unique(codes)):
        _signs_of[code], _folded[code] = _look_at(chr(code))


def _look_at(char: str) -> tuple[int, int]:
    signs = KNOWN
    for sign, holds in (
        (ALNUM, char.isalnum()),
        (UPPER, char.isupper()),
        (LOWER, char.islower()),
        (DIGIT, char.isdigit()),
        (SPACE, char.isspace()),
        (WIDE, any(first <= ord(char) <= last for first, last in _WIDE_RANGES)),
    ):
        signs |= sign if holds else 0
    for sign, chars in _SIGNS:
        signs |= sign if char in chars else 0
    return signs, ord("0") if char.isdigit() else ord("’") if char == "'" else ord(char.lower()[0])
