"""Finds strings of words in quotation marks, over sentence ends too, in any of the usual marks."""

from __future__ import annotations

import re

from retold.model import Span

_PAIRS = (("“", "”"), ("„", "“"), ("«", "»"), ('"', '"'), ("``", "''"), ("''", "''"))
"""Two apostrophes open and close in texts that were typed so; where `` stands they only close."""
_LETTERS = re.compile(r"[^\W\d_]+")


def quotations(text: str) -> tuple[Span, ...]:
    """The stretches between quotation marks, marks included, paragraph by paragraph.

    A paragraph that opens a quotation and does not close it runs to its end: the next one opens it anew.
    """
    found: list[Span] = []
    for paragraph in re.finditer(r"[^\n]+", text):
        for opening, closing in _PAIRS[:-1] if "``" in paragraph.group() else _PAIRS:
            found += _in_paragraph(paragraph.group(), paragraph.start(), opening, closing)
    return tuple(sorted(set(found)))


def _in_paragraph(text: str, offset: int, opening: str, closing: str) -> list[Span]:
    found: list[Span] = []
    at = text.find(opening)
    while at >= 0:
        end = text.find(closing, at + len(opening))
        if end < 0:
            if opening != closing and _words(text[at:]) > 3:
                found.append(Span(offset + at, offset + len(text)))
            break
        found.append(Span(offset + at, offset + end + len(closing)))
        at = text.find(opening, end + len(closing))
    return [span for span in found if _words(text[span.start - offset : span.end - offset]) > 0]


def _words(text: str) -> int:
    return len(_LETTERS.findall(text))


def is_title(text: str) -> bool:
    """True for words in marks that are written as a title: ``“The Long Night of Marlow”``."""
    words = [word for word in _LETTERS.findall(text) if len(word) > 3]
    capital = sum(word[0].isupper() for word in words)
    return len(words) >= 2 and capital >= 0.8 * len(words)


def says_something(text: str, spoken: bool) -> bool:
    """True for words that somebody said: several of them, or a few with a speaker; ``“2+2”`` is a name."""
    count = _words(text)
    return count >= 4 or (count >= 1 and spoken and text[1:2].islower()) or (count >= 2 and spoken)
