"""Reads numbers as newspapers write them: digits, words, scales, fractions, and loose ones such as ``tens of``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from retold.mention.unit import ATTACHED

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = {word: value for value, word in enumerate(_ONES.split())}
_SMALL |= {word: 20 + 10 * step for step, word in enumerate(_TENS.split())}
_SCALES = {
    "hundred": 100.0,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "dozen": 12.0,
    "k": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "b": 1e9,
    "bn": 1e9,
    "tn": 1e12,
    "lakh": 1e5,
    "crore": 1e7,
}
_PARTS = {"half": 1 / 2, "quarter": 1 / 4, "hundredth": 1 / 100}
_PARTS |= {
    name: 1 / (3 + step) for step, name in enumerate("third fourth fifth sixth seventh eighth ninth tenth".split())
}
_LOOSE = {"dozens": 12.0, "scores": 20.0, "tens": 10.0, "hundreds": 100.0, "thousands": 1e3, "millions": 1e6, "billions": 1e9}  # fmt: skip

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d\d)+,\d{3})(?:\.\d+)?|\d+(?:\.\d+)?(?!\.\d)|(?<![\w.])\.\d+"
_ONE = "|".join(sorted(_SMALL, key=len, reverse=True))
_UNIT_WORDS = "|".join(_ONES.split()[1:10])
_BIG = "hundred|thousand|million|billion|trillion|dozen|lakh|crore"
_PLURALS = "|".join(_LOOSE)
_FRACTION_NAMES = "half|" + "|".join(f"{name}s?" for name in _PARTS if name != "half")

NUMBER = re.compile(
    rf"""(?:(?<![\w.])|(?<=\bRM)|(?<=\bRs)|(?<=\b(?-i:EUR|USD|GBP|CHF|SEK|NOK|DKK|INR|PLN))|(?<=\$US)|(?<=\$[AC]))(?:
      (?P<loose>(?:{_PLURALS})(?:\s+of\s+(?:{_PLURALS}))*(?=\s+of\b|\s+more\b|\s+\w))
    | (?P<share>(?:one|two|three|four|nine)[-\s](?:{_FRACTION_NAMES})\b
        |an?\s+(?:{_FRACTION_NAMES})(?=\s+(?:of|less|more|fewer|lower|higher|cheaper|below|above)\b|\s*[.,;:!?]|\s*$)
        |half(?=\s+(?:of|the|its|their|his|her|our|that|as)\b))
    | (?P<mixed>(?:{_DIGITS}|{_ONE})\s+and\s+(?:a\s+half|a\s+quarter|three[-\s]quarters))
    | (?P<half>half\s+(?:an?\s+)?(?:{_BIG})\b)
    | (?P<digits>{_DIGITS})(?:(?P<short>k|mn|m(?!\s(?:tall|high|long|wide|deep|away))|bn|b|tn)\b|(?P<scales>(?:[-\s](?:{_BIG})\b)+))?
    | (?P<words>(?:an?\s+(?=(?:{_BIG})\b)|(?:{_ONE})(?![\w]))
        (?:(?:[-\s]+|\s+and\s+)(?:{_BIG}|{_ONE})\b)*)
    )(?:(?!\w)|(?<=\d)(?=(?-i:{ATTACHED})(?!\w)))""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the text with its value; loose ones carry the value of the word and the one they stay below."""

    start: int
    end: int
    value: float
    high: float | None = None
    """The value that a loose number (``dozens of``) stays below: ten times its word."""
    share: bool = False
    """True for a written fraction (``two thirds``)."""
    digits: bool = False


_SIGN = re.compile(rf"\d|\b(?:{_ONE}|{_BIG}|{_PLURALS}|half|third|quarter|an?\s(?:{_FRACTION_NAMES}))\b", re.IGNORECASE)


def numbers(text: str) -> Iterator[Number]:
    """Every number of a text, from left to right."""
    if _SIGN.search(text):  # most sentences have none, and the whole pattern is slow
        yield from (_number(found) for found in NUMBER.finditer(text))


def value_of(words: str) -> float | None:
    """The value of a phrase that is a number and nothing else; None when it is none."""
    found = NUMBER.fullmatch(words.strip())
    if found:
        return _number(found).value
    return 1.0 if words.strip().lower() in ("a", "an", "one") else None


def scale_of(words: str) -> float:
    """What the scale words in a phrase multiply by (``5 million``: a million); 1 when there are none."""
    scale = 1.0
    for word in re.findall(rf"\b(?:{_BIG})\b", words.lower()):
        scale *= _SCALES[word]
    return scale


def _number(found: re.Match[str]) -> Number:
    start, end = found.span()
    if words := found["loose"]:
        value = 1.0
        for word in re.findall(_PLURALS, words.lower()):
            value *= _LOOSE[word]
        return Number(start, end, value, high=10 * value)
    if words := found["share"]:
        top, bottom = re.split(r"[-\s]+", words.lower()) if words.lower() != "half" else ("a", "half")
        return Number(start, end, _SMALL.get(top, 1) * _PARTS[bottom.removesuffix("s")], share=True)
    if words := found["mixed"]:
        whole, rest = re.split(r"\s+and\s+", words.lower(), maxsplit=1)
        extra = 0.75 if rest.startswith("three") else 0.5 if rest.endswith("half") else 0.25
        return Number(start, end, _plain(whole) + extra)
    if words := found["half"]:
        return Number(start, end, 0.5 * _SCALES[words.lower().split()[-1]])
    if digits := found["digits"]:
        value = float(digits.replace(",", ""))
        for scale in re.findall(r"[a-z]+", (found["short"] or found["scales"] or "").lower()):
            value *= _SCALES[scale]
        return Number(start, end, _clean(value), digits=True)
    return Number(start, end, _words(found["words"]))


def _plain(words: str) -> float:
    return float(words.replace(",", "")) if words[0].isdigit() else float(_SMALL[words])


def _words(words: str) -> float:
    """Two hundred and fifty thousand: small numbers add up, a scale multiplies what stands before it."""
    total = part = 0.0
    for word in re.findall(r"[a-z]+", words.lower()):
        if word in _SMALL:
            part += _SMALL[word]
        elif word in ("hundred", "dozen"):
            part = (part or 1) * _SCALES[word]
        elif word in _SCALES:
            total += (part or 1) * _SCALES[word]
            part = 0.0
    return total + part


def _clean(value: float) -> float:
    """3.3 million is 3,300,000 and not 3,299,999.9999999995."""
    return float(f"{value:.12g}")
