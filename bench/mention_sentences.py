"""Sentence boundaries inside paragraphs: GUM by kind of text, and our own lines of hard cases.

The end of a line is no finding; only boundaries inside lines count. Own lines lie in ``tests/cases/sentences.txt``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from bench.mention_sets import Record, Sheet, labels, records
from retold.text import split_sentences

FOLDER = "facts-gum"
TRICKY = Path(__file__).resolve().parent.parent / "tests" / "cases" / "sentences.txt"
MARK = " ‖ "
_OTHER = ("academic", "bio", "interview", "speech", "textbook", "voyage", "whow")


def news() -> list[Record]:
    return [doc for doc in records(FOLDER) if doc["genre"] == "news"]


def other() -> list[Record]:
    """Prose that is no news: lives, interviews, speeches, papers, guides."""
    return [doc for doc in records(FOLDER) if doc["genre"] in _OTHER]


def tricky_lines() -> list[str]:
    """Our own lines with ``‖`` at each boundary; headings of the file and blank lines are left out."""
    lines = TRICKY.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("# ")]


def examine(docs: Iterable[Record], figure: str) -> Sheet:
    """Counts of boundaries under the name of the figure."""
    sheet = Sheet()
    for doc in docs:
        text = doc["text"]
        true = {label["end"] for label in labels(FOLDER)[doc["id"]] if label["kind"] == "sentence"}
        _compare(sheet, figure, text, true)
    return sheet


def examine_tricky() -> Sheet:
    """Counts for ``sentences-tricky``."""
    sheet = Sheet()
    for line in tricky_lines():
        pieces = line.split(MARK)
        text = " ".join(pieces)
        ends = {len(" ".join(pieces[: count + 1])) for count in range(len(pieces))}
        _compare(sheet, "sentences-tricky", text, ends)
    return sheet


def _compare(sheet: Sheet, figure: str, text: str, true: set[int]) -> None:
    lines = [found.start() + len(found.group().rstrip()) for found in re.finditer(r"[^\n]+", text)]
    true = true - set(lines)
    mine = {sentence.end for sentence in split_sentences(text)} - set(lines)
    sheet.count(figure, len(true & mine), len(mine), len(true))
    for end in sorted(true ^ mine):
        kind = "missed" if end in true else "no such"
        sheet.slip(figure, kind, f"{text[max(0, end - 50) : end]} ‖ {text[end : end + 50]}")
