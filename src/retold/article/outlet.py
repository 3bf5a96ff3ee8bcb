"""Who publishes: telling the name of a newspaper, station or agency from any other name."""

from __future__ import annotations

import re

_MARKERS = frozenset(
    """news times herald post gazette courier tribune agency press wire tv radio daily observer journal chronicle telegraph
    mail standard independent guardian globe star examiner inquirer enquirer dispatch sentinel review reporter mirror
    express argus echo bulletin register leader record ledger monitor newswire broadcasting television media magazine
    weekly newspaper beacon advertiser citizen enterprise messenger voice zeitung anzeiger tageblatt rundschau nachrichten tagblatt presse agentur journaal dagblad courant
    diario noticias correo agencia gazeta jornal notícias folha giornale corriere gazzetta agenzia tidning posten
    shimbun sankei""".split()
)
_AGENCY_SHAPE = re.compile(r"^[A-Z]{2,5}$")
_PIECE = re.compile(r"[\w&.'’\-]+")
_NOT_OUTLETS = frozenset(
    """the and of a an press conference press release press secretary press office press briefing daily star leader times post
    record media review mail agency standard mirror register guardian monitor reporter wire radio globe independent""".split()
)


def outlet_in(words: str) -> str | None:
    """The outlet that a name stands for: known, or plainly called one (``Harbour Gazette``); None for any other name."""
    name = _bare(words)
    if not name:
        return None
    pieces = [piece.lower() for piece in _PIECE.findall(name)]
    marked = [piece for piece in pieces if piece in _MARKERS]
    if not marked:
        return None
    if pieces[-1] not in _MARKERS and pieces[0] not in _MARKERS:
        return None
    return name if len(pieces) >= 2 else None


def _bare(words: str) -> str:
    return re.sub(r"^(?:the|der|die|das|le|la|el|il)\s+", "", words.strip(" .,;:()[]\"'“”’"), flags=re.IGNORECASE)
