"""Finds quantities: a number with its unit, what it is a share of, how exact it is said to be, and what it measures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from retold.mention.number import Number, numbers, scale_of
from retold.mention.quantity import counted_noun, is_age, is_negative, is_quantity
from retold.mention.tree import Tree
from retold.mention.unit import Unit, per_behind, unit_beside
from retold.model import Figure, FigureApprox, Span

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
_JOIN = re.compile(r"\s?(?P<join>-|–|to|and|or)\s?(?:[A-Z]{0,2}\s?[$€£¥]|RM)?\s?", re.IGNORECASE)
_MOVES = frozenset(
    """rise fall drop increase decrease grow shrink climb jump slip slide decline cut raise lower reduce expand narrow
    widen ease edge move go change switch shift improve worsen swell plunge soar tumble gain lose double halve boost
    trim slash upgrade downgrade revise bring push drag""".split()
)
"""Verbs between whose two numbers something moved: ``fell from 5 to 3`` names two values and no range."""
_COMPANION = re.compile(r"\s(?:and\s)?$")
_RANK = re.compile(
    r"\b(?P<nth>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,3}(?:st|nd|rd|th))[-\s]"
    r"(?:most|best|worst|least|(?:larg|bigg|high|low|small|old|long|busi|rich|strong|fast|tall|young|great|heavi|deadli"
    r"|wealthi|poor|short|quick|warm|hot|cold|clos|near)est)\b",
    re.IGNORECASE,
)
_NTH = {
    name: 2.0 + place for place, name in enumerate("second third fourth fifth sixth seventh eighth ninth tenth".split())
}


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
        if not any(number.start < end and start < number.end for start, end in taken) and is_quantity(tree, number)
    ]
    found = (*_joined(tree, [_amount(tree, number) for number in free]), *_ranks(text))
    return tuple(_measured(tree, amount) for amount in sorted(found, key=lambda one: one.span))


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


def _ranks(text: str) -> Iterator[Amount]:
    """``third-most senior``, ``second-largest``: a place in an order."""
    for found in _RANK.finditer(text):
        nth = found["nth"].lower()
        value = _NTH[nth] if nth in _NTH else float(re.sub(r"\D", "", nth))
        yield Amount(Span(*found.span()), "rank", value, unit="rank")


# ----------------------------------------------------------------------------------------------------------- one number


def _amount(tree: Tree, number: Number) -> Amount:
    """A number with its unit and how exact it is said to be."""
    text = tree.parse.text
    sign = -1 if is_negative(text, number) else 1
    unit = unit_beside(text, number.start - (sign < 0), number.end)
    amount = Amount(Span(number.start, number.end), "count", sign * number.value, number.high)
    amount = _with_unit(tree, amount, unit) if unit else replace(amount, unit=counted_noun(tree, number))
    if amount.unit is None and is_age(tree, number):
        amount = replace(amount, unit="years old", rule="age")
    if amount.unit and (per := per_behind(text, _unit_end(text, amount))):
        amount = replace(amount, span=Span(amount.span.start, per[1]), unit=f"{amount.unit} per {per[0]}")
    approx: FigureApprox = next((kind for kind, words in _APPROX if words.search(text[: amount.span.start])), "exact")
    if number.high is not None:
        approx = "range"
    return replace(amount, approx=approx)


def _with_unit(tree: Tree, amount: Amount, unit: Unit) -> Amount:
    text = tree.parse.text
    end, base = unit.end, None
    if unit.kind == "percent" and (of := re.match(r"\sof\s(?:the\s|its\s)?([A-Z]{2,}|[a-z]+)\b", text[end:])):
        base = of.group(1)
        end += of.end() if base == "GDP" else 0
    return replace(amount, span=Span(unit.start, end), unit=unit.text, rule=unit.kind, base=base)


def _unit_end(text: str, amount: Amount) -> int:
    """Where the words of the unit end: behind a counted noun, which is no part of the span."""
    word = re.match(rf"\s(?:[\w-]+\s){{0,3}}?{re.escape(amount.unit or '')}\b", text[amount.span.end :], re.IGNORECASE)
    return amount.span.end + word.end() if word and amount.rule == "count" else amount.span.end


# ----------------------------------------------------------------------------------------------------- several numbers


def _joined(tree: Tree, found: Sequence[Amount]) -> Iterator[Amount]:
    """Amounts; two numbers that form a range, a share or a sum make one, and a bare one takes its partner's unit."""
    waiting = list(found)
    while waiting:
        here = waiting.pop(0)
        following = waiting[0] if waiting else None
        if following is None:
            yield here
            continue
        here, following = _sharing_unit(tree, here, following)
        pair = _range_of(tree, here, following) or _share_of(tree, here, following) or _sum_of(tree, here, following)
        if pair is not None:
            waiting.pop(0)
        else:
            waiting[0] = following
        yield pair or here


def _sharing_unit(tree: Tree, a: Amount, b: Amount) -> tuple[Amount, Amount]:
    """``8 or $9``, ``280 million of the 1.5 billion crowns``, ``435 homes and 187``: the bare number is of the same."""
    gap = tree.parse.text[a.span.end : b.span.start]
    beside = _JOIN.fullmatch(gap) is not None or re.fullmatch(r"\sof (?:the|its|their|about|some)\s", gap) is not None
    if beside and a.rule == "count" and a.unit is None and b.unit:
        return replace(a, unit=b.unit), b
    last = tree.head_of(b.span)
    joined = last is not None and tree.tokens[last].dep == "conj"
    if joined and b.unit is None and a.unit and a.rule in ("count", "percent") and " and " in gap:
        return a, replace(b, unit=a.unit)
    return a, b


def _range_of(tree: Tree, low: Amount, high: Amount) -> Amount | None:
    """``5 to 10 percent``, ``between 5 and 10 percent``, ``$3 to $5 billion``; not what moved ``from 5 to 10``."""
    text = tree.parse.text
    join = _JOIN.fullmatch(text[low.span.end : high.span.start])
    if join is None or low.value_high is not None or high.value_high is not None or not _same_kind(low, high):
        return None
    word, before = join["join"].lower(), text[: low.span.start].rstrip().lower()
    is_range = word in ("-", "–") or (word == "and" and before.endswith("between"))
    if word == "to":
        is_range = before.endswith("from") or high.unit is not None
        is_range = is_range and not (before.endswith("from") and _moves(tree, low))
    value = low.value * scale_of(text[high.span.start : high.span.end]) if low.rule == high.rule else low.value
    if scale_of(text[low.span.start : low.span.end]) != 1 or value >= high.value:
        value = low.value
    if not is_range or value >= high.value:
        return None
    return replace(high, span=Span(low.span.start, high.span.end), value=value, value_high=high.value, approx="range")


def _same_kind(a: Amount, b: Amount) -> bool:
    """True when two units do not speak against each other: ``$`` and ``US$`` are one here."""
    if not a.unit or not b.unit:
        return True
    one, other = a.unit.lower(), b.unit.lower()
    return one.endswith(other) or other.endswith(one)


def _moves(tree: Tree, amount: Amount) -> bool:
    """True when a verb of movement stands above an amount."""
    here = tree.head_of(amount.span)
    for _ in range(5):
        if here is None or tree.tokens[here].head == here:
            break
        here = tree.tokens[here].head
        if tree.tokens[here].pos in ("VERB", "NOUN") and tree.tokens[here].lemma.lower() in _MOVES:
            return True
    return False


def _share_of(tree: Tree, part: Amount, whole: Amount) -> Amount | None:
    """``one in five``, ``3 out of 10``: a share of the whole."""
    gap = tree.parse.text[part.span.end : whole.span.start]
    if gap not in (" in ", " out of ") or whole.value <= part.value or part.rule != "count" or whole.rule != "count":
        return None
    return replace(whole, span=Span(part.span.start, whole.span.end), value=part.value / whole.value, rule="share")


def _sum_of(tree: Tree, whole: Amount, rest: Amount) -> Amount | None:
    """``thirteen dollars and forty-five cents``."""
    gap = tree.parse.text[whole.span.end : rest.span.start]
    coins = (rest.unit or "") in ("cent", "cents", "pence") and whole.rule == "money" and rest.value < 100
    if not coins or not _COMPANION.fullmatch(gap):
        return None
    return replace(whole, span=Span(whole.span.start, rest.span.end), value=whole.value + rest.value / 100)


# ---------------------------------------------------------------------------------------------------- what it measures


def _measured(tree: Tree, amount: Amount) -> Amount:
    """An amount with what it measures: the words around the verb or noun that it belongs to."""
    head = tree.head_of(amount.span)
    if head is None or not tree.parse.has_grammar:
        return amount
    above = tree.tokens[head].head
    while above != head and tree.tokens[above].pos in ("ADP", "NUM", "SYM", "PART"):
        head, above = above, tree.tokens[above].head
    if tree.tokens[above].pos in ("VERB", "AUX"):
        noun, target = tree.subject(above), tree.child(above, "dobj")
        words = tree.subtree(noun) if noun is not None else []
        if target is not None and not _inside(tree, target, amount.span):
            noun, words = target, [n for n in tree.subtree(target) if n <= target]
    else:
        noun, words = above, [n for n in tree.subtree(above) if n <= above] if above != head else []
    if any(_inside(tree, n, amount.span) for n in words):
        words = [n for n in words if tree.tokens[n].start >= amount.span.end]
    while words and tree.tokens[words[0]].dep in ("cc", "det"):
        words = words[1:]
    span = tree.span(words)
    is_named = span is not None and noun is not None and tree.tokens[noun].pos != "PRON"
    return replace(amount, measures=tree.words(span)) if span and is_named else amount


def _inside(tree: Tree, number: int, span: Span) -> bool:
    return span.start <= tree.tokens[number].start < span.end
