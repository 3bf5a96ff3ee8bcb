"""Elements that hide all that follows because they are never closed, as browsers read them: told on the raw source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retold.article.blocks import Block, squash

_HIDING = (
    ("comment", "<!--", "-->"),
    *(
        (f"<{tag}>", f"<{tag}", f"</{tag}")
        for tag in "script style textarea noscript svg iframe template object select".split()
    ),
)
"""What hides, how it is opened and how it is closed."""
_LEAST_LOST = 200
"""Letters that must be hidden before it is worth a word."""
_KEY = 30
_TAG = re.compile(r"<[^>]*>")


def hidden_by_unclosed(source: str, blocks: Sequence[Block]) -> str | None:
    """What hides the end of a page and how much of it, in words; None when nothing does.

    ``blocks`` are the visible ones: when the last of them stands behind the element, the parser closed it.
    """
    low = source.lower()
    for name, opening, close in _HIDING:
        start = low.rfind(opening)
        if start < 0 or low.find(close, start) >= 0:
            continue
        lost = squash(_TAG.sub(" ", source[start:]))
        if len(lost) >= _LEAST_LOST and squash(blocks[-1].text)[-_KEY:] not in lost:
            return f"{len(lost):,} letters stand inside an unclosed {name} and are not shown"
    return None
