"""Whether a sentence that names an outlet passes on what it had from there, or only talks about the outlet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from retold.article.cue_after import cue_after
from retold.article.cue_before import cue_before
from retold.article.cue_place import Place, Word, words_of
from retold.article.cue_words import AFTER_DOUBTFUL, COMPANY, DAYS, DOMAIN, NOTHING_TOLD, Way
from retold.article.outlet import Mentioned
from retold.model import Span


class Relayed(NamedTuple):
    """A credit inside a sentence: the outlet, the stretch that gives it, and how the outlet had what it tells."""

    mention: Mentioned
    span: Span
    way: Way


def relayed_in(sentence: str, mentions: Sequence[Mentioned]) -> Iterator[Relayed]:
    """The credits of a sentence, given the outlets that it names from left to right."""
    words = words_of(sentence) if mentions else []
    before: Place | None = None
    last: Relayed | None = None
    for mention in mentions:
        place = _place(words, mention)
        here = _relayed(place) if place else None
        if place and before and _is_joined_by_and(before, place):
            if here and not last and here.span.start == mention.span.start:
                yield Relayed(before.mention, Span(before.mention.span.start, here.span.end), here.way)
            elif last and not here:
                here = Relayed(mention, Span(last.span.start, mention.span.end), last.way)
        before, last = place, here
        if here:
            yield here


def _place(words: Sequence[Word], mention: Mentioned) -> Place | None:
    """The place of a name; None where the name is part of something else."""
    first = next((at for at, word in enumerate(words) if word.end > mention.span.start), None)
    last = next((at for at, word in enumerate(words) if word.end >= mention.span.end), None)
    if first is None or last is None:
        return None
    place = Place(words, first, last + 1, mention)
    return None if _is_joined(place) or _is_something_else(place) else place


def _relayed(place: Place) -> Relayed | None:
    """The credit of a name by its own cue."""
    cue = cue_before(place) or cue_after(place)
    if cue is None:
        return None
    begin, end, way = cue
    last = max(place.words[end].end, place.mention.span.end)
    return Relayed(place.mention, Span(place.words[begin].start, last), way)


def _is_joined_by_and(left: Place, right: Place) -> bool:
    """True for two names that share a cue: ``told the Courier and Harbour News``."""
    at = right.back()
    return right.low(at) in ("and", "&", "or") and at - left.behind in (0, 1)


def _is_joined(place: Place) -> bool:
    """True for a part of something like ``Post-Courier poll`` or ``Post/Courier``."""
    words, (start, end) = place.words, place.mention.span
    first, last = words[place.first], words[place.after - 1]
    slash_before = place.low(place.first - 1) == "/" and words[place.first - 1].end == start
    mark_behind = place.low(place.after) in ("/", "-") and words[place.after].start == end
    tail = DOMAIN.sub("", last.text[end - last.start :])
    return first.start < start or slash_before or mark_behind or tail not in ("", "’s", "'s")


def _is_something_else(place: Place) -> bool:
    """True where the name goes on, or where what follows is a poll, a debate or the outlet as a company."""
    for at in range(place.after, min(place.after + 3, len(place.words))):
        word = place.words[at]
        if word.low in NOTHING_TOLD:
            return True
        if not word.text[0].isalpha() and word.text not in ("'", "’"):
            return False
        if at == place.after and not place.is_owner and word.low not in DAYS:
            of_company = not place.mention.sure or word.low in COMPANY
            if place.has_capital(at) and of_company:
                return True
            if not place.has_capital(at) and not place.mention.sure and word.low not in AFTER_DOUBTFUL:
                return True
    return False
