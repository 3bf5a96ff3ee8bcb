"""Who a claim is said to come from: the class of a source phrase, its number, its office and where it belongs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retold.mention.tree import Tree
from retold.model import SourceClass, Span, Token
from retold.tables import country_of, country_word, is_anonymous, is_title, outlet_named, title_before

_BODIES = frozenset(
    """ministry government police court company council union agency committee department association party office
    university bank commission organisation organization group firm board hospital authority prosecution embassy army
    parliament club federation institute charity airline operator administration campaign team division bureau military
    navy city state county regulator manufacturer maker retailer network cabinet leadership delegation coalition
    enforcement legislature senate house tribunal church league foundation fund trust school camp regime militia
    carrier chain utility watchdog opposition mission service""".split()
)
_ALWAYS_BODIES = frozenset({"authority", "prosecution"})
"""Bodies in the plural too: ``authorities``; several unions or companies are a body each."""
_DOCUMENTS = frozenset(
    """report study statement document letter memo survey poll polling filing data figure record email e-mail paper
    analysis editorial article book average tweet post message video footage transcript lawsuit complaint ruling page
    review index website site story column indictment affidavit law bill estimate projection forecast release
    announcement account hypothesis theory evidence research finding ad advertisement manifesto contract""".split()
)
_CROWD = frozenset(
    """voter resident person people citizen critic supporter observer activist politician latino american
    other woman man child student worker parent fan user reader viewer
    consumer neighbor neighbour local opponent many most some few everyone nobody anyone someone""".split()
)
"""Groups nobody can ask: with ``some``, ``many`` or no article at all they stand for people at large."""
_LOOSE = frozenset("some many most all few both neither everyone nobody no each any other".split())
_DOERS = ("man", "woman", "or", "er", "ist")
_MANY = 100
"""From this number on people are a crowd and not sources."""
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
    """The class of a source phrase by its head word, its articles and the names in it."""
    token = tree.tokens[head]
    lemma = token.lemma.lower()
    if token.pos == "PRON" or lemma in _LOOSE:
        return "generic" if lemma in _LOOSE or lemma in _CROWD else "pronoun"
    if _names_person(tree, head):
        return "named"
    if token.pos == "PROPN" and not _is_people(token):
        return _class_of_name(tree, head, source)
    return _class_of_noun(tree, head)


def _names_person(tree: Tree, head: int) -> bool:
    """True when the head word is part of a person's name, or a name stands in apposition to it."""
    heads = [head, *tree.children(head, "appos")]
    people = [entity for entity in tree.parse.entities if entity.label == "PERSON"]
    if any(p.start <= tree.tokens[n].start < p.end for p in people for n in heads):
        return True
    if tree.tokens[head].pos != "PROPN":
        return False
    words = tree.words(Span(tree.tokens[tree.subtree(head)[0]].start, tree.tokens[head].end))
    return title_before(words) is not None


def _class_of_name(tree: Tree, head: int, source: Span) -> SourceClass:
    """A name that the language model did not take for a person: an outlet, a person told by the grammar, or a body."""
    phrase = [n for n in tree.subtree(head) if n <= head and tree.tokens[n].dep in ("compound", "det", "amod", "nmod")]
    name = Span(min(tree.tokens[n].start for n in [*phrase, head]), tree.tokens[head].end)
    if outlet_named(tree.words(source)) or outlet_named(tree.words(name)):
        return "outlet"
    told = [tree.tokens[n].lemma.lower() for n in tree.children(head, "appos")]
    who = any(tree.tokens[m].text.lower() == "who" for n in tree.children(head, "relcl") for m in tree.subtree(n))
    if who or any(
        is_anonymous(word) or is_title(word) or word.endswith(("man", "woman", "or", "er", "ist")) for word in told
    ):
        return "named"
    return "body"


def _is_people(token: Token) -> bool:
    """True for a word such as ``Republicans`` or ``Norwegian``: people by country, faith or party."""
    return token.tag == "NNPS" or token.lemma in ("Democrat", "Republican") or country_word(token.text) == "demonym"


def _class_of_noun(tree: Tree, head: int) -> SourceClass:
    token = tree.tokens[head]
    lemma = token.lemma.lower()
    plural = token.tag in ("NNS", "NNPS") or lemma == "people"
    if lemma in _DOCUMENTS:
        return "document"
    if lemma in _BODIES or lemma in _ALWAYS_BODIES:
        return "body"
    first = {tree.tokens[n].lemma.lower() for n in tree.children(head, "det", "amod", "predet", "preconj")}
    bare = not (first & {"the", "a", "an", "this", "that", "these", "those"})
    number = _count(tree, head)
    if number is not None and number >= _MANY:
        return "generic"
    if plural and (first & _LOOSE or (bare and number is None and _is_crowd(tree, head, lemma))):
        return "generic"
    person = is_anonymous(lemma) or lemma.endswith(("man", "woman", "person")) or _is_people(token)
    if not person or ("the" in first and not is_anonymous(lemma)):
        return "generic"
    return "anonymous-group" if plural else "anonymous-person"


def _is_crowd(tree: Tree, head: int, lemma: str) -> bool:
    """True for people at large; ``people close to the talks`` are somebody."""
    close = tree.children(head, "amod", "acl", "relcl")
    return (lemma in _CROWD or _is_people(tree.tokens[head])) and not any(n > head for n in close)


def _count(tree: Tree, head: int) -> int | None:
    number = tree.child(head, "nummod")
    if number is None:
        return None
    word = tree.tokens[number].text.lower()
    digits = word.replace(",", "")
    return int(digits) if digits.isdigit() else _COUNTS.get(word)


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
