"""What a page states in its head and in JSON-LD, read off its source in one pass, without a tree of its elements.

Statements that stand elsewhere (microdata in the body, links to authors, time elements) are not looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from retold.article.statements import MOST_JSON, MOST_MARKS, Json, Statements, add_meta, item_names, shown

_TAG = re.compile(
    r"<(script|style|body|title|meta|link|html)\b"
    r"([^>\"']{0,500}+(?:(?:\"[^\"]{0,5000}\"|'[^']{0,5000}')[^>\"']{0,500}+){0,200}+|[^>]{0,1000}+)>",
    re.IGNORECASE,
)
"""A tag up to the mark that stands in no quoted value; with a quotation mark too many, up to the first one.

Each run is bounded and never given back, so that a head of tags that do not end costs a fraction of a second."""
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_MOST_HEAD = 200_000
"""Characters between two of those elements beyond which a page without a body element has no more of them."""
_JSON_LD = "ld+json"
_DESCRIBES = re.compile(r'"(?:datePublished|liveBlogUpdate)"')
"""What the JSON-LD about an article holds: once it is found, none is looked for behind the head."""
_MOST_TAG = 300
"""Characters of a tag before and after the word that tells JSON-LD."""
_MOST_VALUES = 20
_Attributes = dict[str, str]


def fast_statements(source: str) -> tuple[Statements, int]:
    """The statements in the head of a page and in its JSON-LD, and the place where its body begins."""
    meta: dict[str, list[str]] = {}
    marked: Json = {"@type": "WebPage", "url": ""}
    scripts: list[str] = []
    window = canonical = language = None
    at = seen = body = 0
    while seen < MOST_MARKS and (found := _TAG.search(source, at, at + _MOST_HEAD)):
        name, tag, at = found[1].lower(), found[2], found.end()
        seen += 1
        match name:
            case "body":
                body = found.start()
                break
            case "script" | "style" | "title":
                end = _end_of(name, source, at)
                inside, at = source[at:end], end
                if name == "title":
                    window = shown(inside) if window is None else window
                elif name == "script" and _JSON_LD in tag:
                    scripts.append(inside[:MOST_JSON])
            case "meta":
                _state(meta, marked, _attributes(tag))
            case "link" if canonical is None and "canonical" in tag:
                link = _attributes(tag)
                canonical = link.get("href") if "canonical" in link.get("rel", "").lower().split() else None
            case "html":
                root = _attributes(tag)
                language = root.get("lang") or root.get("xml:lang")
    said = Statements(
        meta={name: tuple(words) for name, words in meta.items()},
        canonical=canonical,
        scripts=(*scripts, *(() if any(map(_DESCRIBES.search, scripts)) else _json_ld(source, at))),
        marked=(marked,) if len(marked) > 2 else (),
        window=window or "",
        headings=(),
        language=language,
    )
    return said, body


def _state(meta: dict[str, list[str]], marked: Json, given: _Attributes) -> None:
    """Add what a meta element states, by its name or as microdata about the page."""
    add_meta(meta, given)
    if "itemprop" in given and (words := given.get("content")):
        for name in item_names(given["itemprop"]):
            values = marked.setdefault(name, [])
            if isinstance(values, list) and len(values) < _MOST_VALUES:
                values.append(shown(words))


def _attributes(tag: str) -> _Attributes:
    """The attributes of a tag that have a value; of two with one name the first counts."""
    found = reversed(_ATTRIBUTE.findall(tag))
    return {name.lower(): unescape(one or two or three) for name, one, two, three in found}


def _end_of(name: str, source: str, at: int) -> int:
    """Where the end tag of an element begins; nearly all are written in small letters."""
    end = source.find(f"</{name}", at)
    if end < 0:
        found = re.compile(f"</{name}", re.IGNORECASE).search(source, at)
        end = found.start() if found else len(source)
    return end


def _json_ld(source: str, at: int) -> Iterator[str]:
    """The scripts with JSON-LD from a place on."""
    while (told := source.find(_JSON_LD, at)) >= 0:
        at = told + len(_JSON_LD)
        start = source.rfind("<script", max(0, told - _MOST_TAG), told)
        opened = source.find(">", at, at + _MOST_TAG)
        if start < 0 or opened < 0 or ">" in source[start:told]:
            continue
        end = _end_of("script", source, opened)
        yield source[opened + 1 : min(end, opened + MOST_JSON)]
        at = end
