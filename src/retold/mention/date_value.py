"""What each kind of expression of time means: from the words that were found to a value, against an anchor."""

from __future__ import annotations

import re

from retold.mention import period, shift, when
from retold.mention.number import value_of
from retold.mention.when import Anchor, Value

_SHORT = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_WEEKDAYS = "mon tue wed thu fri sat sun".split()
_PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}
_TENS = "twenties thirties forties fifties sixties seventies eighties nineties".split()
_NTH = (
    "eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
    " twenty-first"
).split()
_OFTEN = (
    ("annual", "P1Y"),
    ("yearly", "P1Y"),
    ("month", "P1M"),
    ("fortnight", "P2W"),
    ("week", "P1W"),
    ("quarter", "P1Q"),
    ("hour", "PT1H"),
    ("night", "P1D"),
    ("biennial", "P2Y"),
)
_BACK = frozenset({"last", "past", "previous", "preceding", "before", "earlier", "prior"})
_HERE = frozenset({"this", "current"})

Found = re.Match[str]


def _month_number(found: Found) -> int:
    return _SHORT.index(found["month"][:3].lower()) + 1


def _unit(found: Found) -> str:
    unit = found["unit"].lower()
    return "century" if unit == "centur" else unit


def _count(found: Found) -> float | None:
    words = re.sub(r"\s+", " ", (found["count"] or "").lower())
    if words.startswith(("a couple", "couple")):
        return 2.0
    if words.startswith("half a"):
        return 0.5
    return value_of(words)


def _direction(found: Found) -> int:
    words = found.groupdict()
    near = (words.get("near") or words.get("apart") or "this").lower()
    return 0 if near in _HERE else -1 if near in _BACK else 1


# ------------------------------------------------------------------------------------------------------- the calendar


def full_day(found: Found, anchor: Anchor) -> Value:
    return when.day_of(int(found["year"]), _month_number(found), int(found["day"]))


def bare_day(found: Found, anchor: Anchor) -> Value:
    return when.day_without_year(_month_number(found), int(found["day"]), anchor)


def day_of_month(found: Found, anchor: Anchor) -> Value:
    """``on the 18th``: of this month, or of the one before or after by nearness and tense."""
    return when.day_without_month(int(found["day"]), anchor)


def day_range(found: Found, anchor: Anchor) -> Value:
    month = _month_number(found)
    year = found["year"]
    ends = [
        when.day_of(int(year), month, int(day)) if year else when.day_without_year(month, int(day), anchor)
        for day in (found["day"], found["last_day"])
    ]
    return Value(f"{ends[0].value}/{ends[1].value}", "DATE", ends[0].first, ends[1].last)


def iso(found: Found, anchor: Anchor) -> Value:
    return when.day_of(int(found["year"]), int(found["mm"]), int(found["dd"]))


def slashes(found: Found, anchor: Anchor) -> Value:
    month, day = int(found["mm"]), int(found["dd"])
    if month > 12:
        month, day = day, month
    year_ = int(found["yy"])
    return when.day_of(year_ + 2000 if year_ < 100 else year_, month, day)


def month_year(found: Found, anchor: Anchor) -> Value:
    return period.month_of(int(found["year"]), _month_number(found))


def month(found: Found, anchor: Anchor) -> Value:
    return period.month_without_year(_month_number(found), anchor)


def near_month(found: Found, anchor: Anchor) -> Value:
    """``last March``; ``March of last year``."""
    if found.group().lower().rstrip().endswith("year") and anchor.day is not None:
        return period.month_of(anchor.day.year + _direction(found), _month_number(found))
    return period.month_near(_month_number(found), _direction(found), anchor)


def year(found: Found, anchor: Anchor) -> Value:
    return period.year_of(int(found["year"]))


def short_year(found: Found, anchor: Anchor) -> Value:
    """``'82``."""
    return period.year_of(1900 + int(found["short"]))


def decade(found: Found, anchor: Anchor) -> Value:
    digits = found["decade"]
    first = int(digits) if len(digits) == 4 else (2000 if int(digits) < 30 else 1900) + int(digits)
    return period.years(first, first + 9, f"{first // 10}X")


def decade_in_words(found: Found, anchor: Anchor) -> Value:
    first = 1920 + 10 * _TENS.index(found["tens"].lower())
    return period.years(first, first + 9, f"{first // 10}X")


def century(found: Found, anchor: Anchor) -> Value:
    nth = int(found["nth"]) if found["nth"] else 11 + _NTH.index(found["word"].lower())
    first = (nth - 1) * 100
    return period.years(max(first, 1), first + 99, f"{first // 100:02}XX")


def holiday(found: Found, anchor: Anchor) -> Value:
    return when.holiday(found["holiday"].replace("’", "'"), anchor)


# ------------------------------------------------------------------------------------------------------ around the day


def weekday(found: Found, anchor: Anchor) -> Value:
    number = _WEEKDAYS.index(found["weekday"][:3].lower())
    value = when.weekday(number, _direction(found) if found["near"] else None, anchor)
    part = found["part"]
    if part and value.value and value.first:
        return Value(f"{value.value}T{_PARTS[part.lower()]}", "TIME", value.first, value.last)
    return value


def named_day(found: Found, anchor: Anchor) -> Value:
    word = re.sub(r"\s+", " ", found.group().lower())
    steps = 1 if "tomorrow" in word else -1 if word.startswith(("yesterday", "last")) else 0
    value = shift.shifted("day", steps, anchor) if steps or anchor.day else when.present(anchor)
    part = next((code for name, code in _PARTS.items() if name in word), "")
    if word in ("tonight", "overnight"):
        part = "NI"
    if part and value.first:
        return Value(f"{value.first}T{part}", "TIME", value.first, value.last)
    return value


def now(found: Found, anchor: Anchor) -> Value:
    return when.present(anchor)


def recent(found: Found, anchor: Anchor) -> Value:
    ahead = found.group().lower().startswith(("soon", "in the near", "in the coming"))
    return when.reference(1 if ahead else -1)


def near_unit(found: Found, anchor: Anchor) -> Value:
    if _unit(found) == "weekend" and (found["near"] or "").lower() == "this":
        return the_weekend(found, anchor)
    return shift.shifted(_unit(found), _direction(found), anchor)


def the_weekend(found: Found, anchor: Anchor) -> Value:
    """The weekend that is nearest in the direction of the tense."""
    back = anchor.tense == "past" and anchor.day is not None and anchor.day.weekday() < 5
    return shift.shifted("weekend", -1 if back else 0, anchor)


def edge(found: Found, anchor: Anchor) -> Value:
    """``the end of the year``: the year, since how much of it is meant is not said."""
    return shift.shifted(_unit(found), _direction(found), anchor)


def near_season(found: Found, anchor: Anchor) -> Value:
    near = found.groupdict().get("near")
    return period.season_of(found["season"].lower(), None, anchor, _direction(found) if near else None)


def season_year(found: Found, anchor: Anchor) -> Value:
    return period.season_of(found["season"].lower(), int(found["year"]), anchor)


def quarter(found: Found, anchor: Anchor) -> Value:
    which = found["which"].lower()
    number = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}.get(which) or int(which[-1])
    if found["year"]:
        return period.quarter_of(int(found["year"]), number)
    near = found.groupdict().get("near")
    return period.quarter_without_year(number, _direction(found) if near else None, anchor)


# ------------------------------------------------------------------------------------------ around the day in mind


def that_unit(found: Found, anchor: Anchor) -> Value:
    """``that day``, ``the same month``: of the day that the text has in mind."""
    return shift.shifted(_unit(found), 0, anchor.then)


def other_day(found: Found, anchor: Anchor) -> Value:
    """``the next day``, ``the year before``."""
    unit = _unit(found)
    value = shift.shifted("day" if unit in _PARTS else unit, _direction(found), anchor.then)
    if unit in _PARTS and value.first:
        return Value(f"{value.first}T{_PARTS[unit]}", "TIME", value.first, value.last)
    return value


# ------------------------------------------------------------------------------------------------------------- lengths


def ago(found: Found, anchor: Anchor) -> Value:
    return shift.ago(_unit(found), _count(found), -1, anchor)


def apart(found: Found, anchor: Anchor) -> Value:
    """``two years later``: from the time that the text has in mind; without one a length of time."""
    if anchor.mind is None or _unit(found) in ("second", "minute", "hour"):
        return length(found, anchor)
    return shift.ago(_unit(found), _count(found), _direction(found), anchor.then)


def ahead(found: Found, anchor: Anchor) -> Value:
    """``in three weeks``; in the past it is the time that something took."""
    if anchor.tense == "past" or _unit(found) in ("second", "minute"):
        return length(found, anchor)
    return later(found, anchor)


def later(found: Found, anchor: Anchor) -> Value:
    return shift.ago(_unit(found), _count(found), 1, anchor)


def stretch(found: Found, anchor: Anchor) -> Value:
    direction = -1 if found["near"].lower() in _BACK else 1
    return shift.stretch(_unit(found), _count(found), direction, anchor)


def length(found: Found, anchor: Anchor) -> Value:
    return shift.duration(_unit(found), _count(found))


def lengths(found: Found, anchor: Anchor) -> Value:
    return shift.duration(_unit(found), None)


def each(found: Found, anchor: Anchor) -> Value:
    return Value(shift.duration(_unit(found), 1.0).value, "SET")


def often(found: Found, anchor: Anchor) -> Value:
    word = found.group().lower()
    return Value(next((code for name, code in _OFTEN if name in word), "P1D"), "SET")


def every_weekday(found: Found, anchor: Anchor) -> Value:
    return Value(f"XXXX-WXX-{_WEEKDAYS.index(found['weekday'][:3].lower()) + 1}", "SET")


def clock(found: Found, anchor: Anchor) -> Value:
    words = found["clock"].lower()
    digits = re.findall(r"\d+", words)
    hour, minute = int(digits[0]), int(digits[1]) if len(digits) > 1 else 0
    if "p" in words and hour < 12:
        hour += 12
    if "a" in words and hour == 12:
        hour = 0
    if hour > 24 or minute > 59:
        return when.UNKNOWN
    zone = "Z" if found["zone"] in ("UTC", "GMT") else ""
    return when.at_time(f"T{hour:02}:{minute:02}{zone}", anchor.then)


def noon(found: Found, anchor: Anchor) -> Value:
    return when.at_time("T24:00" if "midnight" in found.group().lower() else "T12:00", anchor.then)
