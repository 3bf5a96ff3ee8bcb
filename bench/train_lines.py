"""Train the line model of ``retold.article`` and measure it on sites that it has not seen.

    python -m bench.train_lines           five folds by domain: prints the figures of docs/line-model.md
    python -m bench.train_lines --write   then trains on everything and writes src/retold/article/line_model.json

Needs ``catboost`` (``pip install .[bench]``) and the sets ``extraction-*`` under ``RETOLD_DATA``.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from multiprocessing import Pool

import numpy as np

from bench.labelled import HTML_SETS, ROOT, Labelled, flat_pages, labelled_html, made_up
from bench.line_odds import Counted, Table, counted, wording
from bench.line_trees import FOLDS, INNER_FOLDS, Parameters, Trained, Values, fit, folds
from bench.shingles import Likeness, likeness, total
from retold.article.block_features import BLOCK_FEATURES
from retold.article.blocks import Block
from retold.article.corrections import corrected
from retold.article.extractors import resiliparse_text, taken_shares, trafilatura_text
from retold.article.html import parse_html
from retold.article.keep import keep_likely, sureness
from retold.article.letters import Real
from retold.article.line_company import COMPANY, company
from retold.article.line_features import FEATURES, Columns, Rows, line_columns, rows_of
from retold.article.line_form import Lines, read_lines
from retold.article.line_model import Judged, block_rows, look_again, said_again, wording_of
from retold.article.wording import Wording
from retold.forest import Forest
from retold.settings import ArticleSettings

MODEL = ROOT / "src" / "retold" / "article" / "line_model.json"
OTHER_PAGES = 0.5
"""Weight of pages that are not news."""
MADE_UP = 0.1
"""Weight of pages put together here: enough to know a clean text, not enough to forget what real pages look like."""
OTHER_KINDS = 0.3
"""Weight of HTML pages that are no articles: shops, forums, manuals."""
LEAST_ARTICLE = 3.0
"""Weight in words (one for 20) that an article has at least, lest a page with next to none outweigh all others."""
EVEN = 0.7
"""How far long and short pages are made to weigh the same: 1 would be all the way."""
SURELY_NONE, THIN = 0.02, 4
"""First chance below which a line is surely none, and how many of such there are for each that is learned from."""
UNASKED = 0.3
"""Share of the lines of HTML pages that are told once more without an opinion of the slow extractor."""
FIRST: tuple[Parameters, ...] = ({"iterations": 400, "depth": 6, "learning_rate": 0.06, "l2_leaf_reg": 5},)
SECOND: tuple[Parameters, ...] = ({"iterations": 300, "depth": 6, "learning_rate": 0.05, "l2_leaf_reg": 10},)
MARKUP: tuple[Parameters, ...] = (
    {"iterations": 200, "depth": 4, "learning_rate": 0.05, "l2_leaf_reg": 10, "random_seed": 3},
    {"iterations": 200, "depth": 4, "learning_rate": 0.05, "l2_leaf_reg": 10, "random_seed": 4},
    {"iterations": 200, "depth": 3, "learning_rate": 0.06, "l2_leaf_reg": 10, "random_seed": 5},
)
"""Few labelled pages have markup: shallow trees, and the mean of three."""


@dataclass(frozen=True, slots=True)
class Parts:
    """All that is trained."""

    words: Table
    pairs: Table
    first: Trained
    second: Trained
    markup: Trained


def as_wording(tables: tuple[Table, Table]) -> Wording:
    """The tables as the model uses them."""
    return wording_of(*tables)


@dataclass(frozen=True, slots=True)
class First:
    """A page as the second look gets it."""

    page: Labelled
    lines: Lines
    columns: Columns
    chances: Real


def weights(pages: Sequence[Labelled], lines: Sequence[Lines]) -> Values:
    """Weight of each line for the first look: by its words, so that long pages do not drown the others."""
    parts: list[Values] = []
    for page, own in zip(pages, lines, strict=True):
        words = _words(own)
        parts.append(words / words.sum() ** EVEN * _share(page))
    return np.concatenate(parts)


def article_weights(pages: Sequence[First]) -> Values:
    """Weight of each line for the second looks: as a part of the words of the article, by which a page is measured."""
    parts: list[Values] = []
    for one in pages:
        words = _words(one.lines)
        article = float((words * np.array(one.page.kept)).sum())
        parts.append(words / max(article, LEAST_ARTICLE) ** EVEN * _share(one.page))
    return np.concatenate(parts)


def _words(lines: Lines) -> Values:
    return np.minimum(lines.many, 60.0) / 20 + 0.15


def _share(page: Labelled) -> float:
    """The weight of a page among the others."""
    if page.blocks:
        return 1.0 if page.group in HTML_SETS else OTHER_KINDS
    return MADE_UP if page.group == "made up" else 1.0 if page.news else OTHER_PAGES


def first_look(page: Labelled, own_wording: Wording, forest: Forest) -> First:
    lines = read_lines(page.lines)
    columns = line_columns(lines, page.gaps, own_wording)
    return First(page, lines, columns, forest.chances(rows_of(columns, FEATURES)))


def train_first(pages: Sequence[Labelled], counts: Sequence[Counted]) -> tuple[tuple[Table, Table], Trained]:
    """Wording and first look; no page's wording is counted on its own site, as none will be later."""
    inner = folds([page.domain for page in pages], INNER_FOLDS, 7)
    by_fold = [
        as_wording(wording(count for count in counts if inner[count.domain] != fold)) for fold in range(INNER_FOLDS)
    ]
    lines = [read_lines(page.lines) for page in pages]
    rows = np.concatenate(
        [
            rows_of(line_columns(own, page.gaps, by_fold[inner[page.domain]]), FEATURES)
            for page, own in zip(pages, lines, strict=True)
        ]
    )
    truth = np.concatenate([np.array(page.kept, dtype=float) for page in pages])
    return wording(counts), fit(FEATURES, rows, truth, weights(pages, lines), FIRST)


def fit_second(
    features: tuple[str, ...], rows: Rows, truth: Values, weight: Values, several: Sequence[Parameters]
) -> Trained:
    """The same for a second look, on one in ``THIN`` of the lines that the first look is sure are none.

    Most lines of a page are such, and they would draw the borders at which trees can ask to where no question is open.
    """
    sure = rows[:, features.index("chance")] < SURELY_NONE
    kept = ~sure | (np.random.default_rng(3).random(len(rows)) < 1 / THIN)
    return fit(features, rows[kept], truth[kept], np.where(sure, weight * THIN, weight)[kept], several)


def train_second(pages: Sequence[First]) -> Trained:
    """The second look at flat pages."""
    rows = np.concatenate([rows_of(company(one.lines, one.columns, one.chances), COMPANY) for one in pages])
    truth = np.concatenate([np.array(one.page.kept, dtype=float) for one in pages])
    return fit_second(COMPANY, rows, truth, article_weights(pages), SECOND)


Opinions = dict[str, Real]


def told(one: First, opinions: Opinions) -> Rows:
    """The columns of a page with markup whose extractors said this."""
    read = look_again(one.page.blocks, one.lines, one.columns, one.chances)
    return block_rows(replace(read, shares=opinions))


def train_markup(pages: Sequence[First], opinions: Sequence[Opinions]) -> Trained:
    """The second look at pages with markup, told with, and in part without, what the slow extractor thinks."""
    pairs = [(one, said) for one, said in zip(pages, opinions, strict=True) if one.page.on_page]
    asked = np.concatenate([told(one, said) for one, said in pairs])
    unasked = np.concatenate([told(one, without_slow(said)) for one, said in pairs])
    truth = np.concatenate([np.array(one.page.kept, dtype=float) for one, _ in pairs])
    weight = article_weights([one for one, _ in pairs])
    again = np.random.default_rng(4).random(len(truth)) < UNASKED
    return fit_second(
        BLOCK_FEATURES,
        np.concatenate([asked, unasked[again]]),
        np.concatenate([truth, truth[again]]),
        np.concatenate([weight, weight[again]]),
        MARKUP,
    )


def without_slow(opinions: Opinions) -> Opinions:
    """The opinions when the slow extractor is not asked."""
    return {name: share for name, share in opinions.items() if name != "trafilatura"}


@dataclass(frozen=True, slots=True)
class Sets:
    """Everything to train on and to measure with."""

    flat: list[Labelled]
    counts: list[Counted]
    html: list[Labelled]
    opinions: list[Opinions]

    def fold_of(self) -> dict[str, int]:
        return folds([page.domain for page in (*self.flat, *self.html)], FOLDS, 1)


def load() -> Sets:
    """The sets, made up pages among the flat ones."""
    flat = flat_pages()
    flat += made_up(flat)
    html = [page for name in HTML_SETS for page in labelled_html(name)]
    with Pool(2) as pool:
        counts = pool.map(counted, flat, chunksize=40)
        opinions = pool.map(_opinions, html, chunksize=4)
    return Sets(flat, counts, html, opinions)


def _opinions(page: Labelled) -> Opinions:
    root, lines = parse_html(page.html), read_lines(page.lines)
    return {
        "trafilatura": taken_shares(lines, trafilatura_text(root) if root is not None else ""),
        "resiliparse": taken_shares(lines, resiliparse_text(page.html)),
    }


def out_of_fold(sets: Sets) -> tuple[list[First], list[First]]:
    """First looks at all flat and HTML pages, each by a model that never saw the site."""
    fold = sets.fold_of()
    flat: dict[int, First] = {}
    html: dict[int, First] = {}
    for number in range(FOLDS):
        inside = [at for at, page in enumerate(sets.flat) if fold[page.domain] != number]
        tables, first = train_first([sets.flat[at] for at in inside], [sets.counts[at] for at in inside])
        own, forest = as_wording(tables), first.forest()
        for pages, into in ((sets.flat, flat), (sets.html, html)):
            into |= {at: first_look(page, own, forest) for at, page in enumerate(pages) if fold[page.domain] == number}
        print(f"fold {number}: {len(tables[0])} words, {len(tables[1])} pairs", file=sys.stderr, flush=True)
    return [flat[at] for at in sorted(flat)], [html[at] for at in sorted(html)]


def measure(sets: Sets, flat: Sequence[First], html: Sequence[First]) -> None:
    """Print shingle F1 of the kept lines and blocks, each site judged by a model that never saw it."""
    fold = sets.fold_of()
    scores: dict[str, list[tuple[Labelled, Values, Lines]]] = defaultdict(list)
    for number in range(FOLDS):
        second = train_second([one for one in flat if fold[one.page.domain] != number]).forest()
        inside = [at for at, one in enumerate(html) if fold[one.page.domain] != number]
        markup = train_markup([html[at] for at in inside], [sets.opinions[at] for at in inside]).forest()
        for one in flat:
            if fold[one.page.domain] == number:
                chances = second.chances(rows_of(company(one.lines, one.columns, one.chances), COMPANY))
                scores[one.page.group].append((one.page, chances, one.lines))
        for at, one in enumerate(html):
            if fold[one.page.domain] == number:
                slow = markup.chances(told(one, sets.opinions[at]))
                fast = markup.chances(told(one, without_slow(sets.opinions[at])))
                sure = sureness(Judged(one.lines.many, fast)) >= ArticleSettings().second_opinion
                for name, chances in (
                    ("HTML", fast if sure else slow),
                    ("HTML, all asked", slow),
                    ("HTML, none", fast),
                ):
                    scores[f"{name}, {one.page.group}"].append((one.page, chances, one.lines))
    news = [row for group in ("inscriptis", "resiliparse", "nodes") for row in scores[group]]
    for group, rows in [("all flat news", news), *sorted(scores.items())]:
        print(f"{group:34} {total(_likeness(*row) for row in rows)}")


def _likeness(page: Labelled, chances: Values, lines: Lines) -> Likeness:
    """As a page is cleaned: by its own bar, and corrected."""
    settings = ArticleSettings()
    judged = Judged(lines.many, chances, again=said_again(lines))
    starts = accumulate((len(line) + 1 for line in page.lines), initial=0)
    told = zip(page.lines, starts, page.gaps, strict=False)
    blocks = page.blocks or tuple(Block(line, start, gap=gap) for line, start, gap in told)
    kept = corrected(blocks, judged, keep_likely(judged, settings), settings)
    return likeness("\n".join(line for line, keep in zip(page.lines, kept, strict=True) if keep), page.truth)


def train(sets: Sets, flat: Sequence[First], html: Sequence[First]) -> Parts:
    """Everything trained on all pages; the second looks on first chances of models that never saw the site."""
    tables, first = train_first(sets.flat, sets.counts)
    return Parts(*tables, first, train_second(flat), train_markup(html, sets.opinions))


def write(parts: Parts) -> None:
    """Write the model as JSON, a tree a line."""
    pieces = [f'"{name}":{_json(getattr(parts, name))}' for name in ("words", "pairs")]
    for name in ("first", "second", "markup"):
        own: Trained = getattr(parts, name)
        trees = ",\n".join(map(_json, own.trees))
        pieces.append(f'"{name}":{{"features":{_json(own.features)},"bias":{own.bias:.6g},"trees":[\n{trees}\n]}}')
    MODEL.write_text("{\n" + ",\n".join(pieces) + "\n}\n", encoding="utf-8")


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def main() -> None:
    """Measure, and train if the command says so."""
    if sys.argv[1:] not in ([], ["--write"]):
        sys.exit(__doc__)
    sets = load()
    looks = out_of_fold(sets)
    measure(sets, *looks)
    if sys.argv[1:]:
        write(train(sets, *looks))


if __name__ == "__main__":
    main()
