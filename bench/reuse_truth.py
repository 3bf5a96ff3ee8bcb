"""The truth of a reuse workload, and how well a tool's pairs agree with it.

Every pair of documents with 15 words of common origin and more has to be found; those with 5 to 14 count neither way.
"""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

Pair = tuple[str, str]
DIRECT = ("verbatim", "light", "sentdel", "merged", "quoted", "heavy")
_LEAST = 15


@dataclass(frozen=True, slots=True)
class Truth:
    """The pairs of a workload by how the later text was made, and the words that each shares."""

    kinds: Mapping[Pair, str]
    words: Mapping[Pair, int]
    weak: frozenset[Pair]
    """Pairs that share too little to ask for and too much to call wrong."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How well found pairs agree with the truth; all from 0 to 1."""

    precision: float
    recall: float
    """Of all pairs: direct copies, copies of copies, and copies of one source."""
    direct: float
    by_kind: Mapping[str, float]
    exactness: Mapping[str, float]
    """Words of the passages as a share of the words truly shared, by kind, where the tool gives passages."""


def truth_of(folder: Path) -> Truth:
    """The truth that the workload's script wrote."""
    kinds: dict[Pair, str] = {}
    words: dict[Pair, int] = {}
    weak: set[Pair] = set()
    with (folder / "truth_pairs.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            pair = _ordered(row["a"], row["b"])
            words[pair] = int(row["shared"])
            if words[pair] < _LEAST:
                weak.add(pair)
            else:
                kinds[pair] = row["kind"] if row["relation"] == "direct" else row["relation"]
    return Truth(kinds, words, frozenset(weak))


def found_in(path: Path) -> dict[Pair, int]:
    """The pairs of a tool's file with the words of their passages (0: the tool gives none)."""
    with path.open(encoding="utf-8") as lines:
        if path.suffix != ".jsonl":
            return {_ordered(*line.rstrip("\n").split("\t")[:2]): 0 for line in lines}
        rows = (json.loads(line) for line in lines)
        return {_ordered(row["a"], row["b"]): min(row["words_a"], row["words_b"]) for row in rows}


def agreement(truth: Truth, found: Mapping[Pair, int]) -> Agreement:
    """Precision, recall by kind, and how exact the passages are."""
    judged = {pair for pair in found if pair[0] != pair[1]} - truth.weak
    hits = judged & truth.kinds.keys()
    asked, right = Counter(truth.kinds.values()), Counter(truth.kinds[pair] for pair in hits)
    got: dict[str, int] = defaultdict(int)
    had: dict[str, int] = defaultdict(int)
    for pair in hits:
        got[truth.kinds[pair]] += found[pair]
        had[truth.kinds[pair]] += truth.words[pair]
    return Agreement(
        precision=len(hits) / max(1, len(judged)),
        recall=len(hits) / max(1, len(truth.kinds)),
        direct=sum(right[kind] for kind in DIRECT) / max(1, sum(asked[kind] for kind in DIRECT)),
        by_kind={kind: right[kind] / max(1, asked[kind]) for kind in DIRECT},
        exactness={kind: got[kind] / max(1, had[kind]) for kind in DIRECT if got[kind]},
    )


def _ordered(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)
