"""Which words of two aligned sentences correspond: a global alignment that never pairs words of different kinds.

Needleman & Wunsch 1970 over tokens. Equal words score best, then another form of the word, another name of the same
state, a word of the same meaning, and last any word of the same part of speech; everything else stays apart, so that
``Oslo usually counts`` against ``Norway takes`` gives two replacements and one loss instead of one grey block.
"""

from __future__ import annotations

from dataclasses import dataclass

from retold.change.side import Side
from retold.model import Token
from retold.tables import country_of, meaning_groups, same_kind, same_spelling

_EQUAL_VERB, _EQUAL, _EQUAL_FUNCTION, _FORM, _ALIAS, _MEANING, _KIND, _PRONOUN = 6.0, 3.0, 1.5, 2.0, 1.6, 1.4, 0.3, 0.2
"""What a pair of words is worth; the verb of a clause holds its place against a phrase that moved past it."""
_APART = -10.0
_CLAUSE_HEADS = frozenset({"ROOT", "ccomp", "conj", "advcl"})
_FUNCTION_POS = frozenset({"DET", "ADP", "PUNCT", "PART", "CCONJ", "SCONJ", "AUX", "PRON", "SPACE", ""})
_NOUNISH = frozenset({"NOUN", "PROPN"})
_MATCHABLE = frozenset(
    {"PUNCT", "NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM", "AUX", "DET", "ADP", "PRON", "SCONJ", "CCONJ"}
)


@dataclass(frozen=True, slots=True)
class Column:
    """One place of the alignment: a token of the parent, of the child, or both."""

    was: int | None
    now: int | None
    same: bool


def align_tokens(was: Side, now: Side) -> tuple[Column, ...]:
    """The columns of the best alignment, in order."""
    rows, width = len(was.tokens), len(now.tokens)
    best = [[0.0] * (width + 1) for _ in range(rows + 1)]
    affinity = [[_affinity(was, i, now, j) for j in range(width)] for i in range(rows)]
    for i in range(1, rows + 1):
        for j in range(1, width + 1):
            best[i][j] = max(best[i - 1][j], best[i][j - 1], best[i - 1][j - 1] + affinity[i - 1][j - 1])
    columns: list[Column] = []
    i, j = rows, width
    while i or j:
        if i and j and best[i][j] == best[i - 1][j - 1] + affinity[i - 1][j - 1]:
            i, j = i - 1, j - 1
            columns.append(Column(i, j, was.plain[i] == now.plain[j]))
        elif j and best[i][j] == best[i][j - 1]:
            j -= 1
            columns.append(Column(None, j, False))
        else:
            i -= 1
            columns.append(Column(i, None, False))
    return tuple(reversed(columns))


def _affinity(was: Side, i: int, now: Side, j: int) -> float:
    a, b = was.tokens[i], now.tokens[j]
    if was.plain[i] == now.plain[j]:
        # Neighbours that agree too make a pair of equal words more likely to be the same place.
        near = sum(
            0 <= i + step < len(was.plain)
            and 0 <= j + step < len(now.plain)
            and was.plain[i + step] == now.plain[j + step]
            for step in (-1, 1)
        )
        if a.pos == b.pos == "VERB" and {a.dep, b.dep} & _CLAUSE_HEADS:
            return _EQUAL_VERB + 0.1 * near
        return (_EQUAL_FUNCTION if a.pos in _FUNCTION_POS else _EQUAL) + 0.1 * near
    if not a.pos or not b.pos:
        return _APART
    return _kinship(a, b)


def _kinship(a: Token, b: Token) -> float:
    left, right = a.lemma.lower(), b.lemma.lower()
    if left == right and (a.pos == b.pos or {a.pos, b.pos} <= {"VERB", "AUX"}):
        return _FORM
    if same_spelling(a.text, b.text):
        return _FORM
    if a.pos in _NOUNISH and b.pos in _NOUNISH:
        state = country_of(a.text)
        if state and state == country_of(b.text):
            return _ALIAS
    if a.pos not in _MATCHABLE or b.pos not in _MATCHABLE:
        return _APART
    if meaning_groups(left) & meaning_groups(right):
        return _MEANING
    if same_kind(left, right):
        return _MEANING
    return _by_part_of_speech(a, b)


def _by_part_of_speech(a: Token, b: Token) -> float:
    if a.pos == b.pos or {a.pos, b.pos} == _NOUNISH:
        return _KIND
    if {a.pos, b.pos} in ({"PRON", "PROPN"}, {"PRON", "NOUN"}):
        return _PRONOUN
    return _APART
