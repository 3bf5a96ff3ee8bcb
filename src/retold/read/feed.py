"""RSS and Atom feeds: each entry a page, and a plain word when it is only the summary of one."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from retold.page import Page, PageKind, Problem
from retold.read.names import Names
from retold.read.walk import Found
from retold.settings import ReadSettings

if TYPE_CHECKING:
    from feedparser import FeedParserDict

_FEED = re.compile(
    r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*+<(?:rss|feed|(?:\w+:)?RDF)\b", re.I | re.S
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_BLOCKS = ("p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "blockquote", "table", "tr")
_BLOCK = re.compile(rf"<(?:{'|'.join(_BLOCKS)})\b", re.I)
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{1,2}|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]{1,4}|\w+")
"""A word; where a script has no spaces, as many characters as its words have on average."""
_TAIL = 600
"""Last characters in which a text may say that it goes on elsewhere."""
_CUT_OFF = re.compile(
    r"(?:…|\.\.\.|\[\s*(?:…|\.\.\.)\s*\]|\b(?:read more|read on|continue reading|read the (?:full|whole|rest)\b.{0,60}|"
    r"full (?:story|article)))[\s\]»›>→.:…]*(?:The post .{0,300} appeared first on .{0,200})?$",
    re.I | re.S,
)
"""How feeds say that there is more on the page."""


def is_feed(text: str) -> bool:
    """True for the beginning of an RSS or Atom file."""
    return _FEED.match(text[:8192]) is not None


def read_feed(text: str, found: Found, settings: ReadSettings) -> Iterator[Page | Problem]:
    """A page for each entry: its full text when the feed carries it, else its summary, marked as a stub."""
    import feedparser

    source = io.BytesIO(_CONTROL.sub(" ", text).encode())
    utf8 = {"content-type": "application/xml; charset=utf-8"}
    parsed = feedparser.parse(source, response_headers=utf8, sanitize_html=False, resolve_relative_uris=False)
    path, names = str(found.path), Names()
    stubs: list[int] = []
    empty = 0
    for number, entry in enumerate(parsed.entries, start=1):
        parts = (*entry.get("content", ()), entry.get("summary_detail") or {})
        body = body_of((str(part.get("value") or "") for part in parts), settings)
        if body is None:
            empty += 1
            continue
        name = names.free(entry.get("id") or entry.get("link") or f"entry {number}")
        page = _page(entry, parsed.feed, body, Found(found.path, f"{found.name}#{name}", found.named))
        if page.stub:
            stubs.append(count_words(page.text))
        yield page
    broken = parsed.get("bozo_exception")
    yield from says_entries(path, len(parsed.entries), empty, stubs, f" ({broken})" if broken else "")


def says_entries(path: str, entries: int, empty: int, stubs: list[int], why: str = "") -> Iterator[Problem]:
    """What there is to say about the entries of a feed: none, some without text, some with a summary only.

    ``stubs`` are the words of each summary; ``why`` says why there are no entries.
    """
    if not entries:
        yield Problem(path, "read", "empty", f"the feed has no entries{why}")
    if empty:
        says = f"{empty} of {entries} entries have no text"
        yield Problem(path, "read", "empty", says, fatal=empty == entries)
    if stubs:
        yield _says_stubs(path, stubs, entries)


@dataclass(frozen=True, slots=True)
class Body:
    """The text of an entry."""

    text: str
    kind: PageKind
    stub: bool
    """It is only a summary."""


def body_of(given: Iterable[str], settings: ReadSettings) -> Body | None:
    """The longest text of an entry; a stub when it is as short as a summary or says that there is more elsewhere."""
    longest = max(given, key=lambda value: len(plain_words(value)), default="")
    plain = plain_words(longest)
    if not plain:
        return None
    if count_words(plain) < settings.stub_words or _CUT_OFF.search(plain[-_TAIL:]):
        return Body(plain, "record", stub=True)
    marked = _BLOCK.search(longest) is not None
    return Body(longest if marked else plain, "html" if marked else "record", stub=False)


def _page(entry: FeedParserDict, feed: FeedParserDict, body: Body, found: Found) -> Page:
    source = entry.get("source") or {}
    return Page(
        name=found.name,
        path=str(found.path),
        kind=body.kind,
        text=body.text,
        url=entry.get("link") or None,
        given_id=entry.get("id") or entry.get("link") or None,
        title=plain_words(entry.get("title") or "") or None,
        date=entry.get("published") or entry.get("updated") or None,
        outlet=plain_words(source.get("title") or feed.get("title") or "") or None,
        stub=body.stub,
    )


def plain_words(markup: str) -> str:
    """The words of a summary without its markup, a line a paragraph."""
    text = _shown(markup) if "<" in markup else html.unescape(markup)
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _shown(markup: str) -> str:
    from lxml.etree import strip_elements
    from lxml.html import HTMLParser, fragment_fromstring

    parser = HTMLParser(huge_tree=True, remove_comments=True)
    root = fragment_fromstring(markup, create_parent="div", parser=parser)
    strip_elements(root, "script", "style", with_tail=False)
    for element in root.iter(*_BLOCKS):
        element.text = f"\n{element.text or ''}"
        element.tail = f"\n{element.tail or ''}"
    return str(root.text_content())


def count_words(text: str) -> int:
    """Words of a text, in a script without spaces as many as it has on average."""
    return len(_WORD.findall(text))


def _says_stubs(path: str, stubs: list[int], entries: int) -> Problem:
    which = "these are stubs" if len(stubs) == entries else f"{len(stubs)} of its {entries} entries are stubs"
    counted = f"{len(stubs)} entries" if len(stubs) > 1 else "1 entry"
    says = f"{which}: {counted} with a summary of {round(sum(stubs) / len(stubs))} words on average, not the article"
    return Problem(path, "read", "stubs", says, fatal=False)
