"""An article taken apart for comparing: its words, its sentences, and the specifics that each sentence carries."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from retold.match.common import is_content, is_function, stem
from retold.model import Analysis, Article, Attribution, Sentence, Span
from retold.text import fold, words

_QUOTED = re.compile(r"[“\"]([^“”\"]{12,600})[”\"]")
_CORRECTS = re.compile(
    r"\b(?:an? (?:earlier|previous) version of this"
    r"|this (?:article|story|report) (?:has been|was) (?:corrected|updated|amended)"
    r"|^correction\b|^clarification\b|correction appended)",
    re.IGNORECASE | re.MULTILINE,
)
_NUMBER_WORDS = frozenset(
    {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "dozen", "hundred"}
    | {"thousand", "million", "billion", "half"}
)


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of an article with what it is made of."""

    number: int
    span: Span
    plain: str
    """Folded words, for telling whether two sentences are the same letter for letter."""
    stems: frozenset[str]
    """Stems of the words that say something."""
    names: frozenset[str]
    """Folded words written with a capital inside the sentence."""
    figures: Mapping[str, str]
    """Figures and number words, each with what it counts, for showing."""
    quotes: tuple[str, ...]
    """Folded words between quotation marks."""
    size: int
    """Number of words."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One text state of a story, ready to be compared with the others."""

    article: Article
    lines: tuple[Line, ...]
    stems: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    """Stems that follow each other."""
    grams: frozenset[tuple[str, str, str]]
    """Three words in a row."""
    folded: str
    corrects: bool
    """The page says that it is a later version of an article."""
    sources: tuple[Attribution, ...]
    """Who is said to have said what, when that was looked for."""

    @property
    def id(self) -> str:
        return self.article.id


def take_apart(article: Article, analysis: Analysis | None) -> Telling:
    """An article with everything that the comparing of lineages needs."""
    lines = tuple(_line(article, number, sentence) for number, sentence in enumerate(article.sentences))
    here = [word for word, _ in words(article.text)]
    stems = [stem(word) for word in here]
    mentions = analysis.mentions if analysis else ()
    return Telling(
        article=article,
        lines=lines,
        stems=frozenset(one for one, word in zip(stems, here, strict=True) if not is_function(word)),
        pairs=frozenset(pairwise(stems)),
        grams=frozenset(zip(here, here[1:], here[2:], strict=False)),
        folded=" ".join(here),
        corrects=bool(_CORRECTS.search(article.text)) or any(_CORRECTS.search(one.text) for one in article.furniture),
        sources=tuple(one for one in mentions if isinstance(one, Attribution)),
    )


def _line(article: Article, number: int, sentence: Sentence) -> Line:
    text = article.text[sentence.start : sentence.end]
    found = words(text)
    folded = [word for word, _ in found]
    return Line(
        number=number,
        span=Span(sentence.start, sentence.end),
        plain=" ".join(folded),
        stems=frozenset(stem(word) for word in folded if not is_function(word)),
        names=frozenset(
            word
            for word, span in found[1:]
            if text[span.start].isupper() and not is_function(word) and is_content(word)
        ),
        figures={
            word: _counted(text, found, place)
            for place, word in enumerate(folded)
            if word[0].isdigit() or word in _NUMBER_WORDS
        },
        quotes=tuple(_plain(quoted) for quoted in _QUOTED.findall(text)),
        size=len(folded),
    )


def _counted(text: str, found: Sequence[tuple[str, Span]], place: int) -> str:
    """A figure as written, with the words after it that say what is counted."""
    last = place
    while last < min(place + 2, len(found) - 1) and not is_function(found[last + 1][0]):
        last += 1
        if not text[found[last][1].start].isupper():
            break
    return text[found[place][1].start : found[last][1].end]


def _plain(text: str) -> str:
    return " ".join(word for word, _ in words(fold(text)))
