"""All mentions of a pile: each distinct sentence is parsed once, then every article puts its own together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from retold.mention.attribution import Saying, sayings_in
from retold.mention.date import date_mention, expressions
from retold.mention.event import events_in
from retold.mention.figure import amounts, figure_mention
from retold.mention.hedge import hedges_in
from retold.mention.name import Found, Memory, names_in
from retold.mention.parse import parse_all
from retold.mention.quote import quotations, says_something
from retold.mention.tree import Tree
from retold.model import (
    Analysis,
    Article,
    Attribution,
    Mention,
    Quote,
    Source,
    Span,
    Speaker,
    Words,
)
from retold.settings import MentionSettings


def find_mentions(articles: Sequence[Article], settings: MentionSettings) -> tuple[Analysis, ...]:
    """What every article mentions, with the parse of its sentences; equal sentences share one parse."""
    texts = (text for article in articles for text in _texts(article))
    trees = {text: Tree(parse) for text, parse in parse_all(texts, settings).items()}
    return tuple(_analysis(article, trees) for article in articles)


def _texts(article: Article) -> Iterator[str]:
    if article.title:
        yield article.title
    for number in range(len(article.sentences)):
        yield article.words_of(number)


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
        return Span(span.start + self.offset, span.end + self.offset)


def _analysis(article: Article, trees: Mapping[str, Tree]) -> Analysis:
    seats = tuple(_seats(article, trees))
    found = [names_in(seat.tree) for seat in seats]
    memory = Memory([name for names in found for name in names])
    mentions: list[Mention] = []
    person: str | None = None
    for seat, names in zip(seats, found, strict=True):
        people = [*names, *memory.people_in(seat.tree, names)]
        mentions += _plain_mentions(seat, people, memory)
        attributions = [_attribution(seat, saying, memory, person) for saying in seat.sayings]
        mentions += attributions
        mentions += _quotes(seat, attributions)
        person = _person_in_mind(seat, people, memory) or person
    title = article.title or ""
    return Analysis(
        article=article.id,
        parses=tuple(trees[article.words_of(number)].tokens for number in range(len(article.sentences))),
        title_parse=trees[title].tokens if title else (),
        mentions=tuple(sorted(mentions, key=_reading_order)),
    )


def _seats(article: Article, trees: Mapping[str, Tree]) -> Iterator[Seat]:
    if article.title:
        yield Seat(article, None, 0, trees[article.title], quotations(article.title))
    quoted = quotations(article.text)
    for number, sentence in enumerate(article.sentences):
        inside = tuple(
            Span(max(0, span.start - sentence.start), min(sentence.end, span.end) - sentence.start)
            for span in quoted
            if span.start < sentence.end and sentence.start < span.end
        )
        yield Seat(article, number, sentence.start, trees[article.words_of(number)], inside)


def _plain_mentions(seat: Seat, people: Sequence[Found], memory: Memory) -> Iterator[Mention]:
    """The mentions that need nothing but their sentence and the names of the article."""
    place = (seat.article.id, seat.number, seat.offset)
    for name in people:
        yield memory.mention(name, *place)
    times = expressions(seat.tree)
    for time in times:
        yield date_mention(time, seat.article, seat.number, seat.offset)
    for amount in amounts(seat.tree, [time.span for time in times]):
        yield figure_mention(amount, *place)
    yield from hedges_in(seat.tree, *place)
    yield from events_in(seat.tree, seat.sayings, memory, place)


def _attribution(seat: Seat, saying: Saying, memory: Memory, person: str | None) -> Attribution:
    ends = [saying.source, saying.cue, *saying.content]
    return Attribution(
        article=seat.article.id,
        sentence=seat.number,
        span=seat.placed(Span(min(span.start for span in ends), max(span.end for span in ends))),
        rule=saying.rule,
        confidence=0.7,
        content_spans=tuple(seat.placed(span) for span in saying.content),
        source=Source(
            spans=(seat.placed(saying.source),),
            text=seat.tree.words(saying.source),
            class_=saying.class_,
            name=_source_name(seat, saying, memory, person),
            count=saying.count,
            subset=saying.subset,
            role=saying.role,
            affiliation=saying.affiliation,
        ),
        cue=Words((seat.placed(saying.cue),), seat.tree.words(saying.cue)),
        firmness=saying.firmness,
        negated=saying.negated,
    )


def _source_name(seat: Seat, saying: Saying, memory: Memory, person: str | None) -> str | None:
    """The full name of a named source; for he or she the person the text has in mind, for other pronouns nobody."""
    head = seat.tree.tokens[saying.head]
    if saying.class_ == "pronoun":
        return person if head.text.lower() in ("he", "she") else None
    if saying.class_ == "named":
        for name in names_in(seat.tree):
            if name.type == "person" and saying.source.start <= name.span.start < saying.source.end:
                return memory.full_name(name.text)
        return memory.full_name(head.text)
    return seat.tree.words(saying.source) if saying.class_ in ("body", "outlet") and head.pos == "PROPN" else None


def _quotes(seat: Seat, attributions: Sequence[Attribution]) -> Iterator[Quote]:
    """The quotations of a sentence with their speakers: the attribution whose content or cue they touch."""
    for quotation in seat.quotations:
        text = seat.tree.words(quotation)
        said = next((a for a in attributions if _belongs(seat.placed(quotation), a)), None)
        if not says_something(text, said is not None):
            continue
        speaker = Speaker(said.source.spans, said.source.text, said.source.name) if said else None
        yield Quote(
            article=seat.article.id,
            sentence=seat.number,
            span=seat.placed(quotation),
            rule="quote.marks",
            confidence=0.9 if said else 0.6,
            words=text.strip('“”„«»" '),
            form="direct" if len(text) > 0.5 * len(seat.tree.parse.text) else "mixed",
            speaker=speaker,
            cue=said.cue if said else None,
        )


def _belongs(quotation: Span, attribution: Attribution) -> bool:
    touched = any(span.start < quotation.end and quotation.start < span.end for span in attribution.content_spans)
    return touched or attribution.cue.spans[0].start in range(quotation.end, quotation.end + 40)


def _person_in_mind(seat: Seat, people: Sequence[Found], memory: Memory) -> str | None:
    """Whom a following ``he`` or ``she`` means: the person who is the subject here, or the only one named."""
    named = [one for one in people if one.type == "person"]
    for one in named:
        head = seat.tree.head_of(one.span)
        if head is not None and seat.tree.tokens[head].dep in ("nsubj", "nsubjpass"):
            return memory.full_name(one.text)
    names = {memory.full_name(one.text) for one in named}
    return names.pop() if len(names) == 1 else None


def _reading_order(mention: Mention) -> tuple[int, int, int, str]:
    return (-1 if mention.sentence is None else mention.sentence, mention.span.start, mention.span.end, mention.kind)
