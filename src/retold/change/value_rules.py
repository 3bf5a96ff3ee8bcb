"""Rules for figures and dates: compared by what they mean, not by how they are written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from retold.change.edit import Edit, image
from retold.change.scene import (
    Scene,
    Verdict,
    of_kind,
    said,
    touching,
)
from retold.change.side import Range, Side
from retold.model import DateMention, Figure
from retold.settings import ChangeSettings
from retold.tables import meaning_groups
from retold.text import fold, in_digits

_DAY_PARTS = frozenset("dawn morning noon midday afternoon evening dusk night midnight overnight".split())


def number_rule(edit: Edit, scene: Scene) -> Verdict | None:
    """A quantity that differs, was rounded, is lost or is gained."""
    was, now = touching(scene.pair.was, edit.was, Figure), touching(scene.pair.now, edit.now, Figure)
    if was and not now:
        now = _opposite(was[0], scene, to_child=True)
    elif now and not was:
        was = _opposite(now[0], scene, to_child=False)
    if not was and not now:
        return _duration(edit, scene)
    if was and now and _comparable(was[0], now[0]):
        return _compare_figures(was[0], now[0], scene.settings)
    if was and not _elsewhere(was[0], of_kind(scene.pair.now, Figure)):
        return Verdict("number", "dropped", f"The figure “{said(was[0], scene.pair.was)}” is gone.")
    if now and not _elsewhere(now[0], of_kind(scene.pair.was, Figure)):
        return Verdict("number", "added", f"The figure “{said(now[0], scene.pair.now)}” is new.")
    return None


def _duration(edit: Edit, scene: Scene) -> Verdict | None:
    """A length of time is a quantity: ``72 hours`` and ``three days`` are one, ``hours`` alone says less."""
    was, now = _lengths(scene.pair.was, edit.was), _lengths(scene.pair.now, edit.now)
    if was and now:
        if was[0].value == now[0].value or days_of(was[0].value) == days_of(now[0].value):
            return None
        return Verdict("number", "changed", f"{was[0].value} became {now[0].value}.")
    if was and not any(other.value == was[0].value for other in of_kind(scene.pair.now, DateMention)):
        return Verdict("number", "dropped", f"The length “{said(was[0], scene.pair.was)}” is gone.")
    if now and not any(other.value == now[0].value for other in of_kind(scene.pair.was, DateMention)):
        return Verdict("number", "added", f"The length “{said(now[0], scene.pair.now)}” is new.")
    return None


def _lengths(side: Side, at: Range | None) -> list[DateMention]:
    return [d for d in touching(side, at, DateMention) if d.type == "DURATION" and days_of(d.value) is not None]


_DAYS = {"Y": 365.25, "M": 30.4375, "W": 7.0, "D": 1.0, "H": 1 / 24, "m": 1 / 1440, "S": 1 / 86400}
_LENGTH = re.compile("P" + "".join(rf"(?:(\d+(?:\.\d+)?){unit})?" for unit in "YMWD") + r"(?:T(?:(\d+)H)?(?:(\d+)M)?)?")


def days_of(value: str | None) -> float | None:
    """An ISO 8601 duration in days, rounded to a tenth; None when it has no number (``PXD``)."""
    found = _LENGTH.fullmatch(value or "")
    if not found or not any(found.groups()):
        return None
    parts = zip(found.groups(), ("Y", "M", "W", "D", "H", "m"), strict=True)
    return round(sum(float(count) * _DAYS[unit] for count, unit in parts if count), 1)


def _opposite(figure: Figure, scene: Scene, *, to_child: bool) -> tuple[Figure, ...]:
    """The figure aligned with this one, when the edit changed only its unit or qualifier."""
    own, other = (scene.pair.was, scene.pair.now) if to_child else (scene.pair.now, scene.pair.was)
    at = own.range_of([figure.span])
    there = image(scene.pair.columns, at, to_child=to_child) if at else None
    return touching(other, there, Figure)


def _compare_figures(was: Figure, now: Figure, settings: ChangeSettings) -> Verdict | None:
    if (was.value, was.value_high) == (now.value, now.value_high):
        if was.unit and now.unit and fold(was.unit) != fold(now.unit) and not _same_unit(was.unit, now.unit):
            return Verdict("number", "changed", f"The unit was {was.unit}, now it is {now.unit}.")
        if was.approx != now.approx and "range" not in (was.approx, now.approx):
            return Verdict("number", "rounded", "The same figure, now given as exact or as rough.", "low")
        return None
    if _rounded(was, now, settings):
        return Verdict("number", "rounded", f"{in_digits(was.value)} became {in_digits(now.value)}.")
    return Verdict("number", "changed", f"{in_digits(was.value)} became {in_digits(now.value)}.")


def _comparable(was: Figure, now: Figure) -> bool:
    """False for figures of different things (``22 percent``, ``2,914 pupils``): one is gone, the other new."""
    counted = was.unit and now.unit and not _same_unit(was.unit, now.unit)
    return not counted or was.value == now.value


def _same_unit(a: str, b: str) -> bool:
    left, right = fold(a).split(), fold(b).split()
    if not left or not right:
        return True
    return left[-1].rstrip("s") == right[-1].rstrip("s") or bool(meaning_groups(left[-1]) & meaning_groups(right[-1]))


def _rounded(was: Figure, now: Figure, settings: ChangeSettings) -> bool:
    """True when the new figure is the old one with fewer digits, or an honest bound of it."""
    if was.value == 0 or now.value == 0:
        return False
    near = abs(was.value - now.value) / abs(was.value)
    coarser = len(f"{now.value:g}".strip("0").replace(".", "")) < len(f"{was.value:g}".strip("0").replace(".", ""))
    if now.approx in ("more-than", "at-least"):
        return now.value <= was.value and near < settings.bound_share
    if now.approx in ("less-than", "at-most"):
        return now.value >= was.value and near < settings.bound_share
    return near < settings.rounded_share and coarser


def _elsewhere(figure: Figure, others: Iterable[Figure]) -> bool:
    return any(other.value == figure.value for other in others)


def date_rule(edit: Edit, scene: Scene) -> Verdict | None:
    """A point or span of time that differs after resolution, got coarser, is lost or is gained."""
    was, now = (
        _points(scene.pair.was, edit.was),
        _points(scene.pair.now, edit.now),
    )
    if was and now:
        return _compare_dates(was[0], now[0], scene)
    if was and not _dated_elsewhere(was[0], of_kind(scene.pair.now, DateMention)):
        return Verdict("date", "dropped", f"The date “{said(was[0], scene.pair.was)}” is gone.")
    if now and not _dated_elsewhere(now[0], of_kind(scene.pair.was, DateMention)):
        return Verdict("date", "added", f"The date “{said(now[0], scene.pair.now)}” is new.")
    return None


def _points(side: Side, at: Range | None) -> tuple[DateMention, ...]:
    """Points in time; ``now`` and ``annual`` date nothing, ``this week`` does."""
    return tuple(
        d
        for d in touching(side, at, DateMention)
        if d.type in ("DATE", "TIME") and d.value is not None and (d.value != "PRESENT_REF" or " " in said(d, side))
    )


def _dated_elsewhere(point: DateMention, others: Iterable[DateMention]) -> bool:
    return any(may_be_same_day(other.value or "", point.value or "") for other in others if other.value)


def _compare_dates(was: DateMention, now: DateMention, scene: Scene) -> Verdict | None:
    a, b = was.value or "", now.value or ""
    told = f"“{said(was, scene.pair.was)}” became “{said(now, scene.pair.now)}”."
    if may_be_same_day(a, b) or (a.endswith("_REF") and b.endswith("_REF")):
        return _part_of_day(was, now, scene)
    if a.endswith("_REF") or b.endswith("_REF"):
        return Verdict("date", "coarser" if b.endswith("_REF") else "finer", told)
    if _within_date(was, now):
        return Verdict("date", "coarser", told)
    if _within_date(now, was):
        return Verdict("date", "finer", told)
    return Verdict("date", "changed", told)


_WEEK = re.compile(r"[\dX]{4}-W(?:\d\d|XX)")


def may_be_same_day(a: str, b: str) -> bool:
    """True for equal dates, and for one that is open where the other is known: ``XXXX-07-01`` and ``2031-07-01``.

    A weekday without a date (``XXXX-WXX-2``) may be any day that falls on it, or any other that is not a weekday.
    """
    if a == b:
        return True
    if "X" not in a + b or a.endswith("_REF") or b.endswith("_REF"):
        return False
    if _WEEK.fullmatch(a) or _WEEK.fullmatch(b):
        return False  # a week is not one of its days
    if "WXX" in a + b:
        days = [_weekday(value) for value in (a, b)]
        return None in days or days[0] == days[1]
    return len(a) == len(b) and all(x == y or "X" in (x, y) for x, y in zip(a, b, strict=True))


def _weekday(value: str) -> int | None:
    """The day of the week of an ISO date or of ``XXXX-WXX-2``; None when the value does not say."""
    if found := re.match(r"[\dX]{4}-W(?:\d\d|XX)-(\d)", value):
        return int(found[1])
    try:
        return date.fromisoformat(value[:10]).isoweekday()
    except ValueError:
        return None


def _part_of_day(was: DateMention, now: DateMention, scene: Scene) -> Verdict | None:
    """``Friday morning`` and ``Friday`` have one date; the part of the day is lost or gained."""
    before, after = fold(said(was, scene.pair.was)), fold(said(now, scene.pair.now))
    lost, gained = set(before.split()) & _DAY_PARTS, set(after.split()) & _DAY_PARTS
    if lost == gained:
        return None
    direction = "coarser" if lost and not gained else "finer" if gained and not lost else "changed"
    return Verdict("date", direction, f"“{before}” became “{after}”.")


def _within_date(fine: DateMention, coarse: DateMention) -> bool:
    """True when the coarse date holds the fine one: by prefix (``2031-05`` and ``2031-05-04``) or by interval."""
    if (fine.value or "").startswith(coarse.value or "?") and len(fine.value or "") > len(coarse.value or ""):
        return True
    ends = (fine.first, fine.last, coarse.first, coarse.last)
    if any(end is None for end in ends):
        return False
    return (
        (coarse.first or "") <= (fine.first or "")
        and (fine.last or "") <= (coarse.last or "")
        and fine.value != coarse.value
    )
