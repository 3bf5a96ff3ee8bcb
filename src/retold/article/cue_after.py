"""The words after a name that make it a credit: ``reported``, ``, citing``, ``'s report found``, ``interview``."""

from __future__ import annotations

from retold.article.cue_place import Cue, Place
from retold.article.cue_words import (
    ADVERBS,
    ARTICLES,
    BREAKS,
    CALLED,
    CLOSING_MARKS,
    DAYS,
    DESCRIBING,
    FIRST,
    INTERVIEWS,
    ITSELF,
    MEDIA,
    ON_THE_WAY,
    ON_THE_WAY_PAIRS,
    PAPER_VERBS,
    PLAIN_VERBS,
    PLURAL_VERBS,
    PUBLISHED,
    QUOTES,
    REPORTS,
    SAID,
    SHOWN,
    SMALL,
    VERB_PAIRS,
    VERBS,
    WRITERS,
    WRITING,
    WRITTEN,
)

_ASIDE = 14
"""Words that may stand between a name and its verb, set off by commas, dashes or brackets."""
_DATED = ADVERBS | PUBLISHED | {"from", "over", "the"}
"""Words between a report and what it shows: ``report from over the weekend that``."""
_DESCRIBED = (ARTICLES | DAYS | DESCRIBING | MEDIA) - ON_THE_WAY


def cue_after(place: Place) -> Cue | None:
    """The credit that the words after a name make it."""
    at = place.behind
    if not place.is_owner and place.low(at) in QUOTES:
        at += 1
    at = place.skip(at, MEDIA, 2)
    verb = None if place.is_owner else _relative(place, at) or _verb(place, at) or _said(place, at)
    return verb or _report(place, at) or _writer(place, at) or _brackets(place) or _headline(place)


def _relative(place: Place, at: int) -> Cue | None:
    """``the Courier, which first reported the sale,``, ``the Courier, citing a letter,``."""
    if place.low(at) == "," and place.low(at + 1) == "citing":
        return place.first, at + 1, "report"
    if place.low(at) == "," and place.low(at + 1) == "which":
        return _verb_at(place, at + 2)
    return None


def _verb(place: Place, at: int) -> Cue | None:
    """``the Courier reported``, ``the Courier, a daily, reported``, ``Ada Lum, a columnist for the Courier, wrote``."""
    if not _may_be_subject(place):
        return None
    if (
        place.low(at) == ","
        and place.low(at + 1) in WRITTEN
        and place.any_of(WRITERS, place.first - 7, place.first - 1)
    ):
        return place.first, at + 1, "report"
    return _verb_at(place, _behind_aside(place, at))


def _verb_at(place: Place, at: int) -> Cue | None:
    """The verb of an outlet, behind some adverbs; one that makes it speak of itself is none."""
    begin, mention = place.first, place.mention
    if place.low(at) in ("was", "were") and place.any_of(FIRST, at + 1, at + 3):
        return begin, at + 2, "priority"
    verb = place.skip(at, ADVERBS, 4)
    low, then = place.low(verb), place.low(verb + 1)
    known = low in (VERBS if mention.sure else PLAIN_VERBS)
    known = known or (low in PLURAL_VERBS and place.low(place.back()) in ("and", "&"))
    known = known or (low in PAPER_VERBS and mention.sure and mention.kind in WRITING)
    known = known or (low == "ran" and place.any_of(REPORTS, verb + 1, verb + 5))
    known = known or (low in CALLED and place.low(place.back(ARTICLES - QUOTES)) in ("as", "what"))
    if VERB_PAIRS.get(low) != then and (not known or then in ITSELF):
        return None
    early = (low, then) == ("broke", "the") or place.any_of(FIRST, at, verb)
    return begin, verb, "priority" if early else "report"


def _may_be_subject(place: Place) -> bool:
    """False for a name behind a small word (``conducted by the Courier found``), but for ``Ada Lum of the Courier``."""
    at = place.back(ARTICLES - QUOTES)
    if place.low(at) not in SMALL:
        return True
    writer = place.has_capital(at - 1) or place.low(at - 1) in WRITERS
    return writer and place.low(at) in ("of", "at", "from", "for")


def _behind_aside(place: Place, at: int) -> int:
    """The place behind words set off by commas, dashes or brackets, such as ``, the largest paper of the coast,``."""
    mark = {"(": ")"}.get(place.low(at), place.low(at))
    if mark not in (",", "–", "—", "-", ")"):
        return at
    end = next((one for one in range(at + 1, at + _ASIDE) if place.low(one) == mark), None)
    return at if end is None else end + 1


def _said(place: Place, at: int) -> Cue | None:
    """``, the Courier said``: what an agency or paper says of others, or what is told before it is said to say it."""
    verb = place.skip(at, ADVERBS, 3)
    behind = [place.low(one) for one in range(verb + 1, verb + 5)]
    of_itself = not ITSELF.isdisjoint(behind) or (behind[0] == "in" and "editorial" not in behind)
    if place.low(verb) not in SAID or of_itself or not _may_be_subject(place):
        return None
    closes = place.low(place.back(ARTICLES - QUOTES)) in CLOSING_MARKS and behind[0] in (".", ",", "")
    of_others = place.mention.sure and place.mention.kind in WRITING
    return (place.first, verb, "report") if closes or of_others else None


def _report(place: Place, at: int) -> Cue | None:
    """``in a Courier report``, ``the Courier's investigation found``, ``in a Courier interview``."""
    front = place.first - 1
    while place.low(front) in _DESCRIBED or place.low(front).isdigit():
        front -= 1
    told = place.low(front) in ON_THE_WAY or (place.low(front - 1), place.low(front)) in ON_THE_WAY_PAIRS
    for noun in range(at, at + 3):
        low, then = place.low(noun), noun + 1 + (place.low(noun + 1) == ",")
        from_it = told or (place.low(then), place.low(then + 1)) == ("in", "which")
        if low == "words" and place.is_owner and place.low(front) == "in":
            return front, noun, "report"
        if low in INTERVIEWS and from_it:
            return front, noun, "talk"
        if low in REPORTS and (place.is_owner or place.mention.sure):
            if from_it:
                return front, noun, "report"
            shown = place.low(place.skip(noun + 1, _DATED, 5))
            return (place.first, noun, "report") if shown in SHOWN or shown == "that" else None
        if not low.isalpha() or low in BREAKS:
            return None
    return None


def _writer(place: Place, at: int) -> Cue | None:
    """``the Courier's Ada Lum reported``, ``Courier reporter Ada Lum wrote``, ``the Courier's desk reported``."""
    person = at
    while person < at + 4 and place.low(person).replace("-", "").isalpha() and not place.has_capital(person):
        if place.is_owner and person > at and place.low(person) in WRITTEN:
            return place.first, person, "report"
        person += 1
    if not place.is_owner and not place.any_of(WRITERS, at, person):
        return None
    verb = next((one for one in range(person, person + 5) if not place.has_capital(one)), person)
    if verb - person < 2:
        return None
    verb = place.skip(verb, ADVERBS | {","}, 4)
    known = place.low(verb) in WRITTEN or VERB_PAIRS.get(place.low(verb)) == place.low(verb + 1)
    return (place.first, verb, "report") if known else None


def _brackets(place: Place) -> Cue | None:
    """``… in the harbour. [Courier]``: the outlet of a short piece, alone in brackets behind it."""
    closing = place.after + (place.low(place.after) == ".")
    opening = next((at for at in range(place.first - 1, place.first - 6, -1) if place.low(at) == "["), None)
    if place.low(closing) == "]" and opening is not None:
        return opening, closing, "report"
    alone = place.low(place.after) == ")" and place.low(place.after + 1) in (".", "")
    opened = place.low(place.first - 1) == "(" and place.low(place.first - 2) in CLOSING_MARKS
    return (place.first - 1, place.after, "report") if alone and opened and place.mention.sure else None


def _headline(place: Place) -> Cue | None:
    """``Courier: Ferry sinks``, ``Courier report: Ferry sinks``: only the reader of the text knows if it is one."""
    at = place.skip(place.after, REPORTS, 1)
    return (place.first, at, "headline") if place.first == 0 and place.low(at) == ":" and not place.is_owner else None
