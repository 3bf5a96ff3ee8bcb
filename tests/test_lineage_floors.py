"""Floors: how well lineages are told on the frozen simulated stories, and on the sets of retold texts that are here."""

from __future__ import annotations

import pytest

from bench.floors import bar
from bench.lineage import told_again_score
from bench.lineage_cases import SETS, is_there, simulated
from bench.lineage_scores import Score, scored
from bench.mention_sets import digest_of
from bench.mentions import digests
from retold.lineage.step_model import step_model
from retold.simulate import FROZEN


def test_simulated_lineages_are_told_as_well_as_before() -> None:
    """Steps between texts, the right root and the right count of origins reach their floors."""
    score = sum((scored(case, step_model()) for case in simulated(FROZEN)), Score())

    assert 100 * score.edge_f1 >= bar("lineage.edges")["floor"]
    assert 100 * score.roots / score.stories >= bar("lineage.roots")["floor"]
    assert 100 * score.origins / score.stories >= bar("lineage.origins")["floor"]


@pytest.mark.parametrize("name", SETS)
def test_retold_texts_are_put_in_order_as_well_as_before(name: str) -> None:
    """With the root given, the right parent is found as often as its floor says."""
    if not is_there(name) or digest_of(name) != digests()[name]:
        pytest.skip(f"{name} is not there, or not as it was when its floor was measured")

    score = told_again_score(name)

    assert 100 * score.given_right / score.true >= bar(f"lineage.{name.removeprefix('lineage-')}")["floor"]
