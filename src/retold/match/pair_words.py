"""Two texts as words over one vocabulary of stems, ready to be searched for passages that were reworded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from retold.match.common import is_function, stem
from retold.model import Span
from retold.settings import RewordedSettings
from retold.text import fold, split_sentences

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class PairWords:
    """The words of one text of a pair; a stem has the same number in both texts."""

    starts: Ints
    ends: Ints
    stems: Ints
    topical: Flags
    """Which words say what a text is about: not the function words and single letters."""
    weights: Floats
    """How much it means that a word stands in the other text too: little when a text holds it many times."""
    sentences: Ints
    """Words at which a sentence begins, and the number of words at the end; short sentences go with the next."""
    kinds: int
    """How many stems the two texts have together."""

    def __len__(self) -> int:
        return len(self.stems)

    def span(self, stretch: tuple[int, int]) -> Span:
        """Where a stretch of words stands in the text."""
        return Span(int(self.starts[stretch[0]]), int(self.ends[stretch[1] - 1]))


def pair_words(a: str, b: str, settings: RewordedSettings) -> tuple[PairWords, PairWords]:
    """The words of two texts over one vocabulary."""
    found = _words(a), _words(b)
    numbers: dict[str, int] = {}
    topical: list[bool] = []
    stemmed: dict[str, int] = {}
    for word in (word for side in found for word, _ in side):
        if word not in stemmed:
            says = len(word) > 1 and not is_function(word)
            root = stem(word) if says else word
            stemmed[word] = numbers.setdefault(root, len(numbers))
            if len(topical) < len(numbers):
                topical.append(says)
    stems = tuple(np.fromiter((stemmed[word] for word, _ in side), np.int64, len(side)) for side in found)
    flags = np.array(topical, np.bool_)
    counts = np.maximum(*(np.bincount(side, minlength=len(numbers)) for side in stems))
    weights = np.where(flags, 1 / (1 + settings.common_discount * np.log(np.maximum(1, counts))), settings.small_word)
    return (
        _side(a, [span for _, span in found[0]], stems[0], (flags, weights), settings.sentence_words),
        _side(b, [span for _, span in found[1]], stems[1], (flags, weights), settings.sentence_words),
    )


def _words(text: str) -> list[tuple[str, Span]]:
    """The words in plain clothes, the parts of compounds apart: another hand hyphenates in another way."""
    return [(_folded(found.group()), Span(*found.span())) for found in _WORD.finditer(text)]


@lru_cache(maxsize=65_536)
def _folded(word: str) -> str:
    return fold(word)


def _side(text: str, spans: Sequence[Span], stems: Ints, of_stem: tuple[Flags, Floats], least: int) -> PairWords:
    starts = np.array([span.start for span in spans], np.int64)
    flags, weights = of_stem
    return PairWords(
        starts=starts,
        ends=np.array([span.end for span in spans], np.int64),
        stems=stems,
        topical=flags[stems],
        weights=weights[stems],
        sentences=_sentence_words(text, starts, least),
        kinds=len(flags),
    )


def _sentence_words(text: str, starts: Ints, least: int) -> Ints:
    """The first word of each sentence of at least ``least`` words, and the number of words at the end."""
    firsts = np.searchsorted(starts, [sentence.start for sentence in split_sentences(text)]).tolist()
    kept: list[int] = []
    begin = 0
    for after in [*firsts[1:], len(starts)]:
        if after - begin >= least:
            kept.append(begin)
            begin = after
    return np.array([*kept, len(starts)] if kept else [0, len(starts)], np.int64)
