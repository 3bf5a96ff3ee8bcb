"""Finds words that say how sure, how often, how about, and words that are loaded."""

from __future__ import annotations

from collections.abc import Iterator

from retold.mention.tree import Tree
from retold.model import Hedge, Span
from retold.tables import degrees_in, loaded_in

_PART_OF_SPEECH = {"VERB": "v", "AUX": "v", "NOUN": "n", "ADJ": "a", "ADV": "r"}


def hedges_in(tree: Tree, article: str, sentence: int | None, offset: int) -> Iterator[Hedge]:
    """The hedges, boosters, approximators, evidentials and loaded words of a sentence as mentions."""
    words = [token.text.lower() for token in tree.tokens]
    for degree in degrees_in(words):
        span = _span(tree, degree.start, degree.end, offset)
        found = degree.values[0]
        yield Hedge(article, sentence, span, "hedge.word", 0.7, found.class_, found.phrase)
    for loaded in loaded_in(words):
        known = {_PART_OF_SPEECH.get(token.pos) for token in tree.tokens[loaded.start : loaded.end] if token.pos}
        for entry in loaded.values:
            if not entry.particle and (not known or known & set(entry.parts_of_speech)):
                span = _span(tree, loaded.start, loaded.end, offset)
                yield Hedge(article, sentence, span, "hedge.loaded", 0.5, "loaded", entry.phrase)
                break


def _span(tree: Tree, first: int, last: int, offset: int) -> Span:
    return Span(tree.tokens[first].start + offset, tree.tokens[last - 1].end + offset)
