"""The words before a name that make it a credit: ``according to the``, ``told the daily``, ``interview with``."""

from __future__ import annotations

from collections.abc import Sequence

from retold.article.cue_place import Cue, Place, Word
from retold.article.cue_words import (
    ARTICLES,
    BREAKS,
    CLOSING_MARKS,
    DAYS,
    DESCRIBING,
    DIRECT,
    FIRST,
    HEADS,
    INVERTED,
    MEDIA,
    NEGATED,
    PAIRS,
    QUOTES,
    SAID,
    WRITERS,
    Way,
)

_REACH = 8
"""Words from a name back to its cue, and from a small word of the cue to its verb or noun."""
_BETWEEN = ARTICLES | DAYS | DESCRIBING | MEDIA
_NEVER = frozenset({"not", "never"})
_THEN = DAYS | {"then", "that", ",", "back"}
_END = frozenset({".", ",", ";", "of", ""}) | DAYS | MEDIA


def cue_before(place: Place) -> Cue | None:
    """The credit that the words before a name make it."""
    for at in range(place.first - 1, max(-1, place.first - _REACH), -1):
        found = _cue_at(place, at)
        if found and _only_names(place.words[at + 1 : place.first]):
            begin, way = found
            if way == "talk" and (place.any_of(NEGATED, begin - 6, at) or place.any_of(_NEVER, begin - 2, begin)):
                return None
            early = next((back for back in (begin - 1, begin - 2) if place.low(back) in FIRST), None)
            if way == "report" and early is not None:
                begin, way = early, "priority"
            return begin, place.after - 1, way
        if place.low(at) in BREAKS:
            return None
    return None


def _only_names(gap: Sequence[Word]) -> bool:
    """True for words that may stand between a cue and a name: ``the Dutch newspaper``, ``reporters from the``."""
    low = [word.low for word in gap]
    while low and low[-1] in ARTICLES:
        low.pop()
    if len(low) > 1 and low[-1] in ("from", "for", "at", "of", "with", "on"):
        people = all(word.text[0].isupper() for word in gap[: len(low) - 1])
        return people or low[0] in WRITERS or "board" in low
    if all(word.low in _BETWEEN or _is_owner(word) for word in gap):
        return True
    return not MEDIA.isdisjoint(low) and all(word[0].isalpha() and word not in BREAKS for word in low)


def _is_owner(word: Word) -> bool:
    """True for a place or body to which an outlet belongs: ``Marlow's Courier``."""
    return word.text[0].isupper() and word.text.endswith(("'s", "’s"))


def _cue_at(place: Place, at: int) -> tuple[int, Way] | None:
    """Where the cue begins whose last word stands here, and its way."""
    low, before = place.low(at), place.low(at - 1)
    if low in DIRECT:
        return at, DIRECT[low]
    if (before, low) in PAIRS:
        return at - 1, "report"
    if low == "by" and before in QUOTES:
        return at, "report"
    told = _ends_clause(place) or _owns_person(place) or place.any_of(MEDIA, at + 1, place.first)
    if low in INVERTED and before in CLOSING_MARKS and told:
        return at, "report"
    if low in SAID and before in CLOSING_MARKS and place.mention.sure and _ends_clause(place):
        return at, "report"
    if low == "on" and not _airs(place):
        return None
    if low == "on" and all(word.low in _THEN or word.low.isdigit() for word in place.words[:at]):
        return 0, "talk"
    return _head(place, at) if low in HEADS else None


def _head(place: Place, at: int) -> tuple[int, Way] | None:
    """The verb or noun that a small word belongs to, such as ``interview`` to ``with``."""
    for back in range(at - 1, max(-1, at - _REACH), -1):
        for heads, way in HEADS[place.low(at)]:
            if place.low(back) in heads:
                return back, way
        if place.low(back) in BREAKS:
            return None
    return None


def _ends_clause(place: Place) -> bool:
    """True when nothing follows the name that it might describe, but for ``newspaper`` and the like."""
    return not place.is_owner and place.low(place.after) in _END


def _owns_person(place: Place) -> bool:
    return place.is_owner and place.has_capital(place.behind)


def _airs(place: Place) -> bool:
    """True for a station or site, on whose programmes and pages people speak."""
    return place.mention.kind in ("broadcaster", "site", None) or place.low(place.after) in (
        "radio",
        "tv",
        "television",
    )
