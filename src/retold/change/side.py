"""One side of a pair of sentences: its tokens in a row, their places in the article, and the phrases they form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from retold.model import Analysis, Article, Mention, Span, Token
from retold.tables import hedge_class, meaning_groups
from retold.text import fold

Range = tuple[int, int]
"""Token numbers ``[first, last)`` of one side."""

PhraseKind = Literal["verb", "noun", "adverb", "other"]

_MARKS = {"“": "open", "„": "open", "«": "open", "”": "close", "»": "close", '"': "either", "``": "open", "''": "close"}
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_VERB_PARTS = frozenset({"aux", "auxpass", "neg", "prt"})
_IN_FRONT_OF_NOUN = frozenset(
    {"det", "amod", "compound", "nummod", "nmod", "poss", "case", "quantmod", "predet", "advmod", "punct", "npadvmod"}
)
_HALF_MODAL = frozenset("suppose schedule set slate due expect plan go have begin start continue try seem".split())


@dataclass(frozen=True)
class Side:
    """The tokens of one side of a pair; with two or three sentences (a merge) they stand in one row."""

    article: Article
    sentences: tuple[int, ...]
    tokens: tuple[Token, ...]
    """``start`` and ``end`` count in the article; heads count in this row."""
    sentence_of: tuple[int, ...]
    mentions: tuple[Mention, ...]

    def span(self, at: Range) -> Span:
        return Span(self.tokens[at[0]].start, self.tokens[at[1] - 1].end)

    def words(self, at: Range | None) -> str:
        if at is None:
            return ""
        start, end = self.span(at)
        return self.article.text[start:end]

    def range_of(self, spans: Iterable[Span]) -> Range | None:
        """The tokens that the spans touch, as one range; None when they touch none."""
        places = tuple(spans)
        touched = [
            number
            for number, token in enumerate(self.tokens)
            if any(token.start < end and token.end > start for start, end in places)
        ]
        return (touched[0], touched[-1] + 1) if touched else None

    @cached_property
    def plain(self) -> tuple[str, ...]:
        return tuple(fold(token.text) for token in self.tokens)

    @cached_property
    def quoted(self) -> tuple[Range, ...]:
        """The stretches between quotation marks, marks included, whoever speaks them."""
        found: list[Range] = []
        opened: int | None = None
        for number, token in enumerate(self.tokens):
            mark = _MARKS.get(token.text)
            if mark == "open" or (mark == "either" and opened is None):
                opened = number
            elif mark and opened is not None:
                found.append((opened, number + 1))
                opened = None
        return tuple(found)

    @cached_property
    def phrases(self) -> tuple[int, ...]:
        """For each token the number of its phrase: the token that heads a verb group or a noun phrase, or itself."""
        heads = list(range(len(self.tokens)))
        for number, token in enumerate(self.tokens):
            if token.pos in ("VERB", "AUX") and token.dep not in _VERB_PARTS:
                for part in self._verb_parts(number):
                    heads[part] = self._verb_head(number)
        for number, token in enumerate(self.tokens):
            if token.pos in _NOUNS and heads[number] == number and not self._inside_noun_phrase(number):
                for part in range(self._left_edge(number), number):
                    if self.tokens[part].pos != "VERB" or self.tokens[part].dep == "amod":
                        heads[part] = number
        return tuple(heads)

    def kind(self, number: int) -> PhraseKind:
        """What kind of phrase a token belongs to."""
        head = self.tokens[self.phrases[number]]
        if head.pos in ("VERB", "AUX"):
            return "verb"
        if head.pos in _NOUNS:
            return "noun"
        return "adverb" if head.pos == "ADV" else "other"

    def phrase(self, number: int) -> Range:
        """The tokens of the phrase that a token belongs to, from the first to the last."""
        head = self.phrases[number]
        members = [other for other, own in enumerate(self.phrases) if own == head]
        return members[0], members[-1] + 1

    def subtree(self, number: int) -> Range:
        """A token with everything that hangs on it."""
        inside = {number}
        grown = True
        while grown:
            more = {n for n, token in enumerate(self.tokens) if token.head in inside} - inside
            grown = bool(more)
            inside |= more
        return min(inside), max(inside) + 1

    def _children(self, number: int) -> list[int]:
        return [other for other, token in enumerate(self.tokens) if token.head == number and other != number]

    def _verb_head(self, number: int) -> int:
        """The first verb of a chain such as ``were due to set out``."""
        token = self.tokens[number]
        above = self.tokens[token.head]
        if token.dep == "xcomp" and token.head != number and above.lemma in _HALF_MODAL:
            return self._verb_head(token.head)
        return number

    def _verb_parts(self, number: int) -> list[int]:
        parts = [number]
        for child in self._children(number):
            token = self.tokens[child]
            if token.dep in _VERB_PARTS or (token.dep == "advmod" and self._is_particle(child, number)):
                parts.append(child)
            elif token.dep in ("dobj", "prep") and (last := self._fixed_end(number, child)):
                parts += range(number + 1, last)
            elif token.tag in ("WDT", "WP") and self.tokens[number].dep == "relcl" and token.dep.startswith("nsubj"):
                parts += [child - 1, child] if child and self.tokens[child - 1].text == "," else [child]
        return parts

    def _is_particle(self, adverb: int, verb: int) -> bool:
        """A short adverb that belongs to its verb (``just shut down``); a hedge or a manner stands for itself."""
        word = self.tokens[adverb].lemma.lower()
        near = abs(adverb - verb) <= 2
        return near and not word.endswith("ly") and hedge_class(word) is None and len(word) <= 5

    def _fixed_end(self, verb: int, child: int) -> int | None:
        """Where an expression of a verb and its next words ends: ``take place``, ``put on hold``; else None."""
        if child != verb + 1:
            return None
        last = child + (2 if self.tokens[child].dep == "prep" else 1)
        phrase = " ".join([self.tokens[verb].lemma, *(token.text.lower() for token in self.tokens[child:last])])
        return last if last <= len(self.tokens) and meaning_groups(phrase) else None

    def _inside_noun_phrase(self, number: int) -> bool:
        token = self.tokens[number]
        above = self.tokens[token.head]
        return token.dep in _IN_FRONT_OF_NOUN and token.head > number and above.pos in _NOUNS

    def _left_edge(self, number: int) -> int:
        edge = number
        for child in self._children(number):
            if child < number and self.tokens[child].dep in _IN_FRONT_OF_NOUN:
                edge = min(edge, self._left_edge(child))
        return edge


def side_of(article: Article, sentences: Sequence[int], analysis: Analysis) -> Side:
    """The tokens of some sentences of an article in one row, with the mentions found in them."""
    tokens: list[Token] = []
    sentence_of: list[int] = []
    for number in sentences:
        offset, base = article.sentences[number].start, len(tokens)
        for token in analysis.parses[number]:
            tokens.append(
                replace(
                    token,
                    start=token.start + offset,
                    end=token.end + offset,
                    head=token.head + base,
                    pos="SPACE" if token.text.isspace() else token.pos,
                )
            )
            sentence_of.append(number)
    wanted = set(sentences)
    # A length of time is a date mention too, which is compared as one: ``72 hours`` is ``three days``.
    mentions = tuple(m for m in analysis.mentions if m.sentence in wanted and m.rule != "figure.length")
    return Side(article, tuple(sentences), tuple(tokens), tuple(sentence_of), mentions)
