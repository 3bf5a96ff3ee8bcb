"""Tells the numbers that count or measure something from names, labels, years and scores, and finds what is counted."""

from __future__ import annotations

import re

from retold.mention.number import Number
from retold.mention.tree import Tree
from retold.mention.unit import unit_beside
from retold.model import Span

_NOT_BEFORE = re.compile(
    r"(?:[\w][-–−/+×]|[#@.:_]|\b(?:[Nn]o\.|[Nn]umber|[Aa]rticle|[Ss]ection|[Cc]hapter|[Pp]age|[Ss]eason|[Ee]pisode|[Pp]hase"
    r"|[Vv]ersion|[Rr]oute|[Hh]ighway|Flight|Apollo|[Rr]oom|[Gg]roup|[Ll]evel|[Rr]esolution|[Uu]nder-|[Cc]ategory|[Gg]ate"
    r"|[Pp]latform|[Dd]istrict|[Ww]ard|[Ll]ine|[Tt]rack|A\.D\.|AD|Covid|COVID)\s?)$"
)
_NOT_AFTER = re.compile(
    r"(?:[/:+×]\d|-?(?:st|nd|rd|th)\b|[-–][A-Z]|[A-Za-z](?![a-z]*\b)|\.\d|\s(?:B\.C\.|BC|A\.D\.|AD|ZIP)\b|[-–]\d)"
)
_SPREAD = re.compile(r"(?<![\w.,/-])(?P<low>\d[\d,.]*)\s?[-–]\s?(?P<high>\d[\d,.]*\d|\d)")
"""Two numbers with a dash between: a range when something is counted, else a score or a label."""
_ONE_OF = re.compile(r"\s(?:in|out of|of (?:the|my|his|her|their|our|its|these|those|\w+['’]s))\s")
_YEARLIKE = re.compile(r"(?:19[5-9]|20[0-4])[1-9]$")
"""Four digits that are a year unless something else speaks: counts so large are written with a comma, or are round."""
_TIMES = re.compile(r"\stimes\s(?:the|that|this|its|his|her|their|as|more|less|\w+er)\b")
"""``40 times the limit``: what is counted is neither limit nor times of day."""
_SMALL_ONE = re.compile(r"(?:one|One)$")
_MINUS = re.compile(r"(?:^|[\s($€£¥])[-−]$")
_OLDEST = 120
"""Years: a larger number behind a name is no age."""


def is_quantity(tree: Tree, number: Number) -> bool:
    """False for numbers that are names, labels, years, scores, or the word ``one`` as a pronoun."""
    text = tree.parse.text
    words = text[number.start : number.end]
    if _SMALL_ONE.match(words):
        inside = tree.at(Span(number.start, number.end))
        counts = bool(inside) and tree.tokens[inside[0]].dep == "nummod"
        return counts or (tree.parse.has_grammar and _ONE_OF.match(text, number.end) is not None)
    unit = unit_beside(text, number.start, number.end)
    if number.digits and not _in_spread(tree, number):
        before, after = text[: number.start], text[number.end : number.end + 20]
        marked = unit is not None and unit.start < number.start
        if not marked and _NOT_BEFORE.search(before) and not _MINUS.search(before):
            return False
        if (unit is None or unit.kind == "length") and _YEARLIKE.fullmatch(words):
            return False
        if unit is None and _NOT_AFTER.match(after):
            return False
    inside = tree.at(Span(number.start, number.end)) or _token_around(tree, number)
    return unit is not None or not inside or not tree.parse.has_grammar or not _in_name(tree, number, inside)


def _in_spread(tree: Tree, number: Number) -> bool:
    """True for both numbers of ``15-22 miles``: joined by a dash, and something is counted."""
    text = tree.parse.text
    for found in _SPREAD.finditer(text, max(0, number.start - 15), number.end + 15):
        if found.start() <= number.start and number.end <= found.end():
            high = Number(found.start("high"), found.end("high"), 0.0, digits=True)
            return unit_beside(text, high.start, high.end) is not None or counted_noun(tree, high) is not None
    return False


def _token_around(tree: Tree, number: Number) -> list[int]:
    """The token that a number is only a part of (``256GB``)."""
    return [n for n, token in enumerate(tree.tokens) if token.start <= number.start and number.end <= token.end]


def _in_name(tree: Tree, number: Number, inside: list[int]) -> bool:
    """True for the number in ``Big 12``, ``Formula 1`` or ``787 Dreamliner``: it stands in a name and belongs to it."""
    first, last = inside[0], inside[-1]
    if not number.digits:
        return False
    after = tree.tokens[last + 1] if last + 1 < len(tree.tokens) else None
    head = tree.tokens[tree.tokens[first].head]
    if after is not None and after is head and head.tag == "NNP" and head.text[0].isupper() and not head.text.isupper():
        return True
    if first == 0:
        return False
    before = tree.tokens[first - 1]
    follows_name = before.pos == "PROPN" and before.text[:1].isupper() and tree.parse.text[number.start - 1] == " "
    counted = after is not None and after.pos in ("NOUN", "ADJ") and after.text[0].islower()
    aged = after is None or after.text in (",", ".") or after.pos == "VERB"
    if follows_name and aged and _is_person(tree, first - 1) and 10 <= number.value <= _OLDEST:
        return False
    return follows_name and not counted and tree.tokens[first].dep in ("nummod", "appos", "nmod", "compound")


def _is_person(tree: Tree, number: int) -> bool:
    place = tree.tokens[number].start
    return any(entity.label == "PERSON" and entity.start <= place < entity.end for entity in tree.parse.entities)


def counted_noun(tree: Tree, number: Number) -> str | None:
    """The noun that is counted: the head of the phrase that the number stands in, or the first noun behind it."""
    inside = tree.at(Span(number.start, number.end))
    if not inside or not tree.parse.has_grammar:
        return None
    last = inside[-1]
    head = tree.tokens[last].head
    if _TIMES.match(tree.parse.text, number.end):
        return "times"
    if tree.tokens[head].pos in ("NOUN", "PROPN") and head > last:
        return tree.tokens[head].text.lower()
    of = _of_whole(tree, last)
    if of is not None:
        return of
    return _noun_behind(tree, last)


def _of_whole(tree: Tree, last: int) -> str | None:
    """The whole that is counted: ``millions of people``, ``one of the ships``, ``homes, including 500 in Orm``."""
    inner = tree.object_of(last, "of")
    if inner is not None and tree.tokens[inner].pos in ("NOUN", "PROPN"):
        return tree.tokens[inner].text.lower()
    above = tree.tokens[tree.tokens[last].head]
    if tree.tokens[last].dep == "pobj" and above.lemma.lower() == "include" and tree.tokens[above.head].pos == "NOUN":
        return tree.tokens[above.head].text.lower()
    return None


def _noun_behind(tree: Tree, last: int) -> str | None:
    """The noun right behind the number, with adjectives between, where the parser missed the tie."""
    for token in tree.tokens[last + 1 : last + 4]:
        if token.pos == "NOUN" or (token.pos == "PROPN" and token.tag == "NNPS"):
            return token.text.lower()
        if token.pos != "ADJ":
            return None
    return None


def is_age(tree: Tree, number: Number) -> bool:
    """True for ``Ada Brook, 44, said``, ``he is 44`` and ``aged 44``."""
    inside = tree.at(Span(number.start, number.end))
    if not inside or not 1 <= number.value <= _OLDEST or number.value != int(number.value):
        return False
    before = tree.parse.text[: number.start]
    if re.search(r"\b(?:aged?|age of|turned|turning)\s$", before, re.IGNORECASE):
        return True
    first = inside[0]
    token = tree.tokens[first]
    named = before.endswith((", ", " ")) and first > 0 and _is_person(tree, first - (2 if before.endswith(", ") else 1))
    closed = tree.parse.text[number.end : number.end + 1] in (",", ")", "") or tree.parse.text[number.end :].startswith(
        " of "
    )
    if named and closed and token.dep in ("appos", "nummod", "npadvmod", "conj", "dep"):
        return True
    subject = tree.child(token.head, "nsubj")
    is_be = tree.tokens[token.head].lemma == "be" and token.dep in ("attr", "acomp")
    return is_be and subject is not None and tree.tokens[subject].text.lower() in ("he", "she", "who", "i")


def is_negative(text: str, number: Number) -> bool:
    """True for a number in digits with a minus sign in front."""
    return number.digits and _MINUS.search(text[: number.start]) is not None
