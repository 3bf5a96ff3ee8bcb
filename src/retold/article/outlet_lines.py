"""Lines that an outlet puts under different articles: remembered page by page, and from one run to the next."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from retold.settings import ArticleSettings
from retold.text import digest

_MOST_SHARED = 0.3
"""Share of common lines up to which two pages of one outlet are different articles."""
_COMPARED = 20
"""Pages with a line that a further page with it is compared with, the latest; keeps work linear."""

Lines = frozenset[str]
"""The lines of an article, each as the digest of its letters."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is kept of an outlet from one run to the next."""

    pages: int
    lines: Mapping[str, int]
    """Its furniture: the digests of lines, each with the number of different articles in which it stood."""


@dataclass(slots=True)
class _Outlet:
    pages: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    """For each line the number of different articles with it."""
    stood_on: dict[str, list[int]] = field(default_factory=dict)
    """For each line those of the pages that count for it which are still held."""


def line_key(squashed: str) -> str:
    """What is remembered of a line, given its letters."""
    return digest(squashed)


class OutletLines:
    """For each outlet, in how many different articles a line stands; made to run over any number of pages.

    Copies of one text on one site (mobile pages, other addresses) repeat the article itself, so a page counts for a
    line only when it has hardly anything else in common with the pages that count already. The lines of the last
    ``remembered_pages`` pages are held for that; what stands in ``repeated_on`` articles is held for good.
    """

    def __init__(self, settings: ArticleSettings, known: Mapping[str, Known] | None = None) -> None:
        self._settings = settings
        self._outlets = {name: _Outlet(one.pages, dict(one.lines)) for name, one in (known or {}).items()}
        self._held: dict[int, tuple[str, Lines]] = {}
        self._order: deque[int] = deque()

    def add(self, outlet: str | None, lines: Iterable[str]) -> None:
        """Take in the lines of one page; a page without an outlet cannot be compared with others."""
        own = frozenset(lines)
        if outlet is None or not own:
            return
        found = self._outlets.setdefault(outlet, _Outlet())
        found.pages += 1
        number = self._order[-1] + 1 if self._order else 0
        self._held[number] = outlet, own
        self._order.append(number)
        for line in own:
            pages = found.stood_on.setdefault(line, [])
            if all(_differ(own - {line}, self._held[page][1] - {line}) for page in pages[-_COMPARED:]):
                pages.append(number)
                found.counts[line] = found.counts.get(line, 0) + 1
        if len(self._order) > self._settings.remembered_pages:
            self._forget(self._order.popleft())

    def furniture(self, outlet: str | None, lines: Iterable[str]) -> Lines:
        """Those of some lines that are furniture of this outlet, as far as its pages were seen."""
        found = self._outlets.get(outlet or "")
        return frozenset(line for line in lines if self._is_furniture(found, line)) if found else frozenset()

    def known(self) -> dict[str, Known]:
        """The furniture of each outlet, for the next run."""
        return {
            name: Known(one.pages, {line: count for line, count in one.counts.items() if self._is_furniture(one, line)})
            for name, one in self._outlets.items()
        }

    def _is_furniture(self, outlet: _Outlet, line: str) -> bool:
        least = max(self._settings.repeated_on, self._settings.repeated_share * outlet.pages)
        return outlet.counts.get(line, 0) >= least

    def _forget(self, page: int) -> None:
        name, lines = self._held.pop(page)
        outlet = self._outlets[name]
        for line in lines:
            pages = outlet.stood_on[line]
            if page in pages:
                pages.remove(page)
            if not pages:
                del outlet.stood_on[line]
                if outlet.counts[line] < self._settings.repeated_on:
                    del outlet.counts[line]


def _differ(own: Lines, other: Lines) -> bool:
    """True for two different articles; a page of the one line alone cannot be told from a copy."""
    return bool(own and other) and len(own & other) <= _MOST_SHARED * min(len(own), len(other))
