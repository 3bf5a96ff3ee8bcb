"""How alike two sentences are: the share of word weight they have in common, rare words counting more.

A word matches the same word (by lemma), another name of the same state (``Oslo``, ``Norway``), or a word of the same
meaning; looser matches count less. Order does not count here: a sentence with its clauses swapped is the same sentence.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import JaroWinkler

from retold.model import Analysis, Article, Sentence, Token
from retold.settings import ChangeSettings
from retold.tables import country_of, meaning_groups
from retold.text import fold, without_accents, words

_FUNCTION_WORDS = frozenset(
    """a an the and or but nor so yet of in on at by for from to with into onto over under about as than that which who
    whom whose this these those it its he she they them his her their him we us our you your i me my is are was were be
    been being am has have had do does did will would shall should can could may might must not n't no there here then
    also just 's '""".split()
)
FUNCTION_WEIGHT = 0.15
_ALIAS, _MEANING = 0.8, 0.7


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence as a bag of weighted words: ``keys`` in text order, ``weights`` beside them."""

    plain: str
    heading: bool
    keys: tuple[str, ...]
    weights: tuple[float, ...] = ()

    @property
    def weight(self) -> float:
        return sum(self.weights)


def units_of(article: Article, analyses: Mapping[str, Analysis]) -> tuple[Unit, ...]:
    """The sentences of an article as units, with lemmas where the article was parsed."""
    found = analyses.get(article.id)
    return tuple(_unit(article, number, sentence, found) for number, sentence in enumerate(article.sentences))


def headline_unit(article: Article, analysis: Analysis) -> Unit:
    """The headline of an article as a unit."""
    return Unit(fold(article.title or ""), True, _keys(analysis.title_parse, article.title or ""))


def _unit(article: Article, number: int, sentence: Sentence, analysis: Analysis | None) -> Unit:
    text = article.words_of(number)
    keys = _keys(analysis.parses[number] if analysis else (), text)
    return Unit(fold(text), sentence.kind == "heading", keys)


def _keys(parse: tuple[Token, ...], text: str) -> tuple[str, ...]:
    """The lemmas of a parsed sentence; its plain words where there is no parse."""
    if parse:
        return tuple(fold(token.lemma or token.text) for token in parse if any(map(str.isalnum, token.text)))
    return tuple(word for word, _ in words(text))


def weigh(parent: Sequence[Unit], child: Sequence[Unit]) -> tuple[tuple[Unit, ...], tuple[Unit, ...]]:
    """The same units with word weights: function words count little, words of many sentences less than rare ones."""
    spread = Counter(key for unit in (*parent, *child) for key in set(unit.keys))

    def weight(key: str) -> float:
        if key in _FUNCTION_WORDS:
            return FUNCTION_WEIGHT
        return 1 / (1 + math.log(max(1.0, spread[key] / 2)))

    def weighed(units: Sequence[Unit]) -> tuple[Unit, ...]:
        return tuple(Unit(u.plain, u.heading, u.keys, tuple(map(weight, u.keys))) for u in units)

    return weighed(parent), weighed(child)


def likeness(was: Sequence[Unit], now: Sequence[Unit]) -> float:
    """Shared word weight of two groups of sentences as a share of all their weight, 0 to 1."""
    total = sum(unit.weight for unit in (*was, *now))
    return min(1.0, 2 * shared_weight(was, now) / total) if total else 0.0


def shared_weight(was: Sequence[Unit], now: Sequence[Unit]) -> float:
    """The weight of the words that both groups have: equal lemmas first, then other names, then other words."""
    left, right = _bag(was), _bag(now)
    weights = {key: w for unit in (*was, *now) for key, w in zip(unit.keys, unit.weights, strict=True)}
    equal = left & right
    shared = sum(weights[key] * count for key, count in equal.items())
    by_sense: dict[str, list[str]] = {}
    for key in right - equal:
        for sense in senses(key):
            by_sense.setdefault(sense, []).append(key)
    taken: set[str] = set()
    for key in left - equal:
        for sense in senses(key):
            other = next((found for found in by_sense.get(sense, ()) if found not in taken), None)
            if other is not None:
                taken.add(other)
                shared += (_ALIAS if sense.startswith("state:") else _MEANING) * min(weights[key], weights[other])
                break
    return shared


@cache
def senses(word: str) -> tuple[str, ...]:
    """What a word stands for beside itself: a state that it names, and its groups of equal meaning."""
    if word in _FUNCTION_WORDS:
        return ()
    state = country_of(word)
    named = (f"state:{state.code}",) if state else ()
    return named + tuple(f"meaning:{group}" for group in sorted(meaning_groups(word)))


def _bag(units: Sequence[Unit]) -> Counter[str]:
    return Counter(key for unit in units for key in unit.keys)


def misspelt(a: str, b: str, settings: ChangeSettings) -> bool:
    """True when two names differ by a slip of spelling: as many words, each equal or nearly so."""
    left, right = without_accents(a).split(), without_accents(b).split()
    if len(left) != len(right) or left == right:
        return False
    return all(
        x == y or (JaroWinkler.similarity(x, y) >= settings.misspelt_likeness and abs(len(x) - len(y)) <= 2)
        for x, y in zip(left, right, strict=True)
    )
