"""Facts and cited sources of a story as tables with a column for each page."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from retold.model import Attribution, Fact, Quote, Sighting
from retold.report.views import StoryView
from retold.report.wording import shortened

CellState = Literal["exact", "reworded", "differs", "absent"]
STATES: dict[CellState, tuple[str, str]] = {
    "exact": ("=", "same words as the first page that has it"),
    "reworded": ("≈", "other words"),
    "differs": ("≠", "differs"),
    "absent": ("–", "absent"),
}
"""The sign of each state and what it means."""


@dataclass(frozen=True, slots=True)
class FactCell:
    """How one page carries a fact, and where."""

    state: CellState
    place: str
    value: str


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact with a cell for each page of the story."""

    fact: Fact
    cells: tuple[FactCell, ...]

    @property
    def shared(self) -> bool:
        """True when every page carries the fact."""
        return all(cell.state != "absent" for cell in self.cells)


@dataclass(frozen=True, slots=True)
class CitedRow:
    """Someone the pages cite inside the text, with the number of statements on each page."""

    name: str
    kind: str
    counts: tuple[int, ...]

    @property
    def everywhere(self) -> bool:
        """True when every page cites this source."""
        return all(self.counts)


def fact_rows(view: StoryView) -> tuple[FactRow, ...]:
    """The facts of a story: disputed ones first, then those that differ, those not everywhere, and the rest."""
    rows = [_fact_row(fact, view) for fact in view.facts]
    rows.sort(key=lambda row: (not row.fact.disputed, not row.fact.differs, row.shared))
    return tuple(rows)


def cited_rows(view: StoryView) -> tuple[CitedRow, ...]:
    """Who is cited in the texts, first those that some page has lost, then by number of statements."""
    counts: dict[str, Counter[str]] = {}
    names: dict[str, str] = {}
    kinds: dict[str, str] = {}
    for mention in view.mentions:
        name, kind = "", ""
        if isinstance(mention, Attribution) and mention.source.class_ not in ("pronoun", "none"):
            name, kind = mention.source.name or mention.source.text, mention.source.class_.replace("-", " ")
        elif isinstance(mention, Quote) and mention.speaker is not None and mention.speaker.name:
            name, kind = mention.speaker.name, "named"
        key = " ".join(name.split()).casefold()
        if key:
            names.setdefault(key, shortened(name, 90))
            kinds.setdefault(key, kind)
            counts.setdefault(key, Counter())[mention.article] += 1
    rows = [
        CitedRow(names[key], kinds[key], tuple(found[article] for article in view.story.articles))
        for key, found in counts.items()
    ]
    rows.sort(key=lambda row: (row.everywhere, -sum(row.counts), row.name))
    return tuple(rows)


def _fact_row(fact: Fact, view: StoryView) -> FactRow:
    first = fact.sightings[0]
    by_page: dict[str, Sighting] = {}
    for sighting in fact.sightings:
        by_page.setdefault(sighting.article, sighting)
    return FactRow(fact, tuple(_cell(fact, by_page.get(page.id), first, view) for page in view.pages))


def _cell(fact: Fact, found: Sighting | None, first: Sighting, view: StoryView) -> FactCell:
    if found is None:
        return FactCell("absent", "", "")
    label = view.labels[found.article]
    place = f"{label}{found.sentence + 1}" if found.sentence is not None else f"{label} headline"
    same = found.wording.casefold() == first.wording.casefold()
    state: CellState = "exact" if same else "differs" if fact.differs and found.value != first.value else "reworded"
    return FactCell(state, place, found.value or found.wording)
