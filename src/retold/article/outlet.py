"""Who publishes: telling the name of a newspaper, station or agency from any other name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

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

    names: Mapping[str, str] = field(default_factory=dict)
    """Names as they are written, by their folded form."""
    short: Mapping[str, str] = field(default_factory=dict)
    """Full names by initials that only one of them has: ``HW`` for ``Harbour Wire``."""

    def named(self, words: str, announced: bool = False) -> str | None:
        """The outlet that a name stands for; ``announced``: words such as "the magazine" stand before it."""
        name = bare(words)
        if not name:
            return None
        known = outlet_named(name)
        found = self._of_pile(name) or (known.name if known else None)
        return found or (name if announced or outlet_in(name) else None)

    def heading(self, words: str) -> str | None:
        """The outlet at the head of some words that look like one name: the longest beginning that is one.

        ``Reuters President`` begins with an agency, ``Post Office`` does not begin with a newspaper, and ``Courier``
        alone could be any of several: a name of the table that can mean something else is not taken.
        """
        pieces = words.split()
        for length in range(len(pieces), 0, -1):
            start = " ".join(pieces[:length])
            found = self._of_pile(bare(start)) or _of_table(start) or outlet_in(start)
            if found:
                return found
        return None

    def _of_pile(self, name: str) -> str | None:
        """The outlet of the pile with this name, these initials, or alone with this last word."""
        found = self.short.get(name) or self.names.get(fold(name))
        if found or fold(name) not in _MARKERS or not name[:1].isupper():
            return found
        ending = [full for folded, full in self.names.items() if folded.endswith(f" {fold(name)}")]
        return ending[0] if len(ending) == 1 else None


def _of_table(words: str) -> str | None:
    first = next(iter(outlet_names_in(words)), None)
    if first is None or first.ambiguous or first.span.end != len(words.rstrip(" .,;:")):
        return None
    return first.outlet.name if not bare(words[: first.span.start]) else None


def outlets_of(names: Iterable[str]) -> Outlets:
    """The outlets of a pile; initials are known when exactly one outlet has them."""
    plain = sorted({bare(name) for name in names if bare(name)})
    initials = Counter(_initials(name) for name in plain)
    short = {_initials(name): name for name in plain if len(_initials(name)) >= 2 and initials[_initials(name)] == 1}
    return Outlets({fold(name): name for name in plain}, short)


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
    return re.sub(r"^(?:the|der|die|das|le|la|el|il)\s+", "", words.strip(" .,;:()[]\"'“”’"), flags=re.IGNORECASE)


def _initials(name: str) -> str:
    return "".join(piece[0] for piece in _PIECE.findall(name) if piece[0].isupper())
