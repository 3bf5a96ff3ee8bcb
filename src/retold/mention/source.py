"""Who a claim is said to come from: the class of a source phrase, its number, its office and where it belongs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retold.mention.memory import Memory
from retold.mention.tree import Tree
from retold.model import SourceClass, Span, Token
from retold.tables import (
    country_of,
    country_word,
    is_anonymous,
    is_title,
    outlet_named,
    outlet_names_in,
    title_before,
)

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
    announcement account hypothesis theory evidence research finding ad advertisement manifesto contract result passage
    excerpt blog ranking platform memoir editorial op-ed""".split()
)
_PAPERS = frozenset("outlet newspaper magazine tabloid broadsheet broadcaster newswire press media".split())
_STATIONS = frozenset(
    "channel station network agency outlet site website service organization organisation show".split()
)
"""Outlets when ``news``, ``television`` or ``radio`` stands before them."""
_AIRED = frozenset("news television tv radio cable wire broadcast media".split())
_CROWD = frozenset(
    """voter resident person people citizen critic supporter observer activist politician latino american
    other woman man child student worker parent fan user reader viewer
    consumer neighbor neighbour local opponent many most some few everyone nobody anyone someone""".split()
)
"""Groups nobody can ask: with ``some``, ``many`` or no article at all they stand for people at large."""
_LOOSE = frozenset("some many most all few both neither everyone nobody no each any other".split())
_POINTED = frozenset(
    "source person insider informant whistleblower witness official aide spokesman spokeswoman".split()
)
"""Words for somebody unnamed even with ``the``; ``the candidate`` is somebody whom the text has named."""
_SHARES = frozenset("number majority minority percent percentage share half portion third quarter".split())
"""Head words of a source that is a share of people: nobody in particular."""
_SHARE = re.compile(
    r"(?:\d+(?:\.\d+)?\s?(?:percent|per cent|%)|\bhalf of\b|\btwo-thirds\b"
    r"|\b\w+ (?:in|out of) (?:every )?(?:\d+|two|three|four|five|ten)\b)",
    re.IGNORECASE,
)
_NAME_AT_END = re.compile(r",\s(?:[A-Z][\w.’'-]+\s){1,2}[A-Z][\w’'-]+,?$")
_LIKE = re.compile(r"\b(?:like|such as|including)\s+$")
_STAFF = frozenset("staff team campaign office administration camp circle entourage delegation".split())
_DOERS = ("man", "woman", "person", "or", "er", "ist", "ian", "eer")
"""Endings of words for people by what they do."""
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


def known_origin(tree: Tree, head: int, source: Span, memory: Memory) -> Origin:
    """What the source phrase tells of the source, with what the whole article tells of its people."""
    origin = origin_of(tree, head, source)
    unsure = origin.class_ in ("body", "generic", "anonymous-group") and tree.tokens[head].pos != "NOUN"
    return Origin("named") if unsure and memory.person_at(tree, head) is not None else origin


def classify(tree: Tree, head: int, source: Span) -> SourceClass:
    """The class of a source phrase by its head word, its articles and the names in it."""
    token = tree.tokens[head]
    lemma = token.lemma.lower()
    if _SHARE.search(tree.words(source)) or lemma in _SHARES:
        return "generic"
    if _names_person(tree, head, source):
        return "named"
    if token.pos == "PRON" or lemma in _LOOSE:
        return _class_of_pronoun(tree, head, lemma)
    if lemma == "one" and (whole := tree.object_of(head, "of")) is not None:
        person = tree.tokens[whole].pos == "NOUN" and _is_person_word(tree.tokens[whole].lemma.lower())
        return "anonymous-person" if person else "generic"
    first = _first_words(tree, head)
    if first & _LOOSE - {"other", "both"} and lemma not in _DOCUMENTS:
        return "generic"
    if token.pos == "PROPN" and not _is_people(token) and not _is_common(tree, head, lemma):
        return _class_of_name(tree, head, source)
    return _class_of_noun(tree, head, lemma, first)


def _class_of_pronoun(tree: Tree, head: int, lemma: str) -> SourceClass:
    """Pronouns; ``some on her staff`` and ``those around him`` are a group that could be asked."""
    if lemma in ("that", "those") and tree.tokens[head].tag == "DT" and tree.children(head, "prep", "acl", "relcl"):
        return "anonymous-group" if tree.children(head, "prep") else "generic"
    if lemma not in _LOOSE and lemma not in _CROWD:
        return "pronoun"
    near = [tree.child(prep, "pobj") for prep in tree.children(head, "prep")]
    return "anonymous-group" if any(n is not None and tree.tokens[n].lemma in _STAFF for n in near) else "generic"


def _names_person(tree: Tree, head: int, source: Span) -> bool:
    """True when the head word is part of a person's name, or a name stands in apposition or as an example to it."""
    heads = [head, *tree.children(head, "appos")]
    people = [entity for entity in tree.parse.entities if entity.label == "PERSON"]
    if any(p.start <= tree.tokens[n].start < p.end for p in people for n in heads):
        return True
    text = tree.parse.text
    if any(_LIKE.search(text[: p.start]) and source.start < p.start < source.end for p in people):
        return True
    if _is_person_word(tree.tokens[head].lemma.lower()) and tree.tokens[head].pos == "NOUN":
        return any(_is_full_name(tree, n) for n in heads[1:]) or _NAME_AT_END.search(tree.words(source)) is not None
    if tree.tokens[head].pos != "PROPN":
        return False
    words = tree.words(Span(tree.tokens[tree.subtree(head)[0]].start, tree.tokens[head].end))
    return title_before(words) is not None or _is_told_by_office(tree, head) or _is_of_outlet(words)


def _is_told_by_office(tree: Tree, head: int) -> bool:
    """True for ``author Ada Brook``: a word for a person, in small letters, in front of the name."""
    before = [tree.tokens[n] for n in tree.children(head, "compound", "nmod", "amod", "appos") if n < head]
    return any(token.pos == "NOUN" and token.text.islower() and _is_person_word(token.lemma) for token in before)


def _is_of_outlet(words: str) -> bool:
    """True for ``Coast Daily’s Ada Brook``: an outlet and two more words with capitals."""
    outlet = next(iter(outlet_names_in(words)), None)
    rest = words[outlet.span.end :].removeprefix("’s").removeprefix("'s").removeprefix("’") if outlet else ""
    return outlet is not None and outlet.span.start == 0 and len(rest.split()) == 2 and rest.istitle()


def _is_full_name(tree: Tree, number: int) -> bool:
    """True for two and more capitalised words in a row that hang on each other."""
    token = tree.tokens[number]
    return token.pos == "PROPN" and any(tree.tokens[n].pos == "PROPN" for n in tree.children(number, "compound"))


def _is_common(tree: Tree, head: int, lemma: str) -> bool:
    """True for a word that the parser took for a name although it is a noun of ours in small letters."""
    return tree.tokens[head].text.islower() and (lemma in _DOCUMENTS or lemma in _BODIES or _is_person_word(lemma))


def _class_of_name(tree: Tree, head: int, source: Span) -> SourceClass:
    """A name that the language model did not take for a person: an outlet, a person told by the grammar, or a body."""
    phrase = [n for n in tree.subtree(head) if n <= head and tree.tokens[n].dep in ("compound", "det", "amod", "nmod")]
    name = Span(min(tree.tokens[n].start for n in [*phrase, head]), tree.tokens[head].end)
    if outlet_named(tree.words(source)) or outlet_named(tree.words(name)):
        return "outlet"
    told = [tree.tokens[n].lemma.lower() for n in tree.children(head, "appos")]
    who = any(tree.tokens[m].text.lower() == "who" for n in tree.children(head, "relcl") for m in tree.subtree(n))
    return "named" if who or any(_is_person_word(word) for word in told) else "body"


def _is_people(token: Token) -> bool:
    """True for a word such as ``Republicans`` or ``Norwegian``: people by country, faith or party."""
    return token.lemma in ("Democrat", "Republican") or country_word(token.text) == "demonym" or _is_plural_name(token)


def _is_plural_name(token: Token) -> bool:
    """``Latinos`` but not ``Markets``: a plural name that is no plain word in capitals."""
    return token.tag == "NNPS" and token.lemma.lower() not in _BODIES | _DOCUMENTS | _STATIONS | {
        "market",
        "time",
        "state",
    }


def is_paper(tree: Tree, number: int) -> bool:
    """True for a noun for something written, shown or counted."""
    return tree.tokens[number].lemma.lower() in _DOCUMENTS


def can_say(tree: Tree, number: int) -> bool:
    """True for a noun for people, bodies or papers: ``a report`` can say something, ``a shakeup`` cannot."""
    lemma = tree.tokens[number].lemma.lower()
    return lemma in _DOCUMENTS | _BODIES | _PAPERS or _is_person_word(lemma)


def _is_person_word(lemma: str) -> bool:
    return is_anonymous(lemma) or is_title(lemma) or lemma.endswith(_DOERS)


def _first_words(tree: Tree, head: int) -> set[str]:
    """The articles and adjectives in front of a noun."""
    return {tree.tokens[n].lemma.lower() for n in tree.children(head, "det", "amod", "predet", "preconj")}


def _class_of_noun(tree: Tree, head: int, lemma: str, first: set[str]) -> SourceClass:
    token = tree.tokens[head]
    plural = token.tag in ("NNS", "NNPS") or lemma == "people"
    beside = {tree.tokens[n].lemma.lower() for n in tree.children(head, "compound", "amod")}
    if lemma in _PAPERS or (lemma in _STATIONS and beside & _AIRED):
        return "outlet"
    if lemma in _DOCUMENTS:
        return "document"
    if lemma in _BODIES or lemma in _ALWAYS_BODIES:
        return "body"
    bare = not (first & {"the", "a", "an", "this", "that", "these", "those"})
    number = _count(tree, head)
    if number is not None and number >= _MANY:
        return "generic"
    anybody = number is None and (bare or _is_people(token)) and _is_crowd(tree, head, lemma)
    if plural and (anybody or (first & _LOOSE and lemma in _CROWD)):
        return "generic"
    definite = "the" in first and not plural and lemma not in _POINTED
    if definite or not (_is_person_word(lemma) or _is_people(token)):
        return "generic"
    return "anonymous-group" if plural else "anonymous-person"


def _is_crowd(tree: Tree, head: int, lemma: str) -> bool:
    """True for people at large; ``people close to the talks`` are somebody."""
    close = tree.children(head, "amod", "acl")
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
