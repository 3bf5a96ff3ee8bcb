"""Dates as pages write them, as ISO 8601: as precise as written, with the zone when one is written, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from retold.model import DateBasis, Dated, DatePrecision

_MONTH_NAMES: tuple[str, ...] = (
    "january jan januar janv janvier enero ene gennaio gen janeiro janvāris januari stycznia января",
    "february feb februar févr fév février febrero febbraio fev fevereiro februari lutego февраля",
    "march mar märz mrz mars marzo março maart marca марта",
    "april apr avr avril abril abr aprile kwietnia апреля",
    "may mai mayo maggio mag maio mei maja мая",
    "june jun juni juin junio giugno giu junho czerwca июня",
    "july jul juli juil juillet julio luglio lug julho lipca июля",
    "august aug août agosto ago augustus augusti sierpnia августа",
    "september sep sept septembre septiembre settembre set setembro września сентября",
    "october oct oktober okt octobre octubre ottobre ott outubro out października октября",
    "november nov novembre noviembre novembro listopada ноября",
    "december dec dezember dez décembre déc diciembre dic dicembre dezembro desember grudnia декабря",
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}
_MONTH = "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True))
_ZONES = {
    "z": 0, "gmt": 0, "utc": 0, "bst": 60, "cet": 60, "cest": 120, "mez": 60, "mesz": 120, "eet": 120, "eest": 180,
    "msk": 180, "jst": 540, "kst": 540, "sgt": 480, "hkt": 480, "est": -300, "edt": -240, "cst": -360, "cdt": -300,
    "mst": -420, "mdt": -360, "pst": -480, "pdt": -420, "aest": 600, "aedt": 660,
}  # fmt: skip

_ISO = re.compile(
    r"(?P<y>\d{4})-(?P<m>\d{2})(?:-(?P<d>\d{2})(?:[T ]+(?P<H>\d{2}):(?P<M>\d{2})(?::(?P<S>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<z>Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?)?(?!\d)",
    re.IGNORECASE,
)
_COMPACT = re.compile(
    r"^(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})(?:T?(?P<H>\d{2})(?P<M>\d{2})(?P<S>\d{2})?(?P<z>Z)?)?$"
)
_DAY_FIRST = re.compile(
    rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.|er|º)?\s+(?:de\s+|of\s+)?(?P<mon>{_MONTH})\b\.?,?\s+(?:de\s+)?(?P<y>\d{{4}})\b",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<mon>{_MONTH})\b\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})\b", re.IGNORECASE
)
_DOTTED = re.compile(r"\b(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})\b")
_SLASHED_YEAR_FIRST = re.compile(r"\b(?P<y>(?:19|20)\d{2})[/.](?P<m>\d{1,2})[/.](?P<d>\d{1,2})\b")
_SLASHED = re.compile(r"\b(?P<a>\d{1,2})[/-](?P<b>\d{1,2})[/-](?P<y>(?:19|20)\d{2})\b")
_EAST_ASIAN = re.compile(r"(?P<y>\d{4})\s*[年년]\s*(?P<m>\d{1,2})\s*[月월]\s*(?P<d>\d{1,2})\s*[日일]")
_TIME = re.compile(
    r"\b(?P<H>\d{1,2})[:.h](?P<M>\d{2})(?::(?P<S>\d{2}))?\s*(?P<half>[ap]\.?\s?m\b\.?)?(?:\s*uhr)?"
    r"\s*\(?(?P<z>[A-Z]{3,4}\b|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_IN_URL = re.compile(r"/(?P<y>(?:19|20)\d{2})[/-](?P<m>\d{1,2})[/-](?P<d>\d{1,2})(?:[/-]|$)")


@dataclass(frozen=True, slots=True)
class Stamp:
    """One date found on a page, with where it was found."""

    value: str
    precision: DatePrecision
    basis: DateBasis


def parse_date(words: str, basis: DateBasis = "visible") -> Stamp | None:
    """The first full date in some words; None when there is none, or when day and month cannot be told apart."""
    words = words.strip()[:300]
    for pattern in (_ISO, _COMPACT, _EAST_ASIAN, _MONTH_FIRST, _DAY_FIRST, _DOTTED, _SLASHED_YEAR_FIRST):
        found = pattern.search(words)
        if found:
            stamp = _stamp(found, words, basis)
            if stamp:
                return stamp
    found = _SLASHED.search(words)
    return _from_slashes(found, words, basis) if found else None


def date_in_url(url: str | None) -> Stamp | None:
    """The day that an address carries in its path."""
    found = _IN_URL.search(url or "")
    return _stamp(found, "", "url") if found else None


def choose_date(stamps: Iterable[Stamp]) -> Dated:
    """The first stamp, in the order of trust in which they come; others that are over a day off are conflicts."""
    given = list(stamps)
    if not given:
        return Dated()
    best = given[0]
    finer = [one for one in given if one.value.startswith(best.value) and len(one.value) > len(best.value)]
    conflicts = dict.fromkeys(one.value for one in given[1:] if _apart(best, one))
    chosen = finer[0] if finer and best.precision == "day" else best
    return Dated(chosen.value, chosen.precision, best.basis, tuple(conflicts))


def _stamp(found: re.Match[str], words: str, basis: DateBasis) -> Stamp | None:
    parts = found.groupdict()
    year = int(parts["y"])
    month = _MONTHS[parts["mon"].lower()] if parts.get("mon") else int(parts["m"])
    if not parts.get("d"):
        return Stamp(f"{year:04}-{month:02}", "month", basis) if 1 <= month <= 12 and 1900 <= year <= 2100 else None
    try:
        day = date(year, month, int(parts["d"]))
    except ValueError:
        return None
    if not 1900 <= year <= 2100:
        return None
    clock = found if parts.get("H") else _clock_beside(words, found)
    return _with_time(day, clock, basis) if clock else Stamp(day.isoformat(), "day", basis)


def _clock_beside(words: str, found: re.Match[str]) -> re.Match[str] | None:
    """A time of day within a few characters after the date, or just before it."""
    after = _TIME.search(words, found.end(), found.end() + 40)
    before = _TIME.search(words, max(0, found.start() - 30), found.start())
    return after or before


def _with_time(day: date, clock: re.Match[str], basis: DateBasis) -> Stamp:
    parts = clock.groupdict()
    hour, minute = int(parts["H"]), int(parts["M"])
    half = (parts.get("half") or "").lower()
    if half.startswith("p") and hour < 12:
        hour += 12
    elif half.startswith("a") and hour == 12:
        hour = 0
    if hour > 23 or minute > 59 or int(parts.get("S") or 0) > 59:
        return Stamp(day.isoformat(), "day", basis)
    zone = _zone(parts.get("z"))
    second = parts.get("S")
    moment = datetime(day.year, day.month, day.day, hour, minute, int(second or 0), tzinfo=zone)
    return Stamp(moment.isoformat(timespec="seconds" if second else "minutes"), "second" if second else "minute", basis)


def _zone(words: str | None) -> timezone | None:
    if not words:
        return None
    low = words.lower()
    if low in _ZONES:
        return timezone(timedelta(minutes=_ZONES[low]))
    signed = re.fullmatch(r"([+-])(\d{2}):?(\d{2})?", words)
    if not signed:
        return None
    minutes = int(signed[2]) * 60 + int(signed[3] or 0)
    return timezone(timedelta(minutes=minutes if signed[1] == "+" else -minutes)) if minutes < 1440 else None


def _from_slashes(found: re.Match[str], words: str, basis: DateBasis) -> Stamp | None:
    """``13/06/2025`` can be told, ``03/06/2025`` cannot: its month would be a guess."""
    a, b = int(found["a"]), int(found["b"])
    if a <= 12 and b <= 12 and a != b:
        return None
    month, day = (b, a) if a > 12 else (a, b)
    try:
        when = date(int(found["y"]), month, day)
    except ValueError:
        return None
    clock = _clock_beside(words, found)
    return _with_time(when, clock, basis) if clock else Stamp(when.isoformat(), "day", basis)


def _apart(a: Stamp, b: Stamp) -> bool:
    """True when two stamps are more than a day apart, whatever their zones are."""
    if "day" not in (a.precision, b.precision) and ("month" in (a.precision, b.precision)):
        return a.value[:7] != b.value[:7]
    if len(a.value) < 10 or len(b.value) < 10:
        return a.value[:7] != b.value[:7]
    return abs(_moment(a) - _moment(b)) > timedelta(days=1, hours=1)


def _moment(stamp: Stamp) -> datetime:
    """A stamp as a point in time; a day without a time is taken at noon."""
    if stamp.precision == "day":
        return datetime.fromisoformat(stamp.value).replace(hour=12, tzinfo=UTC)
    moment = datetime.fromisoformat(stamp.value)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
