"""Finds acts: who does what to whom, with PLOVER's class of the act, whether it happened, and whether it is denied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from retold.mention.memory import Memory
from retold.mention.party import Parties, core, parties_of, party, subject_of
from retold.mention.reference import Mind, meant_at
from retold.mention.saying import Saying
from retold.mention.seat import Seat
from retold.mention.tree import Tree
from retold.model import Event, EventStatus, Span
from retold.tables import act_class, base_forms

_REPORTS = frozenset({"attribution.said", "attribution.thought", "attribution.according", "attribution.letters"})
_TALK = frozenset({"OTHER", "CONSULT"})
_KIND = frozenset({"AID", "COOPERATE", "SUPPORT", "CONCEDE", "CONSULT", "AGREE"})
"""Classes that become an agreement when somebody says that he will do so, and a refusal when he will not."""
_HOSTILE = frozenset({"SANCTION", "COERCE", "FIGHT", "ASSAULT", "REJECT", "PROTEST", "MOBILIZE"})
"""Classes that become a threat when somebody says that he will do so."""
_WILL = frozenset({"will", "would", "shall", "wo", "’ll", "'ll"})
_MUST = frozenset({"must", "should", "ought"})
_MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT", "FIGHT"})
_ARMED = frozenset(
    """troop force soldier army military navy aircraft warplane jet helicopter tank warship gunboat artillery airstrike
    paratrooper commando marine""".split()
)
_PLANNED = frozenset({"will", "would", "shall", "may", "might", "could"})
_PLANNING = frozenset("plan schedule expect set suppose intend want hope due prepare brace".split())
_DEMANDING = frozenset("demand ask urge call press push order want require insist tell".split())
_WILLING = frozenset({"ready", "willing", "prepared"})


def events_in(seat: Seat, memory: Memory, mind: Mind) -> Iterator[Event]:
    """The acts of a sentence as mentions; verbs that only report what somebody said are none."""
    tree = seat.tree
    reports = {
        place for saying in seat.sayings if saying.rule in _REPORTS for place in range(saying.cue.start, saying.cue.end)
    }
    for number, token in enumerate(tree.tokens):
        if token.pos not in ("VERB", "AUX") or token.dep in ("amod", "aux", "auxpass"):
            continue
        class_, sure = _class(tree, number)
        silent = (token.start in reports and class_ in _TALK) or _is_planning(tree, number)
        subject = subject_of(tree, number)
        if silent or (token.pos == "AUX" and class_ == "OTHER"):
            continue
        if subject is None and token.dep not in ("ROOT", "pcomp", "csubj", "ccomp"):
            continue
        class_, parties = _meant(tree, number, class_, memory)
        if parties.doer is None and parties.doer_head is not None and tree.tokens[parties.doer_head].pos == "PRON":
            parties = replace(parties, doer=meant_at(tree, parties.doer_head, mind, memory))
        yield Event(
            article=seat.article.id,
            sentence=seat.number,
            span=seat.placed(Span(token.start, token.end)),
            rule="event.verb",
            confidence=_confidence(tree, number, class_, sure, parties),
            class_=class_,
            lemma=_act(tree, number),
            actor=parties.doer,
            target=parties.target,
            status=_status(tree, number, seat.sayings),
            negated=tree.negated(number),
        )


def _confidence(tree: Tree, verb: int, class_: str, sure: bool, parties: Parties) -> float:
    """How sure an act is the one that the sentence tells: known class, a doer, and a place in the main clause."""
    value = 0.3 if class_ == "OTHER" else 0.6 if sure else 0.5
    value += 0.1 if parties.doer is not None else 0.0
    here = verb
    while tree.tokens[here].head != here:
        dep, above = tree.tokens[here].dep, tree.tokens[here].head
        led = dep in ("xcomp", "ccomp") and tree.tokens[above].pos == "VERB" and _class(tree, above)[0] != "OTHER"
        value -= 0.15 if led or dep in ("relcl", "acl", "advcl", "pcomp") else 0.05 if dep in ("conj", "xcomp") else 0.0
        here = above
    return round(max(0.1, value), 2)


# --------------------------------------------------------------------------------------------------------------- class


def _class(tree: Tree, verb: int) -> tuple[str, bool]:
    """The class of a verb with its object, particle or preposition, and whether more than the verb decided it."""
    token = tree.tokens[verb]
    stems = list(dict.fromkeys((token.lemma.lower(), *base_forms(token.text.lower()))))
    particle = tree.child(verb, "prt")
    if particle is not None:
        stems = [f"{stem} {tree.tokens[particle].text.lower()}" for stem in stems] + (
            stems if tree.child(verb, "dobj") is None else []
        )
    things = [*_things(tree, tree.children(verb, "dobj", "nsubjpass", "attr"))]
    for prep in tree.children(verb, "prep", "agent"):
        word = tree.tokens[prep].lemma.lower()
        with_prep = [f"{stem} {word}" for stem in stems]
        found = act_class(with_prep, _things(tree, tree.children(prep, "pobj")))
        if found is not None:
            return found[0], True
    found = act_class(stems, things)
    return found or ("OTHER", False)


def _things(tree: Tree, nouns: tuple[int, ...]) -> Iterator[str]:
    """The lemmas of nouns, each with the word that makes it a thing of its own (``hunger strike``) first."""
    for noun in nouns:
        inner = core(tree, noun)
        lemma = tree.tokens[inner].lemma.lower()
        for child in tree.children(inner, "compound", "amod"):
            yield f"{tree.tokens[child].lemma.lower()} {lemma}"
        yield lemma
        if lemma in ("effort", "series", "round", "campaign", "state", "declaration", "wave", "plan", "attempt"):
            for child in tree.children(inner, "compound"):
                yield tree.tokens[child].lemma.lower()
            of = tree.object_of(inner, "of")
            if of is not None:
                yield tree.tokens[of].lemma.lower()


def _meant(tree: Tree, verb: int, class_: str, memory: Memory) -> tuple[str, Parties]:
    """The class as the sentence means it: what must be done is demanded, what will be done promised or threatened."""
    helpers = {tree.tokens[n].lemma.lower() for n in tree.children(verb, "aux")}
    parties = parties_of(tree, verb, memory, class_ in _MUTUAL)
    speaker = _speaker(tree, verb)
    if helpers & _MUST and speaker is not None and speaker != subject_of(tree, verb):
        head = core(tree, speaker)
        return "DEMAND", Parties(party(tree, head, memory), parties.doer, head)
    armed = parties.doer_head is not None and tree.tokens[parties.doer_head].lemma.lower() in _ARMED
    if class_ == "ASSAULT" and armed:
        class_ = "FIGHT"
    ahead = (helpers & _WILL) or _is_willing(tree, verb)
    if ahead and not tree.passive(verb):
        if tree.negated(verb):
            return ("REJECT" if class_ in _KIND else class_), parties
        class_ = "AGREE" if class_ in _KIND else "THREATEN" if class_ in _HOSTILE else class_
    elif tree.negated(verb) and class_ in _KIND:
        class_ = "REJECT"
    return class_, parties


def _is_willing(tree: Tree, verb: int) -> bool:
    """``is ready to help``."""
    token = tree.tokens[verb]
    return token.dep == "xcomp" and tree.tokens[token.head].lemma.lower() in _WILLING


def _speaker(tree: Tree, verb: int) -> int | None:
    """The one who says the clause that a verb stands in."""
    token = tree.tokens[verb]
    return tree.child(token.head, "nsubj") if token.dep == "ccomp" else None


def _act(tree: Tree, verb: int) -> str:
    particle = tree.child(verb, "prt")
    lemma = tree.tokens[verb].lemma.lower()
    return f"{lemma} {tree.tokens[particle].text.lower()}" if particle is not None else lemma


def _is_planning(tree: Tree, verb: int) -> bool:
    """True for ``was scheduled`` before ``to meet``: it tells the status of another act and is none itself."""
    return tree.tokens[verb].lemma.lower() in _PLANNING and tree.child(verb, "xcomp") is not None


def _status(tree: Tree, verb: int, sayings: tuple[Saying, ...]) -> EventStatus:
    """How far the act has come; what somebody says that it has is only claimed, or denied by who denies it."""
    token = tree.tokens[verb]
    modals = {tree.tokens[n].lemma.lower() for n in tree.children(verb, "aux")}
    above = tree.tokens[token.head]
    if modals & _PLANNED or (token.dep == "xcomp" and above.lemma in _PLANNING):
        return "planned"
    if token.dep in ("xcomp", "ccomp") and above.lemma in _DEMANDING:
        return "demanded"
    said = next(
        (one for one in sayings if one.rule in _REPORTS and any(s <= token.start < e for s, e in one.content)), None
    )
    if said is not None:
        return "denied" if tree.words(said.cue).lower().split()[-1].startswith(("den", "refut")) else "claimed"
    return "ongoing" if token.tag in ("VBZ", "VBP", "VBG") else "happened"
