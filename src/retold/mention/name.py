"""Finds people, bodies, places and works in a sentence, with the office or tie that is stated there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from retold.mention.tree import Tree
from retold.model import EntityType, Span
from retold.tables import country_word, is_first_name, is_form_of_address, is_title, title_before

_TYPES: Mapping[str, EntityType] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "other",
    "EVENT": "other",
    "WORK_OF_ART": "work",
}
_RANKS = frozenset("former ex acting deputy vice interim assistant chief senior junior incoming outgoing".split())
_LONGEST_TITLE = 6
_OWNER = re.compile(r"^.*[’']s\s+")
_RULING = re.compile(r"(?:['’]s)?\s(?:[Aa]dministration|[Gg]overnment|[Cc]ampaign|[Cc]abinet|[Mm]inistry)\b")
_TAIL = re.compile(r"[’']s?$")
_LEADING = re.compile(r"^(?:the|The|a|an)\s+")
_BODIES = frozenset(
    """foundation university college school institute academy center centre hospital church bank group company energy
    airways airlines brothers sons motors street avenue road square hill park city town county creek lake river bay
    beach island islands house hall place tower bridge airport stadium museum prize award cup act power""".split()
)
"""Words that make a body or place of a first name in front of them."""
_WORKING = frozenset({"work", "serve", "act"})


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a sentence with its type and the office stated beside it; places count inside the sentence."""

    span: Span
    text: str
    type: EntityType
    role: str | None = None


def names_in(tree: Tree) -> tuple[Found, ...]:
    """The names of a sentence as the language model sees them, without titles and owners in front."""
    found = [_cleaned(tree, Span(e.start, e.end), _TYPES[e.label]) for e in tree.parse.entities if e.label in _TYPES]
    named = [replace(one, role=role_at(tree, one)) if one.type == "person" else one for one in found if _is_name(one)]
    titles = [_title_place(tree, one) for one in named if one.type == "person"]
    return tuple(one for one in named if not any(overlap(one.span, title) for title in titles))


def _is_name(found: Found) -> bool:
    return any(letter.isupper() or letter.isdigit() for letter in found.text)


def _cleaned(tree: Tree, span: Span, kind: EntityType) -> Found:
    text = tree.words(span)
    owner = _OWNER.match(text) if kind == "person" else None
    start = span.start + (owner.end() if owner else 0)
    title = title_before(tree.parse.text[start : span.end]) if kind == "person" else None
    if title and not _is_first_name(tree.parse.text, start, title, span.end):
        start += len(tree.parse.text[start : span.end]) - len(tree.parse.text[start : span.end][len(title) :].lstrip())
    text = _TAIL.sub("", tree.parse.text[start : span.end]).rstrip(" ,")
    leading = _LEADING.match(text)
    if leading:
        start, text = start + leading.end(), text[leading.end() :]
    if ruling := _RULING.match(tree.parse.text, start + len(text)):
        return Found(Span(start, ruling.end()), text + ruling.group(), "organisation")
    if kind == "person" and any(letter.isdigit() for letter in text):
        kind = "other"
    if kind in ("organisation", "place", "work") and (
        _is_person(text, tree.parse.text[:start]) or _has_profession(tree, text, Span(start, start + len(text)))
    ):
        kind = "person"
    if kind in ("organisation", "place") and (word := country_word(text)):
        kind = "organisation" if word in ("government", "organ") else "place"
    return Found(Span(start, start + len(text)), text, kind)


def _is_person(text: str, before: str) -> bool:
    """True for what the model took for a body: ``Ossery`` behind ``Mr``, and a first name with a surname."""
    if not text.istitle():
        return False
    words = text.split()
    addressed = before.endswith(" ") and is_form_of_address((before.split() or [""])[-1])
    return addressed or (len(words) == 2 and is_first_name(words[0]) and words[1].lower() not in _BODIES)


def _has_profession(tree: Tree, text: str, span: Span) -> bool:
    """True for what the model took for a body though an apposition says what it works as: ``Ruo Ossery, a lawyer``."""
    words = text.split()
    if len(words) < 2 or not text.istitle() or not _BODIES.isdisjoint(map(str.lower, words)):
        return False
    head = tree.head_of(span) if tree.parse.has_grammar else None
    told = tree.children(head, "appos") if head is not None else ()
    return any(tree.tokens[number].pos == "NOUN" and is_title(tree.tokens[number].lemma) for number in told)


def _is_first_name(text: str, start: int, title: str, end: int) -> bool:
    """True for ``Gen`` in ``Defence Minister Gen Sato``: a title before it, no dot, and one word left for the name."""
    return title == "Gen" and len(text[start:end].split()) == 2 and _title_in_front(text[:start]) is not None


def _title_place(tree: Tree, person: Found) -> Span:
    """Where the title in front of a name stands; an empty place when there is none."""
    title = _title_in_front(tree.parse.text[: person.span.start])
    return Span(person.span.start - len(title) - 1 if title else person.span.start, person.span.start)


# ---------------------------------------------------------------------------------------------------------------- role


def role_at(tree: Tree, name: Found) -> str | None:
    """Office or tie at this place: a title in front, an apposition, or what the sentence says they work as."""
    title = _title_in_front(tree.parse.text[: name.span.start])
    if title:
        return title
    if not tree.parse.has_grammar:
        return None
    head = tree.head_of(name.span)
    if head is None:
        return None
    for number in _role_words(tree, head):
        words = tree.span(tree.subtree(number, without=[head]))
        if words is not None and not overlap(words, name.span):
            return _LEADING.sub("", " ".join(tree.words(words).split()))
    return None


def _title_in_front(before: str) -> str | None:
    """The title that the words in front of a name end with, with its rank: ``former Foreign Minister``."""
    if not before.endswith(" "):
        return None
    words = before.split()
    for count in range(min(_LONGEST_TITLE, len(words)), 0, -1):
        if is_title(" ".join(words[-count:])):
            ranked = len(words) > count and words[-count - 1].lower() in _RANKS
            return " ".join(words[-count - ranked :])
    return None


def _role_words(tree: Tree, head: int) -> Iterator[int]:
    token = tree.tokens[head]
    for child in tree.children(head, "appos"):
        if tree.tokens[child].pos == "NOUN":
            yield child
    if token.dep == "appos" and tree.tokens[token.head].pos == "NOUN":
        yield token.head
    verb = token.head
    if token.dep in ("nsubj", "nsubjpass"):
        if tree.tokens[verb].lemma == "be":
            yield from (n for n in tree.children(verb, "attr") if tree.tokens[n].pos == "NOUN")
        if tree.tokens[verb].lemma in _WORKING:
            place = tree.object_of(verb, "as")
            if place is not None:
                yield place


def overlap(a: Span, b: Span) -> bool:
    """True when two spans share a letter."""
    return a.start < b.end and b.start < a.end
