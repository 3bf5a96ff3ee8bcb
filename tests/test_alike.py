"""Blocks that are alike, and lines as near to a true article as lines can come: what the line model learns from."""

from __future__ import annotations

import numpy as np
import pytest

from bench.closest import closest_lines
from retold.article.alike import ALIKE, LINES_ALIKE, alike_columns, groups_of, lines_alike, taken_columns
from retold.article.dom import visible_blocks
from retold.article.html import parse_html
from retold.article.line_form import read_lines

PAGE = (
    "<div class='story'><p>The quay at Ansk is closed.</p><p>It opens in May.</p></div>"
    "<div class='rail'><p class='card'>Ferries</p><p class='card'>Tides</p></div><h2>More</h2>"
)


def test_blocks_with_the_same_elements_and_classes_are_alike() -> None:
    """A block hears what is thought of the others of its make; one that is alone hears nothing."""
    root = parse_html(f"<html><body>{PAGE}</body></html>")
    assert root is not None
    blocks = visible_blocks(root)
    groups = groups_of(blocks, np.full(len(blocks), 5.0))

    columns = alike_columns(blocks, groups, np.array([0.9, 0.8, 0.1, 0.2, 0.5]))
    taken = taken_columns(groups, np.array([1.0, 1.0, 0.0, 0.0, 1.0]))

    assert tuple(columns) == ALIKE
    assert columns["twins_chance"] == pytest.approx([0.8, 0.9, 0.2, 0.1, -1.0])
    assert taken["kin_taken"].tolist() == [1.0, 1.0, 0.0, 0.0, -1.0]
    assert columns["paragraph"].tolist() == [1, 1, 1, 1, 0]
    assert columns["depth"].tolist() == [5, 5, 5, 5, 4]


def test_lines_that_open_alike_or_have_one_shape_are_alike() -> None:
    """Questions and answers, numbered and marked items hear what is thought of each other, whatever their numbers."""
    lines = read_lines(
        ["Q: Which quay?", "A: The east one.", "Q: Until when?", "3. Ferries", "14. Tides", "", "Harrow."]
    )
    columns = lines.columns | {"blank_before": np.zeros(lines.count)}

    found = lines_alike(lines, columns, np.array([0.9, 0.8, 0.7, 0.2, 0.4, 0.0, 0.5]))

    assert tuple(found) == LINES_ALIKE
    assert found["opening_chance"] == pytest.approx([0.7, -1, 0.9, 0.4, 0.2, -1, -1])
    assert found["shape_chance"][3:5] == pytest.approx([0.4, 0.2])


@pytest.mark.parametrize("guess", ["-x--x-", "xxxxxx", "------", "-xx-xx", "x--x--"])
def test_labels_are_the_lines_nearest_to_the_true_article(guess: str) -> None:
    """Whatever the first guess, a short item of the article comes in, and furniture and repetitions go out."""
    lines = [
        "Home News Sport Weather Tides",
        "The harbour board closed the east quay at Ansk on Tuesday.",
        "Thirty boats",
        "Read more: Ferries stay in port until the spring tide",
        "They have to look for another berth until May, the board said.",
        "They have to look for another berth until May, the board said.",
    ]
    truth = "\n".join(lines[at] for at in (1, 2, 4))

    found = closest_lines(lines, truth, [sign == "x" for sign in guess])

    assert "\n".join(line for line, keep in zip(lines, found, strict=True) if keep) == truth
