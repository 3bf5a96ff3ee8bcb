"""The outlets of the simulated world: house style, habits of credit, the look of their pages."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

Kind = Literal["wire", "local", "daily", "aggregator", "tabloid", "portal", "blog"]
Habit = Literal["parent", "stale", "false", "none"]
CreditForm = Literal["slug", "source-line", "relay", "republication"]


@dataclass(frozen=True, slots=True)
class House:
    """How an outlet writes what everybody writes."""

    american: bool = False
    percent: str = "percent"
    curly: bool = True
    single: bool = False
    """Every sentence is a paragraph of its own."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet with its persona."""

    name: str
    kind: Kind
    domain: str
    prominence: float
    """How likely others take from it, against the other outlets."""
    house: House
    headline: int
    """Which of a report's headlines it prefers: 0 wire, 1 plain, 2 loud, 3 explaining."""
    longest: int
    """Sentences that it prints at most."""
    credit_form: CreditForm
    layout: str
    authors: tuple[str, ...]
    lines: dict[str, tuple[str, ...]]
    """Furniture: ``top``, ``middle`` and ``bottom`` lines of its pages."""
    tic: str | None = None
    """A sentence of its own that it puts under its reports."""


HABITS: dict[Kind, tuple[tuple[Habit, float], ...]] = {
    "wire": (("parent", 0.75), ("stale", 0.05), ("false", 0.02), ("none", 0.18)),
    "local": (("parent", 0.45), ("stale", 0.15), ("false", 0.04), ("none", 0.36)),
    "daily": (("parent", 0.45), ("stale", 0.20), ("false", 0.04), ("none", 0.31)),
    "aggregator": (("parent", 0.50), ("stale", 0.15), ("false", 0.05), ("none", 0.30)),
    "tabloid": (("parent", 0.20), ("stale", 0.15), ("false", 0.10), ("none", 0.55)),
    "portal": (("parent", 0.25), ("stale", 0.25), ("false", 0.06), ("none", 0.44)),
    "blog": (("parent", 0.40), ("stale", 0.10), ("false", 0.10), ("none", 0.40)),
}
"""Whom a retelling credits: the text it was made from, what a text further up was made from or credits, an outlet
that has nothing to do with it, or nobody."""

LEANS: dict[Kind, dict[str, float]] = {
    "wire": {"V2": 0.1, "S203": 0.3},
    "local": {"V201": 0.5, "F3": 0.5},
    "daily": {"V201": 0.5},
    "aggregator": {"S2": 1.6, "F103": 1.6, "F402": 1.6, "F6": 1.6, "V201": 0.3},
    "tabloid": {"V2": 4.0, "V1": 2.0, "S2": 1.5, "F1": 1.5},
    "portal": {"F": 1.2, "S105": 1.4, "V201": 0.4},
    "blog": {"V2": 2.0, "S2": 1.2, "F202": 1.6},
}
"""By how much a kind of outlet is more inclined to changes whose code begins so; the longest beginning counts."""


SELDOM = {"F504": 0.2, "F301": 0.2, "S107": 0.2, "S205": 0.3, "F401": 0.4, "F101": 0.4, "F201": 0.4, "S101": 0.6}
"""Changes that make a report wrong are rarer than those that only make it say less."""


def lean(kind: Kind, code: str) -> float:
    """How much more or less than the average this kind of outlet makes this change."""
    known = LEANS[kind]
    closest = next((known[code[:length]] for length in range(len(code), 0, -1) if code[:length] in known), 1.0)
    return closest * SELDOM.get(code, 1.0)


@cache
def all_outlets() -> tuple[Outlet, ...]:
    """Every outlet of the simulated world, in the order of the file."""
    text = (resources.files("retold.simulate") / "outlets.toml").read_text(encoding="utf-8")
    return tuple(_outlet(row) for row in tomllib.loads(text)["outlet"])


def _outlet(row: dict[str, object]) -> Outlet:
    found = dict(row)
    house = found.pop("house")
    authors, lines = found.pop("authors"), found.pop("lines")
    assert isinstance(house, dict)
    assert isinstance(authors, list)
    assert isinstance(lines, dict)
    return Outlet(
        **found,  # type: ignore[arg-type]
        house=House(**house),
        authors=tuple(authors),
        lines={place: tuple(words) for place, words in lines.items()},
    )
