"""Credits that stand in markup: where the original of a page is, and whom it names as its source."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from retold.article.address import host_of, outlet_of, site_label
from retold.article.blocks import squash
from retold.article.byline import Author, is_person
from retold.article.jsonld import addresses, names, texts
from retold.article.outlet import Outlets
from retold.article.statements import Json, Statements
from retold.model import Credit
from retold.tables import head_pattern

_SOURCES = (
    "syndication-source", "original-source", "article:content_source", "source", "news_source", "copyright-holder",
    "dc.source", "dcterms.source",
)  # fmt: skip
_DESK = re.compile(head_pattern("desk"), re.IGNORECASE)
_MOST_SHOWN = 200
"""Characters of the wording of a credit."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes a page, by all its names and addresses."""

    names: tuple[str, ...]
    url: str | None
    canonical: str | None

    def is_own(self, name: str) -> bool:
        """True for a name or address of the publisher itself, or one that its own name is a part of."""
        if "://" in name:
            labels = {site_label(self.url), site_label(self.canonical if not self.url else None)}
            mine, other = outlet_of(self.url or self.canonical), outlet_of(name)
            return site_label(name) in labels or bool(mine and mine == other)
        key = squash(name)
        names = [squash(own) for own in self.names]
        return key in names or any((len(own) > 3 and own in key) or (len(key) > 3 and key in own) for own in names)


def structured_credits(
    publisher: Publisher, node: Json, said: Statements, agencies: tuple[Iterable[Author], Iterable[str]]
) -> tuple[Credit, ...]:
    """Sources named in markup, with the field that names them: ``isBasedOn`` and its kin, an original elsewhere.

    ``agencies`` are the companies that are named as authors, and the agencies that are named as publisher.
    """
    named = [("isBasedOn", name) for name in based_on(node)]
    named += [("sourceOrganization", name) for name in names(node.get("sourceOrganization"))]
    named += [("creditText", name) for name in texts(node.get("creditText"))]
    named += [(field, words) for field in _SOURCES for words in said.all(field)]
    named += [("author", name) for name in _agencies(agencies[0])]
    named += [("publisher", name) for name in agencies[1]]
    if publisher.url and publisher.canonical:
        named.append(("canonical", publisher.canonical))
    return tuple(
        dict.fromkeys(
            Credit(_name(words), f"{field}: {words}"[:_MOST_SHOWN], "structured", "article")
            for field, words in named
            if words and not publisher.is_own(words) and not publisher.is_own(_name(words))
        )
    )


def based_on(node: Json) -> tuple[str, ...]:
    """Names or addresses of the works that JSON-LD says the article is based on."""
    found = [
        item
        for field in ("isBasedOn", "isBasedOnUrl")
        for item in (*names(node.get(field)), *addresses(node.get(field)))
    ]
    return tuple(dict.fromkeys(found))


def _agencies(authors: Iterable[Author]) -> list[str]:
    """Companies among the authors: those that markup calls so, and those whose names are outlets'.

    Some sites call every author an organisation, and initials of two letters may be a person's.
    """
    stated = [author for author in authors if not _DESK.search(author.words)]
    return [
        author.words
        for author in stated
        if (author.kind == "company" and (_leading(author.words) or not is_person(author.words)))
        or (len(author.words) > 2 and Outlets().named(author.words))
    ]


def _name(words: str) -> str:
    outlet = outlet_of(words)
    names = Outlets()
    return outlet.name if outlet else host_of(words) or names.named(words) or _leading(words) or words


def _leading(words: str) -> str | None:
    """The outlet whose name some words begin with, as ``Reuters Staff`` does."""
    found = next(iter(Outlets().mentioned_in(words)), None)
    return found.name if found and found.sure and not words[: found.span.start].strip() else None
