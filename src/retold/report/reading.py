"""Two versions side by side: the sentences of a step in rows, cut into pieces where a change begins or ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from retold.model import Article, Change, Pair, Place, SentenceKind, Span
from retold.report.views import StepView, StoryView, rows_of, runs_of
from retold.report.wording import WEIGHTS

SHORTEST_RUN = 3
"""Identical sentences in a row from which they are folded: two are read as fast as the line that folds them."""

Side = Literal["parent", "child"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A change with its address on the page and both of its places in words."""

    change: Change
    anchor: str
    """``S201-A6``: code and place, unique on the page."""
    places: str
    mark: str
    """Address of the changed words in the reading; empty when they have no place there."""

    @property
    def family(self) -> str:
        """The letter of the code: F fact, S source, V voice, R form."""
        return self.change.code[0]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a sentence with the changes they belong to; ``labels`` are those whose last words these are."""

    text: str
    findings: tuple[Finding, ...] = ()
    labels: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence as it stands in a column, or a headline or credit line."""

    label: str
    anchor: str | None
    kind: SentenceKind | Literal["headline", "credit"]
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The words without marks."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Row:
    """Sentences that belong together: what happened to them, and the lines of both sides."""

    pair: Pair
    parent: tuple[Line, ...]
    child: tuple[Line, ...]
    heaviest: str
    """Weight of the heaviest change in the row, empty when it has none."""

    @property
    def alike(self) -> bool:
        """True when both sides are letter for letter the same and nothing is marked, so that one copy is enough."""
        return (
            self.pair.op == "same"
            and not self.heaviest
            and [line.text for line in self.parent] == [line.text for line in self.child]
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """A step ready to be read: its findings by weight, and its rows with runs of identical sentences together."""

    step: StepView
    parent: Article
    child: Article
    findings: tuple[Finding, ...]
    runs: tuple[tuple[Row, ...], ...]


def readings_of(view: StoryView, prefix: str) -> tuple[tuple[Reading, ...], tuple[tuple[Line, ...], ...]]:
    """The readings of all steps of a story, and the text of each page that is in no step.

    ``prefix`` keeps the addresses of several stories on one page apart. A sentence gets its address where it stands
    first.
    """
    reader = _Reader(view, prefix)
    readings = tuple(reader.reading(step) for step in view.steps)
    read = {article for step in view.steps for article in (step.alignment.parent, step.alignment.child)}
    rest = tuple(reader.whole(article) for article in view.pages if article.id not in read)
    return readings, rest


@dataclass(frozen=True, slots=True)
class _Column:
    """One side of a step: its article, and the changed words by sentence, those of the headline under None."""

    article: Article
    side: Side
    findings: tuple[Finding, ...]
    marks: Mapping[int | None, Sequence[tuple[Span, Finding]]]


class _Reader:
    """Builds readings and remembers which addresses are taken."""

    def __init__(self, view: StoryView, prefix: str) -> None:
        self._view = view
        self._prefix = prefix
        self._taken: set[str] = set()

    def reading(self, step: StepView) -> Reading:
        parent, child = (self._view.articles[one] for one in (step.alignment.parent, step.alignment.child))
        findings = tuple(self._finding(change) for change in step.heaviest())
        left = _Column(parent, "parent", findings, _marks(findings, "parent"))
        right = _Column(child, "child", findings, _marks(findings, "child"))
        rows = _with_one_credit_row(rows_of(step.alignment))
        built = {
            id(pair): Row(
                pair,
                self._lines(left, pair, pair.parent),
                self._lines(right, pair, pair.child),
                _heaviest(pair, findings),
            )
            for pair in rows
        }
        runs = tuple(tuple(built[id(pair)] for pair in run) for run in runs_of(rows, SHORTEST_RUN))
        return Reading(step, parent, child, findings, runs)

    def whole(self, article: Article) -> tuple[Line, ...]:
        return tuple(self._sentence(article, number, []) for number in range(len(article.sentences)))

    def _finding(self, change: Change) -> Finding:
        places = self._view.places(change)
        place = places.rsplit(" → ", 1)[-1].replace(" ", "-")
        anchor = self._free(f"{change.code}-{place}" if place else change.code)
        placed = any(at is not None for at in (change.parent_at, change.child_at))
        return Finding(change, anchor, places, f"at-{anchor}" if placed else "")

    def _free(self, wanted: str) -> str:
        name, number = self._prefix + wanted, 1
        while name in self._taken:
            number += 1
            name = f"{self._prefix}{wanted}-{number}"
        self._taken.add(name)
        return name

    def _lines(self, column: _Column, pair: Pair, sentences: Sequence[int]) -> tuple[Line, ...]:
        article = column.article
        if pair.part == "body":
            return tuple(self._sentence(article, number, column.marks.get(number, [])) for number in sentences)
        label = self._view.labels[article.id]
        if pair.part == "credit":
            return tuple(_credit_lines(column, label))
        pieces = tuple(_pieces(article.title or "", 0, column.marks.get(None, [])))
        return (Line(f"{label} headline", None, "headline", pieces),) if pieces else ()

    def _sentence(self, article: Article, number: int, marks: Sequence[tuple[Span, Finding]]) -> Line:
        sentence = article.sentences[number]
        label = f"{self._view.labels[article.id]}{number + 1}"
        name = self._prefix + label
        anchor = None if name in self._taken else name
        self._taken.add(name)
        pieces = _pieces(article.words_of(number), sentence.start, marks)
        return Line(label, anchor, sentence.kind, tuple(pieces))


def _with_one_credit_row(rows: Sequence[Pair]) -> list[Pair]:
    """The rows with a single one for all credit lines, since each side lists them together."""
    credits = [pair for pair in rows if pair.part == "credit"]
    return [pair for pair in rows if pair.part != "credit" or pair is credits[0]]


def _place(change: Change, side: Side) -> Place | None:
    return change.parent_at if side == "parent" else change.child_at


def _on_credit_line(change: Change, side: Side) -> bool:
    place = _place(change, side)
    return change.class_ == "credit" and place is not None and place.sentence is None


def _marks(findings: Sequence[Finding], side: Side) -> dict[int | None, list[tuple[Span, Finding]]]:
    """The changed words of one side by sentence; those of the headline under None."""
    found: dict[int | None, list[tuple[Span, Finding]]] = {}
    for finding in findings:
        place = _place(finding.change, side)
        if place is not None and place.span is not None and not _on_credit_line(finding.change, side):
            found.setdefault(place.sentence, []).append((place.span, finding))
    return found


def _pieces(text: str, offset: int, marks: Sequence[tuple[Span, Finding]]) -> Iterator[Piece]:
    """The text cut where a change begins or ends; the heaviest change of a piece comes first."""
    inside = [
        (max(0, span.start - offset), min(len(text), span.end - offset), finding)
        for span, finding in marks
        if span.start - offset < len(text) and span.end > offset
    ]
    cuts = sorted({0, len(text), *(start for start, _, _ in inside), *(end for _, end, _ in inside)})
    for start, end in pairwise(cuts):
        here = [mark for mark in inside if mark[0] <= start and end <= mark[1]]
        yield Piece(
            text[start:end],
            tuple(finding for _, _, finding in here),
            tuple(finding for _, last, finding in here if last == end),
        )


def _credit_lines(column: _Column, label: str) -> Iterator[Line]:
    """The credit lines of a page; a changed one carries its change, and one only the change knows is shown too."""
    changed: dict[str, list[Finding]] = {}
    for finding in column.findings:
        words = finding.change.was if column.side == "parent" else finding.change.now
        if words and _on_credit_line(finding.change, column.side):
            changed.setdefault(words, []).append(finding)
    wordings = [credit.wording for credit in column.article.credits if credit.level != "claim"]
    for wording in dict.fromkeys([*wordings, *changed]):
        found = tuple(changed.get(wording, ()))
        yield Line(f"{label} credit line", None, "credit", (Piece(wording, found, found),))


def _heaviest(pair: Pair, findings: Sequence[Finding]) -> str:
    def touches(finding: Finding) -> bool:
        change = finding.change
        if pair.part != "body":
            sides: tuple[Side, ...] = ("parent", "child")
            if pair.part == "credit":
                return any(_on_credit_line(change, side) for side in sides)
            places = [_place(change, side) for side in sides if not _on_credit_line(change, side)]
            return any(at is not None and at.sentence is None for at in places)
        parent, child = change.parent_at, change.child_at
        return bool(
            (parent is not None and parent.sentence in pair.parent)
            or (child is not None and child.sentence in pair.child)
        )

    weights = {finding.change.weight for finding in findings if touches(finding)}
    return next((weight for weight in WEIGHTS if weight in weights), "")
