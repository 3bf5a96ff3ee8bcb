"""What markup adds to the lines of a page: what elements are for, what stands together, what extractors took."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from retold.article.alike import ALIKE, TAKEN_ALIKE
from retold.article.blocks import Block
from retold.article.extractors import OPINIONS
from retold.article.letters import Real
from retold.article.line_company import COMPANY
from retold.article.line_features import Columns, around, shifted
from retold.article.line_form import Lines

_KINDS = tuple("text heading title caption item cell".split())
_PLACES = tuple(
    "comment newsletter share related advert paywall legal nav caption byline date footer aside header form article"
    " main body".split()
)
_MOST_WORDS = 60.0
_TAKEN = 0.7
"""Share of a block's word triples in an extractor's text from which the extractor took it."""
_FAR = 20.0

_MARKUP: tuple[str, ...] = (
    *(f"is_{kind}" for kind in _KINDS),
    *(f"in_{place}" for place in _PLACES),
    *"links links-2 links-1 links+1 links+2 linked_4 best_inside best_outer".split(),
    *(f"{name}_{level}" for level in ("inside", "outer") for name in ("prose", "likely", "size", "linked")),
)
_OPINION = tuple("taken from_first from_last near near_6 words before after".split())
BLOCK_FEATURES: tuple[str, ...] = (
    *COMPANY,
    *_MARKUP,
    *ALIKE,
    *TAKEN_ALIKE,
    *(f"{extractor}_{name}" for extractor in OPINIONS for name in _OPINION),
)
"""The columns, in the order the model was trained on."""


def markup_columns(blocks: Sequence[Block], lines: Lines, chances: Real) -> Columns:
    """The columns of the markup for blocks whose words have the given first chances."""
    links = np.array([block.links for block in blocks])
    places = [frozenset(block.place.split()) for block in blocks]
    found: Columns = {f"is_{kind}": np.array([block.kind == kind for block in blocks], float) for kind in _KINDS}
    found |= {f"in_{place}": np.array([place in names for names in places], float) for place in _PLACES}
    found |= {"links": links, "linked_4": around(links > 0.6, 4)}
    for step in (-2, -1, 1, 2):
        found[f"links{step:+d}"] = shifted(links, step)
    prose = lines.prose * (links < 0.5)
    likely = np.minimum(lines.many, _MOST_WORDS) * chances
    for level, name in ((1, "inside"), (2, "outer")):
        holders = np.array([block.inside[-min(level, len(block.inside))] for block in blocks])
        _, group = np.unique(holders, return_inverse=True)
        size = np.bincount(group)
        sums = np.bincount(group, weights=likely)
        found |= {
            f"prose_{name}": np.bincount(group, weights=prose)[group] / max(float(prose.sum()), 1.0),
            f"likely_{name}": sums[group] / max(float(likely.sum()), 1.0),
            f"size_{name}": np.log1p(size[group]),
            f"linked_{name}": (np.bincount(group, weights=links) / size)[group],
            f"best_{name}": (group == sums.argmax()).astype(float),
        }
    return found


def opinion_columns(extractor: str, share: Real | None, lines: Lines) -> Columns:
    """What an extractor thinks: ``share`` is how much of each block it took; None when it was not asked."""
    count = lines.count
    if share is None:
        return {f"{extractor}_{name}": np.full(count, -1.0) for name in _OPINION}
    taken = share >= _TAKEN
    places = np.flatnonzero(taken)
    first, last = (int(places[0]), int(places[-1])) if len(places) else (0, 0)
    at = np.arange(count)
    return {
        f"{extractor}_taken": share,
        f"{extractor}_from_first": np.clip(at - first, -_FAR, _FAR),
        f"{extractor}_from_last": np.clip(at - last, -_FAR, _FAR),
        f"{extractor}_near": around(taken, 2),
        f"{extractor}_near_6": around(taken, 6),
        f"{extractor}_words": np.full(count, np.log1p((lines.many * taken).sum())),
        f"{extractor}_before": shifted(share, -1),
        f"{extractor}_after": shifted(share, 1),
    }
