"""Resolves what is counted from a day: ``three weeks ago``, ``next month``, ``the past two years``, and lengths."""

from __future__ import annotations

from datetime import date, timedelta

from retold.mention.period import month_of, quarter_of, week_of, year_of, years
from retold.mention.when import UNKNOWN, Anchor, Value, on_day, reference

_FEW = {"day": (2, 10), "week": (7, 49), "month": (30, 335), "year": (365, 3650)}
"""Days that an uncounted ``weeks ago`` lies back at least and at most: more than one, less than the next unit says."""
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


def stretch(unit: str, count: float | None, direction: int, anchor: Anchor) -> Value:
    """``the past three years`` (-1) or ``the next three years`` (1): a length with its two ends."""
    length = duration(unit, count)
    if anchor.day is None or count is None or unit not in _DAYS:
        return Value(length.value, "DURATION", vague=True)
    far = anchor.day + timedelta(days=round(_DAYS[unit] * count) * direction)
    first, last = sorted((far, anchor.day))
    return Value(length.value, "DURATION", first.isoformat(), last.isoformat(), vague=length.vague)


def duration(unit: str, count: float | None) -> Value:
    """A length of time: ``P3W``; ``PXW`` when the number is not said."""
    if unit == "fortnight":
        count = 2 * count if count is not None else None
    number = "X" if count is None else f"{count:g}"
    return Value("P" + _UNIT_CODES[unit].format(number), "DURATION", vague=count is None)
