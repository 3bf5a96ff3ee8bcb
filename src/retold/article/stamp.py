"""The date of an article out of all the dates that its page gives for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from retold.model import DateBasis, Dated, DatePrecision

_EMPTY = ("1970-01-01", "1969-12-31")
"""What programs print for a date that they do not have."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """One date found on a page, with where it was found."""

    value: str
    precision: DatePrecision
    basis: DateBasis
    other: str | None = None
    """The day with day and month the other way round, when only the page's language tells them apart."""


def choose_date(stamps: Iterable[Stamp], changed: str | None = None) -> Dated:
    """The first stamp in the order of trust in which they come; others that are over a day off are conflicts.

    A stamp of the same moment that gives a finer time, or the page's own zone, lends these. A stamp after the last
    change of the page (``changed``) cannot be its publication while another can; one of that day is no conflict.
    """
    found = [one for one in stamps if not one.value.startswith(_EMPTY)]
    given = [_turned(one, found) for one in found]
    if not given:
        return Dated()
    if changed:
        last = Stamp(changed, "day" if len(changed) == 10 else "second", "none")
        given.sort(key=lambda one: _moment(one) > _moment(last) and _apart(one, last))
    best = given[0]
    chosen = next((one for one in given[1:] if _says_more(one, best)), best)
    others = [best.other] if best.other and all(one.value[:10] != best.value[:10] for one in given[1:]) else []
    apart = [one.value for one in given[1:] if _apart(best, one) and one.value[:10] != (changed or "")[:10]]
    conflicts = dict.fromkeys([*others, *apart])
    return Dated(chosen.value, chosen.precision, best.basis, tuple(conflicts))


def _turned(stamp: Stamp, others: Iterable[Stamp]) -> Stamp:
    """A date whose order of day and month only the language told, the other way round where another date says so."""
    days = {one.value[:10] for one in others if not one.other}
    if stamp.other and stamp.other in days and stamp.value[:10] not in days:
        return Stamp(stamp.other + stamp.value[10:], stamp.precision, stamp.basis)
    return stamp


def _says_more(one: Stamp, best: Stamp) -> bool:
    """True for a stamp of the same moment with more to it: a time to the day, a zone to the time."""
    if best.precision not in ("minute", "second"):
        return one.value.startswith(best.value) and len(one.value) > len(best.value)
    if one.precision not in ("minute", "second"):
        return False
    here, there = datetime.fromisoformat(best.value), datetime.fromisoformat(one.value)
    if here.tzinfo is None or there.tzinfo is None:
        wall = here.replace(tzinfo=None, second=0) == there.replace(tzinfo=None, second=0)
        return wall and here.tzinfo is None and there.tzinfo is not None
    return abs(here - there) < timedelta(minutes=1) and not here.utcoffset() and bool(there.utcoffset())


def _apart(a: Stamp, b: Stamp) -> bool:
    """True when two stamps are more than a day apart, whatever their zones are."""
    if len(a.value) < 10 or len(b.value) < 10:
        return a.value[:7] != b.value[:7]
    return abs(_moment(a) - _moment(b)) > timedelta(days=1, hours=1)


def _moment(stamp: Stamp) -> datetime:
    """A stamp as a point in time; a day without a time is taken at noon, a month at its first day."""
    moment = datetime.fromisoformat(stamp.value + "-01" * (len(stamp.value) == 7))
    if stamp.precision in ("day", "month"):
        return moment.replace(hour=12, tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
