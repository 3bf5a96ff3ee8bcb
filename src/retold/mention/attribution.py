"""Finds who is said to have said something: source, cue and content, quoted or not, with the class of the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from retold.mention.tree import Tree
from retold.model import SourceClass, Span, Token
from retold.tables import country_of, is_anonymous, outlet_named

Firmness = Literal["firm", "neutral", "weak"]

_FIRM = frozenset("confirm announce reveal show prove establish find rule declare".split())
_WEAK = frozenset("claim allege suggest speculate hint imply maintain insist believe think fear hope suspect".split())
_SAY = (
    _FIRM
    | _WEAK
    | frozenset(
        """say tell add note warn argue explain report state write describe call urge ask accuse admit acknowledge
    expect
    reply respond recall stress emphasize emphasise predict estimate point deny cite quote inform assure advise
    complain concede conclude promise vow pledge remark observe joke demand request agree disagree recommend blame
    criticise criticize praise thank dismiss reject condemn slam blast hail welcome""".split()
    )
)
_NEEDS_CLAUSE = frozenset(
    """find show rule prove establish agree demand request recommend think believe fear hope expect agree cite report
    describe quote blame criticise criticize praise thank dismiss reject condemn slam blast hail welcome promise vow
    pledge reveal write""".split()
)
"""Verbs that carry an attribution only with a clause or a quotation as content."""
_ASKING = frozenset("urge ask tell call advise accuse warn assure inform demand request".split())
_ANSWERING = frozenset("confirm deny dispute acknowledge admit".split())
"""Verbs whose object is what somebody stands by or not: ``confirmed the figure``."""
_BODIES = frozenset(
    """ministry government police court company council union agency committee department association party office
    university bank commission organisation organization group firm board hospital authority prosecutor embassy army
    parliament club federation institute charity airline operator""".split()
)
_DOCUMENTS = frozenset(
    "report study statement document letter memo survey poll filing data figures record email".split()
)
_COUNTS = {
    word: count
    for count, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
}
_SUBSET = re.compile(
    r"(?:including|among them|one of whom|two of whom|two of them|one of them|some of them),?\s+([^,;]+)"
)
_ACCORDING = re.compile(r"according to", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Saying:
    """An attribution in a sentence; places count inside the sentence."""

    source: Span
    cue: Span
    content: tuple[Span, ...]
    head: int
    class_: SourceClass
    count: int | None
    subset: str | None
    role: str | None
    affiliation: str | None
    firmness: Firmness
    negated: bool
    rule: str


def sayings_in(tree: Tree, quotations: tuple[Span, ...]) -> tuple[Saying, ...]:
    """The attributions of a sentence; ``quotations`` are the stretches between quotation marks in it."""
    if not tree.parse.has_grammar:
        return ()
    return (*_by_verbs(tree, quotations), *_by_according(tree))


def _by_verbs(tree: Tree, quotations: tuple[Span, ...]) -> Iterator[Saying]:
    for number, token in enumerate(tree.tokens):
        lemma = token.lemma.lower()
        if token.pos != "VERB" or lemma not in _SAY or _quoted(token.start, quotations):
            continue
        subject = tree.subject(number)
        if subject is None or tree.passive(number) or tree.tokens[subject].dep == "expl":
            continue
        content = _content(tree, number, subject, quotations)
        if not content:
            continue
        clause = tree.child(number, "ccomp", "parataxis", "xcomp") is not None
        if lemma in _NEEDS_CLAUSE and not clause and not any(_meets(c, q) for c in content for q in quotations):
            continue
        source = tree.span(_source_words(tree, subject, number))
        if source is not None and not _quoted(source.start, quotations):
            yield _saying(tree, source, (subject, number), content)


def _source_words(tree: Tree, subject: int, verb: int) -> list[int]:
    """The source with its appositions; a clause of content that hangs on it by mistake is left out."""
    cut = [child for child in tree.children(subject, "ccomp", "parataxis") if child != verb]
    return tree.subtree(subject, without=[*cut, verb])


def _content(tree: Tree, verb: int, subject: int, quotations: tuple[Span, ...]) -> tuple[Span, ...]:
    """What is said: the clause of the verb, the quotation that it introduces, or what it asks of whom."""
    clause = tree.child(verb, "ccomp", "parataxis")
    if clause is None and tree.tokens[verb].dep == "parataxis" and tree.tokens[verb].head != verb:
        clause = tree.tokens[verb].head
    if clause is not None:
        words = tree.subtree(clause, without=[verb, subject])
        found = tree.span(words)
        return (found,) if found is not None else ()
    if quotations:
        return tuple(q for q in quotations)
    if tree.tokens[verb].lemma.lower() in _ASKING:
        asked = tree.child(verb, "xcomp", "dobj", "prep", "dative")
    elif tree.tokens[verb].lemma.lower() in _ANSWERING:
        asked = tree.child(verb, "dobj", "xcomp")
    else:
        asked = tree.child(verb, "xcomp") if tree.tokens[verb].lemma.lower() not in _NEEDS_CLAUSE else None
        asked = asked if asked is not None else _pointing(tree, verb)
    found = tree.span(tree.subtree(asked)) if asked is not None else None
    return (found,) if found is not None else ()


def _pointing(tree: Tree, verb: int) -> int | None:
    """``pointed at X as the reason``: what somebody names as a reason is a claim of theirs."""
    return tree.child(verb, "prep") if tree.tokens[verb].lemma.lower() == "point" else None


def _by_according(tree: Tree) -> Iterator[Saying]:
    for found in _ACCORDING.finditer(tree.parse.text):
        numbers = tree.at(Span(*found.span()))
        if not numbers:
            continue
        source = tree.child(numbers[-1], "pobj")
        if source is None:
            continue
        words = tree.span(tree.subtree(source))
        content = tree.span([n for n in range(len(tree.tokens)) if n not in {*numbers, *tree.subtree(source)}])
        if words is not None and content is not None:
            yield _saying(tree, words, (source, numbers[0]), (content,), cue=Span(*found.span()))


def _saying(
    tree: Tree, source: Span, heads: tuple[int, int], content: tuple[Span, ...], cue: Span | None = None
) -> Saying:
    head, verb = heads
    token = tree.tokens[verb]
    lemma = token.lemma.lower()
    words = tree.words(source)
    class_ = classify(tree, head, source)
    anonymous = class_ in ("anonymous-person", "anonymous-group")
    subset = _SUBSET.search(words)
    return Saying(
        source=source,
        cue=cue or Span(token.start, token.end),
        content=content,
        head=head,
        class_=class_,
        count=_count(tree, head) if anonymous else None,
        subset=subset.group(1).strip() if subset and anonymous else None,
        role=_office(tree, head) if anonymous else None,
        affiliation=_affiliation(tree, head) if anonymous else None,
        firmness="firm" if lemma in _FIRM else "weak" if lemma in _WEAK else "neutral",
        negated=tree.negated(verb),
        rule="attribution.according" if cue else "attribution.verb",
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


def _quoted(place: int, quotations: tuple[Span, ...]) -> bool:
    return any(start < place < end for start, end in quotations)


def _meets(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end
