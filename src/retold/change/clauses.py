"""The clauses of a side: each verb with what hangs on it, so that a retelling can be held against them one by one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from retold.change.side import Range, Side
from retold.change.version import content_words
from retold.model import Token

_HEADS = frozenset({"ROOT", "conj", "advcl", "relcl", "acl", "ccomp", "parataxis", "csubj", "pcomp"})
_CONDITION = frozenset({"if", "unless", "provided"})
_LEAST_WORDS = 2
"""Content words of a clause that can be lost by itself; a shorter one belongs to the clause above it."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb with its own words, without the clauses below it."""

    head: int
    numbers: tuple[int, ...]
    tokens: tuple[Token, ...]

    @property
    def at(self) -> Range:
        """Its longest unbroken stretch, without the marks and conjunctions at the ends."""
        runs: list[list[int]] = [[self.numbers[0]]]
        for before, number in pairwise(self.numbers):
            if number - before <= 2:
                runs[-1].append(number)
            else:
                runs.append([number])
        longest = max(runs, key=len)
        inside = [n for n in longest if self._tokens_by_number[n].pos not in ("PUNCT", "SPACE", "CCONJ")]
        return (inside[0], inside[-1] + 1) if inside else (longest[0], longest[-1] + 1)

    @property
    def is_appeal(self) -> bool:
        """True for a call to the reader (``click here for more``), which claims nothing."""
        verb = dict(zip(self.numbers, self.tokens, strict=True))[self.head]
        own = [token for token in self.tokens if token.head == self.head]
        return verb.tag == "VB" and verb.dep == "ROOT" and not any(t.dep.startswith(("nsubj", "aux")) for t in own)

    @property
    def core(self) -> tuple[Token, ...]:
        """The verb with the heads of its subject and object: who did what to whom."""
        heads = {"nsubj", "nsubjpass", "dobj", "attr", "agent", "oprd", "acomp", "dative"}
        return tuple(
            token
            for number, token in zip(self.numbers, self.tokens, strict=True)
            if number == self.head or (token.head == self.head and token.dep in heads)
        )

    @property
    def _tokens_by_number(self) -> dict[int, Token]:
        return dict(zip(self.numbers, self.tokens, strict=True))

    @property
    def is_condition(self) -> bool:
        """True for ``if convicted``: what is said holds only under it; ``if you look for more`` is no condition."""
        addressed = any(token.lemma.lower() in ("you", "your") for token in self.tokens)
        return not addressed and any(token.lemma.lower() in _CONDITION for token in self.tokens[:2])


def clauses_of(side: Side) -> tuple[Clause, ...]:
    """The clauses in the order of their verbs; every token belongs to one."""
    heads = [number for number, token in enumerate(side.tokens) if _is_head(side, number, token)]
    while True:
        owned = _owned(side, heads)
        small = [head for head in heads if not _stands_alone(side, head, owned[head])]
        if not small:
            break
        heads = [head for head in heads if head != small[-1]]
    return tuple(Clause(head, tuple(owned[head]), tuple(side.tokens[n] for n in owned[head])) for head in heads)


def _is_head(side: Side, number: int, token: Token) -> bool:
    if token.dep == "ROOT" or token.head == number:
        return True
    if token.dep == "conj" and side.tokens[token.head].pos not in ("VERB", "AUX"):
        return False
    return token.pos in ("VERB", "AUX") and token.dep in _HEADS


def _stands_alone(side: Side, head: int, numbers: list[int]) -> bool:
    if side.tokens[head].dep == "ROOT" or side.tokens[head].head == head:
        return True
    words = [side.tokens[n] for n in numbers]
    if any(token.lemma.lower() in _CONDITION for token in words[:2]):
        return True
    return len(list(content_words(words))) >= _LEAST_WORDS


def _owned(side: Side, heads: list[int]) -> dict[int, list[int]]:
    chosen = set(heads)
    owned: dict[int, list[int]] = {head: [] for head in heads}
    for number in range(len(side.tokens)):
        above, steps = number, 0
        while above not in chosen and steps < len(side.tokens):
            above, steps = side.tokens[above].head, steps + 1
        owned[above if above in chosen else heads[0]].append(number)
    return owned
