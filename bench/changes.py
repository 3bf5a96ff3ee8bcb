"""How well changes are named: ``python -m bench changes [--errors CLASS]``.

Sixty parent-child pairs with changes labelled by hand (``bench/labels/README.md``). A finding of weight medium or high
is right when a label has its class (or names it among those as right) and the spans of the two overlap on at least one
side; a label is found when such a finding exists. Labels marked optional count neither way. Beside that: the required
changes of the seed pages, and numbers that change on the way, of which none may be missed.

``--errors CLASS`` (or ``all``) lists what was missed and what was wrong in the first half of the pairs; the second
half is for measuring only.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.floors import Absent, line
from bench.lineage_cases import DATA, article_of
from bench.pairs import SEEDS
from retold.change import align, name_changes
from retold.change.codes import RULES
from retold.mention import find_mentions
from retold.model import Article, Change, Place
from retold.settings import Settings
from tests.pair_truth import examine

LABELS = Path(__file__).parent / "labels" / "changes.jsonl"
SPLIT_SEED = 4


@dataclass(frozen=True, slots=True)
class Label:
    """One change as a person named it."""

    code: str
    classes: frozenset[str]
    """Its own class and those that would be as right."""
    parent: tuple[int, int] | None
    child: tuple[int, int] | None
    optional: bool

    @property
    def class_(self) -> str:
        return str(RULES[self.code].class_)


@dataclass(frozen=True, slots=True)
class Case:
    """A parent, its child and the labels of their changes."""

    parent: Article
    child: Article
    labels: tuple[Label, ...]


@dataclass(slots=True)
class Sheet:
    """What was found and what was missed, by class."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    placed: int = 0
    """Findings at the place of a label, whatever their class."""
    errors: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    numbers_missed: list[str] = field(default_factory=list)

    def precision(self, class_: str | None = None) -> float:
        return _share(self.right, self.wrong, class_)

    def recall(self, class_: str | None = None) -> float:
        return _share(self.found, self.missed, class_)


def _share(good: Counter[str], bad: Counter[str], class_: str | None) -> float:
    yes, no = (good[class_], bad[class_]) if class_ else (good.total(), bad.total())
    return 100 * yes / (yes + no) if yes + no else 0.0


# ---------------------------------------------------------------------------------------------------------- the cases


def cases() -> tuple[list[Case], list[Case]]:
    """The labelled pairs: those whose errors may be read, and those for measuring only. Raises ``Absent``."""
    rows = [json.loads(row) for row in LABELS.read_text(encoding="utf-8").splitlines()]
    docs = {name: _documents(name) for name in sorted({row["set"] for row in rows})}
    found = [_case(row, docs[row["set"]]) for row in rows]
    opened = set(random.Random(SPLIT_SEED).sample(range(len(found)), len(found) // 2))
    return (
        [case for number, case in enumerate(found) if number in opened],
        [case for number, case in enumerate(found) if number not in opened],
    )


def _documents(name: str) -> dict[str, dict[str, str]]:
    path = DATA / name / "docs.jsonl"
    if not path.exists():
        raise Absent(f"{name} is not there ({path})")
    records = (json.loads(row) for row in path.read_text(encoding="utf-8").splitlines())
    return {record["id"]: record for record in records}


def _case(row: Mapping[str, Any], docs: Mapping[str, Mapping[str, str]]) -> Case:
    parent, child = docs[row["parent"]], docs[row["child"]]
    digest = hashlib.sha256(f"{parent['text']}\0{child['text']}".encode()).hexdigest()
    if digest != row["sha256"]:
        raise Absent(f"{row['set']}: {row['child']} is not the text that was labelled")
    return Case(article_of(parent), article_of(child), tuple(_label(one) for one in row["changes"]))


def _label(row: Mapping[str, Any]) -> Label:
    return Label(
        code=row["code"],
        classes=frozenset({str(RULES[row["code"]].class_), *row.get("also", ())}),
        parent=tuple(row["parent"]) if row["parent"] else None,
        child=tuple(row["child"]) if row["child"] else None,
        optional=row.get("optional", False),
    )


# ------------------------------------------------------------------------------------------------------------ scoring


def measure(wanted: Iterable[Case]) -> Sheet:
    """Name the changes of each pair and hold them against its labels."""
    sheet, settings = Sheet(), Settings()
    for case in wanted:
        analyses = {one.article: one for one in find_mentions((case.parent, case.child), settings.mention)}
        alignment = align(case.parent, case.child, analyses, settings.change)
        changes = name_changes(case.parent, case.child, alignment, analyses, settings.change)
        _score(case, [change for change in changes if change.weight != "low"], sheet)
    return sheet


def _score(case: Case, changes: Sequence[Change], sheet: Sheet) -> None:
    for change in changes:
        there = [label for label in case.labels if _touches(change, label)]
        same = [label for label in there if change.class_ in label.classes]
        sheet.placed += bool(there)
        if any(not label.optional for label in same):
            sheet.right[change.class_] += 1
        elif not same:
            sheet.wrong[change.class_] += 1
            sheet.errors[change.class_].append(f"wrong   {_told(change)}")
    for label in case.labels:
        if label.optional:
            continue
        if any(_touches(change, label) and change.class_ in label.classes for change in changes):
            sheet.found[label.class_] += 1
            continue
        sheet.missed[label.class_] += 1
        instead = "; ".join(_told(change) for change in changes if _touches(change, label)) or "nothing"
        missed = f"missed  {label.code} {_words(case, label)}; there: {instead}"
        sheet.errors[label.class_].append(missed)
        if label.code in ("F101", "F102"):
            sheet.numbers_missed.append(missed)


def _touches(change: Change, label: Label) -> bool:
    return _overlap(change.parent_at, label.parent) or _overlap(change.child_at, label.child)


def _overlap(place: Place | None, span: tuple[int, int] | None) -> bool:
    if place is None or place.span is None or span is None:
        return False
    return place.span.start < span[1] and span[0] < place.span.end


def _told(change: Change) -> str:
    return f"{change.code} {change.weight} {change.was!r} -> {change.now!r}"


def _words(case: Case, label: Label) -> str:
    was = case.parent.text[slice(*label.parent)] if label.parent else None
    now = case.child.text[slice(*label.child)] if label.child else None
    return f"{was!r} -> {now!r}"


# ----------------------------------------------------------------------------------------------------------- the table


def main(errors: str | None = None) -> None:
    """Print the figures, or what is wrong with one class."""
    try:
        opened, closed = cases()
    except Absent as absent:
        print(f"changes: skipped, {absent}")
        return
    first = measure(opened)
    if errors is not None:
        _print_errors(first, errors)
        return
    second = measure(closed)
    both = join(first, second)
    print(line("changes.precision", both.precision(), first.precision(), second.precision()))
    print(line("changes.recall", both.recall(), first.recall(), second.recall()))
    print(line("changes.numbers-missed", len(both.numbers_missed), *(len(s.numbers_missed) for s in (first, second))))
    for text in _seeds():
        print(text)
    print(f"{'class':<12}{'precision':>16}{'recall':>16}")
    for class_ in dict.fromkeys(str(rule.class_) for rule in RULES.values() if rule.class_):
        if both.right[class_] + both.wrong[class_] + both.found[class_] + both.missed[class_]:
            print(
                f"{class_:<12}{_fraction(both.right, both.wrong, class_)}{_fraction(both.found, both.missed, class_)}"
            )


def join(first: Sheet, second: Sheet) -> Sheet:
    """Two sheets as one."""
    return Sheet(
        right=first.right + second.right,
        wrong=first.wrong + second.wrong,
        found=first.found + second.found,
        missed=first.missed + second.missed,
        placed=first.placed + second.placed,
        numbers_missed=[*first.numbers_missed, *second.numbers_missed],
    )


def _fraction(good: Counter[str], bad: Counter[str], class_: str) -> str:
    every = good[class_] + bad[class_]
    return f"{good[class_]:>6} of {every:<3}" + (f"{100 * good[class_] / every:>4.0f}" if every else "   -")


def _seeds() -> Iterator[str]:
    if not SEEDS.is_dir():
        yield f"seeds: absent ({SEEDS})"
        return
    exam = examine(SEEDS, "alignment.json")
    musts = [change for change in exam.truth["changes"] if change["must"]]
    missed = exam.missed_changes()
    yield line("changes.seeds", len(musts) - len(missed))
    yield line("changes.seeds-high-missed", sum("(high)" in one for one in [*missed, *exam.missed_omissions()]))


def _print_errors(sheet: Sheet, class_: str) -> None:
    known = sorted(sheet.errors)
    if class_ not in ("all", *known):
        raise SystemExit(f"no errors of class {class_!r}; there are {', '.join(known)}")
    for name in known if class_ == "all" else [class_]:
        print(f"\n{len(sheet.errors[name])} × {name}")
        for text in sorted(sheet.errors[name]):
            print(f"  {text}")
