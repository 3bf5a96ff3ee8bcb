"""The example pile against its truth: the main job, end to end."""

from __future__ import annotations

import json

import pytest

import retold
from retold.text import fold
from tests.examples_truth import EXAMPLES, Item, Truth, load_truth, missed, score, share, table


@pytest.fixture(scope="module")
def truth() -> Truth:
    return load_truth()


@pytest.fixture(scope="module")
def items(truth: Truth) -> tuple[Item, ...]:
    """One run over the pile, scored; the table is printed when a test fails."""
    found = score(retold.trace([EXAMPLES]), truth)
    print(table(found))
    return found


def test_truth_speaks_of_this_pile(truth: Truth) -> None:
    """Every file, parent and planted word of the truth exists, so that a miss is never a slip of the truth."""
    files = {page.file for page in truth.pages}
    for page in truth.pages:
        assert (EXAMPLES / page.file.split("#")[0]).is_file(), page.file
        for source in (*page.parents, *page.instead):
            assert source in files or source.startswith("outside:"), (page.file, source)
    for planted in (*truth.changes, *truth.silent):
        parent, child = truth.page(planted.parent), truth.page(planted.child)
        assert parent.file in child.parents, planted.line()
        for quoted, version in ((planted.was, parent), (planted.now, child)):
            whole = " ".join([version.title or "", *version.article, *version.either])
            assert fold(quoted) in fold(whole), planted.line()


def test_truth_counts_every_page_of_the_pile(truth: Truth) -> None:
    """No page of the folder is without truth, and truth and readme are not pages."""
    records = [json.loads(line) for line in (EXAMPLES / "clippings.jsonl").read_text(encoding="utf-8").splitlines()]
    pages = {path.name for path in EXAMPLES.iterdir() if path.suffix in (".html", ".txt")}
    assert pages | {f"clippings.jsonl#{record['id']}" for record in records} == {page.file for page in truth.pages}


@pytest.mark.parametrize(
    ("kind", "least"),
    [
        pytest.param("page read", 1.0, id="every page is in the report"),
        pytest.param("paragraph kept", 1.0, id="no article paragraph is lost"),
        pytest.param("furniture cut", 1.0, id="no line of another story, comment or button is in an article"),
        pytest.param("title", 1.0, id="headlines are right"),
        pytest.param("date", 1.0, id="dates are right, none is a value"),
        pytest.param("outlet", 1.0, id="no page is given another outlet"),
        pytest.param("story", 1.0, id="every story is one group and the near miss stays apart"),
        pytest.param("parent", 0.8, id="true parents are found"),
        pytest.param("no invented parent", 0.9, id="pages get no parents that they do not have"),
        pytest.param("hidden source found", 0.8, id="pages that hide their source are named"),
        pytest.param("no false hidden source", 1.0, id="no page that credits its source is called hiding it"),
        pytest.param("outside source found", 1.0, id="a credited source outside the pile stands above its page"),
        pytest.param("no invented source", 1.0, id="no source is named that the page does not credit"),
        pytest.param("change", 0.8, id="planted changes are found with their class and place"),
        pytest.param("silent", 1.0, id="rewordings that mean the same do not fire above low"),
    ],
)
def test_answer_agrees_with_the_truth(items: tuple[Item, ...], kind: str, least: float) -> None:
    """Of the questions of one kind, at least this share is answered right."""
    assert share(items, kind) >= least, f"{kind}: {share(items, kind):.1%}, wanted {least:.0%}\n{missed(items, kind)}"
