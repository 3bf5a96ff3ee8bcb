"""Cleaning, alignment, changes and facts on pairs of pages with hand-made truth: ours and, when present, the seeds."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from tests.pair_truth import PairExam, examine

ROOT = Path(__file__).resolve().parent.parent
SEEDS = Path(os.environ.get("RETOLD_DATA") or ROOT.parent / "shared" / "data") / "seeds"
COLUMNS = ("pair", "cleaning faults", "wrong pairs", "musts", "omissions", "false alarms", "facts")


def main() -> None:
    """Print a row a pair: faults of cleaning, wrong alignments, required changes and omissions found, alarms, facts."""
    print("  ".join(f"{name:>15}" for name in COLUMNS))
    for name, exam in _exams():
        print("  ".join(f"{cell:>15}" for cell in _row(name, exam)), flush=True)


def _exams() -> Iterator[tuple[str, PairExam]]:
    for folder in sorted((ROOT / "tests" / "retellings").iterdir()):
        if folder.is_dir():
            yield folder.name, examine(folder)
    if SEEDS.is_dir():
        yield "seeds", examine(SEEDS, "alignment.json")
    else:
        print(f"seeds: absent ({SEEDS})")


def _row(name: str, exam: PairExam) -> tuple[str, ...]:
    musts = [change for change in exam.truth["changes"] if change["must"]]
    omissions = exam.truth["omissions"]
    facts = exam.truth.get("facts", [])
    return (
        name,
        str(len(exam.cleaning_faults("A") + exam.cleaning_faults("B"))),
        str(len(exam.wrong_pairs())),
        f"{len(musts) - len(exam.missed_changes())}/{len(musts)}",
        f"{len(omissions) - len(exam.missed_omissions())}/{len(omissions)}",
        str(len(exam.false_alarms())),
        f"{len(facts) - len(exam.missed_facts(facts))}/{len(facts)}" if facts else "-",
    )
