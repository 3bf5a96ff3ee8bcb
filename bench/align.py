"""How well sentences are aligned: pair F1 on two drafts of one essay (``edits-argrewrite``, sentences given).

A merge of two sentences into one is two pairs. Errors may be read in the first half of the essays.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

from bench.floors import Absent, line
from bench.lineage_cases import DATA, article_of
from retold.change import align
from retold.mention import find_mentions
from retold.model import Alignment, Article, Sentence
from retold.settings import Settings

FOLDER = "edits-argrewrite"
Drafts = tuple[Article, Article, frozenset[tuple[int, int]]]
"""Two drafts and the pairs of sentences that belong together."""


def drafts() -> tuple[list[Drafts], list[Drafts]]:
    """The essays whose errors may be read, and the others. Raises ``Absent``."""
    if not (DATA / FOLDER / "docs.jsonl").exists():
        raise Absent(f"{FOLDER} is not there")
    docs = {record["id"]: _by_lines(record) for record in _records("docs.jsonl")}
    found = [
        (docs[label["a"]], docs[label["b"]], frozenset((p, c) for p, c in label["pairs"]))
        for label in _records("labels.jsonl")
        if label["type"] == "align"
    ]
    return found[::2], found[1::2]


def _records(name: str) -> list[dict[str, Any]]:
    return [json.loads(row) for row in (DATA / FOLDER / name).read_text(encoding="utf-8").splitlines()]


def _by_lines(record: Mapping[str, str]) -> Article:
    """The essay with a sentence a line, as it was labelled."""
    sentences: list[Sentence] = []
    start = 0
    for text in record["text"].split("\n"):
        sentences.append(Sentence(start, start + len(text)))
        start += len(text) + 1
    return replace(article_of(record), sentences=tuple(sentences))


def measure(wanted: Sequence[Drafts]) -> Counter[str]:
    """How many pairs of sentences were found, are true, and are both."""
    settings = Settings()
    articles = tuple({article.id: article for was, now, _ in wanted for article in (was, now)}.values())
    analyses = {one.article: one for one in find_mentions(articles, settings.mention)}
    counts: Counter[str] = Counter()
    for was, now, true in wanted:
        found = _links(align(was, now, analyses, settings.change))
        counts.update(found=len(found), true=len(true), both=len(found & true))
    return counts


def _links(alignment: Alignment) -> set[tuple[int, int]]:
    return {link for pair in alignment.pairs for link in product(pair.parent, pair.child)}


def f1(counts: Counter[str]) -> float:
    """Pair F1 in percent."""
    return 200 * counts["both"] / (counts["found"] + counts["true"])


def main() -> None:
    """Print the figure for all essays and for the two halves."""
    try:
        opened, closed = drafts()
    except Absent as absent:
        print(f"align: skipped, {absent}")
        return
    first, second = measure(opened), measure(closed)
    both = first + second
    print(line("align.pairs", f1(both), f1(first), f1(second)))
    print(f"  precision {100 * both['both'] / both['found']:.1f}, recall {100 * both['both'] / both['true']:.1f}")
