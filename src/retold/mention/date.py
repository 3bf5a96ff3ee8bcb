"""Finds expressions of time in a sentence, and resolves them against the article's day and the day it has in mind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from retold.mention.date_pattern import PATTERNS, Resolve
from retold.mention.date_sign import signs_in
from retold.mention.seat import Seat
from retold.mention.tree import Tree
from retold.mention.when import Anchor, Tense, Value
from retold.model import Article, DateMention, Span
from retold.settings import MentionSettings

_ABSOLUTE = frozenset("day iso month-year year decade length set season-year century".split())
"""Rules whose value does not depend on the article's day."""
_OF_DAYS = frozenset("day iso month-day day-of-month weekday day-name other-day holiday".split())
"""Rules that bring a day to mind; times of day and ``the day after`` are counted from it."""
_OF_TIMES = _OF_DAYS | {"month-year", "year", "month", "apart"}
"""Rules that bring a time to mind; ``that year`` and ``two years later`` are counted from it."""
_FROM_MIND = frozenset("clock that-day other-day the-day apart".split())
_MODERN = 1900
"""From this year on ``of 2014 levels`` is a year; ``of 1709 schoolchildren`` is a number of children."""
_LEADING = re.compile(
    r"(?:\b(?:for|in|within|after|over|about|almost|nearly|just|only|than|least|of|took|takes?|lasts?|lasted|spent|spend|spends"
    r"|half|every|once|another|under)\s)$",
    re.IGNORECASE,
)
_TRAILING = re.compile(r"[\s-](?:later|before|after|long|earlier|from|and a half|old|of)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression of time in a sentence, not yet resolved; its place counts inside the sentence."""

    span: Span
    rule: str
    tense: Tense
    found: re.Match[str]
    resolve: Resolve


def dates_of(seats: Sequence[Seat], settings: MentionSettings) -> tuple[tuple[DateMention, ...], ...]:
    """The dates, times and lengths of time of each sentence, in the order of the article."""
    found: list[tuple[DateMention, ...]] = []
    mind = _Mind()
    for seat in seats:
        known = expressions(seat.tree)
        day = anchor_of(seat.article)
        values = {one: one.resolve(one.found, Anchor(day, one.tense)) for one in known if one.rule not in _FROM_MIND}
        for one in known:
            if one.rule in _FROM_MIND:
                values[one] = one.resolve(one.found, Anchor(day, one.tense, _then(one, values, mind)))
        found.append(tuple(_mention(one, values[one], seat, day) for one in known))
        if seat.number is not None:
            mind = mind.after([(one.rule, values[one]) for one in known], settings.day_sentences)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Mind:
    """The day and the time that the text spoke of last, and the sentences since the day."""

    day: date | None = None
    time: date | None = None
    age: int = 0

    def after(self, values: Sequence[tuple[str, Value]], longest: int) -> _Mind:
        """What is in mind after a sentence with these rules and values; a day stays for ``longest`` sentences."""
        days = [found for rule, value in values if (found := _first(rule, value, _OF_DAYS)) is not None]
        times = [found for rule, value in values if (found := _first(rule, value, _OF_TIMES)) is not None]
        time = times[-1] if times else self.time
        if days:
            return _Mind(days[-1], time)
        return _Mind(self.day if self.age < longest - 1 else None, time, self.age + 1)


def _then(one: Expression, values: dict[Expression, Value], mind: _Mind) -> date | None:
    """The day (or, for years and months, the time) to count from: in the sentence, before it rather than after."""
    coarse = one.found.groupdict().get("unit") in ("month", "year", "months", "years")
    rules, last = (_OF_TIMES, mind.time) if coarse else (_OF_DAYS, mind.day)
    beside = [
        (other.span.start, found) for other, value in values.items() if (found := _first(other.rule, value, rules))
    ]
    before = [found for start, found in sorted(beside) if start < one.span.start]
    if before:
        return before[-1]
    if beside and one.rule == "clock":
        return min(beside)[1]
    return last


def _first(rule: str, value: Value, rules: frozenset[str]) -> date | None:
    """The first day of a time that some rules found; only whole days when the rules are those of days."""
    if rule not in rules or value.first is None or (rules is _OF_DAYS and value.first != value.last):
        return None
    return date.fromisoformat(value.first)


def expressions(tree: Tree) -> tuple[Expression, ...]:
    """The expressions of time in a sentence; where two overlap, the longer one stands."""
    text = tree.parse.text
    signs = signs_in(text)
    found = [
        Expression(Span(*hit.span()), one.rule, "open", hit, one.resolve)
        for one in PATTERNS
        if one.signs <= signs
        for hit in one.look.finditer(text)
    ]
    kept: list[Expression] = []
    for one in sorted(found, key=lambda one: (one.span.start - one.span.end, one.span.start)):
        if all(one.span.end <= other.span.start or one.span.start >= other.span.end for other in kept):
            kept.append(one)
    kept.sort(key=lambda one: one.span)
    told = (Expression(one.span, one.rule, tense_at(tree, one.span), one.found, one.resolve) for one in kept)
    return tuple(one for one in told if not _is_other(tree, one))


def _mention(one: Expression, value: Value, seat: Seat, day: date | None) -> DateMention:
    return DateMention(
        article=seat.article.id,
        sentence=seat.number,
        span=seat.placed(one.span),
        rule=f"date.{one.rule}",
        confidence=0.6 if value.vague else 0.9,
        value=value.value,
        type=value.type,
        first=value.first,
        last=value.last,
        vague=value.vague,
        anchor=day.isoformat() if day and one.rule not in _ABSOLUTE else None,
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
        if token.dep == "acl" and token.tag == "VBN":
            return "past"
        inside = token.dep in ("aux", "auxpass", "amod", "acl") or (
            token.tag == "VBG" and not tree.children(here, "aux")
        )
        if token.pos in ("VERB", "AUX") and not inside:
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


def _is_other(tree: Tree, one: Expression) -> bool:
    """True for words that only look like a time: ``May`` the verb, ``2000 yards``, a quarter of it, ``a day``."""
    words, text = tree.words(one.span).lower(), tree.parse.text
    inside = tree.at(one.span)
    if one.rule == "month" and inside and tree.tokens[inside[0]].pos == "AUX":
        return True
    if one.rule == "year" and inside and tree.parse.has_grammar:
        return _counts(tree, inside[-1])
    if one.rule == "quarter" and text.startswith((" in a row", " running"), one.span.end):
        return True  # a count of quarters, not one of them
    if words.endswith("a quarter") and text.startswith((" of", ", of"), one.span.end):
        return True
    if one.rule == "recent" and words == "soon" and one.tense == "past":
        return True  # ``he soon left``
    if one.rule == "length" and words in ("a second", "the second", "one second"):
        return True
    if one.rule == "length" and words in ("a day", "a week", "a month", "a year", "an hour", "a minute", "a night"):
        return not _LEADING.search(text, max(0, one.span.start - 12), one.span.start) and (
            not _TRAILING.match(text, one.span.end)
        )
    return False


def _counts(tree: Tree, number: int) -> bool:
    """True for a number in the range of years that counts things (``2000 yards``) or belongs to a name."""
    token = tree.tokens[number]
    above = tree.tokens[token.head]
    if token.dep not in ("nummod", "compound") or token.head <= number:
        return False
    before = tree.tokens[number - 1] if number else None
    named = tree.tokens[number + 1].pos == "PROPN" and before is not None and before.pos == "PROPN"
    pointed = before is not None and (before.dep in ("det", "poss") or before.tag in ("POS", "PRP$"))
    behind = before is not None and before.tag == "IN" and int(token.text[:4]) >= _MODERN
    return named or (above.tag == "NNS" and not pointed and not behind)
