"""When two versions cannot both be right: values that exclude each other, against values that only differ.

Rounding, an honest bound, a part beside its whole, an earlier beside a later count, and a sum beside a share of it
are no disputes: both sentences may be true. When that cannot be told, the versions only differ and both sentences are
shown.
"""

from __future__ import annotations

import re

from retold.model import Figure
from retold.text import fold, words

_ROUNDED = 0.06
"""Largest relative difference of a rounding to fewer digits (as in ``ChangeSettings.rounded_share``)."""
_RUNNING = re.compile(
    r"\b(?:so far|to date|as of|by then|by now|revised|updated|initial(?:ly)?|earlier|first reported|previously"
    r"|preliminary|provisional|toll|missing|confirmed dead)\b"
)
"""Words of a count that goes on: an earlier and a later state of it are both right."""
_SHARING = re.compile(r"\b(?:each|per|apiece|every|respectively|a head|share of|split|divided|between them|among)\b")
"""Words of a sum that is divided: what all get and what one gets are both right."""
_PLAIN = frozenset("the a an of in on at for to and or its his her their were was is are".split())


def excludes(a: Figure, b: Figure, sentence_a: str, sentence_b: str) -> bool:
    """True when both figures cannot be right about one thing, as far as their sentences tell."""
    ranges = a.value_high is not None or b.value_high is not None
    if a.approx != b.approx or a.approx == "about" or ranges:
        return False
    if _is_rounding(a.value, b.value) or not _measure_one_thing(a, b):
        return False
    told = fold(f"{sentence_a} {sentence_b}")
    return not (
        _RUNNING.search(told) or _divided(sentence_a, sentence_b) or _part_of_whole(a, b, sentence_a, sentence_b)
    )


def running_count(*sentences: str) -> bool:
    """True when a sentence tells of a count that goes on (``so far``, ``rose to``)."""
    return any(_RUNNING.search(fold(sentence)) for sentence in sentences)


def _is_rounding(a: float, b: float) -> bool:
    """True when one value is the other with fewer digits."""
    if not a or not b or abs(a - b) / max(abs(a), abs(b)) > _ROUNDED:
        return False
    digits = [len(f"{value:.10g}".replace(".", "").strip("0")) for value in (a, b)]
    return digits[0] != digits[1]


def _measure_one_thing(a: Figure, b: Figure) -> bool:
    """False when both say what they measure and have no word of it in common."""
    if fold(a.unit or "") != fold(b.unit or "") or a.base != b.base:
        return False
    left, right = ({word for word, _ in words(figure.measures or "")} - _PLAIN for figure in (a, b))
    return not left or not right or bool(left & right)


def _divided(sentence_a: str, sentence_b: str) -> bool:
    """True when one sentence only speaks of a share (``4,000 crowns each``)."""
    found = [bool(_SHARING.search(fold(sentence))) for sentence in (sentence_a, sentence_b)]
    return found[0] != found[1]


def _part_of_whole(a: Figure, b: Figure, sentence_a: str, sentence_b: str) -> bool:
    """True when the smaller figure counts some of the things that the larger one counts (``two of the engineers``)."""
    part, sentence = (a, sentence_a) if a.value < b.value else (b, sentence_b)
    unit = fold(part.unit or part.measures or "")
    after = re.search(rf"\bof (?:the|its|their|all|these|those) (?:\w+ )?{re.escape(unit)}\b", fold(sentence))
    return bool(unit and after)
