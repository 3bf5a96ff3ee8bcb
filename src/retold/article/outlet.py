"""Who publishes: telling the name of a newspaper, station or agency from any other name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from retold.model import Span
from retold.tables import OutletKind, OutletTable, country_word, outlet_table, outlets_by_name
from retold.text import fold

_MARKERS = frozenset(
    """news times herald post gazette courier tribune agency press wire tv radio daily observer journal chronicle
    telegraph mail standard independent guardian globe star examiner inquirer enquirer dispatch sentinel review
    reporter mirror express argus echo bulletin register leader record ledger monitor newswire broadcasting
    television media magazine weekly newspaper beacon advertiser citizen enterprise messenger voice zeitung
    anzeiger tageblatt rundschau nachrichten tagblatt presse agentur journaal dagblad courant diario noticias
    correo agencia gazeta jornal notícias folha giornale corriere gazzetta agenzia tidning posten shimbun
    sankei""".split()
)
"""Words by which a name that stands alone, as beside a headline, is known to be an outlet's."""
_ENDINGS = frozenset(
    """news times herald gazette courier tribune chronicle telegraph examiner inquirer enquirer newswire broadcasting
    zeitung anzeiger tageblatt rundschau nachrichten tagblatt dagblad courant shimbun""".split()
)
"""Words that end the name of an outlet and hardly any other name."""
_DOUBTFUL_ENDINGS = frozenset(
    """post press star mail mirror guardian globe ledger dispatch sentinel journal wire magazine weekly bulletin tv
    radio television presse observer daily beacon messenger argus echo independent register review advertiser monitor
    standard sun""".split()
)
_BEGINNINGS = frozenset("radio agence agencia agenzia diario jornal".split())
_DOUBTFUL_BEGINNINGS = frozenset("weekly daily evening".split())
_GOING_ON = frozenset("network corporation service agency channel online".split())
_NOT_OUTLETS = frozenset(
    {"press conference", "press release", "press secretary", "press office", "security agency", "intelligence agency",
     "protection agency", "energy agency", "space agency", "health agency", "police agency", "world record",
     "university press", "fake news", "good news", "bad news", "breaking news"}
)  # fmt: skip
"""Endings that look like an outlet and are none."""
BEFORE_NAMES = frozenset(
    """a an the this that these as in on at for from by with to of and but or when while after before since citing
    quoting per via according says said reports reported wrote writes told yesterday today earlier later last
    monday tuesday wednesday thursday friday saturday sunday also meanwhile however what who how why is was
    are""".split()
)
"""Words that have a capital because a sentence begins with them, and belong to no name."""
_MEDIA = frozenset(
    """newspaper paper daily weekly magazine tabloid broadsheet broadcaster newswire news press wire media tv TV
    television radio zeitung tageszeitung nachrichtenagentur nachrichtenmagazin magazin quotidien hebdomadaire
    periódico diario revista quotidiano settimanale jornal""".split()
)
_TELLING = frozenset(word.capitalize() for word in _ENDINGS | _DOUBTFUL_ENDINGS | _BEGINNINGS | _DOUBTFUL_BEGINNINGS)
_WORD = re.compile(r"[^\W_]+")
_PIECE = re.compile(r"[\w&.'’\-]+")
_UP = r"[A-ZÀ-ÞА-Я][\w&'’\-]*"
_RUN = re.compile(rf"{_UP}(?:\s+(?:(?:of|and|&|de|la|le|der|für|do|da)\s+)?{_UP})*")
_MARKS = " .,;:()[]\"'“”’"
_POSSESSIVE = re.compile(r"['’]s?$")
_MEDIUM = (
    r"(?:newspaper|paper|daily|weekly|magazine|tabloid|broadsheet|broadcaster"
    r"|(?:news|press|wire|media|tv|television|radio|fact-checking)\s+(?:agency|service|outlet|site|website|portal|blog|channel|network"
    r"|station)|newswire|zeitung|tageszeitung|nachrichtenagentur|nachrichtenmagazin|magazin|quotidien|hebdomadaire|périodico"
    r"|diario|revista|quotidiano|settimanale|jornal)"
)
_ANNOUNCED = (
    re.compile(rf"\b{_MEDIUM}\s+(?P<name>{_UP}(?:\s+{_UP}){{0,4}})"),
    re.compile(rf"(?<!\b[Aa]\s)(?<!\b[Aa]n\s)\b(?P<name>{_UP}(?:\s+{_UP}){{0,3}})\s+{_MEDIUM}\b"),
)


class Mentioned(NamedTuple):
    """An outlet that a text names."""

    span: Span
    name: str
    """Its full name where it is known, otherwise as the text writes it."""
    sure: bool
    """False when the words can also mean something else, so that only their surroundings tell."""
    kind: OutletKind | None


@cache
def _nobody() -> OutletTable:
    return outlets_by_name({})


@dataclass(frozen=True, slots=True)
class Outlets:
    """The names that are outlets: those of the table, and those that pages of the pile at hand come from."""

    table: OutletTable = field(default_factory=outlet_table)
    pile: OutletTable = field(default_factory=_nobody)

    def named(self, words: str) -> str | None:
        """The outlet that a name standing alone is for; None for any other name."""
        whole, name = words.strip(_MARKS), bare(words)
        for written in (whole, name) if name else ():
            known = self.pile.named(written) or self.table.named(written)
            if known:
                return known.name
        return outlet_in(name)

    def agency(self, words: str) -> str | None:
        """The agency or wire service that a name standing alone is for; other outlets are none."""
        known = self.table.named(words.strip(_MARKS))
        return known.name if known and known.kind in ("agency", "wire service") else None

    def may_name(self, words: Sequence[str]) -> bool:
        """False when no outlet can be named by these words of a text: a quick look before a close one."""
        telling = not (_TELLING.isdisjoint(words) and _MEDIA.isdisjoint(words))
        return telling or self.table.may_name(words) or self.pile.may_name(words)

    def mentioned_in(self, words: str) -> tuple[Mentioned, ...]:
        """The outlets that some words of a text name, from left to right: by a table, by own words, or as announced."""
        found: list[Mentioned] = []
        for named in (*self.pile.names_in(words), *self.table.names_in(words)):
            outlet = named.outlet
            _add(found, Mentioned(named.span, outlet.name, not named.ambiguous, outlet.kind))
        plain = _WORD.findall(words)
        by_own_words = () if _TELLING.isdisjoint(plain) else _telling_names(words)
        announced = () if _MEDIA.isdisjoint(plain) else _announced(words)
        for mentioned in (*by_own_words, *announced):
            _add(found, mentioned)
        return tuple(sorted(found))


def _add(found: list[Mentioned], new: Mentioned) -> None:
    """Keep a name where none of the names found before stands, or in the place of doubtful ones that it contains."""
    there = [old for old in found if old.span.start < new.span.end and new.span.start < old.span.end]
    within = all(new.span.start <= old.span.start and old.span.end <= new.span.end for old in there)
    if not there or (within and new.span != there[0].span and not any(old.sure for old in there)):
        found[:] = [old for old in found if old not in there]
        found.append(new)


def _telling_names(words: str) -> Iterator[Mentioned]:
    """Names that say of themselves that they are an outlet's: ``Harbour Gazette``, ``Radio Larkspur``."""
    for run in _RUN.finditer(words):
        pieces = [
            (piece.start() + run.start(), _POSSESSIVE.sub("", piece.group())) for piece in _PIECE.finditer(run.group())
        ]
        while pieces and pieces[0][1].lower() in BEFORE_NAMES:
            pieces.pop(0)
        of = max((at for at, (_, piece) in enumerate(pieces) if piece == "of"), default=-1)
        if len(pieces) - of > 2:
            pieces = pieces[of + 1 :]
        plain = [piece.lower() for _, piece in pieces]
        last = max(
            (at for at, piece in enumerate(plain) if piece in _ENDINGS | _DOUBTFUL_ENDINGS and at > 0), default=0
        )
        if not last and len(pieces) > 1 and plain[0] in _BEGINNINGS | _DOUBTFUL_BEGINNINGS:
            last = len(pieces) - 1
        if 0 < last < len(plain) - 1 and plain[last + 1] in _GOING_ON:
            last += 1
        if last and " ".join(plain[last - 1 : last + 1]) not in _NOT_OUTLETS:
            start, end = pieces[0][0], pieces[last][0] + len(pieces[last][1])
            sure = plain[last] in _ENDINGS | _GOING_ON or plain[0] in _BEGINNINGS
            yield Mentioned(Span(start, end), words[start:end], sure, None)


def _announced(words: str) -> Iterator[Mentioned]:
    """Names beside a word that says what they are: ``the magazine Quern``, ``the Quern newspaper``."""
    for found in (one for pattern in _ANNOUNCED for one in pattern.finditer(words)):
        start, name = found.start("name"), _POSSESSIVE.sub("", found["name"])
        first, _, rest = name.partition(" ")
        if first.lower() in BEFORE_NAMES or (rest and _POSSESSIVE.search(first)):
            start, name = start + len(name) - len(rest.lstrip()), rest.lstrip()
        if name and not country_word(name):
            yield Mentioned(Span(start, start + len(name)), name, True, None)


def outlets_of(names: Iterable[str], added: str = "") -> Outlets:
    """The outlets of a pile, besides those of the table and the rows a user adds to it.

    An outlet of the pile is known by initials, or by the last word of its name, that no other one there has.
    """
    plain = sorted({bare(name) for name in names if bare(name)})
    initials = Counter(map(_initials, plain))
    endings = Counter(name.split()[-1] for name in plain)
    others = {name: _other_names(name, initials, endings) for name in plain}
    return Outlets(outlet_table(added), outlets_by_name(others))


def _other_names(name: str, initials: Counter[str], endings: Counter[str]) -> Iterator[str]:
    short, ending = _initials(name), name.rsplit(maxsplit=1)[-1]
    if len(short) >= 2 and initials[short] == 1:
        yield short
    if ending != name and endings[ending] == 1 and ending.lower() in _MARKERS:
        yield f"The {ending}?"


def outlet_in(words: str) -> str | None:
    """The outlet that a name plainly is by its own words (``Harbour Gazette``); None for any other name."""
    name = bare(words)
    pieces = [piece.lower() for piece in _PIECE.findall(name)]
    if len(pieces) < 2 or (pieces[-1] not in _MARKERS and pieces[0] not in _MARKERS):
        return None
    return None if " ".join(pieces[-2:]) in _NOT_OUTLETS else name


def is_same_outlet(name: str, outlet: str) -> bool:
    """True for an outlet's own name, whole or as it calls itself in its text (``the Courier``)."""
    short, full = fold(bare(name)), fold(bare(outlet))
    return short == full or full.endswith(f" {short}")


def bare(words: str) -> str:
    """A name without the article before it and the marks round it."""
    return re.sub(r"^(?:the|der|die|das|le|la|el|il)\s+", "", words.strip(_MARKS), flags=re.IGNORECASE)


def _initials(name: str) -> str:
    return "".join(piece[0] for piece in _PIECE.findall(name) if piece[0].isupper())
