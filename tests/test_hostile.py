"""No page stops a run, and none loses its article in silence: its words are there, or a problem says why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from retold.trace import clean_paths
from tests.hostile_pages import Hostile, hostile_pages


@pytest.mark.parametrize("hostile", hostile_pages(), ids=lambda hostile: hostile.name)
def test_a_hostile_page_is_kept_whole_or_refused_by_name(hostile: Hostile, tmp_path: Path) -> None:
    """What broke other cleaners takes no worker down and no page's words away without a reason."""
    path = tmp_path / hostile.name
    path.write_bytes(hostile.raw)

    articles, problems = clean_paths([path])

    fatal = [problem for problem in problems if problem.fatal]
    assert len(articles) + len(fatal) == 1
    assert all(problem.path == str(path) and problem.says for problem in problems)
    assert not {"clean-died", "clean-failed", "clean-too-slow", "clean-too-much-memory"} & {one.code for one in fatal}
    assert hostile.fate == "either" or (hostile.fate == "refused") == bool(fatal), fatal
    for article in articles:
        assert [words for words in hostile.words if words not in article.text] == []
        assert [words for words in hostile.never if words in article.text] == []


def test_a_pile_of_hostile_pages_loses_none(tmp_path: Path) -> None:
    """All of them in one folder: each is answered once, and an honest page among them is kept as it is alone."""
    small = [hostile for hostile in hostile_pages() if len(hostile.raw) < 100_000]
    for hostile in small:
        (tmp_path / hostile.name).write_bytes(hostile.raw)

    articles, problems = clean_paths([tmp_path])

    answered = sorted([article.path for article in articles] + [one.path for one in problems if one.fatal])
    assert answered == sorted(str(tmp_path / hostile.name) for hostile in small)
    alone, _ = clean_paths([tmp_path / "plain.html"])
    assert [article.text for article in articles if article.path == alone[0].path] == [alone[0].text]
