"""How pairs are held against the truth of a workload: what counts as found, as wrong, and not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.reuse_truth import Truth, agreement, found_in, truth_of

ROWS = (
    ("a", "b", "direct", "light", 100),
    ("a", "c", "direct", "heavy", 60),
    ("b", "c", "sibling", "light+heavy", 50),
    ("a", "d", "direct", "quoted", 9),
)


@pytest.fixture
def truth(tmp_path: Path) -> Truth:
    """Two direct copies, their tie, and a pair with nine words in common."""
    lines = [f"{a}\t{b}\t{relation}\t{kind}\t{words}\t200\t200" for a, b, relation, kind, words in ROWS]
    (tmp_path / "truth_pairs.tsv").write_text("\n".join(["a\tb\trelation\tkind\tshared\ttok_a\ttok_b", *lines]))
    return truth_of(tmp_path)


def test_a_pair_with_little_in_common_counts_neither_way(truth: Truth) -> None:
    """Whether it is found or not, precision and recall stay."""
    pairs = {("a", "b"): 0, ("a", "c"): 0, ("b", "c"): 0}

    for found in (pairs, {**pairs, ("a", "d"): 0}):
        assert (agreement(truth, found).precision, agreement(truth, found).recall) == (1.0, 1.0)


def test_recall_is_told_by_kind_and_strangers_cost_precision(truth: Truth) -> None:
    """One of two direct copies, one of three pairs; one of two named pairs is wrong."""
    held = agreement(truth, {("a", "b"): 0, ("c", "d"): 0})

    assert (held.precision, held.recall, held.direct) == (0.5, 1 / 3, 0.5)
    assert (held.by_kind["light"], held.by_kind["heavy"]) == (1.0, 0.0)


def test_passages_are_weighed_against_the_words_truly_shared(truth: Truth, tmp_path: Path) -> None:
    """Pairs written by ``retold match`` carry the words of their passages; the order of the two ids says nothing."""
    path = tmp_path / "pairs.jsonl"
    path.write_text(json.dumps({"a": "b", "b": "a", "words_a": 90, "words_b": 92}) + "\n")

    assert agreement(truth, found_in(path)).exactness == {"light": 0.9}
