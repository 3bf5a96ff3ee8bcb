"""Who a claim is said to come from: the class of a source phrase, its number, its office and where it belongs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retold.mention.tree import Tree
from retold.model import SourceClass, Span, Token
from retold.tables import country_of, is_anonymous, outlet_named

_BODIES = frozenset(
    [
        "ministry",
        "government",
        "police",
        "court",
        "company",
        "council",
        "union",
        "agency",
        "committee",
        "department",
        "association",
        "party",
        "office",
        "university",
        "bank",
        "commission",
        "organisation",
        "organization",
        "group",
        "firm",
        "board",
        "hospital",
        "authority",
        "prosecutor",
        "embassy",
        "army",
        "parliament",
        "club",
        "federation",
        "institute",
        "charity",
        "airline",
        "operator",
    ]
)
_DOCUMENTS = frozenset(
    [
        "report",
        "study",
        "statement",
        "document",
        "letter",
        "memo",
        "survey",
        "poll",
        "filing",
        "data",
        "figures",
        "record",
        "email",
    ]
)
_COUNTS = {
    word: count
    for count, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
}
_SUBSET = re.compile(
    r"(?:including|among them|one of whom|two of whom|two of them|one of them|some of them),?\s+([^,;]+)"
)


@dataclass(frozen=True, slots=True)
class Origin:
    """A source phrase read: its class and, for nameless people, how many, which part, what office, from where."""

    class_: SourceClass
    count: int | None = None
    subset: str | None = None
    role: str | None = None
    affiliation: str | None = None


def origin_of(tree: Tree, head: int, source: Span) -> Origin:
    """What the source phrase tells of the source."""
    class_ = classify(tree, head, source)
    if class_ not in ("anonymous-person", "anonymous-group"):
        return Origin(class_)
    subset = _SUBSET.search(tree.words(source))
    return Origin(
        class_,
        _count(tree, head),
        subset.group(1).strip() if subset else None,
        _office(tree, head),
        _affiliation(tree, head),
    )


def classify(tree: Tree, head: int, source: Span) -> SourceClass:
    """The class of a source phrase by its head word and the names in it."""
    token = tree.tokens[head]
    if token.pos == "PRON":
        return "pronoun"
    if _names_person(tree, head, source):
        return "named"
    if token.pos == "PROPN":
        return "outlet" if outlet_named(tree.words(source)) else "body"
    return _class_of_noun(token)


def _names_person(tree: Tree, head: int, source: Span) -> bool:
    """True when the head is a person's name, or the phrase names one and is not about somebody else's people."""
    token = tree.tokens[head]
    people = [
        entity
        for entity in tree.parse.entities
        if entity.label == "PERSON" and entity.start < source.end and source.start < entity.end
    ]
    if any(entity.start <= token.end and token.start <= entity.end for entity in people):
        return True
    return bool(people) and (not is_anonymous(token.lemma) or tree.child(head, "appos") is not None)


def _class_of_noun(token: Token) -> SourceClass:
    lemma = token.lemma.lower()
    if lemma in _DOCUMENTS:
        return "document"
    if lemma in _BODIES:
        return "body"
    if is_anonymous(lemma) or lemma.endswith(("man", "woman", "person")):
        return "anonymous-group" if token.tag == "NNS" or lemma == "people" else "anonymous-person"
    return "generic"


def _count(tree: Tree, head: int) -> int | None:
    number = tree.child(head, "nummod")
    if number is None:
        return None
    word = tree.tokens[number].text.lower()
    return int(word) if word.isdigit() else _COUNTS.get(word)


def _office(tree: Tree, head: int) -> str | None:
    words = [tree.tokens[n].text for n in tree.children(head, "amod", "compound") if n < head]
    return " ".join([*words, tree.tokens[head].text]) if words else None


def _affiliation(tree: Tree, head: int) -> str | None:
    for child in tree.children(head, "prep"):
        place = tree.child(child, "pobj")
        if place is not None and tree.tokens[child].lemma in ("at", "in", "of", "from", "with"):
            span = tree.span(tree.subtree(place))
            return tree.words(span) if span else None
    for child in tree.children(head, "amod", "compound", "nmod", "poss"):
        if country_of(tree.tokens[child].text):
            return tree.tokens[child].text
    return None
