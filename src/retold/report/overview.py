"""A story at a glance: its dated events in order, who is who, its figures, and what only one page says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from retold.model import DateMention, Fact, Json, Name, record
from retold.report.views import StoryView


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """One day or span of time of the story with a sentence that names it and the pages that do."""

    date: str
    """ISO 8601 day, month or year; ``XXXX-07-01`` where the page does not show the year."""
    words: str
    sentence: str
    pages: tuple[str, ...]
    """Letters of the pages, as in every output."""


@dataclass(frozen=True, slots=True)
class Someone:
    """A person or body of the story with the offices that the pages give, each with its pages."""

    name: str
    type: str
    roles: tuple[tuple[str, tuple[str, ...]], ...]
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure with the value that each page gives; a page that does not give it is not there."""

    about: str
    values: tuple[tuple[str, str], ...]
    """Letter of the page, value."""
    disputed: bool
    differs: str | None


@dataclass(frozen=True, slots=True)
class Overview:
    """What ``retold facts`` shows of one story."""

    story: str
    headline: str
    timeline: tuple[DatedEvent, ...]
    people: tuple[Someone, ...]
    figures: tuple[FigureRow, ...]
    differing: tuple[Fact, ...]
    only_once: tuple[tuple[str, Fact], ...]
    """Facts that one page of several has alone, with its letter."""


def overview_of(view: StoryView) -> Overview:
    """The story at a glance; everything in it stands in the report already."""
    return Overview(
        story=view.story.id,
        headline=view.story.headline,
        timeline=timeline(view),
        people=who_is_who(view),
        figures=figure_table(view),
        differing=tuple(sorted((f for f in view.facts if f.differs), key=lambda fact: not fact.disputed)),
        only_once=only_once(view),
    )


def as_record(overview: Overview) -> Json:
    """The overview as JSON."""
    return record(overview)


def timeline(view: StoryView) -> tuple[DatedEvent, ...]:
    """The points in time that the pages name, the earliest first; days without a known year come last."""
    found: dict[str, list[DateMention]] = {}
    for mention in view.mentions:
        if isinstance(mention, DateMention) and mention.type == "DATE" and mention.value and _is_point(mention.value):
            found.setdefault(mention.value, []).append(mention)
    events = [_dated_event(date, mentions, view) for date, mentions in found.items()]
    return tuple(sorted(events, key=lambda event: (event.date.startswith("X"), event.date)))


def _is_point(value: str) -> bool:
    """True for a day, week, month or year; ``now`` and ``three days`` are none."""
    return value[:4].isdigit() or (value.startswith("XXXX-") and "WXX" not in value)


def _dated_event(date: str, mentions: Sequence[DateMention], view: StoryView) -> DatedEvent:
    first = mentions[0]
    article = view.articles[first.article]
    text = article.title or "" if first.sentence is None else article.text
    return DatedEvent(
        date, text[first.span.start : first.span.end], article.words_of(first.sentence), _letters(mentions, view)
    )


def who_is_who(view: StoryView) -> tuple[Someone, ...]:
    """People and bodies by the number of pages and places that name them, with the offices that are given."""
    found: dict[str, list[Name]] = {}
    for mention in view.mentions:
        if isinstance(mention, Name) and mention.entity.type in ("person", "organisation"):
            found.setdefault(mention.entity.id, []).append(mention)
    people = [_someone(mentions, view) for mentions in found.values()]
    order = {id(someone): -len(mentions) for someone, mentions in zip(people, found.values(), strict=True)}
    return tuple(sorted(people, key=lambda one: (one.type != "person", -len(one.pages), order[id(one)], one.name)))


def _someone(mentions: Sequence[Name], view: StoryView) -> Someone:
    roles: dict[str, list[Name]] = {}
    for mention in mentions:
        if mention.entity.role:
            roles.setdefault(mention.entity.role, []).append(mention)
    entity = max((mention.entity for mention in mentions), key=lambda one: len(one.name))
    told = tuple((role, _letters(places, view)) for role, places in roles.items())
    return Someone(entity.name, entity.type, told, _letters(mentions, view))


def figure_table(view: StoryView) -> tuple[FigureRow, ...]:
    """The figures of the story with the value of each page, those that differ first."""
    rows = []
    for fact in view.facts:
        if fact.kind == "figure":
            values = dict.fromkeys((view.labels[s.article], s.value) for s in fact.sightings)
            rows.append(FigureRow(fact.about, tuple(values), fact.disputed, fact.differs))
    return tuple(sorted(rows, key=lambda row: (not row.disputed, row.differs is None)))


def only_once(view: StoryView) -> tuple[tuple[str, Fact], ...]:
    """The facts that one page alone has; none where the story has one page."""
    if len(view.pages) < 2:
        return ()
    found = [(fact, {sighting.article for sighting in fact.sightings}) for fact in view.facts]
    return tuple((view.labels[next(iter(pages))], fact) for fact, pages in found if len(pages) == 1)


def _letters(mentions: Iterable[DateMention | Name], view: StoryView) -> tuple[str, ...]:
    pages = {mention.article for mention in mentions}
    return tuple(letter for article, letter in view.labels.items() if article in pages)
