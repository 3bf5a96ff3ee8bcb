"""Figures for stories and lineages on the development sets: ``python bench/lineage.py [SET ...]``.

Sets lie under ``RETOLD_DATA`` (default ``../shared/data``); an absent set is skipped and said so. Lineage sets: share
of texts whose parent is right, and whose step is right in either direction, the root being given; then the same with
nothing given, and how often the right origin was found. Story sets: B-cubed and pair F1, all documents in one pile.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np

from retold.lineage.graph import grow_tree
from retold.lineage.telling import take_apart
from retold.lineage.tree import NEVER, likeliest_tree
from retold.match.articles import match_articles
from retold.model import Article, Dated
from retold.settings import Settings
from retold.story import group_stories
from retold.text import split_sentences

DATA = Path(os.environ.get("RETOLD_DATA", Path(__file__).parents[2] / "shared" / "data"))
LINEAGES = ("lineage-narration", "lineage-telephone", "lineage-multipath")
STORIES = ("stories-ecb",)
FLOORS = {
    "lineage-narration": "0.595 / 0.667",
    "lineage-telephone": "0.316 / 0.432",
    "lineage-multipath": "0.343 / 0.444",
    "stories-ecb": "0.827 / 0.758 on its test part",
}


def main(wanted: Sequence[str]) -> None:
    """Prints a line for each set that is wanted and there."""
    for name in wanted or (*LINEAGES, *STORIES):
        if not (DATA / name / "docs.jsonl").exists():
            print(f"{name}: not there, skipped")
        elif name in LINEAGES:
            _lineages(name)
        else:
            _stories(name)


def article_of(record: Mapping[str, str]) -> Article:
    text = record["text"]
    return Article(
        id=record["id"],
        given_id=record["id"],
        path=record["id"],
        kind="record",
        url=None,
        title=record.get("title"),
        outlet=None,
        byline=(),
        date=Dated(),
        language="en",
        text=text,
        sentences=split_sentences(text),
        credits=(),
        furniture=(),
        page_spans=(),
    )


def _records(name: str, file: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (DATA / name / file).read_text("utf-8").splitlines()]


def _lineages(name: str) -> None:
    began = time.perf_counter()
    articles = {record["id"]: article_of(record) for record in _records(name, "docs.jsonl")}
    trees: dict[str, dict[str, str]] = defaultdict(dict)
    for label in _records(name, "labels.jsonl"):
        if name != "lineage-telephone" or _first_draws(label["child"]):
            trees[label["tree"]][label["child"]] = label["parent"]
    totals: Counter[str] = Counter()
    for parents in trees.values():
        totals.update(_score(parents, articles))
    steps = totals["steps"]
    print(
        f"{name}: right parent {totals['right'] / steps:.3f}, either way {totals['either'] / steps:.3f}"
        f" (floor {FLOORS[name]}); no root given {totals['free'] / steps:.3f},"
        f" origin right {totals['origin'] / totals['trees']:.2f},"
        f" origins said {totals['origins'] / totals['trees']:.2f}"
        f" a tree; {steps} steps, {time.perf_counter() - began:.1f} s"
    )


def _first_draws(child: str) -> bool:
    return "/seed_1/" in child and int(child.rsplit("/g", 1)[1]) <= 5


def _score(parents: Mapping[str, str], articles: Mapping[str, Article]) -> Counter[str]:
    ids = sorted({*parents, *parents.values()})
    heads = [take_apart(articles[one], None) for one in ids]
    names = {one: one for one in ids}
    tree = grow_tree(heads, heads, combinations(range(len(ids)), 2), names, Settings().lineage)
    roots = [place for place, one in enumerate(ids) if one not in parents]
    given = tree.weights.copy()
    given[-1, :-1] = NEVER
    given[:, roots] = NEVER
    given[-1, roots] = 0.0
    found = {ids[child]: ids[above] for child, above in enumerate(likeliest_tree(given)[:-1]) if above < len(ids)}
    free = {ids[child]: ids[above] for child, above in enumerate(tree.parents[:-1]) if above < len(ids)}
    right = sum(parents.get(child) == parent for child, parent in found.items())
    turned = sum(parents.get(parent) == child for child, parent in found.items())
    tops = [child for child, above in enumerate(tree.parents[:-1]) if above == len(ids)]
    widest = max(tops, key=lambda top: sum(top in tree.above(one) for one in range(len(ids))))
    return Counter(
        steps=len(parents),
        right=right,
        either=right + turned,
        free=sum(parents.get(child) == parent for child, parent in free.items()),
        origin=int(widest in roots),
        origins=len(tops),
        trees=1,
    )


def _stories(name: str) -> None:
    gold: dict[str, str] = {}
    for label in _records(name, "labels.jsonl"):
        if label["level"].startswith("subtopic"):
            gold |= dict.fromkeys(label["docs"], label["cluster"])
    records = [record for record in _records(name, "docs.jsonl") if record["id"] in gold]
    for split in sorted({record["split"] for record in records}):
        began = time.perf_counter()
        articles = [article_of(record) for record in records if record["split"] == split]
        settings = Settings().match
        matches = match_articles(articles, settings)
        groups = group_stories(articles, matches, settings)
        cubed, paired = _agreement(groups, gold)
        print(
            f"{name} {split}: B-cubed F1 {cubed:.3f}, pair F1 {paired:.3f} (floor {FLOORS[name]});"
            f" {len(articles)} articles, {time.perf_counter() - began:.1f} s"
        )


def _agreement(groups: Iterable[Sequence[str]], gold: Mapping[str, str]) -> tuple[float, float]:
    """B-cubed F1 and pair F1 of groups against the truth."""
    found = list(groups)
    sizes = Counter(gold[one] for group in found for one in group)
    precision, recall, same = [], [], 0
    for group in found:
        inside = Counter(gold[one] for one in group)
        same += sum(count * (count - 1) // 2 for count in inside.values())
        for one in group:
            precision.append(inside[gold[one]] / len(group))
            recall.append(inside[gold[one]] / sizes[gold[one]])
    said = sum(len(group) * (len(group) - 1) // 2 for group in found)
    true = sum(count * (count - 1) // 2 for count in sizes.values())
    p, r = float(np.mean(precision)), float(np.mean(recall))
    return 2 * p * r / (p + r), 2 * same / (said + true)


if __name__ == "__main__":
    main(sys.argv[1:])
