"""Floors: how well passages and derivations of given texts are found; absent sets are passed over.

Every fifth pair of ``reuse-pan13`` is asked; all of them by ``python -m bench reuse``.
"""

from __future__ import annotations

import pytest

from bench.floors import bar
from bench.mention_sets import Absent
from bench.reuse import SAMPLE, figures


def test_reuse_is_found_as_well_as_before() -> None:
    """Plagdet, overall and of summaries, and both shares of right answers reach their floors."""
    try:
        found = figures(SAMPLE)
    except Absent as absent:
        pytest.skip(str(absent))

    floors = {name: bar(f"reuse.{name}") for name in found}
    assert {
        name: value
        for name, value in found.items()
        if round(value, 1) < floors[name].get("sample", floors[name]["floor"])
    } == {}
