"""Shared passages in piles of any size: every one is found, and nothing that everybody carries."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from retold.match.arrays import Ints
from retold.match.fold import fold_exactly, fold_texts
from retold.match.runs import reach
from retold.match.sources import sources_of
from retold.match.states import kept_of, states_of
from retold.match.words import Worded, read_words
from retold.settings import ReuseSettings
from tests.invented import Found, Told, corpus_of, edited, invented, pairs_of, reuse_of

SETTINGS = ReuseSettings()


def _text(seed: int, count: int) -> str:
    return " ".join(invented(random.Random(seed), count))


def _worded(*texts: str) -> Worded:
    pieces = [text.encode() for text in texts]
    return read_words(b"".join(pieces), np.cumsum([0, *map(len, pieces)]))


# ---------------------------------------------------------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The ferry sails.", ["The", "ferry", "sails"]),
        ("Don’t — “stop” now…", ["Don", "t", "stop", "now"]),
        ("Élan Ōta ÅNGSTRÖM", ["Élan", "Ōta", "ÅNGSTRÖM"]),
        ("e\u0301lan vital", ["e\u0301lan", "vital"]),
        ("soft\u00adhyphen ﬁne", ["soft\u00adhyphen", "ﬁne"]),
        ("москва и Минск", ["москва", "и", "Минск"]),
        ("東京へ go", ["東", "京", "へ", "go"]),
        ("", []),
        ("…—", []),
    ],
)
def test_words_stand_where_the_text_has_them(text: str, words: list[str]) -> None:
    """Places of words count characters of the text as given, whatever its script."""
    found = _worded("before", text, "after")
    here = slice(found.bounds[1], found.bounds[2])

    places = zip(found.starts[here].tolist(), found.ends[here].tolist(), strict=True)

    assert [text[start:end] for start, end in places] == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Don't STOP", "don’t stop"),
        ("Élan", "e\u0301LAN"),
        ("STRASSE", "straße"),
        ("ﬁne ２０２５", "fine 2025"),
        ("soft\u00adhyphen", "softhyphen"),
        ("ΟΔΟΣ", "οδος"),
    ],
)
def test_the_same_words_in_other_clothes_are_equal(one: str, other: str) -> None:
    """Case, marks, ligatures, widths and kinds of apostrophes make no difference."""
    assert _worded(one).hashes.tolist() == _worded(other).hashes.tolist()


@given(st.text(max_size=60))
@examples(max_examples=150, deadline=None)
def test_the_quick_way_through_a_text_is_the_exact_one(text: str) -> None:
    """Any text gives the same words in the quick way as letter by letter."""
    text = text.encode("utf-8", "replace").decode()
    data = text.encode()

    quick = fold_texts(data, np.array([0, len(data)])).data.tobytes()

    assert quick.replace(b"\0", b" ").split() == fold_exactly(text)[0].replace(b"\0", b" ").split()


# ------------------------------------------------------------------------------------------------------------- passages


@given(st.integers(11, 60), st.integers(0, 120), st.integers(0, 120), st.integers(0, 10**6))
@examples(max_examples=60, deadline=None)
def test_every_run_of_eleven_words_is_found(length: int, before: int, after: int, seed: int) -> None:
    """Two texts that share eleven words in a row are a pair, and the passage holds them all."""
    rng = random.Random(seed)
    shared = " ".join(invented(rng, length))
    a = " ".join([*invented(rng, before), shared, *invented(rng, after)])
    b = " ".join([*invented(rng, after), shared, *invented(rng, before)])

    found = pairs_of([Told("a", a), Told("b", b)])

    assert any(shared in one and shared in other for one, other in found["a", "b"].passages)


@pytest.mark.parametrize("rate", [0.05, 0.15, 0.25])
def test_an_edited_copy_is_followed_through_its_edits(rate: float) -> None:
    """Most words that a copy kept are found, with a word changed in twenty as well as in four."""
    rng = random.Random(5)
    original = invented(rng, 600)
    copy = edited(rng, original, rate)

    found = pairs_of([Told("a", " ".join(original)), Told("b", " ".join(copy))])

    assert found["a", "b"].share_a >= 1 - rate - 0.12


def test_places_hold_in_texts_of_any_length() -> None:
    """A passage far behind the 65,536th character of a text, and a word of that length, have their true places."""
    shared, filler = _text(1, 40), _text(2, 12_000)
    a = f"{filler} {'x' * 70_000} {' ' * 70_000}{shared}"

    found = pairs_of([Told("a", a), Told("b", f"{_text(3, 20)} {shared}")])

    assert found["a", "b"].passages == ((shared, shared),)


def test_shares_are_counted_on_either_side() -> None:
    """A paragraph taken over is a small share of the long text and a large one of the short."""
    quoted = _text(1, 50)

    found = pairs_of([Told("long", f"{_text(2, 450)} {quoted}"), Told("short", f"{_text(3, 50)} {quoted}")])

    assert found["long", "short"] == Found(0.1, 0.5, ((quoted, quoted),))


def test_the_earlier_text_comes_first_whatever_the_order_of_the_input() -> None:
    """The pairs of a pile are the same in any order; ``a`` is the earlier text."""
    rng = random.Random(3)
    base = invented(rng, 300)
    texts = [
        Told(f"t{day:02}", " ".join(edited(rng, base, 0.08)), "Quill", f"2025-03-{day:02}T08:00:00Z")
        for day in range(1, 12)
    ]
    texts.append(Told("t00", _text(77, 200), None, None))
    shuffled = rng.sample(texts, len(texts))

    assert pairs_of(texts) == pairs_of(shuffled)
    assert all(a < b for a, b in pairs_of(shuffled))


def test_a_large_pile_is_looked_at_part_by_part_with_the_same_result() -> None:
    """How many seeds are held at a time changes nothing but memory."""
    rng = random.Random(8)
    base = invented(rng, 200)
    texts = [Told(f"{n}", " ".join([*edited(rng, base, 0.1), *invented(rng, 50)])) for n in range(30)]

    assert pairs_of(texts, replace(SETTINGS, seeds_held=100)) == pairs_of(texts)


# ------------------------------------------------------------------------------------------- what ties nobody together


def _outlets(count: int, outlet: str | None) -> list[Told]:
    """Articles of one outlet that have its notice at the end and nothing else in common, and one pair of copies."""
    notice = _text(99, 60)
    texts = [Told(f"s{n}", f"{_text(100 + n, 150)} {notice}", outlet) for n in range(count)]
    copied = _text(100, 150)
    return [*texts, Told("copy", f"{_text(55, 40)} {copied}", outlet)]


@pytest.mark.parametrize(("count", "outlet"), [(8, "Gazette"), (12, None), (200, None)])
def test_page_furniture_ties_no_texts_together(count: int, outlet: str | None) -> None:
    """A notice under many articles that share nothing else makes no pairs; a copy among them is found without it."""
    found = pairs_of(_outlets(count, outlet))

    assert [*found] == [("copy", "s0")]
    assert found["copy", "s0"].share_b == 1.0


def test_several_blocks_of_one_outlet_tie_its_texts_together_no_more_than_one() -> None:
    """A head, a notice and a foot under all articles of an outlet are all found."""
    head, notice, foot = _text(91, 30), _text(92, 40), _text(93, 30)
    texts = [
        Told(f"s{n}", f"{head} {_text(300 + n, 100)} {notice} {_text(500 + n, 100)} {foot}", "Gazette")
        for n in range(20)
    ]

    assert pairs_of(texts) == {}


def test_a_story_that_was_copied_often_is_no_furniture() -> None:
    """Forty copies of one story in one outlet stay a story."""
    rng = random.Random(4)
    base = invented(rng, 200)
    texts = [Told(f"c{n:02}", " ".join(edited(rng, base, 0.05)), "Gazette") for n in range(40)]

    assert len(pairs_of(texts)) == 40 * 39 // 2


@pytest.mark.parametrize(
    "phrase",
    [
        "at the end of the day it was said that",
        "the members are Bavia, Corland, Dremen, Estmark, Farrow, Gulland, Hestia",
        "in the case of what they had before it would have been",
        "Bavia 3, Corland 4, Dremen 2, Estmark 9, Farrow 3, Gulland 8, Hestia 1, Ilvane 4, Jorland 6",
    ],
)
def test_stock_phrases_and_lists_tie_no_strangers_together(phrase: str) -> None:
    """Words that say nothing of a topic, and rows of names, need more of themselves to count."""
    a, b = _text(1, 100), _text(2, 100)

    assert pairs_of([Told("a", f"{a} {phrase} {a[::-1]}"), Told("b", f"{b} {phrase} {b[::-1]}")]) == {}


def test_a_hub_of_copies_costs_no_square() -> None:
    """Each of many copies is tied to the first and to its neighbour in time, and the group stays one."""
    rng = random.Random(6)
    base = invented(rng, 120)
    texts = [Told(f"h{n:03}", " ".join(edited(rng, base, 0.02)), None, f"2025-01-01T00:00:{n:02}Z") for n in range(60)]
    settings = replace(SETTINGS, popular=20)

    reuse = reuse_of(texts, settings)
    states = states_of(reuse, corpus_of(texts, settings)[2].order, 0.6)

    assert len(reuse.pairs.text_a) < 60 * 8
    assert states.bounds.tolist() == [0, 60]


# --------------------------------------------------------------------------------------------------------------- states


def test_nearly_identical_texts_are_one_state_with_one_to_keep() -> None:
    """Copies are grouped, a text that took a paragraph is not; the earliest or the longest is kept."""
    rng = random.Random(9)
    story = invented(rng, 200)
    texts = [
        Told("late", " ".join([*story, "nowadd"]), None, "2025-05-03"),
        Told("early", " ".join(story), None, "2025-05-01"),
        Told("other", " ".join([*story[:50], *invented(rng, 300)]), None, "2025-05-02"),
    ]
    reuse = reuse_of(texts)
    about = corpus_of(texts, SETTINGS)[2]

    states = states_of(reuse, about.order, SETTINGS.state_share)

    assert [texts[one].id for one in states.texts.tolist()] == ["early", "late"]
    assert texts[int(kept_of(states, np.zeros(3), about.order)[0])].id == "early"
    assert texts[int(kept_of(states, reuse.own.astype(float), about.order)[0])].id == "late"


# -------------------------------------------------------------------------------------------------------------- sources


def test_a_text_made_of_two_names_both_with_the_share_of_each() -> None:
    """A merged text is explained by its two sources, a copy of a copy by the nearer one alone."""
    rng = random.Random(12)
    one, two, own = invented(rng, 200), invented(rng, 200), invented(rng, 50)
    merged = [*one[:100], *own, *two[100:150]]
    texts = [
        Told("one", " ".join(one), None, "2025-05-01"),
        Told("two", " ".join(two), None, "2025-05-01"),
        Told("merged", " ".join(merged), None, "2025-05-02"),
        Told("again", " ".join(merged), None, "2025-05-03"),
    ]

    found = {texts[row.text].id: row for row in sources_of(reuse_of(texts), SETTINGS.source_share)}

    assert {texts[text].id: round(share, 2) for text, share in found["merged"].sources} == {"one": 0.5, "two": 0.25}
    assert round(found["merged"].rest, 2) == 0.25
    assert [texts[text].id for text, _ in found["again"].sources] == ["merged"]


@pytest.mark.parametrize("step", [1, -1])
@pytest.mark.parametrize("equal", [0, 1, 7, 8, 9, 39, 40, 41, 72, 100])
def test_words_are_equal_up_to_the_first_that_differs_or_the_end_of_a_text(equal: int, step: int) -> None:
    """Stretches of any length, in either direction, ended by another word or by where one of the texts ends."""
    shared = np.arange(1, equal + 1, dtype=np.uint32)
    one, other = (np.concatenate((shared, np.full(50, last, np.uint32))) for last in (1_001, 1_002))
    words = np.concatenate((one, other))[::step].copy()
    starts = np.array([0, len(one)]) if step == 1 else len(words) - 1 - np.array([0, len(one)])

    def counted(room: int) -> Ints:
        stops = tuple(starts[[side]] + step * room for side in (0, 1))
        return reach(words, (starts[[0]], starts[[1]]), (stops[0], stops[1]), step)

    assert counted(len(one)).tolist() == [equal]
    assert counted(max(0, equal - 1)).tolist() == [max(0, equal - 1)]
