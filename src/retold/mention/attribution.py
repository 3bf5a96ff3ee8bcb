"""Finds who is said to have said something: source, cue and content, quoted or not, from the grammar of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from retold.mention.content import content_of, outer_cue, whole_quotations
from retold.mention.cue import Cue, Firmness, cues, is_calling_noun, is_saying_noun
from retold.mention.party import is_actor
from retold.mention.source import Origin, can_say, is_paper, origin_of
from retold.mention.tree import SUBJECTS, Tree
from retold.model import Span

_ACCORDING = re.compile(r"according to", re.IGNORECASE)
_WEAK_NOUNS = frozenset("claim allegation suggestion rumor rumour speculation".split())
_EMPTY = frozenset(["it", "there", "that", "this", "which", "what"])
_RELATIVES = frozenset({"WP", "WDT", "WP$"})
_PERSONAL = frozenset({"he", "she", "they", "i", "we", "you", "who"})
_ASKED = frozenset({"ask", "press", "question"})
_HEARSAY = frozenset(
    [
        "say",
        "believe",
        "report",
        "think",
        "allege",
        "understand",
        "know",
        "rumor",
        "rumour",
        "estimate",
        "suspect",
        "claim",
    ]
)
_TOLD_BY = frozenset(
    [
        "tell",
        "ask",
        "accuse",
        "urge",
        "inform",
        "warn",
        "criticize",
        "criticise",
        "call",
        "describe",
        "see",
        "view",
        "regard",
    ]
)
_NO_SOURCE = Origin("none")


@dataclass(frozen=True, slots=True)
class Saying:
    """An attribution in a sentence; places count inside the sentence. A passive without a doer has no source."""

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    head: int | None
    """Token on which the source phrase hangs."""
    origin: Origin
    firmness: Firmness
    negated: bool
    rule: str
    relative: Span | None = None
    """The ``who`` that stands for the source in its clause."""


def sayings_in(tree: Tree, quotations: tuple[Span, ...]) -> tuple[Saying, ...]:
    """The attributions of a sentence; ``quotations`` are the stretches between quotation marks in it."""
    if not tree.parse.has_grammar:
        return tuple(_by_letters(tree, quotations))
    found = [*_by_verbs(tree, quotations), *_by_according(tree), *_by_nouns(tree, quotations)]
    return tuple(saying for saying in found if not _is_stance_inside(saying, found))


def _is_stance_inside(saying: Saying, others: Iterable[Saying]) -> bool:
    """True for a stance (``expects``, ``criticised``) that is itself part of what somebody says."""
    if saying.rule == "attribution.said":
        return False
    return any(
        other is not saying
        and any(span.start <= saying.cue.start and saying.cue.end <= span.end for span in other.content)
        for other in others
    )


# --------------------------------------------------------------------------------------------------------------- verbs


def _by_verbs(tree: Tree, quotations: tuple[Span, ...]) -> Iterator[Saying]:
    for number, token in enumerate(tree.tokens):
        cue = _cue_at(tree, number)
        if cue is None or token.pos not in ("VERB", "AUX") or _quoted(token.start, quotations):
            continue
        if token.lemma.lower() in _ASKED and _is_bare_passive(tree, number):
            yield from _asked(tree, number, cue, quotations)
            continue
        if tree.passive(number) and token.tag == "VBN":
            yield from _passive(tree, number, cue, quotations)
        elif token.dep != "amod" and (token.tag != "VBN" or _is_finite(tree, number)):
            yield from _active(tree, number, cue, quotations)


def _is_finite(tree: Tree, participle: int) -> bool:
    """True for ``has called``, and for ``Marlow called it off`` where the parser took the verb for ``called so``."""
    token = tree.tokens[participle]
    has = any(tree.tokens[n].lemma.lower() == "have" for n in tree.children(participle, "aux"))
    return has or token.dep not in ("acl", "advcl") or _is_main(tree, participle)


def _is_main(tree: Tree, participle: int) -> bool:
    """True for a participle on the noun that a sentence without any other verb hangs on."""
    token = tree.tokens[participle]
    above = tree.tokens[token.head]
    lone = token.dep == "acl" and above.head == token.head and above.pos in ("NOUN", "PROPN")
    return lone and not tree.children(participle, "agent")


def _cue_at(tree: Tree, verb: int) -> Cue | None:
    """How a verb attributes, with its particle when that makes another verb of it (``point out``)."""
    lemma = tree.tokens[verb].lemma.lower()
    particle = tree.child(verb, "prt")
    with_it = cues().get(f"{lemma}_{tree.tokens[particle].text.lower()}") if particle is not None else None
    return with_it or cues().get(lemma)


def _is_bare_passive(tree: Tree, verb: int) -> bool:
    """True for ``Asked whether ...,`` in front of its sentence: nobody says who asked."""
    token = tree.tokens[verb]
    return token.tag in ("VBN", "VBD") and token.dep in ("advcl", "acl", "prep") and not tree.children(verb, *SUBJECTS)


def _asked(tree: Tree, verb: int, cue: Cue, quotations: tuple[Span, ...]) -> Iterator[Saying]:
    clause = tree.child(verb, "ccomp", "advcl", "xcomp")
    about = tree.object_of(verb, "about")
    words = tree.subtree(clause) if clause is not None else tree.subtree(about) if about is not None else []
    content = whole_quotations(tree.parts(words), quotations)
    if content:
        token = tree.tokens[verb]
        yield Saying(
            None, Span(token.start, token.end), content, None, _NO_SOURCE, cue.firmness, False, "attribution.passive"
        )


def _active(tree: Tree, verb: int, cue: Cue, quotations: tuple[Span, ...]) -> Iterator[Saying]:
    speaker = _speaker(tree, verb)
    if speaker is None:
        return
    words = _source_words(tree, speaker, verb)
    source = tree.span(words)
    if source is None or _quoted(source.start, quotations):
        return
    rule, content = content_of(tree, verb, cue, set(words), quotations)
    who = tree.child(_first_of_chain(tree, verb), *SUBJECTS)
    relative = tree.span([who]) if who is not None and tree.tokens[who].tag in _RELATIVES else None
    if content:
        yield Saying(
            source, _cue_span(tree, verb), content, speaker, origin_of(tree, speaker, source), cue.firmness,
            _denied(tree, verb), rule, relative,
        )  # fmt: skip


def _speaker(tree: Tree, verb: int) -> int | None:
    """The token that says: the subject, the noun a ``who said`` hangs on, or the noun in ``a letter saying``.

    A paper that somebody put out speaks for him, and a thing that can say nothing leaves it to who speaks above it.
    """
    found = _grammatical_speaker(tree, verb)
    if found is None or tree.tokens[found].text.lower() in _PERSONAL:
        return found
    if is_paper(tree, found):
        return _issuer(tree, found) or found
    if tree.tokens[found].pos != "NOUN" or is_actor(tree, found) or can_say(tree, found):
        return found
    top = _first_of_chain(tree, verb)
    inside = outer_cue(tree, top) is not None or tree.tokens[top].dep in ("acl", "relcl")
    able = speaker_above(tree, tree.tokens[top].head) if inside else None
    return able if able is not None else found


def _issuer(tree: Tree, paper: int) -> int | None:
    """The one who ``put out a statement`` or ``released a video``."""
    verb = tree.tokens[paper].head
    if tree.tokens[paper].dep != "dobj" or tree.passive(verb):
        return None
    subject = tree.subject(verb)
    return subject if subject is not None and (is_actor(tree, subject) or can_say(tree, subject)) else None


def _grammatical_speaker(tree: Tree, verb: int) -> int | None:
    top = _first_of_chain(tree, verb)
    token = tree.tokens[top]
    if token.dep == "acl" and not tree.children(top, *SUBJECTS):
        return token.head if token.tag == "VBG" or _is_main(tree, top) else None
    if token.dep == "advcl" and token.tag == "VBG" and not tree.children(top, *SUBJECTS):
        outer = outer_cue(tree, token.head)
        if outer is not None:
            return _speaker(tree, outer)
        able = speaker_above(tree, top)
        return able if able is not None else tree.subject(verb)
    found = tree.subject(verb)
    if found is None:
        return speaker_above(tree, top) if token.dep == "pcomp" else None
    if tree.tokens[found].tag in _RELATIVES:
        return token.head if token.dep == "relcl" else None
    word = tree.tokens[found].lemma.lower()
    speaks = word == "it" and tree.tokens[found].dep == "nsubj" and (cue := _cue_at(tree, verb)) and cue.takes("quote")
    return None if word in _EMPTY and not speaks else found


def speaker_above(tree: Tree, verb: int) -> int | None:
    """Of the subjects of a verb and of those above it the nearest that can say something."""
    here = verb
    for _ in range(len(tree.tokens)):
        subject = tree.child(here, *SUBJECTS) if tree.tokens[here].pos in ("VERB", "AUX") else None
        if subject is not None and tree.tokens[subject].tag in _RELATIVES and tree.tokens[here].dep == "relcl":
            subject = tree.tokens[here].head
        if subject is not None and (
            tree.tokens[subject].text.lower() in _PERSONAL or is_actor(tree, subject) or can_say(tree, subject)
        ):
            return subject
        if tree.tokens[here].head == here:
            break
        here = tree.tokens[here].head
    return None


def _first_of_chain(tree: Tree, verb: int) -> int:
    """The first of verbs joined by ``and``, which has the subject for all."""
    while tree.tokens[verb].dep in ("conj", "xcomp") and tree.tokens[verb].head != verb:
        if tree.children(verb, *SUBJECTS):
            break
        verb = tree.tokens[verb].head
    return verb


def _source_words(tree: Tree, speaker: int, verb: int) -> list[int]:
    """The source with its appositions; the clauses of cue and content that hang on it are left out."""
    cut = [child for child in tree.children(speaker, "ccomp", "parataxis", "dep") if child != verb]
    top = verb
    while tree.tokens[top].head not in (top, speaker):
        top = tree.tokens[top].head
    words = tree.subtree(speaker, without=[*cut, verb, top])
    inside = set(words)
    while words and tree.tokens[words[-1]].text in (",", "–", "—", "-", ":"):
        inside.discard(words.pop())
    return [number for number in words if number in inside]


def _cue_span(tree: Tree, verb: int) -> Span:
    """The verb with what stands close before it, from its negation or adverb on."""
    first = verb
    for child in tree.children(verb, "neg", "aux", "auxpass", "advmod"):
        if child == first - 1 and tree.tokens[child].dep in ("neg", "advmod"):
            first = child
    last = tree.child(verb, "prt")
    end = tree.tokens[last].end if last is not None and last == verb + 1 else tree.tokens[verb].end
    return Span(tree.tokens[first].start, end)


def _denied(tree: Tree, verb: int) -> bool:
    token = tree.tokens[verb]
    return tree.negated(verb) or (token.dep == "xcomp" and tree.tokens[token.head].lemma in ("refuse", "decline"))


# -------------------------------------------------------------------------------------------- passive, according, nouns


def _passive(tree: Tree, verb: int, cue: Cue, quotations: tuple[Span, ...]) -> Iterator[Saying]:
    """``was told that``, ``was seen as``, ``is said to``, ``was announced by``."""
    lemma = tree.tokens[verb].lemma.lower()
    subject = tree.child(verb, "nsubjpass", "csubjpass")
    agent = tree.object_of(verb, "by")
    source = tree.span(tree.subtree(agent)) if agent is not None else None
    if source is not None and _quoted(source.start, quotations):
        return
    clause = tree.child(verb, "ccomp")
    to_do = tree.child(verb, "xcomp")
    as_ = next((n for n in tree.children(verb, "prep") if tree.tokens[n].lemma.lower() == "as"), None)
    words: list[int] = []
    if clause is not None and (cue.takes("clause") or cue.takes("told")):
        words = tree.subtree(clause)
    elif as_ is not None and cue.takes("seen-as"):
        words = [n for n in tree.subtree(as_) if n != as_]
    elif to_do is not None and lemma in _HEARSAY and subject is not None:
        words = [*tree.subtree(subject), *tree.subtree(to_do)]
    elif agent is not None and subject is not None and (cue.takes("object") or lemma in _TOLD_BY or cue.takes("quote")):
        words = tree.subtree(subject)
    content = whole_quotations(tree.parts(words), quotations)
    if not content:
        return
    last = as_ if as_ is not None and cue.takes("seen-as") and clause is None else verb
    helper = tree.child(verb, "auxpass")
    first = helper if helper is not None and helper < verb and verb - helper <= 2 else verb
    yield Saying(
        source, Span(tree.tokens[first].start, tree.tokens[last].end), content, agent,
        origin_of(tree, agent, source) if agent is not None and source is not None else _NO_SOURCE,
        cue.firmness, tree.negated(verb), "attribution.passive",
    )  # fmt: skip


def _by_according(tree: Tree) -> Iterator[Saying]:
    """``according to X``: the content is the clause that it stands in."""
    for found in _ACCORDING.finditer(tree.parse.text):
        numbers = tree.at(Span(*found.span()))
        source = tree.child(numbers[-1], "pobj") if numbers else None
        if source is None:
            continue
        phrase = tree.subtree(source)
        words = tree.span(phrase)
        above = tree.tokens[numbers[0]].head
        while tree.tokens[above].head != above and tree.tokens[above].pos not in ("VERB", "AUX"):
            above = tree.tokens[above].head
        out = {*numbers, *phrase}
        content = tree.parts(n for n in tree.subtree(above) if n not in out)
        if words is not None and content:
            yield Saying(
                words, Span(*found.span()), content, source, origin_of(tree, source, words), "neutral", False,
                "attribution.according",
            )  # fmt: skip


def _by_nouns(tree: Tree, quotations: tuple[Span, ...]) -> Iterator[Saying]:
    """``the minister's claim that``, ``the union's call for``."""
    for number, token in enumerate(tree.tokens):
        lemma = token.lemma.lower()
        if token.pos != "NOUN" or not (is_saying_noun(lemma) or is_calling_noun(lemma)):
            continue
        if _quoted(token.start, quotations):
            continue
        owner = tree.child(number, "poss")
        by = tree.object_of(number, "by") if owner is None else owner
        clause = tree.child(number, "acl", "ccomp", "relcl")
        is_that = clause is not None and any(
            tree.tokens[n].lemma.lower() == "that" for n in tree.children(clause, "mark")
        )
        words: list[int] = []
        if clause is not None and is_that and is_saying_noun(lemma):
            words = tree.subtree(clause)
        elif by is not None and tree.tokens[by].pos != "PRON" and is_calling_noun(lemma):
            words = [
                m
                for n in tree.children(number, "prep")
                if tree.tokens[n].lemma.lower() in ("for", "of", "to", "on")
                for m in tree.subtree(n)[1:]
            ]
        content = whole_quotations(tree.parts(words), quotations)
        source = tree.span(n for n in tree.subtree(by) if tree.tokens[n].tag != "POS") if by is not None else None
        if content and not (source is not None and _quoted(source.start, quotations)):
            yield Saying(
                source, Span(token.start, token.end), content, by,
                origin_of(tree, by, source) if by is not None and source is not None else _NO_SOURCE,
                "weak" if lemma in _WEAK_NOUNS else "neutral",
                False, "attribution.noun",
            )  # fmt: skip


# -------------------------------------------------------------------------------- without a language model

_NAME = r"(?:[A-Z][\w.’'-]+(?:\s+[A-Z][\w.’'-]+){0,3}|he|she|they)"
_SAID = r"(?:said|says|added|told|asked|wrote|replied|warned|announced|explained|noted)"
_AFTER = re.compile(rf"\s*,?\s*(?:(?P<cue>{_SAID})\s+(?P<name>{_NAME})|(?P<name2>{_NAME})\s+(?P<cue2>{_SAID}))\b")
_BEFORE = re.compile(rf"(?P<name>{_NAME})\s+(?P<cue>{_SAID})[,:]?\s*$")


def _by_letters(tree: Tree, quotations: tuple[Span, ...]) -> Iterator[Saying]:
    """A name and a verb of saying right beside a quotation: all that can be seen without grammar."""
    text = tree.parse.text
    for quotation in quotations:
        after = _AFTER.match(text, quotation.end)
        found = after or _BEFORE.search(text[: quotation.start])
        if not found:
            continue
        name, cue = ("name", "cue") if found["name"] else ("name2", "cue2")
        source = Span(*found.span(name))
        pronoun = text[source.start : source.end] in ("he", "she", "they")
        yield Saying(
            source, Span(*found.span(cue)), (quotation,), None, Origin("pronoun" if pronoun else "named"), "neutral",
            False, "attribution.letters",
        )  # fmt: skip


def _quoted(place: int, quotations: tuple[Span, ...]) -> bool:
    return any(start < place < end for start, end in quotations)
