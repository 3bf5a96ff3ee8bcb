"""Lines under a flat article that are about something else, told by the words they share with it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retold.article import wordlists
from retold.article.blocks import Block
from retold.settings import ArticleSettings

_WORD = re.compile(r"[^\W\d_]{3,}|\d[\d.,]*\d|\d")
_STEM = 6
"""Letters by which two forms of a word are known as one."""
_LEAST_BODY = 40
"""Different words that the sure lines must have before a line is called foreign to them."""


def strangers(
    blocks: Sequence[Block], kept: Sequence[bool], chances: Sequence[float], settings: ArticleSettings
) -> set[int]:
    """Unsure lines behind furniture that follows the last sure one, with hardly a word in common with the sure ones.

    Inside the article nothing is judged in this way: quotes and asides there share no word with the rest as often as
    furniture does.
    """
    body = [at for at, keep in enumerate(kept) if keep and chances[at] >= settings.sure_chance]
    own = {word for at in body for word in _content(blocks[at].text)}
    if len(own) < _LEAST_BODY:
        return set()
    found: set[int] = set()
    cut = 0
    for at in range(body[-1] + 1, len(blocks)):
        if not kept[at]:
            cut += 1
        elif cut >= settings.cut_off and _is_foreign(blocks[at].text, own, chances[at] < settings.foreign_chance):
            found.add(at)
    return found


def _is_foreign(text: str, own: set[str], unsure: bool) -> bool:
    words = _content(text)
    shared = len(words & own)
    return shared <= 1 or (unsure and 5 * shared < len(words))


def _content(text: str) -> set[str]:
    return {word.lower()[:_STEM] for word in _WORD.findall(text) if word.lower() not in wordlists.STOP_WORDS}
