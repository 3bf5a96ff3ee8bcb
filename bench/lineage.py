"""Figures for stories and lineages: ``python -m bench lineage``.

Lineages with the model that ships: simulated stories by regime and clocks, the sets of people and language models with
their root given, calibration, and the time that a large story takes. What the model makes of events and texts that it
has not seen is measured by ``bench/train_lineage.py``. Story sets: B-cubed and pair F1, all documents in one pile.
Sets lie under ``RETOLD_DATA`` (default ``../shared/data``); an absent set is skipped and said so.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from bench.lineage_cases import SETS, article_of, is_there, records_of, simulated, told_again
from bench.lineage_scores import Score, scored
from retold.lineage.step_model import step_model
from retold.match.articles import match_articles
from retold.settings import Settings
from retold.simulate import SimulationSettings
from retold.simulate.settings import Clocks, Regime
from retold.story import group_stories

STORIES = ("stories-ecb",)
FLOORS = {
    "lineage-narration": "0.595 / 0.667",
    "lineage-telephone": "0.316 / 0.432",
    "lineage-multipath": "0.343 / 0.444",
    "stories-ecb": "0.827 / 0.758 on its test part",
}
REGIMES: tuple[tuple[Regime, Clocks], ...] = (
    ("mixed", "good"),
    ("mixed", "bad"),
    ("light", "mixed"),
    ("heavy", "mixed"),
)


def main(wanted: Sequence[str]) -> None:
    """Prints a line for each set that is wanted and there; ``simulated`` is always there."""
    for name in wanted or ("simulated", *SETS, *STORIES):
        if name == "simulated":
            simulated_scores(250, 60606)
        elif not is_there(name):
            print(f"{name}: not there, skipped")
        elif name in SETS:
            print(f"{name}: {told_again_score(name).line()} (simple method, root given: {FLOORS[name]})")
        else:
            _stories(name)


def simulated_scores(stories: int, seed: int) -> dict[str, Score]:
    """The scores of simulated stories by regime and clocks, printed as they come."""
    found = {}
    for regime, clocks in REGIMES:
        settings = SimulationSettings(stories=stories, seed=seed, regime=regime, clocks=clocks)
        total = Score()
        for case in simulated(settings):
            total += scored(case, step_model())
        found[f"{regime} {clocks}"] = total
        print(f"simulated, {regime} rewriting, {clocks} clocks: {total.line()}", flush=True)
    return found


def told_again_score(name: str) -> Score:
    """The score on a data set; of telephone the first draw of each story."""
    total = Score()
    for case in told_again(name):
        if name != "lineage-telephone" or case.id.endswith("seed_1"):
            total += scored(case, step_model())
    return total


def _stories(name: str) -> None:
    gold: dict[str, str] = {}
    for label in records_of(name, "labels.jsonl"):
        if label["level"].startswith("subtopic"):
            gold |= dict.fromkeys(label["docs"], label["cluster"])
    records = [record for record in records_of(name, "docs.jsonl") if record["id"] in gold]
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
