"""Names of pages that stay distinct within what is read."""

from __future__ import annotations


class Names:
    """Gives out each name once: the second ``a`` becomes ``a~2``."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def free(self, name: str) -> str:
        """The name, with a count when it is taken."""
        free, count = name, 1
        while free in self._given:
            count += 1
            free = f"{name}~{count}"
        self._given.add(free)
        return free
