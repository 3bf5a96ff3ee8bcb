"""Quality and speed of mentions: ``python -m bench mentions [--errors FIGURE]``.

Prints for each figure what must be reached, the goal and the floor, and the figure on the half whose errors may be
read and on the other. ``--errors FIGURE`` lists the errors of the open half by kind, the most frequent first.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import (
    mention_dates,
    mention_events,
    mention_figures,
    mention_hedges,
    mention_names,
    mention_pronouns,
    mention_quotes,
    mention_sentences,
    mention_sources,
    mention_speed,
)
from bench.mention_sets import Absent, Counts, Record, Sheet, is_open, records

FLOORS = Path(__file__).parent / "floors.toml"
_SHOWN = 25
"""Errors of a kind that are printed."""

Examine = Callable[[Iterable[Record]], Sheet]


@dataclass(frozen=True, slots=True)
class Group:
    """Figures that are taken from the same documents: those whose errors may be read, the others, and how."""

    figures: tuple[str, ...]
    halves: Callable[[], tuple[list[Record], list[Record]]]
    examine: Examine
    whole: bool = True
    """True when the figure is taken over both halves; False when over the second alone."""


def _halves(docs: Callable[[], list[Record]], key: str = "id") -> Callable[[], tuple[list[Record], list[Record]]]:
    def cut() -> tuple[list[Record], list[Record]]:
        kept = docs()
        return [one for one in kept if is_open(one[key])], [one for one in kept if not is_open(one[key])]

    return cut


GROUPS = (
    Group(("speakers", "speech", "attributions"), mention_quotes.parts, mention_quotes.examine, whole=False),
    Group(("sources",), _halves(lambda: records(mention_sources.FOLDER)), mention_sources.examine),
    Group(("sources-own",), lambda: ([], mention_sources.own_docs()), mention_sources.examine_own, whole=False),
    Group(("dates-gum",), _halves(mention_dates.gum_docs), mention_dates.examine_gum),
    Group(("dates-wikinews",), _halves(mention_dates.wikinews_docs), mention_dates.examine_wikinews),
    Group(("figures", "figures-units"), _halves(mention_figures.parts), mention_figures.examine),
    Group(
        ("figures-specimens", "figures-units-specimens"),
        _halves(mention_figures.specimens),
        lambda docs: mention_figures.examine(docs, tail="-specimens"),
    ),
    Group(
        ("sentences",),
        _halves(mention_sentences.news),
        lambda docs: mention_sentences.examine(docs, "sentences"),
    ),
    Group(
        ("sentences-other",),
        _halves(mention_sentences.other),
        lambda docs: mention_sentences.examine(docs, "sentences-other"),
    ),
    Group(("sentences-tricky",), lambda: ([], []), lambda docs: mention_sentences.examine_tricky(), whole=False),
    Group(("aliases", "people"), _halves(mention_names.parts), mention_names.examine),
    Group(("pronouns",), _halves(mention_pronouns.parts), mention_pronouns.examine),
    Group(
        ("events", "events-doer", "events-target", "events-all"),
        _halves(mention_events.parts),
        mention_events.examine,
    ),
    Group(
        ("parties-invented",),
        _halves(lambda: mention_events.parts("petrarch-unit")),
        mention_events.examine_invented,
    ),
    Group(("hedges",), _halves(mention_hedges.parts), mention_hedges.examine),
)
_BY_RECALL = frozenset({"people"})


@dataclass(frozen=True, slots=True)
class Bar:
    """What a figure must reach, the goal, and the floor below which a change is refused."""

    says: str
    set: str
    must: float | None
    goal: float | None
    floor: float | None


def bars() -> dict[str, Bar]:
    """The bars of ``bench/floors.toml`` by figure."""
    table = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["mentions"]
    return {
        name: Bar(row["says"], row["set"], row.get("must"), row.get("goal"), row.get("floor"))
        for name, row in table.items()
    }


def digests() -> dict[str, str]:
    """The digest of each set that the floors were measured on."""
    found: dict[str, str] = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["sets"]
    return found


def percent(figure: str, counts: Counts) -> float:
    """A figure in percent: recall for people, F1 (or the share of right answers) for the rest."""
    return counts.recall if figure in _BY_RECALL else counts.f1


def main(errors: str | None = None) -> None:
    """Print the table, or the errors behind one figure."""
    if errors is not None:
        _print_errors(errors)
        return
    print(f"{'figure':<24}{'here':>7}{'must':>7}{'goal':>7}{'floor':>7}{'open':>7}{'other':>7}  what")
    for group in GROUPS:
        try:
            opened, closed = group.halves()
            sheets = group.examine(opened), group.examine(closed)
        except Absent as absent:
            print(f"{', '.join(group.figures)}: skipped, {absent}")
            continue
        for line in _lines(group, *sheets):
            print(line, flush=True)
    for name, model in (("speed", None), ("speed-rules-only", "none")):
        try:
            print(_line(name, mention_speed.words_a_second(model), "", ""), flush=True)
        except Absent as absent:
            print(f"{name}: skipped, {absent}")


def figure_of(group: Group, figure: str, opened: Sheet, closed: Sheet) -> float:
    """The figure that the bar is about."""
    none = Counts()
    last = closed.counts.get(figure, none)
    return percent(figure, opened.counts.get(figure, none) + last if group.whole else last)


def _lines(group: Group, opened: Sheet, closed: Sheet) -> Iterator[str]:
    for figure in group.figures:
        halves = [
            f"{percent(figure, sheet.counts[figure]):.1f}" if figure in sheet.counts else ""
            for sheet in (opened, closed)
        ]
        yield _line(figure, figure_of(group, figure, opened, closed), *halves)


def _line(figure: str, value: float, opened: str, closed: str) -> str:
    bar = bars()[figure]
    cells = [f"{one:,g}" if one is not None else "" for one in (bar.must, bar.goal, bar.floor)]
    shown = f"{value:.1f}" if value < 1000 else f"{value:,.0f}"
    return f"{figure:<24}" + "".join(f"{one:>7}" for one in (shown, *cells, opened, closed)) + f"  {bar.says}"


def _print_errors(figure: str) -> None:
    group = next((one for one in GROUPS if figure in one.figures), None)
    if group is None:
        known = ", ".join(name for one in GROUPS for name in one.figures)
        raise SystemExit(f"no figure {figure!r}; there are {known}")
    opened, closed = group.halves()
    if not opened and closed:
        raise SystemExit(f"the errors behind {figure} are not to be read: it shows whether a change holds elsewhere")
    slips = [one for one in group.examine(opened).slips if one.figure == figure]
    for kind, count in Counter(one.kind for one in slips).most_common():
        print(f"\n{count} × {kind}")
        for one in [one for one in slips if one.kind == kind][:_SHOWN]:
            print(f"  {one.says}")
