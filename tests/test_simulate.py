"""The simulator: its truth is true, it is the same everywhere, and its pages are pages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from retold.article import clean_pages
from retold.change.codes import RULES
from retold.page import Page, SettingsError
from retold.read import read_pages
from retold.settings import Settings
from retold.simulate import FROZEN, SimulatedStory, SimulatedText, SimulationSettings, simulate
from retold.simulate.capture import capture
from retold.simulate.chance import Chance
from retold.simulate.log import replay
from retold.simulate.mistake import misspell, mistype, round_off
from retold.simulate.report import Report, all_reports, parse_report
from retold.simulate.settings import Regime
from retold.simulate.state import Stock, Text, Unit, print_text
from retold.simulate.truth import fingerprint, truth_of
from retold.simulate.write import write_simulation
from retold.text import words

FROZEN_DIGEST = "27680352a2d2a364"
"""Of the frozen set's truth; it changes with any report, outlet or rate, and figures measured before end with it."""


@cache
def _stories(regime: Regime = "mixed", count: int = 15) -> tuple[SimulatedStory, ...]:
    return tuple(simulate(SimulationSettings(stories=count, seed=3, regime=regime)))


# ------------------------------------------------------------------------------------------------------------- reports


def test_there_are_forty_reports_of_many_kinds() -> None:
    """At least forty events, of at least thirty-five kinds of news, each a report of 250 to 500 words."""
    first = [report for report in all_reports() if report.id == report.event]

    assert len(first) >= 40
    assert len({report.kind for report in first}) >= 35
    assert [(report.id, _length(report)) for report in first if not 250 <= _length(report) <= 500] == []


def _length(report: Report) -> int:
    return len(words(_as_printed(report)))


def _as_printed(report: Report) -> str:
    stock: Stock = {line.id: line for line in report.lines}
    house = _stories()[0].texts[0].outlet.house
    return print_text(Text("", tuple(Unit(line.id, line.paragraph) for line in report.lines), house, ""), stock).text


@pytest.mark.parametrize("report", all_reports(), ids=lambda report: report.id)
def test_a_report_is_annotated_with_what_exists(report: Report) -> None:
    """Facts and sources that sentences name are listed, codes are real, names stand in the text."""
    wordings = [wording for line in report.lines for wording in line.wordings]
    codes = {choice.code for wording in wordings for piece in wording.pieces for choice in piece.choices}
    text = "".join(piece.choices[0].words for wording in wordings for piece in wording.pieces)

    assert {fact for line in report.lines for fact in line.facts} <= set(report.facts)
    assert {line.source for line in report.lines if line.source} <= set(report.sources)
    assert codes - {""} | {code for wording in wordings for code in wording.codes} <= set(RULES)
    assert [name for name in report.names if name not in text] == []
    assert len(report.headlines) >= 4


def test_no_wording_stands_in_two_reports() -> None:
    """Reports share no sentence, so that no story looks like another by the way it was made."""
    seen: dict[str, str] = {}
    for report in all_reports():
        for line in (*report.lines, *report.extra):
            for wording in line.wordings:
                text = "".join(piece.choices[0].words for piece in wording.pieces)
                assert seen.setdefault(text, line.id) == line.id


def test_words_left_out_leave_no_gap() -> None:
    """A place told with nothing takes its space and its commas with it, and the next word begins the sentence."""
    report = parse_report(
        "gap",
        """
        kind = "test"
        place = "X"
        headlines = []
        teaser = ""
        names = []
        facts = {}
        sources = {}
        [[sentence]]
        p = 1
        say = "{On Monday|F202:} the {old|F601:} mayor, {a baker|F402:}, left{, police said|S203:}."
        """,
    )
    stock: Stock = {line.id: line for line in report.lines}
    keys = [piece.key for piece in report.lines[0].wordings[0].pieces if piece.is_slot]
    unit = Unit("gap/1", 1, chosen=dict.fromkeys(keys, 1))
    house = _stories()[0].texts[0].outlet.house

    assert print_text(Text("", (unit,), house, ""), stock).text == "The mayor left."


# --------------------------------------------------------------------------------------------------------------- truth


@pytest.mark.parametrize("regime", ["light", "mixed", "heavy"])
def test_every_change_stands_where_the_log_says(regime: Regime) -> None:
    """Both spans of every logged change hold the logged words."""
    for story in _stories(regime, 12):
        texts = {text.id: text.printed for text in story.texts}
        for edge in story.edges:
            parent, child = texts[edge.parent], texts[edge.child]
            for edit in edge.log.edits:
                title = edit.op == "headline"
                was, now = (parent.title, child.title) if title else (parent.text, child.text)
                assert was[edit.parent.start : edit.parent.end] == edit.was
                assert now[edit.child.start : edit.child.end] == edit.now
                assert edit.was != edit.now or edit.op == "move"


@pytest.mark.parametrize("regime", ["light", "mixed", "heavy"])
def test_the_log_makes_the_child_from_the_parent(regime: Regime) -> None:
    """Applied to the parent's words, the log gives the child's sentences letter for letter, over missing texts too."""
    for story in _stories(regime, 12):
        texts = {text.id: text.printed.text for text in story.texts}
        for edge in story.edges:
            assert replay(texts[edge.parent], texts[edge.child], edge.log) == texts[edge.child]


def test_alignment_covers_both_texts() -> None:
    """Each sentence of the child stands in exactly one pair, each sentence of the parent in one or more."""
    for story in _stories():
        articles = {article.given_id: article for article in story.articles()}
        for edge in story.edges:
            child = [number for pair in edge.log.pairs for number in pair.child]
            parent = {number for pair in edge.log.pairs for number in pair.parent}
            assert sorted(child) == list(range(len(articles[edge.child].sentences)))
            assert parent == set(range(len(articles[edge.parent].sentences)))


def test_parents_exist_and_are_older() -> None:
    """Edges join texts of the pile, parents were published first, and what is missing is named."""
    for story in _stories():
        order = {text.id: number for number, text in enumerate(story.texts)}
        pile = {text.id for text in story.pile}
        for text in story.texts:
            assert all(order[parent] < order[text.id] for parent in text.parents)
        for edge in story.edges:
            assert {edge.parent, edge.child} <= pile
            assert edge.explains
            assert order[edge.parent] < order[edge.child]


def test_a_story_may_be_larger_than_the_number_of_outlets() -> None:
    """Outlets publish again then, and nobody retells its own text but as a revision."""
    (story,) = simulate(SimulationSettings(stories=1, seed=3, least_pages=90, most_pages=90))
    outlets = {text.id: text.outlet.name for text in story.texts}

    assert len(story.texts) == 90
    assert len(set(outlets.values())) < 90
    for text in story.texts:
        if text.parents and text.recapture_of is None and text.how != "revision":
            assert outlets[text.parents[0]] != text.outlet.name


def test_origins_are_the_roots_of_the_graph() -> None:
    """The origins are those originals that a visible text goes back to; without missing texts they are the roots."""
    for story in simulate(SimulationSettings(stories=20, seed=4, removed=0, removed_roots=0)):
        originals = [text.id for text in story.texts if not text.parents]
        assert list(story.origins) == originals == list(story.roots)
        assert len(originals) == len(story.reports)
    for story in _stories():
        parents = {text.id: text.parents for text in story.texts}
        reached = {root for text in story.pile for root in _climb(text.id, parents)}
        assert set(story.origins) == reached


def _climb(text: str, parents: dict[str, tuple[str, ...]]) -> set[str]:
    return {root for parent in parents[text] for root in _climb(parent, parents)} if parents[text] else {text}


def test_hidden_and_false_credits_are_what_they_say() -> None:
    """A text is hidden when it names no outlet but its own; a credit is false when its outlet is nowhere above."""
    for story in _stories():
        by_id = {text.id: text for text in story.texts}
        for text in story.texts:
            above = {by_id[one].outlet.name for one in _ancestors(text.id, by_id)}
            for credit in text.credits:
                shown = " ".join((text.printed.text, *(note.words for note in text.text.notes)))
                assert credit.name in shown
                assert (credit.relation in ("parent", "ancestor")) == (
                    credit.name in above and credit.name != text.outlet.name
                )
            if text.hidden:
                assert {credit.name for credit in text.credits} <= {text.outlet.name}
                assert text.parents


def _ancestors(text: str, by_id: dict[str, SimulatedText]) -> set[str]:
    parents = by_id[text].parents
    return {*parents, *(one for parent in parents for one in _ancestors(parent, by_id))}


def test_mistakes_descend() -> None:
    """Some mistake is carried on by a child, and every text that the truth names has its words."""
    carried = 0
    for story in _stories():
        texts = {text.id: text.printed.text for text in story.texts}
        for error in json.loads(json.dumps(truth_of(story, FROZEN, {})))["errors"]:
            carried += len(error["carried"])
            for one in (error["first"], *error["carried"]):
                assert error["now"].lower() in texts[one].lower()

    assert carried > 3


def test_regimes_and_clocks_differ() -> None:
    """Heavy rewriting keeps less than light rewriting; bad clocks show the true minute less often than good ones."""
    light, heavy = (_kept(_stories(regime, 12)) for regime in ("light", "heavy"))
    good, bad = (
        [text.shown.kind for story in simulate(SimulationSettings(10, clocks=clocks)) for text in story.texts]
        for clocks in ("good", "bad")
    )

    assert light > heavy + 0.2
    assert good.count("exact") / len(good) > bad.count("exact") / len(bad) + 0.2


def _kept(stories: tuple[SimulatedStory, ...]) -> float:
    pairs = [pair for story in stories for edge in story.edges for pair in edge.log.pairs if pair.child]
    return sum(pair.op == "same" for pair in pairs) / len(pairs)


# --------------------------------------------------------------------------------------------------------- determinism


def test_the_frozen_set_is_unchanged() -> None:
    """The set that figures were measured on is still the same."""
    assert fingerprint(simulate(FROZEN), FROZEN) == FROZEN_DIGEST


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two processes with other hash seeds write the same files; another seed gives other stories."""
    first, second = (_written(tmp_path / str(hashes), hashes) for hashes in (1, 2))
    here, there = (SimulationSettings(stories=2, seed=seed) for seed in (5, 6))

    assert first == second
    assert fingerprint(simulate(here), here) != fingerprint(simulate(there), here)


def _written(folder: Path, hashes: int) -> dict[str, bytes]:
    command = [sys.executable, "-m", "retold.cli", "simulate", "--stories", "3", "--seed", "5", "-o", str(folder)]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": str(hashes)})
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_a_stream_does_not_disturb_another() -> None:
    """What one stream draws does not depend on what others drew before."""
    first, second = Chance("a"), Chance("a")
    first.between(0, 9)

    assert first.fork("b").between(0, 10**6) == second.fork("b").between(0, 10**6)


# --------------------------------------------------------------------------------------------------------------- pages


@pytest.mark.parametrize("form", ["html", "text"])
def test_cleaning_a_capture_gives_the_article_back(form: str) -> None:
    """The headline and nearly every sentence of the report come back from pages of every layout."""
    settings = SimulationSettings(stories=4, seed=8, pages="html" if form == "html" else "text")
    kept = whole = titles = pages = 0
    for story in simulate(settings):
        for text in story.pile:
            page = capture(text, story, settings.pages)
            (article,), _ = clean_pages(
                (Page(page.name, page.name, "html" if form == "html" else "text", page.text),), Settings().article
            )
            got = " ".join(article.text.split())
            told = [
                text.printed.text[span.start : span.end]
                for unit, span in zip(text.printed.units, text.printed.spans, strict=True)
                if "/extra" not in unit.line and unit.line.startswith(story.reports)
            ]
            kept += sum(" ".join(sentence.split()) in got for sentence in told)
            whole += len(told)
            titles += article.title == text.printed.title
            pages += 1

    assert pages >= 20
    assert kept / whole >= 0.95
    assert titles / pages >= 0.9


def test_every_text_of_the_pile_has_its_page(tmp_path: Path) -> None:
    """Pages stand where the truth says, and records carry what trace reads."""
    for form in ("mixed", "jsonl"):
        settings = SimulationSettings(stories=2, pages="jsonl" if form == "jsonl" else "mixed")
        pages = write_simulation(simulate(settings), settings, tmp_path / form)
        truth = (tmp_path / form / "truth.jsonl").read_text(encoding="utf-8").splitlines()
        texts = [text for line in truth for text in json.loads(line)["texts"] if text["in_pile"]]
        read = [page for page in read_pages([tmp_path / form], Settings().read) if isinstance(page, Page)]

        assert all((tmp_path / form / text["file"].split("#")[0]).is_file() for text in texts)
        assert len({text["file"] for text in texts}) == len(texts) == pages
        if form == "jsonl":
            records = {page.given_id: page for page in read if page.path.endswith("pages.jsonl")}
            assert {text["id"] for text in texts} == set(records)
            assert all(records[text["id"]].text.startswith(text["text"]) for text in texts)
            assert all(records[text["id"]].date == text["shown"] for text in texts)


def test_a_wrong_setting_is_named() -> None:
    """A setting outside its range says which values there are."""
    with pytest.raises(SettingsError, match="light, mixed, heavy"):
        SimulationSettings(regime="wild")  # type: ignore[arg-type]
    with pytest.raises(SettingsError, match="at least"):
        SimulationSettings(stories=0)


@pytest.mark.parametrize(
    ("words_", "made"),
    [
        ("1,240", {"about 1,200", "more than 1,200", "nearly 1,300"}),
        ("83.4", {"about 83", "more than 83", "nearly 84"}),
    ],
)
def test_rounding_says_what_it_did(words_: str, made: set[str]) -> None:
    """A figure rounded down is exceeded, one rounded up is not reached."""
    assert {round_off(words_, Chance(number)) for number in range(40)} == made


def test_mistakes_change_one_thing() -> None:
    """A mistyped figure keeps its length, a misspelt name most of its letters; plain words cannot be mistyped."""
    for number in range(30):
        typo = mistype("41,300", Chance(number))
        assert typo is not None
        assert typo != "41,300"
        assert len(typo) == 6
        name = misspell("Haverstock", Chance(number))
        assert name is not None
        assert abs(len(name) - 10) <= 1
    assert mistype("many", Chance(1)) is None
