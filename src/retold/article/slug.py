"""The slug of an agency at the head of a text: ``MARLOW, June 20 (Harbour Wire) -``."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from retold.article.outlet import Outlets
from retold.model import Sentence, Span

_NAME = r"(?:[A-ZÀ-Þ][\w.&'’\-]*(?: [A-ZÀ-Þ][\w.&'’\-]*){0,3}|[a-z]{2,5}(?:/[a-z]{2,5})?)"
_SLUG = re.compile(
    rf"[\W_]{{0,4}}(?:(?P<place>[A-ZÀ-Þ][^()/\n]{{1,60}}?)[\s,.–—-]+)?"
    rf"(?:\((?P<round>{_NAME})\)|/(?P<slashed>{_NAME})/)(?P<dash>\s*\.?\s*[-–—:]+|\.?)\s*"
)
_BARE = re.compile(rf"(?:[A-ZÀ-Þ][A-ZÀ-Þ .]{{2,30}}/)?(?P<bare>{_NAME})\s+[-–—]{{1,2}}\s+")
_FIRST_SENTENCES = 3
"""Sentences among which a slug is looked for: a headline may stand before the one that it opens."""
_REACH = 110


class Slug(NamedTuple):
    """A slug and the outlets it names."""

    span: Span
    names: tuple[str, ...]


def find_slug(text: str, sentences: tuple[Sentence, ...], outlets: Outlets) -> Slug | None:
    """The slug of a text; a party or ticker in brackets is none, and neither is a name that nobody knows."""
    bodies = [sentence for sentence in sentences if sentence.kind == "sentence"][:_FIRST_SENTENCES]
    for start in (body.start for body in bodies if not body.start or text[body.start - 1] in "\n\r"):
        line = text[start : start + _REACH].partition("\n")[0]
        found = _SLUG.match(line) or _BARE.match(line)
        opened = line[found.end() :].strip() if found else ""
        names = _names(found, outlets) if found and opened and not opened[0].islower() else ()
        if found and names:
            return Slug(Span(start, start + found.end()), names)
    return None


def _names(found: re.Match[str], outlets: Outlets) -> tuple[str, ...]:
    """The agencies of what looks like a slug; an unknown one needs a place in capitals before it and a dash behind."""
    groups = found.groupdict()
    if "bare" in groups:
        name = outlets.agency(groups["bare"])
        return (name,) if name else ()
    written = groups["round"] or groups["slashed"]
    dash, place = bool(groups["dash"].strip(" .")), groups["place"]
    known = tuple(name for piece in written.split("/") if (name := outlets.named(piece)))
    if known:
        return known if dash or place or outlets.agency(written) else ()
    words = (place or "").split(",")[0]
    return (written,) if dash and len(words) > 2 and words.isupper() else ()


def after_slug(text: str, sentences: tuple[Sentence, ...], outlets: Outlets) -> tuple[Sentence, ...]:
    """The sentences, the opening one without the slug of an agency before its first word.

    What a point in the slug (``QUERN, Md. (HW) -``) had made a sentence of its own is gone.
    """
    slug = find_slug(text, sentences, outlets)
    if slug is None:
        return sentences
    start, end = slug.span
    kept = (one for one in sentences if one.end > end or one.start < start)
    return tuple(replace(one, start=end) if start <= one.start < end else one for one in kept)
