"""Whom a pronoun means: the person, the group or the body that the text spoke of last."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from retold.mention.memory import Memory
from retold.mention.seat import Seat
from retold.mention.source import can_say, origin_of
from retold.mention.tree import Tree
from retold.model import Span
from retold.settings import MentionSettings
from retold.tables import Personal, country_of

_PERSONAL: dict[str, Personal] = {"he": "he", "him": "he", "she": "she", "her": "she"}


@dataclass(frozen=True, slots=True)
class Mind:
    """Whom the text spoke of last: people, a group, a body."""

    people: tuple[str | None, ...] = ()
    """The last people, the likeliest first; None for somebody without a name, who hides those behind."""
    group: str | None = None
    body: str | None = None
    age: int = 0
    """Sentences since group or body was named."""

    def meant(self, pronoun: str, memory: Memory, besides: Collection[str] = ()) -> str | None:
        """Whom ``he``, ``she``, ``they`` or ``it`` means, none of ``besides``; None when that is not clear."""
        word = pronoun.lower()
        if word in _PERSONAL:
            for name in self.people:
                if name is None or (name not in besides and memory.pronoun_of(name) in (None, _PERSONAL[word])):
                    return name
            return None
        return self.group if word in ("they", "them") else self.body if word == "it" else None

    def after(self, tree: Tree, memory: Memory, settings: MentionSettings) -> Mind:
        """What is in mind after a sentence."""
        subject = _subject_of_sentence(tree)
        people = self._people_after(tree, subject, memory)[: settings.people_in_mind]
        words = _named(tree, subject) if subject is not None else None
        if words is not None and subject is not None and (_is_several(tree, subject) or _is_body(tree, subject)):
            return Mind(people, words, None if _is_several(tree, subject) else words)
        if self.age < settings.group_sentences:
            return replace(self, people=people, age=self.age + 1)
        return Mind(people)

    def _people_after(self, tree: Tree, subject: int | None, memory: Memory) -> tuple[str | None, ...]:
        """The subject first; without one that is a person the one who was in mind, unless nobody was or one is new."""
        here = list(_people_in(tree, memory))
        first: list[str | None] = []
        if subject is not None:
            name = _person_at(tree, subject, memory)
            pronoun = tree.tokens[subject].text.lower()
            if name is not None:
                first = [name]
            elif pronoun in _PERSONAL:
                first = [self.meant(pronoun, memory, here)]
            elif _is_somebody(tree, subject):
                first = [None]
        sure = [name for name in here if " " in name or memory.pronoun_of(name)]
        if not first:
            first = [*sure, *self.people] if len(sure) == 1 else [*self.people[:1], *here]
        return tuple(dict.fromkeys((*first, *here, *self.people)))


def minds_of(seats: Sequence[Seat], memory: Memory, settings: MentionSettings) -> Iterator[Mind]:
    """Whom the text has in mind where each sentence begins."""
    mind = Mind()
    for seat in seats:
        yield mind
        mind = mind.after(seat.tree, memory, settings)


def meant_at(tree: Tree, number: int, mind: Mind, memory: Memory) -> str | None:
    """Whom the pronoun at a token means: the subject of a clause above or before it, or whom the text has in mind."""
    word = tree.tokens[number].text.lower()
    if word not in _PERSONAL:
        several = word in ("they", "them")
        fitting = (n for n in _subjects_before(tree, number) if _is_several(tree, n) == several or _is_body(tree, n))
        named = next((words for n in fitting if (words := _named(tree, n)) is not None), None)
        return named or mind.meant(word, memory)
    for subject in _subjects_before(tree, number):
        name = _person_at(tree, subject, memory)
        if name is not None and memory.pronoun_of(name) in (None, _PERSONAL[word]):
            return name
        if name is None and _is_somebody(tree, subject):
            return None
    return mind.meant(word, memory, _people_in(tree, memory))


def _people_in(tree: Tree, memory: Memory) -> tuple[str, ...]:
    """The full names of the people who are named in a sentence."""
    return tuple(dict.fromkeys(memory.full_name(one.text) for one in memory.names_of(tree) if one.type == "person"))


def _subjects_before(tree: Tree, number: int) -> Iterator[int]:
    """The subjects of the clauses that a pronoun's clause hangs on, and of those that stand in front of it."""
    verb = tree.tokens[number].head
    for clause in tree.children(verb, "advcl"):
        if clause < number:
            yield from tree.children(clause, "nsubj", "nsubjpass")
    while tree.tokens[verb].head != verb:
        verb = tree.tokens[verb].head
        yield from (child for child in tree.children(verb, "nsubj", "nsubjpass") if child < number)


def subject_named(tree: Tree, memory: Memory, mind: Mind) -> tuple[Span, str] | None:
    """The person who is the subject of a sentence, under a name or a pronoun: the place and the full name."""
    for number, token in enumerate(tree.tokens):
        if token.dep not in ("nsubj", "nsubjpass"):
            continue
        pronoun = token.pos == "PRON"
        name = meant_at(tree, number, mind, memory) if pronoun else memory.person_at(tree, number)
        if name is not None:
            return Span(token.start, token.end), name
    return None


def _person_at(tree: Tree, subject: int, memory: Memory) -> str | None:
    """The person who is a subject; a single name that the language model takes for nothing else is one too."""
    token = tree.tokens[subject]
    known = memory.person_at(tree, subject)
    marked = any(one.start <= token.start < one.end for one in tree.parse.entities)
    alone = token.tag == "NNP" and not marked and not tree.children(subject) and country_of(token.text) is None
    return memory.full_name(token.text) if known is None and alone else known


def _is_somebody(tree: Tree, subject: int) -> bool:
    """True for one person without a name whom the text brings in: ``a lawyer``, ``one official``."""
    token = tree.tokens[subject]
    first = tree.child(subject, "det", "nummod")
    new = first is not None and tree.tokens[first].lemma.lower() in ("a", "an", "one", "another")
    return (
        token.tag == "NN"
        and new
        and origin_of(tree, subject, Span(token.start, token.end)).class_ == "anonymous-person"
    )


def _subject_of_sentence(tree: Tree) -> int | None:
    """The subject of the main verb."""
    root = next((n for n, token in enumerate(tree.tokens) if token.head == n and token.pos in ("VERB", "AUX")), None)
    return tree.child(root, "nsubj", "nsubjpass") if root is not None else None


def _named(tree: Tree, subject: int) -> str | None:
    """The words of a subject that can say something, without what only describes it."""
    names = tree.tokens[subject].pos == "PROPN" or can_say(tree, subject)
    words = tree.span(tree.subtree(subject, without=tree.children(subject, "relcl", "acl", "appos"))) if names else None
    return tree.words(words) if words is not None else None


def _is_several(tree: Tree, subject: int) -> bool:
    return tree.tokens[subject].tag in ("NNS", "NNPS") or bool(tree.children(subject, "conj"))


def _is_body(tree: Tree, subject: int) -> bool:
    """True for a body or state, which ``it`` may mean and ``they`` as well."""
    token = tree.tokens[subject]
    labels = {e.label for e in tree.parse.entities if e.start <= token.start < e.end}
    return "ORG" in labels or country_of(token.text) is not None or (token.pos == "NOUN" and can_say(tree, subject))
