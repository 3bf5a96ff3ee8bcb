"""Train the line model of ``retold.article`` and measure it on unseen sites.

    python bench/train_lines.py measure   five folds by domain; prints the figures of docs/line-model.md
    python bench/train_lines.py train     trains on everything and writes src/retold/article/line_model.json

Needs ``lightgbm`` and the set ``extraction-flat`` under ``RETOLD_DATA`` (default ``../shared/data``).
"""

from __future__ import annotations

import json
import os
import random
import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing import Pool
from pathlib import Path

import lightgbm
import numpy as np
import numpy.typing as npt

from retold.article.blocks import Block
from retold.article.flat import keep_lines
from retold.article.line_features import FEATURES, line_features
from retold.settings import ArticleSettings

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("RETOLD_DATA") or ROOT.parent / "shared" / "data") / "extraction-flat" / "docs.jsonl"
MODEL = ROOT / "src" / "retold" / "article" / "line_model.json"

TREES = 300
PARAMETERS = {
    "objective": "binary",
    "num_leaves": 31,
    "learning_rate": 0.06,
    "min_data_in_leaf": 60,
    "feature_fraction": 0.6,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "max_bin": 127,
    "num_threads": 2,
    "seed": 3,
    "deterministic": True,
    "verbose": -1,
}
FOLDS = 5
OTHER_PAGES = 0.5
"""Weight of pages that are not news."""
MADE_UP = 0.1
"""Weight of pages put together here: enough to know a clean text, not enough to forget what real pages look like."""

Rows = npt.NDArray[np.float32]
Values = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Document:
    """A page as lines, with what is true of each line and the true article."""

    lines: tuple[str, ...]
    gaps: tuple[bool, ...]
    kept: tuple[bool, ...]
    truth: str
    title: str | None
    domain: str
    render: str
    news: bool


def load() -> list[Document]:
    """The labelled renderings."""
    with DATA.open(encoding="utf-8") as stream:
        return [_document(json.loads(line)) for line in stream]


def made_up(documents: Sequence[Document], seed: int = 7) -> list[Document]:
    """Pages made of one true article each: alone, under its headline, or with the furniture of another page round it.

    The renderings are full of furniture; without these the model would not know a text that has none.
    """
    chance = random.Random(seed)
    seen: set[str] = set()
    made: list[Document] = []
    for document in documents:
        paragraphs = [part.strip() for part in document.truth.split("\n") if part.strip()]
        if document.truth in seen or len(document.truth.split()) < 60:
            continue
        seen.add(document.truth)
        if len(paragraphs) > 3 and chance.random() < 0.3:
            paragraphs = paragraphs[: chance.randint(3, len(paragraphs))]
        made.append(_made_up(document, paragraphs, chance.choice(documents), chance))
    return made


def _made_up(document: Document, paragraphs: list[str], other: Document, chance: random.Random) -> Document:
    above: list[str] = []
    below: list[str] = []
    where = chance.random()
    body = [at for at, keep in enumerate(other.kept) if keep]
    if where > 0.35:
        last = body[-1] if body else -1
        below = list(other.lines[last + 1 : last + 1 + chance.randint(1, 40)])
    if where > 0.6 and body:
        above = list(other.lines[max(0, body[0] - chance.randint(1, 20)) : body[0]])
    if document.title and where < 0.5:
        above.append(document.title)
    lines = (*above, *paragraphs, *below)
    spaced = chance.random() < 0.5
    return Document(
        lines=lines,
        gaps=tuple(at == 0 or spaced for at in range(len(lines))),
        kept=tuple(len(above) <= at < len(above) + len(paragraphs) for at in range(len(lines))),
        truth="\n".join(paragraphs),
        title=document.title,
        domain=document.domain,
        render="made up",
        news=True,
    )


def rows_of(document: Document) -> Rows:
    """The columns of all lines of a page."""
    return np.array(line_features(document.lines, document.gaps), dtype=np.float32).reshape(-1, len(FEATURES))


def weights(documents: Sequence[Document], rows: Sequence[Rows]) -> Values:
    """Weight of each line: by its words, so that long pages do not drown the others."""
    words = FEATURES.index("words")
    parts: list[Values] = []
    for document, columns in zip(documents, rows, strict=True):
        own = np.minimum(np.expm1(columns[:, words].astype(np.float64)), 60) / 20 + 0.15
        share = MADE_UP if document.render == "made up" else 1.0 if document.news else OTHER_PAGES
        parts.append(own / own.sum() ** 0.7 * share)
    return np.concatenate(parts)


def fit(documents: Sequence[Document], rows: Sequence[Rows]) -> lightgbm.Booster:
    """A model trained on some pages."""
    kept = np.concatenate([np.array(document.kept) for document in documents]).astype(int)
    data = lightgbm.Dataset(np.concatenate(rows), kept, weight=weights(documents, rows))
    return lightgbm.train(PARAMETERS, data, TREES)


def measure(documents: Sequence[Document], rows: Sequence[Rows]) -> None:
    """Print shingle F1 of the kept lines, each site judged by a model that never saw it."""
    domains = sorted({document.domain for document in documents})
    random.Random(1).shuffle(domains)
    fold = {domain: at % FOLDS for at, domain in enumerate(domains)}
    scores: dict[str, list[tuple[float, float]]] = {}
    for number in range(FOLDS):
        inside = [at for at, document in enumerate(documents) if fold[document.domain] != number]
        model = fit([documents[at] for at in inside], [rows[at] for at in inside])
        for at, document in enumerate(documents):
            if fold[document.domain] == number:
                group = document.render if document.news else f"not news, {document.render}"
                scores.setdefault(group, []).append(
                    _judged(document, np.asarray(model.predict(rows[at]), dtype=np.float64))
                )
    real = [group for group in scores if not group.startswith("not news") and group != "made up"]
    news = [pair for group in real for pair in scores[group]]
    for group, pairs in [("all news", news), *sorted(scores.items())]:
        precision, recall = np.mean([pair[0] for pair in pairs]), np.mean([pair[1] for pair in pairs])
        f1 = 2 * precision * recall / (precision + recall)
        print(f"{group:24} {len(pairs):5} pages  F1 {f1:.4f}  precision {precision:.3f}  recall {recall:.3f}")


def write(model: lightgbm.Booster) -> None:
    """Write the trees as JSON, one line each; children below zero are leaves."""
    trees = [_tree(found["tree_structure"]) for found in model.dump_model()["tree_info"]]
    lines = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in trees)
    MODEL.write_text(f'{{"features":{json.dumps(list(FEATURES))},\n"trees":[\n{lines}\n]}}\n', encoding="utf-8")


def _tree(root: dict[str, object]) -> dict[str, list[float]]:
    tree: dict[str, list[float]] = {"feature": [], "threshold": [], "left": [], "right": [], "value": []}

    def add(node: dict[str, object]) -> int:
        if "leaf_value" in node:
            tree["value"].append(float(f"{node['leaf_value']:.4g}"))
            return -len(tree["value"])
        at = len(tree["feature"])
        tree["feature"].append(node["split_feature"])  # type: ignore[arg-type]
        tree["threshold"].append(float(f"{node['threshold']:.6g}"))
        tree["left"].append(0)
        tree["right"].append(0)
        tree["left"][at] = add(node["left_child"])  # type: ignore[arg-type]
        tree["right"][at] = add(node["right_child"])  # type: ignore[arg-type]
        return at

    add(root)
    return tree


def _judged(document: Document, chances: Values) -> tuple[float, float]:
    blocks = [Block(line, 0, gap=gap) for line, gap in zip(document.lines, document.gaps, strict=True)]
    kept = keep_lines(blocks, [float(chance) for chance in chances], ArticleSettings())
    said = _shingles("\n".join(line for line, keep in zip(document.lines, kept, strict=True) if keep))
    true = _shingles(document.truth)
    both = sum((said & true).values())
    if not said and not true:
        return 1.0, 1.0
    return both / max(1, said.total()), both / max(1, true.total())


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words, as the article-extraction-benchmark counts them."""
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)) if words)


def _document(row: dict[str, object]) -> Document:
    labels, title = str(row["labels"]), row.get("title")
    return Document(
        lines=tuple(row["lines"]),  # type: ignore[arg-type]
        gaps=tuple(map(bool, row["blank_before"])),  # type: ignore[call-overload]
        kept=tuple(label in "am" for label in labels),
        truth=str(row["truth"]),
        title=str(title) if title else None,
        domain=str(row["domain"]),
        render=str(row["render"]),
        news=row["source"] != "wcxb",
    )


def main() -> None:
    """Measure or train, as the command says."""
    documents = load()
    documents += made_up(documents)
    with Pool(2) as pool:
        rows = pool.map(rows_of, documents, chunksize=20)
    if sys.argv[1:] == ["measure"]:
        measure(documents, rows)
    elif sys.argv[1:] == ["train"]:
        write(fit(documents, rows))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
