"""An edit: one stretch that differs between two sides, and the small arithmetic of token ranges."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from retold.change.side import Range
from retold.change.tokens import Column


@dataclass(frozen=True, slots=True)
class Edit:
    """One stretch that differs: token ranges on both sides, None where a side has nothing."""

    was: Range | None
    now: Range | None
    kind: Literal["edit", "moved", "reordered"] = "edit"


def range_of(numbers: Iterable[int]) -> Range | None:
    """The range from the first to the last of some token numbers."""
    places = list(numbers)
    return (min(places), max(places) + 1) if places else None


def union(a: Range | None, b: Range | None) -> Range | None:
    """The range from the first to the last token of both."""
    if a is None or b is None:
        return a or b
    return min(a[0], b[0]), max(a[1], b[1])


def overlap(a: Range | None, b: Range | None) -> bool:
    """True when two ranges share a token."""
    return a is not None and b is not None and a[0] < b[1] and b[0] < a[1]


def image(columns: Sequence[Column], at: Range | None, *, to_child: bool) -> Range | None:
    """The range on the other side that a range's words are aligned with."""
    if at is None:
        return None
    return range_of(
        other
        for column in columns
        for own, other in [(column.was, column.now) if to_child else (column.now, column.was)]
        if own is not None and other is not None and at[0] <= own < at[1]
    )
