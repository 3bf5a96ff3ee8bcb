"""The two real pages it all began with, against their hand-made truth (skipped when the measuring sets are absent)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pair_truth import PairExam, examine

REQUIRED_FACTS = {
    "F1": ("A1 A3 A7 A10", "B0 B1 B4 B9 B12"),
    "F2": ("A1", "B1"),
    "F3": ("A2", "B2"),
    "F4": ("A2", "B2"),
    "F5": ("A3", "B3"),
    "F6": ("A3", "B3"),
    "F7": ("A4", "B6"),
    "F8": ("A5", "B7"),
    "F9": ("A6", "B8"),
    "F10": ("A8", "B10"),
    "F11": ("A9", "B11"),
    "F13": ("A11 A14", "B13 B16"),
    "F14": ("A12", "B14"),
    "F15": ("A13", "B15"),
    "F16": ("A11", "B13"),
    "F17": ("A15", "B17"),
    "F18": ("A16", "B18"),
    "F19": ("A17", "B19"),
    "F20": ("", "B20"),
    "F21": ("A18", "B21"),
    "F22": ("A19", "B22"),
    "F23": ("A20", "B23"),
    "F24": ("A21", "B24"),
}
"""Facts of alignment.md section 5 with the units that carry them, F12 and F25 (judgement, comment) left out."""


@pytest.fixture(scope="module")
def exam(shared_data: Path) -> PairExam:
    return examine(shared_data / "seeds", "alignment.json")


def test_cleaning_keeps_the_article_and_nothing_else(exam: PairExam) -> None:
    """Every unit is one sentence, no furniture stays, headline and credit line are taken out of the body."""
    assert exam.cleaning_faults("A") + exam.cleaning_faults("B") == []
    parent = exam.articles["B"]
    units = exam.truth["B"]["units"]
    assert parent.title_page == tuple(units["B0"])
    assert [(credit.name, credit.page) for credit in parent.credits] == [("Cryptopolitan", tuple(units["BC"]))]


def test_no_date_byline_or_outlet_is_invented(exam: PairExam) -> None:
    """Neither page gives a date, an author or its outlet; those of the teasers are not taken for them."""
    for article in exam.articles.values():
        assert (article.date.value, article.date.basis, article.byline, article.outlet) == (None, "none", (), None)
    assert exam.articles["A"].title is None
    assert exam.articles["A"].credits == ()


def test_every_sentence_is_aligned(exam: PairExam) -> None:
    """All pairs of the truth, the merge and the dropped sentences among them."""
    assert exam.wrong_pairs() == []


def test_the_changes_are_named(exam: PairExam) -> None:
    """At least 18 of the 22 required changes, all heavy ones and all omissions, with the right class."""
    missed = exam.missed_changes()
    heavy = [line for line in missed if "(high)" in line]

    assert len(missed) <= 4, "\n".join(missed)
    assert heavy + exam.missed_omissions() == []


def test_what_stands_in_both_is_not_called_changed(exam: PairExam) -> None:
    """No change of number, date, name or role: all of them stand in both texts."""
    assert [c for c in exam.changes if c.class_ in ("number", "date", "name", "role")] == []


def test_the_retelling_is_traced_to_the_repost_or_its_source(exam: PairExam) -> None:
    """Cryptopolitan above B; A from B or from B's source, never the other way; A hides it; one origin."""
    story = exam.report.stories[0]
    parent, child = exam.articles["B"].id, exam.articles["A"].id
    steps = {(step.parent, step.child) for step in story.lineage.steps}

    assert ("outside:Cryptopolitan", parent) in steps
    assert {("outside:Cryptopolitan", child), (parent, child)} & steps
    assert (child, parent) not in steps
    assert [hidden.article for hidden in story.lineage.hidden] == [child]
    assert any(child in said.articles for said in story.lineage.undecided)
    assert story.origins == 1
    assert [node.name for node in story.lineage.nodes if node.kind == "outside"] == ["Cryptopolitan"]


def test_the_facts_are_found_with_their_sentences(exam: PairExam) -> None:
    """At least 18 of the 23 required facts with exactly the right sentences."""
    found = exam.fact_units()
    missed = [
        name
        for name, (a, b) in REQUIRED_FACTS.items()
        if {"A": frozenset(a.split()), "B": frozenset(b.split())} not in found
    ]

    assert len(missed) <= 5, missed


def test_the_disagreement_is_shown(exam: PairExam) -> None:
    """What is led differs between the two versions, and the fact says so with both wordings."""
    units = exam.fact_units()
    differing = [
        {sighting.value for sighting in fact.sightings}
        for fact, places in zip(exam.report.facts, units, strict=True)
        if fact.disputed and places == {"A": frozenset({"A18"}), "B": frozenset({"B21"})}
    ]

    assert differing == [{"that effort", "the talks"}]
