"""How likely each line of a page belongs to its article, by two looks at it: trained by ``bench/train_lines.py``.

The first look knows a line's form, words, place and neighbours; the second knows what the first thinks of all lines.
A page with markup has a second look of its own, which also knows its elements and what extractors took.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files

import numpy as np

from retold.article.alike import Groups, alike_columns, groups_of, taken_columns
from retold.article.block_features import BLOCK_FEATURES, markup_columns, opinion_columns
from retold.article.blocks import Block
from retold.article.extractors import OPINIONS, taken_shares
from retold.article.letters import Real, hashes_of, known
from retold.article.line_company import COMPANY, company
from retold.article.line_features import FEATURES, Columns, Rows, line_columns, rows_of
from retold.article.line_form import Lines, read_lines
from retold.article.repeats import NO_REPEATS, Repeats, repeats_of
from retold.article.wording import Wording, pair_hashes
from retold.forest import Forest, forest_of


@dataclass(frozen=True, slots=True)
class LineModel:
    """The trained parts."""

    wording: Wording
    first: Forest
    second: Forest
    markup: Forest


@dataclass(frozen=True, slots=True)
class Judged:
    """The lines of a page with the chance of each to be article."""

    words: Real
    chances: Real
    shares: Mapping[str, Real] = field(default_factory=dict)
    """How much of each block the extractors took that were asked."""
    again: Repeats = NO_REPEATS
    """The lines that the page says again inside others."""


def judge_lines(texts: Sequence[str], blank_before: Sequence[bool]) -> Judged:
    """The chances of the lines of a flat page."""
    if not texts:
        return Judged(np.zeros(0), np.zeros(0))
    lines = read_lines(texts)
    columns, chances = _first_look(lines, blank_before)
    second = line_model().second.chances(rows_of(company(lines, columns, chances), COMPANY))
    return Judged(lines.many, second, again=said_again(lines))


@dataclass(frozen=True, slots=True)
class BlocksRead:
    """The blocks of a page with markup as the second look gets them, whatever the extractors will say."""

    lines: Lines
    columns: Columns
    groups: Groups
    shares: Mapping[str, Real] = field(default_factory=dict)
    """How much of each block the extractors took that were asked so far."""

    def told(self, extractor: str, text: str) -> BlocksRead:
        """The same, once an extractor was asked: the text that it took."""
        return replace(self, shares={**self.shares, extractor: taken_shares(self.lines, text)})


def read_blocks(blocks: Sequence[Block]) -> BlocksRead:
    """The blocks of a page with their first chances and the columns of the markup; there must be at least one."""
    lines = read_lines([block.text for block in blocks])
    columns, chances = _first_look(lines, [block.gap for block in blocks])
    return look_again(blocks, lines, columns, chances)


def look_again(blocks: Sequence[Block], lines: Lines, columns: Columns, chances: Real) -> BlocksRead:
    """The blocks of a page whose words have the given first columns and chances."""
    groups = groups_of(blocks, lines.many)
    found = company(lines, columns, chances) | markup_columns(blocks, lines, chances)
    return BlocksRead(lines, found | alike_columns(blocks, groups, chances), groups)


def judge_blocks(read: BlocksRead) -> Judged:
    """The chances of the blocks of a page with markup."""
    rows = block_rows(read)
    return Judged(read.lines.many, line_model().markup.chances(rows), read.shares, said_again(read.lines))


def block_rows(read: BlocksRead) -> Rows:
    """The columns of ``BLOCK_FEATURES``, with the opinions of the extractors that were asked."""
    columns = read.columns | taken_columns(read.groups, read.shares["resiliparse"])
    for extractor in OPINIONS:
        columns |= opinion_columns(extractor, read.shares.get(extractor), read.lines)
    return rows_of(columns, BLOCK_FEATURES)


def said_again(lines: Lines) -> Repeats:
    """The lines that the page says again inside others."""
    return repeats_of(lines.columns["inside_other"], lines.columns["holds_other"])


def _first_look(lines: Lines, blank_before: Sequence[bool]) -> tuple[Columns, Real]:
    model = line_model()
    columns = line_columns(lines, blank_before, model.wording)
    return columns, model.first.chances(rows_of(columns, FEATURES))


@cache
def line_model() -> LineModel:
    """The model that comes with retold."""
    found = json.loads((files("retold.article") / "line_model.json").read_text(encoding="utf-8"))
    for name, features in (("first", FEATURES), ("second", COMPANY), ("markup", BLOCK_FEATURES)):
        if tuple(found[name]["features"]) != features:
            raise ValueError(f"line_model.json was made for other columns ({name}); make it anew: make models")
    return LineModel(
        wording=wording_of(found["words"], found["pairs"]),
        first=forest_of(found["first"]["trees"], found["first"]["bias"]),
        second=forest_of(found["second"]["trees"], found["second"]["bias"]),
        markup=forest_of(found["markup"]["trees"], found["markup"]["bias"]),
    )


def wording_of(words: Mapping[str, float], pairs: Mapping[str, float]) -> Wording:
    """The tables of log-odds by hash; a pair is written ``first second``."""
    single, double = hashes_of(list(words)), pair_hashes(list(pairs))
    by_word, by_pair = np.argsort(single), np.argsort(double)
    return Wording(
        known(single[by_word]),
        np.array(list(words.values()))[by_word],
        known(double[by_pair]),
        np.array(list(pairs.values()))[by_pair],
    )
