"""Lines that do nothing but credit: ``Source: X``, ``With inputs from X``, ``(Reporting by …)``, ``h/t X``, ``© X``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from retold.article.outlet import Outlets, bare
from retold.model import CreditKind, CreditLevel

_UP = r"[A-ZÀ-ÞА-Я][\w.&'’\-]*"
NAME = rf"(?:[Tt]he\s+)?{_UP}(?:\s+(?:(?:of|and|&|de|la|le|der|für|du|do|da)\s+)?(?:{_UP}|\d+)){{0,5}}"
"""A proper name in running text, which may be that of an outlet."""
_SHORT_NAME = rf"{_UP}(?:[ /]{_UP}){{0,2}}"
_AGENCIES = rf"(?:{NAME}|[a-z]{{2,5}})(?:\s*(?:,|/|&|\b(?:and|und|et|y|e)\b)\s*(?:{NAME}|[a-z]{{2,5}}))*"

_SOURCE_LABELLED = re.compile(
    rf"^\W*(?i:(?:sources?|quellen?|fuentes?|fonti|fonte|via|credit|bron|källa|источник)\s*[:：–-]\s*|via\s+(?:the\s+)?)"
    rf"(?P<name>{_AGENCIES})\W*$"
)
_SOURCE_BARE = re.compile(rf"^(?:Source|Quelle|Fuente|Fonte|SOURCE)\s+(?P<name>{_SHORT_NAME})\.?$")
_HAT_TIP = re.compile(rf"^\W*(?i:h/t|hat\s+tip)\W*\s(?:to\s+)?(?P<name>{NAME})\W*$")
_INPUTS = re.compile(
    rf"^\W*(?i:(?:with\s+)?(?:additional\s+)?(?:inputs?|reports?|reporting|material|files?|information)\s+(?:from|by)"
    rf"|mit(?:\s+(?:material|informationen)\s+(?:von|der))?|avec|con\s+información\s+de|com\s+informações\s+d[aeo]|con)\s+"
    rf"(?P<name>{_AGENCIES})\W*$"
)
_SIGN_OFF = re.compile(rf"^\s*(?:[-–—/(\[]+\s*)(?P<name>{_SHORT_NAME}|[a-z]{{2,5}})[)\]/]?\.?\s*$")
_COPYRIGHT = re.compile(
    rf"^\W*(?:©|\([cC]\)|[Cc]opyright)\s*(?:©\s*)?(?:19"
    rf"|20)\d\d\s+(?P<name>{NAME})(?:\.?\s+[Aa]ll [Rr]ights [Rr]eserved)?\W*$"
)
_CLOSING = re.compile(
    r"^\W*(?:additional\s+)?(?:report(?:ing|ed)|writing|written|edit(?:ing|ed)|compiled|coverage)\s+by\b.*$",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(r"\bcontributed\s+(?:to\s+(?:this|the|our)\s+\w+|reporting|from\b|\W*$)")
_THIS = r"(?:this|the)\s+(?:article|story|piece|report|post|column|text|interview|investigation|essay)"
REPUBLISHED = re.compile(
    rf"\b(?i:originally|first)\s+(?:appeared|published|ran|posted|printed)\s+(?:in|on|at|by|with)\s+(?P<a>{NAME})"
    rf"|\b(?i:re-?published|reprinted|reproduced|syndicated)\s+(?:here\s+)?(?:with\s+(?:the\s+)?(?:kind\s+)?permission\s+)?"
    rf"(?:from|of|by)\s+(?P<b>{NAME})"
    rf"|\b[Rr]ead\s+the\s+(?:original|full|rest|whole|entire)\s+(?:of\s+(?:the|this)\s+)?(?:article|story|report|piece|post)"
    rf"\s+(?:here\s+)?(?:at|on|in|from)\s+(?P<c>{NAME})"
    rf"|(?i:\b{_THIS}\s+(?:was|is|has\s+been)\s+(?:produced|provided|supplied|distributed|written|reported)\s+(?:and\s+\w+\s+)?(?:by|for)\s+)"
    rf"(?P<d>{NAME})(?:,?\s+and\s+(?:re-?)?(?:published|distributed|syndicated)|\s*\W*$)"
    rf"|(?P<e>{NAME}),?\s+where\s+(?:it|(?:a\s+version\s+of\s+)?{_THIS})\s+(?:was\s+)?(?:first|originally)\s+(?:published|appeared|ran)"
)
"""Words that tell where an article stood before; the groups hold the name."""
_ABOUT_ITSELF = re.compile(
    rf"^\W*(?:(?:a\s+version\s+of\s+)?{_THIS}|re-?published|reprinted|originally|first|read)", re.IGNORECASE
)
_PRIORITY_LINE = re.compile(
    rf"^\W*(?:(?:[Tt]his|[Tt]he)\s+(?:story|news)\s+(?:was\s+)?)?(?i:first|originally)\s+(?:reported|revealed|disclosed|broken)"
    rf"\s+(?:by|in)\s+(?P<name>{NAME})\W*$"
)
_PICTURE = re.compile(r"\b(?:photo|picture|image|foto|bild|getty|file)\b", re.IGNORECASE)
_MAY_NAME_SOURCE = re.compile(
    r"\s*[-–—/(\[©]|\W*(?:sources?|quellen?|fuentes?|fonti|fonte|via|credit|bron|källa|источник|h/t|hat|with|mit|avec|con|com"
    r"|additional|inputs?|reports?|reporting|material|files?|information|copyright)\b",
    re.IGNORECASE,
)
LONGEST_LINE = 300
"""Characters of the longest line that does nothing but credit a source."""


@dataclass(frozen=True, slots=True)
class NamedSource:
    """Outlets that a line of its own credits, and how."""

    names: tuple[str, ...]
    kind: CreditKind
    level: CreditLevel = "article"


def credit_in_line(line: str, outlets: Outlets) -> NamedSource | None:
    """What a whole line inside a text credits; None, mostly at first sight, for one that does more than that."""
    return closing_line(line, outlets) or source_line(line, False, outlets)


def source_line(line: str, own_place: bool, outlets: Outlets | None = None) -> NamedSource | None:
    """The source that a whole line names; ``own_place``: it stands where credits stand, next to headline or last line.

    There any proper name is taken, for that is what the place is for. Elsewhere only the name of an outlet is, since
    charts and tables have sources as well.
    """
    if len(line) > 160 or not _MAY_NAME_SOURCE.match(line) or _PICTURE.search(line):
        return None
    outlets = outlets or Outlets()
    for pattern in (_SOURCE_LABELLED, _SOURCE_BARE):
        found = pattern.match(line)
        if found:
            names = tuple(_names(found["name"], own_place, outlets))
            return NamedSource(names, "source-line") if names else None
    for pattern, level in _OF_OUTLETS:
        found = pattern.match(line)
        names = tuple(_names(found["name"], False, outlets)) if found else ()
        if names:
            return NamedSource(names, "source-line", level)
    found = _SIGN_OFF.match(line)
    name = outlets.agency(found["name"]) if found else None
    return NamedSource((name,), "source-line") if name else None


_OF_OUTLETS: tuple[tuple[re.Pattern[str], CreditLevel], ...] = (
    (_INPUTS, "passage"),
    (_HAT_TIP, "article"),
    (_COPYRIGHT, "article"),
)


def closing_line(line: str, outlets: Outlets | None = None) -> NamedSource | None:
    """A closing line such as ``(Reporting by A; editing by B)``, with the agencies it names, often none.

    One about contributions to the report (``X contributed to this report``) is such a line only if it names an outlet.
    """
    if len(line) > LONGEST_LINE:
        return None
    outlets = outlets or Outlets()
    if _CLOSING.match(line):
        pieces = re.split(r"[;,]|\band\b|\bfor\b|\bin\b|\bby\b", line.strip(" ()[]"))
        return NamedSource(tuple(dict.fromkeys(name for piece in pieces if (name := outlets.named(piece)))), "closing")
    contributed = _CONTRIBUTED.search(line) if "contributed" in line else None
    if not contributed:
        return None
    names = (mention.name for mention in outlets.mentioned_in(line[: contributed.start()]) if mention.sure)
    found = tuple(dict.fromkeys(names))
    return NamedSource(found, "closing", "passage") if found else None


def republication_line(line: str) -> NamedSource | None:
    """A line that says nothing but where the article first stood."""
    if len(line) > 250 or not _ABOUT_ITSELF.match(line):
        return None
    found = REPUBLISHED.search(line)
    if not found:
        return None
    return NamedSource((bare(first_group(found)),), "republication")


def priority_line(line: str) -> NamedSource | None:
    """A line that says nothing but who had the story first."""
    found = _PRIORITY_LINE.match(line)
    return NamedSource((bare(found["name"]),), "priority") if found and len(line) <= 160 else None


def byline_agency(line: str, outlets: Outlets | None = None) -> NamedSource | None:
    """The agency that a byline names beside its people: ``By Ada Lum, Harbour Wire``."""
    outlets = outlets or Outlets()
    names = tuple(name for piece in re.split(r"[,|/]|\s[-–—]\s", line)[1:] if (name := outlets.agency(piece)))
    return NamedSource(names, "source-line") if names else None


def first_group(match: re.Match[str]) -> str:
    """The words of the first group that took part in a match."""
    return next(group for group in match.groups() if group)


def _names(words: str, own_place: bool, outlets: Outlets) -> Iterator[str]:
    for piece in re.split(r"\s*(?:,|/|&|\b(?:and|und|et|y|e)\b)\s*", words):
        name, known = bare(piece), outlets.named(piece)
        if known or (own_place and name and not name.islower()):
            yield known or name
