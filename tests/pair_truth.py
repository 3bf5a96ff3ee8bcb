"""Scoring a traced pair of pages against hand-made truth (units, pairs, changes, facts with places on the page).

``python -m tests.pair_truth FOLDER...`` prints what is missed for every folder that holds a ``truth.json``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import retold
from retold.model import Alignment, Article, Change, PageSpan, Place, Report

Truth = Mapping[str, Any]
Interval = tuple[int, int]


@dataclass(frozen=True)
class PairExam:
    """A report on a parent page (``B`` in the truth) and a child page (``A``), with the truth about them."""

    report: Report
    truth: Truth

    @cached_property
    def articles(self) -> dict[str, Article]:
        """The articles by the letters of the truth."""
        by_name = {Path(article.path).name: article for article in self.report.articles}
        return {letter: by_name[self.truth[letter]["file"]] for letter in "AB"}

    def page_interval(self, letter: str, start: int, end: int) -> Interval:
        """Where a span of the article text stands on the page."""
        return _to_page(self.articles[letter], start), _to_page(self.articles[letter], end - 1) + 1

    @cached_property
    def unit_of(self) -> dict[tuple[str, int], str]:
        """For each sentence of each article the unit of the truth that it covers most of."""
        found: dict[tuple[str, int], str] = {}
        for letter, article in self.articles.items():
            for number, sentence in enumerate(article.sentences):
                place = self.page_interval(letter, sentence.start, sentence.end)
                units = self.truth[letter]["units"]
                best = max(units, key=lambda unit: _common(place, tuple(units[unit])))
                found[letter, number] = best if _common(place, tuple(units[best])) else "?"
        return found

    # -------------------------------------------------------------------------------------------------------- cleaning

    def cleaning_faults(self, letter: str) -> list[str]:
        """Units whose sentence is lost, cut or glued, and furniture that was kept."""
        article = self.articles[letter]
        kept = [self.page_interval(letter, s.start, s.end) for s in article.sentences]
        body = {u: tuple(at) for u, at in self.truth[letter]["units"].items() if u not in ("B0", "A0", "BC", "AC")}
        faults = [f"unit {unit} is not one sentence of the article" for unit, at in body.items() if at not in kept]
        extra = [place for place in kept if place not in body.values()]
        return faults + [f"kept on page at {place}" for place in extra]

    # ------------------------------------------------------------------------------------------------------- alignment

    @cached_property
    def alignment(self) -> Alignment | None:
        ids = {letter: article.id for letter, article in self.articles.items()}
        return next((a for a in self.report.alignments if (a.parent, a.child) == (ids["B"], ids["A"])), None)

    def wrong_pairs(self) -> list[str]:
        """Pairs of the truth that the alignment does not have."""
        found = set(self._found_pairs())
        wanted = {
            (pair["op"], tuple(pair["b"]), tuple(pair["a"]))
            for pair in self.truth["pairs"]
            if not {"B0", "BC", "A0", "AC"} & {*pair["b"], *pair["a"]}
        }
        return [f"{op} {'+'.join(b) or '-'} = {'+'.join(a) or '-'}" for op, b, a in sorted(wanted - found)]

    def _found_pairs(self) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
        for pair in self.alignment.pairs if self.alignment else ():
            if pair.part == "body":
                yield (
                    pair.op,
                    tuple(self.unit_of["B", number] for number in pair.parent),
                    tuple(self.unit_of["A", number] for number in pair.child),
                )

    # --------------------------------------------------------------------------------------------------------- changes

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        ids = {letter: article.id for letter, article in self.articles.items()}
        return tuple(c for c in self.report.changes if (c.parent, c.child) == (ids["B"], ids["A"]))

    def missed_changes(self, *, must: bool = True) -> list[str]:
        """Changes of the truth that were not named with the right class at the right place."""
        wanted = [change for change in self.truth["changes"] if change["must"] or not must]
        return [self._line(change) for change in wanted if not self._named(change)]

    def missed_omissions(self) -> list[str]:
        """Dropped units of the truth that were not named with the right class."""
        return [self._line({**o, "from_span": o["span"]}) for o in self.truth["omissions"] if not self._named(o)]

    def false_alarms(self) -> list[str]:
        """Changes above low that stand where the truth has none."""
        rows = [*self.truth["changes"], *self.truth["omissions"], *self.truth.get("additions", [])]
        return [
            f"{c.weight} {c.class_}/{c.direction} {c.was!r} -> {c.now!r}"
            for c in self.changes
            if c.weight != "low" and not any(self._touches(c, row) for row in rows)
        ]

    def _named(self, row: Mapping[str, Any]) -> bool:
        return any(c.class_ == row["cls"] and self._same_place(c, row) for c in self.changes)

    def _same_place(self, change: Change, row: Mapping[str, Any]) -> bool:
        return all(
            span is None or _share((span[0], span[1]), self._interval(letter, place)) >= 0.5
            for letter, span, place in self._sides(change, row)
        )

    def _touches(self, change: Change, row: Mapping[str, Any]) -> bool:
        return any(
            span is not None and _share((span[0], span[1]), self._interval(letter, place)) > 0
            for letter, span, place in self._sides(change, row)
        )

    def _sides(self, change: Change, row: Mapping[str, Any]) -> Iterator[tuple[str, list[int] | None, Place | None]]:
        yield (
            "B",
            row.get("from_span") or (row.get("span") if "unit" in row and "A" not in row["unit"] else None),
            change.parent_at,
        )
        yield (
            "A",
            row.get("to_span") or (row.get("span") if "unit" in row and "A" in row["unit"] else None),
            change.child_at,
        )

    def _interval(self, letter: str, place: Place | None) -> Interval:
        if place is None:
            return (0, 0)
        if place.page is not None:
            return place.page.start, place.page.end
        if place.span is None or place.sentence is None:
            return (0, 0)
        return self.page_interval(letter, *place.span)

    def _line(self, row: Mapping[str, Any]) -> str:
        place = [f"{c.class_}/{c.direction} {c.was!r} -> {c.now!r}" for c in self.changes if self._touches(c, row)]
        words = f"{row.get('from_text') or row.get('unit')!r} -> {row.get('to_text')!r}"
        return f"{row['cls']}/{row['effect']} ({row['severity']}) {words}; there: {'; '.join(place) or 'nothing'}"

    # ----------------------------------------------------------------------------------------------------------- facts

    def fact_units(self) -> list[dict[str, frozenset[str]]]:
        """For each fact found, the units that carry it in each version; a headline is unit 0."""
        letters = {article.id: letter for letter, article in self.articles.items()}
        found = []
        for fact in self.report.facts:
            units: dict[str, set[str]] = {"A": set(), "B": set()}
            for sighting in fact.sightings:
                letter = letters[sighting.article]
                at = sighting.sentence
                units[letter].add(f"{letter}0" if at is None else self.unit_of[letter, at])
            found.append({letter: frozenset(names) for letter, names in units.items()})
        return found

    def missed_facts(self, facts: Sequence[Mapping[str, Any]]) -> list[str]:
        """Facts of the truth for which no fact has exactly the same sentences in both versions."""
        found = self.fact_units()
        return [
            f"{row['id']} {row['text']}"
            for row in facts
            if {letter: frozenset(row[letter]) for letter in "AB"} not in found
        ]


def _to_page(article: Article, offset: int) -> int:
    for span in article.page_spans:
        if isinstance(span, PageSpan) and span.article_start <= offset < span.article_end:
            return span.page_start + offset - span.article_start
    raise AssertionError(f"offset {offset} of {article.path} is not on its page")


def _common(a: Interval, b: Interval) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def _share(wanted: Interval, found: Interval) -> float:
    """Common part as a share of the wanted stretch."""
    return _common(wanted, found) / max(1, wanted[1] - wanted[0])


def examine(folder: Path, truth_file: str = "truth.json") -> PairExam:
    """Trace the two pages of a folder and put the truth beside the report."""
    truth = json.loads((folder / truth_file).read_text(encoding="utf-8"))
    report = retold.trace([folder / truth["B"]["file"], folder / truth["A"]["file"]])
    return PairExam(report, truth)


def described(exam: PairExam) -> Iterator[str]:
    """Everything that an exam finds amiss, a line each."""
    for letter in "BA":
        yield from (f"  clean {letter}: {fault}" for fault in exam.cleaning_faults(letter))
    yield from (f"  pair: {line}" for line in exam.wrong_pairs())
    musts = [c for c in exam.truth["changes"] if c["must"]]
    missed = exam.missed_changes()
    yield f"  changes: {len(musts) - len(missed)} of {len(musts)} musts"
    yield from (f"  missed: {line}" for line in missed)
    yield from (f"  omission: {line}" for line in exam.missed_omissions())
    yield from (f"  alarm: {line}" for line in exam.false_alarms())
    yield from (f"  fact: {line}" for line in exam.missed_facts(exam.truth.get("facts", ())))


if __name__ == "__main__":
    for name in sys.argv[1:]:
        path = Path(name)
        file = "truth.json" if (path / "truth.json").exists() else "alignment.json"
        print(path.name)
        print("\n".join(described(examine(path, file))))
