"""The order of two publication dates, and how far it can be trusted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from retold.model import Dated

_LENGTHS = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "day": timedelta(days=1),
    "month": timedelta(days=31),
    "year": timedelta(days=366),
}
_TRUST = {"json-ld": 1.0, "meta": 1.0, "visible": 0.9, "given": 1.0, "url": 0.8, "inferred": 0.4, "none": 0.0}
_ZONES = timedelta(hours=14)
"""How far apart two clocks may stand when one does not say its zone."""


@dataclass(frozen=True, slots=True)
class Order:
    """Two dates in order: ``trust`` is positive when the first one given is the earlier, 0 to 1 in size."""

    trust: float
    first: str
    second: str
    reserve: str
    """What speaks against the order, in words; empty when nothing does."""


def clock_order(one: Dated, two: Dated) -> Order | None:
    """The order of two dates; None when one is missing or they may be the same moment."""
    left, right = moment(one), moment(two)
    if left is None or right is None or (left[0] < right[1] and right[0] < left[1]):
        return None
    sign = 1.0 if left[1] <= right[0] else -1.0
    first, second = (one, two) if sign > 0 else (two, one)
    trust = min(_TRUST[one.basis], _TRUST[two.basis])
    reserve = ""
    if one.conflicts or two.conflicts:
        trust, reserve = trust * 0.25, ", but one page gives contradictory dates"
    elif _zone_missing(one, two) and max(left[0], right[0]) - min(left[0], right[0]) < _ZONES:
        trust, reserve = trust * 0.4, ", but not every clock says its zone"
    elif trust < 0.5:
        reserve = ", but one date is only inferred"
    return Order(sign * trust, first.value or "", second.value or "", reserve) if trust else None


def moment(date: Dated) -> tuple[datetime, datetime] | None:
    """The stretch of time that a date stands for; None when it has no value that can be read."""
    if not date.value or date.precision not in _LENGTHS:
        return None
    padded = date.value + "-01-01"[len(date.value) - 4 :] if len(date.value) in (4, 7) else date.value
    try:
        begin = datetime.fromisoformat(padded)
    except ValueError:
        return None
    begin = begin.replace(tzinfo=UTC) if begin.tzinfo is None else begin.astimezone(UTC)
    return begin, begin + _LENGTHS[date.precision]


def _zone_missing(one: Dated, two: Dated) -> bool:
    """True when both have a time of day and one of them lacks its zone."""
    timed = [date for date in (one, two) if date.precision in ("second", "minute")]
    return len(timed) == 2 and any(datetime.fromisoformat(date.value or "").tzinfo is None for date in timed)
