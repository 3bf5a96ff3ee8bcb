"""Figures: rows of a sentence and every quantity in it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from retold.mention import find_mentions
from retold.model import Figure
from retold.settings import MentionSettings
from tests.test_changes import build_article

ROWS = tomllib.loads((Path(__file__).parent / "cases" / "figures.toml").read_text(encoding="utf-8"))["row"]


def written(figure: Figure) -> str:
    """A figure as the rows write it."""
    value = f"{figure.value:.12g}" + (f"-{figure.value_high:.12g}" if figure.value_high is not None else "")
    return f"{value} {figure.unit}" if figure.unit else value


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["promise"]))
def test_quantities_have_value_and_unit(row: dict[str, object]) -> None:
    """Each quantity of the row is found with value and unit, and no other number is taken for one."""
    mentions = find_mentions((build_article("one", str(row["text"])),), MentionSettings())[0].mentions

    figures = [mention for mention in mentions if isinstance(mention, Figure)]
    assert [written(figure) for figure in figures] == row["figures"]
    assert "measures" not in row or [figure.measures or "" for figure in figures] == row["measures"]
