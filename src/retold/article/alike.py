"""Lines that open alike or have one shape, blocks that one template made: what one is, the others are likely too."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from retold.article.blocks import Block
from retold.article.letters import ALNUM, DIGIT, UPPER, Real, Whole
from retold.article.line_features import Columns
from retold.article.line_form import Lines

_LEVELS: dict[str, int | None] = {"twins": None, "kin": 2}
"""Two ways to be alike: by tag and classes of all elements round a block, or of the two innermost."""
_MOST_WORDS = 60.0
"""Words of a block beyond which it counts no more."""
_LEAST_WORDS = 0.5
"""What every block counts besides its words, so that the shortest have a say."""
_STEPS = 1.5
"""Steps of a line's length for each doubling of its words."""
LINES_ALIKE = tuple(f"{group}_{name}" for group in ("opening", "shape") for name in ("chance", "words"))
"""The columns that are made here for lines with or without markup."""
ALIKE: tuple[str, ...] = (
    *"paragraph depth deeper".split(),
    *(f"{group}_{name}" for group in _LEVELS for name in ("chance", "words")),
)
"""Those for blocks of a page with markup."""
TAKEN_ALIKE = tuple(f"{group}_taken" for group in _LEVELS)
"""Those of blocks that need an extractor's opinion."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A grouping of the lines of a page, and what each line counts in it."""

    group: Whole
    weight: Real

    def others(self, values: Real) -> Real:
        """The mean of a column over the other lines of a line's group; -1 for a line that stands alone."""
        weight = self.others_sum(self.weight)
        found: Real = np.where(weight > 0, self.others_sum(self.weight * values) / np.maximum(weight, 1e-9), -1.0)
        return found

    def others_sum(self, values: Real) -> Real:
        """The sum of a column over the other lines of a line's group."""
        found: Real = np.bincount(self.group, weights=values)[self.group] - values
        return np.where(np.bincount(self.group)[self.group] > 1, found, 0.0)

    def columns(self, name: str, chances: Real) -> Columns:
        """What is thought of those other lines, and how many words they have."""
        words = np.log1p(np.maximum(self.others_sum(self.weight), 0.0))
        return {f"{name}_chance": self.others(chances), f"{name}_words": words}


Groups = dict[str, Alike]


def lines_alike(lines: Lines, columns: Columns, chances: Real) -> Columns:
    """The columns of ``LINES_ALIKE``: items of a list, questions and answers, teasers under one label.

    Lines open alike with the same mark or word, or with any number; they have one shape with the same kind
    of first character, about the same length, the same end and the same space above.
    """
    letters, words = lines.letters, lines.words
    if not len(letters.codes):
        return {name: np.zeros(lines.count) for name in LINES_ALIKE}
    at = np.minimum(letters.starts, len(letters.codes) - 1)
    code, sign = letters.codes[at].astype(np.uint64), letters.signs[at]
    plain = (sign & ALNUM) != 0
    first = np.minimum(np.searchsorted(words.line, np.arange(lines.count)), max(len(words.line) - 1, 0))
    number = (sign & DIGIT) != 0
    opening = (
        np.where(plain & ~number, words.hash[first], np.where(number, np.uint64(1), code)) if len(words.hash) else code
    )
    kind = np.where(plain, number * 2 + ((sign & UPPER) != 0), code + np.uint64(4)).astype(np.int64)
    length = (np.log2(lines.many + 1.0) * _STEPS).astype(np.int64)
    shape = ((kind * 64 + length) * 2 + (columns["ends"] > 0)) * 2 + (columns["blank_before"] > 0)
    found: Columns = {}
    for name, keys in (("opening", opening), ("shape", shape)):
        _, group = np.unique(keys, return_inverse=True)
        found |= Alike(group, _weight(lines.many)).columns(name, chances)
    return found


def groups_of(blocks: Sequence[Block], words: Real) -> Groups:
    """The blocks of a page grouped by what stands round them."""
    weight = _weight(words)
    return {
        name: Alike(_numbered([_inner(block, levels) for block in blocks]), weight) for name, levels in _LEVELS.items()
    }


def alike_columns(blocks: Sequence[Block], groups: Groups, chances: Real) -> Columns:
    """The columns of ``ALIKE`` for blocks whose words have the given first chances."""
    depth = np.array([len(block.path) for block in blocks], float)
    likely = next(iter(groups.values())).weight * chances
    found: Columns = {
        "paragraph": np.array([block.path[-1].partition(" ")[0] == "p" for block in blocks], float),
        "depth": depth,
        "deeper": depth - float((depth * likely).sum() / max(float(likely.sum()), 1e-9)),
    }
    for name, group in groups.items():
        found |= group.columns(name, chances)
    return found


def taken_columns(groups: Groups, share: Real) -> Columns:
    """The columns of ``TAKEN_ALIKE``: how much an extractor took of the blocks that are like each block."""
    return {f"{name}_taken": group.others(share) for name, group in groups.items()}


def _weight(words: Real) -> Real:
    return np.minimum(words, _MOST_WORDS) + _LEAST_WORDS


def _inner(block: Block, levels: int | None) -> tuple[str, ...]:
    return block.path if levels is None else block.path[-levels:]


def _numbered(keys: Sequence[Hashable]) -> Whole:
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.int64)
