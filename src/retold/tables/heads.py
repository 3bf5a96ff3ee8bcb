"""Words in the lines that stand at the head of an article: who wrote it, and when."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from retold.tables.lines import rows, values

HeadWord = Literal["by", "told", "role", "field", "desk", "firm", "nobody", "city", "issued", "changed", "other", "and"]
"""by: before a name; told: before such a word (``written by``); role, and the field before it (``chief political
editor``); desk and firm: in names that are no person's; nobody: never a pen name; city: of two words, so that it looks
like a name; issued, changed, other: stems before a date of publication, of a change, and of something else; and:
between two names."""

_STEMS = frozenset({"issued", "changed", "other"})
_SPACELESS = re.compile(r"[^\w\s]|[\u0900-\u0dff\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@cache
def head_words(kind: HeadWord) -> frozenset[str]:
    """All words of a kind, in small letters."""
    return frozenset(word for its, _, cell in rows("heads.tsv", 3) if its == kind for word in values(cell))


@cache
def head_pattern(*kinds: HeadWord) -> str:
    """A pattern for any word of some kinds; whole words, but in scripts that set no spaces between them."""
    words = sorted({word for kind in kinds for word in head_words(kind)}, key=lambda word: (-len(word), word))
    spaced = "|".join(re.escape(word) for word in words if not _SPACELESS.match(word))
    joined = [re.escape(word) for word in words if _SPACELESS.match(word)]
    end = "" if _STEMS.intersection(kinds) else r"\b"
    return "|".join([rf"\b(?:{spaced}){end}", *joined])
