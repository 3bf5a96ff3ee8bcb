"""A name among the words of its sentence: what its cues are looked for in."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import NamedTuple

from retold.article.cue_words import ARTICLES, Way
from retold.article.outlet import Mentioned

_TOKEN = re.compile(
    r"(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|[A-Z])\."
    r"|(?:[dlDL]|[Aa]ll|[Dd]ell|[Dd]all|[Uu]n|[Nn]ell)['’](?=[^\W\d_])"
    r"|[^\W_]+(?:['’.\-&][^\W_]+)*|[^\w\s]|_"
)
_OWNING = re.compile(r"'s$")

Cue = tuple[int, int, Way]
"""The first and the last word of a credit by their numbers, and its way."""


class Word(NamedTuple):
    """A word or mark of a sentence."""

    text: str
    low: str
    """In lower case, without the ending of a possessive or the point of an abbreviation."""
    start: int
    end: int


class Place(NamedTuple):
    """A name among the words of its sentence: the number of its first word, and of the first one behind it."""

    words: Sequence[Word]
    first: int
    after: int
    mention: Mentioned

    def low(self, at: int) -> str:
        """A word in lower case; nothing beyond the ends of the sentence."""
        return self.words[at].low if 0 <= at < len(self.words) else ""

    def has_capital(self, at: int) -> bool:
        """True for a word with a capital; False beyond the ends."""
        return 0 <= at < len(self.words) and self.words[at].text[0].isupper()

    def skip(self, at: int, words: Container[str], most: int) -> int:
        """The number of the first word that is none of some words, of which at most a few are passed over."""
        return next((one for one in range(at, at + most) if self.low(one) not in words), at + most)

    def back(self, words: Container[str] = ARTICLES) -> int:
        """The number of the last word before the name that is none of some words."""
        at = self.first - 1
        while self.low(at) in words:
            at -= 1
        return at

    def any_of(self, words: Container[str], start: int, end: int) -> bool:
        """True when one of some words stands in a stretch."""
        return any(self.low(at) in words for at in range(start, end))

    @property
    def is_owner(self) -> bool:
        """True for a name in the possessive: ``the Courier's``."""
        return self.behind > self.after or self.words[self.after - 1].end > self.mention.span.end

    @property
    def behind(self) -> int:
        """The number of the first word behind the name and the mark of a possessive: ``Harbour News'``."""
        mark = self.low(self.after) in ("'", "’") and self.words[self.after].start == self.mention.span.end
        return self.after + 1 if mark and self.low(self.after + 1)[:1].isalnum() else self.after


def words_of(sentence: str) -> list[Word]:
    """The words and marks of a sentence, with their places in it."""
    return [Word(found.group(), _low(found.group()), *found.span()) for found in _TOKEN.finditer(sentence)]


def _low(word: str) -> str:
    if len(word) == 1:
        return word.lower()
    return _OWNING.sub("", word.lower().replace("’", "'")).rstrip(".")
