"""Puts the sayings of an article together: who the sources are, which quotation is whose, and who goes on speaking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from retold.mention.attribute import attributed
from retold.mention.floating import Floating
from retold.mention.label import labelled
from retold.mention.memory import Memory
from retold.mention.quote import is_title, says_something
from retold.mention.reference import Mind
from retold.mention.seat import Seat
from retold.model import Attribution, Quote, Source, Span, Speaker
from retold.settings import MentionSettings


@dataclass(frozen=True, slots=True)
class Voices:
    """The attributions and quotations of an article."""

    attributions: tuple[Attribution, ...]
    quotes: tuple[Quote, ...]


def voices_in(
    seats: Sequence[Seat], minds: Sequence[Mind], memory: Memory, quoted: Sequence[Span], settings: MentionSettings
) -> Voices:
    """All attributions and quotes; ``minds`` tell whom each seat has in mind, ``quoted`` the quotations of the text."""
    found: list[Attribution] = []
    for seat, before in zip(seats, minds, strict=True):
        found += labelled(seat, memory)
        found += [attributed(seat, saying, memory, before) for saying in seat.sayings]
    titles = [one for one in found if one.sentence is None]
    spoken = [one for one in found if one.sentence is not None]
    floating = Floating(seats, minds, memory, settings)
    body = _with_whole_quotations(spoken, floating, seats, quoted, settings.quoted_words)
    quotes = [quote for seat in seats for quote in _quotes(seat, titles if seat.number is None else body)]
    return Voices((*titles, *body), tuple(quotes))


def _with_whole_quotations(
    found: list[Attribution], floating: Floating, seats: Sequence[Seat], quoted: Sequence[Span], fewest: int
) -> tuple[Attribution, ...]:
    """The attributions, each with the whole of its quotations; one that nobody claims goes on with the last speaker.

    ``fewest`` are the words from which a quotation inside a sentence can stand alone.
    """
    body = [seat for seat in seats if seat.number is not None]
    last: int | None = None
    for quotation in quoted:
        owner = _owner(found, quotation)
        seat = next((seat for seat in body if seat.offset <= quotation.start < seat.end), None)
        if owner is None and seat is not None and _stands_alone(seat, quotation, fewest):
            made = floating.owned(quotation)
            heir = floating.heir(found, quotation, last) if made is None else None
            if heir is not None and not _same_paragraph(seat.article.text, found[heir], quotation):
                made = _carried_on(found[heir], seat, quotation, floating.mention_of(found[heir], quotation))
            if made is not None:
                found.append(made)
                heir = len(found) - 1
            owner = heir
        if owner is not None:
            found[owner] = replace(found[owner], content_spans=_joined([*found[owner].content_spans, quotation]))
            last = owner
    return tuple(found)


def _owner(found: Sequence[Attribution], quotation: Span) -> int | None:
    """The attribution whose content has most of the quotation; of two, the nearer cue."""
    best: tuple[int, int, int] | None = None
    for number, one in enumerate(found):
        shared = sum(max(0, min(s.end, quotation.end) - max(s.start, quotation.start)) for s in one.content_spans)
        if shared:
            outside = -sum(s.end - s.start for s in one.content_spans)
            best = max(best, (shared, outside, -number)) if best else (shared, outside, -number)
    return -best[2] if best else None


def _stands_alone(seat: Seat, quotation: Span, fewest: int) -> bool:
    """True for a quotation that is a sentence of its own or long: no name, no single borrowed word."""
    text = seat.article.text[quotation.start : quotation.end]
    whole = quotation.start == seat.offset and quotation.end >= seat.end and text.rstrip("”“»\"'")[-1:] in ".!?"
    return whole or (len(text.split()) >= fewest and not is_title(text))


def _same_paragraph(text: str, one: Attribution, quotation: Span) -> bool:
    start, end = sorted((one.cue.spans[0].start, quotation.start))
    return "\n" not in text[start:end]


def _carried_on(before: Attribution, seat: Seat, quotation: Span, again: Source | None) -> Attribution:
    """An attribution for a quotation in a later paragraph: the same source, where it was named last, and cue."""
    return replace(
        before,
        source=again or before.source,
        sentence=seat.number,
        span=quotation,
        rule="attribution.goes-on",
        confidence=0.5,
        content_spans=(quotation,),
    )


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return tuple(result)


def _quotes(seat: Seat, attributions: Sequence[Attribution]) -> Iterator[Quote]:
    """The quotations of a sentence with their speakers: the attribution whose content they belong to."""
    for quotation in seat.quotations:
        text = seat.tree.words(quotation)
        place = seat.placed(quotation)
        owner = _owner(attributions, place)
        said = attributions[owner] if owner is not None else None
        if not says_something(text, said is not None):
            continue
        speaker = Speaker(said.source.spans, said.source.text, said.source.name) if said and said.source.spans else None
        yield Quote(
            article=seat.article.id,
            sentence=seat.number,
            span=place,
            rule="quote.carried" if said and said.sentence != seat.number else "quote.marks",
            confidence=0.9 if speaker else 0.6,
            words=text.strip('“”„«»" '),
            form="direct" if len(text) > 0.5 * len(seat.tree.parse.text) else "mixed",
            speaker=speaker,
            cue=said.cue if said else None,
        )
