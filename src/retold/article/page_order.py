"""A cleaned page in its own order: each of its blocks with what it turned out to be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from retold.article.assemble import Draft
from retold.model import Article, FurnitureKind

PartKind = Literal["article", "headline", "credit"] | FurnitureKind


@dataclass(frozen=True, slots=True)
class PagePart:
    """One block of a page: a kind of furniture, or ``article``, ``headline``, ``credit`` (a line naming a source)."""

    kind: PartKind
    text: str


def in_page_order(draft: Draft, article: Article) -> tuple[PagePart, ...]:
    """The blocks of a draft with the kinds that its article gives to what was cut; a record as given is one block."""
    if draft.given_clean:
        return (PagePart("article", article.text),)
    parts: list[PagePart] = []
    cut = iter(article.furniture)
    following = next(cut, None)
    for block, role in zip(draft.found.blocks, draft.found.roles, strict=True):
        if role == "article":
            parts.append(PagePart("article", block.text))
        elif following and role != "title" and following.text == block.text:
            parts.append(PagePart(following.kind, block.text))
            following = next(cut, None)
        else:
            parts.append(PagePart("headline" if role == "title" else "credit", block.text))
    return tuple(parts)
