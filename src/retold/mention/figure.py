"""Finds quantities: a number with its unit, what it is a share of, how exact it is said to be, and what it measures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from retold.mention.number import Number, numbers
from retold.mention.tree import Tree
from retold.model import Figure, FigureApprox, Span

_CURRENCY_BEFORE = re.compile(
    r"(?P<sign>(?:US|A|C|HK|NZ|S)?\$|€|£|¥|₹|₽|₩)\s?$|\b(?P<code>USD|EUR|GBP|JPY|CHF|Rs\.?)\s?$"
)
_PERCENT_AFTER = re.compile(
    r"[-\s]?(?:(?P<points>percentage[-\s]points?|pct points?|basis points?)|(?P<percent>%|percent\b|per\s?cent\b|pct\b))",
    re.IGNORECASE,
)
_MONEY_AFTER = re.compile(
    r"\s(?:(?:US|American|Canadian|Australian|Hong Kong)\s)?"
    r"(?P<money>dollars?|euros?|pounds?(?:\ssterling)?|yen|yuan|rupees?|rubles?|roubles?|cents?|pence|francs|pesos?|won)\b",
    re.IGNORECASE,
)
_MEASURE_AFTER = re.compile(
    r"[-\s]?(?P<measure>(?:square|cubic)\s(?:kilometers?|kilometres?|miles?|feet|met(?:er|re)s?)|"
    r"km/h|mph|kph|km|kg|mm|cm|lbs?|mg|ml|GHz|MHz|GB|MB|TB|mAh|MW|GW|kW|hp|rpm|nm|°\s?[CF]|degrees(?:\s(?:Celsius|Fahrenheit|C|F)\b)?)(?![\w])"
)
_APPROX_WORDS: tuple[tuple[FigureApprox, str], ...] = (
    ("at-most", "up to|at most|no more than|not more than|as much as|as many as|a maximum of"),
    ("at-least", "at least|no fewer than|no less than|not less than|a minimum of"),
    ("more-than", "more than|over|above|exceeding|upwards of|in excess of|greater than|higher than"),
    ("less-than", "less than|fewer than|under|below|lower than|just under|just shy of"),
    ("about", "about|around|roughly|approximately|nearly|almost|some|close to|an estimated|estimated|circa|or so"),
)
_APPROX: tuple[tuple[FigureApprox, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"\b(?:{words})\s+(?:an?\s+|the\s+)?(?:[A-Z]{{0,2}}[$€£¥]\s?)?$", re.IGNORECASE))
    for kind, words in _APPROX_WORDS
)
_JOIN = re.compile(r"\s?(?:-|–|to|and|or)\s?[A-Z]{0,2}[$€£¥]?\s?", re.IGNORECASE)
_NOT_BEFORE = re.compile(
    r"(?:[\w][-–/+×]|[#@.:_]|\b(?:[Nn]o\.|[Nn]umber|[Aa]rticle|[Ss]ection|[Cc]hapter|[Pp]age|[Ss]eason|[Ee]pisode|[Pp]hase|[Vv]ersion|[Rr]oute|[Hh]ighway|Flight|Apollo|[Rr]oom|[Gg]roup|[Ll]evel|[Rr]esolution|[Uu]nder-)\s?)$"
)
_NOT_AFTER = re.compile(r"(?:[/:+×]\d|-?(?:st|nd|rd|th)\b|[-–][A-Z]|[A-Za-z](?![a-z]*\b)|\.\d)")
_SMALL_ONE = re.compile(r"(?:one|One)$")


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity in a sentence; places count inside the sentence."""

    span: Span
    rule: str
    value: float
    value_high: float | None = None
    unit: str | None = None
    base: str | None = None
    approx: FigureApprox = "exact"
    measures: str | None = None


def amounts(tree: Tree, taken: Sequence[Span]) -> tuple[Amount, ...]:
    """The quantities of a sentence; ``taken`` are the places of dates, whose numbers are no quantities."""
    text = tree.parse.text
    free = [
        number
        for number in numbers(text)
        if not any(number.start < end and start < number.end for start, end in taken) and _counts(tree, number)
    ]
    return tuple(_measured(tree, amount) for amount in _joined(tree, free))


def figure_mention(amount: Amount, article: str, sentence: int | None, offset: int) -> Figure:
    """The quantity as a mention of its article."""
    return Figure(
        article=article,
        sentence=sentence,
        span=Span(amount.span.start + offset, amount.span.end + offset),
        rule=f"figure.{amount.rule}",
        confidence=0.9 if amount.unit else 0.6,
        value=amount.value,
        value_high=amount.value_high,
        unit=amount.unit,
        base=amount.base,
        approx=amount.approx,
        measures=amount.measures,
    )


def _counts(tree: Tree, number: Number) -> bool:
    """False for numbers that are names, labels, clock times, or the word ``one`` as a pronoun."""
    text = tree.parse.text
    before, after = text[: number.start], text[number.end :]
    if _NOT_BEFORE.search(before) and not _CURRENCY_BEFORE.search(before):
        return False
    if number.digits and _NOT_AFTER.match(after):
        return False
    inside = tree.at(Span(number.start, number.end))
    if not inside or not tree.parse.has_grammar:
        return not _SMALL_ONE.match(text[number.start : number.end])
    if _SMALL_ONE.match(text[number.start : number.end]):
        return tree.tokens[inside[0]].dep == "nummod" or after.startswith((" in ", " of the ", " out of "))
    return not _in_name(tree, number, inside)


def _in_name(tree: Tree, number: Number, inside: list[int]) -> bool:
    """True for the number in ``Big 12`` or ``Formula 1``: a number that follows a name and belongs to it."""
    first = inside[0]
    if not number.digits or first == 0:
        return False
    before = tree.tokens[first - 1]
    follows_name = before.pos == "PROPN" and before.text[:1].isupper() and tree.parse.text[number.start - 1] == " "
    after = tree.tokens[inside[-1] + 1] if inside[-1] + 1 < len(tree.tokens) else None
    counted = after is not None and after.pos in ("NOUN", "ADJ") and after.text[0].islower()
    percent = after is not None and after.text in ("%", "percent")
    return (
        follows_name
        and not counted
        and not percent
        and tree.tokens[first].dep in ("nummod", "appos", "nmod", "compound")
    )


def _joined(tree: Tree, found: Sequence[Number]) -> Iterator[Amount]:
    """Amounts from numbers; two numbers that form a range or a share make one amount."""
    waiting = list(found)
    while waiting:
        here = _amount(tree, waiting.pop(0))
        following = _amount(tree, waiting[0]) if waiting else None
        pair = _range_of(tree, here, following) or _share_of(tree, here, following) if following else None
        if pair is not None:
            waiting.pop(0)
        yield pair or here


def _range_of(tree: Tree, low: Amount, high: Amount) -> Amount | None:
    """``5 to 10 percent``, ``between 5 and 10 percent``."""
    gap = tree.parse.text[low.span.end : high.span.start]
    before = tree.parse.text[: low.span.start].rstrip().lower()
    if not _JOIN.fullmatch(gap) or low.value >= high.value or (low.unit and high.unit and low.unit != high.unit):
        return None
    if gap.strip().lower() == "and" and not before.endswith("between"):
        return None
    if gap.strip().lower() == "or" or (gap.strip().lower() == "to" and not high.unit and not before.endswith("from")):
        return None
    return replace(
        high, span=Span(low.span.start, high.span.end), value=low.value, value_high=high.value, approx="range"
    )


def _share_of(tree: Tree, part: Amount, whole: Amount) -> Amount | None:
    """``one in five``, ``3 out of 10``: a share of the whole."""
    gap = tree.parse.text[part.span.end : whole.span.start]
    if gap not in (" in ", " out of ") or whole.value <= part.value:
        return None
    return replace(whole, span=Span(part.span.start, whole.span.end), value=part.value / whole.value, rule="share")


def _amount(tree: Tree, number: Number) -> Amount:
    """A number with its unit and how exact it is said to be."""
    text = tree.parse.text
    before, after = text[: number.start], text[number.end :]
    start, end, unit, rule = number.start, number.end, None, "count"
    if money := _CURRENCY_BEFORE.search(before):
        start, unit, rule = number.start - len(money.group()), money.group().strip(), "money"
    elif share := _PERCENT_AFTER.match(after):
        end, unit, rule = end + share.end(), "percentage points" if share["points"] else "percent", "percent"
    elif named := _MONEY_AFTER.match(after):
        end, unit, rule = end + named.end(), named["money"].lower(), "money"
    elif measure := _MEASURE_AFTER.match(after):
        end, unit, rule = end + measure.end(), measure["measure"], "measure"
    else:
        unit = _counted(tree, number)
    base = re.match(r"\sof\s(?:the\s|its\s)?([A-Z]{2,}|[a-z]+)\b", text[end:]) if unit == "percent" else None
    if base and base.group(1) == "GDP":
        end += base.end()
    approx: FigureApprox = next((kind for kind, words in _APPROX if words.search(text[:start])), "exact")
    if number.loose and approx == "exact":
        approx = "about"
    return Amount(Span(start, end), rule, number.value, None, unit, base.group(1) if base else None, approx)


def _counted(tree: Tree, number: Number) -> str | None:
    """The noun that is counted: the head of the phrase that the number stands in."""
    inside = tree.at(Span(number.start, number.end))
    if not inside or not tree.parse.has_grammar:
        return None
    head = tree.tokens[inside[-1]].head
    return tree.tokens[head].text.lower() if tree.tokens[head].pos in ("NOUN", "PROPN") and head > inside[-1] else None


def _measured(tree: Tree, amount: Amount) -> Amount:
    """An amount with what it measures: the words around the verb or noun that it belongs to."""
    head = tree.head_of(amount.span)
    if head is None or not tree.parse.has_grammar:
        return amount
    above = tree.tokens[head].head
    while above != head and tree.tokens[above].pos in ("ADP", "NUM", "SYM", "PART"):
        head, above = above, tree.tokens[above].head
    if tree.tokens[above].pos in ("VERB", "AUX"):
        subject = tree.subject(above)
        span = tree.span(tree.subtree(subject)) if subject is not None else None
        target = tree.child(above, "dobj")
        if target is not None and not amount.span.start <= tree.tokens[target].start < amount.span.end:
            span = tree.span([n for n in tree.subtree(target) if n <= target])
        return replace(amount, measures=tree.words(span)) if span else amount
    span = tree.span([n for n in tree.subtree(above) if n <= above and not _inside(tree, n, amount.span)])
    return replace(amount, measures=tree.words(span)) if span and above != head else amount


def _inside(tree: Tree, number: int, span: Span) -> bool:
    return span.start <= tree.tokens[number].start < span.end
