"""Whom a pronoun means: the person, the group or the body that the text spoke of last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from retold.mention.memory import Memory
from retold.mention.name import Found
from retold.mention.seat import Seat
from retold.mention.source import can_say
from retold.mention.tree import SUBJECTS, Tree
from retold.model import Span
from retold.tables import country_of

_REACH = 3
"""Sentences over which a group or body stays in mind; a person stays until another one comes."""


@dataclass(frozen=True, slots=True)
class Mind:
    """The last person, group and body as the text names them; a pronoun for which nothing is in mind means nobody."""

    person: str | None = None
    group: str | None = None
    body: str | None = None
    age: int = 0
    """Sentences since group or body was named."""

    def meant(self, pronoun: str) -> str | None:
        """Whom ``he``, ``she``, ``they`` or ``it`` means; None when that is not clear."""
        word = pronoun.lower()
        if word in ("he", "she", "him", "her"):
            return self.person
        if self.age > _REACH:
            return None
        return self.group if word in ("they", "them") else self.body if word == "it" else None

    def after(self, seat: Seat, people: Sequence[Found], memory: Memory) -> Mind:
        """What is in mind after a sentence; ``people`` are the names in it."""
        person = _person_in(seat.tree, people, memory) or self.person
        subject = _subject_of_sentence(seat.tree)
        named = _named(seat.tree, subject) if subject is not None else None
        if named is None or subject is None:
            return replace(self, person=person, age=self.age + 1)
        plural = seat.tree.tokens[subject].tag in ("NNS", "NNPS") or bool(seat.tree.children(subject, "conj"))
        if plural:
            return Mind(person, named, None)
        body = _is_body(seat.tree, subject)
        return (
            Mind(person, named if body else None, named if body else None)
            if body
            else replace(self, person=person, age=self.age + 1)
        )


def subject_named(tree: Tree, memory: Memory, mind: Mind) -> tuple[Span, str] | None:
    """The person who is the subject of a sentence, under a name or a pronoun: the place and the full name."""
    for number, token in enumerate(tree.tokens):
        if token.dep not in ("nsubj", "nsubjpass"):
            continue
        name = mind.meant(token.text) if token.pos == "PRON" else memory.person_at(tree, number)
        if name is not None:
            return Span(token.start, token.end), name
    return None


def _person_in(tree: Tree, people: Sequence[Found], memory: Memory) -> str | None:
    """The person who is the subject of a sentence, or the only one named in it."""
    named = [one for one in people if one.type == "person"]
    for one in named:
        head = tree.head_of(one.span)
        if head is not None and tree.tokens[head].dep in ("nsubj", "nsubjpass"):
            return memory.full_name(one.text)
    names = {memory.full_name(one.text) for one in named}
    return names.pop() if len(names) == 1 else None


def _subject_of_sentence(tree: Tree) -> int | None:
    """The subject of the main verb, when it is no pronoun."""
    root = next((n for n, token in enumerate(tree.tokens) if token.head == n and token.pos in ("VERB", "AUX")), None)
    subject = tree.child(root, *SUBJECTS) if root is not None else None
    return subject if subject is not None and tree.tokens[subject].pos in ("NOUN", "PROPN") else None


def _named(tree: Tree, subject: int) -> str | None:
    """The words of a subject that can say something, without what only describes it."""
    names = tree.tokens[subject].pos == "PROPN" or can_say(tree, subject)
    words = tree.span(tree.subtree(subject, without=tree.children(subject, "relcl", "acl", "appos"))) if names else None
    return tree.words(words) if words is not None else None


def _is_body(tree: Tree, subject: int) -> bool:
    """True for a body or state, which ``it`` may mean and ``they`` as well."""
    token = tree.tokens[subject]
    labels = {e.label for e in tree.parse.entities if e.start <= token.start < e.end}
    return "ORG" in labels or country_of(token.text) is not None or (token.pos == "NOUN" and can_say(tree, subject))
