"""The line model's parts: words known by their hashes, trees run as they were trained, lines kept by their company."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.article.block_features import BLOCK_FEATURES
from retold.article.extractors import taken_shares
from retold.article.keep import keep_likely
from retold.article.letters import hashes_of, in_sorted, known, letters_of, line_hashes, words_of_page
from retold.article.line_company import COMPANY
from retold.article.line_features import FEATURES, best_stretch, line_columns, rows_of
from retold.article.line_form import read_lines
from retold.article.line_model import Judged, judge_lines, line_model
from retold.forest import Tree, forest_of
from retold.settings import ArticleSettings

LINES = st.lists(st.text(max_size=60).map(lambda text: text.replace("\n", " ")), min_size=1, max_size=12)


def words(line: str) -> list[str]:
    letters = letters_of([line])
    found = words_of_page(letters)
    return [line[start:end] for start, end in zip(found.start, found.end, strict=True)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("The harbour's 3.5 crowns", ["The", "harbour's", "3", "5", "crowns"]),
        ("  Ansk-Port, été", ["Ansk", "Port", "été"]),
        ("'quoted' words", ["quoted", "words"]),
        ("港口关闭", ["港口", "口关", "关闭"]),
        ("→ • |", []),
        ("", []),
    ],
)
def test_words_are_runs_of_letters_and_pairs_where_there_are_no_spaces(line: str, expected: list[str]) -> None:
    """A line falls into words; a script without spaces into pairs of neighbouring characters."""
    assert words(line) == expected


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Harbour", "HARBOUR", True),
        ("don't", "don’t", True),
        ("1998", "2024", True),
        ("harbour", "harbours", False),
        ("ab", "ba", False),
        ("a", "aa", False),
    ],
)
def test_words_are_known_whatever_their_case_marks_and_digits(a: str, b: str, same: bool) -> None:
    """Two spellings of one word have one hash, two words have two."""
    assert (int(hashes_of([a])[0]) == int(hashes_of([b])[0])) is same


@given(LINES)
def test_a_line_has_the_same_hash_wherever_it_stands(lines: list[str]) -> None:
    """What a page repeats is found at any place."""
    whole, *_ = line_hashes(letters_of([*lines, *lines]), digits=True)

    assert list(whole[: len(lines)]) == list(whole[len(lines) :])


@given(st.lists(st.integers(0, 2**64 - 1), unique=True, max_size=60), st.lists(st.integers(0, 2**64 - 1), max_size=60))
def test_known_hashes_are_found_and_no_others(listed: list[int], others: list[int]) -> None:
    """Both ways to look hashes up answer as a plain look into a list does."""
    table, wanted = np.array(listed, dtype=np.uint64), np.array([*listed, *others], dtype=np.uint64)

    at, there = known(table).find(wanted)

    assert there.tolist() == [one in listed for one in wanted.tolist()]
    assert [listed[place] for place, found in zip(at.tolist(), there, strict=True) if found] == [
        one for one in wanted.tolist() if one in listed
    ]
    assert in_sorted(wanted, np.sort(table)).tolist() == there.tolist()


@given(LINES)
def test_every_line_gets_a_chance_and_every_column_a_number(lines: list[str]) -> None:
    """No text, however odd, leaves a line without a chance or a column without a value."""
    columns = line_columns(read_lines(lines), [True] * len(lines), line_model().wording)
    chances = judge_lines(lines, [True] * len(lines)).chances

    assert np.isfinite(rows_of(columns, FEATURES)).all()
    assert len(chances) == len(lines)
    assert ((chances > 0) & (chances < 1)).all()


def test_trees_answer_as_they_were_trained() -> None:
    """The forest gives the sum of the leaves that a row reaches by hand, for shallow and deep trees together."""
    trees: list[Tree] = [
        {"feature": [1], "threshold": [0.5], "value": [-1.0, 2.0]},
        {"feature": [0, 1], "threshold": [3.0, 0.5], "value": [0.1, 0.2, 0.4, 0.8]},
    ]
    rows = np.array([[4.0, 1.0], [4.0, 0.0], [0.0, 0.5]], dtype=np.float32)

    logits = [2.0 + 0.8 + 0.5, -1.0 + 0.2 + 0.5, -1.0 + 0.1 + 0.5]

    assert forest_of(trees, bias=0.5).chances(rows) == pytest.approx(1 / (1 + np.exp(-np.array(logits))), abs=1e-6)


def test_the_model_was_made_for_the_columns_of_this_version() -> None:
    """A model and columns that do not fit are refused when loaded, so none of its trees asks beyond its columns."""
    model = line_model()

    assert model.first.feature.max() < len(FEATURES)
    assert model.second.feature.max() < len(COMPANY)
    assert model.markup.feature.max() < len(BLOCK_FEATURES)


@pytest.mark.parametrize(
    ("chances", "kept"),
    [
        ([0.02, 0.95, 0.9, 0.45, 0.04], "-xx--"),
        ([0.02, 0.35, 0.3, 0.16, 0.01], "-xx--"),
        ([0.02, 0.35, 0.3, 0.14, 0.2], "-xx-x"),
        ([0.01, 0.02, 0.01, 0.02, 0.01], "xxxxx"),
    ],
)
def test_a_page_sets_its_own_bar(chances: list[float], kept: str) -> None:
    """A line is kept by its chance among the page's likely lines; no page with running text comes out empty."""
    judged = Judged(np.full(len(chances), 20.0), np.array(chances))

    assert "".join("x" if keep else "-" for keep in keep_likely(judged, ArticleSettings())) == kept


@pytest.mark.parametrize(
    ("values", "stretch"),
    [([-1.0, 2, -1, 3, -5, 1], (1, 4)), ([-1.0, -2], (0, 0)), ([4.0], (0, 1)), ([], (0, 0))],
)
def test_the_best_stretch_has_the_highest_sum(values: list[float], stretch: tuple[int, int]) -> None:
    """A run of prose may have a short gap, and ends before a long one."""
    assert best_stretch(np.array(values)) == stretch


@pytest.mark.parametrize(
    ("block", "text", "share"),
    [
        ("The pier at Ansk is closed", "intro\nThe pier at Ansk is closed today", 1.0),
        ("The pier at Ansk is closed until May", "The pier at Ansk was open", 1 / 3),
        ("The pier", "about the pier at Ansk", 0.0),
        ("The pier", "x | The pier | y", 1.0),
        ("", "The pier", 0.0),
    ],
)
def test_what_an_extractor_took_is_measured_by_word_triples(block: str, text: str, share: float) -> None:
    """A long block counts by its triples of words, a short one only as a whole line or cell."""
    shares = taken_shares(read_lines([block, "padding so that the page has more than one line"]), text)

    assert shares[0] == pytest.approx(share, abs=1e-9)
