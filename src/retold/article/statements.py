"""What a page states in its markup, gathered without a look at its text: meta elements, JSON-LD, microdata and RDFa."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

Json = dict[str, object]
"""An object of JSON-LD; microdata and RDFa are read into the same form."""

_ATTRIBUTES = etree.XPath("//@itemprop | //body//@property")
_KEPT = frozenset("headline name author creator publisher datePublished dateModified dateCreated".split())
_DUBLIN = {"date": "datePublished", "issued": "datePublished", "modified": "dateModified", "title": "headline"}
"""Terms of Dublin Core for the same."""
_ASIDE = re.compile(r"comment|related|teaser|recommend|sidebar|footer|widget|\bnav\b", re.IGNORECASE)
_UNSEEN = re.compile("[\x00-\x1f\x7f\u200b\ufeff\ud800-\udfff]")
_WHOLE = frozenset({"html", "body", "main", "article"})
"""Elements whose class speaks of the whole page: ``with-sidebar``, ``comments-open``."""
_HTTP = frozenset({"content-language", "last-modified"})
MOST_MARKS = 1_000
"""Statements of a page that are looked at."""
_MOST_VALUES = 20
_MOST_WORDS = 1_000
"""Characters of a statement that are kept: headlines have under 300."""
MOST_JSON = 2_000_000
_MOST_UP = 60


@dataclass(frozen=True, slots=True)
class Statements:
    """The statements of one page, as given."""

    meta: Mapping[str, tuple[str, ...]]
    """Contents of meta elements by their property or name in small letters."""
    canonical: str | None
    scripts: tuple[str, ...]
    """Sources of JSON-LD."""
    marked: tuple[Json, ...]
    """The items of microdata and RDFa."""
    window: str
    """The title of the window."""
    headings: tuple[str, ...]
    """The words of the first headings of level one."""
    language: str | None

    def first(self, *names: str) -> str | None:
        """The first content of the first of these meta elements that there is."""
        return next((words for name in names for words in self.meta.get(name, ())), None)

    def all(self, *names: str) -> tuple[str, ...]:
        """The contents of these meta elements, in the order of the names."""
        return tuple(words for name in names for words in self.meta.get(name, ()))


def gather_statements(root: HtmlElement) -> Statements:
    """The statements in a page's markup, from one walk over the elements and attributes that can hold one."""
    meta: dict[str, list[str]] = {}
    headings: list[str] = []
    scripts: list[str] = []
    window = canonical = None
    for element in root.iter("meta", "link", "script", "title", "h1"):
        match element.tag:
            case "meta":
                add_meta(meta, element)
            case "link" if canonical is None and "canonical" in (element.get("rel") or "").lower().split():
                canonical = element.get("href")
            case "script" if "ld+json" in (element.get("type") or "").lower():
                scripts.append((element.text or "")[:MOST_JSON])
            case "title" if window is None:
                window = shown(element.text)
            case "h1" if len(headings) < 5:
                parted = element.find(".//br") is not None
                headings.append(shown(" ".join(element.itertext()) if parted else element.text_content()))
    return Statements(
        meta={name: tuple(words) for name, words in meta.items()},
        canonical=canonical,
        scripts=tuple(scripts),
        marked=_marked(root),
        window=window or "",
        headings=tuple(filter(None, headings)),
        language=root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"),
    )


def shown(words: str | None) -> str:
    """Words as a reader sees them: entities resolved, even those written twice over, and single spaces."""
    plain = (words or "")[:_MOST_WORDS]
    if "&" in plain:
        plain = unescape(unescape(plain))
    if not plain.isprintable():
        plain = _UNSEEN.sub(" ", plain)
    return " ".join(plain.split())


def add_meta(meta: dict[str, list[str]], element: HtmlElement | Mapping[str, str]) -> None:
    """Add what a meta element states, by its names; an element is as good as its attributes here."""
    content = (element.get("content") or element.get("value") or "").strip()[:_MOST_WORDS]
    for key in ("property", "name", "http-equiv"):
        name = (element.get(key) or "").strip().lower()
        if name and content and (key != "http-equiv" or name in _HTTP):
            values = meta.setdefault(name, [])
            if len(values) < _MOST_VALUES and content not in values:
                values.append(content)


def _marked(root: HtmlElement) -> tuple[Json, ...]:
    """The items of microdata and RDFa that are not set aside; a property outside any item belongs to the page."""
    items: dict[HtmlElement | None, Json] = {}
    for attribute in cast("list[etree._ElementUnicodeResult]", _ATTRIBUTES(root))[:MOST_MARKS]:
        element = attribute.getparent()
        for name in item_names(attribute):
            scope = _scope(element)
            if (scope is None or scope not in items) and _is_aside(element):
                continue
            values = items.setdefault(scope, _item(scope)).setdefault(name, [])
            if isinstance(values, list) and len(values) < _MOST_VALUES:
                values.append(items.setdefault(element, _item(element)) if _is_item(element) else _value(element))
    return tuple(items.values())


def item_names(words: str) -> frozenset[str]:
    """The properties of an article that a value of ``itemprop`` or ``property`` names."""
    names = [_DUBLIN.get(name, name) for name in (part.rpartition(":")[2] for part in words.split())]
    return _KEPT.intersection(names)


def _scope(element: HtmlElement) -> HtmlElement | None:
    for steps, above in enumerate(element.iterancestors()):
        if _is_item(above):
            return above
        if steps > _MOST_UP:
            break
    return None


def _is_item(element: HtmlElement) -> bool:
    return element.get("itemscope") is not None or element.get("typeof") is not None


def _item(element: HtmlElement | None) -> Json:
    kind = (element.get("itemtype") or element.get("typeof") or "") if element is not None else ""
    address = (element.get("itemid") or element.get("resource") or "") if element is not None else ""
    return {"@type": re.split(r"[/:#]", kind.strip())[-1] if element is not None else "WebPage", "url": address}


def _value(element: HtmlElement) -> str:
    given = element.get("content") or element.get("datetime") or element.get("value")
    return shown(given if given else element.text_content()[:_MOST_WORDS])


def _is_aside(element: HtmlElement) -> bool:
    steps = zip(range(_MOST_UP), (element, *element.iterancestors()), strict=False)
    return any(
        up.tag == "aside" or _ASIDE.search(f"{up.tag} {up.get('class') or ''} {up.get('id') or ''}")
        for _, up in steps
        if up.tag not in _WHOLE
    )
