"""Finds speakers in front of a colon: turns of an interview, and headlines such as ``Brook: Bridge is safe``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retold.mention.memory import Memory
from retold.mention.seat import Seat
from retold.model import Attribution, Source, SourceClass, Span, Words
from retold.tables import outlet_named, title_before

_LABEL = re.compile(
    r"[\"“']?(?P<name>(?:[A-Z][\w.’'-]*|of|the)(?:[^\S\n](?:[A-Z][\w.’'-]*|of|the)){0,4})"
    r"(?:[^\S\n](?:to|on)[^\S\n][^:\n]{2,45})?(?P<colon>:)[^\S\n]+(?=[^\s\"“„«])"
)
_PAPERS = frozenset("poll report newspaper study survey police officials sources source analysts experts paper".split())
"""Words that stand for an unnamed source in front of the colon of a headline."""


def labelled(seat: Seat, memory: Memory) -> Iterator[Attribution]:
    """The attribution of a line whose first words name who says the rest of it; none for any other line."""
    text = seat.article.title or "" if seat.number is None else seat.article.text
    begins = seat.offset == 0 or text[seat.offset - 1] in "\n\r"
    found = _LABEL.match(text, seat.offset) if begins else None
    if found is None:
        return
    place = Span(*found.span("name"))
    class_ = _class_of(found["name"], Span(place.start - seat.offset, place.end - seat.offset), seat, memory)
    if class_ is None:
        return
    stop = text.find("\n", found.end())
    content = Span(found.end(), len(text) if stop < 0 else stop)
    name = found["name"].title() if found["name"].isupper() and class_ == "named" else found["name"]
    yield Attribution(
        article=seat.article.id,
        sentence=seat.number,
        span=Span(place.start, content.end),
        rule="attribution.label",
        confidence=0.6,
        content_spans=(content,),
        source=Source((place,), found["name"], class_, memory.full_name(name) if class_ == "named" else None),
        cue=Words((Span(*found.span("colon")),), ":"),
    )


def _class_of(name: str, place: Span, seat: Seat, memory: Memory) -> SourceClass | None:
    """The class of a label that names a source; None for one that names a topic (``Update:``, ``Marlow:``)."""
    if name.lower() in _PAPERS:
        return "document" if name.lower() in ("poll", "report", "study", "survey") else "generic"
    if outlet_named(name):
        return "outlet"
    if memory.knows(name) or title_before(name) is not None:
        return "named"
    labels = {e.label for e in seat.tree.parse.entities if e.start < place.end and place.start < e.end}
    return "named" if "PERSON" in labels else "body" if "ORG" in labels and " " in name else None
