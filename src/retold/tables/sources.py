"""Words around a source: titles and offices before names, and nouns for people who are not named."""

from __future__ import annotations

import re
from functools import cache

from retold.tables.lines import lines
from retold.tables.phrases import Phrases

_MOST_TITLE_WORDS = 6


def is_title(text: str) -> bool:
    """True when the whole text is a title or office that stands before a name, as ``Foreign Minister`` or ``Gen.``."""
    return _plain(text) in _titles()


def title_before(text: str) -> str | None:
    """The longest title that a name phrase begins with (``Foreign Minister`` of ``Foreign Minister Ana Ruiz``)."""
    words = re.split(r"(?<=\S)\s+", text.strip())
    for count in range(min(_MOST_TITLE_WORDS, len(words) - 1), 0, -1):
        title = " ".join(words[:count])
        if title[:1].isupper() and is_title(title):
            return title
    return None


def is_anonymous(phrase: str) -> bool:
    """True for a noun or set phrase, in singular or plural, that names a source without a name: ``officials``."""
    return bool(_anonymous().find(phrase))


@cache
def _titles() -> frozenset[str]:
    return frozenset(_plain(title) for title in lines("titles.txt"))


@cache
def _anonymous() -> Phrases[str]:
    return Phrases((noun, noun) for noun in lines("anonymous.txt"))


def _plain(title: str) -> str:
    return " ".join(title.lower().replace(".", "").replace("’", "'").split())
