"""Who publishes: telling the name of a newspaper, station or agency from any other name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from retold.tables import outlet_named, outlet_names_in
from retold.text import fold

_MARKERS = frozenset(
    """news times herald post gazette courier tribune agency press wire tv radio daily observer journal chronicle
    telegraph mail standard independent guardian globe star examiner inquirer enquirer dispatch sentinel review
    reporter mirror
    express argus echo bulletin register leader record ledger monitor newswire broadcasting television media magazine
    weekly newspaper beacon advertiser citizen enterprise messenger voice zeitung anzeiger tageblatt rundschau
    nachrichten tagblatt presse agentur journaal dagblad courant
    diario noticias correo agencia gazeta jornal notícias folha giornale corriere gazzetta agenzia tidning posten
    shimbun sankei""".split()
)
_NOT_OUTLETS = frozenset(
    {"press conference", "press release", "press secretary", "press office", "security agency", "intelligence agency",
     "protection agency", "energy agency", "space agency", "health agency", "police agency", "world record"}
)  # fmt: skip
"""Endings that look like an outlet and are none."""
_PIECE = re.compile(r"[\w&.'’\-]+")
ANNOUNCED = (
    r"(?:news(?:paper)?|paper|daily|weekly|magazine|journal|tabloid|broadsheet|broadcaster|station|channel|network|agency|wire"
    r"|outlet|site|website|portal|blog|service|zeitung|agentur|magazin|journal|périodico|diario|revista|agencia|quotidiano)"
)
"""Words that announce the name of an outlet: ``the magazine X``."""


@dataclass(frozen=True, slots=True)
class Outlets:
    """Names that are outlets because pages of the pile at hand come from them, besides what a name says of itself."""

    names: frozenset[str] = frozenset()
    """Folded names."""
    short: tuple[tuple[str, str], ...] = ()
    """Initials that only one of them has, with its full name: ``("HW", "Harbour Wire")``."""

    def named(self, words: str, announced: bool = False) -> str | None:
        """The outlet that a name stands for; ``announced``: words such as "the magazine" stand before it."""
        name = bare(words)
        if not name:
            return None
        full = dict(self.short).get(name)
        if full or fold(name) in self.names:
            return full or name
        known = outlet_named(name)
        if known:
            return known.name
        return name if announced or outlet_in(name) else None

    def heading(self, words: str) -> str | None:
        """The outlet at the head of some words that look like one name: the longest beginning that is one.

        ``Reuters President`` begins with an agency; ``Post Office`` does not begin with a newspaper, for a name that
        can mean something else must be the whole.
        """
        pieces = words.split()
        for length in range(len(pieces), 0, -1):
            start = " ".join(pieces[:length])
            if length == len(pieces) or fold(bare(start)) in self.names or bare(start) in dict(self.short):
                found = self.named(start)
            else:
                first = next(iter(outlet_names_in(start)), None)
                whole = first is not None and first.span.end == len(start) and not first.ambiguous
                found = first.outlet.name if first and whole else outlet_in(start)
            if found:
                return found
        return None


def outlets_of(names: Iterable[str]) -> Outlets:
    """The outlets of a pile; initials are known when exactly one outlet has them."""
    plain = sorted({bare(name) for name in names if bare(name)})
    initials = Counter(_initials(name) for name in plain)
    short = tuple(
        (_initials(name), name) for name in plain if len(_initials(name)) >= 2 and initials[_initials(name)] == 1
    )
    return Outlets(frozenset(map(fold, plain)), short)


def outlet_in(words: str) -> str | None:
    """The outlet that a name plainly is by its own words (``Harbour Gazette``); None for any other name."""
    name = bare(words)
    pieces = [piece.lower() for piece in _PIECE.findall(name)]
    if len(pieces) < 2 or (pieces[-1] not in _MARKERS and pieces[0] not in _MARKERS):
        return None
    return None if " ".join(pieces[-2:]) in _NOT_OUTLETS else name


def bare(words: str) -> str:
    """A name without the article before it and the marks round it."""
    return re.sub(r"^(?:the|der|die|das|le|la|el|il)\s+", "", words.strip(" .,;:()[]\"'“”’"), flags=re.IGNORECASE)


def _initials(name: str) -> str:
    return "".join(piece[0] for piece in _PIECE.findall(name) if piece[0].isupper())
