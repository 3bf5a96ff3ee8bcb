"""A saying of a sentence as an attribution of its article: in its place, with who its source is there."""

from __future__ import annotations

from dataclasses import replace

from retold.mention.memory import Memory
from retold.mention.reference import Mind, meant_at
from retold.mention.saying import Saying
from retold.mention.seat import Seat
from retold.mention.source import known_origin
from retold.model import Attribution, Source, Span, Words

_SURE = frozenset({"attribution.said", "attribution.according"})


def attributed(seat: Seat, saying: Saying, memory: Memory, mind: Mind) -> Attribution:
    """The attribution; its source has the full name that the article gives, behind a pronoun too when it is clear."""
    ends = [saying.cue, *saying.content, *([saying.source] if saying.source else [])]
    origin = saying.origin
    if saying.head is not None and saying.source is not None:
        origin = known_origin(seat.tree, saying.head, saying.source, memory)
    return Attribution(
        article=seat.article.id,
        sentence=seat.number,
        span=seat.placed(Span(min(span.start for span in ends), max(span.end for span in ends))),
        rule=saying.rule,
        confidence=0.8 if saying.rule in _SURE else 0.6,
        content_spans=tuple(seat.placed(span) for span in saying.content),
        source=Source(
            spans=tuple(seat.placed(span) for span in (saying.source, saying.relative) if span is not None),
            text=seat.tree.words(saying.source) if saying.source else "",
            class_=origin.class_,
            name=_name_of(seat, replace(saying, origin=origin), memory, mind),
            count=origin.count,
            subset=origin.subset,
            role=origin.role,
            affiliation=origin.affiliation,
        ),
        cue=Words((seat.placed(saying.cue),), seat.tree.words(saying.cue)),
        firmness=saying.firmness,
        negated=saying.negated,
    )


def _name_of(seat: Seat, saying: Saying, memory: Memory, mind: Mind) -> str | None:
    """The full name of a named source; for a pronoun whom or what the text has in mind."""
    if saying.source is None:
        return None
    words = seat.tree.words(saying.source)
    head = seat.tree.tokens[saying.head].text if saying.head is not None else words
    if saying.origin.class_ == "pronoun":
        return mind.meant(head, memory) if saying.head is None else meant_at(seat.tree, saying.head, mind, memory)
    if saying.origin.class_ == "named":
        for one in memory.names_of(seat.tree):
            if one.type == "person" and saying.source.start <= one.span.start < saying.source.end:
                return memory.full_name(one.text)
        return memory.full_name(head)
    proper = saying.head is None or seat.tree.tokens[saying.head].pos == "PROPN"
    return words if saying.origin.class_ in ("body", "outlet") and proper else None
