"""Facts: when versions exclude each other, and a story at a glance."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

import retold
from retold.cli import commands
from retold.dispute import excludes
from retold.mention import find_mentions
from retold.model import Figure, Report
from retold.report.overview import FigureRow, overview_of
from retold.report.views import story_views
from retold.settings import Settings
from tests.test_changes import build_article
from tests.test_check import EXAMPLES

DISPUTED = (
    ("The council cut 214 jobs.", "The council cut 241 jobs."),
    ("The bridge cost 3.5 million crowns.", "The bridge cost 5.3 million crowns."),
    ("The water held up to 40 times the limit.", "The water held up to 14 times the limit."),
)
"""Two sentences about one thing that cannot both be right."""
BOTH_RIGHT = (
    ("The storm left 1,982 homes dark.", "The storm left 2,000 homes dark."),
    ("The ferry carried 340 people.", "The ferry carried more than 300 people."),
    ("The fire killed 9 people, the mayor said.", "The toll stands at 11 people."),
    ("So far 40 boats have been found.", "The coastguard found 52 boats."),
    ("The firm pays 12,000 crowns to the families.", "The firm pays 3,000 crowns to each of the families."),
    ("The report was signed by 7 engineers.", "The report was signed by 3 of the engineers."),
    ("The plant employs 400 people.", "The plant employs about 450 people."),
)
"""Rounding, bound, earlier and later count, sum and share, part and whole, rough and exact."""


def figures_of(sentence: str) -> list[Figure]:
    """The figures of a sentence, as found."""
    found = find_mentions((build_article("one", sentence),), Settings().mention)[0]
    return [mention for mention in found.mentions if isinstance(mention, Figure)]


@pytest.mark.parametrize(("was", "now"), DISPUTED)
def test_values_that_exclude_each_other_are_disputed(was: str, now: str) -> None:
    """Both figures exact, or both the same bound, and about one thing."""
    assert excludes(figures_of(was)[0], figures_of(now)[0], was, now)
    assert excludes(figures_of(now)[0], figures_of(was)[0], now, was)


@pytest.mark.parametrize(("was", "now"), BOTH_RIGHT)
def test_what_may_both_be_right_is_no_dispute(was: str, now: str) -> None:
    """Neither order of the two sentences makes a dispute of them."""
    assert not excludes(figures_of(was)[0], figures_of(now)[0], was, now)
    assert not excludes(figures_of(now)[0], figures_of(was)[0], now, was)


@pytest.fixture(scope="module")
def report() -> Report:
    return retold.trace([EXAMPLES / name for name in ("ruling-harrow.html", "ruling-northgate.txt")])


def test_the_timeline_runs_from_the_earliest_day(report: Report) -> None:
    """Dates in order, each with the pages that name it; what has no year comes last."""
    (view,) = story_views(report)
    dates = [event.date for event in overview_of(view).timeline]

    assert len(dates) > 3
    assert dates == sorted(dates, key=lambda date: (date.startswith("X"), date))


def test_who_is_who_tells_the_offices_and_their_pages(report: Report) -> None:
    """One line a person; an office that the pages give differently stands there twice, with its pages."""
    (view,) = story_views(report)
    roles = {someone.name: someone.roles for someone in overview_of(view).people}

    assert [pages for _, pages in roles["Dorothea Pell"]] == [("A",), ("B",)]


def test_a_bound_that_fell_is_a_disputed_figure(report: Report) -> None:
    """``up to 40 times`` on one page and ``up to 14 times`` on the other cannot both be right."""
    (view,) = story_views(report)
    rows = [row for row in overview_of(view).figures if row.disputed]

    assert [_values(row) for row in rows] == [{"A": "40", "B": "14"}]


def _values(row: FigureRow) -> dict[str, str]:
    return {page: value.split()[0] for page, value in row.values}


def test_what_one_page_alone_says_is_marked(report: Report) -> None:
    """Each fact under the letter of the only page that has it."""
    (view,) = story_views(report)

    for letter, fact in overview_of(view).only_once:
        assert {view.labels[sighting.article] for sighting in fact.sightings} == {letter}
    assert {letter for letter, _ in overview_of(view).only_once} == {"A", "B"}


def test_facts_prints_text_and_json() -> None:
    """The command shows the sections, and the same as JSON."""
    paths = [str(EXAMPLES / name) for name in ("ruling-harrow.html", "ruling-northgate.txt")]

    text = CliRunner().invoke(commands, ["facts", *paths])
    machine = CliRunner().invoke(commands, ["facts", *paths, "--format", "json"])

    assert text.exit_code == machine.exit_code == 0
    assert all(title in text.stdout for title in ("When (", "Who (", "How many (", "Differs (", "Only on one page ("))
    assert {"timeline", "people", "figures", "differing", "only_once"} <= set(json.loads(machine.stdout)[0])
