"""Finds expressions of time by patterns; each knows how to resolve itself once the day of the article is known."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from retold.mention import when
from retold.mention.number import value_of
from retold.mention.tree import Tree
from retold.mention.when import Anchor, Tense, Value
from retold.model import Article, DateMention, Span

_MONTHS = "january february march april may june july august september october november december".split()
_SHORT = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_UNITS = "second minute hour day night week weekend fortnight month quarter year decade century".split()
_PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}

_MONTH = r"(?P<month>(?:January|February|March|April|May|June|July|August|September|October|November|December)\b|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)\b"
_WEEKDAY = (
    r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\b\.?)"
)
_PART = r"(?P<part>morning|afternoon|evening|night)"
_CLOCK = r"(?P<clock>\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.\s?m\.|[ap]m\b)|\d{1,2}:\d\d(?::\d\d)?(?!\d))(?:\s(?:GMT|UTC|EST|EDT|CET|CEST|BST|ET|PT|PST|PDT|local time|Eastern(?: Time)?))?"
_UNIT = r"(?P<unit>second|minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade|centur(?=y|ies))"
_UNIT_PLURAL = _UNIT + r"(?:s|ies|y)?\b"
_COUNT = r"(?P<count>\d+(?:\.\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|eighteen|twenty|thirty|forty|fifty|sixty|ninety|(?:a\s+)?few|several|many|(?:a\s+)?couple(?:\s+of)?|some|a dozen|half an?|hundreds of|dozens of|twenty-five|\d+,\d{3})"
_ABOUT = r"(?:just|only|about|around|nearly|almost|over|more than|less than|at least|up to|roughly|approximately|barely|the|some)"
_SEASON = r"(?P<season>spring|summer|autumn|fall|winter)\b"
_NEAR = r"(?P<near>last|past|previous|this|next|coming|following|current|upcoming)"
_VAGUE_PART = (
    r"(?:(?:early|late|mid|earlier|later)(?:[-\s](?:in\s|on\s)?)|(?:the\s)?(?:beginning|start|middle|end)\s+of\s+)?"
)


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression of time in a sentence, not yet resolved."""

    span: Span
    rule: str
    tense: Tense
    found: re.Match[str]
    resolve: Callable[[re.Match[str], Anchor], Value]


def expressions(tree: Tree) -> tuple[Expression, ...]:
    """The expressions of time in a sentence; where two overlap, the longer one stands."""
    text = tree.parse.text
    found: list[Expression] = []
    for rule, pattern, resolve in _RULES:
        for match in pattern.finditer(text):
            span = Span(*match.span())
            found.append(Expression(span, rule, "open", match, resolve))
    kept: list[Expression] = []
    for one in sorted(found, key=lambda one: (one.span.start - one.span.end, one.span.start)):
        if all(one.span.end <= other.span.start or one.span.start >= other.span.end for other in kept):
            kept.append(one)
    kept.sort(key=lambda one: one.span)
    return tuple(
        Expression(one.span, one.rule, tense_at(tree, one.span), one.found, one.resolve)
        for one in kept
        if not _is_other(tree, one)
    )


def resolve(expression: Expression, anchor: date | None) -> Value:
    """What an expression means in an article of this day."""
    return expression.resolve(expression.found, Anchor(anchor, expression.tense))


def date_mention(expression: Expression, article: Article, sentence: int | None, offset: int) -> DateMention:
    """The expression as a mention of its article."""
    anchor = anchor_of(article)
    value = resolve(expression, anchor)
    start, end = expression.span
    return DateMention(
        article=article.id,
        sentence=sentence,
        span=Span(start + offset, end + offset),
        rule=f"date.{expression.rule}",
        confidence=0.6 if value.vague else 0.9,
        value=value.value,
        type=value.type,
        first=value.first,
        last=value.last,
        vague=value.vague,
        anchor=anchor.isoformat() if anchor and _relative(expression.rule) else None,
    )


def anchor_of(article: Article) -> date | None:
    """The day of publication, when the page gives one that is at least as exact as a day."""
    shown = article.date
    if shown.value is None or shown.precision in ("month", "year", "none"):
        return None
    try:
        return date.fromisoformat(shown.value[:10])
    except ValueError:
        return None


def tense_at(tree: Tree, span: Span) -> Tense:
    """The tense of the clause that a stretch of words belongs to."""
    here = tree.head_of(span)
    for _ in range(len(tree.tokens)):
        if here is None:
            return "open"
        token = tree.tokens[here]
        if token.pos in ("VERB", "AUX") and token.dep not in ("aux", "auxpass", "amod", "acl"):
            return _tense_of(tree, here)
        if token.head == here:
            return "open"
        here = token.head
    return "open"


def _tense_of(tree: Tree, verb: int) -> Tense:
    helpers = {tree.tokens[child].lemma.lower() for child in tree.children(verb, "aux", "auxpass")}
    token = tree.tokens[verb]
    if helpers & {"will", "shall", "'ll", "’ll"} or "to" in helpers:
        return "future"
    if token.tag == "VBD" or any(tree.tokens[child].tag == "VBD" for child in tree.children(verb, "aux", "auxpass")):
        return "past"
    if token.tag == "VBN" and "have" in helpers:
        return "past"
    return "open"


def _relative(rule: str) -> bool:
    return rule not in ("day", "iso", "month-year", "year", "decade", "length", "set", "season-year", "century")


def _is_other(tree: Tree, one: Expression) -> bool:
    """True for words that only look like a time: ``May`` the verb, a year-like number with a unit, ``second``."""
    words = tree.words(one.span)
    inside = tree.at(one.span)
    if one.rule in ("month", "year") and inside and tree.parse.has_grammar:
        head = tree.tokens[inside[0]]
        if one.rule == "month" and head.pos == "AUX":
            return True
        if one.rule == "year" and head.dep in ("nummod", "compound") and tree.tokens[head.head].tag == "NNS":
            return True
    if one.rule == "quarter" and tree.parse.text.startswith((" in a row", " running"), one.span.end):
        return True  # a count of quarters, not one of them
    if words.lower().endswith("a quarter") and tree.parse.text.startswith(" of", one.span.end):
        return True  # a quarter of the harvest is no time
    return one.rule == "length" and words.lower() in ("a second", "the second", "one second")


# ---------------------------------------------------------------------------------------------------- how to resolve


def _month_number(found: re.Match[str]) -> int:
    return _SHORT.index(found["month"][:3].lower()) + 1


def _unit(found: re.Match[str]) -> str:
    unit = found["unit"].lower()
    return "century" if unit == "centur" else unit


def _count(found: re.Match[str]) -> float | None:
    words = re.sub(r"\s+", " ", (found["count"] or "").lower())
    if words.startswith(("a couple", "couple")):
        return 2.0
    if words.startswith("half a"):
        return 0.5
    return value_of(words)


def _direction(found: re.Match[str]) -> int:
    near = found["near"].lower()
    return 0 if near in ("this", "current") else -1 if near in ("last", "past", "previous") else 1


def _full_day(found: re.Match[str], anchor: Anchor) -> Value:
    return when.day_of(int(found["year"]), _month_number(found), int(found["day"]))


def _bare_day(found: re.Match[str], anchor: Anchor) -> Value:
    return when.day_without_year(_month_number(found), int(found["day"]), anchor)


def _day_range(found: re.Match[str], anchor: Anchor) -> Value:
    month = _month_number(found)
    year = found["year"]
    days = (found["day"], found["last_day"])
    ends = [
        when.day_of(int(year), month, int(day)) if year else when.day_without_year(month, int(day), anchor)
        for day in days
    ]
    return Value(f"{ends[0].value}/{ends[1].value}", "DATE", ends[0].first, ends[1].last)


def _iso(found: re.Match[str], anchor: Anchor) -> Value:
    return when.day_of(int(found["year"]), int(found["mm"]), int(found["dd"]))


def _slashes(found: re.Match[str], anchor: Anchor) -> Value:
    month, day = int(found["mm"]), int(found["dd"])
    if month > 12:
        month, day = day, month
    year = int(found["yy"])
    return when.day_of(year + 2000 if year < 100 else year, month, day)


def _month_year(found: re.Match[str], anchor: Anchor) -> Value:
    return when.month_of(int(found["year"]), _month_number(found))


def _month(found: re.Match[str], anchor: Anchor) -> Value:
    return when.month_without_year(_month_number(found), anchor)


def _near_month(found: re.Match[str], anchor: Anchor) -> Value:
    return when.month_near(_month_number(found), _direction(found), anchor)


def _year(found: re.Match[str], anchor: Anchor) -> Value:
    return when.year_of(int(found["year"]))


def _decade(found: re.Match[str], anchor: Anchor) -> Value:
    digits = found["decade"]
    first = int(digits) if len(digits) == 4 else (2000 if int(digits) < 30 else 1900) + int(digits)
    return when.years(first, first + 9, f"{first // 10}X")


def _century(found: re.Match[str], anchor: Anchor) -> Value:
    first = (int(found["nth"]) - 1) * 100
    return when.years(max(first, 1), first + 99, f"{first // 100:02}XX")


def _weekday(found: re.Match[str], anchor: Anchor) -> Value:
    near = found["near"]
    number = [day[:3] for day in _WEEKDAYS].index(found["weekday"][:3].lower())
    value = when.weekday(number, _direction(found) if near else None, anchor)
    part = found["part"]
    if part and value.value and value.first:
        return Value(f"{value.value}T{_PARTS[part.lower()]}", "TIME", value.first, value.last)
    return value


def _named_day(found: re.Match[str], anchor: Anchor) -> Value:
    word = re.sub(r"\s+", " ", found.group().lower())
    steps = 1 if "tomorrow" in word else -1 if word.startswith(("yesterday", "last")) else 0
    value = when.shifted("day", steps, anchor) if steps or anchor.day else when.present(anchor)
    part = next((code for name, code in _PARTS.items() if name in word), "")
    if word in ("tonight", "overnight"):
        part = "NI"
    if part and value.first:
        return Value(f"{value.first}T{part}", "TIME", value.first, value.last)
    return value


def _now(found: re.Match[str], anchor: Anchor) -> Value:
    return when.present(anchor)


def _recent(found: re.Match[str], anchor: Anchor) -> Value:
    word = found.group().lower()
    return when.reference(
        1 if word.startswith(("soon", "in the near", "in the coming", "the future", "in the future")) else -1
    )


def _near_unit(found: re.Match[str], anchor: Anchor) -> Value:
    return when.shifted(_unit(found), _direction(found), anchor)


def _near_season(found: re.Match[str], anchor: Anchor) -> Value:
    return when.season_of(found["season"].lower(), None, anchor, _direction(found))


def _season_year(found: re.Match[str], anchor: Anchor) -> Value:
    return when.season_of(found["season"].lower(), int(found["year"]), anchor)


def _quarter(found: re.Match[str], anchor: Anchor) -> Value:
    number = {"first": 1, "second": 2, "third": 3, "fourth": 4}.get(found["which"].lower(), 0)
    number = number or int(found["which"][-1])
    year = found["year"]
    if year or anchor.day:
        return when.quarter_of(int(year) if year else anchor.day.year if anchor.day else 0, number)
    return Value(f"XXXX-Q{number}", vague=True)


def _ago(found: re.Match[str], anchor: Anchor) -> Value:
    return when.ago(_unit(found), _count(found), -1, anchor)


def _ahead(found: re.Match[str], anchor: Anchor) -> Value:
    return when.ago(_unit(found), _count(found), 1, anchor)


def _stretch(found: re.Match[str], anchor: Anchor) -> Value:
    direction = -1 if found["near"].lower() in ("last", "past", "previous") else 1
    return when.stretch(_unit(found), _count(found), direction, anchor)


def _length(found: re.Match[str], anchor: Anchor) -> Value:
    return when.duration(_unit(found), _count(found))


def _lengths(found: re.Match[str], anchor: Anchor) -> Value:
    return when.duration(_unit(found), None)


def _each(found: re.Match[str], anchor: Anchor) -> Value:
    return Value(when.duration(_unit(found), 1.0).value, "SET")


def _often(found: re.Match[str], anchor: Anchor) -> Value:
    word = found.group().lower()
    codes = (
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
    return Value(next((code for name, code in codes if name in word), "P1D"), "SET")


def _every_weekday(found: re.Match[str], anchor: Anchor) -> Value:
    number = [day[:3] for day in _WEEKDAYS].index(found["weekday"][:3].lower())
    return Value(f"XXXX-WXX-{number + 1}", "SET")


def _clock(found: re.Match[str], anchor: Anchor) -> Value:
    words = found["clock"].lower()
    digits = re.findall(r"\d+", words)
    hour, minute = int(digits[0]), int(digits[1]) if len(digits) > 1 else 0
    if "p" in words and hour < 12:
        hour += 12
    if "a" in words and hour == 12:
        hour = 0
    if hour > 24 or minute > 59:
        return when.UNKNOWN
    clock = f"T{hour:02}:{minute:02}"
    if anchor.day:
        day = anchor.day.isoformat()
        return Value(day + clock, "TIME", day, day)
    return Value(f"XXXX-XX-XX{clock}", "TIME")


def _noon(found: re.Match[str], anchor: Anchor) -> Value:
    clock = "T12:00" if "noon" in found.group().lower() else "T24:00"
    return Value((anchor.day.isoformat() if anchor.day else "XXXX-XX-XX") + clock, "TIME")


_Rule = tuple[str, "re.Pattern[str]", Callable[[re.Match[str], Anchor], Value]]


def _rules(rows: Sequence[tuple[str, str, Callable[[re.Match[str], Anchor], Value], bool]]) -> tuple[_Rule, ...]:
    """The pattern rows, compiled; a row says whether capital letters matter."""
    return tuple(
        (rule, re.compile(r"(?<![\w$€£/-])(?:" + pattern + ")", 0 if strict else re.IGNORECASE), how)
        for rule, pattern, how, strict in rows
    )


_RULES = _rules(
    [
        ("iso", rf"{_YEAR}-(?P<mm>0[1-9]|1[0-2])-(?P<dd>0[1-9]|[12]\d|3[01])(?:T[\d:]+Z?)?\b", _iso, True),
        ("iso", r"(?P<mm>\d{1,2})/(?P<dd>\d{1,2})/(?P<yy>\d{4}|\d\d)\b", _slashes, True),
        ("day", rf"(?:{_WEEKDAY},?\s+)?{_MONTH}\s+{_DAY},?\s+{_YEAR}", _full_day, True),
        ("day", rf"(?:{_WEEKDAY},?\s+)?(?:the\s+)?{_DAY}(?:\s+of)?\s+{_MONTH},?\s+{_YEAR}", _full_day, True),
        (
            "day-range",
            rf"{_MONTH}\s+{_DAY}\s*(?:-|–|to|and|through)\s*(?P<last_day>[12]?\d|3[01])\b(?:,?\s+{_YEAR})?(?!\s*[%,.]\d)",
            _day_range,
            True,
        ),
        ("month-day", rf"(?:{_WEEKDAY},?\s+)?{_MONTH}\s+{_DAY}(?![:.,]\d)", _bare_day, True),
        ("month-day", rf"(?:{_WEEKDAY},?\s+)?(?:the\s+)?{_DAY}(?:\s+of)?\s+{_MONTH}", _bare_day, True),
        ("month-year", rf"{_VAGUE_PART}{_MONTH},?\s+(?:of\s+)?{_YEAR}", _month_year, True),
        ("near-month", rf"{_NEAR}\s+{_MONTH}", _near_month, True),
        (
            "month",
            rf"(?:(?<=in )|(?<=since )|(?<=until )|(?<=by )|(?<=of )|(?<=from )|(?<=for )|(?<=to )|(?<=during )|(?<=after )|(?<=before )|(?<=through )|(?<=between )|(?<=and )|(?<=early )|(?<=late )|(?<=mid-)|(?<=In )|(?<=Since )|(?<=the )|(?<=this )){_MONTH}",
            _month,
            True,
        ),
        ("month", rf"(?!May\b|March\b|Mar\b){_MONTH}(?=[\s,.;:)]|['’]s|$)(?!\s+[A-Z][a-z])", _month, True),
        (
            "month",
            rf"(?:(?:early|late|mid)(?:[-\s](?:in\s)?)|(?:the\s)?(?:beginning|start|middle|end)\s+of\s+){_MONTH}",
            _month,
            True,
        ),
        (
            "year",
            rf"(?:{_VAGUE_PART})(?:the\s+year\s+)?{_YEAR}(?![,.]\d|%|\s?(?:percent|per cent|people|million|billion|km|miles|meters|feet|men|women|soldiers|troops))(?![-–]\d{{1,3}}\b)",
            _year,
            False,
        ),
        (
            "decade",
            r"(?:the\s+)?(?:(?:early|late|mid)[-\s])?(?P<decade>1[5-9]\d0|20\d0|(?<=['’])\d0)['’]?s\b",
            _decade,
            False,
        ),
        (
            "century",
            r"(?:the\s+)?(?:(?:early|late|mid)[-\s])?(?P<nth>\d{1,2})(?:st|nd|rd|th)[-\s]century\b",
            _century,
            False,
        ),
        ("weekday", rf"(?:(?:{_NEAR}|(?P<late>early|late))\s+)?{_WEEKDAY}(?![a-z])(?:\s+{_PART}\b)?", _weekday, True),
        ("weekday", rf"{_NEAR}\s+{_WEEKDAY}(?![a-z])(?:\s+{_PART}\b)?", _weekday, False),
        (
            "day-name",
            r"(?:today|yesterday|tomorrow)(?:\s+(?:morning|afternoon|evening|night))?\b|tonight\b|overnight\b|(?:this|last)\s+(?:morning|afternoon|evening|night)\b|earlier today\b",
            _named_day,
            False,
        ),
        ("now", r"(?:now|nowadays|currently|right now|at present|at the moment)\b(?!\s+that\b)", _now, False),
        (
            "recent",
            r"(?:recently|lately|formerly|previously|in the past|the past|in recent (?:days|weeks|months|years|decades)|recent (?:days|weeks|months|years|decades)|soon|the future|in the near future|in the coming (?:days|weeks|months|years)|long ago|once)\b(?!\s+(?:few|two|three|\d))",
            _recent,
            False,
        ),
        (
            "near-unit",
            rf"(?:(?:earlier|later|late|early)\s+)?(?:the\s+)?{_NEAR}\s+(?P<unit>week|weekend|month|quarter|year|decade|century)\b(?!['’]s\s+\w+\s+ago)",
            _near_unit,
            False,
        ),
        ("season", rf"(?:(?:earlier|later|late|early)\s+)?{_NEAR}\s+{_SEASON}", _near_season, False),
        ("season-year", rf"(?:the\s+)?{_SEASON}\s+(?:of\s+)?{_YEAR}", _season_year, False),
        (
            "quarter",
            r"(?:the\s+)?(?P<which>first|second|third|fourth|Q[1-4])(?:[\s-]quarter)?(?:\s+of)?\s+(?P<year>20\d\d|19\d\d)\b",
            _quarter,
            False,
        ),
        ("quarter", r"(?:the\s+)?(?P<which>first|second|third|fourth)[\s-]quarter\b(?P<year>(?!))?", _quarter, False),
        ("ago", rf"(?:{_ABOUT}\s+)*(?:{_COUNT}\s+)?{_UNIT_PLURAL}\s+(?:ago|earlier|before now)\b", _ago, False),
        (
            "ahead",
            rf"(?:in|within)\s+(?:{_ABOUT}\s+)*{_COUNT}\s+{_UNIT_PLURAL}(?=\s*(?:time\b|[,.;]|$))",
            _ahead,
            False,
        ),
        ("ahead", rf"(?:{_ABOUT}\s+)*(?:{_COUNT}\s+)?{_UNIT_PLURAL}\s+from\s+now\b", _ahead, False),
        (
            "stretch",
            rf"(?:the|these|his|her|their|its)\s+{_NEAR}\s+(?:{_ABOUT}\s+)*(?:{_COUNT}\s+)?{_UNIT}(?:s|ies)\b",
            _stretch,
            False,
        ),
        (
            "length",
            rf"(?:{_ABOUT}\s+)*{_COUNT}(?:\s+(?:more|consecutive|full|long|straight))?[\s-]+{_UNIT_PLURAL}(?![-\s](?:ago|earlier|old)\b)",
            _length,
            False,
        ),
        (
            "length",
            rf"(?:(?<=for )|(?<=over )|(?<=just )|(?<=in )|(?<=within )|(?<=after )|(?<=took )){_UNIT}(?:s|ies)\b",
            _lengths,
            False,
        ),
        ("length", rf"(?:just|only)\s+{_UNIT}(?:s|ies)\b(?!\s+ago)", _lengths, False),
        ("set", rf"(?:every|each|per|once a|twice a|times a)\s+{_UNIT}\b", _each, False),
        ("set", rf"(?:every|each)\s+{_WEEKDAY}", _every_weekday, False),
        ("set", rf"(?<=on )(?i:{_WEEKDAY}s)\b", _every_weekday, False),
        (
            "set",
            r"(?:bi)?(?:annual|yearly|monthly|weekly|daily|nightly|hourly|quarterly|fortnightly|biennial)(?:ly)?\b",
            _often,
            False,
        ),
        ("clock", rf"(?:(?:about|around|shortly (?:before|after))\s+)?{_CLOCK}", _clock, False),
        ("clock", r"(?:noon|midnight|midday)\b", _noon, False),
    ]
)
