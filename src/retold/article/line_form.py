"""What each line of a page looks like by itself, in numbers: length, marks, kinds of words, and what the page repeats.

All lines of a page are looked at together, as arrays: one page costs about two milliseconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from retold.article import wordlists
from retold.article.letters import (
    BAR,
    CLOSE,
    COMMA,
    DIGIT,
    END,
    LOWER,
    QUOTE,
    SPACE,
    UPPER,
    WIDE,
    Hashes,
    Letters,
    Mask,
    Real,
    Whole,
    WordsOfPage,
    hashes_of,
    in_sorted,
    known,
    letters_of,
    line_hashes,
    words_of_page,
)  # fmt: skip
from retold.article.repeats import said_inside

SHORT = 6
"""Words up to which a line is called short."""
Listed = npt.NDArray[np.uint8]
"""For each word of a page the lists of words it stands in, as bits."""

_CLOCK_MARKS = ":.h"
_DATE_MARKS = "-/."
_BULLETS = "*+•·▪►–—->»|"
_STOP, _SAID, _MONTH = 1, 2, 4
_LISTS = ((_STOP, sorted(wordlists.STOP_WORDS)), (_SAID, wordlists.SAID_WORDS), (_MONTH, wordlists.MONTH_WORDS))
_ALL_LISTED = np.unique(hashes_of([word for _, listed in _LISTS for word in listed]))
_LISTED = known(_ALL_LISTED)
_LISTED_AS = sum(
    (in_sorted(_ALL_LISTED, np.sort(hashes_of(listed))) * np.uint8(sign) for sign, listed in _LISTS),
    start=np.zeros(len(_ALL_LISTED), np.uint8),
)
"""In which of the lists of words each of them stands."""

_OF_WORDS = ("word_length", "stop_words", "capitals", "all_caps", "said", "date")
FORM: tuple[str, ...] = tuple(
    "chars words word_length ends colon cut_off stop_words capitals all_caps digits commas sentences bullet quotes"
    " date clock link glued bars said long_without_end wide repeats shape_repeats inside_other holds_other"
    " symbols_only".split()
)
"""The columns that are made here."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a page as arrays, and the columns of ``FORM``."""

    letters: Letters
    words: WordsOfPage
    many: Real
    """Words of each line; scripts without spaces count half a word a character."""
    columns: dict[str, Real]
    whole: Hashes
    """What each line says, letters and digits only."""
    content: tuple[Whole, Whole]
    """A number for each word that is about something, and its line; a word counts once in a line."""

    @property
    def count(self) -> int:
        return len(self.letters.starts)

    @property
    def prose(self) -> Real:
        """Words of a line that reads like sentences; 0 for one that does not."""
        ends, many = self.columns["ends"] > 0, self.many
        sentence = ends & (many >= 8)
        loose = ~sentence & (many >= 20) & (self.columns["stop_words"] > 0.25)
        found: Real = np.where(sentence, np.minimum(many, 60.0), np.where(loose, many * 0.4, 0.0))
        return found


def read_lines(texts: Sequence[str]) -> Lines:
    """The lines of a page with the columns of ``FORM``."""
    letters = letters_of([text.strip() for text in texts])
    words = words_of_page(letters)
    plain = np.bincount(words.line[~letters.has(WIDE)[words.start]], minlength=len(texts))
    many = plain + letters.count(letters.has(WIDE)) / 2
    at, there = _LISTED.find(words.hash)
    listed = np.where(there, _LISTED_AS[at], np.uint8(0))
    columns = _marks(letters, many) | _kinds_of_words(letters, words, many, listed) | _figures(letters)
    columns["date"] = np.maximum(columns["date"], columns.pop("numeric"))
    whole, repeats = _repeats(letters, many)
    return Lines(letters, words, many, columns | repeats, whole, _content(letters, words, listed))


def _content(letters: Letters, words: WordsOfPage, listed: Listed) -> tuple[Whole, Whole]:
    count = len(letters.starts)
    content = ((words.end - words.start > 3) | letters.has(WIDE)[words.start]) & ((listed & _STOP) == 0)
    _, number = np.unique(words.stem[content], return_inverse=True)
    each = np.unique(number * np.int64(count) + words.line[content])
    return each // count, each % count


def _marks(letters: Letters, many: Real) -> dict[str, Real]:
    """Length, marks and the way a line ends."""
    chars = (letters.ends - letters.starts).astype(float)
    safe, words = np.maximum(chars, 1.0), np.maximum(many, 1.0)
    upper, lower = letters.has(UPPER), letters.has(LOWER)
    ends, cut, colon = _endings(letters)
    glued = np.zeros(len(letters.codes), dtype=bool)
    glued[:-2] = lower[:-2] & upper[1:-1] & lower[2:]
    inner = np.zeros(len(letters.codes), dtype=bool)
    inner[:-2] = letters.has(END)[:-2] & letters.has(SPACE | CLOSE)[1:-1] & letters.has(UPPER | QUOTE | SPACE)[2:]
    inner |= letters.has(END) & letters.has(WIDE)
    first = letters.codes[np.minimum(letters.starts, max(len(letters.codes) - 1, 0))] if len(letters.codes) else chars
    return {
        "chars": np.log1p(chars),
        "words": np.log1p(many),
        "ends": ends,
        "cut_off": cut,
        "colon": colon,
        "digits": letters.count(letters.has(DIGIT)) / safe,
        "commas": letters.count(letters.has(COMMA)) / words,
        "sentences": np.minimum(letters.count(inner), 8).astype(float),
        "bullet": _any_of(first, _BULLETS) & (chars > 0),
        "quotes": np.minimum(letters.count(letters.has(QUOTE)), 4).astype(float),
        "glued": np.minimum(letters.count(glued), 3).astype(float),
        "bars": letters.count(letters.has(BAR)) / words,
        "long_without_end": (ends == 0) & (chars >= 100),
        "wide": letters.count(letters.has(WIDE)) / safe,
    }


def _endings(letters: Letters) -> tuple[Real, Real, Real]:
    """Whether lines end like sentences, are cut off by dots, or end with a colon."""
    signs, codes = letters.signs, letters.codes
    if not len(codes):
        nothing = np.zeros(len(letters.starts))
        return nothing, nothing, nothing
    last = letters.ends - 1
    empty = letters.ends == letters.starts
    for _ in range(3):
        inside = (last > letters.starts) & ((signs[np.maximum(last, 0)] & CLOSE) != 0)
        last = np.where(inside, last - 1, last)
    place = np.maximum(last, 0)
    before = np.maximum(place - 1, 0)
    dots = (codes[place] == ord("…")) | ((codes[place] == ord(".")) & (codes[before] == ord(".")))
    cut = dots & ~empty
    ends = ((signs[place] & END) != 0) & ~empty & ~cut
    colon = ((codes[place] == ord(":")) | (codes[place] == ord("："))) & ~empty
    return ends.astype(float), cut.astype(float), colon.astype(float)


def _kinds_of_words(letters: Letters, words: WordsOfPage, many: Real, listed: Listed) -> dict[str, Real]:
    """Shares of words of a kind."""
    count = len(letters.starts)

    def total(values: Mask | Whole) -> Real:
        found: Real = np.bincount(words.line, weights=values, minlength=count).astype(float)
        return found

    safe = np.maximum(many, 1.0)
    if not len(words.start):
        return {name: np.zeros(count) for name in _OF_WORDS} | {"symbols_only": np.ones(count)}
    first = letters.signs[words.start]
    length = words.end - words.start
    alphabetic = (first & DIGIT) == 0
    capitals = alphabetic & ((first & UPPER) != 0)
    second = letters.signs[np.minimum(words.start + 1, len(letters.signs) - 1)]
    all_caps = capitals & (length > 1) & ((second & UPPER) != 0)
    cased = np.maximum(total(alphabetic), 1.0)
    wide = letters.count(letters.has(WIDE)) * 3 > (letters.ends - letters.starts)
    months = (listed & _MONTH) != 0
    number = ~alphabetic & (length <= 4)
    beside = np.zeros(len(months), dtype=bool)
    if len(months) > 1:
        same = words.line[1:] == words.line[:-1]
        beside[1:] |= months[1:] & number[:-1] & same
        beside[:-1] |= months[:-1] & number[1:] & same
    return {
        "word_length": total(length) / np.maximum(np.bincount(words.line, minlength=count), 1),
        "stop_words": np.where(wide, 0.4, total((listed & _STOP) != 0) / safe),
        "capitals": total(capitals) / cased,
        "all_caps": total(all_caps) / cased,
        "said": np.minimum(total((listed & _SAID) != 0), 1),
        "date": np.minimum(total(beside), 1),
        "symbols_only": (np.bincount(words.line, minlength=count) == 0).astype(float),
    }


def _figures(letters: Letters) -> dict[str, Real]:
    """Clocks, dates written in figures, and addresses, told by what stands next to what."""
    digit, codes = letters.has(DIGIT), letters.codes
    clock = _near(digit, -1) & _any_of(codes, _CLOCK_MARKS) & _near(digit, 1) & _near(digit, 2) & ~_near(digit, 3)
    mark = _any_of(codes, _DATE_MARKS)
    first = mark & _near(digit, -1) & _near(digit, 1)
    second = (_near(mark, 2) & _near(digit, 3)) | (_near(digit, 2) & _near(mark, 3) & _near(digit, 4))
    address = (codes == ord("@")) | ((codes == ord(":")) & _near(codes == ord("/"), 1) & _near(codes == ord("/"), 2))
    return {
        "clock": np.minimum(letters.count(clock), 1).astype(float),
        "numeric": np.minimum(letters.count((first & second) | (codes == ord("年"))), 1).astype(float),
        "link": np.minimum(letters.count(address), 1).astype(float),
    }


def _any_of(codes: npt.NDArray[np.uint32], marks: str) -> Mask:
    """Which characters are one of a few."""
    found = np.zeros(len(codes), dtype=bool)
    for mark in marks:
        found |= codes == ord(mark)
    return found


def _near(mask: Mask, step: int) -> Mask:
    """A mask read ``step`` characters further on."""
    found = np.zeros(len(mask), dtype=bool)
    if step > 0:
        found[:-step] = mask[step:]
    else:
        found[-step:] = mask[:step]
    return found


def _repeats(letters: Letters, many: Real) -> tuple[Hashes, dict[str, Real]]:
    """What each line says, and what of it stands again: in full, in shape (digits aside), as the start of a line."""
    exact, prefix, starts, ends = line_hashes(letters, digits=True)
    shapes, *_ = line_hashes(letters, digits=False)
    shape = np.where(many <= 2 * SHORT, shapes, exact)
    inside, holds = said_inside(prefix, starts, ends)
    return exact, {
        "repeats": _times_again(exact),
        "shape_repeats": _times_again(shape),
        "inside_other": inside,
        "holds_other": holds,
    }


def _times_again(hashes: Hashes) -> Real:
    _, which, times = np.unique(hashes, return_inverse=True, return_counts=True)
    found: Real = np.log1p(times - 1.0)[which]
    return found
