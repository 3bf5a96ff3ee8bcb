"""Dates and times resolved, against GUM news (dates and times of day) and Wikinews TIMEX3 (all types).

An expression is found when it overlaps a marked one and right when the values are the same: the same TIMEX3 value, or
for a marked stretch from one day to another its first day, month or week.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from bench.mention_sets import Record, Sheet, analysed, labels, records
from retold.model import Analysis, DateMention

GUM, WIKINEWS = "facts-gum", "facts-timex"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_MONTH = re.compile(r"\d{4}-\d\d")

Marked = tuple[int, int, str]
"""Start, end and value of a marked expression."""


def gum_docs() -> list[Record]:
    """News articles with the day they were published."""
    return [doc for doc in records(GUM) if doc["genre"] == "news" and _DAY.fullmatch(doc["date"] or "")]


def wikinews_docs() -> list[Record]:
    return records(WIKINEWS)


def examine_gum(docs: Iterable[Record]) -> Sheet:
    """Counts for ``dates-gum``: dates and times of day; lengths and repetitions are not marked there."""
    sheet = Sheet()
    for doc, analysis in analysed(docs):
        marked = [
            (label["start"], label["end"], label.get("when") or f"{label['from']}/{label.get('to', '')}")
            for label in labels(GUM)[doc["id"]]
            if label["kind"] == "date" and ("when" in label or "from" in label)
        ]
        _compare(sheet, "dates-gum", doc, marked, _found(analysis, ("DATE", "TIME")))
    return sheet


def examine_wikinews(docs: Iterable[Record]) -> Sheet:
    """Counts for ``dates-wikinews``: all types of TIMEX3."""
    sheet = Sheet()
    for doc, analysis in analysed(docs):
        marked = [
            (label["start"], label["end"], label["value"])
            for label in labels(WIKINEWS)[doc["id"]]
            if label["kind"] == "date"
        ]
        _compare(sheet, "dates-wikinews", doc, marked, _found(analysis, ("DATE", "TIME", "DURATION", "SET")))
    return sheet


def _found(analysis: Analysis, types: tuple[str, ...]) -> list[DateMention]:
    return [one for one in analysis.mentions if isinstance(one, DateMention) and one.type in types]


def _compare(sheet: Sheet, figure: str, doc: Record, marked: Sequence[Marked], found: Sequence[DateMention]) -> None:
    text, used, right = doc["text"], set[int](), 0
    for start, end, value in marked:
        hits = [n for n, one in enumerate(found) if n not in used and one.span.start < end and start < one.span.end]
        exact = [n for n in hits if found[n].span == (start, end)]
        hit = next(iter(exact[-1:] or hits[:1]), None)
        mine = found[hit].value if hit is not None else None
        if hit is not None:
            used.add(hit)
        if same_value(value, mine):
            right += 1
            continue
        kind = "missed" if hit is None else "wrong value"
        context = f"{text[max(0, start - 60) : start]}[{text[start:end]}]{text[end : end + 50]}"
        sheet.slip(figure, kind, f"{value} <> {mine or '-'} ({doc.get('date')}) :: {context}")
    for number, one in enumerate(found):
        if number not in used:
            start, end = one.span
            context = f"{text[max(0, start - 60) : start]}[{text[start:end]}]{text[end : end + 50]}"
            sheet.slip(figure, "no such", f"{one.value} ({one.rule}) :: {context}")
    sheet.count(figure, right, len(found), len(marked))


def same_value(marked: str, found: str | None) -> bool:
    """True when a found value is the marked one; a marked stretch is compared by its beginning."""
    if found is None or "/" not in marked:
        return marked == found
    first = marked.split("/", maxsplit=1)[0]
    if week := _WEEK.fullmatch(found):
        day = date.fromisocalendar(int(week[1]), int(week[2]), 6 if week[3] else 1)
        if week[3]:
            return first == day.isoformat()
        return bool(_DAY.fullmatch(first)) and abs((date.fromisoformat(first) - day).days) <= 1
    return first.startswith(found) if _MONTH.fullmatch(found) else first == found
