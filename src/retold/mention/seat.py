"""The sentences of an article in their places, each with its tree and the quotations that run through it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from retold.mention.attribution import sayings_in
from retold.mention.quote import quotations
from retold.mention.saying import Saying
from retold.mention.tree import Tree
from retold.model import Article, Span


@dataclass(frozen=True)
class Seat:
    """One sentence of an article, or its headline, with its tree; ``offset`` leads from the sentence to the article."""

    article: Article
    number: int | None
    offset: int
    tree: Tree
    quotations: tuple[Span, ...]
    """Quotations that overlap the sentence; places count inside it."""

    @cached_property
    def sayings(self) -> tuple[Saying, ...]:
        return sayings_in(self.tree, self.quotations)

    def placed(self, span: Span) -> Span:
        """A span of the sentence as a span of the article."""
        return Span(span.start + self.offset, span.end + self.offset)

    @property
    def end(self) -> int:
        return self.offset + len(self.tree.parse.text)


def seats_of(article: Article, trees: Mapping[str, Tree], quoted: Sequence[Span]) -> Iterator[Seat]:
    """The headline, when there is one, and the sentences; ``quoted`` are the quotations of the article's text."""
    if article.title:
        yield Seat(article, None, 0, trees[article.title], quotations(article.title))
    for number, sentence in enumerate(article.sentences):
        inside = tuple(
            Span(max(0, span.start - sentence.start), min(sentence.end, span.end) - sentence.start)
            for span in quoted
            if span.start < sentence.end and sentence.start < span.end
        )
        yield Seat(article, number, sentence.start, trees[article.words_of(number)], inside)
