"""What a reader sees in the lines round the headline of a page with markup: when it was published, and by whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

from retold.article.blocks import Block, Sorted, squash
from retold.article.byline import Author, byline_names, is_label, people, sort_authors
from retold.article.date import dates_in, parse_date
from retold.article.stamp import Stamp
from retold.article.statements import shown
from retold.tables import head_pattern

_ABOVE = 4
"""Blocks above the headline among which date or byline may stand."""
_BELOW = 20
"""Blocks below the headline in which the article must have begun."""
_TAIL = 6
"""Blocks below the article that may name its author."""
_LINE = 160
"""Characters up to which a block is a line that says when or by whom."""
_BESIDE = 3
"""Words that may stand before or after a date without a mark between them: ``Published on``, ``4 min read``."""
_NAME = 60
"""Characters up to which the words of an element are a name."""
_FAR = frozenset("related comment newsletter share advert nav footer legal aside paywall form".split())
_CHANGED = re.compile(head_pattern("changed"), re.IGNORECASE)
_ISSUED = re.compile(rf"(?:{head_pattern('issued')})[^\s]*(?:\s[^\W\d]{{1,5}})?\W*$", re.IGNORECASE)
_OTHER = re.compile(head_pattern("other"), re.IGNORECASE)
_MARK = re.compile(r"[|•·,:;–—/()\[\]-]")
_NO_AUTHOR = re.compile(
    r"\b(?:review|edit|photo|fact|illustrat|translat|image|foto|video)[^\W\d]*\b.*\b(?:by|von|par)\b", re.IGNORECASE
)
_ABOUT_AUTHOR = re.compile(
    r"^(?:about the authors?|über (?:den autor|die autor(?:in|en))|à propos de l['’]aut|sobre (?:el|la|o|a) autor)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_AUTHOR_PAGE = re.compile(r"author|/autor|auteur|/journalists?/|/reporters?/", re.IGNORECASE)
_CLASSED = etree.XPath("//@class[contains(., 'author') or contains(., 'byline') or contains(., 'writer')]/..")
_MOST_ELEMENTS = 200
"""Elements of one sort that are looked at: an article's own stand among the first."""


def _head(found: Sorted) -> Iterator[Block]:
    """The lines round the headline that are not set aside: first those below it, then those above.

    A summary between headline and byline may have been taken for the first paragraph; the head ends at the second.
    """
    body = [at for at, role in enumerate(found.roles) if role == "article"]
    title = next((at for at, role in enumerate(found.roles) if role == "title"), None)
    if not body:
        return
    own = [at for at in body if title is None or at > title] or body
    top = title if title is not None and title < own[0] else max(-1, own[0] - _ABOVE - 2)
    common = {name for at in (top, own[0]) if at >= 0 for name in found.blocks[at].place.split()}
    end = min(own[1] if len(own) > 1 else own[0] + 1, own[0] + _ABOVE, top + _BELOW)
    above = range(top - 1, max(-1, top - 1 - _ABOVE), -1) if title is not None else ()
    for at in (*range(top + 1, end), *above):
        block = found.blocks[at]
        odd = _FAR | {"header"} if at < top else _FAR - {"related"} if "byline" in block.place else _FAR
        far = (set(block.place.split()) - common) & odd
        if len(block.text) <= _LINE and block.kind != "caption" and not far:
            yield block


def _tail(found: Sorted) -> list[Block]:
    """The lines right below the article, up to the first that is set aside or begins something else by a heading."""
    body = [at for at, role in enumerate(found.roles) if role == "article"]
    tail: list[Block] = []
    for block in found.blocks[body[-1] + 1 : body[-1] + 1 + _TAIL] if body else ():
        far = (set(block.place.split()) - set(found.blocks[body[-1]].place.split())) & (_FAR - {"footer"})
        about = "byline" in block.place or bool(tail and _ABOUT_AUTHOR.match(tail[-1].text))
        if far or (block.kind in ("heading", "title") and not (about or _announces_author(block.text))):
            break
        tail.append(block)
    return tail


def _announces_author(words: str) -> bool:
    return bool(is_label(words) or _ABOUT_AUTHOR.match(words) or byline_names(words))


@dataclass(frozen=True, slots=True)
class _Timed:
    """A time element: its words, and the moment that its attribute gives."""

    words: str
    stamp: Stamp
    changed: bool


def seen_dates(root: HtmlElement | None, found: Sorted, language: str | None) -> tuple[list[Stamp], list[Stamp]]:
    """The date at the head of the article, and those that words or markup there call dates of a change."""
    published: list[Stamp] = []
    modified: list[Stamp] = []
    timed = list(_time_elements(root, next(iter(found.of("title")), None))) if root is not None else []
    before = ""
    for block in _head(found):
        at = 0
        for start, end, stamp, changed in _dates_of(block, timed, language):
            label = block.text[at:start].strip() or before
            if _beside_marks(label, block.text[end:].strip()):
                (modified if changed or _CHANGED.search(label) else published).append(stamp)
            at = end
        before = block.text if len(_WORD.findall(block.text)) <= _BESIDE else ""
    return published[:1], modified


def _dates_of(block: Block, timed: Sequence[_Timed], language: str | None) -> Iterator[tuple[int, int, Stamp, bool]]:
    """The dates in a block with their places; a time element counts by its attribute, whatever its words are."""
    taken = [(block.text.find(one.words), one) for one in timed]
    places = [(at, at + len(one.words), one.stamp, one.changed) for at, one in taken if at >= 0]
    for spot in dates_in(block.text, "visible", language):
        if not any(start <= spot.start < end for start, end, _, _ in places):
            places.append((spot.start, spot.end, spot.stamp, False))
    at = 0
    for place in sorted(places, key=lambda one: one[:2]):
        if place[0] >= at:
            yield place
            at = place[1]


def _beside_marks(before: str, after: str) -> bool:
    """True when a date is no part of a sentence: little, a label, a byline or a mark stands on both sides of it."""
    told = bool(_ISSUED.search(before) or _CHANGED.search(before))
    if _OTHER.search(before) or (before.endswith(":") and not told):
        return False
    ahead = len(_WORD.findall(before)) <= _BESIDE or told or bool(_MARK.match(before[-1:]))
    behind = len(_WORD.findall(after)) <= _BESIDE or bool(
        _MARK.match(after) or after[:1].isdigit() or _CHANGED.match(after)
    )
    return behind and (ahead or bool(byline_names(before)))


def _time_elements(root: HtmlElement, title: Block | None) -> Iterator[_Timed]:
    """Time elements with a moment in their attribute; those above the headline only when they show a whole date."""
    below = title is None
    known = squash(title.text) if title else ""
    for element in islice(root.iter("h1", "h2", "time", "relative-time", "abbr"), _MOST_ELEMENTS):
        if element.tag in ("h1", "h2"):
            below = below or squash(element.text_content()) == known
            continue
        words = shown(element.text_content())[:_LINE]
        stamp = parse_date(element.get("datetime") or element.get("title") or words, "visible")
        if stamp and len(words) > 2 and (below or dates_in(words)):
            marks = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
            yield _Timed(words, stamp, bool(_CHANGED.search(marks)) and "publish" not in marks)


def seen_authors(root: HtmlElement | None, found: Sorted, sites: Sequence[str]) -> tuple[str, ...]:
    """The people in the byline that a reader sees: by its words, by its markup, or below the article by both."""
    head = [block for block in _head(found) if not _NO_AUTHOR.search(block.text)]
    for at, block in enumerate(head):
        words = f"{block.text} {head[at + 1].text}" if is_label(block.text) and at + 1 < len(head) else block.text
        if names := byline_names(words):
            return names
    tail = _tail(found)
    lines = [block.text for block in (*head, *tail) if len(block.text) <= _LINE]
    if root is None:
        return _signed(tail)
    links = list(islice(_author_links(root), _MOST_ELEMENTS))
    marked = _named(links, lines, sites) or _named(_author_elements(root), lines, sites) or _signed(tail)
    sole = {author for author in links if author.kind == "person"}
    return marked or (sort_authors(sole, sites, handles=True).people if len(sole) == 1 else ())


def _named(marked: Iterable[Author], lines: Sequence[str], sites: Sequence[str]) -> tuple[str, ...]:
    """The people in the first of some lines in which markup names any."""
    stated = list(marked)
    for line in lines:
        inside = [author for author in stated if author.words in line]
        linked = any(author.kind == "person" for author in inside)
        if names := sort_authors(inside, sites, handles=linked).people:
            return names
    return ()


def _author_links(root: HtmlElement) -> Iterator[Author]:
    """The words of links to an author: surely a person's where the link says so itself."""
    for element in root.iter("a"):
        sure = "author" in (element.get("rel") or "").lower()
        if sure or _AUTHOR_PAGE.search(element.get("href") or ""):
            words = shown(element.text_content()[: 4 * _NAME])
            if 0 < len(words) <= _NAME:
                yield Author(words, "person" if sure else "unknown")


def _author_elements(root: HtmlElement) -> Iterator[Author]:
    """The words of elements whose class says author."""
    for element in cast("list[HtmlElement]", _CLASSED(root))[:_MOST_ELEMENTS]:
        words = shown(element.text_content()[: 4 * _NAME])
        if 0 < len(words) <= _NAME:
            yield Author(words)


def _signed(tail: Sequence[Block]) -> tuple[str, ...]:
    """The people in the first line below the article that is a byline, or that stands under a word for the author."""
    for at, block in enumerate(tail):
        below = tail[at + 1 : at + 2] if is_label(block.text) or _ABOUT_AUTHOR.match(block.text) else ()
        if names := people(one.text for one in below) or byline_names(block.text):
            return names
    return ()
