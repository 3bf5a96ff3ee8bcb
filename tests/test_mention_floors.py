"""Floors: what the figures for mentions reached, they keep; only sets that load in seconds are asked here.

The rest is asked by ``python -m bench mentions``. An absent set skips its test and says so.
"""

from __future__ import annotations

import pytest

from bench.mention_sentences import tricky_lines
from bench.mention_sets import Absent, digest_of
from bench.mentions import GROUPS, Group, bars, digests, figure_of

QUICK = ("sources", "figures", "sentences", "sentences-tricky", "hedges", "dates-wikinews")
"""One figure of each group that is asked; its group's other figures come along."""
ASKED = [group for group in GROUPS if group.figures[0] in QUICK]


@pytest.mark.parametrize("group", ASKED, ids=lambda group: str(group.figures[0]))
def test_no_figure_falls_below_its_floor(group: Group) -> None:
    """The figures of the group are at least what the code reached before."""
    try:
        opened, closed = group.halves()
        sheets = group.examine(opened), group.examine(closed)
    except Absent as absent:
        pytest.skip(str(absent))

    reached = {figure: round(figure_of(group, figure, *sheets), 2) for figure in group.figures}

    floors = {figure: bars()[figure].floor or 0.0 for figure in group.figures}
    assert {figure: value for figure, value in reached.items() if value < floors[figure]} == {}


@pytest.mark.parametrize("folder", sorted(digests()))
def test_floors_belong_to_the_sets_as_they_are(folder: str) -> None:
    """A figure is compared with its floor on the same documents and labels only."""
    try:
        found = digest_of(folder)
    except Absent as absent:
        pytest.skip(str(absent))

    assert found == digests()[folder]


def test_every_figure_has_its_bar() -> None:
    """What is measured stands in the floors, and what stands there is measured."""
    measured = {figure for group in GROUPS for figure in group.figures} | {"speed", "speed-rules-only"}

    assert set(bars()) == measured


def test_hard_lines_are_many_and_differ() -> None:
    """The splitter is tried on at least 150 lines, no line twice."""
    lines = tricky_lines()

    assert len(lines) >= 150
    assert len(set(lines)) == len(lines)
