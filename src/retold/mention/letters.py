"""Sayings that the letters alone tell, when there is no language model."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retold.mention.saying import Saying
from retold.mention.source import Origin
from retold.mention.tree import Tree
from retold.model import Span

_NAME = r"(?:[A-Z][\w.’'-]+(?:\s+[A-Z][\w.’'-]+){0,3}|he|she|they)"
_SAID = r"(?:said|says|added|told|asked|wrote|replied|warned|announced|explained|noted)"
_AFTER = re.compile(rf"\s*,?\s*(?:(?P<cue>{_SAID})\s+(?P<name>{_NAME})|(?P<name2>{_NAME})\s+(?P<cue2>{_SAID}))\b")
_BEFORE = re.compile(rf"(?P<name>{_NAME})\s+(?P<cue>{_SAID})[,:]?\s*$")


def by_letters(tree: Tree, quotations: tuple[Span, ...]) -> Iterator[Saying]:
    """A name and a verb of saying right beside a quotation: all that can be seen without grammar."""
    text = tree.parse.text
    for quotation in quotations:
        after = _AFTER.match(text, quotation.end)
        found = after or _BEFORE.search(text[: quotation.start])
        if not found:
            continue
        name, cue = ("name", "cue") if found["name"] else ("name2", "cue2")
        source = Span(*found.span(name))
        pronoun = text[source.start : source.end] in ("he", "she", "they")
        yield Saying(
            source, Span(*found.span(cue)), (quotation,), None, Origin("pronoun" if pronoun else "named"), "neutral",
            False, "attribution.letters",
        )  # fmt: skip
