"""What public extractors take for the main text of a page: opinions that the model for pages with markup weighs."""

from __future__ import annotations

from typing import Any

import numpy as np
from lxml.html import HtmlElement

from retold.article.letters import ALNUM, Hashes, Real, WordsOfPage, in_sorted, letters_of, line_hashes, words_of_page
from retold.article.line_form import Lines

OPINIONS = ("trafilatura", "resiliparse")
"""The extractors that may be asked, in the order of the model's columns."""
_TRIPLES_FROM = 4
"""Words from which a block is found by its word triples; a shorter one must be a whole line of the extractor's text."""
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
"""Odd numbers without pattern, so that the order of three words counts."""


def trafilatura_text(root: HtmlElement) -> str:
    """The main text by trafilatura, which takes the tree apart while it reads; empty when it finds none or fails.

    Without its own fallbacks, a third of its time: as one opinion among several they changed shingle F1 on unseen sites
    by .000 (aeb), -.001 (fundus) and +.003 (wcxb) when left out.
    """
    from trafilatura import bare_extraction

    try:
        found: Any = bare_extraction(root, include_comments=False, with_metadata=False, fast=True)
    except Exception:  # a third party's failure on one page costs its opinion, not the page
        return ""
    return str(found.text or "") if found is not None else ""


def resiliparse_text(source: str) -> str:
    """The main text by resiliparse, from the source of the page."""
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(source, main_content=True, alt_texts=False))


def taken_shares(lines: Lines, text: str) -> Real:
    """How much of each block an extractor took, 0 to 1: of its word triples, or all or nothing for a short one."""
    pieces = [piece.strip() for line in text.split("\n") for piece in (line, *(line.split("|") if "|" in line else ()))]
    letters = letters_of(pieces)
    known = np.unique(_triples(words_of_page(letters))[0])
    triples, line = _triples(lines.words)
    times = np.bincount(line, minlength=lines.count)
    hits = np.bincount(line, weights=in_sorted(triples, known), minlength=lines.count)
    said = lines.letters.count(lines.letters.has(ALNUM)) > 0
    whole = in_sorted(lines.whole, np.unique(line_hashes(letters, digits=True)[0])) & said
    shares: Real = np.where(times > _TRIPLES_FROM - 3, hits / np.maximum(times, 1), whole)
    return shares


def _triples(words: WordsOfPage) -> tuple[Hashes, np.typing.NDArray[np.int64]]:
    """Hashes of three neighbouring words of a line, and the line of each."""
    if len(words.hash) < 3:
        return words.hash[:0], words.line[:0]
    together = words.line[2:] == words.line[:-2]
    hashes = words.hash[:-2] * _FIRST ^ words.hash[1:-1] * _SECOND ^ words.hash[2:]
    return hashes[together], words.line[2:][together]
