"""A second look at the lines of a page, once each has a first chance: what company does a line keep?"""

from __future__ import annotations

import numpy as np

from retold.article.alike import LINES_ALIKE, lines_alike
from retold.article.letters import Mask, Real
from retold.article.line_features import Columns, around, best_stretch, lines_since, shifted
from retold.article.line_form import Lines

_FAR = 40.0
_MOST_WORDS = 80.0
"""Words of a line beyond which it counts no more: one paragraph is not to outweigh a page."""
_MOST_CUT = 300.0
_SURE = 0.3
"""Chance from which a line's words count as words of the article."""

_NEAR = (-3, -2, -1, 1, 2, 3)
_OWN: tuple[str, ...] = tuple(
    "words ends stop_words wording pairing first_word date bars capitals repeats holds_other inside_other topic"
    " from_block_start from_block_end long_without_end colon bullet quotes glued".split()
)
"""Columns of the first look that are told again."""
COMPANY: tuple[str, ...] = (
    *_OWN,
    *"""chance shared_share shared in_body from_body_start from_body_end body_words kept_before kept_after
    words_before words_after last_kept_gap next_kept_gap cut_since cut_until kept_words kept_3 words_3 kept_8
    words_8 chance_4 chance_12""".split(),
    *(f"chance{step:+d}" for step in _NEAR),
    *LINES_ALIKE,
)
"""The columns, in the order the model was trained on."""


def company(lines: Lines, columns: Columns, chances: Real) -> Columns:
    """The columns of ``COMPANY`` for lines with their first columns and chances."""
    many = np.minimum(lines.many, _MOST_WORDS)
    kept = chances > 0.5
    kept_words = many * kept
    at = np.arange(len(many))
    cost = np.minimum(many, 20.0) * (0.5 - chances) + 1.0
    first, last = best_stretch(np.where(kept, many * (chances - 0.5) * 2.0, -cost))
    share, shared = _shared(lines, chances)
    total = kept_words.sum()
    most = max(float(total), 1.0)
    before = np.cumsum(kept_words) - kept_words
    after = total - before - kept_words
    since = _cut_since(kept, np.where(kept, 0.0, many))
    until = _cut_since(kept[::-1], np.where(kept, 0.0, many)[::-1])[::-1]
    found = {name: columns[name] for name in _OWN} | {
        "chance": chances,
        "shared_share": share,
        "shared": np.log1p(shared),
        "in_body": ((at >= first) & (at < last)).astype(float),
        "from_body_start": np.clip(at - first, -_FAR, _FAR),
        "from_body_end": np.clip(at - last, -_FAR, _FAR),
        "body_words": np.full(len(many), kept_words[first:last].sum() / most),
        "kept_before": before / most,
        "kept_after": after / most,
        "words_before": np.log1p(before),
        "words_after": np.log1p(after),
        "last_kept_gap": lines_since(kept, _FAR),
        "next_kept_gap": lines_since(kept[::-1], _FAR)[::-1],
        "cut_since": since,
        "cut_until": until,
        "kept_words": np.full(len(many), np.log1p(total)),
        "kept_3": around(kept_words, 3),
        "words_3": around(many, 3),
        "kept_8": around(kept_words, 8),
        "words_8": around(many, 8),
        "chance_4": around(chances, 4),
        "chance_12": around(chances, 12),
    }
    for step in _NEAR:
        found[f"chance{step:+d}"] = shifted(chances, step)
    return found | lines_alike(lines, columns, chances)


def _shared(lines: Lines, chances: Real) -> tuple[Real, Real]:
    """Content words that a line has in common with other likely lines: by its own words, and in all."""
    number, line = lines.content
    weight = np.where(chances > _SURE, chances, 0.0)[line]
    elsewhere = np.bincount(number, weights=weight)[number] - weight
    shared = np.bincount(line, weights=np.minimum(elsewhere, 1.5), minlength=lines.count)
    return shared / np.maximum(np.bincount(line, minlength=lines.count), 1), shared.astype(float)


def _cut_since(kept: Mask, words: Real) -> Real:
    """Words of furniture since the last kept line."""
    sums = np.cumsum(words)
    before = np.concatenate(([0.0], np.maximum.accumulate(np.where(kept, sums, 0.0))[:-1]))
    found: Real = np.minimum(sums - words - before, _MOST_CUT)
    return found
