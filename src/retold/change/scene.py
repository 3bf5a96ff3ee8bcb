"""What a rule can see: one edit's comparison, the mentions that it touches, and the two articles around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from retold.change.edit import Edit
from retold.change.edits import Comparison
from retold.change.side import Range, Side
from retold.change.version import Version
from retold.model import ChangeClass, Mention, Name, Span, Token, Weight
from retold.settings import ChangeSettings
from retold.tables import country_of, meaning_groups, same_kind
from retold.text import without_accents

M = TypeVar("M", bound=Mention)

_INFORMATIVE = frozenset({"NOUN", "PROPN", "NUM", "ADJ", "ADV", "VERB", "INTJ"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """One class that fits an edit: its direction, the reason in words, and a weight if the usual one does not fit."""

    class_: ChangeClass
    direction: str
    says: str
    weight: Weight | None = None
    edit: Edit | None = None
    """A wider edit to show in place of the one judged (a whole quotation for its lost marks)."""
    also: tuple[ChangeClass, ...] = ()
    """Other classes that fit, where no other rule is asked."""


@dataclass(frozen=True)
class Scene:
    """One pair of sentences compared, inside its two articles."""

    pair: Comparison
    parent: Version
    child: Version
    settings: ChangeSettings

    def was_words(self, edit: Edit) -> str:
        return self.pair.was.words(edit.was)

    def now_words(self, edit: Edit) -> str:
        return self.pair.now.words(edit.now)

    def was_tokens(self, edit: Edit) -> tuple[Token, ...]:
        return tokens_in(self.pair.was, edit.was)

    def now_tokens(self, edit: Edit) -> tuple[Token, ...]:
        return tokens_in(self.pair.now, edit.now)


def tokens_in(side: Side, at: Range | None) -> tuple[Token, ...]:
    """The tokens of a range; none for None."""
    return side.tokens[at[0] : at[1]] if at else ()


def informative(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens that carry content: nouns, names, numbers, adjectives, adverbs and verbs."""
    return tuple(token for token in tokens if token.pos in _INFORMATIVE and any(map(str.isalnum, token.text)))


def touching(side: Side, at: Range | None, kind: type[M]) -> tuple[M, ...]:
    """The mentions of one kind whose words overlap a range."""
    if at is None:
        return ()
    start, end = side.span(at)
    return tuple(m for m in side.mentions if isinstance(m, kind) and m.span.start < end and m.span.end > start)


def of_kind(side: Side, kind: type[M]) -> tuple[M, ...]:
    """All mentions of one kind on a side."""
    return tuple(m for m in side.mentions if isinstance(m, kind))


def overlaps(a: Span, b: Span) -> bool:
    """True when two spans have a character in common."""
    return a.start < b.end and b.start < a.end


def same_entity(was: Name, now: Name) -> bool:
    """True when two names mean the same person, body or place: one id, one state, or one name inside the other."""
    a, b = without_accents(was.entity.name), without_accents(now.entity.name)
    if was.entity.id == now.entity.id or a == b:
        return True
    state = country_of(a)
    if state and state == country_of(b):
        return True
    left, right = set(a.split()), set(b.split())
    return bool(left and right) and (left <= right or right <= left)


def said(mention: Mention, side: Side) -> str:
    """The words of a mention as they stand in the text."""
    return side.article.text[mention.span.start : mention.span.end]


def content_of(tokens: tuple[Token, ...]) -> set[str]:
    """The lemmas of the tokens that carry content."""
    return {token.lemma.lower() for token in informative(tokens)}


def interchangeable(a: str, b: str) -> bool:
    """True when two lemmas mean the same, name one state, or name one kind of actor."""
    state = country_of(a)
    return (
        bool(meaning_groups(a) & meaning_groups(b))
        or bool(state and state == country_of(b))
        or same_kind(a, b) == "same"
    )


def in_spans(at: Range | None, spans: tuple[Span, ...], side: Side) -> bool:
    """True when a range touches one of some spans."""
    return at is not None and any(overlaps(side.span(at), span) for span in spans)
