"""What a page says about itself in its markup: JSON-LD first, then meta elements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from retold.article.byline import people
from retold.article.date import Stamp, parse_date
from retold.article.outlet import outlet_in
from retold.model import Credit
from retold.tables import outlet_at

_ARTICLE_TYPES = re.compile(r"(?:Article|BlogPosting|Report|NewsStory|Review|Posting)$")
_TITLES = ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "headline", "title")
_DATES = (
    "article:published_time", "og:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.date",
    "dcterms.created", "dcterms.issued", "pubdate", "publishdate", "publish-date", "publication_date",
    "parsely-pub-date",
    "sailthru.date", "cxenseparse:recs:publishtime", "article.published", "article_date_original", "published_time",
    "published-date", "publish_date", "release_date", "rnews:datepublished", "bt:pubdate", "originalpublicationdate",
    "displaydate", "date_published",
)  # fmt: skip
_AUTHORS = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "byl",
    "dcterms.creator",
    "authors",
)
_SOURCES = (
    "syndication-source",
    "original-source",
    "article:content_source",
    "source",
    "news_source",
    "copyright-holder",
)
_JSON_COMMENT = re.compile(r"^\s*(?://)?\s*(?:<!\[CDATA\[|<!--)|(?://)?\s*(?:\]\]>|-->)\s*$")
_TITLE_MARK = re.compile(r"\s+(?:[|–—·•»:-]|::)\s+|\s*\|\s*")
_MOST_JSON = 2_000_000
_MOST_NODES = 5_000

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Metadata:
    """The page's own statements; a field is empty when the page makes none."""

    titles: tuple[str, ...] = ()
    """Headlines as given, the name of the site taken off, the best first."""
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: tuple[Stamp, ...] = ()
    canonical: str | None = None
    credits: tuple[Credit, ...] = ()


def read_metadata(root: HtmlElement, url: str | None) -> Metadata:
    """Titles, people, outlets, dates of publication and structured credits, each in the order of trust."""
    meta = _meta(root)
    canonical = _canonical(root, meta, url)
    node = _article_node(root, meta.get("og:title", [""])[0])
    stamps = [parse_date(words, "json-ld") for words in _texts(node.get("datePublished"))]
    stamps += [parse_date(words, "meta") for name in _DATES for words in meta.get(name, ())]
    authors = people(_names(node.get("author"), people_only=True)) or people(
        words for name in _AUTHORS for words in meta.get(name, ()) if "://" not in words
    )
    authors = authors or people(_marked_authors(root))
    outlets = [*meta.get("og:site_name", ()), *_names(node.get("publisher")), *meta.get("application-name", ())]
    headlines = [*_texts(node.get("headline")), *(words for name in _TITLES for words in meta.get(name, ()))]
    window = root.find(".//title")
    window_title = window.text_content()[:1000] if window is not None else ""
    outlet = next(iter(outlets), None) or _site_in_title(window_title) or _outlet_at(url or canonical)
    return Metadata(
        titles=_distinct([_without_site(words, outlet) for words in (*headlines, window_title)]),
        authors=tuple(name for name in authors if not outlet or name.lower() not in outlet.lower()),
        outlet=outlet,
        published=tuple(stamp for stamp in stamps if stamp),
        canonical=canonical,
        credits=_credits(node, meta, canonical, url),
    )


def _marked_authors(root: HtmlElement) -> Iterator[str]:
    """Visible names that the markup calls the author's: by ``rel`` or ``itemprop``, not those of comments."""
    for element in root.iter("a", "span", "div", "p", "address", "li"):
        marks = f"{element.get('rel') or ''} {element.get('itemprop') or ''}".split()
        if "author" in marks and not any(
            "comment" in (up.get("class") or "").lower() for up in element.iterancestors()
        ):
            yield element.text_content().strip()[:100]


def _site_in_title(title: str) -> str | None:
    """The name of the site beside the headline in the window's title, if it is plainly an outlet."""
    pieces = [piece.strip() for piece in _TITLE_MARK.split(title)]
    for piece in (pieces[-1], pieces[0]) if len(pieces) > 1 else ():
        if len(piece.split()) <= 5 and outlet_in(piece):
            return outlet_in(piece)
    return None


def _without_site(title: str, outlet: str | None) -> str:
    """The headline in a title such as ``Headline | Section | Site``: the pieces round it name site and section."""
    pieces = [piece.strip() for piece in _TITLE_MARK.split(title)]
    if len(pieces) < 2 or not outlet:
        return title.strip()
    named = [
        at for at, piece in enumerate(pieces) if outlet.lower() in piece.lower() or piece.lower() in outlet.lower()
    ]
    longest = max((piece for at, piece in enumerate(pieces) if at not in named), key=len, default=title.strip())
    return longest if named else title.strip()


def _meta(root: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        content = (element.get("content") or "").strip()
        for key in ("property", "name", "itemprop"):
            name = element.get(key)
            if name and content:
                found.setdefault(name.strip().lower(), []).append(content[:1000])
    return found


def _canonical(root: HtmlElement, meta: dict[str, list[str]], url: str | None) -> str | None:
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and link.get("href"):
            return _absolute(link.get("href"), url)
    return _absolute(meta.get("og:url", [None])[0], url)


def _absolute(address: str | None, base: str | None) -> str | None:
    if not address:
        return None
    try:
        whole = urljoin(base or "", address.strip())
        return whole if urlsplit(whole).scheme in ("http", "https") else None
    except ValueError:
        return None


def _article_node(root: HtmlElement, headline: str) -> Json:
    """The JSON-LD object that describes this article: of several, the one with the page's own headline."""
    nodes = [node for node in _nodes(root) if any(map(_ARTICLE_TYPES.search, _texts(node.get("@type"))))]
    if len(nodes) > 1 and headline:
        same = [
            node for node in nodes if any(words[:30] in headline for words in _texts(node.get("headline")) if words)
        ]
        nodes = same or nodes
    return nodes[0] if nodes else {}


def _nodes(root: HtmlElement) -> Iterator[Json]:
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        source = _JSON_COMMENT.sub("", script.text_content()[:_MOST_JSON])
        try:
            waiting: list[object] = [json.loads(source, strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(_MOST_NODES):
            if not waiting:
                break
            item = waiting.pop(0)
            if isinstance(item, list):
                waiting = [*item[:200], *waiting]
            elif isinstance(item, dict):
                yield item
                waiting.extend(
                    item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement") if key in item
                )


def _texts(value: object) -> list[str]:
    """Strings in a JSON-LD value, which may be one or a list."""
    values = value[:50] if isinstance(value, list) else [value]
    return [text.strip() for text in values if isinstance(text, str) and text.strip()]


def _names(value: object, people_only: bool = False) -> list[str]:
    found: list[str] = []
    for item in value[:50] if isinstance(value, list) else [value]:
        if isinstance(item, str):
            found.append(item.strip())
        elif isinstance(item, dict) and not (people_only and "Organization" in " ".join(_texts(item.get("@type")))):
            found.extend(_texts(item.get("name")))
    return [name for name in found if name and "://" not in name]


def _credits(node: Json, meta: dict[str, list[str]], canonical: str | None, url: str | None) -> tuple[Credit, ...]:
    """Sources named in markup: ``isBasedOn`` and its kin, and an address that says the original stands elsewhere."""
    named = [("isBasedOn", name) for name in (*_names(node.get("isBasedOn")), *_addresses(node.get("isBasedOn")))]
    named += [("sourceOrganization", name) for name in _names(node.get("sourceOrganization"))]
    named += [("creditText", name) for name in _texts(node.get("creditText"))]
    named += [(name, words) for name in _SOURCES for words in meta.get(name, ())]
    if canonical and url and _host(canonical) and _host(canonical) != _host(url):
        named.append(("canonical", canonical))
    own = _host(url) or _host(canonical)
    return tuple(
        dict.fromkeys(
            Credit(_outlet_at(words) or _host(words) or words, f"{where}: {words}"[:200], "structured", "article")
            for where, words in named
            if words and (where == "canonical" or _host(words) is None or _host(words) != own)
        )
    )


def _addresses(value: object) -> list[str]:
    values = value[:50] if isinstance(value, list) else [value]
    plain = [item for item in values if isinstance(item, str) and "://" in item]
    nested = [item[key] for item in values if isinstance(item, dict) for key in ("url", "@id") if key in item]
    return [*plain, *(address for address in nested if isinstance(address, str) and "://" in address)]


def _outlet_at(address: str | None) -> str | None:
    host = _host(address)
    known = outlet_at(host) if host else None
    return known.name if known else None


def _host(address: str | None) -> str | None:
    try:
        host = urlsplit(address or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.").removeprefix("m.").removeprefix("amp.") if host else None


def _distinct(words: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(unescape(word).split()) for word in words if word.strip()))
