"""What a page shows as its time of publication, against the true one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from retold.model import DatePrecision
from retold.simulate.chance import Chance
from retold.simulate.settings import CLOCKS, ClockKind

_MONTHS = (
    "January February March April May June July August September October November December".split()
)  # fmt: skip
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


@dataclass(frozen=True, slots=True)
class Shown:
    """A clock: how it goes, and the time on the page (None when the page shows none)."""

    kind: ClockKind
    time: datetime | None
    precision: DatePrecision

    @property
    def value(self) -> str | None:
        """The time as ISO 8601, as precise as it is shown."""
        if self.time is None:
            return None
        return self.time.date().isoformat() if self.precision == "day" else self.time.strftime("%Y-%m-%dT%H:%M:00Z")


def shown_time(true: datetime, regime: str, chance: Chance) -> Shown:
    """What a page shows for its true time, in a world of ``good`` or ``bad`` clocks."""
    kind: ClockKind = chance.weighted(*zip(*CLOCKS[regime], strict=True))
    if kind == "none":
        return Shown(kind, None, "none")
    if kind == "day":
        return Shown(kind, true, "day")
    if kind == "late":
        return Shown(kind, true + timedelta(minutes=chance.between(20, 360) * chance.pick((1, 1, 1, 4))), "minute")
    if kind == "zone":
        return Shown(kind, true + timedelta(hours=chance.pick((-5, -2, -1, 1, 2, 3))), "minute")
    return Shown(kind, true, "minute")


def first_minute(weekday: str | None, months: Sequence[int], chance: Chance) -> datetime:
    """When a story begins: some day of 2025 in one of the months, on the weekday that its report speaks of."""
    day = datetime(2025, chance.pick(months or range(1, 13)), chance.between(1, 22))
    if weekday:
        day += timedelta(days=(_WEEKDAYS.index(weekday) - day.weekday()) % 7)
    return day + timedelta(minutes=chance.between(7 * 60, 19 * 60))


def day_and_month(time: datetime) -> str:
    """``March 3``, without the locale of a machine."""
    return f"{_MONTHS[time.month - 1]} {time.day}"


def in_words(shown: Shown, british: bool) -> str | None:
    """The shown time as a page prints it: ``4 March 2025, 09:17``, ``March 4, 2025``."""
    time = shown.time
    if time is None:
        return None
    month = _MONTHS[time.month - 1]
    day = f"{time.day} {month} {time.year}" if british else f"{month} {time.day}, {time.year}"
    return day if shown.precision == "day" else f"{day}, {time.hour:02d}:{time.minute:02d}"
