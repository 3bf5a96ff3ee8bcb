"""What tells the kind of each line of furniture on a page: its own marks, its neighbours', and its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

from retold.article.blocks import Block, Role
from retold.article.kind_place import PLACE, Places
from retold.article.letters import Whole
from retold.article.line_marks import AT, LENGTHS, MARKS, marks_of
from retold.tables.furniture import all_cues

Rows = npt.NDArray[np.float32]

_NEXT = (
    *all_cues(),
    *"label:first comment:only symbols digits ends cut colon bullet price mail handle clock ago dated credited".split(),
    *"credit_label name_like says by lower capitals prose stop_0 me quote copyright foreign glued".split(),
    *(f"words_{step}" for step in range(len(LENGTHS) + 1)),
)
"""Marks that tell something about the lines beside a line."""
_NEAR = (
    *all_cues(),
    *"dated ago price symbols name_like me mail handle credited prose stop_0 words_0 words_1 words_2".split(),
)
"""Marks that are counted among the lines round a line."""
_REACH = 4
_OFFSETS = (-2, -1, 1, 2)
FEATURES: tuple[str, ...] = (
    "any",
    *MARKS,
    *(f"{offset:+d}:{name}" for offset in _OFFSETS for name in ("article", *_NEXT)),
    *(f"near:{name}" for name in _NEAR),
    *PLACE,
)
"""The columns, in the order the model was trained on."""

_NEXT_AT = np.full(len(MARKS), -1)
_NEXT_AT[[AT[name] for name in _NEXT]] = np.arange(len(_NEXT)) + 1
_NEAR_AT = np.full(len(MARKS), -1)
_NEAR_AT[[AT[name] for name in _NEAR]] = np.arange(len(_NEAR))
_BESIDE_FROM = 1 + len(MARKS)
_NEAR_FROM = _BESIDE_FROM + len(_OFFSETS) * (1 + len(_NEXT))
_PLACE_FROM = _NEAR_FROM + len(_NEAR)
_AGAIN = [_PLACE_FROM + PLACE.index(name) for name in ("title", "in_article")]


@dataclass(frozen=True, slots=True)
class KindFeatures:
    """The features of the lines of a page: few hold for a line, so they stand as pairs of line and column.

    What is told of the article's own lines is of no use.
    """

    count: int
    line: Whole
    """In rising order."""
    column: Whole
    near: Rows
    """How often each mark stands on the lines round a line, from 0 to 1 for three times or more."""

    def rows(self) -> Rows:
        """One row for each line, with a column for each of ``FEATURES``."""
        rows = np.zeros((self.count, len(FEATURES)), np.float32)
        rows[self.line, self.column] = 1.0
        rows[:, _NEAR_FROM:_PLACE_FROM] = self.near
        return rows

    def scores(self, weights: Rows) -> Rows:
        """The sums of the weights of what holds for each line; ``weights`` has a row for each of ``FEATURES``."""
        scores: Rows = self.near @ weights[_NEAR_FROM:_PLACE_FROM]
        if self.count:
            scores += np.add.reduceat(weights[self.column], np.searchsorted(self.line, np.arange(self.count)))
        return scores

    def again(self) -> list[bool]:
        """Which lines say the headline again, or a stretch of the article."""
        found = np.zeros(self.count, bool)
        found[self.line[np.isin(self.column, _AGAIN)]] = True
        return [bool(one) for one in found]


def kind_features(blocks: Sequence[Block], roles: Sequence[Role]) -> KindFeatures:
    """What tells the kinds of the lines of a page."""
    count = len(blocks)
    article = np.array([role in ("article", "title") for role in roles], dtype=bool)
    found = [() if own else marks_of(block.text) for block, own in zip(blocks, article, strict=True)]
    line = np.repeat(np.arange(count), [len(one) for one in found])
    mark = np.fromiter(chain.from_iterable(found), dtype=np.int64, count=len(line))
    told = Places(blocks, roles, found).told()
    place = np.fromiter(chain.from_iterable(told), dtype=np.int64, count=2 * len(told)).reshape(-1, 2)
    pairs = [
        (np.arange(count), np.zeros(count, dtype=np.int64)),
        (line, 1 + mark),
        *_beside(line, mark, np.flatnonzero(article), count),
        (place[:, 0], _PLACE_FROM + place[:, 1]),
    ]
    lines = np.concatenate([one for one, _ in pairs])
    order = np.argsort(lines, kind="stable")
    columns = np.concatenate([column for _, column in pairs])[order]
    return KindFeatures(count, lines[order], columns, _round(line, mark, count))


def _beside(line: Whole, mark: Whole, article: Whole, count: int) -> list[tuple[Whole, Whole]]:
    """What stands on the lines above and below, for each offset."""
    telling = _NEXT_AT[mark] >= 0
    there = np.concatenate([article, line[telling]])
    column = np.concatenate([np.zeros(len(article), dtype=np.int64), _NEXT_AT[mark[telling]]])
    found = []
    for number, offset in enumerate(_OFFSETS):
        on_page = (there - offset >= 0) & (there - offset < count)
        found.append((there[on_page] - offset, _BESIDE_FROM + number * (1 + len(_NEXT)) + column[on_page]))
    return found


def _round(line: Whole, mark: Whole, count: int) -> Rows:
    """How often each mark stands on the lines round a line, from 0 to 1 for three times or more."""
    counted = _NEAR_AT[mark] >= 0
    cells = line[counted] * len(_NEAR) + _NEAR_AT[mark[counted]]
    rows = np.bincount(cells, minlength=count * len(_NEAR)).reshape(count, len(_NEAR)).astype(np.float32)
    sums = np.concatenate([np.zeros((1, len(_NEAR)), np.float32), np.cumsum(rows, axis=0, dtype=np.float32)])
    first = np.maximum(np.arange(count) - _REACH, 0)
    last = np.minimum(np.arange(count) + _REACH + 1, count)
    around: Rows = np.minimum(sums[last] - sums[first] - rows, 3.0) / np.float32(3.0)
    return around
