"""Puts the sayings of an article together: who the sources are, which quotation is whose, and who goes on speaking."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from retold.mention.attribution import Saying
from retold.mention.memory import Memory
from retold.mention.name import Found
from retold.mention.quote import says_something
from retold.mention.seat import Seat
from retold.mention.source import known_origin, origin_of
from retold.model import Attribution, Quote, Source, Span, Speaker, Words

_SPOKEN = frozenset({"attribution.said", "attribution.goes-on", "attribution.colon", "attribution.letters"})
"""Rules for what somebody said in so many words; only after these does a quotation go on."""
_SIGNATURE = re.compile(
    r"[^\S\n]*(?P<dash>[―—–]|--)[^\S\n]*(?P<name>[A-Z][\w.'’-]*(?:[^\S\n]+(?:[A-Z][\w.'’-]*|de|van|von|bin|al)){1,4})"
    r"(?=[^\S\n]*(?:,[^\n]{0,60})?(?:\n|$))"
)
_REACH = 600
"""Letters over which a speaker goes on speaking."""
_RANGE = 2
"""Paragraphs over which a quotation without a speaker goes on with the last one."""


@dataclass(frozen=True, slots=True)
class Voices:
    """The attributions and quotations of an article."""

    attributions: tuple[Attribution, ...]
    quotes: tuple[Quote, ...]


def voices_in(
    seats: Sequence[Seat], people: Sequence[Sequence[Found]], memory: Memory, quoted: Sequence[Span]
) -> Voices:
    """All attributions and quotes; ``people`` are the names of each seat, ``quoted`` the quotations of the text."""
    found: list[Attribution] = []
    person: str | None = None
    for seat, named in zip(seats, people, strict=True):
        found += [_attribution(seat, saying, memory, person) for saying in seat.sayings]
        person = _person_in_mind(seat, named, memory) or person
    titles = [one for one in found if one.sentence is None]
    spoken = [one for one in found if one.sentence is not None]
    body = _with_whole_quotations(spoken, seats, quoted, memory)
    quotes = [quote for seat in seats for quote in _quotes(seat, titles if seat.number is None else body)]
    return Voices((*titles, *body), tuple(quotes))


def _attribution(seat: Seat, saying: Saying, memory: Memory, person: str | None) -> Attribution:
    ends = [saying.cue, *saying.content, *([saying.source] if saying.source else [])]
    origin = saying.origin
    if saying.head is not None and saying.source is not None:
        origin = known_origin(seat.tree, saying.head, saying.source, memory)
    return Attribution(
        article=seat.article.id,
        sentence=seat.number,
        span=seat.placed(Span(min(span.start for span in ends), max(span.end for span in ends))),
        rule=saying.rule,
        confidence=0.8 if saying.rule in ("attribution.said", "attribution.according") else 0.6,
        content_spans=tuple(seat.placed(span) for span in saying.content),
        source=Source(
            spans=tuple(seat.placed(span) for span in (saying.source, saying.relative) if span is not None),
            text=seat.tree.words(saying.source) if saying.source else "",
            class_=origin.class_,
            name=_source_name(seat, replace(saying, origin=origin), memory, person),
            count=origin.count,
            subset=origin.subset,
            role=origin.role,
            affiliation=origin.affiliation,
        ),
        cue=Words((seat.placed(saying.cue),), seat.tree.words(saying.cue)),
        firmness=saying.firmness,
        negated=saying.negated,
    )


def _source_name(seat: Seat, saying: Saying, memory: Memory, person: str | None) -> str | None:
    """The full name of a named source; for he or she the person the text has in mind, for other pronouns nobody."""
    if saying.source is None:
        return None
    words = seat.tree.words(saying.source)
    head = seat.tree.tokens[saying.head].text if saying.head is not None else words
    if saying.origin.class_ == "pronoun":
        return person if head.lower() in ("he", "she") else None
    if saying.origin.class_ == "named":
        for one in memory.names_of(seat.tree):
            if one.type == "person" and saying.source.start <= one.span.start < saying.source.end:
                return memory.full_name(one.text)
        return memory.full_name(head)
    proper = saying.head is None or seat.tree.tokens[saying.head].pos == "PROPN"
    return words if saying.origin.class_ in ("body", "outlet") and proper else None


def _person_in_mind(seat: Seat, people: Sequence[Found], memory: Memory) -> str | None:
    """Whom a following ``he`` or ``she`` means: the person who is the subject here, or the only one named."""
    named = [one for one in people if one.type == "person"]
    for one in named:
        head = seat.tree.head_of(one.span)
        if head is not None and seat.tree.tokens[head].dep in ("nsubj", "nsubjpass"):
            return memory.full_name(one.text)
    names = {memory.full_name(one.text) for one in named}
    return names.pop() if len(names) == 1 else None


# ---------------------------------------------------------------------------------------------------------- quotations


def _with_whole_quotations(
    found: list[Attribution], seats: Sequence[Seat], quoted: Sequence[Span], memory: Memory
) -> tuple[Attribution, ...]:
    """The attributions, each with the whole of its quotations; one that nobody claims goes on with the last speaker."""
    body = [seat for seat in seats if seat.number is not None]
    last: int | None = None
    for quotation in quoted:
        owner = _owner(found, quotation)
        seat = next((seat for seat in body if seat.offset <= quotation.start < seat.end), None)
        if owner is None and seat is not None and _stands_alone(seat, quotation):
            announced = _signed(seat, quotation) or _announced(body, seat, quotation, memory)
            heir = _heir(found, seat.article.text, quotation, last)
            if announced is not None:
                found.append(announced)
                owner = len(found) - 1
            elif heir is not None and _same_paragraph(seat.article.text, found[heir], quotation):
                owner = heir
            elif heir is not None:
                found.append(_carried_on(found[heir], seat, quotation))
                owner = len(found) - 1
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


def _stands_alone(seat: Seat, quotation: Span) -> bool:
    """True for a quotation that is a sentence of its own or long: no name, no single borrowed word."""
    text = seat.article.text[quotation.start : quotation.end]
    whole = quotation.start == seat.offset and quotation.end >= seat.end and text[-2:-1] in ".!?"
    return whole or len(text.split()) >= 5


def _signed(seat: Seat, quotation: Span) -> Attribution | None:
    """The attribution of a quotation that a dash and a name follow."""
    text = seat.article.text
    found = _SIGNATURE.match(text, quotation.end)
    if not found:
        return None
    place = Span(*found.span("name"))
    cue = Span(*found.span("dash"))
    source = Source((place,), found["name"], "named", found["name"])
    return Attribution(
        article=seat.article.id,
        sentence=seat.number,
        span=Span(quotation.start, place.end),
        rule="attribution.signed",
        confidence=0.7,
        content_spans=(quotation,),
        source=source,
        cue=Words((cue,), found["dash"]),
    )


def _announced(seats: Sequence[Seat], seat: Seat, quotation: Span, memory: Memory) -> Attribution | None:
    """The attribution of a quotation after a colon: the subject of the sentence before the colon says it."""
    before = seat.article.text[: quotation.start].rstrip()
    if not before.endswith(":"):
        return None
    place = len(before) - 1
    speaking = next((one for one in seats if one.offset <= place < one.end), seat)
    tree = speaking.tree
    root = next((n for n, token in enumerate(tree.tokens) if token.head == n and token.pos in ("VERB", "AUX")), None)
    subject = tree.child(root, "nsubj") if root is not None else None
    source = tree.span(tree.subtree(subject)) if subject is not None else None
    if root is None or subject is None or source is None or speaking.placed(source).end > quotation.start:
        return None
    cue = Span(tree.tokens[root].start, tree.tokens[root].end)
    saying = Saying(
        source, cue, (), subject, origin_of(tree, subject, source), "neutral", False, "attribution.colon"
    )  # fmt: skip
    made = _attribution(speaking, saying, memory, None)
    return replace(made, content_spans=(quotation,), sentence=seat.number, span=quotation)


def _heir(found: Sequence[Attribution], text: str, quotation: Span, last: int | None) -> int | None:
    """The attribution whose source goes on speaking: the last one before the quotation, when it is near."""
    spoken = [
        n
        for n, one in enumerate(found)
        if one.source.spans and one.cue.spans[0].start < quotation.start and one.rule in _SPOKEN
    ]
    if not spoken:
        return None
    nearest = max(spoken, key=lambda n: found[n].cue.spans[0].start)
    if last is not None and found[last].content_spans[0].start > found[nearest].cue.spans[0].start:
        nearest = last
    gap = text[max(found[nearest].cue.spans[0].end, found[nearest].content_spans[-1].end) : quotation.start]
    return nearest if len(gap.split("\n")) <= 2 * _RANGE + 1 and len(gap) < _REACH else None


def _same_paragraph(text: str, one: Attribution, quotation: Span) -> bool:
    start, end = sorted((one.cue.spans[0].start, quotation.start))
    return "\n" not in text[start:end]


def _carried_on(before: Attribution, seat: Seat, quotation: Span) -> Attribution:
    """An attribution for a quotation in a later paragraph: the same source and cue, another place."""
    return replace(
        before,
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
