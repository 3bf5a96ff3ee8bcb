"""Finds words that say how sure, how often, how about, and words that are loaded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retold.mention.number import NUMBER
from retold.mention.tree import Tree
from retold.model import Hedge, Span
from retold.tables import Degree, Hit, degrees_in, loaded_in

_PART_OF_SPEECH = {"VERB": "v", "AUX": "v", "NOUN": "n", "ADJ": "a", "ADV": "r"}
_OF_NUMBERS = frozenset(
    ("about", "around", "close to", "up to", "at least", "at most", "at the very least", "more than", "less than",
     "fewer than", "as many as", "as much as", "no more than", "no less than", "no fewer than", "not more than",
     "not less than", "north of", "south of", "well over", "well under", "well above", "well below", "just over",
     "just under", "upward of", "upwards of", "or more", "something like", "within about")
)  # fmt: skip
"""Approximators that are plain prepositions and comparisons unless a number stands beside them."""
_TO_NUMBER = re.compile(r"\s+(?:the\s|an?\s|US)?[$€£¥]?")
_JUDGED = frozenset(
    """accept acclaim accuse acknowledge admire allege argue assume attribute believe blame characterise characterize
    cite claim consider contest credit criticise criticize debate deem discredit dispute estimate expect hail know
    perceive praise presume question rate rank recognise recognize regard remember report repute respect revere rumor
    rumour say speculate suggest suppose suspect think understand view""".split()
)
"""Verbs of judging and telling: in the passive without a doer nobody says who judges (``was seen as less risky``)."""
_SEEN = {"see": True, "describe": True, "cast": True, "portray": True, "know": False}
"""Verbs that judge only with ``as`` (True), or only without it: what is ``known as`` something has that name."""
_WITH_CLAUSE = frozenset(
    """appear assume believe claim consider doubt estimate expect guess hint imply presume speculate suggest suppose
    suspect think wonder""".split()
)
"""Verbs that hedge what their clause says; without one (``he appeared on stage``) they hedge nothing."""
_NO_NOUNS = frozenset({"potential", "possible"})
_CLAUSES = ("ccomp", "xcomp", "oprd", "acomp", "attr")
_KINDS = frozenset({"kind of", "sort of", "a kind of", "a sort of"})
_ANY_OF_KIND = frozenset("this that these those what any every some same other another no which each".split())


def hedges_in(tree: Tree, article: str, sentence: int | None, offset: int) -> Iterator[Hedge]:
    """The hedges, boosters, approximators, evidentials and loaded words of a sentence as mentions."""
    words = [token.text.lower() for token in tree.tokens]
    taken: set[int] = set()
    for degree in degrees_in(words):
        found = degree.values[0]
        if _is_meant(tree, words, degree, found) and _is_grammatical(tree, degree, found):
            span = _span(tree, degree.start, degree.end, offset)
            some = found.phrase == "certain" and tree.tokens[degree.start].dep == "amod"
            class_ = "approximator" if some else found.class_
            yield Hedge(article, sentence, span, "hedge.word", 0.7, class_, found.phrase)
            taken |= set(range(degree.start, degree.end))
    for first, last in _judgements(tree):
        if taken.isdisjoint(range(first, last)):
            span, phrase = _span(tree, first, last, offset), " ".join(["be", *words[first + 1 : last]])
            yield Hedge(article, sentence, span, "hedge.passive", 0.6, "evidential", phrase)
    for loaded in loaded_in(words):
        known = {_PART_OF_SPEECH.get(token.pos) for token in tree.tokens[loaded.start : loaded.end] if token.pos}
        for entry in loaded.values:
            if not entry.particle and (not known or known & set(entry.parts_of_speech)):
                span = _span(tree, loaded.start, loaded.end, offset)
                yield Hedge(article, sentence, span, "hedge.loaded", 0.5, "loaded", entry.phrase)
                break


def _is_meant(tree: Tree, words: list[str], at: Hit[Degree], degree: Degree) -> bool:
    """False where the words beside it give it another sense: ``about art``, ``the most``, ``this kind of``."""
    before = words[at.start - 1] if at.start else ""
    if degree.phrase == "would-be":
        return "-" in words[at.start : at.end] or "-" in words[at.start]
    if degree.phrase == "most":
        return before != "the"
    if degree.phrase in _KINDS:
        return before not in _ANY_OF_KIND
    if degree.phrase.startswith("a ") and words[at.start] not in ("a", "an"):
        return _follows_article(tree, words, at.start)
    return degree.phrase not in _OF_NUMBERS or _beside_number(tree, words, at)


def _is_grammatical(tree: Tree, at: Hit[Degree], degree: Degree) -> bool:
    """False where its part in the sentence gives it another sense: ``most common``, ``he appeared on stage``."""
    first = tree.tokens[at.start]
    if degree.phrase in _WITH_CLAUSE and first.pos == "VERB":
        whole = bool(tree.children(at.start, *_CLAUSES)) or tree.passive(at.start)
        return whole or first.dep in ("parataxis", "amod", "acl")
    if degree.phrase.startswith("be ") and first.lemma != "be":
        return first.tag != "VBD"  # ``said to reporters`` is no ``was said to``
    if degree.phrase in _NO_NOUNS:
        return first.pos not in ("NOUN", "PROPN")
    return degree.phrase != "most" or first.tag != "RBS"


def _judgements(tree: Tree) -> Iterator[tuple[int, int]]:
    """Judgements in the passive of which the sentence does not say whose they are: first token, end."""
    for number, token in enumerate(tree.tokens):
        lemma = token.lemma.lower()
        if token.tag != "VBN" or not (lemma in _JUDGED or lemma in _SEEN) or tree.child(number, "agent") is not None:
            continue
        helper = tree.child(number, "auxpass")
        as_ = number + 1 < len(tree.tokens) and tree.tokens[number + 1].text == "as"
        if helper is not None and as_ is _SEEN.get(lemma, as_):
            yield helper, number + 1 + as_


def _follows_article(tree: Tree, words: list[str], start: int) -> bool:
    """True when ``a`` or ``an`` stands before the words, with at most adjectives between."""
    here = start - 1
    while here >= 0 and tree.tokens[here].pos == "ADJ":
        here -= 1
    return here >= 0 and words[here] in ("a", "an")


def _beside_number(tree: Tree, words: list[str], at: Hit[Degree]) -> bool:
    text = tree.parse.text
    if words[at.start] == "or":
        return at.start > 0 and (tree.tokens[at.start - 1].pos == "NUM" or words[at.start - 1].isdigit())
    gap = _TO_NUMBER.match(text, tree.tokens[at.end - 1].end)
    return gap is not None and NUMBER.match(text, gap.end()) is not None


def _span(tree: Tree, first: int, last: int, offset: int) -> Span:
    return Span(tree.tokens[first].start + offset, tree.tokens[last - 1].end + offset)
