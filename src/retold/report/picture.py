"""The lineage as a picture: time from left to right, a lane for each node, children below their parents.

Every node has a lane of its own and its label stands to the right of it, so no two labels can meet. Lines leave a
parent downwards and reach a child from the left; what lies between the two are the parent's other descendants, which
stand further right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal
from unicodedata import east_asian_width

from retold.model import Dated, Step
from retold.report.descent import DescentRow, descent_rows, share_explained
from retold.report.views import StoryView
from retold.report.wording import made_from, moment, page_name, shortened, sources_named

LANE = 54
TOP = 40
AXIS = 460
NUDGE = 22
"""Least way to the right from a parent to a child of the same time."""

Shape = Literal["outside", "credits", "none"]


@dataclass(frozen=True, slots=True)
class Dot:
    """A node with its place, its shape, and two lines of label; ``until`` ends the bar of an imprecise date."""

    x: float
    y: float
    shape: Shape
    label: str
    name: str
    told: str
    hidden: bool
    origin: bool
    until: float | None


@dataclass(frozen=True, slots=True)
class Line:
    """A step as a path; ``target`` is the address of its reading, empty for a credited source outside the pile."""

    path: str
    width: float
    certain: bool
    second: bool
    says: str
    target: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A moment on the time axis."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole picture in its own units, ready to be drawn."""

    width: int
    height: int
    strip: float
    """Right edge of the strip for nodes without a date; 0 when all have one."""
    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    ticks: tuple[Tick, ...]


def lineage_picture(view: StoryView, targets: Mapping[tuple[str, str], str]) -> Picture:
    """The picture of a story's lineage; ``targets`` gives the address of each step's reading by parent and child."""
    rows = descent_rows(view)
    times = {row.node.id: _time(view.articles[row.node.article].date) for row in rows if row.node.article}
    known = [time for time in times.values() if time is not None]
    slots = _slots(rows, times)
    strip = 46.0 + NUDGE * max(slots.values()) if slots else 0.0
    scale = _Scale(known, max(strip + 26, 48))
    dots: dict[str, Dot] = {}
    for lane, row in enumerate(rows):
        dots[row.node.id] = _dot(row, view, _x(row, times, slots, dots, scale), TOP + lane * LANE, times, scale)
    lines = [
        _line(step, dots, view, targets, second=step is not row.step)
        for row in rows
        for step in (row.step, *row.others)
        if step is not None and step.parent in dots
    ]
    lines.sort(key=lambda line: (not line.second, -line.width))
    bottom = TOP + len(rows) * LANE - 14
    ticks = scale.ticks()
    width = max([420, *(dot.x + 18 + _width(dot) for dot in dots.values()), *(tick.x + 44 for tick in ticks)])
    height = bottom + (24 if ticks else 4)
    return Picture(int(width) + 8, height, strip, tuple(dots.values()), tuple(lines), ticks)


# ---------------------------------------------------------------------------------------------------------------- time


@dataclass(frozen=True, slots=True)
class _Time:
    start: datetime
    end: datetime


def _time(date: Dated) -> _Time | None:
    """The stretch of time a date stands for; a time without zone counts as UTC."""
    if date.value is None:
        return None
    text = date.value + {4: "-01-01", 7: "-01"}.get(len(date.value), "")
    try:
        start = datetime.fromisoformat(text)
    except ValueError:
        return None
    start = start if start.tzinfo else start.replace(tzinfo=UTC)
    lengths = {"year": timedelta(days=365), "month": timedelta(days=30), "day": timedelta(days=1)}
    return _Time(start, start + lengths.get(date.precision, timedelta()))


class _Scale:
    """Time to place along the axis."""

    def __init__(self, times: Sequence[_Time], left: float) -> None:
        self._left = left
        self._first = min((time.start for time in times), default=None)
        last = max((time.start for time in times), default=None)
        self._span = (last - self._first) if self._first and last else timedelta()

    def x(self, time: datetime) -> float:
        if self._first is None or not self._span:
            return self._left
        return self._left + AXIS * min(1.0, (time - self._first) / self._span)

    def ticks(self) -> tuple[Tick, ...]:
        """At most five round moments; the one date when there is only one."""
        if self._first is None:
            return ()
        if not self._span:
            return (Tick(self._left, moment(self._first.date().isoformat())),)
        hours = (1, 2, 3, 6, 12, 24, 48, 96, 168, 336, 720, 1440, 2160, 4320, 8760, 17520, 43800)
        step = next((timedelta(hours=h) for h in hours if self._span / timedelta(hours=h) <= 4), self._span)
        midnight = self._first.replace(hour=0, minute=0, second=0, microsecond=0)
        at = midnight + step * -(-(self._first - midnight) // step)
        ticks: list[Tick] = []
        while at <= self._first + self._span:
            day = f"{at.day} {at:%b}" + (f" {at.year}" if not ticks or step.days > 27 else "")
            ticks.append(Tick(self.x(at), day if not ticks or not at.hour else f"{at:%H:%M}"))
            at += step
        return tuple(ticks)


# --------------------------------------------------------------------------------------------------------------- places


def _slots(rows: Sequence[DescentRow], times: Mapping[str, _Time | None]) -> dict[str, int]:
    """Places inside the strip: a child stands right of its parent, a later branch left of an earlier one.

    The line to an undated child of a dated parent comes down from above at the child's own place; standing further
    left, it passes the earlier branches without touching them.
    """
    undated = [row for row in rows if times.get(row.node.id) is None]
    inside = {row.node.id for row in undated}
    heads = [row for row in undated if row.step is not None and row.step.parent not in inside]
    slots = {row.node.id: number for number, row in enumerate(reversed(heads))}
    for row in undated:
        if row.node.id not in slots:
            slots[row.node.id] = slots[row.step.parent] + 1 if row.step and row.step.parent in slots else 0
    return slots


def _x(
    row: DescentRow,
    times: Mapping[str, _Time | None],
    slots: Mapping[str, int],
    dots: Mapping[str, Dot],
    scale: _Scale,
) -> float:
    time = times.get(row.node.id)
    if time is None:
        return 24.0 + NUDGE * slots[row.node.id]
    x = scale.x(time.start)
    parent = dots.get(row.step.parent) if row.step else None
    if parent is not None and parent.x - NUDGE < x < parent.x + NUDGE:
        return parent.x + NUDGE
    return x


def _dot(row: DescentRow, view: StoryView, x: float, y: float, times: Mapping[str, _Time | None], scale: _Scale) -> Dot:
    article = view.articles.get(row.node.article or "")
    origin = row.node.id in view.story.origin_nodes
    if article is None:
        told = "not in the pile" if row.node.kind == "outside" else "missing original"
        return Dot(x, y, "outside", "", shortened(row.node.name, 44), told, False, origin, None)
    date = moment(article.date.value) if article.date.value else "no date"
    name = shortened(article.outlet or page_name(article), 36)
    how = made_from(row.step, view.name(row.step.parent)) if row.step else sources_named(article)
    time = times[article.id]
    until = scale.x(time.end) if time and time.end > time.start else None
    hidden = article.id in view.hidden
    told = shortened(how, 64)
    shape: Shape = "credits" if any(credit.level != "claim" for credit in article.credits) else "none"
    return Dot(x, y, shape, view.labels[article.id], f"{name} · {date}", told, hidden, origin, until)


def _width(dot: Dot) -> float:
    """Room for the label: a generous width for each letter, twice as much for wide ones."""

    def cells(text: str) -> int:
        return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)

    return max(
        7.6 * cells(f"{dot.label} {dot.name}"), 6.6 * cells(dot.told + (" ! hidden source" if dot.hidden else ""))
    )


def _line(
    step: Step, dots: Mapping[str, Dot], view: StoryView, targets: Mapping[tuple[str, str], str], *, second: bool
) -> Line:
    share = share_explained(step, view)
    begin, end = dots[step.parent], dots[step.child]
    says = f"{view.name(step.child)}: {made_from(step, view.name(step.parent))}"
    if share:
        says += f", explains {share:.0%} of {view.name(step.child)}"
    return Line(
        _path(begin, end, second),
        1.4 if second or step.how == "credit" else round(1.4 + 3.6 * share, 1),
        step.confidence > 0.8,
        second,
        says,
        targets.get((step.parent, step.child), ""),
    )


def _path(begin: Dot, end: Dot, second: bool) -> str:
    """Down and then right; to a child further left through the gap below the lane; a second parent by a curve."""
    x1, y1, x2, y2 = (round(place) for place in (begin.x, begin.y, end.x, end.y))
    down = 1 if y2 > y1 else -1
    leave, arrive = y1 + 8 * down, y2 - 8 * down
    if second:
        bow = min(x1, x2) - 16
        return f"M{x1} {leave}C{bow} {y1 + 30 * down} {bow} {y2} {x2 - 9} {y2}"
    if x2 > x1:
        return f"M{x1} {leave}V{y2 - 10 * down}Q{x1} {y2} {x1 + 10} {y2}H{x2 - 8}"
    gap = y1 + 26 * down
    return f"M{x1} {leave}V{gap}H{x2 + 10}Q{x2} {gap} {x2} {gap + 10 * down}V{arrive}"
