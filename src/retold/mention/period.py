"""Resolves months, quarters, seasons, weeks, years and centuries to the days from which and to which they last."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from retold.mention.when import Anchor, Value

_SEASONS = {"spring": ("SP", 3), "summer": ("SU", 6), "autumn": ("FA", 9), "fall": ("FA", 9), "winter": ("WI", 12)}


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
