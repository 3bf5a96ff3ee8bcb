"""A simulated story: its texts, which of them the pile holds, and the truth about who was made from whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Literal

from retold.model import Article, Credit, Dated, Span
from retold.page import Page
from retold.simulate.clock import Shown
from retold.simulate.credit import Relation
from retold.simulate.log import Log
from retold.simulate.outlet import Outlet
from retold.simulate.settings import How
from retold.simulate.state import Printed, Stock, Text
from retold.text import digest, split_sentences, words

SIMULATION = "retold-simulation/1"
"""Name and version of the truth's form."""

_SAME_STATE = 0.9
"""Least Jaccard likeness of word triples of two texts that are one state; what the lineage scores collapse by."""


@dataclass(frozen=True, slots=True)
class NamedOutlet:
    """An outlet that a version credits, in which form, and how it truly stands to the version."""

    name: str
    form: str
    relation: Relation


@dataclass(frozen=True)
class SimulatedText:
    """One version of a story with the truth about it. ``parents`` are the versions it was truly made from."""

    id: str
    outlet: Outlet
    text: Text
    printed: Printed
    time: datetime
    shown: Shown
    how: How | None
    parents: tuple[str, ...]
    recapture_of: str | None
    in_pile: bool
    credits: tuple[NamedOutlet, ...]
    url: str
    canonical: str | None
    """The parent whose address the page gives as canonical, as some syndicated copies do; None for its own."""

    @property
    def hidden(self) -> bool:
        """True when it was made from another outlet's text and names no outlet but its own."""
        retold = bool(self.parents) and self.how != "revision" and self.recapture_of is None
        return retold and all(credit.relation == "own" for credit in self.credits)

    def article(self) -> Article:
        """The version as cleaning would give it, with the clock that its page shows."""
        date = Dated(self.shown.value, self.shown.precision, "given") if self.shown.value else Dated()
        body = self.printed.text
        return Article(
            id=digest("simulated", self.id),
            given_id=self.id,
            path="pages.jsonl",
            kind="record",
            url=self.url,
            title=self.printed.title,
            outlet=self.outlet.name,
            byline=(),
            date=date,
            language="en",
            text=body,
            sentences=split_sentences(body),
            credits=tuple(self._credit(one) for one in self.credits if one.form != "slug" or one.relation != "own"),
            furniture=(),
            page_spans=(),
        )

    def _credit(self, named: NamedOutlet) -> Credit:
        kinds: dict[str, Literal["slug", "relay", "source-line", "republication"]] = {
            "slug": "slug",
            "relay": "relay",
            "source-line": "source-line",
        }
        return Credit(named.name, named.name, kinds.get(named.form, "republication"), "article")

    def page(self) -> Page:
        """The version as a record: text, title, date, outlet and address, without furniture."""
        notes = "".join(f"\n\n{note.words}" for note in self.text.notes)
        return Page(
            name=f"pages.jsonl#{self.id}",
            path="pages.jsonl",
            kind="record",
            text=self.printed.text + notes,
            url=self.url,
            given_id=self.id,
            title=self.printed.title,
            date=self.shown.value,
            outlet=self.outlet.name,
        )


@dataclass(frozen=True)
class Edge:
    """A visible version and its nearest visible ancestor on one line of descent, with everything between them."""

    parent: str
    child: str
    direct: bool
    """False when versions between the two are not in the pile."""
    second: bool
    """True for a parent that only gave whole sentences."""
    explains: tuple[Span, ...]
    """Sentences of the child that come from this parent or through it."""
    log: Log


@dataclass(frozen=True)
class SimulatedStory:
    """A story with its truth. Texts stand in the order in which they were truly published."""

    id: str
    number: int
    kind: str
    reports: tuple[str, ...]
    clocks: str
    texts: tuple[SimulatedText, ...]
    edges: tuple[Edge, ...]
    stock: Stock

    @property
    def pile(self) -> tuple[SimulatedText, ...]:
        """The versions that the pile holds, in an order that says nothing about time."""
        return tuple(sorted((text for text in self.texts if text.in_pile), key=lambda text: digest("order", text.id)))

    def articles(self) -> tuple[Article, ...]:
        """The pile as clean articles: for training and measuring without pages."""
        return tuple(text.article() for text in self.pile)

    @cached_property
    def origins(self) -> tuple[str, ...]:
        """The original reports, in the pile or not, that at least one visible version goes back to."""
        seen = {origin for text in self.texts if text.in_pile for origin in self._originals[text.id]}
        return tuple(text.id for text in self.texts if text.id in seen)

    @property
    def roots(self) -> tuple[str, ...]:
        """Visible versions none of whose ancestors are visible."""
        children = {edge.child for edge in self.edges}
        return tuple(text.id for text in self.texts if text.in_pile and text.id not in children)

    @cached_property
    def states(self) -> tuple[tuple[str, ...], ...]:
        """Visible versions, near-identical ones together."""
        groups: list[list[SimulatedText]] = []
        for text in self.texts:
            if not text.in_pile:
                continue
            near = [group for group in groups if any(_likeness(text, other) >= _SAME_STATE for other in group)]
            groups = [group for group in groups if group not in near]
            groups.append([*(one for group in near for one in group), text])
        return tuple(sorted(tuple(sorted(one.id for one in group)) for group in groups))

    def originals_of(self, id_: str) -> tuple[str, ...]:
        """The original reports behind one version."""
        return self._originals[id_]

    @cached_property
    def _originals(self) -> dict[str, tuple[str, ...]]:
        """The original reports behind every version; parents stand before their children."""
        found: dict[str, tuple[str, ...]] = {}
        for text in self.texts:
            behind = dict.fromkeys(origin for parent in text.parents for origin in found[parent])
            found[text.id] = tuple(behind) or (text.id,)
        return found


def _likeness(a: SimulatedText, b: SimulatedText) -> float:
    first, second = _triples(a.printed.text), _triples(b.printed.text)
    return len(first & second) / max(1, len(first | second))


def _triples(text: str) -> set[tuple[str, str, str]]:
    found = [word for word, _ in words(text)]
    return set(zip(found, found[1:], found[2:], strict=False))
