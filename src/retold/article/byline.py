"""Who wrote it: the people a page names, without roles, addresses and companies."""

from __future__ import annotations

import re
from collections.abc import Iterable

from retold.article.outlet import Outlets

_LABEL = re.compile(
    r"^\W*(?:written |reported |text |story |words |posted |published )?(?:by|von|par|por|di|av|door|author|autor"
    r"|text|auteur)"
    r"\s*[:\-–]?\s+",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:staff|senior|chief|special|political|business|foreign|deputy|assistant|news|sports?|science|health|tech(?:nology)?"
    r"|economics?|diplomatic|national|world|city|crime|data|managing|associate|contributing|freelance|guest)?\s*"
    r"(?:writer|reporter|correspondent|editor|journalist|columnist|contributor|analyst|producer|redakteur(?:in)?"
    r"|korrespondent(?:in)?|reporterin|desk|team|staff|newsroom|bureau)s?\b.*$",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*(?:,|;|\||/|&|(?i:\b(?:and|und|et|mit|with)\b)|\by\b|\be\b)\s+|\n")
_NAME = re.compile(
    r"^[^\W\d_a-zß-ÿ][\w.’'\-]*(?:\s+(?:(?:de|da|do|van|von|der|den|la|le|di|del|al|el|bin|ibn|zu)\s+)*[^\W\d_][\w.’'\-]*){1,4}$"
)
_NOT_PEOPLE = re.compile(
    r"\b(?:admin|editorial|desk|team|staff|agency|agencies|press|news|media|inc|ltd|gmbh|corp|company|group|newsroom|redaktion"
    r"|redacción|rédaction|redazione|online|service|office|university|institute|council|times|post|daily|network|wire|agence|presse|tv)\b"
    r"|https?:|www\.|@|\.com\b",
    re.IGNORECASE,
)
_EAST_ASIAN = re.compile(r"^[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af・ ]{2,12}$")


def byline_names(line: str) -> tuple[str, ...]:
    """The people in a visible line such as ``By Ada Lum and Cem Ork, Staff Writers``; none if it is no byline."""
    if len(line) > 160 or not _LABEL.match(line):
        return ()
    return people(_SPLIT.split(_ROLE.sub("", _LABEL.sub("", line, count=1))))


def people(names: Iterable[str]) -> tuple[str, ...]:
    """The names of people among some strings from markup, in order and once each."""
    found: dict[str, None] = {}
    for raw in names:
        for piece in _SPLIT.split(_LABEL.sub("", raw.strip(), count=1)):
            name = " ".join(_ROLE.sub("", re.sub(r"\(.*?\)", "", piece)).split()).strip(" .,;:|-–—")
            if name.isupper():
                name = name.title()
            if is_person(name):
                found.setdefault(name)
    return tuple(found)


def is_person(name: str) -> bool:
    """True for words in the form of a person's name that hold no word for a company, an office or an outlet."""
    if not 3 <= len(name) <= 60 and not _EAST_ASIAN.match(name):
        return False
    if _NOT_PEOPLE.search(name) or Outlets().named(name):
        return False
    return bool(_NAME.match(name) or _EAST_ASIAN.match(name))
