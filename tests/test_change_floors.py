"""Floors: how well changes are named on the labelled pairs, which load in seconds; absent sets are passed over.

Sentence alignment is asked by ``python -m bench align``.
"""

from __future__ import annotations

import pytest

from bench.changes import cases, join, measure
from bench.floors import Absent, bar


def test_changes_are_named_as_well_as_before() -> None:
    """Precision and recall reach their floors, and no number that changes on the way is missed."""
    try:
        opened, closed = cases()
    except Absent as absent:
        pytest.skip(str(absent))

    found = join(measure(opened), measure(closed))

    assert found.precision() >= bar("changes.precision")["floor"]
    assert found.recall() >= bar("changes.recall")["floor"]
    assert found.numbers_missed == []
