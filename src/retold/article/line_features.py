"""What a model is told about each line of a page: its form and words, its place, its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from retold.article.letters import Mask, Real, Whole
from retold.article.line_form import FORM, SHORT, Lines
from retold.article.wording import WORDING, Wording, wording_columns

_FAR = 30.0
"""Lines beyond which a distance makes no difference."""
_PROSE = 10.0
"""Words from which a line of prose is a paragraph."""
_COST = 8.0
"""What a line without prose costs a stretch: a cross-heading may stand between two paragraphs of eight words."""
_PLACE: tuple[str, ...] = tuple(
    "line_share char_share blank_before blank_after prose_5 prose_20 short_5 wording_5 wording_20 date_5 in_block"
    " from_block_start from_block_end block_words topic topic_shared page_lines page_prose page_words"
    " last_prose_gap next_prose_gap".split()
)
_NEIGHBOURS: tuple[str, ...] = tuple("words ends stop_words wording date capitals prose".split())
_STEPS = (-3, -2, -1, 1, 2, 3)
_FARTHEST = max(_STEPS)
FEATURES: tuple[str, ...] = (
    *FORM,
    *WORDING,
    *_PLACE,
    *(f"{name}{step:+d}" for step in _STEPS for name in _NEIGHBOURS),
)
"""The columns, in the order the model was trained on."""

Rows = npt.NDArray[np.float32]
Columns = dict[str, Real]


def line_columns(lines: Lines, blank_before: Sequence[bool], wording: Wording) -> Columns:
    """The columns of ``FEATURES``; ``blank_before`` says whether white space sets a line off from the one above."""
    columns = lines.columns | wording_columns(lines.words, wording, lines.count)
    columns |= {"prose": lines.prose} | _places(lines, columns["wording"], np.asarray(blank_before, dtype=bool))
    padded = np.pad(
        np.stack([columns[name] for name in _NEIGHBOURS]), ((0, 0), (_FARTHEST, _FARTHEST)), constant_values=-1
    )
    for step in _STEPS:
        beside = padded[:, _FARTHEST + step : _FARTHEST + step + lines.count]
        columns.update(zip((f"{name}{step:+d}" for name in _NEIGHBOURS), beside, strict=True))
    return columns


def rows_of(columns: Columns, names: Sequence[str]) -> Rows:
    """Some columns side by side, one row a line."""
    return np.stack([columns[name] for name in names], dtype=np.float32, casting="same_kind").T


def _places(lines: Lines, wording: Real, blank: Mask) -> dict[str, Real]:
    """Where a line stands: on the page, to the best block of prose, and in what company."""
    count, prose = lines.count, lines.prose
    at = np.arange(count)
    chars = np.concatenate(([0.0], np.cumsum(lines.letters.ends - lines.letters.starts)))
    first, last = best_block(prose)
    topic, shared = _topic(lines, first, last)
    return {
        "line_share": at / count,
        "char_share": chars[:-1] / max(chars[-1], 1.0),
        "blank_before": blank.astype(float),
        "blank_after": np.append(blank[1:], True).astype(float),
        "prose_5": around(prose, 5),
        "prose_20": around(prose, 20),
        "short_5": around(lines.many <= SHORT, 5),
        "wording_5": around(wording, 5),
        "wording_20": around(wording, 20),
        "date_5": around(lines.columns["date"], 5),
        "in_block": ((at >= first) & (at < last)).astype(float),
        "from_block_start": np.clip(at - first, -_FAR, _FAR),
        "from_block_end": np.clip(at - last, -_FAR, _FAR),
        "block_words": np.full(count, prose[first:last].sum() / max(prose.sum(), 1.0)),
        "topic": topic,
        "topic_shared": shared,
        "page_lines": np.full(count, np.log1p(count)),
        "page_prose": np.full(count, (prose > 0).mean()),
        "page_words": np.full(count, np.log1p(lines.many.sum())),
        "last_prose_gap": lines_since(prose > _PROSE, _FAR),
        "next_prose_gap": lines_since(prose[::-1] > _PROSE, _FAR)[::-1],
    }


def _topic(lines: Lines, first: int, last: int) -> tuple[Real, Real]:
    """The content words of a line that the best block has too, in another line than this one: share and number."""
    number, line = lines.content
    inside = (line >= first) & (line < last)
    times = np.bincount(number, weights=inside)
    shared = np.bincount(line, weights=times[number] > inside, minlength=lines.count)
    own = np.maximum(np.bincount(line, minlength=lines.count), 1)
    return shared / own, np.log1p(shared)


def around(values: Real | Mask, reach: int) -> Real:
    """The sum of a column over a line and some lines before and after it."""
    sums = np.zeros(len(values) + 1)
    np.cumsum(values, out=sums[1:])
    first, last = _window(len(values), reach)
    found: Real = sums[last] - sums[first]
    return found


@lru_cache(maxsize=1_024)
def _window(count: int, reach: int) -> tuple[Whole, Whole]:
    """For each line of a page the first line within reach, and the one after the last."""
    at = np.arange(count)
    return np.maximum(0, at - reach), np.minimum(count, at + reach + 1)


def lines_since(marked: Mask, far: float) -> Real:
    """Lines since the last marked line before each line; ``far`` at most."""
    at = np.arange(len(marked))
    seen = np.maximum.accumulate(np.where(marked, at, -1_000))
    found: Real = np.minimum(at - np.concatenate(([-1_000], seen[:-1])) - 1.0, far)
    return found


def shifted(column: Real, step: int) -> Real:
    """The column of the line ``step`` lines further on; -1 beyond the ends of the page."""
    found = np.full(len(column), -1.0)
    if abs(step) < len(column):
        if step > 0:
            found[:-step] = column[step:]
        else:
            found[-step:] = column[:step]
    return found


def best_block(prose: Real) -> tuple[int, int]:
    """The stretch of lines with the highest sum when prose counts its words and any other line costs a few."""
    return best_stretch(np.where(prose > 0, prose, -_COST))


def best_stretch(values: Real) -> tuple[int, int]:
    """The stretch with the highest sum (Kadane's algorithm), as ``[start, end)``."""
    best, best_sum, start, total = (0, 0), 0.0, 0, 0.0
    for at, value in enumerate(values.tolist()):
        if total <= 0:
            start, total = at, 0.0
        total += value
        if total > best_sum:
            best, best_sum = (start, at + 1), total
    return best
