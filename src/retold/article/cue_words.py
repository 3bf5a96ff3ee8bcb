"""The words by which a sentence credits an outlet: verbs, reports, talks, and what may stand between them and a name.

All in lower case, without the point of an abbreviation. Each list is for all languages at once; words of other
languages than English are those that newspapers there put beside the name of another paper or agency.
"""

from __future__ import annotations

import re
from typing import Literal

Way = Literal["report", "talk", "priority", "headline"]
"""How an outlet had what it is credited for: by its own report, from somebody who spoke to it, or before others."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# ------------------------------------------------------------------------------------------------- what an outlet does

_FOREIGN_VERBS = _set(
    """berichtet berichtete berichten meldet meldete schreibt schrieb rapporte rapporté informó informa publicó
    publica reveló reportó riferisce riporta scrive informou noticiou revelou publicou"""
)
PLAIN_VERBS = _FOREIGN_VERBS | _set(
    """reported reports wrote writes noted notes revealed reveals disclosed quoted quotes cited cites citing
    published publishes editorialized exposed opined characterized learned learnt zufolge"""
)
"""Verbs that make even a doubtful name before them an outlet."""
VERBS = PLAIN_VERBS | _set(
    """found finds understands obtained interviewed uncovered unearthed detailed described
    describes observed observes estimated estimates calculated tallied projected projects concluded documented
    recounted explained explains highlighted verified summarized examined identified determined counted pegged
    investigates deemed rated ruled debunked"""
)
PLURAL_VERBS = _set("report write note say")
"""Verbs of several outlets: behind one, ``report`` is its report."""
PAPER_VERBS = _set("confirmed confirms suggested suggests claimed claims declared calls")
"""Verbs that a station or company also uses of itself, a paper or an agency of what it tells."""
VERB_PAIRS = {"pointed": "out", "points": "out", "broke": "the", "put": "it", "puts": "it"}
CALLED = _set("called calls described dubbed")
"""Verbs that pass on a word of the outlet in ``as the Courier called it``."""
WRITTEN = _set("reported reports wrote writes observed observes noted notes revealed quoted described")
"""Verbs of somebody who is named as writing for an outlet: what he says or asks elsewhere is no report of it."""
INVERTED = _set("reports reported writes wrote notes noted declared declares opined observed observes")
"""Verbs before the name in ``…, reports the Courier``."""
SAID = _set("said says stated")
"""Verbs that anybody may be the subject of."""
SHOWN = _set(
    """said says say showed shows show found finds suggested suggests revealed reveals claimed claims indicated noted
    details detailed gives gave"""
)
"""Verbs of a report: ``the Courier's report found``."""
ITSELF = _set("its it they he she itself earnings revenue profits losses")
"""Words after a verb that show the outlet speaks of itself."""
FIRST = _set("first originally zuerst")

# ------------------------------------------------------------------------------------- reports, talks, and their verbs

REPORTS = _set(
    """report reports reporting story stories article articles account accounts analysis analyses investigation
    investigations review column columns piece op-ed op-eds oped editorial editorials exposé expose profile
    dispatch essay feature scoop write-up post commentary fact-check fact-checker fact-checkers tally count
    estimate estimates calculation calculations projection projections headline headlines"""
)
TALKS = _set(
    """interview interviews interviewed comments comment remarks statement email e-mail emails appearance appearances
    sit-down conversation message messages gespräch"""
)
INTERVIEWS = _set("interview interviews appearance")
"""Talks that stand behind the name: ``in a Courier interview``."""
PUBLISHED = _set(
    """reported obtained seen reviewed published posted aired broadcast quoted compiled revealed uncovered exposed
    unearthed noted described disclosed detailed documented leaked cited collected tallied viewed examined
    highlighted projected analyzed analysed tracked recorded captured calculated estimated"""
)
_WROTE = _set("wrote writing writes written write")
_QUESTIONED = _set("consulted challenged quizzed grilled asked interviewed questioned pressed contacted reached")
_SAID_TO = TALKS | _set(
    """said say says saying told tells telling confirmed acknowledged admitted revealed disclosed announced explained
    argued added insisted claimed noted suggested stated declared complained denied responded replied spoke spoken
    speak speaks speaking talk talked talking repeated reacted commented remarked conceded hinted lamented boasted
    expressed gave given identified reiterated provided confirming acknowledging admitting revealing disclosing
    explaining arguing adding insisting claiming suggesting stating declaring complaining denying responding replying
    repeating reacting commenting conceding hinting giving"""
)
_SAID_ON_AIR = _SAID_TO | _set(
    """discuss discussed discussing appear appeared appearing appears asked warned vowed predicted recalled described
    defended criticized blasted slammed pressed joined questioned trashed mocked praised attacked went
    recounted appearing discussing warning predicting describing"""
)
_TALKED_WITH = TALKS | _set(
    "spoke spoken speak speaks speaking talk talked talking sat sit met meeting meetings chat call"
)
_SAID_ROMANCE = _set(
    """dit déclaré confié expliqué indiqué dijo declaró contó explicó detto dichiarato spiegato raccontato disse
    afirmou declarou contou entretien entrevista intervista déclaration declaraciones"""
)
_ON_AIR = _set("broadcast edition episode airing issue")

Heads = tuple[tuple[frozenset[str], Way], ...]
HEADS: dict[str, Heads] = {
    "to": ((_SAID_TO, "talk"),),
    "with": ((_TALKED_WITH, "talk"),),
    "by": ((_QUESTIONED, "talk"), (REPORTS | PUBLISHED | _WROTE, "report")),
    "in": ((TALKS, "talk"), (REPORTS | PUBLISHED | _WROTE, "report")),
    "on": ((_SAID_ON_AIR, "talk"), (REPORTS | _WROTE, "report")),
    "for": ((TALKS, "talk"), ((REPORTS - {"reporting"}) | _WROTE, "report")),
    "from": ((REPORTS, "report"),),
    "at": ((_WROTE, "report"),),
    "of": ((_ON_AIR, "talk"),),
    "mit": ((TALKS, "talk"),),
    "der": ((_set("sagte sagten erklärte"), "talk"), (_set("angaben informationen bericht"), "report")),
    **dict.fromkeys(("à", "au", "a", "al", "all'", "ao", "con"), ((_SAID_ROMANCE, "talk"),)),
}
"""Small words right before a name, with the words that make it a credit when they stand a little before."""
DIRECT: dict[str, Way] = {
    **dict.fromkeys(("told", "tell", "tells", "telling", "gegenüber"), "talk"),
    **dict.fromkeys(("citing", "cited", "cites", "quoting", "quoted", "per", "laut"), "report"),
    **dict.fromkeys(("selon", "según", "secondo", "segundo", "conforme"), "report"),
    **dict.fromkeys(_FOREIGN_VERBS, "report"),
}
"""Words that make a name a credit when they stand right before it."""
PAIRS = {("according", "to"), ("d'", "après"), ("acordo", "com")}
"""Two words that do so."""
ON_THE_WAY = _set("in by from cites cited citing after following during with via per")
"""Words before ``a Courier report`` that show something is told from it."""
ON_THE_WAY_PAIRS = {("based", "on"), *((word, "of") for word in ("light", "wake", "basis", "evidence", "strength"))}

# ---------------------------------------------------------------------------------------------- what stands in between

ARTICLES = _set(
    """the a an its their his her another both fellow der die das dem den des le la les l' el los il lo o al all' à
    au du della dal dalla alla pelo pela ao da do “ ” " „ « ‘ ’ '"""
)
"""Articles, their like, and opening quotation marks."""
DAYS = _set(
    """monday tuesday wednesday thursday friday saturday sunday yesterday today tonight last this next week weekend
    month year night morning afternoon evening early earlier late later recently recent new latest on in january
    february march april may june july august september october november december jan feb mar apr jun jul aug sept
    sep oct nov dec montag dienstag mittwoch donnerstag freitag samstag sonntag am"""
)
MEDIA = _set(
    """newspaper newspapers paper daily weekly magazine tabloid broadsheet broadcaster news agency wire outlet site
    website portal blog service network channel station program programme show affiliate publication journal
    newsletter podcast host anchor reporter correspondent moderator board television tv radio zeitung tageszeitung
    nachrichtenagentur agentur magazin quotidien agence diario periódico agencia quotidiano agenzia jornal agência"""
)
DESCRIBING = _set(
    """local state state-run state-owned public private national regional business financial trade online popular
    rival conservative liberal progressive leading respected influential semi-official independent right-wing
    left-wing german french british american"""
)
WRITERS = _set(
    """reporter reporters correspondent columnist journalist journalists writer editor contributor blogger critic
    co-host host anchor"""
)
ADVERBS = DAYS | _set(
    """first also previously initially has had have itself reportedly then further originally exclusively still just
    even separately hat ha"""
)
QUOTES = _set("” \" ’ ' »")
CLOSING_MARKS = QUOTES | _set(", ? ! . …")
BREAKS = _set(
    """he she it they we i you who that which was is are were had has have will would be been not no and but to if
    when while because go goes went gone ads ad footage . , ; : ! ? ( ) – — -"""
)
"""Words after which a verb of saying no longer governs what follows."""
NEGATED = _set("declined declining refused refusing unavailable respond reply didn't couldn't wouldn't")
SMALL = _set("by for from of with at in on to")
"""Words behind which a name is not the subject of the verb that follows."""

# ------------------------------------------------------------------------------------------------- what follows a name

NOTHING_TOLD = _set(
    """poll polls polling survey surveys average averages tracker tracking debate debates forum ad ads advertising
    hall ticker exit index audience conference event events lunch luncheon gathering summit breakfast"""
)
"""Words that make an outlet's name part of something that is no report."""
COMPANY = _set(
    "company co corp corp. inc inc. group holdings llc philanthropies foundation lp plc building headquarters new city"
)
AFTER_DOUBTFUL = (
    REPORTS
    | TALKS
    | PLAIN_VERBS
    | ADVERBS
    | MEDIA
    | _set(
        """that in on at after and or the who when while during about for how why where as if it he she they his her
    before because which with of to by is was"""
    )
)
"""Words that may follow a doubtful name: before any other one it only describes, as in ``Gold Star mother``."""
DOMAIN = re.compile(r"^\.(?:com|org|net|info|[a-z]{2})(?:\.[a-z]{2})?(?!\w)")
WRITING = ("agency", "wire service", "newspaper", "magazine", "site")
"""Kinds of outlets that say what they say in writing, mostly about others."""


def _cues() -> frozenset[str]:
    heads = (words for rows in HEADS.values() for words, _ in rows)
    small = frozenset[str]().union(
        *heads, DIRECT, VERBS, PAPER_VERBS, VERB_PAIRS, CALLED, ("according", "après", "acordo", "by", "on")
    )
    return small | {word.capitalize() for word in small}


CUES = _cues()
"""Words, small and with a capital, of which one stands in every sentence that credits an outlet."""
