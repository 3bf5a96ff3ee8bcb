"""Rulings: what a person decided is respected by every run, listed, and kept apart from what was scored."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from retold.lineage import lineage_of
from retold.match.articles import match_articles
from retold.model import Article, Ruling
from retold.page import InputError
from retold.ruling import add_ruling, find_article, in_this_pile, read_rulings
from retold.settings import LineageSettings, MatchSettings
from retold.story import group_stories
from retold.text import digest
from tests.tellings import BRIDGE, DAM, page, reworded, text_of
from tests.test_cli import retold

WHOLE = text_of(DAM)
RETOLD = reworded(WHOLE)


def _id(name: str) -> str:
    return digest("page", name)


RULED = {
    "as scored": ((), "a -> b"),
    "the other way round": ((Ruling("parent", "a", "b"),), "b -> a"),
    "from nobody": ((Ruling("none", "b"),), "missing:1 -> a, missing:1 -> b"),
    "about a page that is not here": ((Ruling("parent", "b", "z"),), "a -> b"),
}


@pytest.mark.parametrize(("rulings", "drawing"), RULED.values(), ids=RULED.keys())
def test_a_ruled_parent_stands(rulings: tuple[Ruling, ...], drawing: str) -> None:
    """The tree keeps to what was decided, whatever the texts say."""
    articles = [page("a", WHOLE), page("b", RETOLD)]
    names = {article.id: article.given_id for article in articles}
    bound = in_this_pile(rulings, articles)
    steps = lineage_of(articles, {}, LineageSettings(), bound).lineage.steps
    drawn = sorted((names.get(step.parent, step.parent), names[step.child]) for step in steps)
    assert ", ".join(f"{parent} -> {child}" for parent, child in drawn) == drawing


def test_a_ruling_about_a_copy_is_about_that_copy_alone() -> None:
    """Of two copies only the one that was ruled gets the ruled parent, and the very page that was named."""
    articles = [page("a", WHOLE), page("b", RETOLD), page("c", RETOLD), page("d", WHOLE)]
    ids = {article.given_id: article.id for article in articles}
    rulings = in_this_pile([Ruling("parent", "c", "d")], articles)
    above = {step.child: step for step in lineage_of(articles, {}, LineageSettings(), rulings).lineage.steps}
    assert above[ids["c"]].parent == ids["d"]
    assert [clue.name for clue in above[ids["c"]].clues] == ["ruling"]
    assert all(clue.name != "ruling" for clue in above[ids["b"]].clues)


def test_a_ruled_step_says_that_it_was_ruled() -> None:
    """The reason of the step is the decision, and it is certain."""
    articles = [page("a", WHOLE), page("b", RETOLD)]
    (step,) = lineage_of(
        articles, {}, LineageSettings(), in_this_pile([Ruling("parent", "a", "b")], articles)
    ).lineage.steps
    assert [clue.name for clue in step.clues] == ["ruling"]
    assert step.confidence == 1.0


def test_ruled_parents_that_go_round_are_refused() -> None:
    """No text can come from itself: the message names the circle."""
    articles = [page("a", WHOLE), page("b", RETOLD)]
    with pytest.raises(InputError, match="circle"):
        in_this_pile([Ruling("parent", "b", "a"), Ruling("parent", "a", "b")], articles)


def test_rulings_that_contradict_each_other_are_refused() -> None:
    """A ruled parent cannot be of another story."""
    articles = [page("a", WHOLE), page("b", RETOLD)]
    rulings = in_this_pile([Ruling("parent", "b", "a"), Ruling("same-story", "a", "b", same=False)], articles)
    with pytest.raises(InputError, match="contradict"):
        group_stories(articles, (), MatchSettings(), rulings)


@pytest.mark.parametrize(
    ("texts", "ruling", "groups"),
    [
        ((WHOLE, RETOLD), None, 1),
        ((WHOLE, RETOLD), Ruling("same-story", "a", "b", same=False), 2),
        ((WHOLE, text_of(BRIDGE)), None, 2),
        ((WHOLE, text_of(BRIDGE)), Ruling("same-story", "a", "b", same=True), 1),
        ((WHOLE, text_of(BRIDGE)), Ruling("parent", "a", "b"), 1),
    ],
    ids=["alike", "ruled apart", "not alike", "ruled together", "ruled parent and child"],
)
def test_stories_keep_to_what_was_decided(texts: tuple[str, str], ruling: Ruling | None, groups: int) -> None:
    """Two articles are in one story, or are not, as a person said."""
    articles = [page(name, text) for name, text in zip("ab", texts, strict=True)]
    settings = MatchSettings()
    matches = match_articles(articles, settings)
    rulings = in_this_pile([ruling] if ruling else [], articles)
    assert len(group_stories(articles, matches, settings, rulings)) == groups


def test_two_ruled_apart_stay_apart_though_a_third_is_like_both() -> None:
    """A text in between joins one of them and not the other."""
    articles = [page("a", WHOLE), page("b", RETOLD), page("c", WHOLE + "\nMore later.")]
    settings = MatchSettings()
    rulings = in_this_pile([Ruling("same-story", "a", "b", same=False)], articles)
    groups = group_stories(articles, match_articles(articles, settings), settings, rulings)
    assert not any({_id("a"), _id("b")} <= set(group) for group in groups)


def test_the_latest_ruling_about_a_matter_holds(tmp_path: Path) -> None:
    """The file keeps every decision in the order in which they were made; the last one counts."""
    file = tmp_path / "rulings.jsonl"
    for ruling in (Ruling("parent", "b", "a"), Ruling("none", "c"), Ruling("none", "b", note="the desk says so")):
        add_ruling(file, ruling)
    assert len(file.read_text("utf-8").splitlines()) == 3
    assert read_rulings(file) == (Ruling("none", "c"), Ruling("none", "b", note="the desk says so"))


@pytest.mark.parametrize(
    "line",
    [
        "parent b a",
        "[]",
        '{"kind": "parent", "child": "b"}',
        '{"kind": "perhaps", "child": "b"}',
        '{"kind": "none", "child": "b", "other": "a"}',
        '{"kind": "none", "child": 7}',
    ],
)
def test_a_line_that_is_no_ruling_is_named(tmp_path: Path, line: str) -> None:
    """The message says which line of which file is at fault."""
    file = tmp_path / "rulings.jsonl"
    file.write_text('{"kind": "none", "child": "c"}\n' + line + "\n", "utf-8")
    with pytest.raises(InputError, match=r"rulings\.jsonl:2"):
        read_rulings(file)


ARTICLES = (page("wire", WHOLE), page("late", RETOLD))


@pytest.mark.parametrize(
    ("name", "found"),
    [("wire", 0), ("pile/late.txt", 1), ("late.txt", 1), (_id("wire"), 0), (_id("wire")[:6], 0), ("other", None)],
)
def test_an_article_is_found_by_what_a_user_calls_it(name: str, found: int | None) -> None:
    """Its given id, its file, its id, or the beginning of that."""
    assert find_article(name, ARTICLES) == (None if found is None else ARTICLES[found])


def test_a_name_that_means_several_articles_is_refused() -> None:
    """The message lists the ids to choose from."""
    twin: Article = page("wire", RETOLD)
    with pytest.raises(InputError, match="means 2 articles"):
        find_article("wire.txt", (ARTICLES[0], page("other/wire", WHOLE), twin))


def _pile(folder: Path) -> Path:
    texts = {"a": WHOLE, "b": RETOLD}
    file = folder / "texts.jsonl"
    file.write_text("".join(json.dumps({"id": one, "text": text}) + "\n" for one, text in texts.items()), "utf-8")
    return file


def test_fix_why_and_trace_work_together(tmp_path: Path) -> None:
    """What ``fix`` writes is found by ``trace`` and ``why`` in the same folder, and told."""
    file = str(_pile(tmp_path))
    assert "b comes from a (" in retold("why", "b", file, cwd=tmp_path).stdout

    fixed = retold("fix", "a", "--parent", "b", "--note", "the desk says so", cwd=tmp_path)
    traced = retold("trace", file, "--format", "json", cwd=tmp_path)
    told = retold("why", "a", file, cwd=tmp_path)

    assert fixed.returncode == 0
    assert "respected: 1" in traced.stderr
    report = json.loads(traced.stdout)
    assert [(one["kind"], one["note"]) for one in report["rulings"]] == [("parent", "the desk says so")]
    assert "Ruled: a was made from b" in told.stdout
    assert "decided: a was made from b" in retold("trace", file, cwd=tmp_path).stdout
    assert json.loads(retold("fix", "--list", cwd=tmp_path).stdout)["other"] == "b"


@pytest.mark.parametrize(
    "arguments",
    [
        ("b",),
        ("b", "--none", "--parent", "a"),
        ("b", "--same-story", "no"),
        ("b", "--with", "a", "--none"),
        ("b", "--parent", "b"),
        (),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """Nothing is written, and the message says what is missing."""
    refused = retold("fix", *arguments, cwd=tmp_path)
    assert refused.returncode == 2
    assert not list(tmp_path.iterdir())


def test_one_story_gives_the_lineage_alone(tmp_path: Path) -> None:
    """All texts are one story, the given root is on top, and nothing else is worked out."""
    run = retold("trace", str(_pile(tmp_path)), "--one-story", "--root", "b", "--format", "json", cwd=tmp_path)
    report = json.loads(run.stdout)
    names = {article["id"]: article["given_id"] for article in report["articles"]}
    (story,) = report["stories"]
    assert [(names[step["parent"]], names[step["child"]]) for step in story["lineage"]["steps"]] == [("b", "a")]
    assert report["changes"] == report["mentions"] == report["facts"] == []


def test_a_root_that_is_not_there_is_named(tmp_path: Path) -> None:
    """No guess is made."""
    run = retold("trace", str(_pile(tmp_path)), "--one-story", "--root", "zzz", cwd=tmp_path)
    assert run.returncode == 2
    assert "'zzz'" in run.stderr
