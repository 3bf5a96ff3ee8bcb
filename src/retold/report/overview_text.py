"""The overview of a story as terminal text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from retold.report.overview import Overview
from retold.report.views import StoryView
from retold.report.wording import page_name, shortened

_LENGTH = 100


def print_overview(overview: Overview, view: StoryView, console: Console) -> None:
    """Print timeline, people, figures, what differs, and what one page alone says."""
    console.print(Text(overview.headline, style="bold"))
    console.print(Text("  ".join(f"{view.labels[page.id]} {page_name(page)}" for page in view.pages), style="dim"))
    _section(console, "When", _timeline(overview))
    _section(console, "Who", _people(overview))
    _section(console, "How many", _figures(overview))
    _section(console, "Differs", _differing(overview))
    once = [f"{letter}  {shortened(fact.about, _LENGTH)}  ({fact.kind})" for letter, fact in overview.only_once]
    _section(console, "Only on one page", once)
    console.print()


def _section(console: Console, title: str, lines: Sequence[str]) -> None:
    if not lines:
        return
    console.print()
    console.print(Text(f"{title} ({len(lines)})", style="bold"))
    for line in lines:
        console.print(Padding(Text(line), (0, 0, 0, 2)))


def _timeline(overview: Overview) -> list[str]:
    return [f"{one.date:<10}  {shortened(one.sentence, _LENGTH)}  {_pages(one.pages)}" for one in overview.timeline]


def _people(overview: Overview) -> list[str]:
    lines = []
    for one in overview.people:
        roles = "; ".join(f"{shortened(role, _LENGTH)} {_pages(pages)}" for role, pages in one.roles)
        lines.append(f"{one.name}  {_pages(one.pages)}" + (f"  {roles}" if roles else ""))
    return lines


def _figures(overview: Overview) -> list[str]:
    lines = []
    for row in overview.figures:
        by_value: dict[str, list[str]] = {}
        for page, value in row.values:
            by_value.setdefault(value, []).append(page)
        values = ", ".join(f"{value} {_pages(pages)}" for value, pages in by_value.items())
        sign = "disputed  " if row.disputed else "differs  " if row.differs else ""
        lines.append(f"{sign}{values}  {shortened(row.about, _LENGTH)}")
    return lines


def _differing(overview: Overview) -> list[str]:
    rows = [fact for fact in overview.differing if fact.kind != "figure"]
    return [
        f"{'disputed' if fact.disputed else 'differs'}  {shortened(fact.about, _LENGTH)}: {fact.differs}"
        for fact in rows
    ]


def _pages(letters: Iterable[str]) -> str:
    return f"[{' '.join(letters)}]"
