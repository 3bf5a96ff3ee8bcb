"""The headline among the titles that a page gives, without the names of site and section glued to it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from retold.article.blocks import squash
from retold.article.outlet import outlet_in
from retold.tables import outlet_named

_MARK = re.compile(r"\s*[|｜]\s*|\s*：\s*|\s+(?:::|//|[–—·•»«›‹:~-])\s+")
_BAR = re.compile(r"[|｜»›·•«‹]")
"""Marks that seldom stand inside a headline."""
_DOMAIN = re.compile(r"^(?:www\.)?([\w-]+)(?:\.[a-z]{2,3})?\.([a-z]{2,})$", re.IGNORECASE)
_CUT = re.compile(r"\s*(?:\.\.\.|…)$")
_MOST_PIECES = 8
_SITE_WORDS = 6
"""Words up to which a piece of a title that holds the site's name is nothing but that name."""
_SECTION_WORDS = 3
"""Words up to which a piece between headline and site is a section although a dash sets it off."""


def bare_title(title: str, sites: Collection[str], known: Collection[str] = ()) -> str:
    """The headline in a title such as ``Headline | Section | Site``.

    ``sites`` are the names of the site; ``known`` are headlines that the page gives elsewhere: of these, one that is
    a run of pieces of the title is taken as it is.
    """
    starts, ends = _pieces(title)
    if len(starts) == 1:
        return title.strip()
    names = {squash(site) for site in sites}
    said = {squash(words) for words in known if not is_site_name(words, sites)}
    shown = next((run for run in runs_of(title)[1:] if squash(run) in said), None)
    if shown:
        return shown
    first, last = _between_sites(title, starts, ends, names)
    if last < len(starts):
        last = _without_sections(title, starts, ends, (first, last))
    elif first > 0:
        return title[starts[first] :].strip()
    return title[starts[first] : ends[last - 1]].strip()


def runs_of(title: str) -> list[str]:
    """All runs of pieces of a title that marks set off, the whole title first."""
    starts, ends = _pieces(title)
    runs = [title[start:end].strip() for at, start in enumerate(starts) for end in reversed(ends[at:])]
    return sorted(runs, key=len, reverse=True)


def is_site_name(words: str, sites: Collection[str]) -> bool:
    """True for words that name the site and nothing else, or that hold no letter."""
    return _is_site(words, {squash(site) for site in sites}, False, False)


def site_in_title(title: str) -> str | None:
    """The name of the site beside the headline in the window's title, if it is plainly an outlet."""
    pieces = [piece.strip() for piece in _MARK.split(title)]
    for piece in (pieces[-1], pieces[0]) if len(pieces) > 1 else ():
        if len(piece.split()) <= 5 and outlet_in(piece):
            return outlet_in(piece)
    return None


def whole_title(title: str, others: Sequence[str]) -> str:
    """The title, or for one that is cut short (``Ferry sinks off...``) the whole one that begins with its words."""
    if not _CUT.search(title):
        return title
    start = squash(_CUT.sub("", title))
    return next((other for other in others if squash(other).startswith(start) and not _CUT.search(other)), title)


def _pieces(title: str) -> tuple[list[int], list[int]]:
    """Where the pieces of a title begin and end."""
    marks = list(_MARK.finditer(title))[: _MOST_PIECES - 1]
    return [0, *(mark.end() for mark in marks)], [*(mark.start() for mark in marks), len(title)]


def _between_sites(title: str, starts: Sequence[int], ends: Sequence[int], names: set[str]) -> tuple[int, int]:
    """The pieces from the first to before the last that are not the site's name; one is always left."""
    first, last = 0, len(starts)
    while last - first > 1:
        mark = title[ends[last - 2] : starts[last - 1]]
        if not _is_site(title[starts[last - 1] : ends[last - 1]], names, bool(_BAR.search(mark)), True):
            break
        last -= 1
    while last - first > 1 and _is_site(title[starts[first] : ends[first]], names, False, False):
        first += 1
    return first, last


def _is_site(piece: str, names: set[str], barred: bool, at_end: bool) -> bool:
    """True for a name of the site; one with other words round it must make up half of them, but behind a bar."""
    key = squash(piece)
    if not key or key in names or _is_domain(piece.strip(), names) or outlet_named(piece):
        return True
    if len(piece.split()) > _SITE_WORDS:
        return False
    holding = any(len(name) > 3 and name in key and (barred or 2 * len(name) >= len(key)) for name in names)
    return holding or (at_end and len(key) > 2 and any(key in name for name in names))


def _is_domain(piece: str, names: set[str]) -> bool:
    """True for ``harrow.com``, and for any other domain with a name of the site in it."""
    found = _DOMAIN.match(piece)
    return found is not None and (found[2].lower() in ("com", "net", "org", "info") or squash(found[1]) in names)


def _without_sections(title: str, starts: Sequence[int], ends: Sequence[int], run: tuple[int, int]) -> int:
    """The end of the headline, when sections stand between it and the site, set off by the same mark."""
    first, last = run
    mark = title[ends[last - 1] : starts[last]].strip()
    for at in range(last - 1, first, -1):
        if title[ends[at - 1] : starts[at]].strip() != mark:
            break
        head, piece = title[starts[first] : ends[at - 1]], title[starts[at] : ends[at]]
        if len(piece.split()) > _SECTION_WORDS and (len(piece) >= len(head) or not _BAR.search(mark)):
            break
        if len(head.split()) <= _SECTION_WORDS and not _BAR.search(mark):
            break
        last = at
    return last
