"""What pages show of their outlets: the names, and the lines that an outlet puts under different articles."""

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
_HANDED_ON = 4
"""Pages of an outlet whose lines are handed on to the next run: twice what a third needs to be compared with."""

Lines = frozenset[str]
"""The lines of an article, each as the digest of its letters."""


@dataclass(frozen=True, slots=True)
class KnownLines:
    """What is handed on about one outlet."""

    pages: int
    furniture: Mapping[str, int]
    """Digests of lines, each with the number of different articles in which it stood."""
    last: tuple[Lines, ...]
    """The lines of its last pages."""


@dataclass(frozen=True, slots=True)
class KnownOutlets:
    """What one run hands on to the next."""

    names: frozenset[str] = frozenset()
    lines: Mapping[str, KnownLines] = field(default_factory=dict)
    """By the outlet's name, or its host where its pages give none."""


@dataclass(slots=True)
class _Outlet:
    pages: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    """For each line the number of different articles with it."""
    stood_on: dict[str, list[int]] = field(default_factory=dict)
    """For each line those of the pages that count for it which are still held."""
    last: deque[int] = field(default_factory=lambda: deque(maxlen=_HANDED_ON))


def line_key(squashed: str) -> str:
    """What is remembered of a line, given its letters."""
    return digest(squashed)


class OutletLines:
    """For each outlet, in how many different articles a line stands; made to run over any number of pages.

    Copies of one text on one site (mobile pages, other addresses, yesterday's page) repeat the article itself, so a
    page counts for a line only when it has hardly anything else in common with the pages that count already. The lines
    of the last ``remembered_pages`` pages are held for that; what stands in ``repeated_on`` articles is held for good.
    """

    def __init__(self, settings: ArticleSettings, known: KnownOutlets | None = None) -> None:
        known = known or KnownOutlets()
        self.names = set(known.names)
        """What outlets call themselves; credits in other pages are known by it."""
        self._settings = settings
        self._outlets: dict[str, _Outlet] = {}
        self._held: dict[int, tuple[str, Lines]] = {}
        self._added = 0
        for name, one in known.lines.items():
            again = {line: sum(line in page for page in one.last) for line in one.furniture}
            counts = {line: count - again[line] for line, count in one.furniture.items()}
            self._outlets[name] = _Outlet(one.pages - len(one.last), counts)
            for page in one.last:
                self.add(name, page)

    def add(self, outlet: str | None, lines: Iterable[str]) -> None:
        """Take in the lines of one page; a page without an outlet cannot be compared with others."""
        own = frozenset(lines)
        if outlet is None or not own:
            return
        found = self._outlets.setdefault(outlet, _Outlet())
        self._added += 1
        self._held[self._added] = outlet, own
        found.pages += 1
        found.last.append(self._added)
        for line in own:
            pages = found.stood_on.setdefault(line, [])
            if all(_differ(own - {line}, self._held[page][1] - {line}) for page in pages[-_COMPARED:]):
                pages.append(self._added)
                found.counts[line] = found.counts.get(line, 0) + 1
        if len(self._held) > self._settings.remembered_pages:
            self._forget(next(iter(self._held)))

    def furniture(self, outlet: str | None, lines: Iterable[str]) -> Lines:
        """Those of some lines that are furniture of this outlet, as far as its pages were seen."""
        found = self._outlets.get(outlet or "")
        return frozenset(line for line in lines if self._is_furniture(found, line)) if found else frozenset()

    def known(self) -> KnownOutlets:
        """What the next run should know."""
        lines = {
            name: KnownLines(
                one.pages,
                {line: count for line, count in one.counts.items() if self._is_furniture(one, line)},
                tuple(self._held[page][1] for page in one.last),
            )
            for name, one in self._outlets.items()
        }
        return KnownOutlets(frozenset(self.names), lines)

    def _is_furniture(self, outlet: _Outlet, line: str) -> bool:
        least = max(self._settings.repeated_on, self._settings.repeated_share * outlet.pages)
        return outlet.counts.get(line, 0) >= least

    def _forget(self, page: int) -> None:
        name, lines = self._held.pop(page)
        outlet = self._outlets[name]
        if page in outlet.last:
            outlet.last.remove(page)
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
