"""Dates as pages write them, as ISO 8601: as precise as written, with the zone when one is written, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Literal

from retold.article.stamp import Stamp
from retold.model import DateBasis, DatePrecision
from retold.tables import month_named

DayOrder = Literal["day first", "month first"]

_ZONES = {
    "z": 0, "gmt": 0, "utc": 0, "bst": 60, "cet": 60, "cest": 120, "mez": 60, "mesz": 120, "eet": 120, "eest": 180,
    "msk": 180, "jst": 540, "kst": 540, "sgt": 480, "hkt": 480, "est": -300, "edt": -240, "cst": -360, "cdt": -300,
    "mst": -420, "mdt": -360, "pst": -480, "pdt": -420, "aest": 600, "aedt": 660,
}  # fmt: skip
_DAY_FIRST = frozenset(
    "ar be bg bn bs ca cs da de el es et fi fr gl he hi hr id is it mk ms nb nl nn no pl pt ro ru sk sl sq sr sv sw th"
    " tr uk ur vi".split()
)
"""Languages that write the day first when the year comes last; English is left to its countries."""
_DOUBTFUL = frozenset({"en", "en-ca", "en-ph", "es-us", "es-pr", "fr-ca"})
"""English of no country in particular, and countries that write both orders."""

_ZONE = r"(?P<z>Z\b|(?:UTC|GMT)?\s?[+−-]\d{1,2}(?::?\d{2})?\b|[A-Z]{3,4}\b)"
_YEAR = r"(?P<y>\d{4})(?=\D|\d{1,2}:\d{2}|$)"
_WORD = r"[^\W\d_][^\d\s,;:/|()<>\[\]-]*"
_TH = r"(?:st|nd|rd|th|er|re|[.ºªη]|-?го)?"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # 2025-10-12T08:05:00.000+01:00
        r"(?<!\d)(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)"
        rf"(?:[T\s]+(?P<H>\d{{1,2}}):(?P<M>\d{{2}})(?::(?P<S>\d{{2}})(?:[.,]\d+)?)?\s*{_ZONE}?)?",
        # 20251012, 20251012080500
        r"^(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})(?:T?(?P<H>\d{2})(?P<M>\d{2})(?P<S>\d{2})?(?P<z>Z)?)?$",
        # 2025年10月12日
        r"(?<!\d)(?P<y>\d{4})(?:[(（][^)）]{1,8}[)）])?\s*[年년]\s*(?P<m>\d{1,2})\s*[月월]\s*(?P<d>\d{1,2})\s*[日일]",
        # Oct 12 08:05:00 GMT+0100 2025
        rf"(?P<mon>{_WORD})\s+(?P<d>\d{{1,2}})\s+(?P<H>\d{{1,2}}):(?P<M>\d{{2}})(?::(?P<S>\d{{2}}))?\s+(?:{_ZONE}\s+)?{_YEAR}",
        # October 12th, 2025
        rf"(?P<mon>{_WORD})\s*(?P<d>\d{{1,2}}){_TH},?\s+(?:del?\s+)?{_YEAR}",
        # 12th of October 2025, 12 de octubre de 2025
        rf"(?<![\d.:])(?<!\d,)(?P<d>\d{{1,2}}){_TH}[\s,/-]*(?:del?\s+|of\s+|d['’]\s?)?(?P<mon>{_WORD}(?:\s{_WORD})??)"
        rf"[\s,/-]*(?:del?\s+)?{_YEAR}",
        # 2025 Oct 12, 2025 m. spalio 12 d.
        rf"(?<!\d)(?P<y>\d{{4}})[.,]?\s*(?:m\.\s+|gada\s+)?(?P<mon>{_WORD})\s+(?P<d>\d{{1,2}})(?!\d)",
        # 2025. gada 12. oktobrī
        rf"(?<!\d)(?P<y>\d{{4}})\.?\s+gada\s+(?P<d>\d{{1,2}})\.\s+(?P<mon>{_WORD})",
        # 12 tháng 10 năm 2025
        rf"(?<!\d)(?P<d>\d{{1,2}})\s+tháng\s+(?P<m>\d{{1,2}}),?\s+(?:năm\s+)?{_YEAR}",
        # 12.10.2025
        rf"(?<![\d.])(?P<d>\d{{1,2}})\.\s?(?P<m>\d{{1,2}})\.\s?{_YEAR}",
        # 2025/10/12
        r"(?<![\d/.])(?P<y>(?:19|20)\d{2})(?P<sep>[/.])\s?(?P<m>\d{1,2})(?P=sep)\s?(?P<d>\d{1,2})(?![\d/])",
        # 12/10/2025
        rf"(?<![\d/.-])(?P<a>\d{{1,2}})(?P<sep>[/-])(?P<b>\d{{1,2}})(?P=sep){_YEAR}",
        # 12/10/25
        r"(?<![\d/.-])(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<yy>\d{2})(?![\d/.])",
    )
)
_MOMENT = re.compile(r"(?:19|20)\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)?", re.ASCII)
_TIME = re.compile(
    r"(?P<half_before>오전|오후|上午|下午|午前|午後)?\s*(?<![\d.,])(?P<H>\d{1,2})(?:[:.h]|\s*[時点时시]\s*)(?P<M>\d{2})[分분]?"
    rf"(?::(?P<S>\d{{2}}))?(?!\d|[.,:]\d|\s?%)\s*(?P<half>[apπμ]\.?\s?[mμ]\b\.?)?(?:\s*uhr\b)?\s*\(?(?:{_ZONE})?",
    re.IGNORECASE,
)
_TO_TIME = re.compile(
    r"(?:\s?(?:г|d)\.)?[\s,.|•·/()T–—-]*(?:(?:at|um|à|a\s+las?|kl\.?|klo|alle(?:\s+ore)?|ore|às|в|о|об|u|ob|o\s+godz\.|saat|pukul|lúc)\b)?[\s,|•·:–—-]*",
    re.IGNORECASE,
)
_FROM_TIME = re.compile(r"[\s,|•·/()–—-]*(?:on\s+)?(?:[^\W\d_]+day,?\s*)?$", re.IGNORECASE)
_LATE = ("p", "μ", "오후", "下午", "午後")
_IN_URL = (
    re.compile(r"[/_-](?P<y>(?:19|20)\d{2})(?P<sep>[/_-]?)(?P<m>[01]\d)(?P=sep)(?P<d>[0-3]\d)(?=[/_.-]|$)"),
    re.compile(r"/(?P<y>(?:19|20)\d{2})/(?P<m>\d{1,2})/(?P<d>\d{1,2})(?:/|$)"),
    re.compile(r"/(?P<y>(?:19|20)\d{2})/(?P<mon>[a-z]{3,9})/(?P<d>\d{1,2})(?:/|$)", re.IGNORECASE),
)
_UNIX = re.compile(r"(\d{10})(?:\d{3})?")
_MONTH_ALONE = re.compile(rf"(?P<y>\d{{4}})-(?P<m>\d{{2}})|(?P<mon>{_WORD})\s+(?:del?\s+)?(?P<y2>\d{{4}})")
_NAME_BEFORE = re.compile(r".*[a-zß-ÿ](?=[A-Z])")
_YEARLIKE = re.compile(r"\d{4}|\d[./]\d{2}(?!\d)")
_MOST = 300
"""Characters of a line or statement that are looked at: a date stands at its head."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A date in some words at ``[start, end)``, in code points and without the time of day beside it."""

    start: int
    end: int
    stamp: Stamp


def parse_date(words: str, basis: DateBasis = "visible", language: str | None = None) -> Stamp | None:
    """The first full date in some words; None when there is none, or when day and month cannot be told apart.

    ``language`` is that of the page (``de``, ``en-GB``): it gives the order of day and month in ``03/06/2025``. A
    month without a day, and in markup a Unix time, is a date too when it is all that the words hold.
    """
    words = words.strip()[:_MOST]
    ticks = _UNIX.fullmatch(words) if basis in ("json-ld", "meta") else None
    if ticks:
        moment = datetime.fromtimestamp(int(ticks[1]), UTC)
        return Stamp(moment.isoformat(timespec="seconds"), "second", basis)
    if _MOMENT.fullmatch(words):  # most statements
        with suppress(ValueError):
            return Stamp(datetime.fromisoformat(words).isoformat(timespec="seconds"), "second", basis)
    return next((spot.stamp for spot in dates_in(words, basis, language)), None) or _month_alone(words, basis)


def dates_in(words: str, basis: DateBasis = "visible", language: str | None = None) -> tuple[Spot, ...]:
    """All full dates in some words, from left to right and without overlap."""
    words = words[:_MOST]
    if not _YEARLIKE.search(words):
        return ()
    spots = [spot for pattern in _PATTERNS for spot in _spots(pattern, words, basis, language)]
    chosen: list[Spot] = []
    for spot in sorted(spots, key=lambda one: (one.start, -one.end)):
        if not chosen or spot.start >= chosen[-1].end:
            chosen.append(spot)
    return tuple(chosen)


def day_order(language: str | None) -> DayOrder | None:
    """Whether a language writes day or month first when the year comes last; None when that cannot be told."""
    tag = (language or "").lower().replace("_", "-")
    if not tag or tag in _DOUBTFUL:
        return None
    if tag.startswith("en-"):
        return "month first" if tag == "en-us" else "day first"
    return "day first" if tag.split("-")[0] in _DAY_FIRST else None


def date_in_url(url: str | None) -> Stamp | None:
    """The day that an address carries in its path."""
    path = (url or "").partition("?")[0][:2000]
    stamps = (_stamp(found, path, "url", None) for pattern in _IN_URL for found in pattern.finditer(path))
    return next((stamp for stamp in stamps if stamp), None)


def _month_alone(words: str, basis: DateBasis) -> Stamp | None:
    found = _MONTH_ALONE.fullmatch(words)
    if not found:
        return None
    year, month = int(found["y"] or found["y2"]), int(found["m"] or month_named(found["mon"] or "") or 0)
    return Stamp(f"{year:04}-{month:02}", "month", basis) if 1 <= month <= 12 and 1900 <= year <= 2100 else None


def _spots(pattern: re.Pattern[str], words: str, basis: DateBasis, language: str | None) -> Iterator[Spot]:
    """The dates of one form; after a miss the search goes on at the next word."""
    at = 0
    while found := pattern.search(words, at):
        stamp = _stamp(found, words, basis, language)
        if stamp:
            yield Spot(found.start() + _glued(found.groupdict().get("mon"), language), found.end(), stamp)
        at = found.end() if stamp else found.start() + 1


def _glued(word: str | None, language: str | None) -> int:
    """The letters of a name that has run into the month behind it: ``LumOct 12, 2025``."""
    name = _NAME_BEFORE.match(word or "")
    return name.end() if name and month_named(word or "", language) is None else 0


def _stamp(found: re.Match[str], words: str, basis: DateBasis, language: str | None) -> Stamp | None:
    parts = found.groupdict()
    read = _from_order(parts, language) if parts.get("a") else _from_names(parts, language)
    if read is None:
        return None
    year, month, day, other = read
    try:
        when = date(year, month, day)
        turned = date(year, day, month).isoformat() if other else None
    except ValueError:
        return None
    if not 1900 <= year <= 2100:
        return None
    clock = found if parts.get("H") else _clock_beside(words, found) if basis != "url" else None
    return _with_time(when, clock, basis, turned) if clock else Stamp(when.isoformat(), "day", basis, turned)


_Read = tuple[int, int, int, bool]
"""Year, month, day, and whether day and month could also be meant the other way round."""


def _from_names(parts: dict[str, str], language: str | None) -> _Read | None:
    year = int(parts["y"])
    if not parts.get("mon"):
        return year, int(parts["m"]), int(parts["d"]), False
    word = parts["mon"]
    month = month_named(word[_glued(word, language) :], language)
    if month is None:
        return None
    buddhist = year > 2400 and "\u0e00" <= word[0] <= "\u0e7f"
    return year - 543 if buddhist else year, month, int(parts["d"]), False


def _from_order(parts: dict[str, str], language: str | None) -> _Read | None:
    """``13/06/2025`` can be told; of ``03/06/2025`` and ``13.06.25`` only the language can, or nothing."""
    a, b = int(parts["a"]), int(parts["b"])
    order = day_order(language)
    if parts.get("yy"):
        year = int(parts["yy"]) + (2000 if int(parts["yy"]) < 70 else 1900)
        plain = False
    else:
        year = int(parts["y"])
        plain = a > 12 or b > 12 or a == b
    if order is None and not plain:
        return None
    month_first = b > 12 if plain else order == "month first"
    month, day = (a, b) if month_first else (b, a)
    return year, month, day, not plain and day <= 12 and day != month


def _clock_beside(words: str, found: re.Match[str]) -> re.Match[str] | None:
    """The time of day right after the date, or right before it."""
    rest = words[found.end() :]
    gap = _TO_TIME.match(rest)
    after = _TIME.match(rest[gap.end() if gap else 0 :])
    if after:
        return after
    before = list(_TIME.finditer(words, max(0, found.start() - 40), found.start()))
    return before[-1] if before and _FROM_TIME.fullmatch(words, before[-1].end(), found.start()) else None


def _with_time(day: date, clock: re.Match[str], basis: DateBasis, other: str | None) -> Stamp:
    parts = clock.groupdict()
    hour, minute, second = int(parts["H"]), int(parts["M"]), int(parts.get("S") or 0)
    half = (parts.get("half") or parts.get("half_before") or "").lower()
    if half:
        hour = hour % 12 + (12 if half.startswith(_LATE) else 0)
    if hour > 23 or minute > 59 or second > 59:
        return Stamp(day.isoformat(), "day", basis, other)
    moment = datetime.combine(day, time(hour, minute, second, tzinfo=_zone(parts.get("z"))))
    precise: DatePrecision = "second" if parts.get("S") else "minute"
    return Stamp(moment.isoformat(timespec=f"{precise}s"), precise, basis, other)


def _zone(words: str | None) -> timezone | None:
    low = re.sub(r"\s", "", (words or "").lower()).replace("−", "-")
    if low in _ZONES:
        return timezone(timedelta(minutes=_ZONES[low]))
    signed = re.fullmatch(r"(?:utc|gmt)?([+-])(\d{1,2}):?(\d{2})?", low)
    if not signed:
        return None
    minutes = int(signed[2]) * 60 + int(signed[3] or 0)
    return timezone(timedelta(minutes=minutes if signed[1] == "+" else -minutes)) if minutes < 1440 else None
