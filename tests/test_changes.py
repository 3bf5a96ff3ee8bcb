"""Changes: each row of cases/changes.toml is a pair of sentences and the change that must be named."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from retold.change import align, name_changes
from retold.change.codes import PRECEDENCE, RULES
from retold.mention import find_mentions
from retold.model import Article, Change, Dated
from retold.settings import Settings
from retold.text import fold, split_sentences

CASES = Path(__file__).parent / "cases" / "changes.toml"


ROWS: list[dict[str, object]] = tomllib.loads(CASES.read_text(encoding="utf-8"))["row"]


def build_article(name: str, text: str, title: str | None = None) -> Article:
    """An article with nothing but its text (and a headline)."""
    return Article(
        id=name,
        given_id=None,
        path=name,
        kind="text",
        url=None,
        title=title,
        outlet=None,
        byline=(),
        date=Dated(),
        language="en",
        text=text,
        sentences=split_sentences(text),
        credits=(),
        furniture=(),
        page_spans=(),
    )


def changes_between(was: str, now: str) -> tuple[Change, ...]:
    """The changes between two texts, through the real alignment and the real language model."""
    settings = Settings()
    parent, child = build_article("parent", was), build_article("child", now)
    analyses = {a.article: a for a in find_mentions((parent, child), settings.mention)}
    return name_changes(parent, child, align(parent, child, analyses, settings.change), analyses, settings.change)


def described(changes: tuple[Change, ...]) -> str:
    return "\n".join(f"{c.weight} {c.class_}/{c.direction} {c.was!r} -> {c.now!r} {c.also}" for c in changes)


@pytest.mark.parametrize("row", [r for r in ROWS if "class" in r], ids=lambda r: f"{r['class']}-{r['child']}"[:60])
def test_a_change_is_named(row: dict[str, object]) -> None:
    """The change of the row is found with its class, direction, words and weight."""
    # The sentence stands in the middle, since a lead weighs more.
    lead = "A quiet week ended in the small towns along the coast."
    context = str(row.get("context", ""))
    texts = [f"{lead}\n\n{context}\n\n{row[side]}".replace("\n\n\n\n", "\n\n") for side in ("parent", "child")]

    found = changes_between(*texts)

    fitting = [
        change
        for change in found
        if (change.class_, change.direction) == (row["class"], row["direction"])
        and all(fold(str(row[side])) in fold(getattr(change, side) or "") for side in ("was", "now") if row.get(side))
        and all(getattr(change, side) is None for side in ("was", "now") if row.get(side) == "")
        and row.get("weight", change.weight) == change.weight
        and (not row.get("also") or row["also"] in change.also)
    ]
    assert fitting, f"not named in:\n{described(found)}"


@pytest.mark.parametrize("row", [r for r in ROWS if "heavy" in r], ids=lambda r: str(r["child"])[:60])
def test_a_rewording_that_means_the_same_stays_light(row: dict[str, object]) -> None:
    """Nothing above weight low is named between two sentences that say the same."""
    lead = "A quiet week ended in the small towns along the coast."

    found = changes_between(f"{lead}\n\n{row['parent']}", f"{lead}\n\n{row['child']}")

    assert not [c for c in found if c.weight != "low"], described(found)


def test_every_code_explains_itself() -> None:
    """Each code has a title, a text, and two examples of our own whose sides differ."""
    for code, rule in RULES.items():
        assert rule.code == code
        assert rule.title
        assert rule.text
        assert len(rule.examples) == 2
        assert all(example.was != example.now for example in rule.examples)


def test_every_class_has_a_code() -> None:
    """Each class of the taxonomy can be reported."""
    assert {rule.class_ for rule in RULES.values()} - {None} == set(PRECEDENCE)


RETELLINGS = (
    (
        "The lock keeper warned the mill twice before the dam broke, and the mill sold its barges in the autumn.",
        "The keeper of the lock had warned the mill.",
        ("number", "event", "detail"),
        "dropped",
        "barges",
    ),
    (
        "If the appeal fails, the ferry line faces a fine of up to 9,000 crowns and must close both piers.",
        "The ferry line faces a fine of 90,000 crowns.",
        ("number",),
        "changed",
        "9,000",
    ),
    (
        "Two stokers who allegedly set the fire were taken to the fort on Tuesday night.",
        "Two stokers who set the fire were taken to the fort.",
        ("hedge",),
        "firmer",
        "allegedly",
    ),
)
"""Parent, a much shorter child, and one thing that the child leaves out or gets wrong: class, direction, word."""


@pytest.mark.parametrize(("was", "now", "classes", "direction", "word"), RETELLINGS)
def test_a_retelling_is_held_against_each_claim(
    was: str, now: str, classes: tuple[str, ...], direction: str, word: str
) -> None:
    """What a sentence told anew drops, firms up or gives in another number is named at its words."""
    found = changes_between(was, now)

    assert any(
        change.class_ in classes and change.direction == direction and word in (change.was or "") for change in found
    ), described(found)


def test_figures_and_days_of_a_lost_sentence_are_named_beside_it() -> None:
    """What a lost act counted, how long it took and when it was is lost too, unless the child gives it anywhere."""
    was = "The ferry to Marlow was full. On May 4, divers found 31 rusty anchors in nine hours."
    child = "The ferry to Marlow was full."
    kept = f"{child} Schools stayed shut for nine hours on May 4, and 31 of them were painted."

    lost = {change.was: change.class_ for change in changes_between(was, child)}
    told = {change.class_ for change in changes_between(was, kept)}

    assert lost == {
        "On May 4, divers found 31 rusty anchors in nine hours.": "event",
        "May 4": "date",
        "31": "number",
        "in nine hours": "number",
    }
    assert not {"number", "date"} & told


def test_a_quotation_altered_in_three_places_is_one_finding() -> None:
    """However often words inside one pair of marks differ, the quotation was altered once."""
    found = changes_between(
        "“We never saw the risk of the old crane until the very last day,” Holm said.",
        "“We never knew the risk of the big crane until the very same day,” Holm said.",
    )

    assert [change.direction for change in found if change.class_ == "quote"] == ["altered"], described(found)


def test_a_call_to_the_reader_claims_nothing() -> None:
    """A line that only sends the reader on is light, whether it is lost or new."""
    found = changes_between(
        "The port of Marlow closed on Monday. Click the link below for more pictures of the storm.",
        "The port of Marlow closed on Monday.",
    )

    assert [change.weight for change in found] == ["low"], described(found)
