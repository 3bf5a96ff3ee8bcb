"""Floors: how well pages are cleaned, on parts of the sets that take seconds; absent sets are passed over.

The line model has seen these sites, so a figure that falls tells of a broken part, not of new sites: for those there is
``python -m bench.train_lines``.
"""

from __future__ import annotations

import pytest

from bench import cleaning, flat, linekinds
from bench.floors import bar
from bench.labelled import DATA, flat_pages
from retold.settings import ArticleSettings


@pytest.mark.parametrize("name", ["aeb", "fundus", "wcxb"])
def test_pages_with_markup_are_cleaned_as_well_as_before(name: str) -> None:
    """The article of every fourth page agrees with the true one, and no page is lost."""
    found = cleaning.measure(name, 4, ArticleSettings())
    if found is None:
        pytest.skip(f"extraction-{name} is absent")

    assert 100 * found.f1 >= bar(f"cleaning.{name}")["floor"]
    assert found.lost == 0


@pytest.mark.parametrize("name", ["aeb", "fundus", "wcxb"])
def test_the_fast_mode_cleans_pages_as_well_as_before(name: str) -> None:
    """The same of the fast mode, which may do a little less well."""
    found = cleaning.measure(name, 4, ArticleSettings(fast=True))
    if found is None:
        pytest.skip(f"extraction-{name} is absent")

    assert 100 * found.f1 >= bar(f"cleaning.fast-{name}")["floor"]
    assert found.lost <= 1


def test_flat_pages_are_cleaned_as_well_as_before() -> None:
    """What is kept of every fourth rendering agrees with the true article, and furniture is called what it is."""
    if not (DATA / "extraction-flat" / "docs.jsonl").is_file():
        pytest.skip("extraction-flat is absent")

    found = flat.measure([page for page in flat_pages() if page.news][::4])
    kinds = linekinds.Score()
    for page in linekinds.halves(linekinds.load())[1]:
        kinds.add(page.kinds, linekinds.given_article(page), furniture_only=True)

    assert 100 * found.f1 >= bar("cleaning.flat")["floor"]
    assert 100 * kinds.macro() >= bar("cleaning.kinds")["floor"]
