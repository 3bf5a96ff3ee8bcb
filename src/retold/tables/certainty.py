"""How sure and how loaded words are: hedges, boosters and heated news words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from retold.tables.lines import rows, values
from retold.tables.phrases import Hit, Phrases

HedgeClass = Literal["hedge", "booster", "approximator", "evidential"]


@dataclass(frozen=True, slots=True)
class Degree:
    """A word that says how sure, how often, how about, or on whose word."""

    phrase: str
    class_: HedgeClass
    certainty: int
    """-3 very loose, 0 as firm as a plain statement, +3 very firm."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A word that evaluates or heats where a plain one would do."""

    phrase: str
    heat: int
    """1 coloured, 2 hot, 3 an accusation or a coarse word."""
    plain: tuple[str, ...]
    """Plain words for it, where there are some."""
    parts_of_speech: tuple[str, ...]
    """v, n, a, r; empty for a particle, which colours only beside another word (``just shut down``)."""

    @property
    def particle(self) -> bool:
        """True for a word that heats only together with the word it stands beside."""
        return not self.parts_of_speech


def hedge_class(phrase: str) -> HedgeClass | None:
    """The class of a hedging or boosting word or phrase; None for a plain one."""
    found = _degrees().find(phrase)
    return found[0].class_ if found else None


def certainty(phrase: str) -> int:
    """How firm a word or phrase makes a statement, from -3 to +3; 0 for a plain one."""
    found = _degrees().find(phrase)
    return found[0].certainty if found else 0


def degrees_in(words: Sequence[str]) -> tuple[Hit[Degree], ...]:
    """The hedges and boosters in a row of words or lemmas, longest first at each place."""
    return _degrees().find_all(words)


def tone(phrase: str) -> int:
    """The heat of a word or phrase, of the hottest entry in it, or 0 when it is plain; a particle counts 1."""
    whole = _loaded().find(phrase) or [entry for hit in loaded_in(phrase.split()) for entry in hit.values]
    return max((entry.heat for entry in whole), default=0)


def loaded(phrase: str) -> Loaded | None:
    """The entry for a loaded word or phrase, with its plain counterparts; None when it is plain."""
    found = _loaded().find(phrase)
    return max(found, key=lambda entry: entry.heat) if found else None


def loaded_in(words: Sequence[str]) -> tuple[Hit[Loaded], ...]:
    """The loaded words and phrases in a row of words or lemmas, longest first at each place."""
    return _loaded().find_all(words)


@cache
def _degrees() -> Phrases[Degree]:
    return Phrases(
        (phrase, Degree(phrase, cast(HedgeClass, class_), int(strength)))
        for phrase, class_, strength in rows("hedges.tsv", 3)
    )


@cache
def _loaded() -> Phrases[Loaded]:
    return Phrases(
        (phrase, Loaded(phrase, int(heat), tuple(values(plain)), () if parts == "particle" else tuple(values(parts))))
        for phrase, heat, parts, plain in rows("loaded.tsv", 4)
    )
