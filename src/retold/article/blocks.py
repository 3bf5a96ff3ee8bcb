"""A page as a row of visible blocks, and what each of them turned out to be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

BlockKind = Literal["text", "heading", "title", "caption", "item", "cell"]
Role = Literal["article", "title", "byline", "date", "credit", "furniture"]


@dataclass(frozen=True, slots=True)
class Block:
    """One visible line or paragraph, at its place in the visible text of the page."""

    text: str
    start: int
    kind: BlockKind = "text"
    place: str = ""
    """For pages with markup: the elements round it that tell what it is for (``nav``, ``aside``, ``teaser`` ...)."""
    gap: bool = False
    """True when white space sets it off from the block before."""
    links: float = 0.0
    """Share of its letters that stand in links; always 0 on a flat page."""

    markup: bool = False
    """True when it comes from a page with markup."""
    inside: tuple[int, ...] = (0,)
    """Numbers of the elements that hold it, the outermost first; blocks of one list, box or column share them."""
    path: tuple[str, ...] = ("",)
    """Tag and classes of each of these elements; blocks that the site's templates make alike share them."""

    @property
    def end(self) -> int:
        """Place after its last character."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Sorted:
    """The blocks of a page, each with its role."""

    blocks: tuple[Block, ...]
    roles: tuple[Role, ...]

    def of(self, role: Role) -> tuple[Block, ...]:
        """The blocks that have this role, in the order of the page."""
        if role not in self.roles:
            return ()
        return tuple(block for block, its in zip(self.blocks, self.roles, strict=True) if its == role)

    def without(self, lines: set[str]) -> Sorted:
        """The same with some article lines, given by their letters, turned into furniture."""
        roles = tuple(
            "furniture" if role == "article" and squash(block.text) in lines else role
            for block, role in zip(self.blocks, self.roles, strict=True)
        )
        return replace(self, roles=roles)


_LINE = re.compile(r"[^\n\r\u2028\u2029]+")


def lines_of(text: str) -> tuple[Block, ...]:
    """The lines of a flat text that hold anything, without the white space round them."""
    found: list[Block] = []
    last_end = 0
    for line in _LINE.finditer(text):
        words = line.group().strip()
        if not words:
            continue
        start = line.start() + line.group().index(words)
        between = text[last_end:start]
        found.append(Block(words, start, gap=not found or len(_breaks(between)) > 1))
        last_end = start + len(words)
    return tuple(found)


def squash(text: str) -> str:
    """Letters and digits only, in lower case: for telling whether two blocks say the same."""
    if not text.isascii():
        for mark in _PRINTED:
            text = text.replace(mark, "")
    if text.isascii():
        return text.encode().translate(None, _NO_ASCII_WORD).lower().decode()
    return _NOT_WORD.sub("", text).lower()


def same_words(a: str, b: str) -> bool:
    """True when two blocks have the same letters and digits."""
    return squash(a) == squash(b)


def first_of(roles: Sequence[Role], role: Role) -> int | None:
    """The number of the first block with this role."""
    return next((at for at, its in enumerate(roles) if its == role), None)


_NOT_WORD = re.compile(r"[\W_]+")
_PRINTED = "’“”–—‘…\u00a0"
"""Marks of print, which are all that most English texts have beyond ASCII."""
_NO_ASCII_WORD = bytes(code for code in range(128) if not chr(code).isalnum())


def _breaks(between: str) -> list[str]:
    return re.findall(r"\r\n|[\n\r\u2028\u2029]", between)
