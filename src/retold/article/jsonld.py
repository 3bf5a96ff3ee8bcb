"""The object of JSON-LD that describes the article, out of all that a page holds, and out of broken ones too."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from urllib.parse import urlsplit

from retold.article.blocks import squash
from retold.article.statements import Json, shown

_ARTICLE = re.compile(r"(?:Article|Posting|Report|NewsStory)$")
_WORK = frozenset({"CreativeWork", "Recipe", "HowTo", "Question", "PodcastEpisode"})
_INTO = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item")
_FIELDS = (
    "headline", "name", "author", "creator", "publisher", "datePublished", "dateCreated", "dateModified",
    "isAccessibleForFree", "hasPart", "isBasedOn", "isBasedOnUrl", "sourceOrganization", "creditText", "inLanguage",
)  # fmt: skip
_TELLING = 12
"""Letters that two headlines must share before one that holds the other is the same."""
_MOST_OBJECTS = 3_000
"""Objects of one script that are looked at: the page's own is among the first."""
_MOST_VALUES = 50
_MOST_POSTS = 500
_MOST_SALVAGED = 200_000
"""Characters of a broken script that are searched."""
_START = re.compile(r"[\s;,]*(?:/\*|//)?\s*(?:<!\[CDATA\[|<!--)?\s*(?:\*/)?[\s;,]*")
_JUNK = re.compile(r'"(?:[^"\\]|\\.)*(?:"|\\?\Z)|//[^\n]*|/\*[^*]{0,2000}\*/|,(?=\s*[}\]])', re.DOTALL)
_STRING = r'"((?:[^"\\]|\\.){1,600})"'
_SALVAGED = tuple(
    (field, re.compile(rf'"{field}"\s*:\s*{_STRING}')) for field in ("headline", "datePublished", "dateModified")
)
_TYPE = re.compile(r'"@type"\s*:\s*(?:\[\s*)?"(\w*(?:Article|Posting))"')
_AUTHOR = re.compile(r'"author"\s*:\s*(\[[^\]]{0,4000}(?:\]|\Z)|\{[^}]{0,2000}(?:\}|\Z)|"(?:[^"\\]|\\.){1,600}")')
_NAME = re.compile(rf'"name"\s*:\s*{_STRING}')


def article_node(scripts: Iterable[str], address: str | None, headlines: Sequence[str]) -> Json:
    """The description of the article in JSON-LD; empty when there is none, or several and none is the page's own.

    The page's own object has its address, or one of its headlines. What it leaves open is filled from others about the
    same article, and from that of the page; ``site`` is the name in the object of the site.
    """
    nodes = [node for source in scripts for node in _objects(source)]
    own = own_node(nodes, address, headlines)
    ids = {str(node["@id"]): node for node in _all_objects(nodes) if "@id" in node and "name" in node}
    site = [name for node in nodes if "WebSite" in texts(node.get("@type")) for name in texts(node.get("name"))]
    return {
        "site": site,
        **own,
        **{field: _resolved(own[field], ids) for field in ("author", "creator", "publisher") if field in own},
    }


def live_posts(scripts: Iterable[str]) -> Iterator[Json]:
    """The posts that a live blog lists in JSON-LD, in its order."""
    for source in scripts:
        for node in _objects(source) if "liveBlogUpdate" in source else ():
            posts = node.get("liveBlogUpdate")
            yield from (
                post for post in (posts if isinstance(posts, list) else [posts])[:_MOST_POSTS] if isinstance(post, dict)
            )


def own_node(nodes: Sequence[Json], address: str | None, headlines: Sequence[str]) -> Json:
    """Of several objects the one about the page's own article, with what others say about the same added.

    A single one is taken although its headline is another; editors write one for each use.
    """
    for tier in (_is_article, _is_work):
        found = [node for node in nodes if tier(node)]
        own = [node for node in found if _is_own(node, address, headlines)] or (found if len(found) == 1 else [])
        if own:
            return _merged([*own, *filter(_is_page, nodes)])
    return _merged([node for node in nodes if _is_page(node)][:1])


def texts(value: object) -> list[str]:
    """The strings in a JSON-LD value, which may be one or a list."""
    return [words for item in listed(value) if isinstance(item, str) and (words := shown(item))]


def listed(value: object) -> list[object]:
    """A JSON-LD value as a list."""
    if isinstance(value, dict) and isinstance(value.get("@list"), list):
        value = value["@list"]
    return value[:_MOST_VALUES] if isinstance(value, list) else [] if value is None else [value]


def addresses(value: object) -> list[str]:
    """The web addresses in a JSON-LD value: as strings, or as ``url`` or ``@id`` of objects."""
    found: list[object] = []
    for item in listed(value):
        found.extend((item.get("url"), item.get("@id")) if isinstance(item, dict) else (item,))
    return list(dict.fromkeys(item.strip() for item in found if isinstance(item, str) and "://" in item))


def names(value: object) -> list[str]:
    """The names in a JSON-LD value, as strings or as those of objects; addresses are none."""
    found: list[str] = []
    for item in listed(value):
        found.extend(texts(item.get("name")) if isinstance(item, dict) else texts(item))
    return [name for name in found if "://" not in name]


def _is_article(node: Json) -> bool:
    return any(_ARTICLE.search(kind) for kind in texts(node.get("@type")))


def _is_work(node: Json) -> bool:
    return not _WORK.isdisjoint(texts(node.get("@type"))) and ("headline" in node or "datePublished" in node)


def _is_page(node: Json) -> bool:
    return any(kind.endswith("Page") for kind in texts(node.get("@type")))


def _is_own(node: Json, address: str | None, headlines: Sequence[str]) -> bool:
    own = _path(address)
    if own and any(
        _path(one) == own for field in ("url", "@id", "mainEntityOfPage") for one in addresses(node.get(field))
    ):
        return True
    known = [squash(words) for words in headlines]
    said = [squash(words) for field in ("headline", "name") for words in texts(node.get(field))]
    return any(
        one == other or (min(len(one), len(other)) >= _TELLING and (one in other or other in one))
        for one in said
        for other in known
    )


def _path(address: str | None) -> str | None:
    """The path of an address, which is the same for all hosts of one publisher; None for the front page of a site."""
    try:
        path = urlsplit(address or "").path.rstrip("/").lower()
    except ValueError:
        return None
    return path or None


def _merged(nodes: Sequence[Json]) -> Json:
    merged: Json = {"@type": nodes[0].get("@type")} if nodes else {}
    for node in nodes:
        for field in _FIELDS:
            if node.get(field) not in (None, "", [], {}):
                merged.setdefault(field, node[field])
    return merged


def _resolved(value: object, ids: Mapping[str, Json]) -> list[object]:
    """A value with references replaced by the objects that they point to."""
    found: list[object] = []
    for item in listed(value):
        key = item.get("@id") if isinstance(item, dict) and "name" not in item else item
        found.append(ids.get(key, item) if isinstance(key, str) else item)
    return found


def _all_objects(nodes: Iterable[Json]) -> Iterator[Json]:
    """The objects and those one step inside them."""
    for node in nodes:
        yield node
        for value in node.values():
            yield from (item for item in listed(value) if isinstance(item, dict))


def _objects(source: str) -> Iterator[Json]:
    """The objects in one script, the outer ones first; an object in a list of links counts as well."""
    waiting: deque[object] = deque(_values(source))
    for _ in range(_MOST_OBJECTS):
        if not waiting:
            break
        item = waiting.popleft()
        if isinstance(item, list):
            waiting.extendleft(reversed(item[:200]))
        elif isinstance(item, dict):
            yield item
            waiting.extend(item[key] for key in _INTO if isinstance(item.get(key), list | dict))


def _values(source: str) -> list[object]:
    """The JSON values in a script: one as it should be, several in a row, or what can be saved of a broken one."""
    values, rest = _in_a_row(source)
    if rest:
        more, rest = _in_a_row(_JUNK.sub(lambda found: found[0] if found[0][0] == '"' else "", unescape(rest)))
        values += more
    return values + _salvaged(rest[:_MOST_SALVAGED])


def _in_a_row(source: str) -> tuple[list[object], str]:
    """The whole values at the start of a script, and what is left when one is broken."""
    decoder = json.JSONDecoder(strict=False)
    values: list[object] = []
    at = _skip(source, 0)
    while source[at : at + 1] in ("{", "[") and len(values) < _MOST_VALUES:
        try:
            value, end = decoder.raw_decode(source, at)
        except (ValueError, RecursionError):
            return values, source[at:]
        values.append(value)
        at = _skip(source, end)
    return values, ""


def _skip(source: str, at: int) -> int:
    found = _START.match(source, at)
    return found.end() if found else at


def _salvaged(source: str) -> list[object]:
    """The fields of an article that a broken object still shows."""
    kind = _TYPE.search(source)
    if not kind:
        return []
    node: Json = {"@type": kind[1]}
    for field, pattern in _SALVAGED:
        found = pattern.search(source)
        if found:
            node[field] = _unquoted(found[1])
    author = _AUTHOR.search(source)
    if author:
        named = [_unquoted(name) for name in _NAME.findall(author[1])]
        node["author"] = named or _unquoted(author[1].strip('"'))
    return [node]


def _unquoted(words: str) -> str:
    try:
        return str(json.loads(f'"{words}"', strict=False))
    except ValueError:
        return words
