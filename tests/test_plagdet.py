"""The measure of detected passages: a number for cover, corrected for passages found in pieces."""

from __future__ import annotations

import pytest

from bench.plagdet import plagdet
from retold.model import Passage, Span


def _passage(a: tuple[int, int], b: tuple[int, int]) -> Passage:
    return Passage(Span(*a), Span(*b))


TRUE = _passage((0, 100), (0, 100))
ROWS: tuple[tuple[str, list[Passage], float], ...] = (
    ("found as it is", [TRUE], 1.0),
    ("nothing found", [], 0.0),
    ("half of it found", [_passage((0, 50), (0, 50))], 2 / 3),
    ("found in two pieces", [_passage((0, 50), (0, 50)), _passage((50, 100), (50, 100))], 1 / 1.584962500721156),
    ("found in the wrong place of one text", [_passage((0, 100), (500, 600))], 0.0),
    ("found beside a false alarm", [TRUE, _passage((300, 400), (300, 400))], 2 / 3),
)


@pytest.mark.parametrize(("detected", "score"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_a_score_is_that_of_the_definition(detected: list[Passage], score: float) -> None:
    """Worked by hand after Potthast et al. 2010, with letters of both texts counted."""
    assert plagdet([([TRUE], detected)]).score == pytest.approx(score)


def test_long_passages_count_more_only_by_letters() -> None:
    """Means over passages treat a short one like a long one; sums over letters do not."""
    long, short = _passage((1000, 1900), (1000, 1900)), TRUE

    found = plagdet([([long, short], [short])])

    assert (found.recall, found.recall_by_letters) == (0.5, 0.1)
