"""The lines that a fast extractor takes of a page with markup, and a small look at them that costs half a millisecond.

The extractor (resiliparse) hands over its text with the few elements that matter: paragraphs, headings, items of lists,
links. A line is then known by its element, its links, its first words and its neighbours.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import unescape
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from retold.article import wordlists
from retold.article.blocks import Block, BlockKind
from retold.article.letters import Mask, Real
from retold.article.line_features import Rows, best_block
from retold.article.line_model import Judged
from retold.forest import Forest, forest_of

_LEAST_TEXT = 300
"""Characters of a main text, marks included, under which the extractor has missed it or there is none."""
_HEAD = 60
"""Characters at the start of a line whose words are looked at: furniture is short, or says early what it is."""
_LONG = 30
"""Words from which a line is no longer known by single ones."""
_LETTERS = 15
"""Letters of the longest mean word of a script with spaces."""
_TAG = re.compile(r"<(/?\w*)[^>]*>")
_ELEMENTS = frozenset("p li pre h1 h2 h3 h4 h5 h6".split())
_SIMPLE = {f"<{name}>": name for name in ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6")}
_BARE = frozenset(("<ul>", "</ul>", "<ol>", "</ol>", "<li>", "</li>"))
_KINDS: dict[str, BlockKind] = {
    "h1": "title",
    "h2": "heading",
    "h3": "heading",
    "h4": "heading",
    "h5": "heading",
    "h6": "heading",
    "li": "item",
}
_DIGIT = re.compile(r"\d")
_ENDS = frozenset(".!?…。！？")
_CLOSES = "\"'”’»)]"
_STOP_WORDS = frozenset(wordlists.STOP_WORDS)
_FAR = 30.0

_OWN = (
    "words word_length ends paragraph heading title item bare links stop_words digits wording wording_least first_word"
    " again colon bars"
).split()
_SUMMED = "prose links wording".split()
_REACHES = (3, 12)
_PLACE = (
    *(f"{name}_{reach}" for reach in _REACHES for name in _SUMMED),
    *"line_share in_block from_block_start from_block_end block_words page_lines gap".split(),
)
_NEIGHBOURS = "words ends paragraph links wording heading".split()
FAST_FEATURES = (*_OWN, *_PLACE, *(f"{name}{step:+d}" for step in (-1, 1) for name in _NEIGHBOURS))
"""The columns, in the order the model was trained on."""
_WORDING = _OWN.index("wording")
_NEAR_AT = [_OWN.index(name) for name in _NEIGHBOURS]


class FastLines(NamedTuple):
    """The lines of a page as blocks, and the element that each opens: empty for text in none that is told."""

    blocks: tuple[Block, ...]
    elements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FastWording:
    """How much more often words, and first words of a line, stand in articles than in furniture: log-odds."""

    words: Mapping[str, float]
    first: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class FastModel:
    """The trained parts."""

    wording: FastWording
    forest: Forest


def fast_text(source: str) -> str:
    """The main text by resiliparse with paragraphs, headings, items and links marked; all text where it is missed."""
    from resiliparse.extract.html2text import extract_plain_text

    marked = ""
    for main_only in (True, False):
        marked = extract_plain_text(
            source,
            preserve_formatting="minimal_html",
            main_content=main_only,
            alt_texts=False,
            links=True,
            comments=False,
        )
        if len(marked) >= _LEAST_TEXT:
            break
    return str(marked)


def fast_lines(marked: str) -> FastLines:
    """The lines of a text with marked elements, at their places in their own joined text."""
    blocks: list[Block] = []
    elements: list[str] = []
    start, gap, going_on, linked = 0, True, "", False
    for line in marked.split("\n"):
        element, links, text = going_on, float(linked), line.strip()
        if text in _BARE:
            continue
        if "<" in text:
            simple = _SIMPLE.get(text[:3]) or _SIMPLE.get(text[:4])
            if simple and not linked and text.count("<") == 2 and text.endswith(f"</{simple}>"):
                going_on, element = "", simple
                text = text[len(simple) + 2 : -len(simple) - 3].strip()
            else:
                element, links, linked, whole = _marked_line(text, going_on, linked)
                going_on = element if text.endswith("<br>") else ""
                text = whole
        if "&" in text:
            text = unescape(text).strip()
        if text:
            blocks.append(Block(text, start, _KINDS.get(element, "text"), "", gap, links, True))
            elements.append(element)
            start += len(text) + 1
            gap = False
        elif not line.strip():
            gap = True
    return FastLines(tuple(blocks), tuple(elements))


def _marked_line(text: str, going_on: str, linked: bool) -> tuple[str, float, bool, str]:
    """Element and share of links of a line, whether a link goes on behind it, and its words."""
    pieces = _TAG.split(text)
    words = "".join(pieces[::2]).strip()
    opening = [tag for tag, before in zip(pieces[1:5:2], pieces[:4:2], strict=False) if not before.strip()]
    element = next((tag for tag in opening if tag in _ELEMENTS), going_on)
    inside = len(pieces[0]) if linked else 0
    for tag, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        linked = tag == "a" or (linked and tag != "/a")
        inside += len(piece) if linked else 0
    return element, min(1.0, inside / max(len(words), 1)), linked, words


def judge_fast(lines: FastLines) -> Judged:
    """The chances of the lines; there must be at least one."""
    model = fast_model()
    words, rows = fast_rows(lines, model.wording)
    return Judged(words, model.forest.chances(rows))


def fast_rows(lines: FastLines, wording: FastWording) -> tuple[Real, Rows]:
    """Words of each line, and the columns of ``FAST_FEATURES``."""
    own = np.array(_told(lines, wording)).T
    words, count = own[0].copy(), own.shape[1]
    places = _places(own, np.array([block.gap for block in lines.blocks]))
    np.divide(own[1], words, out=own[1])
    np.log1p(words, out=own[0])
    near = np.full((len(_NEAR_AT), count + 2), -1.0)
    near[:, 1:-1] = own[_NEAR_AT]
    columns = np.concatenate((own, places, near[:, :-2], near[:, 2:]), dtype=np.float32, casting="same_kind")
    return words, columns.T


def first_words(text: str) -> list[str]:
    """The words at the head of a line by which the model knows it, in small letters with the marks at them."""
    return text[:_HEAD].lower().split()


def _told(lines: FastLines, wording: FastWording) -> list[tuple[float, ...]]:
    """The columns of ``_OWN`` for each line, the first two as numbers of words and characters."""
    seen: set[str] = set()
    told: list[tuple[float, ...]] = []
    odds_of, first = wording.words, wording.first
    for block, element in zip(*lines, strict=True):
        text = block.text
        many, chars = text.count(" ") + 1.0, len(text)
        head = text[:_HEAD].lower() if many <= _LONG else ""
        low = head.split()
        count = len(low)
        stop = len(_STOP_WORDS.intersection(low)) / count if count else 0.4
        if chars > _LETTERS * many and not text.isascii():  # a script without spaces: half a word a character
            many, stop = chars / 2, 0.4
        odds = [odds_of[word] for word in low if word in odds_of]
        last = text[-1] if text[-1] not in _CLOSES else text.rstrip(_CLOSES)[-1:]
        told.append(
            (
                many,
                chars,
                last in _ENDS,
                element == "p",
                "h2" <= element <= "h6",
                element == "h1",
                element == "li",
                not element,
                block.links,
                stop,
                _DIGIT.search(head) is not None,
                sum(odds) / (count + 2),
                min(odds, default=0.0),
                first.get(low[0], 0.0) if low else 0.0,
                text in seen,
                last == ":",
                "|" in text or "•" in text,
            )
        )
        seen.add(text)
    return told


def _places(own: Real, gaps: Mask) -> Real:
    """The columns of ``_PLACE``: where a line stands on the page and to its best block of prose."""
    words, ends, links, stop = own[0], own[2] > 0, own[8], own[9]
    count = len(words)
    sentence = ends & (words >= 8)
    loose = ~sentence & (words >= 20) & (stop > 0.25)
    prose = np.where(sentence, np.minimum(words, 60.0), np.where(loose, 0.4 * words, 0.0)) * (links < 0.5)
    sums = np.zeros((len(_SUMMED), count + 1))
    np.cumsum((prose, links, own[_WORDING]), axis=1, out=sums[:, 1:])
    at = np.arange(count)
    found = np.empty((len(_PLACE), count))
    row = 0
    for reach in _REACHES:
        last, first = np.minimum(at + (reach + 1), count), np.maximum(at - reach, 0)
        found[row : row + len(_SUMMED)] = sums[:, last] - sums[:, first]
        row += len(_SUMMED)
    start, end = best_block(prose)
    columns = (
        at / count,
        (at >= start) & (at < end),
        np.minimum(np.maximum(at - start, -_FAR), _FAR),
        np.minimum(np.maximum(at - end, -_FAR), _FAR),
        (sums[0, end] - sums[0, start]) / max(sums[0, -1], 1.0),
        np.log1p(count),
        gaps,
    )
    for column in columns:
        found[row] = column
        row += 1
    return found


@cache
def fast_model() -> FastModel:
    """The model that comes with retold."""
    found = json.loads((files("retold.article") / "fast_model.json").read_text(encoding="utf-8"))
    if tuple(found["features"]) != FAST_FEATURES:
        raise ValueError("fast_model.json was made for other columns; make it anew: make models")
    return FastModel(FastWording(found["words"], found["first"]), forest_of(found["trees"], found["bias"]))
