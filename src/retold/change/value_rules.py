"""Rules for figures and dates: compared by what they mean, not by how they are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
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
from retold.change.version import Version
from retold.model import DateMention, Figure, Weight
from retold.settings import ChangeSettings
from retold.tables import meaning_groups
from retold.text import fold, in_digits

_BOUNDS = frozenset({"at-least", "at-most", "more-than", "less-than"})
_CURRENCIES = {"$": "dollar", "US$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "USD": "dollar", "EUR": "euro"}
NUMERALS = frozenset(
    """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion""".split()
)
_MEASURES = frozenset(
    """percent dollar euro pound yen yuan crown franc rupee peso mile kilometre kilometer metre meter foot feet inch
    inche acre hectare ton tonne kilogram kilo gram litre liter gallon barrel degree watt megawatt gigawatt knot km kg
    cm mm mph kph""".split()
)
_DAY_PARTS = frozenset("dawn morning noon midday afternoon evening dusk night midnight overnight".split())


def number_rule(edit: Edit, scene: Scene) -> Verdict | None:
    """A quantity that differs, was rounded, is lost or is gained."""
    was, now = _amounts_at(scene.pair.was, edit.was), _amounts_at(scene.pair.now, edit.now)
    if was and not now:
        now = _opposite(was[0], scene, to_child=True)
    elif now and not was:
        was = _opposite(now[0], scene, to_child=False)
    if not was and not now:
        return _duration(edit, scene)
    if was and now and _comparable(was[0], now[0]):
        return compare_figures(was[0], now[0], scene.settings)
    if was and not _elsewhere(was[0], of_kind(scene.pair.now, Figure)):
        weight = weight_of(was[0], scene.pair.was, scene.child)
        return Verdict("number", "dropped", f"The figure “{said(was[0], scene.pair.was)}” is gone.", weight)
    if now and not _elsewhere(now[0], of_kind(scene.pair.was, Figure)):
        weight = weight_of(now[0], scene.pair.now, scene.parent)
        return Verdict("number", "added", f"The figure “{said(now[0], scene.pair.now)}” is new.", weight)
    return None


def weight_of(figure: Figure, side: Side, other: Version) -> Weight | None:
    """Low for a figure that the other article has anywhere, if only as part of a word or date; else as usual."""
    numbers = [part for word in fold(said(figure, side)).split() for part in word.split("-") if part in NUMERALS]
    numbers += re.findall(r"\d[\d,.]*", said(figure, side))
    if _elsewhere(figure, other.figures) or (numbers and set(numbers) <= other.words):
        return "low"
    return None


def _amounts_at(side: Side, at: Range | None) -> tuple[Figure, ...]:
    return tuple(figure for figure in touching(side, at, Figure) if is_amount(figure, side))


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
    return [d for d in touching(side, at, DateMention) if is_length(d, side)]


def is_length(mention: DateMention, side: Side) -> bool:
    """True for a length of time that was counted: ``a day`` and ``the day`` are points like any other."""
    counted = not _UNCOUNTED.fullmatch(fold(said(mention, side)))
    return mention.type == "DURATION" and counted and days_of(mention.value) is not None


_UNCOUNTED = re.compile(r"(?:\w+ )?(?:an?|the|one) \w+")
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


def compare_figures(was: Figure, now: Figure, settings: ChangeSettings) -> Verdict | None:
    if (was.value, was.value_high) == (now.value, now.value_high):
        if (
            was.unit
            and now.unit
            and fold(was.unit) != fold(now.unit)
            and not _same_unit(was.unit, now.unit)
            and _is_measure(was.unit, now.unit)
        ):
            return Verdict("number", "changed", f"The unit was {was.unit}, now it is {now.unit}.")
        return _compare_bounds(was, now)
    if _rounded(was, now, settings):
        return Verdict("number", "rounded", f"{in_digits(was.value)} became {in_digits(now.value)}.")
    return Verdict("number", "changed", f"{in_digits(was.value)} became {in_digits(now.value)}.")


def _compare_bounds(was: Figure, now: Figure) -> Verdict | None:
    """The same value as a bound and not as one (``over 200``, ``about 200``); rough for exact is hardly a change."""
    if was.approx == now.approx or "range" in (was.approx, now.approx):
        return None
    if {was.approx, now.approx} & _BOUNDS:
        return Verdict("number", "rounded", f"The figure was given as {was.approx}, now it is {now.approx}.")
    return Verdict("number", "rounded", "The same figure, now given as exact or as rough.", "low")


def points_in(side: Side) -> tuple[DateMention, ...]:
    """The points in time of a whole side."""
    return points_at(side, (0, len(side.tokens))) if side.tokens else ()


def is_amount(figure: Figure, side: Side) -> bool:
    """False for ``one`` and ``a``, which count nothing that a retelling would have to keep."""
    return fold(said(figure, side)) not in ("one", "a", "an")


def same_unit(was: Figure, now: Figure) -> bool:
    """True when two figures certainly count the same thing."""
    return bool(was.unit and now.unit) and _same_unit(was.unit or "", now.unit or "")


def _comparable(was: Figure, now: Figure) -> bool:
    """False for figures of different things (``22 percent``, ``2,914 pupils``): one is gone, the other new."""
    counted = was.unit and now.unit and not _same_unit(was.unit, now.unit)
    return not counted or was.value == now.value


def _same_unit(a: str, b: str) -> bool:
    left, right = (fold(_CURRENCIES.get(unit, unit)).removesuffix(" old").split() for unit in (a, b))
    if not left or not right:
        return True
    return left[-1].rstrip("s") == right[-1].rstrip("s") or bool(meaning_groups(left[-1]) & meaning_groups(right[-1]))


def _is_measure(*units: str) -> bool:
    """True when one is a unit, not the word for what is counted, which has synonyms (``limits``, ``constraints``)."""
    return any(not unit.isalpha() or fold(unit).rstrip("s") in _MEASURES for unit in units)


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
        points_at(scene.pair.was, edit.was),
        points_at(scene.pair.now, edit.now),
    )
    if was and now:
        return compare_dates(was[0], now[0], scene)
    was, now = dating(was, scene.pair.was), dating(now, scene.pair.now)
    if was and not _dated_elsewhere(was[0], of_kind(scene.pair.now, DateMention)):
        return Verdict("date", "dropped", f"The date “{said(was[0], scene.pair.was)}” is gone.")
    if now and not _dated_elsewhere(now[0], of_kind(scene.pair.was, DateMention)):
        return Verdict("date", "added", f"The date “{said(now[0], scene.pair.now)}” is new.")
    return None


def dating(found: Sequence[DateMention], side: Side) -> tuple[DateMention, ...]:
    """Without words such as ``soon`` and ``at the moment``, which date nothing."""
    return tuple(
        d for d in found if not (d.value or "").endswith("_REF") or (d.value != "PRESENT_REF" and " " in said(d, side))
    )


def points_at(side: Side, at: Range | None) -> tuple[DateMention, ...]:
    """Points in time; ``now`` and ``annual`` date nothing, ``this week`` does."""
    return tuple(
        d
        for d in touching(side, at, DateMention)
        if d.type in ("DATE", "TIME") and d.value is not None and (d.value != "PRESENT_REF" or " " in said(d, side))
    )


def _dated_elsewhere(point: DateMention, others: Iterable[DateMention]) -> bool:
    return any(may_be_same_day(other.value or "", point.value or "") for other in others if other.value)


def compare_dates(was: DateMention, now: DateMention, scene: Scene) -> Verdict | None:
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
