"""Resolves expressions of time against a date: what day, month or span they mean, as TIMEX3 values."""

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
_SEASONS = {"spring": ("SP", 3), "summer": ("SU", 6), "autumn": ("FA", 9), "fall": ("FA", 9), "winter": ("WI", 12)}


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


def month_of(year: int, month: int) -> Value:
    """A month of a year."""
    last = monthrange(year, month)[1]
    return Value(f"{year:04}-{month:02}", "DATE", f"{year:04}-{month:02}-01", f"{year:04}-{month:02}-{last:02}")


def month_without_year(month: int, anchor: Anchor) -> Value:
    """The month meant by its bare name, by tense first and by nearness else."""
    if anchor.day is None:
        return Value(f"XXXX-{month:02}")
    here = anchor.day.year * 12 + anchor.day.month - 1
    around = [year * 12 + month - 1 for year in (anchor.day.year - 1, anchor.day.year, anchor.day.year + 1)]
    nearest = min(around, key=lambda found: (abs(found - here), found > here))
    if anchor.tense == "past":
        nearest = max(found for found in around if found <= here)
    elif anchor.tense == "future":
        nearest = min(found for found in around if found >= here)
    return month_of(nearest // 12, nearest % 12 + 1)


def month_near(month: int, direction: int, anchor: Anchor) -> Value:
    """``last March`` (-1), ``this March`` (0), ``next March`` (1)."""
    if anchor.day is None:
        return Value(f"XXXX-{month:02}", vague=True)
    year = anchor.day.year
    if direction < 0 and month >= anchor.day.month:
        year -= 1
    if direction > 0 and month <= anchor.day.month:
        year += 1
    return month_of(year, month)


def year_of(year: int) -> Value:
    """A calendar year."""
    return Value(f"{year:04}", "DATE", f"{year:04}-01-01", f"{year:04}-12-31")


def years(first: int, last: int, value: str) -> Value:
    """A decade or century."""
    return Value(value, "DATE", f"{first:04}-01-01", f"{last:04}-12-31")


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


def shifted(unit: str, count: int, anchor: Anchor) -> Value:
    """The day, week, month or year that lies ``count`` units from the anchor."""
    here = anchor.day
    if here is None:
        return reference((count > 0) - (count < 0))
    try:
        return _shifted(unit, count, here)
    except (ValueError, OverflowError):
        return reference((count > 0) - (count < 0))


def _shifted(unit: str, count: int, here: date) -> Value:
    if unit in ("hour", "minute", "second"):
        return Value(here.isoformat(), "TIME", here.isoformat(), here.isoformat(), vague=True)
    if unit in ("day", "night", "week", "weekend"):
        return _shifted_by_days(unit, count, here)
    if unit in ("month", "quarter"):
        return _shifted_by_months(unit, count, here)
    if unit == "year":
        return year_of(here.year + count)
    size = {"decade": 10, "century": 100}.get(unit)
    if size is None:
        return UNKNOWN
    first = (here.year // size + count) * size
    return years(first, first + size - 1, f"{first // size}{'X' * (len(str(size)) - 1)}")


def _shifted_by_days(unit: str, count: int, here: date) -> Value:
    if unit in ("day", "night"):
        return on_day(here + timedelta(days=count))
    if unit == "week":
        return week_of(here + timedelta(weeks=count))
    year, week, _ = (here + timedelta(weeks=count)).isocalendar()
    first = date.fromisocalendar(year, week, 6)
    return Value(f"{year}-W{week:02}-WE", "DATE", first.isoformat(), (first + timedelta(days=1)).isoformat())


def _shifted_by_months(unit: str, count: int, here: date) -> Value:
    if unit == "month":
        month = here.year * 12 + here.month - 1 + count
        return month_of(month // 12, month % 12 + 1)
    quarter = here.year * 4 + (here.month - 1) // 3 + count
    return quarter_of(quarter // 4, quarter % 4 + 1)


def week_of(day: date) -> Value:
    """The ISO week of a day."""
    year, week, _ = day.isocalendar()
    first = date.fromisocalendar(year, week, 1)
    return Value(f"{year}-W{week:02}", "DATE", first.isoformat(), (first + timedelta(days=6)).isoformat())


def quarter_of(year: int, quarter: int) -> Value:
    """A quarter of a year."""
    month = quarter * 3 - 2
    last = monthrange(year, month + 2)[1]
    return Value(f"{year:04}-Q{quarter}", "DATE", f"{year:04}-{month:02}-01", f"{year:04}-{month + 2:02}-{last:02}")


def quarter_without_year(quarter: int, direction: int | None, anchor: Anchor) -> Value:
    """``the fourth quarter``: the last one that has begun, or the next one in a sentence about the future."""
    if anchor.day is None:
        return Value(f"XXXX-Q{quarter}", vague=True)
    year = anchor.day.year
    if direction is not None:
        return quarter_of(year + direction, quarter)
    here = (anchor.day.month - 1) // 3 + 1
    if anchor.tense == "future":
        return quarter_of(year if quarter >= here else year + 1, quarter)
    return quarter_of(year if quarter <= here or anchor.tense != "past" else year - 1, quarter)


def season_of(name: str, year: int | None, anchor: Anchor, direction: int | None = None) -> Value:
    """A season of a given year, or the one that is meant without a year."""
    code, month = _SEASONS[name]
    if year is None:
        if anchor.day is None:
            return Value(f"XXXX-{code}", vague=True)
        year = int((month_of_season(month, anchor, direction).value or "0000")[:4])
    end_year, end_month = (year + 1, 2) if code == "WI" else (year, month + 2)
    last = monthrange(end_year, end_month)[1]
    return Value(f"{year:04}-{code}", "DATE", f"{year:04}-{month:02}-01", f"{end_year:04}-{end_month:02}-{last:02}")


def month_of_season(month: int, anchor: Anchor, direction: int | None) -> Value:
    """The first month of the season that is meant."""
    return month_without_year(month, anchor) if direction is None else month_near(month, direction, anchor)


def ago(unit: str, count: float | None, direction: int, anchor: Anchor) -> Value:
    """``three weeks ago`` (-1) or ``in three weeks`` (1); without a count only the direction is known."""
    if count is None and anchor.day is not None and unit in _FEW:
        near, far = (anchor.day + timedelta(days=days * direction) for days in _FEW[unit])
        first, last = sorted((near, far))
        return Value(reference(direction).value, "DATE", first.isoformat(), last.isoformat(), vague=True)
    if count is None or anchor.day is None or count != int(count):
        return reference(direction)
    steps = int(count) * direction
    if unit == "week":
        try:
            return on_day(anchor.day + timedelta(weeks=steps))
        except OverflowError:
            return reference(direction)
    return shifted(unit, steps, anchor)


_FEW = {"day": (2, 10), "week": (7, 49), "month": (30, 335), "year": (365, 3650)}
"""Days that an uncounted ``weeks ago`` lies back at least and at most: more than one, less than the next unit says."""


def stretch(unit: str, count: float | None, direction: int, anchor: Anchor) -> Value:
    """``the past three years`` (-1) or ``the next three years`` (1): a length with its two ends."""
    length = duration(unit, count)
    if anchor.day is None or count is None or unit not in _DAYS:
        return Value(length.value, "DURATION", vague=True)
    far = anchor.day + timedelta(days=round(_DAYS[unit] * count) * direction)
    first, last = sorted((far, anchor.day))
    return Value(length.value, "DURATION", first.isoformat(), last.isoformat(), vague=length.vague)


_DAYS = {
    "day": 1,
    "night": 1,
    "week": 7,
    "weekend": 7,
    "month": 30.44,
    "quarter": 91.3,
    "year": 365.25,
    "decade": 3652.5,
}
_UNIT_CODES = {
    "second": "T{}S", "minute": "T{}M", "hour": "T{}H", "day": "{}D", "night": "{}D", "week": "{}W",
    "weekend": "{}WE", "fortnight": "{}W", "month": "{}M", "quarter": "{}Q", "year": "{}Y", "decade": "{}DE",
    "century": "{}CE",
}  # fmt: skip


def duration(unit: str, count: float | None) -> Value:
    """A length of time: ``P3W``; ``PXW`` when the number is not said."""
    if unit == "fortnight":
        count = 2 * count if count is not None else None
    number = "X" if count is None else f"{count:g}"
    return Value("P" + _UNIT_CODES[unit].format(number), "DURATION", vague=count is None)


def _maybe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
