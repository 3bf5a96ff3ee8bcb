"""Texts as folded bytes: letters and digits in lower case, everything else zero, so that words are what stands between.

Plain ASCII goes through one table. Other characters are worked out when they are first met (NFKC, then case folding):
those whose folded form takes as many bytes are written over in place, so that news in most scripts costs a few passes
more. Texts with anything else (combining marks, ligatures, scripts without spaces) take an exact path of their own.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

import numpy as np

from retold.match.arrays import Bytes, Flags, Ints

_ASCII = bytes(
    (code | 32 if 65 <= code <= 90 else code) if code >= 128 or chr(code).isalnum() else 0 for code in range(256)
)
_SPARE = bytes(16)
"""Zero bytes behind the last text, so that eight bytes can be read from anywhere inside a word."""
_SEPARATES, _IN_PLACE, _SLOW = 1, 2, 3
_WIDE = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x31F0, 0x31FF), (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF),
)  # fmt: skip
"""Scripts that put no spaces between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""

_kind = np.zeros(0x110000, np.uint8)
_written = np.zeros((0x110000, 4), np.uint8)
"""What becomes of each character beyond ASCII, worked out when it is first met."""


@dataclass(frozen=True, slots=True)
class Folded:
    """Texts one after the other as folded bytes, and the way back to their characters."""

    data: Bytes
    """A zero byte before and after each text, and some more at the end."""
    bounds: Ints
    """Where each text begins in ``data``, and where one more would."""
    inner: Flags | None = None
    """For each byte, whether it is no character's first; None when all are."""
    beyond: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    """Texts with characters beyond ASCII that were folded in place."""
    exact: dict[int, tuple[Ints, Ints]] = field(default_factory=dict)
    """For each text that took the exact path: character at which the letter of each byte begins and ends."""


def fold_texts(data: bytes | memoryview, bounds: Ints) -> Folded:
    """Folded bytes of texts given as one piece of UTF-8 and where each begins, the end of the last included."""
    places = bounds.tolist()
    spaced = b"\0".join([b"", *(data[start:end] for start, end in pairwise(places)), _SPARE])
    bounds = bounds + np.arange(1, len(bounds) + 1)
    folded = spaced.translate(_ASCII)
    if spaced.isascii():
        return Folded(np.frombuffer(folded, np.uint8), bounds)
    raw = np.frombuffer(spaced, np.uint8)
    written = np.frombuffer(bytearray(folded), np.uint8)
    beyond, slow = _fold_in_place(raw, written, bounds)
    inner = (raw & 0xC0) == 0x80
    if not len(slow):
        return Folded(written, bounds, inner, beyond)
    return _with_exact(raw, Folded(written, bounds, inner, np.setdiff1d(beyond, slow)), slow)


def _fold_in_place(raw: Bytes, folded: Bytes, bounds: Ints) -> tuple[Ints, Ints]:
    """Fold what lies beyond ASCII where it stands; the texts that have such, and those that need the exact path."""
    lead = np.flatnonzero(raw >= 0xC0)
    size, code = _decode(raw, lead)
    _learn(code)
    kind = _kind[code]
    for byte in range(4):
        with_byte = size > byte
        folded[lead[with_byte] + byte] = _written[code[with_byte], byte]
    texts = np.searchsorted(bounds, lead, side="right") - 1
    return np.unique(texts), np.unique(texts[kind == _SLOW])


def _decode(raw: Bytes, lead: Ints) -> tuple[Ints, Ints]:
    """Length in bytes and code point of the characters that begin at the given bytes of valid UTF-8."""
    first = raw[lead].astype(np.int64)
    size = 2 + (first >= 0xE0) + (first >= 0xF0).astype(np.int64)
    code = first & (0x7F >> size)
    for byte in range(1, 4):
        more = size > byte
        code[more] = (code[more] << 6) | (raw[lead[more] + byte] & 0x3F)
    return size, code


def _learn(codes: Ints) -> None:
    new = codes[_kind[codes] == 0]
    for code in map(int, np.unique(new)) if len(new) else ():
        char = chr(code)
        letters = fold_cluster(char)
        written, plain = letters.encode("utf-8", "replace"), char.encode("utf-8", "replace")
        if unicodedata.category(char)[0] == "M" or unicodedata.category(char) == "Cf" or is_wide(code):
            _kind[code] = _SLOW
        elif not letters.strip("\0"):
            _kind[code] = _SEPARATES
        elif len(written) == len(plain) and "\0" not in letters and not 0x1100 <= code < 0x1200:
            _kind[code] = _IN_PLACE
            _written[code, : len(written)] = tuple(written)
        else:
            _kind[code] = _SLOW


def _with_exact(raw: Bytes, folded: Folded, slow: Ints) -> Folded:
    """Put texts of the exact path in the place of their bytes."""
    assert folded.inner is not None
    lengths, bounds = np.diff(folded.bounds), folded.bounds
    exact: dict[int, tuple[Ints, Ints]] = {}
    pieces, inner, before = [folded.data[:0]], [folded.inner[:0]], 0
    for text in slow.tolist():
        start, end = int(bounds[text]), int(bounds[text + 1]) - 1
        letters, begins, ends = fold_exactly(raw[start:end].tobytes().decode("utf-8", "replace"))
        pieces += [folded.data[before:start], np.frombuffer(letters, np.uint8)]
        inner += [folded.inner[before:start], np.zeros(len(letters), np.bool_)]
        exact[text] = begins, ends
        lengths[text] = len(letters) + 1
        before = end
    moved = np.concatenate(([1], 1 + np.cumsum(lengths)))
    whole = np.concatenate([*pieces, folded.data[before:]])
    return Folded(whole, moved, np.concatenate([*inner, folded.inner[before:]]), folded.beyond, exact)


_PLAIN = re.compile(r"[\x00-\x7f]+")


def fold_exactly(text: str) -> tuple[bytes, Ints, Ints]:
    """The folded bytes of any text, and for each the character where its letter begins in ``text`` and where it ends.

    A letter with its combining marks is folded as one; a character of a script without spaces is a word of its own.
    """
    pieces: list[bytes] = []
    begins: list[Ints] = []
    ends: list[Ints] = []
    at = 0
    while at < len(text):
        plain = _PLAIN.match(text, at)
        stop = plain.end() if plain else at
        if plain and stop < len(text) and _goes_on(text[stop - 1], text[stop]):
            stop -= 1
        if stop > at:
            places = np.arange(at, stop)
            pieces.append(text[at:stop].encode("ascii").translate(_ASCII))
            begins.append(places)
            ends.append(places + 1)
            at = stop
            continue
        end = at + 1
        while end < len(text) and text[end] >= "\u0300" and _goes_on(text[at], text[end]):
            end += 1
        pieces.append(fold_cluster(text[at:end]).encode("utf-8", "replace"))
        begins.append(np.full(len(pieces[-1]), at))
        ends.append(np.full(len(pieces[-1]), end))
        at = end
    nothing = np.empty(0, np.int64)
    return b"".join(pieces), np.concatenate([nothing, *begins]), np.concatenate([nothing, *ends])


def _goes_on(first: str, char: str) -> bool:
    if unicodedata.category(char)[0] == "M":
        return True
    return "\u1100" <= first <= "\u11ff" and "\u1160" <= char <= "\u11ff"  # letters of one Korean syllable


@lru_cache(maxsize=100_000)
def fold_cluster(cluster: str) -> str:
    """A character with its marks in plain clothes; what is no letter or digit is a zero, an invisible sign nothing."""
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", cluster).casefold())
    folded: list[str] = []
    for char in plain:
        category = unicodedata.category(char)
        if category == "Cf":
            continue
        if is_wide(ord(char)) and (char.isalnum() or category[0] == "M"):
            folded.append(f"\0{char}\0" if category[0] != "M" else char)
        else:
            folded.append(char if char.isalnum() or category[0] == "M" else "\0")
    return "".join(folded)


def is_wide(code: int) -> bool:
    """True for a character of a script that puts no spaces between words."""
    return any(first <= code <= last for first, last in _WIDE)
