"""One article as a whole: which words, figures, days and names it has, and how much of a clause it tells.

A clause is told by the sentence of the other article that has most of its content words: the same word, another form of
it (by its first letters), a word of the same meaning, another name of the same state, or the same number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property

from retold.change.likeness import senses
from retold.model import Analysis, DateMention, Event, Figure, Name, Token

_LIGHT = frozenset(
    """be have do go get make take give come put keep let say tell see seem become happen use want try start begin
    face receive provide express share continue remain include follow thing way lot people person time one also still
    even just only very really so too then there here not no""".split()
)
"""Words that a retelling changes without changing what is told."""
_CONTENT = frozenset({"NOUN", "PROPN", "NUM", "ADJ", "ADV", "VERB", "INTJ"})
_DIGITS = re.compile(r"\d+")
_ENDING = re.compile(r"(?<=\w{4})(?:ing|ers?|m[ae]n|ists?|ments?|ions?|ness|ly|ed|s|e|y)$")
_NAMED = 2.0
"""Weight of a name or number, which a retelling keeps letter for letter, against other content words."""
_STEM = 5
"""Letters that two forms of a word share at least: ``arsonist`` and ``arson``, ``endanger`` and ``endangered``."""


class Version:
    """An article's analysis with the questions that the rules ask of it."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis

    @cached_property
    def lemmas(self) -> frozenset[str]:
        return frozenset(token.lemma.lower() for parse in self.analysis.parses for token in parse)

    @cached_property
    def words(self) -> frozenset[str]:
        """The tokens in plain clothes: a number of a date is not among the figures."""
        texts = (token.text.lower() for parse in self.analysis.parses for token in parse)
        return frozenset(part for text in texts for part in (text, *text.split("-")))

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(mention for mention in self.analysis.mentions if isinstance(mention, Figure))

    @cached_property
    def dates(self) -> tuple[DateMention, ...]:
        return tuple(mention for mention in self.analysis.mentions if isinstance(mention, DateMention))

    @cached_property
    def events(self) -> tuple[Event, ...]:
        return tuple(mention for mention in self.analysis.mentions if isinstance(mention, Event))

    @cached_property
    def names(self) -> tuple[Name, ...]:
        return tuple(mention for mention in self.analysis.mentions if isinstance(mention, Name))

    @cached_property
    def _sentences(self) -> tuple[frozenset[str], ...]:
        return tuple(keys_of(parse) for parse in self.analysis.parses)

    @cached_property
    def keys(self) -> frozenset[str]:
        """Everything by which the content words of the whole article can be recognised."""
        return frozenset().union(*self._sentences)

    def told(self, tokens: Sequence[Token]) -> float:
        """Share of the content words of some tokens that the best sentence of this article has, 0 to 1."""
        return max((told_by(tokens, keys) for keys in self._sentences), default=0.0)

    def teller(self, tokens: Sequence[Token], least: float) -> int | None:
        """The number of that sentence; None when it has less than ``least`` of the words."""
        shares = [(told_by(tokens, keys), -number) for number, keys in enumerate(self._sentences)]
        share, number = max(shares, default=(0.0, 0))
        return -number if share >= least else None


def keys_of(tokens: Iterable[Token]) -> frozenset[str]:
    """Everything by which the content words of some tokens can be recognised."""
    return frozenset(key for token in content_words(tokens) for key in _keys(token.lemma.lower(), token.text.lower()))


def content_words(tokens: Iterable[Token]) -> Iterator[Token]:
    """The tokens that say something: no function words and no verbs or nouns that stand for any other."""
    for token in tokens:
        if token.pos in _CONTENT and token.lemma.lower() not in _LIGHT and any(map(str.isalnum, token.text)):
            yield token


def told_by(tokens: Iterable[Token], keys: frozenset[str]) -> float:
    """Share of the content words of some tokens that stand among the keys; 1 when there are no content words."""
    whole = here = 0.0
    for token in content_words(tokens):
        weight = _NAMED if token.pos in ("PROPN", "NUM") else 1.0
        whole += weight
        here += weight * bool(_keys(token.lemma.lower(), token.text.lower()) & keys)
    return here / whole if whole else 1.0


@cache
def _keys(lemma: str, text: str) -> frozenset[str]:
    found = {lemma, text, *senses(lemma), *_DIGITS.findall(text)}
    if len(lemma) >= _STEM and lemma.isalpha():
        found.add(f"stem:{_ENDING.sub('', _ENDING.sub('', lemma))[:_STEM]}")
    return frozenset(found)
