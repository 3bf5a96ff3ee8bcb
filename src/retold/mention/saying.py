"""One saying in a sentence: who says what, by which words."""

from __future__ import annotations

from dataclasses import dataclass

from retold.mention.cue import Firmness
from retold.mention.source import Origin
from retold.model import Span

NO_SOURCE = Origin("none")


@dataclass(frozen=True, slots=True)
class Saying:
    """An attribution in a sentence; places count inside the sentence. A passive without a doer has no source."""

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    head: int | None
    """Token on which the source phrase hangs."""
    origin: Origin
    firmness: Firmness
    negated: bool
    rule: str
    relative: Span | None = None
    """The ``who`` that stands for the source in its clause."""


def is_quoted(place: int, quotations: tuple[Span, ...]) -> bool:
    """True for a place inside a quotation."""
    return any(start < place < end for start, end in quotations)
