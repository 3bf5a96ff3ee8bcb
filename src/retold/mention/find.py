"""All mentions of a pile: each distinct sentence is parsed once, then every article puts its own together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from retold.mention.date import dates_of
from retold.mention.event import events_in
from retold.mention.figure import amounts, figure_mention
from retold.mention.hedge import hedges_in
from retold.mention.memory import Memory
from retold.mention.parse import parse_all
from retold.mention.quote import quotations
from retold.mention.reference import minds_of
from retold.mention.seat import Seat, seats_of
from retold.mention.tree import Tree
from retold.mention.voice import voices_in
from retold.model import Analysis, Article, DateMention, Mention, Span
from retold.settings import MentionSettings


def find_mentions(articles: Sequence[Article], settings: MentionSettings) -> tuple[Analysis, ...]:
    """What every article mentions, with the parse of its sentences; equal sentences share one parse."""
    texts = (text for article in articles for text in _texts(article))
    trees = {text: Tree(parse) for text, parse in parse_all(texts, settings).items()}
    return tuple(_analysis(article, trees, settings) for article in articles)


def _texts(article: Article) -> Iterator[str]:
    if article.title:
        yield article.title
    for number in range(len(article.sentences)):
        yield article.words_of(number)


def _analysis(article: Article, trees: Mapping[str, Tree], settings: MentionSettings) -> Analysis:
    quoted = quotations(article.text)
    seats = tuple(seats_of(article, trees, quoted))
    memory = Memory(seat.tree for seat in seats)
    minds = tuple(minds_of(seats, memory, settings))
    mentions: list[Mention] = []
    for seat, mind, dates in zip(seats, minds, dates_of(seats, settings), strict=True):
        mentions += dates
        mentions += _plain_mentions(seat, dates, memory)
        mentions += events_in(seat, memory, mind)
    voices = voices_in(seats, minds, memory, quoted, settings)
    title = article.title or ""
    return Analysis(
        article=article.id,
        parses=tuple(trees[article.words_of(number)].tokens for number in range(len(article.sentences))),
        title_parse=trees[title].tokens if title else (),
        mentions=tuple(sorted((*mentions, *voices.attributions, *voices.quotes), key=_reading_order)),
    )


def _plain_mentions(seat: Seat, dates: Sequence[DateMention], memory: Memory) -> Iterator[Mention]:
    """The mentions that need nothing but their sentence and the names of the article."""
    place = (seat.article.id, seat.number, seat.offset)
    for name in memory.names_of(seat.tree):
        yield memory.mention(name, *place)
    taken = [
        Span(one.span.start - seat.offset, one.span.end - seat.offset) for one in dates if one.type != "DURATION"
    ]  # the number of a length of time is a quantity too
    for amount in amounts(seat.tree, taken):
        yield figure_mention(amount, *place)
    yield from hedges_in(seat.tree, *place)


def _reading_order(mention: Mention) -> tuple[int, int, int, str]:
    return (-1 if mention.sentence is None else mention.sentence, mention.span.start, mention.span.end, mention.kind)
