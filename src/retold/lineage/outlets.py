"""Outlet names: when the name in a credit and the name of a page mean the same outlet."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from retold.model import Article
from retold.text import fold

_FILLER = frozenset("the a news newspaper newspapers agency online com net org co www daily press media tv".split())
_OWN = ("navigation", "legal", "other")
"""Furniture in which a page of unknown outlet shows its name; teasers and share buttons name other outlets too."""
_SUFFIX = re.compile(r"\.(?:com|net|org|co|news|info|tv|[a-z]{2})(?:\.[a-z]{2})?$")


@lru_cache(maxsize=1 << 16)
def same_outlet(one: str, two: str) -> bool:
    """True when two names mean one outlet: equal but for case, filler words and spaces, or one the other's initials."""
    left, right = _words(one), _words(two)
    if not left or not right:
        return False
    if _squeezed(left) == _squeezed(right):
        return True
    return _initials(one) == "".join(right) or _initials(two) == "".join(left)


def names_article(credit: str, article: Article) -> bool:
    """True when a credited name means the outlet of this article: by its name, its address, or its page furniture."""
    if article.outlet:
        if same_outlet(credit, article.outlet):
            return True
    elif any(same_outlet(credit, one.text) for one in article.furniture if one.kind in _OWN):
        return True
    site = _site(article.url) if article.url else ""
    return bool(site) and same_outlet(credit, site)


@lru_cache(maxsize=1 << 12)
def _site(url: str) -> str:
    """The host of an address without what every host has."""
    host = urlsplit(url).hostname or ""
    return _SUFFIX.sub("", host).removeprefix("www.")


def _words(name: str) -> list[str]:
    plain = _SUFFIX.sub("", fold(name).strip(" .:-")).replace("'", "")
    return re.findall(r"\w+", plain)


def _squeezed(words: list[str]) -> str:
    kept = [word for word in words if word not in _FILLER]
    return "".join(kept or words)


def _initials(name: str) -> str | None:
    """``ap`` for The Associated Press; None for names of one word, which have none."""
    words = [word for word in re.findall(r"\w+", fold(name)) if word not in {"the", "of", "and", "de", "for"}]
    return "".join(word[0] for word in words) if len(words) > 1 else None
