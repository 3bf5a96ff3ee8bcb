"""How common English words are: the background that makes a shared word mean something even in a pile of two pages.

Two rough classes are enough: words that say nothing about a topic, and words that stand in news of every kind. All
other words count as rare. The lists are beside this file, written by hand.
"""

from __future__ import annotations

import re
from importlib import resources


def _words_of(name: str) -> frozenset[str]:
    text = resources.files("retold.match").joinpath(name).read_text("utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


_FUNCTION = _words_of("function_words.txt")
_COMMON = _words_of("everyday_words.txt")
_SUFFIX = re.compile(r"(?:'s|ing|ed|es|s|ly)$")

FUNCTION_SHARE = 0.9
"""Share of articles that hold a given function word, roughly."""
COMMON_SHARE = 0.15
"""Share of articles that hold a given everyday news word, roughly."""
RARE_SHARE = 0.002
"""Share of articles that hold any other given word, roughly."""


def is_function(word: str) -> bool:
    """True for a folded word that says nothing about what a text is about."""
    return word in _FUNCTION


def is_content(word: str) -> bool:
    """True for a folded word that is about something in particular: neither a function word nor an everyday one."""
    return word not in _FUNCTION and word not in _COMMON and len(word) > 1


def background_share(word: str) -> float:
    """The share of all news articles that hold this folded word, as far as the two lists tell."""
    if word in _FUNCTION:
        return FUNCTION_SHARE
    return COMMON_SHARE if word in _COMMON else RARE_SHARE


def stem(word: str) -> str:
    """A folded word without its ending, so that ``halts``, ``halted`` and ``halting`` meet; figures stay whole."""
    if len(word) < 5 or not word[0].isalpha():
        return word
    cut = _SUFFIX.sub("", word)
    if len(cut) < 3:
        return word
    return cut[:-1] if cut != word and len(cut) > 3 and (cut[-1] == cut[-2] or cut[-1] == "e") else cut.rstrip("e")
