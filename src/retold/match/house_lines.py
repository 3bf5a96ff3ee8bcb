"""Furniture of a pile -> the lines of each outlet that are nothing else, as the cleaner remembers them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import numpy as np

from retold.article.blocks import squash
from retold.article.outlet_lines import KnownLines, KnownOutlets, line_key
from retold.match.arrays import Flags, Ints
from retold.match.corpus import Corpus

_LEAST = 3
"""Words from which a line is remembered: shorter ones (``Advertisement``) stand in no fingerprint by themselves."""


def house_lines(texts: Iterable[tuple[str | None, str]], corpus: Corpus, hidden: Flags) -> KnownOutlets:
    """For each outlet the lines of which every word is furniture, with the number of its texts that have them.

    ``texts`` are the outlet and the text of each, in the order of the corpus; ``hidden`` are the words of furniture.
    """
    pages: Counter[str] = Counter()
    lines: dict[str, Counter[str]] = {}
    sums = np.concatenate(([0], np.cumsum(hidden, dtype=np.int64)))
    for number, (outlet, text) in enumerate(texts):
        first, end = int(corpus.firsts[number]), int(corpus.firsts[number + 1])
        if outlet is None:
            continue
        pages[outlet] += 1
        if sums[end] > sums[first]:
            begins = corpus.begins(np.arange(first, end))
            found = lines.setdefault(outlet, Counter())
            found.update({line_key(squash(line)) for line in _lines_within(text, begins, sums[first : end + 1])})
    known = {name: KnownLines(pages[name], dict(count), ()) for name, count in lines.items()}
    return KnownOutlets(frozenset(pages), known)


def both_known(one: KnownOutlets, other: KnownOutlets) -> KnownOutlets:
    """What two runs know of outlets, put together."""
    lines = dict(one.lines)
    for name, new in other.lines.items():
        old = lines.get(name, KnownLines(0, {}, ()))
        counts = Counter(old.furniture)
        counts.update(new.furniture)
        lines[name] = KnownLines(old.pages + new.pages, dict(counts), old.last)
    return KnownOutlets(one.names | other.names, lines)


def _lines_within(text: str, begins: Ints, sums: Ints) -> Iterator[str]:
    """The lines of a text of which all words are hidden; ``sums`` count the hidden words before each."""
    at = 0
    for line in text.splitlines(keepends=True):
        first, end = np.searchsorted(begins, (at, at + len(line)))
        at += len(line)
        if end - first >= _LEAST and sums[end] - sums[first] == end - first:
            yield line
