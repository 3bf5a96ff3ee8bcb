"""The visible blocks of a parsed page, in order, each with what its surroundings say it is for."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree
from lxml.html import HtmlElement

from retold.article.blocks import Block, BlockKind

_SKIPPED = frozenset(
    "script style noscript template svg math iframe object canvas select textarea head audio video map datalist".split()
)
_INLINE = frozenset(
    """a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr q rp rt ruby s samp
    small span strike strong sub sup time tt u var wbr tspan amp-img picture source""".split()
)
_KINDS: dict[str, BlockKind] = {
    "h1": "title",
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), "heading"),
    "figcaption": "caption",
    "li": "item",
    "dt": "item",
    "dd": "item",
    "td": "cell",
    "th": "cell",
}
_TAG_PLACES = {
    "nav": "nav",
    "header": "header",
    "footer": "footer",
    "aside": "aside",
    "figcaption": "caption",
    "form": "form",
    "article": "article",
    "main": "main",
}
_CLASS_PLACES = re.compile(
    "|".join(
        f"(?P<{name}>{pattern})"
        for name, pattern in (
            ("comment", r"\bcomments?\b|disqus|comment-|respond\b"),
            ("newsletter", r"newsletter|subscribe|signup|sign-up|mailing"),
            ("share", r"\bshar(?:e|ing)|social|sharedaddy|follow-us"),
            (
                "related",
                r"related|recommend|read-?more|more-(?:from|on|stories)|trending|most-(?:read|popular)|teaser|recirc|also-like|outbrain|taboola|next-article|latest-",
            ),
            ("advert", r"\badvert|\bads?\b|\bad-|sponsor|promo|banner"),
            ("paywall", r"paywall|piano-|regwall|subscriber-only"),
            ("legal", r"cookie|consent|gdpr|disclaimer|copyright"),
            ("nav", r"\bnav|menu|breadcrumb|pagination|skip-link|\btags?\b|topics-list"),
            ("caption", r"caption|photo-credit|image-credit|img-credit"),
            ("byline", r"byline|author|writer"),
            ("date", r"\bdate|publish|timestamp|posted-on|dateline\b"),
            ("footer", r"footer|site-info"),
            ("aside", r"sidebar|\baside\b|widget"),
            (
                "body",
                r"articlebody|(?:article|story|post|entry|page|news)[-_]*(?:body|content|text|copy)|content__|rich-?text|prose\b",
            ),
        )
    )
)
"""What classes and the like call an element, in small letters: one look for all names."""
_PLACE_CUES = re.compile(
    r"comment|disqus|respond|newsletter|subscri|signup|sign-up|mailing|s(?<=\bs)har|sharedaddy|social|follow-us|related|recommend"
    r"|read-?more|more-|trending|most-|teaser|recirc|also-like|outbrain|taboola|next-article|latest-|a(?<=\ba)d|sponsor"
    r"|promo|banner|paywall|piano-|regwall|cookie|consent|gdpr|disclaimer|copyright|n(?<=\bn)av|menu|breadcrumb"
    r"|pagination|skip-link|t(?<=\bt)ag|topics-list|caption|photo-credit|image-credit|img-credit|byline|author|writer"
    r"|d(?<=\bd)ate|dateline|publish|timestamp|posted-on|footer|site-info|sidebar|aside|widget|body|content|text|copy|prose"
)
"""Letters without which none of these can match; each begins with a letter that is no part of a group, for speed."""
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WHOLE_PAGE = frozenset(("html", "body", "main", "article"))
"""Elements whose classes describe the page as a whole, not a part of it."""
_CELLS = frozenset(("td", "th"))
_ROW_CHARACTERS = 1_000
"""Longest row of a table that is one block; rows of a layout that puts whole articles into cells are longer."""
_BLOCKS_IN_CELLS = frozenset("p div table ul ol h1 h2 h3 h4 h5 h6 article section".split())


def visible_blocks(root: HtmlElement) -> tuple[Block, ...]:
    """The blocks of text that a reader sees, in the order of the page; they count in their own joined text."""
    page = _Page()
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start":
            if not page.open(element):
                walk.skip_subtree()
        else:
            if event == "end":
                page.close(element)
            if element.tail:
                page.say(element.tail)
    page.finish()
    return tuple(page.blocks)


class _Page:
    """The blocks found so far, and the one being filled."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._start = 0
        self._parts: list[str] = []
        self._linked = 0
        self._links = 0
        self._broken = False
        self._row: HtmlElement | None = None
        self._skipped: HtmlElement | None = None
        self._open: list[tuple[BlockKind, str, int, str]] = [("text", "", 0, "")]
        """Kind, place, number, and tag with classes, of the elements round here that begin a block."""
        self._elements = 0

    def open(self, element: HtmlElement) -> bool:
        """Enter an element; False when nothing in it is visible."""
        tag = element.tag
        if tag in _SKIPPED or _is_hidden(element):
            self._skipped = element
            return False
        if tag == "br":
            self._broken = True
        elif tag in _INLINE:
            self._links += tag == "a"
        elif self._row is not None and tag in _CELLS:
            self.say(" | ")
        else:
            self._begin(element, tag)
        if element.text:
            self.say(element.text)
        return True

    def close(self, element: HtmlElement) -> None:
        """Leave an element."""
        tag = element.tag
        if element is self._skipped:
            self._skipped = None
        elif tag == "a":
            self._links -= 1
        elif tag != "br" and tag not in _INLINE and not (self._row is not None and tag in _CELLS):
            self._fill()
            self._open.pop()
            if element is self._row:
                self._row = None

    def say(self, words: str) -> None:
        """Text at this place."""
        if self._broken and words.strip():
            if self._goes_on(words):
                self._parts.append(" ")
            else:
                self._fill()
            self._broken = False
        self._parts.append(words)
        if self._links:
            self._linked += len("".join(words.split()))

    def finish(self) -> None:
        """End the last block."""
        self._fill()

    def _begin(self, element: HtmlElement, tag: str) -> None:
        self._fill()
        outer_kind, outer_place, *_ = self._open[-1]
        kind = _KINDS.get(tag) or _kept_kind(outer_kind, tag)
        self._elements += 1
        meaning = element.get("role") or element.get("itemprop") or ""
        classes = element.get("class") or ""
        marks = f"{classes} {element.get('id') or ''} {meaning}"
        self._open.append((kind, _place(marks[:300], tag, outer_place), self._elements, f"{tag} {classes}"))
        if tag == "tr" and self._row is None and _is_data_row(element):
            self._row = element

    def _fill(self) -> None:
        """The block that ends here; nothing when no visible text was said."""
        self._broken = False
        if not self._parts:
            return
        text = " ".join("".join(self._parts).split())
        if text.startswith("| "):
            text = text[2:]
        if text:
            kind, place, *_ = self._open[-1]
            _, _, inside, path = zip(*self._open, strict=True)
            share = self._linked / max(1, len(text) - text.count(" ")) if self._linked else 0.0
            block = Block(text, self._start, kind, place, True, min(share, 1.0), True, inside, path)
            self.blocks.append(block)
            self._start += len(text) + 1
        self._parts = []
        self._linked = 0

    def _goes_on(self, words: str) -> bool:
        """True when a line break stands inside a sentence, as in an address or a poem; else it begins a new block."""
        before = "".join(self._parts).rstrip()
        return words.lstrip()[:1].islower() or before.endswith(",")


def _kept_kind(outer: BlockKind, tag: str) -> BlockKind:
    """A div or p inside a caption, heading or list item belongs to it; inside anything else it is plain text."""
    return outer if outer in ("caption", "item", "cell") and tag in ("p", "div", "small") else "text"


def _is_hidden(element: HtmlElement) -> bool:
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return bool(style and _HIDDEN.search(style))


def _is_data_row(row: HtmlElement) -> bool:
    """True for a row of short cells, which reads as one line; a cell of a page layout holds blocks of its own."""
    if len(row) < 2 or any(isinstance(inner.tag, str) and inner.tag in _BLOCKS_IN_CELLS for inner in row.iter()):
        return False
    return sum(map(len, row.itertext())) <= _ROW_CHARACTERS


@lru_cache(maxsize=16_384)
def _place(marks: str, tag: str, outer: str) -> str:
    """The names of what stands round a block, the outermost first; sites repeat theirs on every page."""
    names = outer.split()
    if tag in _TAG_PLACES:
        names.append(_TAG_PLACES[tag])
    if len(marks) > 2 and tag not in _WHOLE_PAGE:
        for mark in marks.lower().split():
            names.extend(_named_by(mark))
    return " ".join(dict.fromkeys(names))


@lru_cache(maxsize=16_384)
def _named_by(mark: str) -> tuple[str, ...]:
    """The places that one class or id names; a page has far fewer of them than elements."""
    if not _PLACE_CUES.search(mark):
        return ()
    return tuple(found.lastgroup for found in _CLASS_PLACES.finditer(mark) if found.lastgroup)
