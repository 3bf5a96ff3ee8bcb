"""Train the model that names furniture, and measure it on unseen sites.

    python -m bench.train_kinds measure   five folds by page over the training pages
    python -m bench.train_kinds train     trains on all of them and writes src/retold/article/kind_model.json

Trained on the labels of ``bench/labels``: those made for training and the dev half of ``linekinds.jsonl``; the held-out
half is never used here. Needs ``scipy`` and the set ``extraction-flat`` under ``RETOLD_DATA``.

A linear-chain conditional random field, fitted by L-BFGS. The weights are drawn to those that the words of the table
and a few signs suggest by themselves (``EXPECTED``), so that a rare kind does not depend on a handful of lines.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from bench.linekinds import LABELS, ROOT, Labelled, Score, halves, load, roles_given
from retold.article.furniture import kinds_of, open_lines
from retold.article.kind_features import FEATURES, kind_features
from retold.article.kind_model import Weights
from retold.model import FurnitureKind

TRAINING = LABELS.with_name("linekinds-train.jsonl")
MODEL = ROOT / "src" / "retold" / "article" / "kind_model.json"
KINDS: tuple[FurnitureKind, ...] = (
    "navigation",
    "promotion",
    "disclaimer",
    "teaser",
    "newsletter",
    "caption",
    "byline",
    "bio",
    "date",
    "comment",
    "share",
    "legal",
    "paywall",
    "placeholder",
    "other",
)
"""The kinds the model tells apart; words of the article said again are known by rule."""
READ_AS = {"credit": "byline", "title": "navigation", "article": "other", "duplicate": "caption"}
"""What a line counts as that the model is asked for though it has none of its kinds."""
FOLDS = 5
ROUNDS = 100
LEAST_PAGES = 3
"""Pages on which a feature must stand to get a weight of its own."""
PULL = 10.0
"""How strongly a weight is drawn to what is expected: best of 6, 10 and 14 over five folds of the training pages."""
PULL_FOLLOWS = 1.0

_WORDS: dict[str, dict[str, float]] = {
    "legal": {"legal": 1},
    "share": {"share": 1},
    "follow": {"share": 1},
    "newsletter": {"newsletter": 1},
    "subscribe": {"promotion": 0.4, "paywall": 0.4, "newsletter": 0.2},
    "paywall": {"paywall": 1},
    "account": {"navigation": 0.4, "other": 0.3, "paywall": 0.2},
    "comment": {"comment": 1},
    "label": {"teaser": 1},
    "headline": {"teaser": 0.5},
    "nav": {"navigation": 1},
    "promo": {"promotion": 1},
    "affiliate": {"disclaimer": 1.2},
    "caption": {"caption": 1},
    "byline": {"byline": 1},
    "bio": {"bio": 1},
    "profession": {"bio": 0.4, "byline": 0.3},
    "form": {"newsletter": 0.4, "comment": 0.3, "other": 0.3},
    "date": {"date": 1},
    "other": {"other": 1.2},
    "placeholder": {"placeholder": 1},
}
_SIGNS: dict[str, dict[str, float]] = {
    "symbols": {"placeholder": 3},
    "credited": {"caption": 1.5},
    "credit_label": {"caption": 1.5},
    "copyright": {"legal": 2},
    "price": {"promotion": 1},
    "handle": {"share": 0.5, "byline": 0.3},
    "by": {"byline": 1},
    "dated": {"date": 1, "teaser": 0.5},
    "ago": {"teaser": 0.7, "date": 0.7},
    "name_like": {"byline": 0.5, "teaser": 0.3},
    "cut": {"teaser": 1},
    "glued": {"teaser": 0.5},
    "me": {"comment": 0.7},
    "says": {"comment": 0.5},
    "digits": {"teaser": 0.3, "comment": 0.3},
    "orders": {"promotion": 0.5},
    "portrait": {"bio": 1},
    "portrait_job": {"bio": 2},
    "role:byline": {"byline": 3},
    "role:date": {"date": 3},
    "role:credit": {"byline": 1},
    "author": {"byline": 1.5},
    "names_author": {"bio": 1, "byline": 0.5},
    "alone": {"caption": 0.7, "promotion": 0.3},
    "zone:inside": {"caption": 1},
    "again_near": {"caption": 0.5},
    "begins_near": {"caption": 0.7},
}
_UNDER: dict[str, tuple[str, float]] = {
    "label": ("teaser", 1),
    "comment": ("comment", 2.5),
    "newsletter": ("newsletter", 0.7),
    "follow": ("share", 0.7),
    "paywall": ("paywall", 0.7),
    "bio": ("bio", 1.5),
    "promo": ("promotion", 0.5),
    "legal": ("legal", 0.3),
}
_FALLS = {"at": 1.0, "close": 1.0, "under": 0.8, "far": 0.6}
_STAYS = 1.5
"""Expected score of a kind after itself."""

Values = npt.NDArray[np.float64]
Rows = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Run:
    """One run of furniture lines: their features and kinds."""

    rows: Rows
    kinds: npt.NDArray[np.intp]


def expected() -> tuple[Values, Values]:
    """The weights that words and signs suggest before any page is seen."""
    at: dict[str, int] = {kind: number for number, kind in enumerate(KINDS)}
    weights = np.zeros((len(FEATURES), len(KINDS)))
    for row, name in enumerate(FEATURES):
        word, _, form = name.partition(":")
        found = dict(_SIGNS.get(name, {}))
        if word in _WORDS and form in ("", "only", "first"):
            found = {kind: value * (0.5 if form == "first" else 1.0) for kind, value in _WORDS[word].items()}
        elif name.startswith("label:") and name.count(":") == 2:
            _, label, step = name.split(":")
            if label in _UNDER and step in _FALLS:
                found = {_UNDER[label][0]: _UNDER[label][1] * _FALLS[step]}
        for kind, value in found.items():
            weights[row, at[kind]] += value
    return weights, np.eye(len(KINDS)) * _STAYS


def sequences(pages: Sequence[Labelled]) -> list[list[Run]]:
    """The rows of furniture of each page."""
    found: list[list[Run]] = []
    names: list[str] = [*KINDS]
    for page in pages:
        roles = roles_given(page)
        features = kind_features(page.blocks, roles)
        rows, asked = features.rows(), open_lines(features, roles)
        kinds = [names.index(READ_AS.get(kind, kind)) for kind in page.kinds]
        own: list[Run] = []
        start = 0
        for place in range(len(asked) + 1):
            if place == len(asked) or not asked[place]:
                if place > start:
                    own.append(Run(rows[start:place], np.array(kinds[start:place])))
                start = place + 1
        found.append(own)
    return found


def fit(pages: Sequence[Sequence[Run]]) -> tuple[Values, Values]:
    """Weights of features and of kinds after kinds."""
    there = np.sum([np.max([one.rows.max(axis=0) for one in page], axis=0) > 0 for page in pages if page], axis=0)
    columns = np.flatnonzero(there >= LEAST_PAGES)
    start, stays = expected()
    task = _Task([one for page in pages for one in page], columns, start[columns], stays)
    size = len(columns) * len(KINDS)
    first = np.concatenate([task.start.ravel(), stays.ravel()])
    result = minimize(task.loss, first, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS})
    weights = start.copy()
    weights[columns] = result.x[:size].reshape(-1, len(KINDS))
    return weights, result.x[size:].reshape(len(KINDS), len(KINDS))


class _Task:
    """The likelihood of the training rows, and its slope, for given weights."""

    def __init__(self, rows: Sequence[Run], columns: npt.NDArray[np.intp], start: Values, stays: Values) -> None:
        rows = sorted(rows, key=lambda one: -len(one.kinds))
        self.lengths = np.array([len(one.kinds) for one in rows])
        self.firsts = np.concatenate([[0], np.cumsum(self.lengths)[:-1]])
        self.rows = np.concatenate([one.rows[:, columns] for one in rows])
        self.kinds = np.concatenate([one.kinds for one in rows])
        self.start, self.stays = start, stays
        followers = np.setdiff1d(np.arange(len(self.kinds)), self.firsts)
        self.seen = np.zeros((len(KINDS), len(KINDS)))
        np.add.at(self.seen, (self.kinds[followers - 1], self.kinds[followers]), 1)
        self.running = [int((self.lengths > step).sum()) for step in range(self.lengths[0] + 1)]
        self.every = np.arange(len(self.kinds))

    def loss(self, values: Values) -> tuple[float, Values]:
        """Minus the log likelihood with the pull to what is expected, and its slope."""
        size = self.start.size
        weights, follows = values[:size].reshape(self.start.shape), values[size:].reshape(self.stays.shape)
        scores = (self.rows @ weights.astype(np.float32)).astype(np.float64)
        top = scores.max(axis=1, keepdims=True)
        chances, pairs, total = self._chances(np.exp(scores - top), np.exp(follows))
        said = scores[self.every, self.kinds].sum() + (self.seen * follows).sum()
        off, off_follows = weights - self.start, follows - self.stays
        loss = total + top.sum() - said + PULL / 2 * (off**2).sum() + PULL_FOLLOWS / 2 * (off_follows**2).sum()
        chances[self.every, self.kinds] -= 1.0
        slope = self.rows.T @ chances.astype(np.float32) + PULL * off
        slope_follows = pairs - self.seen + PULL_FOLLOWS * off_follows
        return float(loss), np.concatenate([slope.ravel(), slope_follows.ravel()]).astype(np.float64)

    def _chances(self, scores: Values, follows: Values) -> tuple[Values, Values, float]:
        """Chances of each kind for each line, expected counts of pairs, and the log of the sum over all rows."""
        forward, backward, scale = np.empty_like(scores), np.ones_like(scores), np.empty(len(scores))
        for step, many in enumerate(self.running[:-1]):
            place = self.firsts[:many] + step
            reached = scores[place] if step == 0 else (forward[place - 1] @ follows) * scores[place]
            scale[place] = reached.sum(axis=1)
            forward[place] = reached / scale[place][:, None]
        pairs = np.zeros_like(follows)
        for step in range(len(self.running) - 3, -1, -1):
            place = self.firsts[: self.running[step + 1]] + step
            ahead = scores[place + 1] * backward[place + 1] / scale[place + 1][:, None]
            backward[place] = ahead @ follows.T
            pairs += follows * (forward[place].T @ ahead)
        return forward * backward, pairs, float(np.log(scale).sum())


def main(what: str) -> int:
    """Measure or train."""
    pages = [*halves(load())[0], *load(TRAINING)]
    rows = sequences(pages)
    if what == "train":
        _write(*fit(rows))
    elif what == "measure":
        _measure(pages, rows)
    else:
        print(__doc__)
        return 2
    return 0


def _measure(pages: Sequence[Labelled], rows: Sequence[Sequence[Run]]) -> None:
    score = Score()
    for fold in range(FOLDS):
        weights = _stored(*fit([own for number, own in enumerate(rows) if number % FOLDS != fold]))
        for page in pages[fold::FOLDS]:
            kinds = kinds_of(page.blocks, roles_given(page), weights)
            score.add(page.kinds, [str(kind) for kind in kinds], furniture_only=True)
    print(f"macro F1 {score.macro():.3f}; {len(pages)} pages")
    print(score.table())


def _stored(weights: Values, follows: Values) -> Weights:
    return Weights(KINDS, weights.astype(np.float32), follows.astype(np.float32))


def _write(weights: Values, follows: Values) -> None:
    """One feature a line, its weights for the kinds in their order."""
    used = [at for at, row in enumerate(weights) if np.abs(row).max() >= 0.005]
    after = ",\n".join(f"{json.dumps(kind)}: {_numbers(row)}" for kind, row in zip(KINDS, follows, strict=True))
    features = ",\n".join(f"{json.dumps(FEATURES[at])}: {_numbers(weights[at])}" for at in used)
    text = f'{{"kinds": {json.dumps(KINDS)},\n"follows": {{\n{after}}},\n"features": {{\n{features}}}}}\n'
    MODEL.write_text(text, encoding="utf-8")
    print(f"{len(used)} features, {MODEL.stat().st_size:,} bytes")


def _numbers(row: Values) -> str:
    return json.dumps([round(float(value), 2) for value in row], separators=(",", ":"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
