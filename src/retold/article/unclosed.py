"""Elements that hide all that follows because they are never closed, as browsers read them: told on the raw source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retold.article.blocks import Block, squash

_HIDING = tuple("script style textarea noscript svg iframe template object select".split())
_HIDES = re.compile(rf"</?(?:{'|'.join(_HIDING)})(?=[\s/>])".encode())
"""One look for all that hides; a script may compare something with ``Object``."""
_LEAST_LOST = 200
"""Letters that must be hidden before it is worth a word."""
_KEY = 30
_TAG = re.compile(r"<[^>]*>")


def hidden_by_unclosed(source: str, blocks: Sequence[Block]) -> str | None:
    """What hides the end of a page and how much of it, in words; None when nothing does.

    ``blocks`` are the visible ones: when the last of them stands behind the element, the parser closed it.
    """
    code = source.encode("utf-8", "replace")
    for name, start in _left_open(code.lower()):
        lost = squash(_TAG.sub(" ", code[start:].decode("utf-8", "replace")))
        if len(lost) >= _LEAST_LOST and squash(blocks[-1].text)[-_KEY:] not in lost:
            return f"{len(lost):,} letters stand inside an unclosed {name} and are not shown"
    return None


def _left_open(low: bytes) -> Iterator[tuple[str, int]]:
    """What hides and is not closed behind its last opening, and where that is."""
    comment = low.rfind(b"<!--")
    if comment >= 0 and low.find(b"-->", comment) < 0:
        yield "comment", comment
    last = {found.group(): found.start() for found in _HIDES.finditer(low)}
    for tag in _HIDING:
        start = last.get(f"<{tag}".encode(), -1)
        if start > last.get(f"</{tag}".encode(), -1):
            yield f"<{tag}>", start
