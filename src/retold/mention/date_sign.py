"""Signs of a time in a sentence: most sentences have few, so most patterns need not be tried."""

from __future__ import annotations

import re

_SIGNS = {
    "digit": re.compile(r"\d"),
    "month": re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"),
    "weekday": re.compile(r"\b(?:mon|tue|wed|thu|fri|sat|sun)", re.IGNORECASE),
    "unit": re.compile(
        r"second|minute|hour|day|night|week|month|quarter|year|decade|centur|morning|noon|evening|tomorrow",
        re.IGNORECASE,
    ),
}
_NEEDS = {
    "iso": "digit",
    "day": "digit month",
    "day-range": "digit month",
    "month-day": "digit month",
    "day-of-month": "digit",
    "month-year": "month",
    "near-month": "month",
    "month": "month",
    "year": "digit",
    "weekday": "weekday",
    "near-unit": "unit",
    "weekend": "unit",
    "quarter": "unit",
    "edge": "unit",
    "that-day": "unit",
    "other-day": "unit",
    "the-day": "unit",
    "ago": "unit",
    "apart": "unit",
    "ahead": "unit",
    "stretch": "unit",
    "length": "unit",
    "day-name": "unit",
    "season-year": "digit",
    "century": "unit",
}
"""Signs by rule; rules that are not here are always tried."""


def signs_in(text: str) -> frozenset[str]:
    """The signs of time that stand in a text."""
    return frozenset(name for name, look in _SIGNS.items() if look.search(text))


def signs_of(rule: str) -> frozenset[str]:
    """The signs that must all stand in a text for a rule to be tried."""
    return frozenset(_NEEDS.get(rule, "").split())
