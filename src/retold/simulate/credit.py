"""Whom a new version credits: its parent, an outlet further up, one that has nothing to do with it, or nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from retold.simulate.chance import Chance
from retold.simulate.outlet import HABITS, CreditForm, Habit, Outlet, all_outlets
from retold.simulate.report import Line
from retold.simulate.rewrite import add, ends_of_paragraphs
from retold.simulate.state import Note, Stock, Text
from retold.simulate.wording import parse_wording

_RELAYS = (
    "The {news|story} was first reported by NAME.",
    "NAME {first reported|was the first to report} the story.",
    "NAME had reported {this|the news} earlier.",
    "This was reported by NAME.",
    "{Details were first published|The details first appeared} in NAME.",
    "This account {follows|is based on} a report by NAME.",
)
_SOURCES = ("Source: NAME", "Source NAME", "Via NAME", "Source: NAME.")
_REPUBLISHED = (
    "This article first appeared in NAME.",
    "This article was originally published by NAME and is republished here.",
    "Read the original at NAME.",
)

Relation = Literal["own", "parent", "ancestor", "false"]


@dataclass(frozen=True, slots=True)
class Above:
    """The outlets that a version can credit truly: the parent's, and those further up."""

    outlet: Outlet
    parent: str
    ancestors: tuple[str, ...]


def with_credit(text: Text, above: Above, stock: Stock, chance: Chance) -> Text:
    """A version with the credit that its outlet's habit gives; the sentence it needs goes into the stock."""
    habit: Habit = chance.weighted(*zip(*HABITS[above.outlet.kind], strict=True))
    name = _credited(habit, above, chance)
    if name is None or name == above.outlet.name:
        return text
    form: CreditForm = above.outlet.credit_form
    if form == "slug" and not _is_wire(name):
        form = "source-line"
    if form == "slug":
        return replace(text, slug=name)
    if form == "relay":
        return _relayed(text, name, stock, chance)
    words = chance.pick(_SOURCES if form == "source-line" else _REPUBLISHED)
    return replace(text, notes=(*text.notes, Note(words.replace("NAME", name), name)))


def _credited(habit: Habit, above: Above, chance: Chance) -> str | None:
    if habit == "none":
        return None
    if habit == "false":
        near = {above.outlet.name, above.parent, *above.ancestors}
        strangers = [other.name for other in all_outlets() if other.name not in near]
        return chance.pick(strangers) if strangers else None
    further = [name for name in above.ancestors if name != above.parent]
    return chance.pick(further) if habit == "stale" and further else above.parent


def _is_wire(name: str) -> bool:
    return any(outlet.name == name and outlet.kind == "wire" for outlet in all_outlets())


def _relayed(text: Text, name: str, stock: Stock, chance: Chance) -> Text:
    """A sentence that names the outlet, after the first paragraph or at the end."""
    id_ = f"credit/{len(stock)}"
    words = chance.pick(_RELAYS).replace("NAME", name)
    stock[id_] = Line(id_, 0, (parse_wording(words[0].upper() + words[1:], 0),), credits=name)
    ends = ends_of_paragraphs(text)
    return add(text, id_, ends[0] if chance.happens(0.6) else ends[-1])


def credits_of(text: Text, stock: Stock) -> tuple[tuple[str, str], ...]:
    """(form, outlet) of everything in a version that names an outlet as a source."""
    found = [("slug", text.slug)] if text.slug else []
    found += [("relay", credits) for unit in text.units if (credits := stock[unit.line].credits)]
    found += [("source-line" if note.words.startswith(("Source", "Via")) else "republication", note.credits)
              for note in text.notes]  # fmt: skip
    return tuple(found)


def relation(name: str, own: str, parents: Sequence[str], ancestors: Sequence[str]) -> Relation:
    """How a credited outlet stands to the version that credits it."""
    if name == own:
        return "own"
    if name in parents:
        return "parent"
    return "ancestor" if name in ancestors else "false"
