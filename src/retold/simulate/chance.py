"""Chance that is the same on every machine: only the one generator whose sequence Python promises to keep.

``math.fsum`` for the same reason: the rounding of ``sum`` is not the same in every version of Python.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """A stream of draws named by its seed; two streams with other names do not disturb each other."""

    def __init__(self, *name: object) -> None:
        self._name = name
        self._random = random.Random("/".join(str(part) for part in name))

    def fork(self, *name: object) -> Chance:
        """A stream of its own for one part of the work."""
        return Chance(*self._name, *name)

    def happens(self, share: float) -> bool:
        """True in this share of draws."""
        return self._random.random() < share

    def between(self, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``, both included."""
        return low + int(self._random.random() * (high - low + 1))

    def pick(self, items: Sequence[T]) -> T:
        """One of the items, each as likely as the others."""
        return items[self.between(0, len(items) - 1)]

    def weighted(self, items: Sequence[T], weights: Sequence[float]) -> T:
        """One of the items, as likely as its weight says."""
        left = self._random.random() * math.fsum(weights)
        for item, weight in zip(items, weights, strict=True):
            left -= weight
            if left < 0:
                return item
        return items[-1]

    def some(self, items: Sequence[T], count: int) -> list[T]:
        """``count`` different items in drawn order; all of them when there are fewer."""
        left = list(items)
        return [left.pop(self.between(0, len(left) - 1)) for _ in range(min(count, len(left)))]
