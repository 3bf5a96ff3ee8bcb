"""JSON Feed (jsonfeed.org): each item a page, and a plain word when it is only the summary of one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from retold.page import Page, Problem
from retold.read.feed import Body, body_of, count_words, plain_words, says_entries
from retold.read.names import Names
from retold.read.walk import Found
from retold.settings import ReadSettings

_FEED = re.compile(r'"version"\s*:\s*"https?://(?:www\.)?jsonfeed\.org/version/', re.IGNORECASE)
_TEXTS = ("content_html", "content_text", "summary")

Item = dict[str, object]


def is_json_feed(start: str) -> bool:
    """True for the beginning of a file that calls itself a JSON Feed."""
    return _FEED.search(start) is not None


def read_json_feed(text: str, found: Found, settings: ReadSettings) -> Iterator[Page | Problem]:
    """A page for each item: its full text when the feed carries it, else its summary, marked as a stub."""
    path, names = str(found.path), Names()
    try:
        feed = json.loads(text.lstrip("\ufeff"), strict=False)
    except (ValueError, RecursionError) as error:
        yield Problem(path, "read", "bad-json", f"it is not valid JSON ({type(error).__name__})")
        return
    listed = feed.get("items") if isinstance(feed, dict) else None
    items = [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
    stubs: list[int] = []
    empty = 0
    for number, item in enumerate(items, start=1):
        body = body_of((_said(item, name) for name in _TEXTS), settings)
        if body is None:
            empty += 1
            continue
        name = names.free(_said(item, "id") or _said(item, "url") or f"item {number}")
        if body.stub:
            stubs.append(count_words(body.text))
        yield _page(item, feed, body, (found.path, f"{found.name}#{name}"))
    yield from says_entries(path, len(items), empty, stubs)


def _page(item: Item, feed: Item, body: Body, place: tuple[Path, str]) -> Page:
    path, name = place
    return Page(
        name=name,
        path=str(path),
        kind=body.kind,
        text=body.text,
        url=_said(item, "url") or _said(item, "external_url") or None,
        given_id=_said(item, "id") or _said(item, "url") or None,
        title=plain_words(_said(item, "title")) or None,
        date=_said(item, "date_published") or _said(item, "date_modified") or None,
        outlet=plain_words(_said(feed, "title")) or None,
        stub=body.stub,
    )


def _said(item: Item, name: str) -> str:
    """A value in words; ids are numbers in some feeds."""
    value = item.get(name)
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
