"""Finds acts: who does what to whom, with PLOVER's class of the act, whether it happened, and whether it is denied.

PLOVER is the Political Language Ontology for Verifying Event Records (Open Event Data Alliance); the verbs are listed
by hand. An act without a class is ``OTHER``.
"""

from __future__ import annotations

from collections.abc import Iterator

from retold.mention.attribution import Saying
from retold.mention.name import Memory
from retold.mention.tree import Tree
from retold.model import Event, EventStatus, Span
from retold.tables import country_of

_CLASSES = {
    "AGREE": "agree accept approve sign ratify adopt settle endorse back allow permit grant pass",
    "CONSULT": "meet visit negotiate discuss consult talk confer host attend mediate convene lead",
    "COOPERATE": "cooperate collaborate share join partner ally normalise normalize",
    "AID": "aid donate fund help deliver evacuate rescue lend subsidise subsidize",
    "YIELD": "yield resign concede withdraw retreat surrender ease lift release free apologise apologize reopen quit",
    "REQUEST": "request ask appeal urge seek propose offer",
    "DEMAND": "demand insist call press push require order",
    "ACCUSE": "accuse blame sue charge indict allege condemn criticise criticize denounce",
    "REJECT": "reject refuse decline cancel scrap halt block veto deny shelve dismiss overturn oppose suspend call_off "
    "shut_down axe postpone",
    "THREATEN": "threaten warn vow",
    "PROTEST": "protest strike demonstrate march rally riot boycott walk_out",
    "SANCTION": "sanction ban expel embargo fine penalise penalize restrict boycott",
    "MOBILIZE": "mobilise mobilize deploy arm station",
    "COERCE": "coerce arrest detain jail imprison seize raid pressure evict censor convict sentence squeeze",
    "ASSAULT": "assault attack kill injure wound beat shoot bomb stab murder kidnap rape torture explode collapse "
    "crash sink capsize drown die",
    "RETREAT": "pull_out pull_back",
    "TRADE": "buy sell acquire purchase merge invest export import",
    "CHANGE": "cut raise increase reduce lower rise fall drop grow shrink hire fire lay_off close open",
}
_CLASS_OF = {verb: name for name, verbs in _CLASSES.items() for verb in verbs.split()}
_PLANNED = frozenset({"will", "would", "shall", "may", "might", "could"})
_PLANNING = frozenset("plan schedule expect set suppose intend want hope due prepare brace".split())
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")


def events_in(
    tree: Tree, sayings: tuple[Saying, ...], memory: Memory, seat: tuple[str, int | None, int]
) -> Iterator[Event]:
    """The acts of a sentence as mentions; verbs that only report what somebody said are none. ``seat`` is the place."""
    article, sentence, offset = seat
    cues = {saying.cue.start for saying in sayings}
    for number, token in enumerate(tree.tokens):
        if token.pos != "VERB" or token.start in cues or token.dep in ("amod", "aux", "auxpass"):
            continue
        subject = tree.subject(number)
        if subject is None and token.dep not in ("ROOT", "pcomp", "csubj"):
            continue
        actor, target = _parties(tree, number, subject, memory)
        lemma = _act(tree, number)
        span = Span(token.start + offset, token.end + offset)
        yield Event(
            article=article,
            sentence=sentence,
            span=span,
            rule="event.verb",
            confidence=0.5,
            class_=_CLASS_OF.get(lemma.replace(" ", "_"), "OTHER"),
            lemma=lemma,
            actor=actor,
            target=target,
            status=_status(tree, number),
            negated=tree.negated(number),
        )


def _act(tree: Tree, verb: int) -> str:
    particle = tree.child(verb, "prt")
    lemma = tree.tokens[verb].lemma.lower()
    return f"{lemma} {tree.tokens[particle].text.lower()}" if particle is not None else lemma


def _parties(tree: Tree, verb: int, subject: int | None, memory: Memory) -> tuple[str | None, str | None]:
    """Doer and target; in the passive the subject is the target."""
    doer = _party(tree, subject, memory)
    thing = _party(tree, tree.child(verb, "dobj", "dative"), memory)
    if not tree.passive(verb):
        return doer, thing
    agent = tree.child(verb, "agent")
    return _party(tree, tree.child(agent, "pobj") if agent is not None else None, memory), doer


def _party(tree: Tree, head: int | None, memory: Memory) -> str | None:
    """A party under its plain name: the state, the full name of a person, or the words themselves."""
    if head is None or tree.tokens[head].pos == "PRON":
        return None
    words = tree.span([n for n in tree.subtree(head) if n <= head])
    if words is None:
        return None
    text = tree.words(words)
    state = country_of(text) or country_of(tree.tokens[head].text)
    if state:
        return state.name
    return memory.full_name(text) if tree.tokens[head].pos == "PROPN" else text


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
