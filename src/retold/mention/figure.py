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
    number = 0
    while number < len(found):
        here = found[number]
        following = found[number + 1] if number + 1 < len(found) else None
        pair = _pair(tree, here, following) if following else None
        yield pair or _amount(tree, here)
        number += 2 if pair else 1


def _pair(tree: Tree, here: Number, following: Number) -> Amount | None:
    """One amount out of two numbers: ``one in five``, ``10 to 15 percent``; None when they stand for themselves."""
    first, second = _amount(tree, here), _amount(tree, following)
    text = tree.parse.text
    between = text[here.end : following.start]
    if between in (" in ", " out of ") and following.value > here.value and first.unit not in _MONEY.values():
        return replace(second, span=Span(here.start, second.span.end), value=here.value / following.value, rule="share")
    if not _JOIN.fullmatch(text[first.span.end : following.start]) or not _is_range(tree, first, following):
        return None
    if first.unit is not None and second.unit is not None and first.unit != second.unit:
        return None
    low = here.value
    scale = following.value / _bare_value(tree, following)
    if low * scale < following.value and scale > 1 and low < 1000:
        low *= scale
    span = Span(first.span.start, second.span.end)
    return replace(
        second, span=span, value=low, value_high=following.value, approx="range", unit=second.unit or first.unit
    )


def _is_range(tree: Tree, first: Amount, following: Number) -> bool:
    """``from 2 to 3 percent`` after a verb of change tells of two amounts; elsewhere it is one range."""
    text = tree.parse.text
    joint = text[first.span.end : following.start].strip().lower()
    before = text[: first.span.start].rstrip().lower()
    if joint.startswith(("and", "or")):
        return before.endswith("between") or (joint.startswith("or") and following.value - first.value == 1)
    changes = any(token.lemma.lower() in _CHANGE for token in tree.tokens)
    return first.value < following.value and not (before.endswith("from") and changes)


def _bare_value(tree: Tree, number: Number) -> float:
    """The digits before the scale: 3 in ``3 billion``."""
    digits = re.match(r"[\d.,]+", tree.parse.text[number.start : number.end])
    return float(digits.group().replace(",", "")) if digits else number.value


def _amount(tree: Tree, number: Number) -> Amount:
    text = tree.parse.text
    before, after = text[: number.start], text[number.end :]
    start, end = number.start, number.end
    sign = _CURRENCY_BEFORE.search(before)
    unit: str | None = None
    base: str | None = None
    rule = "count"
    if sign:
        start, unit, rule = (
            sign.start(),
            _MONEY.get((sign["sign"] or sign["code"]).rstrip("."), sign.group().strip()),
            "money",
        )
    elif found := _PERCENT_AFTER.match(after):
        unit, rule = ("percentage points" if found["points"] else "percent"), "percent"
        end += found.end()
    elif found := _MONEY_AFTER.match(after):
        unit, rule = found["money"].lower(), "money"
        end += found.end()
    elif found := _MEASURE_AFTER.match(after):
        unit, rule = found["measure"], "measure"
        end += found.end()
    else:
        unit, end, rule = _counted(tree, number)
    if rule != "count" and (per := _PER_AFTER.match(text[end:])) and per["per"] in _PERIODS:
        unit = f"{unit} per {per['per']}"
        end += per.end()
    if rule == "percent" or number.share:
        base, end = _base(tree, end)
    approx = _approx(text, start, end, number)
    return Amount(Span(start, end), rule, number.value, None, unit, base, approx, None)


def _counted(tree: Tree, number: Number) -> tuple[str | None, int, str]:
    """The noun that a number counts, from the grammar or else the next word."""
    inside = tree.at(Span(number.start, number.end))
    if not inside or not tree.parse.has_grammar:
        following = re.match(r"\s([a-z]{3,})\b", tree.parse.text[number.end :])
        return (following[1], number.end + following.end(), "count") if following else (None, number.end, "count")
    last = inside[-1]
    head = tree.tokens[last].head
    for _ in range(3):
        token = tree.tokens[head]
        if token.pos in ("NOUN", "PROPN", "SYM") and head not in inside and head > last and head - last <= 6:
            start = last + 1
            while start < head and (tree.tokens[start].dep != "compound" or tree.tokens[start].text == "-"):
                start += 1
            words = tree.parse.text[tree.tokens[start].start : token.end]
            near = not any(tree.tokens[n].text in (",", ";", "(") for n in range(last, head))
            return (words, token.end, "count") if near else (None, number.end, "count")
        if token.head == head:
            break
        head = token.head
    following = re.match(r"\s(?:of\s(?:the\s|its\s|their\s)?)([a-z]+)\b", tree.parse.text[number.end :])
    if following and (number.loose or number.share):
        return following[1], number.end + following.end(), "count"
    return None, number.end, "count"


def _base(tree: Tree, end: int) -> tuple[str | None, int]:
    """What a share is a share of, in ``3 percent of output``, and the place where that ends."""
    text = tree.parse.text
    of = _OF.match(text, end)
    if not of:
        return None, end
    if not tree.parse.has_grammar:
        word = re.match(r"(?:the\s|its\s|their\s|all\s)?(\w+)", text[of.end() :])
        return (word[1], of.end() + word.end()) if word else (None, end)
    prep = next((n for n, token in enumerate(tree.tokens) if token.start == of.start() + 1), None)
    noun = tree.child(prep, "pobj") if prep is not None else None
    if noun is None:
        return None, end
    phrase = [
        n for n in tree.subtree(noun, tree.children(noun, "relcl", "acl", "appos", "prep", "conj", "cc", "punct"))
    ]
    words = [n for n in phrase if tree.tokens[n].dep not in ("det", "poss", "case", "predet") or n == noun]
    span = tree.span(words)
    return (tree.words(span), span.end) if span else (None, end)


def _approx(text: str, start: int, end: int, number: Number) -> FigureApprox:
    if number.loose:
        return "about"
    before = text[:start]
    for kind, pattern in _APPROX:
        if pattern.search(before):
            return kind
    return "at-least" if _OR_MORE.match(text, end) else "exact"


def _measured(tree: Tree, amount: Amount) -> Amount:
    """The amount with the words for what it measures: the object of its verb, or the subject of ``be``."""
    head = tree.head_of(amount.span) if tree.parse.has_grammar else None
    if head is None or amount.rule == "count":
        return amount
    here = tree.tokens[head]
    if here.dep == "pobj" and tree.tokens[here.head].lemma == "of":
        noun = tree.tokens[here.head].head
        return replace(amount, measures=_noun_phrase(tree, noun)) if tree.tokens[noun].pos == "NOUN" else amount
    above = here.head
    while tree.tokens[above].pos not in ("VERB", "AUX") and tree.tokens[above].head != above:
        above = tree.tokens[above].head
    if tree.tokens[above].pos not in ("VERB", "AUX"):
        return amount
    by_place = here.dep == "pobj" or above != here.head
    noun_or_none = tree.child(above, "dobj") if by_place else None
    if noun_or_none is None or noun_or_none == head:
        noun_or_none = tree.subject(above)
    return replace(amount, measures=_noun_phrase(tree, noun_or_none)) if noun_or_none not in (None, head) else amount


def _noun_phrase(tree: Tree, noun: int | None) -> str | None:
    if noun is None:
        return None
    span = tree.span(tree.subtree(noun, tree.children(noun, "relcl", "acl", "appos", "punct")))
    return tree.words(span) if span else None
