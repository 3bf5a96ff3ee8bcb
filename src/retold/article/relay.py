"""Which words before or after the name of an outlet say that a sentence passes on what it had from there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from retold.article.outlet import Mentioned
from retold.model import Span

Way = Literal["report", "talk", "priority", "headline"]


class Relayed(NamedTuple):
    """A credit inside a sentence: the stretch that gives it, and the way the outlet had what it is credited for."""

    span: Span
    way: Way


class Word(NamedTuple):
    """A word or mark of a sentence."""

    text: str
    low: str
    """In lower case, without the ending of a possessive or the point of an abbreviation."""
    start: int
    end: int


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TOKEN = re.compile(
    r"(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|[A-Z])\.|[^\W_]+(?:['’.\-&][^\W_]+)*|[^\w\s]|_"
)
_OWNING = re.compile(r"['’]s$")
_ARTICLES = _set(
    """the a an its their his her another both fellow der die das dem den des le la les el los il lo o al à au du della dal dalla
    alla pelo pela ao da do l ' ’ “ ” " „ « ‘"""
)
_DAYS = _set(
    """monday tuesday wednesday thursday friday saturday sunday yesterday today tonight last this next week month year night
    morning afternoon evening early earlier late later recently recent new latest on in january february march april may june july august
    september october november december jan feb mar apr jun jul aug sept sep oct nov dec montag dienstag mittwoch
    donnerstag freitag samstag sonntag am"""
)
_MEDIA = _set(
    """newspaper newspapers paper daily weekly magazine tabloid broadsheet broadcaster news agency wire outlet site website portal
    blog service network channel station program programme show affiliate publication journal newsletter podcast host anchor
    reporter correspondent moderator board television tv radio zeitung tageszeitung
    nachrichtenagentur agentur magazin quotidien agence diario periódico agencia quotidiano agenzia jornal agência"""
)
_REPORTS = _set(
    """report reports reporting story stories article articles account accounts analysis analyses investigation investigations review
    column columns piece op-ed op-eds oped editorial editorials exposé expose profile dispatch essay feature scoop
    write-up post commentary fact-check fact-checker fact-checkers tally count estimate estimates calculation calculations projection
    projections headline headlines"""
)
_TALKS = _set(
    """interview interviews interviewed comments comment remarks statement email e-mail emails appearance appearances sit-down conversation
    gespräch message messages"""
)
_SAY = _set(
    """said say says saying told tells telling confirmed acknowledged admitted revealed disclosed announced explained argued
    added insisted claimed noted suggested stated declared complained denied responded replied spoke spoken speak speaks speaking
    talk talked talking repeated reacted commented remarked conceded hinted lamented boasted expressed gave given identified reiterated provided"""
)
_SAY_ON_AIR = _SAY | _set(
    """discuss discussed discussing appear appeared appearing appears asked warned vowed predicted recalled described defended
    criticized blasted slammed pressed joined questioned trashed mocked praised attacked went"""
)
_SAY_ROMANCE = _set(
    """dit déclaré confié expliqué indiqué dijo declaró contó explicó detto dichiarato spiegato raccontato disse afirmou
    declarou contou entretien entrevista intervista déclaration declaraciones"""
)
_TALK_WITH = _TALKS | _set("spoke spoken speak speaks speaking talk talked talking sat sit met")
_PUBLISHED = _set(
    """reported obtained seen reviewed published posted aired broadcast quoted compiled revealed uncovered exposed unearthed
    noted described disclosed detailed documented leaked cited collected tallied viewed examined highlighted projected"""
)
_QUESTIONED = _set("challenged quizzed grilled asked interviewed questioned pressed contacted reached")
_WROTE = _set("wrote writing writes written write wrote")
_HEADS: dict[str, tuple[tuple[frozenset[str], Way], ...]] = {
    "to": ((_SAY | _TALKS, "talk"),),
    **dict.fromkeys(("à", "au", "a", "al", "ao"), ((_SAY_ROMANCE, "talk"),)),
    "with": ((_TALK_WITH, "talk"),),
    "mit": ((_TALKS, "talk"),),
    "con": ((_SAY_ROMANCE, "talk"),),
    "by": ((_QUESTIONED, "talk"), (_REPORTS | _PUBLISHED | _WROTE, "report")),
    "in": ((_TALKS, "talk"), (_REPORTS | _PUBLISHED | _WROTE, "report")),
    "on": ((_SAY_ON_AIR | _TALKS, "talk"), (_REPORTS | _WROTE, "report")),
    "for": ((_TALKS, "talk"), (_REPORTS | _WROTE, "report")),
    "from": ((_REPORTS, "report"),),
    "at": ((_WROTE, "report"),),
    "of": ((_set("broadcast edition episode airing issue"), "talk"),),
}
"""Small words right before a name, with the words that make it a credit when they stand a little before."""
_DIRECT: dict[str, Way] = {
    **dict.fromkeys(("told", "tell", "tells", "telling", "gegenüber"), "talk"),
    **dict.fromkeys(
        """citing cited cites quoting quoted per laut selon según secondo segundo conforme berichtet berichtete berichten meldet meldete
        schreibt rapporte informó informa publicó publica reveló reportó riferisce riporta scrive informou noticiou revelou
        publicou h/t""".split(),
        "report",
    ),
}
"""Words that make a name a credit when they stand right before it."""
_INVERTED = _set("reports reported writes wrote notes noted declared declares opined observed observes")
_PLAIN_VERBS = _set(
    """reported reports wrote writes noted notes revealed reveals disclosed quoted quotes cited cites citing published publishes editorialized
    exposed opined characterized
    berichtet berichtete berichten meldet meldete schreibt schrieb zufolge rapporte rapporté informó informa publicó publica reveló
    reportó riferisce riporta scrive informou noticiou revelou publicou"""
)
"""Verbs that make even a doubtful name an outlet."""
_VERBS = _PLAIN_VERBS | _set(
    """report write note found finds learned learnt understands obtained uncovered unearthed detailed described describes observed
    observes estimated estimates calculated tallied projected projects concluded documented recounted explained explains
    highlighted verified summarized identified determined counted pegged investigates deemed rated"""
)
_OF_PAPERS = _set("confirmed confirms suggested suggests claimed claims")
"""Verbs that a station or company also uses of itself, a paper or an agency of what it tells."""
_TWO_WORDS = {"pointed": "out", "points": "out", "broke": "the", "put": "it", "puts": "it"}
_ADVERBS = _DAYS | _set(
    "first also previously initially has had have itself reportedly then further originally exclusively still just even separately hat a ha"
)
_FIRST = _set("first originally zuerst")
_BREAKS = _set(
    """he she it they we i you who that which was is are were had has have will would be been not no and but to if when while because
    go goes went gone ads ad footage . , ; : ! ? ( )"""
)
"""Words after which a verb of saying no longer governs what follows."""
_NOTHING_TOLD = _set(
    """poll polls polling survey surveys average averages tracker tracking debate debates forum ad ads advertising hall ticker
    exit index audience conference event events lunch luncheon gathering summit breakfast"""
)
_NEGATED = _set("declined declining refused refusing unavailable respond reply didn’t didn't couldn’t couldn't wouldn’t wouldn't")
_DESCRIBING = _set(
    """local state state-run state-owned public private national regional business financial trade online popular rival conservative
    liberal progressive leading respected influential semi-official independent right-wing left-wing german french british
    american"""
)
_BETWEEN = _ARTICLES | _DAYS | _DESCRIBING | _MEDIA
_WRITERS = _set(
    "reporter reporters correspondent columnist journalist journalists writer editor contributor blogger critic co-host host anchor"
)
_WRITTEN = _set("reported reports wrote writes observed observes noted notes revealed quoted described")
_OF_ITSELF = _set("its it they he she itself earnings revenue profits losses")
"""Words after a verb of saying that show the outlet speaks of itself."""
_SHOWN = _set("said says say showed shows show found finds suggested suggests revealed reveals claimed claims indicated noted details detailed gives gave")
_ON_THE_WAY = _set("in by from cites cited citing after following during with via per")
_SMALL = _set("by for from of with at in on to")
_DOMAIN = re.compile(r"^\.(?:com|org|net|info|[a-z]{2})(?:\.[a-z]{2})?(?!\w)")
_QUOTES = _set("” \" ’ ' »")
_ASIDE = 14
"""Words that may stand between a name and its verb, set off by commas or dashes."""
_WRITING = ("agency", "wire service", "newspaper", "magazine", "site")
_STOPS = _set(". , ; of") | {""}
_CLOSING_MARKS = _QUOTES | _set(", ? ! . …")
_COMPANY = _set("company co corp corp. inc inc. group holdings llc philanthropies foundation lp plc building headquarters new city")


def _cues() -> frozenset[str]:
    small = frozenset().union(
        _DIRECT, _VERBS, _SAY_ON_AIR, _SAY_ROMANCE, _REPORTS, _TALKS, _PUBLISHED, _WROTE, _QUESTIONED, _HEADS["of"][0][0], _TWO_WORDS, ("according", "by", "on")
    )
    return small | {word.capitalize() for word in small}


CUES = _cues()
"""Words of which one stands in every sentence that credits an outlet: a quick look before a close one."""


def words_of(sentence: str) -> list[Word]:
    """The words and marks of a sentence, with their places in it."""
    return [
        Word(found.group(), _OWNING.sub("", found.group().lower()).rstrip(".") or ".", *found.span())
        for found in _TOKEN.finditer(sentence)
    ]


def relayed(words: Sequence[Word], mention: Mentioned, before: Relayed | None) -> Relayed | None:
    """How a sentence credits an outlet that it names; None when the outlet is only talked about.

    ``before``: the credit of the name before, which goes on in ``the Courier and Harbour News``.
    """
    first = next((at for at, word in enumerate(words) if word.end > mention.span.start), len(words))
    after = next((at for at in range(first, len(words)) if words[at].end >= mention.span.end), len(words)) + 1
    if first == len(words) or _is_joined(words, first, after, mention) or _is_something_else(words, after, mention):
        return None
    place = _Place(words, first, after, mention)
    cue = _cue_before(place) or _cue_after(place) or _brackets(place) or _headline(place)
    if cue is None:
        return _going_on(place, before)
    begin, end, way = cue
    return Relayed(Span(words[begin].start, max(words[end].end, mention.span.end)), way)


class _Place(NamedTuple):
    """A name among the words of its sentence: the number of its first word, and of the first one behind it."""

    words: Sequence[Word]
    first: int
    after: int
    mention: Mentioned

    def low(self, at: int) -> str:
        """A word in lower case; nothing beyond the ends of the sentence."""
        return self.words[at].low if 0 <= at < len(self.words) else ""

    @property
    def owned(self) -> int:
        """How many words the mark of a possessive takes that stands behind the name; -1 when there is none."""
        last = self.words[self.after - 1]
        if last.end > self.mention.span.end:
            return 0
        mark = self.low(self.after) in ("'", "’") and self.words[self.after].start == last.end
        return 1 if mark and self.low(self.after + 1)[:1].isalnum() else -1


_Cue = tuple[int, int, Way]
"""The first and last word of a credit, and its way."""


def _is_joined(words: Sequence[Word], first: int, after: int, mention: Mentioned) -> bool:
    """True for a part of something like ``Post-Courier poll`` or ``Post/Courier``."""
    start, end = mention.span
    before = words[first].start < start or (first > 0 and words[first - 1].text == "/" and words[first - 1].end == start)
    tail = _DOMAIN.sub("", words[after - 1].text[end - words[after - 1].start :])
    behind = tail not in ("", "’s", "'s") or (after < len(words) and words[after].text in "/-" and words[after].start == end)
    return before or behind


def _is_something_else(words: Sequence[Word], after: int, mention: Mentioned) -> bool:
    """True where the name goes on, or where what follows is a poll, a debate or the outlet as a company."""
    owned = words[after - 1].end > mention.span.end
    for step, word in enumerate(words[after : after + 3]):
        if word.low in _NOTHING_TOLD:
            return True
        if not (word.text[0].isalpha() or word.low in ("’", "'")):
            break
        goes_on = step == 0 and word.text[0].isupper() and word.low not in _DAYS and not owned
        if goes_on and (not mention.sure or word.low in _COMPANY):
            return True
    return False


def _going_on(place: _Place, before: Relayed | None) -> Relayed | None:
    """The credit of the name before, when nothing but ``and`` stands between."""
    at = place.first - 1
    while place.low(at) in _ARTICLES:
        at -= 1
    if before and place.low(at) in ("and", "&", "or") and before.span.end in (place.words[at - 1].end, place.words[at - 2].end):
        return Relayed(Span(before.span.start, place.mention.span.end), before.way)
    return None


def _cue_before(place: _Place) -> _Cue | None:
    """The credit that the words before a name make it."""
    for at in range(place.first - 1, max(-1, place.first - 8), -1):
        found = _cue_at(place, at)
        if found and _only_names(place.words[at + 1 : place.first]):
            begin, way = found
            if way == "talk" and any(word.low in _NEGATED for word in place.words[max(0, begin - 6) : at]):
                return None
            early = [back for back in (begin - 1, begin - 2) if place.low(back) in _FIRST]
            if way == "report" and early:
                begin, way = early[0], "priority"
            return begin, place.after - 1, way
        if place.low(at) in _BREAKS:
            return None
    return None


def _only_names(gap: Sequence[Word]) -> bool:
    """True for words that may stand between a cue and a name: ``the``, ``the Dutch newspaper``, ``reporters from the``."""
    low = [word.low for word in gap]
    while low and low[-1] in _ARTICLES:
        low.pop()
    if len(low) > 1 and low[-1] in ("from", "for", "at", "of", "with", "on"):
        return low[0] in _WRITERS or low[0] == "editorial" or all(word.text[0].isupper() for word in gap[: len(low) - 1])
    of_place = [word for word in gap if word.text[0].isupper() and _OWNING.search(word.text)]
    if not all(word.low in _BETWEEN or word in of_place for word in gap):
        return any(word in _MEDIA for word in low) and all(word[0].isalpha() and word not in _BREAKS for word in low)
    return True


def _cue_at(place: _Place, at: int) -> tuple[int, Way] | None:
    """Where the cue begins whose last word stands here, and its way."""
    low, before = place.low(at), place.low(at - 1)
    if low in _DIRECT:
        return at, _DIRECT[low]
    if low == "to" and before == "according":
        return at - 1, "report"
    if low in _INVERTED and before in _CLOSING_MARKS and place.low(place.after) in _DAYS | _STOPS:
        return at, "report"
    if low == "by" and before in _QUOTES:
        return at, "report"
    if low == "on" and not _airs(place):
        return None
    if low == "on" and all(word.low in _DAYS or word.low.isdigit() for word in place.words[:at]):
        return 0, "talk"
    for back in range(at - 1, max(-1, at - 8), -1) if low in _HEADS else ():
        for heads, way in _HEADS[low]:
            if place.low(back) in heads:
                return back, way
        if place.low(back) in _BREAKS:
            break
    return None


def _airs(place: _Place) -> bool:
    """True for a station or site, on whose programmes and pages people speak."""
    return place.mention.kind in ("broadcaster", "site", None) or place.low(place.after) in ("radio", "tv", "television")


def _cue_after(place: _Place) -> _Cue | None:
    """The credit that the words after a name make it."""
    at = place.after + max(place.owned, 0)
    if place.low(at) in _MEDIA:
        at += 1
    if place.owned < 0 and _may_be_subject(place):
        found = _verb(place, at) or _said(place, at)
        if found:
            return found
    return _report(place, at) or _writer(place, at)


def _may_be_subject(place: _Place) -> bool:
    """False for a name behind a small word (``conducted by the Courier found``), but for ``Ada Lum of the Courier``."""
    at = place.first - 1
    while place.low(at) in _ARTICLES - _QUOTES:
        at -= 1
    if place.low(at) not in _SMALL:
        return True
    before = place.words[at - 1].text if at else ""
    return place.low(at) in ("of", "at", "from", "for") and (before[:1].isupper() or before in _WRITERS)


def _verb(place: _Place, at: int) -> _Cue | None:
    """``the Courier reported``, ``the Courier, which first reported it,``, ``the Courier was the first to report``."""
    begin = place.first
    if place.low(at) == "," and place.low(at + 1) == "citing":
        return begin, at + 1, "report"
    if place.low(at) == "," and place.low(at + 1) == "which" and place.low(at + 2) in (*_FIRST, "broke"):
        at += 2
    if place.low(at) in ("was", "were") and "first" in (place.low(at + 1), place.low(at + 2)):
        return begin, at + 2, "priority"
    if place.low(at) == "," and place.low(at + 1) in _WRITTEN and any(place.low(place.first - back) in _WRITERS for back in range(2, 8)):
        return begin, at + 1, "report"
    at = _behind_aside(place, at)
    verb = _skip(place, at, _ADVERBS, 4)
    low, then = place.low(verb), place.low(verb + 1)
    known = low in (_VERBS if place.mention.sure else _PLAIN_VERBS) or (low in _OF_PAPERS and place.mention.sure and place.mention.kind in _WRITING)
    if _TWO_WORDS.get(low) != then and (not known or then in _OF_ITSELF):
        return None
    early = (low, then) == ("broke", "the") or any(place.low(one) in _FIRST for one in range(at, verb))
    return begin, verb, "priority" if early else "report"


def _skip(place: _Place, at: int, words: frozenset[str], most: int) -> int:
    """The place of the first word that is none of some words, of which at most a few are passed over."""
    return next((one for one in range(at, at + most) if place.low(one) not in words), at + most)


def _behind_aside(place: _Place, at: int) -> int:
    """The place behind words set off by commas or dashes, such as ``, the largest paper of the coast,``."""
    mark = place.low(at)
    if mark not in (",", "–", "—", "-"):
        return at
    end = next((one for one in range(at + 1, at + _ASIDE) if place.low(one) == mark), None)
    return at if end is None else end + 1


def _said(place: _Place, at: int) -> _Cue | None:
    """``, the Courier said``: what an agency or paper says of others, or what is told before it is said to say it."""
    verb = _skip(place, at, _ADVERBS, 3)
    behind = [place.low(one) for one in range(verb + 1, verb + 5)]
    if place.low(verb) not in ("said", "says") or not _OF_ITSELF.isdisjoint(behind) or (behind[0] == "in" and "editorial" not in behind):
        return None
    front = place.first - (2 if place.low(place.first - 1) in _ARTICLES - _QUOTES else 1)
    closes = place.low(front) in _CLOSING_MARKS and behind[0] in (".", ",", "")
    return (place.first, verb, "report") if closes or (place.mention.sure and place.mention.kind in _WRITING) else None


def _headline(place: _Place) -> _Cue | None:
    """``Courier: Ferry sinks``, ``Courier report: Ferry sinks``: only the reader of the text knows if it is one."""
    at = _skip(place, place.after, _REPORTS, 1)
    return (place.first, at, "headline") if place.first == 0 and place.low(at) == ":" and place.owned < 0 else None


def _report(place: _Place, at: int) -> _Cue | None:
    """``in a Courier report``, ``the Courier's investigation found``, ``in a Courier interview``."""
    if place.owned < 0 and not place.mention.sure:
        return None
    front = place.first - 1
    while place.low(front) in _BETWEEN - _ON_THE_WAY or place.low(front).isdigit():
        front -= 1
    on_the_way = place.low(front) in _ON_THE_WAY or (place.low(front - 1), place.low(front)) == ("based", "on")
    for noun in range(at, at + 3):
        low = place.low(noun)
        if low == "words" and place.owned >= 0 and place.low(front) == "in":
            return front, noun, "report"
        if low in ("interview", "interviews", "appearance") and on_the_way:
            return front, noun, "talk"
        if low in _REPORTS:
            shown = place.low(_skip(place, noun + 1, _ADVERBS | _PUBLISHED, 4)) in _SHOWN
            if on_the_way or (place.low(noun + 1), place.low(noun + 2)) == ("in", "which"):
                return front, noun, "report"
            return (place.first, noun + 1, "report") if shown else None
        if not low.isalpha() or low in _BREAKS:
            return None
    return None


def _writer(place: _Place, at: int) -> _Cue | None:
    """``the Courier's Ada Lum reported``, ``Courier reporter Ada Lum wrote``."""
    person = at
    while person < at + 4 and place.low(person).replace("-", "").isalpha() and place.words[person].text.islower():
        if place.owned >= 0 and place.low(person) in _WRITTEN and person > at:
            return place.first, person, "report"
        person += 1
    if place.owned < 0 and not any(place.low(one) in _WRITERS for one in range(at, person)):
        return None
    verb = person
    while verb < min(person + 4, len(place.words)) and place.words[verb].text[0].isupper():
        verb += 1
    if verb - person < 2:
        return None
    while verb < person + 8 and (place.low(verb) in _ADVERBS or place.low(verb) == ","):
        verb += 1
    known = place.low(verb) in _WRITTEN or _TWO_WORDS.get(place.low(verb)) == place.low(verb + 1)
    return (place.first, verb, "report") if known else None


def _brackets(place: _Place) -> _Cue | None:
    """``… in the harbour. [Courier]``: the outlet of a short piece, alone in brackets behind it."""
    closing = place.after + (place.low(place.after) == ".")
    if place.low(closing) == "]" and "[" in (place.low(place.first - back) for back in range(1, 6)):
        return place.first, closing, "report"
    alone = place.low(place.after) == ")" and place.low(place.after + 1) in (".", "")
    closed = alone and place.low(place.first - 1) == "(" and place.mention.sure
    return (place.first, place.after, "report") if closed and place.low(place.first - 2) in _CLOSING_MARKS else None
