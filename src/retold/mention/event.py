"""Finds acts: who does what to whom, with PLOVER's class of the act, whether it happened, and whether it is denied."""

from __future__ import annotations

from collections.abc import Iterator

from retold.mention.act import class_of
from retold.mention.attribution import Saying
from retold.mention.memory import Memory
from retold.mention.tree import Tree
from retold.model import Event, EventStatus, Span
from retold.tables import country_of

_REPORTS = frozenset({"attribution.said", "attribution.thought", "attribution.according", "attribution.letters"})
_ORGANS = frozenset(
    """government police army military troop force soldier navy parliament president minister ministry official court
    authority leader prime premier king embassy spokesman spokeswoman rebel guerrilla delegation administration warplane
    jet missile militant militia diplomat senate congress cabinet foreign opposition court company""".split()
)
"""Nouns that act for the country named beside them."""
_TOWARDS = ("with", "against", "to", "on", "upon", "from", "at", "between", "for", "of", "over", "by")
_TALK = frozenset({"OTHER", "CONSULT"})
_PLANNED = frozenset({"will", "would", "shall", "may", "might", "could"})
_PLANNING = frozenset("plan schedule expect set suppose intend want hope due prepare brace".split())


def events_in(
    tree: Tree, sayings: tuple[Saying, ...], memory: Memory, seat: tuple[str, int | None, int]
) -> Iterator[Event]:
    """The acts of a sentence as mentions; verbs that only report what somebody said are none. ``seat`` is the place."""
    article, sentence, offset = seat
    reports = {
        place for saying in sayings if saying.rule in _REPORTS for place in range(saying.cue.start, saying.cue.end)
    }
    for number, token in enumerate(tree.tokens):
        if token.pos != "VERB" or token.dep in ("amod", "aux", "auxpass"):
            continue
        subject = tree.subject(number)
        lemma = _act(tree, number)
        class_ = class_of(_framed(tree, number, lemma), _thing(tree, number))
        silent = token.start in reports and class_ in _TALK
        if silent or (subject is None and token.dep not in ("ROOT", "pcomp", "csubj")):
            continue
        actor, target = _parties(tree, number, subject, memory)
        yield Event(
            article=article,
            sentence=sentence,
            span=Span(token.start + offset, token.end + offset),
            rule="event.verb",
            confidence=0.5,
            class_=class_,
            lemma=lemma,
            actor=actor,
            target=target,
            status=_status(tree, number),
            negated=tree.negated(number),
        )


def _framed(tree: Tree, verb: int, lemma: str) -> str:
    """The verb with its particle or with the preposition that makes another verb of it: ``call_on``."""
    if lemma == "call":
        for child in tree.children(verb, "prep"):
            if tree.tokens[child].lemma.lower() in ("for", "on"):
                return f"call_{tree.tokens[child].lemma.lower()}"
    return lemma.replace(" ", "_")


def _thing(tree: Tree, verb: int) -> str | None:
    """The noun of the object, for verbs that say little alone: ``hold talks``."""
    found = tree.child(verb, "dobj", "nsubjpass")
    return tree.tokens[found].lemma.lower() if found is not None else None


def _act(tree: Tree, verb: int) -> str:
    particle = tree.child(verb, "prt")
    lemma = tree.tokens[verb].lemma.lower()
    return f"{lemma} {tree.tokens[particle].text.lower()}" if particle is not None else lemma


def _parties(tree: Tree, verb: int, subject: int | None, memory: Memory) -> tuple[str | None, str | None]:
    """Doer and target; in the passive the subject is the target. A country beside the object goes before the object."""
    passive = tree.passive(verb)
    first = _party(tree, subject, memory)
    if passive:
        return _party(tree, tree.object_of(verb, "by"), memory), first
    thing = tree.child(verb, "dobj", "dative")
    toward = _country_beside(tree, verb, thing, first)
    return first, toward or _party(tree, thing, memory)


def _country_beside(tree: Tree, verb: int, thing: int | None, actor: str | None) -> str | None:
    """The country that an act is directed at, told behind a preposition: ``halted a meeting with Norland``."""
    if thing is not None and _country(tree, thing):
        return None
    for above in (thing, verb):
        for prep in tree.children(above, "prep") if above is not None else ():
            noun = tree.child(prep, "pobj")
            if noun is None or tree.tokens[prep].lemma.lower() not in _TOWARDS:
                continue
            name = _country(tree, noun)
            if name and name != actor:
                return name
    return None


def _party(tree: Tree, head: int | None, memory: Memory) -> str | None:
    """A party under its plain name: the state, the full name of a person, or the words themselves."""
    if head is None or tree.tokens[head].pos == "PRON":
        return None
    words = tree.span([n for n in tree.subtree(head) if n <= head])
    if words is None:
        return None
    country = _country(tree, head)
    if country:
        return country
    text = tree.words(words)
    return memory.full_name(text) if tree.tokens[head].pos == "PROPN" else text


def _country(tree: Tree, head: int) -> str | None:
    """The country that a noun phrase stands for: its own name, its capital or people, or an organ of it."""
    words = tree.span([n for n in tree.subtree(head) if n <= head])
    state = country_of(tree.words(words)) if words else None
    state = state or country_of(tree.tokens[head].text)
    if state is None and tree.tokens[head].lemma.lower() in _ORGANS:
        beside = [*tree.children(head, "amod", "compound", "poss", "nmod")]
        beside += [
            n for p in tree.children(head, "prep") if tree.tokens[p].lemma == "of" for n in tree.children(p, "pobj")
        ]
        state = next((found for n in beside if (found := country_of(tree.tokens[n].text))), None)
    return state.name if state else None


def _status(tree: Tree, verb: int) -> EventStatus:
    token = tree.tokens[verb]
    modals = {tree.tokens[n].lemma.lower() for n in tree.children(verb, "aux")}
    above = tree.tokens[token.head]
    if modals & _PLANNED or (token.dep == "xcomp" and above.lemma in _PLANNING):
        return "planned"
    if token.dep == "xcomp" and above.lemma in ("demand", "ask", "urge", "call", "press", "push", "order"):
        return "demanded"
    if token.tag in ("VBZ", "VBP", "VBG"):
        return "ongoing"
    return "happened"
