"""Sentences with places that may be told otherwise, read from the notation of the report files.

    {words|other words|CODE:other words|CODE:}   a place: what the report says, then what retellers make of it
    {name:words|...}                             the same place in every wording of the sentence
    {#name:14}   a figure that may be mistyped;  {~name:1,240}   one that may be rounded as well

An alternative without a code means the same (R301); an empty one leaves the words out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SLOT = re.compile(r"\{([#~]?)(?:([a-z]\w*):)?([^{}]*)\}")
_TOKEN = re.compile(r" per ?cent\b|\w+(?:['’\-]\w+)*|[^\w]")
_CODE = re.compile(r"([FSVR]\d{3}):")
_SENTENCE_CODE = re.compile(r"([FSVR]\d{3}(?:\+[FSVR]\d{3})*): ")


@dataclass(frozen=True, slots=True)
class Choice:
    """What may stand at a place; ``code`` names the change against the first choice and is empty for the first."""

    words: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, mark or place of a sentence. ``key`` is the same in every wording for a named place."""

    key: str
    choices: tuple[Choice, ...]
    mistyped: bool = False
    rounded: bool = False

    @property
    def is_slot(self) -> bool:
        return self.mistyped or len(self.choices) > 1


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to say a sentence; ``codes`` say what it changes besides the words, against the first wording."""

    pieces: tuple[Piece, ...]
    codes: tuple[str, ...] = ()


def parse_wording(text: str, number: int) -> Wording:
    """A wording from its notation; raises ``ValueError`` for a brace that is not closed."""
    head = _SENTENCE_CODE.match(text)
    body = text[head.end() :] if head else text
    pieces: list[Piece] = []
    at = 0
    for found in _SLOT.finditer(body):
        pieces += _plain(body[at : found.start()], number, len(pieces))
        pieces.append(_slot(found, f"{number}.{len(pieces)}"))
        at = found.end()
    pieces += _plain(body[at:], number, len(pieces))
    if any(mark in piece.choices[0].words for piece in pieces for mark in "{}"):
        raise ValueError(f"unbalanced braces in {text!r}")
    return Wording(tuple(pieces), tuple(head[1].split("+")) if head else ())


def _plain(text: str, number: int, first: int) -> list[Piece]:
    return [Piece(f"{number}.{first + place}", (Choice(word),)) for place, word in enumerate(_TOKEN.findall(text))]


def _slot(found: re.Match[str], key: str) -> Piece:
    first, *others = found[3].split("|")
    choices = [Choice(first)]
    for other in others:
        code = _CODE.match(other)
        choices.append(Choice(other[code.end() :] if code else other, code[1] if code else "R301"))
    return Piece(found[2] or key, tuple(choices), mistyped=found[1] != "", rounded=found[1] == "~")
