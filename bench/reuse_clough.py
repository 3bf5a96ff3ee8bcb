"""How a text was made from a source: 95 short answers of ``reuse-clough``, four kinds, and made from it or not.

The three thresholds are learned anew on four of the five tasks and tried on the fifth, in turn; beside that stands what
the thresholds of ``settings.py`` reach, which were learned on all five.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from bench.mention_sets import records
from retold.match.derivation import Derivation, Runs, derivation_of, runs_from
from retold.settings import RewordedSettings

FOLDER = "reuse-clough"
LABELS: dict[str, Derivation] = {"non": "own", "heavy": "reworded", "light": "edited", "cut": "pasted"}


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: its task, how it was made, and its runs in common with the source."""

    task: str
    made: Derivation
    runs: Runs


def answers() -> list[Answer]:
    """The answers of the set. Raises ``Absent``."""
    texts = {record["id"]: record["text"] for record in records(FOLDER)}
    settings = RewordedSettings()
    return [
        Answer(label["a"], LABELS[label["label"]], runs_from(texts[label["a"]], texts[label["b"]], settings))
        for label in records(FOLDER, "labels.jsonl")
    ]


def learned(known: Sequence[Answer]) -> RewordedSettings:
    """The thresholds that part these answers with the fewest errors, one after the other."""
    made = [one for one in known if one.made != "own"]
    reworked = [one for one in made if one.made != "pasted"]
    return replace(
        RewordedSettings(),
        derived_share=_parting([one.runs.share for one in known], [one.made != "own" for one in known]),
        pasted_run=_parting([one.runs.usual for one in made], [one.made == "pasted" for one in made]),
        edited_share=_parting([one.runs.share for one in reworked], [one.made == "edited" for one in reworked]),
    )


def _parting(values: Sequence[float], above: Sequence[bool]) -> float:
    """The value that parts two classes with the fewest errors; the middle one of those that do equally well."""
    places = np.unique(values)
    between = (places[1:] + places[:-1]) / 2
    errors = ((np.array(values)[:, None] >= between) != np.array(above)[:, None]).sum(axis=0)
    return float(np.median(between[errors == errors.min()]))


def judged() -> list[tuple[Answer, Derivation]]:
    """Each answer with what is said of it by thresholds learned on the other tasks."""
    known = answers()
    said: list[tuple[Answer, Derivation]] = []
    for task in sorted({one.task for one in known}):
        settings = learned([one for one in known if one.task != task])
        said.extend((one, derivation_of(one.runs, settings)) for one in known if one.task == task)
    return said


def shares_right(said: Sequence[tuple[Answer, Derivation]]) -> tuple[float, float]:
    """Percent of the answers whose kind is right, and of those of which it is right whether they are made from it."""
    kinds = sum(one.made == found for one, found in said)
    derived = sum((one.made == "own") == (found == "own") for one, found in said)
    return 100 * kinds / len(said), 100 * derived / len(said)


def main() -> None:
    """Print both shares, learned task by task and as shipped, and the table of kinds."""
    said = judged()
    settings = RewordedSettings()
    shipped = shares_right([(one, derivation_of(one.runs, settings)) for one, _ in said])
    for name, (kinds, derived) in (("task left out", shares_right(said)), ("as shipped", shipped)):
        print(f"{name:<14} four ways {kinds:.1f} %   made from the source or not {derived:.1f} %")
    order = list(LABELS.values())
    print(f"{'true':<12}" + "".join(f"{name:>10}" for name in order))
    for made in order:
        found = [answer for one, answer in said if one.made == made]
        print(f"{made:<12}" + "".join(f"{found.count(name):>10}" for name in order))
