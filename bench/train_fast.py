"""Train the small look of ``retold clean --fast`` and measure it on sites that it has not seen.

    python -m bench.train_fast           five folds by domain: prints the figures of docs/line-model.md
    python -m bench.train_fast --write   then trains on everything and writes src/retold/article/fast_model.json

Needs ``catboost`` (``pip install .[bench]``) and the sets ``extraction-*`` under ``RETOLD_DATA``.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from bench.labelled import HTML_SETS, ROOT, Labelled, flat_pages, labelled_html, nearest
from bench.line_odds import Counted, Table, wording
from bench.line_trees import FOLDS, INNER_FOLDS, Parameters, Trained, Values, fit, folds
from bench.shingles import Likeness, likeness, total
from retold.article.blocks import Block
from retold.article.fast_lines import (
    FAST_FEATURES,
    FastLines,
    FastWording,
    fast_lines,
    fast_rows,
    fast_text,
    first_words,
)
from retold.article.keep import keep_likely
from retold.article.line_features import Rows
from retold.article.line_model import Judged
from retold.settings import ArticleSettings

MODEL = ROOT / "src" / "retold" / "article" / "fast_model.json"
OTHER_PAGES = 0.5
"""Weight of pages that are not articles."""
TREES: tuple[Parameters, ...] = (
    {"iterations": 80, "depth": 5, "learning_rate": 0.1, "l2_leaf_reg": 15, "random_seed": 3},
    {"iterations": 80, "depth": 5, "learning_rate": 0.1, "l2_leaf_reg": 15, "random_seed": 4},
)


@dataclass(frozen=True, slots=True)
class Example:
    """A page as the fast mode reads it, with what is true of each line."""

    page: Labelled
    lines: FastLines
    kept: Values


def examples() -> list[Example]:
    """The pages with markup that show any text."""
    found: list[Example] = []
    for page in (one for name in HTML_SETS for one in labelled_html(name)):
        lines = fast_lines(fast_text(page.html))
        if lines.blocks:
            kept = nearest(lines.blocks, page.truth)
            found.append(Example(page, lines, np.array(kept, dtype=float)))
    return found


def without_elements(flat: Iterable[Labelled]) -> list[Example]:
    """Renderings by the same extractor whose elements are not known: more sites, lines told by their words alone."""
    found: list[Example] = []
    for page in (one for one in flat if one.group.endswith("resiliparse")):
        starts = accumulate((len(line) + 1 for line in page.lines), initial=0)
        lines = zip(page.lines, starts, page.gaps, strict=False)
        blocks = tuple(Block(line, start, gap=gap, markup=True) for line, start, gap in lines)
        found.append(Example(page, FastLines(blocks, ("",) * len(blocks)), np.array(page.kept, dtype=float)))
    return found


def counted(page: Labelled) -> Counted:
    """The words at the head of each line of a page, and the first of them, in its article and in its furniture."""
    tables: dict[bool, tuple[Table, Table]] = {kept: (defaultdict(float), defaultdict(float)) for kept in (True, False)}
    for line, kept, spoken in zip(page.lines, page.kept, page.spoken, strict=True):
        words = first_words(line)
        if words and (kept or spoken):
            for word in words:
                tables[kept][0][word] += 1
            tables[kept][1][words[0]] += 1
    return Counted(page.domain, tables[True], tables[False])


def train(pages: Sequence[Example], counts: Sequence[Counted]) -> tuple[FastWording, Trained]:
    """Wording and trees; no page's wording is counted on its own site, as none will be later."""
    inner = folds([*(one.page.domain for one in pages), *(count.domain for count in counts)], INNER_FOLDS, 7)
    by_fold = [
        FastWording(*wording(count for count in counts if inner[count.domain] != fold)) for fold in range(INNER_FOLDS)
    ]
    told = [fast_rows(one.lines, by_fold[inner[one.page.domain]]) for one in pages]
    rows: Rows = np.concatenate([own for _, own in told])
    truth = np.concatenate([one.kept for one in pages])
    weight = np.concatenate([_weights(one.page, words) for one, (words, _) in zip(pages, told, strict=True)])
    return FastWording(*wording(counts)), fit(FAST_FEATURES, rows, truth, weight, TREES)


def _weights(page: Labelled, words: Values) -> Values:
    """Weight of each line: by its words, so that long pages do not drown the others."""
    weights = np.minimum(words, 60.0) / 20 + 0.15
    share = 1.0 if page.news or page.group == "wcxb" else OTHER_PAGES
    return weights / weights.sum() ** 0.7 * share


def measure(pages: Sequence[Example], others: Sequence[Example], counts: Sequence[Counted]) -> None:
    """Print shingle F1 of the kept lines, each site judged by a model that never saw it; ``others`` only teach."""
    fold = folds([*(one.page.domain for one in pages), *(count.domain for count in counts)], FOLDS, 1)
    scores: dict[str, list[Likeness]] = defaultdict(list)
    for number in range(FOLDS):
        seen = [one for one in (*pages, *others) if fold[one.page.domain] != number]
        own, trained = train(seen, [count for count in counts if fold[count.domain] != number])
        forest = trained.forest()
        for one in (one for one in pages if fold[one.page.domain] == number):
            words, rows = fast_rows(one.lines, own)
            scores[one.page.group].append(_likeness(one, Judged(words, forest.chances(rows))))
    for group, found in sorted(scores.items()):
        print(f"{group:34} {total(found)}")


def _likeness(one: Example, judged: Judged) -> Likeness:
    kept = keep_likely(judged, ArticleSettings())
    words = (block.text for block, keep in zip(one.lines.blocks, kept, strict=True) if keep)
    return likeness("\n".join(words), one.page.truth)


def write(own: FastWording, trained: Trained) -> None:
    """Write the model as JSON, a tree a line."""
    pieces = [f'"words":{_json(own.words)}', f'"first":{_json(own.first)}', f'"features":{_json(FAST_FEATURES)}']
    trees = ",\n".join(map(_json, trained.trees))
    MODEL.write_text(
        "{\n" + ",\n".join(pieces) + f',\n"bias":{trained.bias:.6g},"trees":[\n{trees}\n]}}\n', encoding="utf-8"
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def main(arguments: Iterable[str]) -> None:
    """Measure, and with ``--write`` train on everything."""
    flat = flat_pages()
    pages, others, counts = examples(), without_elements(flat), [counted(page) for page in flat]
    measure(pages, others, counts)
    if "--write" in arguments:
        write(*train([*pages, *others], counts))


if __name__ == "__main__":
    main(sys.argv[1:])
