"""The grammar of expressions of time: one row a kind, with its name, its pattern, how it resolves, and its letters.

Rows are tried all; where two expressions overlap the longer one stands. A strict row minds capital letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from retold.mention import date_value as to
from retold.mention.date_sign import signs_of
from retold.mention.when import Anchor, Value

Resolve = Callable[[re.Match[str], Anchor], Value]


class Pattern(NamedTuple):
    """A kind of expression: the rule's name, what it looks like, what it means, and the signs that must be there."""

    rule: str
    look: re.Pattern[str]
    resolve: Resolve
    signs: frozenset[str]


_MONTH = (
    r"(?P<month>(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)\b"
_WEEKDAY = (
    r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
    r"|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)(?:\.(?=,?\s)|(?=,?\s(?:\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)))))"
)
_PART = r"(?P<part>morning|afternoon|evening|night)"
_ZONE = r"(?:\s(?P<zone>GMT|UTC|EST|EDT|CET|CEST|BST|ET|PT|PST|PDT|local time|Eastern(?: Time)?))?"
_CLOCK = rf"(?P<clock>\d{{1,2}}(?:[:.]\d\d)?\s?(?:[ap]\.\s?m\.|[ap]m\b)|\d{{1,2}}:\d\d(?::\d\d)?(?!\d)){_ZONE}"
_UNIT = r"(?P<unit>second|minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade|centur(?=y|ies))"
_UNITS = _UNIT + r"(?:s|ies|y)?\b"
_SMALL = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    r"|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[-\s](?:one|two|three|four|five|six|seven|eight|nine))?"
)
_COUNT = (
    rf"(?P<count>\d+,\d{{3}}|\d+(?:\.\d+)?|an?|{_SMALL}|(?:a\s+)?few|several|many|(?:a\s+)?couple(?:\s+of)?|some"
    r"|a dozen|half an?|hundreds of|dozens of|a hundred|a thousand)"
)
_ABOUT = (
    r"(?:just|only|about|around|nearly|almost|over|more than|less than|at least|up to|roughly|approximately|barely|the"
    r"|some)"
)
_SEASON = r"(?P<season>spring|summer|autumn|fall|winter)\b"
_NEAR = r"(?P<near>last|past|previous|this|next|coming|following|current|upcoming)"
_EDGE = r"(?:beginning|start|middle|end|close|rest|remainder|turn)"
_VAGUE_PART = rf"(?:(?:early|late|mid|earlier|later)(?:[-\s](?:in\s|on\s)?)|(?:the\s)?{_EDGE}\s+of\s+)?"
_BEFORE_MONTH = "in since until by of from for to during after before through between and early late In Since the this"
_AFTER_WORD = "|".join(rf"(?<={word}\s)" for word in _BEFORE_MONTH.split())
_WORKING = r"(?:trading|working|business|school|calendar|consecutive|straight|more|full|long)"

_CALENDAR = [
    ("iso", rf"{_YEAR}-(?P<mm>0[1-9]|1[0-2])-(?P<dd>0[1-9]|[12]\d|3[01])(?:T[\d:]+Z?)?\b", to.iso, True),
    ("iso", r"(?P<mm>\d{1,2})/(?P<dd>\d{1,2})/(?P<yy>\d{4}|\d\d)\b", to.slashes, True),
    ("day", rf"(?:{_WEEKDAY},?\s+)?{_MONTH}\s+{_DAY},?\s+{_YEAR}", to.full_day, True),
    ("day", rf"(?:{_WEEKDAY},?\s+)?(?:the\s+)?{_DAY}(?:\s+of)?\s+{_MONTH},?\s+{_YEAR}", to.full_day, True),
    (
        "day-range",
        rf"{_MONTH}\s+{_DAY}\s*(?:-|–|to|and|through)\s*(?P<last_day>[12]?\d|3[01])\b(?:,?\s+{_YEAR})?(?!\s*[%,.]\d)",
        to.day_range,
        True,
    ),
    ("month-day", rf"(?:{_WEEKDAY},?\s+)?{_MONTH}\s+{_DAY}(?![:.,]\d)", to.bare_day, True),
    ("month-day", rf"(?:{_WEEKDAY},?\s+)?(?:the\s+)?{_DAY}(?:\s+of)?\s+{_MONTH}", to.bare_day, True),
    ("day-of-month", rf"(?<=on )the\s+{_DAY}(?<=st|nd|rd|th)(?=[,.;]|$)", to.day_of_month, True),
    ("month-year", rf"{_VAGUE_PART}{_MONTH},?\s+(?:of\s+)?{_YEAR}", to.month_year, True),
    ("month-year", rf"{_VAGUE_PART}{_MONTH}\s+(?:of\s+)?(?P<near>last|this|next)\s+year\b", to.near_month, True),
    ("near-month", rf"{_NEAR}\s+{_MONTH}", to.near_month, True),
    ("month", rf"(?:{_AFTER_WORD}|(?<=mid-)){_MONTH}", to.month, True),
    ("month", rf"(?!May\b|March\b|Mar\b){_MONTH}(?=[\s,.;:)]|['’]s|$)(?!\s+[A-Z][a-z])", to.month, True),
    ("month", rf"(?:(?:early|late|mid)(?:[-\s](?:in\s)?)|(?:the\s)?{_EDGE}\s+of\s+){_MONTH}", to.month, True),
    ("month", rf"the\s+(?:first|last|second|third)\s+(?:week|days?|half)\s+(?:of|in)\s+{_MONTH}", to.month, True),
    (
        "year",
        rf"(?:{_VAGUE_PART})(?:the\s+year\s+)?{_YEAR}(?![,.]\d|%|[-\s]?(?:percent|per cent|people|million|billion|km"
        r"|miles|met(?:er|re)s|feet|men|women|soldiers|troops|dollars|years?\b))(?![-–]\d{1,3}\b)",
        to.year,
        False,
    ),
    (
        "year",
        r"(?:(?<=in )|(?<=since )|(?<=of )|(?<=from )|(?<=until ))['’](?P<short>[2-9]\d)\b(?!['’]?s)",
        to.short_year,
        False,
    ),
    ("year", r"(?:(?<=by )|(?<=in )|(?<=until ))(?P<year>21\d\d)\b", to.year, True),
    ("year", r"(?:A\.D\.|AD)\s(?P<year>\d{3,4})\b", to.year, True),
    (
        "decade",
        r"(?:the\s+)?(?:(?:early|late|mid)[-\s])?(?P<decade>1[5-9]\d0|20\d0|(?<=['’])\d0|(?<=the )[2-9]0)['’]?s\b",
        to.decade,
        False,
    ),
    (
        "decade",
        r"the\s+(?:(?:early|late|mid)[-\s])?"
        r"(?P<tens>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b",
        to.decade_in_words,
        False,
    ),
    (
        "century",
        r"(?:the\s+)?(?:(?:early|late|mid)[-\s])?(?:(?P<nth>\d{1,2})(?:st|nd|rd|th)|(?P<word>eleventh|twelfth|thirteenth"
        r"|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty-first))[-\s]century\b",
        to.century,
        False,
    ),
    (
        "holiday",
        r"(?P<holiday>Christmas(?:\s(?:Day|Eve))?|New Year['’]s(?:\s(?:Day|Eve))|Halloween|Valentine['’]s Day"
        r"|Boxing Day|St\.? Patrick['’]s Day|Thanksgiving(?:\sDay)?|Labor Day|Memorial Day)\b",
        to.holiday,
        True,
    ),
]  # fmt: skip

_AROUND_NOW = [
    ("weekday", rf"(?:(?:{_NEAR}|(?P<late>early|late))\s+)?{_WEEKDAY}(?![a-z])(?:\s+{_PART}\b)?", to.weekday, True),
    ("weekday", rf"{_NEAR}\s+{_WEEKDAY}(?![a-z])(?:\s+{_PART}\b)?", to.weekday, False),
    (
        "day-name",
        r"(?:today|yesterday|tomorrow)(?:\s+(?:morning|afternoon|evening|night))?\b|tonight\b|overnight\b"
        r"|(?:this|last)\s+(?:morning|afternoon|evening|night)\b|earlier today\b",
        to.named_day,
        False,
    ),
    ("now", r"(?:now|nowadays|right now|at present|at the moment)\b(?!\s+that\b|(?<=^Now),)", to.now, False),
    (
        "recent",
        r"(?:recently|lately|in the past|in recent (?:days|weeks|months|years|decades)|soon|in the near future"
        r"|in the coming (?:days|weeks|months|years)|long ago)\b(?!\s+(?:few|two|three|\d))",
        to.recent,
        False,
    ),
    (
        "near-unit",
        rf"(?:(?:earlier|later|late|early)\s+)?(?:the\s+)?{_NEAR}\s+(?P<unit>week|weekend|month|quarter|year|decade|century)"
        r"s?\b(?!['’]s\s+\w+\s+ago)",
        to.near_unit,
        False,
    ),
    (
        "weekend",
        r"(?:(?<=over )|(?<=during )|(?<=on )|(?<=at )|(?<=for ))the\s+(?P<unit>weekend)\b",
        to.the_weekend,
        False,
    ),
    ("season", rf"(?:(?:earlier|later|late|early)\s+)?{_NEAR}\s+{_SEASON}", to.near_season, False),
    ("season", rf"(?<=in ){_SEASON}(?!\s+of\b)", to.near_season, False),
    ("season-year", rf"(?:the\s+)?{_SEASON}\s+(?:of\s+)?{_YEAR}", to.season_year, False),
    (
        "quarter",
        r"(?:the\s+)?(?P<which>first|second|third|fourth|final|last|Q[1-4])(?:[\s-]quarter)?(?:\s+of)?"
        r"\s+(?P<year>20\d\d|19\d\d)\b",
        to.quarter,
        False,
    ),
    (
        "quarter",
        r"(?:the\s+)?(?P<which>first|second|third|fourth)[\s-]quarter"
        r"(?:\s+of\s+(?P<near>this|last|next)\s+year)?\b(?P<year>(?!))?",
        to.quarter,
        False,
    ),
    (
        "edge",
        rf"(?:the\s+)?{_EDGE}\s+of\s+(?:the|(?P<near>this|last|next))\s+(?P<unit>week|month|year|decade|century)\b",
        to.edge,
        False,
    ),
    ("edge", r"(?P<near>(?!))?(?P<unit>year)[-\s]end\b", to.edge, False),
]  # fmt: skip

_AROUND_THEN = [
    (
        "that-day",
        r"(?:later\s+|earlier\s+)?(?:that|the same|the entire|the whole)\s+"
        r"(?P<unit>day|night|week|month|year|weekend)\b",
        to.that_unit,
        False,
    ),
    (
        "other-day",
        r"the\s+(?P<near>next|following|previous|preceding)\s+(?P<unit>day|morning|afternoon|evening|night|month|year)\b",
        to.other_day,
        False,
    ),
    (
        "other-day",
        r"the\s+(?P<unit>day|night|week|month|year)\s+(?P<near>before|after)(?=[,.;]|$)",
        to.other_day,
        False,
    ),
    (
        "the-day",
        r"(?:(?<=end )|(?<=ends )|(?<=ended )|(?<=ending )|(?<=finish )|(?<=finished )|(?<=closed )|(?<=close )"
        r"|(?<=in )|(?<=For )|(?<=started ))the\s+(?P<unit>day)\b(?!\s+(?:of|when|before|after|that)\b)",
        to.that_unit,
        False,
    ),
]  # fmt: skip

_LENGTHS = [
    ("ago", rf"(?:{_ABOUT}\s+)*(?:{_COUNT}\s+)?{_UNITS}\s+(?:ago|before now)\b", to.ago, False),
    ("apart", rf"(?:{_ABOUT}\s+)*{_COUNT}\s+{_UNITS}\s+(?P<apart>earlier|later|prior|afterwards?)\b", to.apart, False),
    (
        "ahead",
        rf"(?:in|within)\s+(?:{_ABOUT}\s+)*{_COUNT}\s+{_UNITS}(?=\s*(?:time\b|[,.;]|$))",
        to.ahead,
        False,
    ),
    ("ahead", rf"(?:{_ABOUT}\s+)*(?:{_COUNT}\s+)?{_UNITS}\s+from\s+now\b", to.later, False),
    (
        "stretch",
        rf"(?:the|these|his|her|their|its)\s+{_NEAR}\s+(?:{_ABOUT}\s+)*(?:{_COUNT}\s+)?(?:{_WORKING}\s+)?{_UNIT}(?:s|ies)\b",
        to.stretch,
        False,
    ),
    (
        "length",
        rf"(?:{_ABOUT}\s+)*{_COUNT}(?:\s+{_WORKING})?[\s-]+{_UNITS}(?![-\s](?:ago|earlier|old)\b)",
        to.length,
        False,
    ),
    (
        "length",
        rf"(?:(?<=for )|(?<=over )|(?<=just )|(?<=in )|(?<=within )|(?<=after )|(?<=took )){_UNIT}(?:s|ies)\b",
        to.lengths,
        False,
    ),
    ("length", rf"(?:just|only)\s+{_UNIT}(?:s|ies)\b(?!\s+ago)", to.lengths, False),
    ("length", rf"(?<=over )the\s+{_UNIT}(?:s|ies)\b", to.lengths, False),
    ("set", rf"(?:every|each|per|once a|twice a|times a)\s+{_UNIT}\b", to.each, False),
    ("set", rf"(?:every|each)\s+{_WEEKDAY}", to.every_weekday, False),
    ("set", rf"(?<=on )(?i:{_WEEKDAY}s)\b", to.every_weekday, False),
    (
        "set",
        r"(?:bi)?(?:annual|yearly|monthly|weekly|daily|nightly|hourly|quarterly|fortnightly|biennial)(?:ly)?\b",
        to.often,
        False,
    ),
    ("clock", rf"(?:(?:about|around|shortly (?:before|after))\s+)?{_CLOCK}", to.clock, False),
    ("clock", r"(?:noon|midnight|midday)\b", to.noon, False),
]  # fmt: skip

PATTERNS: tuple[Pattern, ...] = tuple(
    Pattern(
        rule,
        re.compile(rf"(?<![\w$€£/-])(?:{look})", 0 if strict else re.IGNORECASE),
        resolve,
        signs_of(rule),
    )
    for rule, look, resolve, strict in (*_CALENDAR, *_AROUND_NOW, *_AROUND_THEN, *_LENGTHS)
)
