"""How much of a sentence the other article tells: its clauses, one by one."""

from __future__ import annotations

import math

from retold.change.clauses import Clause, clauses_of
from retold.change.scene import Scene
from retold.change.side import Range, Side
from retold.change.version import Version, content_words, keys_of, told_by
from retold.model import Span
from retold.settings import ChangeSettings

_SHORT = 2
"""Content words of a clause that is told only by most of them: in ``the manager denied it`` everything hangs on one."""


def room_of(told: Told, other: Told, *, paired: bool) -> float:
    """How many content words one side has beyond the other; no limit for a sentence without a counterpart."""
    if not paired:
        return math.inf
    return _words_in(told.side) - _words_in(other.side)


def is_lopsided(scene: Scene) -> bool:
    """True when one side has clauses beyond the other's and so much more to say that most words have no counterpart."""
    longer, shorter = scene.pair.was, scene.pair.now
    if _words_in(longer) < _words_in(shorter):
        longer, shorter = shorter, longer
    more = len(clauses_of(longer)) > len(clauses_of(shorter))
    return more and _words_in(longer) >= scene.settings.lopsided * max(1, _words_in(shorter))


def _words_in(side: Side) -> int:
    return len(list(content_words(side.tokens)))


def tells_nothing(scene: Scene, *, lost: bool) -> bool:
    """True when the other article tells no clause of a sentence, though some of its words stand there."""
    own, opposite, other = (
        (scene.pair.was, scene.pair.now, scene.child) if lost else (scene.pair.now, scene.pair.was, scene.parent)
    )
    told = Told(own, opposite, other, scene.settings, paired=False)
    return len(told.untold) == len(told.clauses)


class Told:
    """One side of a retelling, with the clauses that the other article does not tell."""

    def __init__(self, side: Side, opposite: Side, other: Version, settings: ChangeSettings, *, paired: bool) -> None:
        self.side, self.other = side, other
        self.clauses = clauses_of(side)
        self._keys, self._settings = keys_of(opposite.tokens), settings
        self.untold = [
            clause
            for clause in self.clauses
            if not (self._is_told(clause) or (paired and self._is_main(clause)))
            or (clause.is_condition and not _has_condition(opposite))
        ]

    def _is_main(self, clause: Clause) -> bool:
        """True for the main clause of a sentence whose counterpart is one sentence too: that they belong together says
        that it is told."""
        return len(self.side.sentences) == 1 and self.side.tokens[clause.head].dep == "ROOT"

    def _is_told(self, clause: Clause) -> bool:
        """True when one sentence tells the clause or who did what to whom in it, or the whole article all its words."""
        best = max(told_by(clause.tokens, self._keys), self.other.told(clause.tokens))
        least = self._settings.least_told if size_of(clause) > _SHORT else self._settings.told_core
        if best >= least or told_by(clause.tokens, self.other.keys) >= self._settings.told_apart:
            return True
        core = list(content_words(clause.core))
        return len(core) > 1 and max(told_by(core, self._keys), self.other.told(core)) >= self._settings.told_core

    def keeps(self, span: Span) -> bool:
        """True when the words at a place stand in a clause that the other article tells."""
        at = self.side.range_of([span])
        return at is not None and not any(at[0] in clause.numbers for clause in self.untold)

    def range(self, span: Span) -> Range | None:
        return self.side.range_of([span])


def _has_condition(side: Side) -> bool:
    return any(clause.is_condition for clause in clauses_of(side))


def size_of(clause: Clause) -> int:
    """How many content words a clause has, adverbs aside."""
    return sum(token.pos != "ADV" for token in content_words(clause.tokens))
