"""Who does an act and whom it is directed at: the parties of a verb, under the plainest name that the text gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from retold.mention.memory import Memory
from retold.mention.tree import SUBJECTS, Tree
from retold.model import Span
from retold.tables import country_of, is_anonymous, is_title

_ORGANS = frozenset(
    """government police court army military troop force soldier navy parliament president minister ministry official
    authority leader prime premier king embassy spokesman spokeswoman rebel guerrilla delegation administration
    warplane jet missile militant militia diplomat senate congress cabinet foreign opposition court company""".split()
)
"""Nouns that act for the country named beside them."""
_STATE = frozenset(
    "government parliament ministry authority embassy administration senate congress cabinet military army navy".split()
)
"""Organs that are the state itself: their country's name says all. Officials and soldiers keep their own words."""
_PEOPLE = frozenset(
    """people person man woman child youth student worker refugee demonstrator protester prisoner civilian
    fundamentalist villager resident citizen journalist gunman fighter guerrilla insurgent separatist terrorist
    settler farmer national supporter activist opponent tribesman peacekeeper observer inspector hostage migrant
    immigrant voter member doctor teacher miner fisherman hacker crowd mob group party union movement organisation
    organization faction bank agency council committee commission court company firm church tribunal alliance
    coalition federation community camp aircraft helicopter tank warship vessel ship boat forces editor newspaper
    reporter officer guard envoy ally bomber pilot crew family mother father wife husband""".split()
)
"""Nouns that can do something or have it done to them."""
_PARTS = frozenset(
    """thousand ten dozen score hundred million billion group number majority minority some patch deployment batch
    handful couple series crowd team wave contingent part half third quarter lot band host bulk rest one two three
    four five six seven eight nine many most several few all none member""".split()
)
"""Words before ``of`` that count or measure out the doers: ``tens of thousands of students``."""
_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"})
_BESIDE = ("poss", "amod", "compound", "nmod", "appos", "nummod")
_TOWARDS = {
    word: place
    for place, word in enumerate(
        """with against to toward towards on upon from at between for over by of into in inside among about
        near""".split()
    )
}
"""Prepositions that lead to the one an act is directed at, the most telling first."""
_TAILS = ("of", "from", "in", "throughout", "at", "with", "for", "based")
_LONGEST = 9
"""Words of a party's name, so that ``supporters of the former president`` stays whole and a clause does not."""


@dataclass(frozen=True, slots=True)
class Parties:
    """Doer and target of an act, each None when the sentence does not tell."""

    doer: str | None
    target: str | None
    doer_head: int | None = None


def parties_of(tree: Tree, verb: int, memory: Memory, mutual: bool) -> Parties:
    """Doer and target; in the passive the subject is the target. Of a ``mutual`` act two doers are the parties."""
    subject = subject_of(tree, verb)
    if tree.passive(verb) and tree.tokens[verb].tag == "VBN":
        agent = tree.object_of(verb, "by")
        doer = core(tree, agent) if agent is not None else None
        target = core(tree, subject) if subject is not None else None
        return Parties(party(tree, doer, memory), party(tree, target, memory), doer)
    doer = core(tree, subject) if subject is not None else None
    name = party(tree, doer, memory)
    other = _target(tree, verb, doer, name, memory)
    if other is None and mutual and doer is not None:
        other = next((party(tree, n, memory) for n in tree.children(doer, "conj") if is_actor(tree, n)), None)
    if other is None:
        thing = tree.child(verb, "dobj", "dative")
        other = party(tree, core(tree, thing), memory) if thing is not None else None
    return Parties(name, other, doer)


def subject_of(tree: Tree, verb: int) -> int | None:
    """The subject of a verb, also of the verb, adjective or noun that it completes; a pronoun's is the speaker's."""
    here = verb
    for _ in range(len(tree.tokens)):
        found = tree.children(here, *SUBJECTS)
        if found:
            return _speaker_for(tree, found[-1], here)
        token = tree.tokens[here]
        if token.dep in ("acl", "relcl"):
            return token.head if token.tag in ("VBG", "VBN") else tree.child(token.head, "poss")
        if token.dep not in ("conj", "xcomp", "advcl", "dep", "acomp", "pcomp", "attr", "prep") or token.head == here:
            return None
        here = token.head
    return None


def _speaker_for(tree: Tree, subject: int, verb: int) -> int | None:
    """For ``it``, ``they`` or ``who`` the noun it stands for: the clause's speaker, or what the clause hangs on."""
    token = tree.tokens[subject]
    if token.tag in ("WDT", "WP"):
        top = verb
        while tree.tokens[top].dep in ("conj", "xcomp") and tree.tokens[top].head != top:
            top = tree.tokens[top].head
        return tree.tokens[top].head if tree.tokens[top].dep == "relcl" else None
    if token.pos != "PRON":
        return subject
    above = verb
    while tree.tokens[above].dep in ("conj", "xcomp", "ccomp", "advcl", "acl") and tree.tokens[above].head != above:
        above = tree.tokens[above].head
        speaker = tree.child(above, "nsubj")
        if speaker is not None and tree.tokens[speaker].pos != "PRON":
            return speaker
    return subject


def core(tree: Tree, head: int) -> int:
    """The noun that is meant: behind ``thousands of`` or ``a group of`` the people themselves."""
    for _ in range(4):
        if tree.tokens[head].lemma.lower() not in _PARTS:
            break
        inner = tree.object_of(head, "of")
        if inner is None:
            break
        head = inner
    return head


def is_actor(tree: Tree, number: int) -> bool:
    """True for what can be a party: a name of people, bodies or places, or a noun for people."""
    token = tree.tokens[number]
    if token.pos == "PRON":
        return False
    label = next((e.label for e in tree.parse.entities if e.start <= token.start < e.end), "")
    if label:
        return label in _NAMES or country_of(token.text) is not None
    lemma = token.lemma.lower()
    if token.pos == "PROPN" or country_of(token.text) is not None:
        return True
    return token.pos == "NOUN" and (lemma in _PEOPLE or lemma in _ORGANS or is_anonymous(lemma) or is_title(lemma))


def party(tree: Tree, head: int | None, memory: Memory) -> str | None:
    """A party under its plain name: the state, the full name of a person, or its own words with what they belong to."""
    if head is None or tree.tokens[head].pos == "PRON":
        return None
    left = tree.span([n for n in tree.subtree(head) if n <= head and tree.tokens[n].dep not in ("det", "predet")])
    if left is None:
        return None
    if country := _state(tree, head, left):
        return country
    person = memory.person_at(tree, head)
    if person is not None:
        return person
    words = _bare(tree.words(left))
    tail = _tail(tree, head)
    return f"{words} {tree.words(tail)}" if tail is not None else words


def _tail(tree: Tree, head: int) -> Span | None:
    """``from Gondor``, ``of the opposition``: what a common noun belongs to, when the words stand right behind it."""
    if tree.tokens[head].pos != "NOUN":
        return None
    prep = head + 1
    if prep >= len(tree.tokens) or tree.tokens[prep].dep != "prep":
        return None
    word, noun = tree.tokens[prep].lemma.lower(), tree.child(prep, "pobj")
    # ``of`` and ``from`` right behind a noun belong to it, whatever the parser says.
    if noun is None or not (word in ("of", "from") or (word in _TAILS and tree.tokens[prep].head == head)):
        return None
    span = tree.span([n for n in tree.subtree(prep) if n <= noun])
    return span if span is not None and len(tree.words(span).split()) <= _LONGEST else None


def _state(tree: Tree, head: int, words: Span) -> str | None:
    """The country that a noun phrase stands for: its name, its capital, or an organ that is the state itself."""
    state = country_of(tree.words(words)) or country_of(_bare(tree.words(words)))
    if state is None and tree.tokens[head].pos == "PROPN" and not tree.children(head, *_BESIDE):
        state = country_of(tree.tokens[head].text)
    if state is None and tree.tokens[head].lemma.lower() in _STATE:
        beside = [*tree.children(head, "amod", "compound", "poss", "nmod")]
        beside += [
            n for p in tree.children(head, "prep") if tree.tokens[p].lemma == "of" for n in tree.children(p, "pobj")
        ]
        state = next((found for n in beside if (found := country_of(tree.tokens[n].text))), None)
    return state.name if state else None


def _bare(words: str) -> str:
    for article in ("The ", "the ", "A ", "a ", "An ", "an "):
        words = words.removeprefix(article)
    return words


# -------------------------------------------------------------------------------------------------------------- target


def _target(tree: Tree, verb: int, doer: int | None, name: str | None, memory: Memory) -> str | None:
    """The first party that the act leads to and that is not its doer: in object, prepositions, clauses."""
    own = set(tree.subtree(doer)) if doer is not None else set()
    for number in _leading_from(tree, verb):
        if number in own or not is_actor(tree, number):
            continue
        found = party(tree, number, memory)
        if found is not None and found != name and not _same_state(found, name):
            return found
    return None


def _same_state(a: str, b: str | None) -> bool:
    one, other = country_of(a), country_of(b) if b else None
    return one is not None and one == other


def _leading_from(tree: Tree, verb: int) -> Iterator[int]:
    """The nouns and names that an act leads to, the nearest and most telling first."""
    objects = tree.children(verb, "dobj", "dative", "oprd", "attr")
    for thing in objects:
        yield core(tree, thing)
        yield from tree.children(core(tree, thing), "conj")
    for thing in objects:
        yield from _inside(tree, thing)
    yield from _behind(tree, verb)
    for clause in tree.children(verb, "ccomp", "xcomp", "advcl", "prt"):
        subject = tree.child(clause, "nsubj", "nsubjpass")
        if subject is not None:
            yield core(tree, subject)
            yield from _inside(tree, subject)
        yield from _leading_from(tree, clause)


def _inside(tree: Tree, noun: int) -> Iterator[int]:
    """Names and nouns inside a noun phrase: owners and adjectives first, then what its prepositions lead to."""
    for child in tree.children(noun, *_BESIDE):
        if tree.tokens[child].pos != "NOUN" or tree.tokens[child].dep in ("poss", "appos"):
            yield child
        yield from _inside(tree, child)
    yield from _behind(tree, noun)
    for clause in tree.children(noun, "acl", "relcl"):
        yield from _leading_from(tree, clause)


def _behind(tree: Tree, number: int) -> Iterator[int]:
    preps = [
        n for n in tree.children(number, "prep", "agent", "dative") if tree.tokens[n].pos in ("ADP", "SCONJ", "PART")
    ]
    for prep in sorted(preps, key=lambda n: (_TOWARDS.get(tree.tokens[n].lemma.lower(), len(_TOWARDS)), n)):
        for noun in tree.children(prep, "pobj"):
            yield core(tree, noun)
            yield from tree.children(core(tree, noun), "conj")
            yield from _inside(tree, noun)
        for clause in tree.children(prep, "pcomp"):
            yield from _leading_from(tree, clause)
        yield from _behind(tree, prep)
