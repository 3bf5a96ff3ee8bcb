"""The visible blocks of a parsed page, in order, each with what its surroundings say it is for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

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
}
_CLASS_PLACES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
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
    )
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LIVE_PAGE = re.compile(r"^(?:html|body|main|article)$")


@dataclass(slots=True)
class _Open:
    """A block being filled: pieces of text, each with whether it stands in a link."""

    kind: BlockKind
    place: str
    parts: list[tuple[str, bool]] = field(default_factory=list)

    def block(self, start: int) -> Block | None:
        """The finished block; None when nothing visible was filled in."""
        text = " ".join("".join(part for part, _ in self.parts).split())
        if not text:
            return None
        linked = sum(len("".join(part.split())) for part, in_link in self.parts if in_link)
        share = linked / max(1, len("".join(text.split())))
        return Block(text, start, self.kind, self.place, gap=True, links=share, markup=True)


_BREAK = _Open("text", "br")
"""A line break element."""


def visible_blocks(root: HtmlElement) -> tuple[Block, ...]:
    """The blocks of text that a reader sees, in the order of the page; they count in their own joined text."""
    blocks: list[Block] = []
    start = 0
    for filled in _filled(root):
        block = filled.block(start)
        if block:
            blocks.append(block)
            start = block.end + 1
    return tuple(blocks)


def _filled(root: HtmlElement) -> Iterator[_Open]:
    now = _Open("text", "")
    broken = False
    for step in _steps(root):
        if isinstance(step, _Open):
            if step is _BREAK:
                broken = True
                continue
            yield now
            now, broken = step, False
            continue
        words, in_link = step
        if broken and words.strip():
            if _goes_on(now, words):
                now.parts.append((" ", False))
            else:
                yield now
                now = _Open(now.kind, now.place)
            broken = False
        now.parts.append((words, in_link))
    yield now


def _goes_on(before: _Open, words: str) -> bool:
    """True when a line break stands inside a sentence, as in an address or a poem; else it begins a new block."""
    text = "".join(part for part, _ in before.parts).rstrip()
    return words.lstrip()[:1].islower() or text.endswith(",")


_Step = tuple[str, bool] | _Open


def _steps(root: HtmlElement) -> Iterator[_Step]:
    """Text, line breaks and block borders on the way through the tree; no recursion, so depth does not matter."""
    stack: list[tuple[HtmlElement | None, _Open, bool, str | None]] = [(root, _Open("text", ""), False, None)]
    while stack:
        element, outer, in_link, tail = stack.pop()
        if element is None:
            if outer is not _NOWHERE:
                yield _Open(outer.kind, outer.place)
            if tail:
                yield tail, in_link
            continue
        if not isinstance(element.tag, str) or _is_hidden(element):
            continue
        tag = element.tag.lower()
        if tag == "br":
            yield _BREAK
            continue
        inner, linked = outer, in_link or tag == "a"
        if tag not in _INLINE:
            inner = _Open(_KINDS.get(tag, _kept_kind(outer.kind, tag)), _place(element, tag, outer.place))
            yield _Open(inner.kind, inner.place)
        if element.text:
            yield element.text, linked
        for child in reversed(element):
            is_block = isinstance(child.tag, str) and child.tag.lower() not in _INLINE and child.tag.lower() != "br"
            stack.append((None, inner if is_block else _NOWHERE, linked, child.tail))
            stack.append((child, inner, linked, None))


_NOWHERE = _Open("text", "inline")


def _kept_kind(outer: BlockKind, tag: str) -> BlockKind:
    """A div or p inside a caption, heading or list item belongs to it; inside anything else it is plain text."""
    return outer if outer in ("caption", "item", "cell") and tag in ("p", "div", "small") else "text"


def _is_hidden(element: HtmlElement) -> bool:
    if element.tag in _SKIPPED or element.get("hidden") is not None:
        return True
    style = element.get("style")
    return bool(style and _HIDDEN.search(style))


def _place(element: HtmlElement, tag: str, outer: str) -> str:
    names = outer.split()
    if tag in _TAG_PLACES:
        names.append(_TAG_PLACES[tag])
    marks = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"[:300]
    if len(marks) > 2 and not _LIVE_PAGE.match(tag):
        names.extend(name for name, pattern in _CLASS_PLACES if pattern.search(marks))
    return " ".join(dict.fromkeys(names))
