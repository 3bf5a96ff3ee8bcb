"""Resolves days, weekdays, holidays and times of day against a date, as TIMEX3 values."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Tense = Literal["past", "future", "open"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]

_FAR = 60
"""Days: a day named without its year that would lie so far ahead in a sentence about the past is last year's, and one
so far behind in a sentence about the future is next year's; nearer ones are taken as they are."""
_HOLIDAYS = {
    "Christmas": (12, 25),
    "Christmas Day": (12, 25),
    "Christmas Eve": (12, 24),
    "New Year's Day": (1, 1),
    "New Year's Eve": (12, 31),
    "Halloween": (10, 31),
    "Valentine's Day": (2, 14),
    "Boxing Day": (12, 26),
    "St. Patrick's Day": (3, 17),
    "St Patrick's Day": (3, 17),
}
_MOVABLE = {
    "Thanksgiving": (11, 3, 4),
    "Thanksgiving Day": (11, 3, 4),
    "Labor Day": (9, 0, 1),
    "Memorial Day": (5, 0, -1),
}
"""Month, weekday, and which of that weekday in the month (-1: the last)."""


@dataclass(frozen=True, slots=True)
class Value:
    """What an expression of time means: a TIMEX3 value and, where it can be given, the first and the last day."""

    value: str | None
    type: TimeType = "DATE"
    first: str | None = None
    last: str | None = None
    vague: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day an article speaks from (None when it is not known) and the tense around the expression."""

    day: date | None
    tense: Tense = "open"
    mind: date | None = None
    """The day that the text spoke of last; times of day and ``the next day`` are counted from it."""

    @property
    def then(self) -> Anchor:
        """The same with the day in mind as the day that is counted from."""
        return Anchor(self.mind or self.day, self.tense)


UNKNOWN = Value(None, vague=True)


def reference(direction: int) -> Value:
    """A time of which only the direction is known."""
    return Value(("PAST_REF", "PRESENT_REF", "FUTURE_REF")[direction + 1], vague=True)


def present(anchor: Anchor) -> Value:
    """The time of speaking."""
    day = anchor.day.isoformat() if anchor.day else None
    return Value("PRESENT_REF", first=day, last=day, vague=True)


def on_day(day: date, part: str = "") -> Value:
    """A day, or a part of one (``MO``, ``AF``, ``EV``, ``NI``, or a clock time)."""
    text = day.isoformat()
    return Value(f"{text}T{part}" if part else text, "TIME" if part else "DATE", text, text)


def day_of(year: int, month: int, day: int) -> Value:
    """A calendar day; unknown when there is no such day."""
    try:
        return on_day(date(year, month, day))
    except ValueError:
        return UNKNOWN


def day_without_year(month: int, day: int, anchor: Anchor) -> Value:
    """The nearest such day, since news speaks of the near; ``XXXX-07-01`` when there is nothing to be near to."""
    try:
        date(2000, month, day)
    except ValueError:
        return UNKNOWN
    if anchor.day is None:
        return Value(f"XXXX-{month:02}-{day:02}")
    here = anchor.day
    around = [found for year in (here.year - 1, here.year, here.year + 1) if (found := _maybe(year, month, day))]
    if not around:
        return UNKNOWN
    nearest = min(around, key=lambda found: abs((found - here).days))
    if anchor.tense == "past" and (nearest - here).days > _FAR:
        nearest = max(found for found in around if found <= here)
    if anchor.tense == "future" and (here - nearest).days > _FAR:
        nearest = min(found for found in around if found >= here)
    return on_day(nearest)


def day_without_month(day: int, anchor: Anchor) -> Value:
    """``on the 18th``: the nearest such day, behind in the past and ahead in the future."""
    if anchor.day is None:
        return Value(f"XXXX-XX-{day:02}")
    here = anchor.day
    first = here.year * 12 + here.month - 1
    around = [found for n in (-1, 0, 1) if (found := _maybe((first + n) // 12, (first + n) % 12 + 1, day))]
    fitting = [
        found
        for found in around
        if (anchor.tense != "past" or found <= here) and (anchor.tense != "future" or found >= here)
    ]
    return on_day(min(fitting or around, key=lambda found: abs((found - here).days))) if around else UNKNOWN


def at_time(clock: str, anchor: Anchor) -> Value:
    """A time of day (``T15:00``) on the anchor's day."""
    day = anchor.day.isoformat() if anchor.day else None
    return Value(f"{day or 'XXXX-XX-XX'}{clock}", "TIME", day, day)


def weekday(number: int, direction: int | None, anchor: Anchor) -> Value:
    """``last Monday`` (-1), ``this Monday`` (0), ``next Monday`` (1), or a bare ``Monday`` read by tense (None)."""
    if anchor.day is None:
        return Value(f"XXXX-WXX-{number + 1}", vague=True)
    behind = (anchor.day.weekday() - number) % 7
    ahead = (number - anchor.day.weekday()) % 7
    if direction is None:
        direction = 1 if anchor.tense == "future" and ahead else 0 if anchor.tense == "open" and behind else -1
        if direction == 0:
            direction = -1
        return on_day(anchor.day + timedelta(days=ahead) if direction > 0 else anchor.day - timedelta(days=behind))
    if direction < 0:
        return on_day(anchor.day - timedelta(days=behind or 7))
    if direction > 0:
        return on_day(anchor.day + timedelta(days=ahead or 7))
    return on_day(anchor.day + timedelta(days=ahead if anchor.tense != "past" else -behind))


def holiday(name: str, anchor: Anchor) -> Value:
    """The holiday that is nearest, as a day without year is."""
    if name in _HOLIDAYS:
        return day_without_year(*_HOLIDAYS[name], anchor)
    month, weekday_, which = _MOVABLE[name]
    if anchor.day is None:
        return Value(f"XXXX-{month:02}", vague=True)
    around = [_nth_weekday(anchor.day.year + step, month, weekday_, which) for step in (-1, 0, 1)]
    here = anchor.day
    return on_day(min(around, key=lambda found: abs((found - here).days)))


def _nth_weekday(year: int, month: int, weekday_: int, which: int) -> date:
    last = monthrange(year, month)[1]
    days = [day for day in range(1, last + 1) if date(year, month, day).weekday() == weekday_]
    return date(year, month, days[which - 1] if which > 0 else days[which])


def _maybe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
