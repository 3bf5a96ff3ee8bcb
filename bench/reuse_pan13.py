"""Passages of two given texts: plagdet on ``reuse-pan13``, overall and by kind of rewording.

Pairs are cut in two by a hash of their ids. Thresholds were chosen and errors read in the open half alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.mention_sets import is_open, records
from bench.plagdet import Case, Plagdet, plagdet
from retold.match.reworded import reworded_passages
from retold.model import Passage, Span
from retold.settings import RewordedSettings

FOLDER = "reuse-pan13"
OVERALL = "overall"
KINDS = ("no-obfuscation", "random-obfuscation", "translation-obfuscation", "summary-obfuscation")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts, what the second holds of the first, and how it was reworded."""

    a: str
    b: str
    kind: str
    true: tuple[Passage, ...]
    open: bool
    """In the half whose errors may be read."""


def pairs() -> list[Pair]:
    """The pairs of the set. Raises ``Absent``."""
    texts = {record["id"]: record["text"] for record in records(FOLDER)}
    return [
        Pair(
            a=texts[label["a"]],
            b=texts[label["b"]],
            kind=label["kind"],
            true=tuple(Passage(Span(x, x + m), Span(y, y + n)) for x, m, y, n in label["spans"]),
            open=is_open(f"{label['a']} {label['b']}"),
        )
        for label in records(FOLDER, "labels.jsonl")
    ]


Scored = Sequence[tuple[Pair, Case]]
"""Pairs with their true and their detected passages."""


def scored(sample: int = 1) -> Scored:
    """Every ``sample``-th pair with what is found in it. Raises ``Absent``."""
    settings = RewordedSettings()
    return [
        (pair, (pair.true, [one.passage for one in reworded_passages(pair.a, pair.b, settings)]))
        for pair in pairs()[::sample]
    ]


def by_kind(found: Scored) -> Mapping[str, Plagdet]:
    """Plagdet overall and of each kind; a false alarm in a pair that shares nothing counts overall only."""
    return {kind: plagdet(case for pair, case in found if kind in (OVERALL, pair.kind)) for kind in (OVERALL, *KINDS)}


def show(found: Scored) -> None:
    """Print a row a kind: plagdet and its parts, on all pairs and on the two halves."""
    halves = [by_kind([one for one in found if one[0].open is half]) for half in (True, False)]
    print(f"{'plagdet':<26}{'all':>7}{'open':>7}{'other':>7}{'prec.':>7}{'recall':>7}{'gran.':>7}{'letters':>8}")
    for kind, whole in by_kind(found).items():
        scores = (whole.score, *(half[kind].score for half in halves), whole.precision, whole.recall)
        cells = "".join(f"{score:>7.3f}" for score in scores)
        print(f"{kind:<26}{cells}{whole.granularity:>7.2f}{whole.by_letters:>8.3f}")
    alarms = sum(len(detected) for pair, (_, detected) in found if not pair.true)
    print(f"passages named in the {sum(not pair.true for pair, _ in found)} pairs that share none: {alarms}")
