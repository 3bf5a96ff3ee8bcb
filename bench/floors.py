"""What a figure has to reach: the rows of ``bench/floors.toml``, and how a figure is printed beside them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).parent / "floors.toml"


class Absent(Exception):
    """A set that a figure needs is not there, or not as it was when the floor was measured."""


def bar(figure: str) -> dict[str, Any]:
    """The row of a figure, named ``part.figure``."""
    part, name = figure.split(".")
    row: dict[str, Any] = tomllib.loads(FLOORS.read_text(encoding="utf-8"))[part][name]
    return row


def line(figure: str, here: float, opened: float | None = None, closed: float | None = None) -> str:
    """A figure beside what it must reach, its goal and its floor, and its value on the two halves of the set."""
    row = bar(figure)
    bars = "".join(f"  {name} {row[name]:g}" for name in ("must", "goal", "floor") if name in row)
    halves = f"  (errors read {opened:.3g}, not read {closed:.3g})" if opened is not None and closed is not None else ""
    return f"{figure:<26}{here:>6.3g}{bars}  {row['says']}{halves}"
