"""Matching: who shares text with whom, how much of each, and where."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.match.articles import match_articles, strength
from retold.model import Article, Match
from retold.settings import MatchSettings
from retold.story import group_stories
from retold.text import words
from tests.tellings import BRIDGE, DAM, SWAPS, at, page, reworded, text_of

SETTINGS = MatchSettings()
DAM_TEXT = text_of(DAM)
ABOUT = (
    "About Pallam Paper: Pallam Paper is a maker of fine paper with 900 employees in four mills, founded in 1898. "
    "Its shares are traded at the Sedgemouth exchange under the sign PLPR."
)


def _stories(articles: Sequence[Article]) -> list[set[str]]:
    groups = group_stories(articles, match_articles(articles, SETTINGS), SETTINGS)
    names = {article.id: article.given_id or "" for article in articles}
    return [{names[one] for one in group} for group in groups]


def _only(articles: Sequence[Article]) -> Match:
    (match,) = match_articles(articles, SETTINGS)
    return match


@pytest.mark.parametrize(
    ("other", "kind", "share_a", "share_b"),
    [
        (DAM_TEXT, "copy", 1.0, 1.0),
        (text_of(DAM[:6]), "partial", 0.5, 1.0),
        (text_of(DAM[6:] + BRIDGE), "partial", 0.5, 0.55),
        (reworded(DAM_TEXT), "partial", 0.7, 0.8),
    ],
    ids=["whole", "first half", "second half in another text", "reworded"],
)
def test_both_shares_are_told(other: str, kind: str, share_a: float, share_b: float) -> None:
    """A match says how much of each text stands in the other, so that an excerpt is not taken for a copy."""
    match = _only([page("a", DAM_TEXT), page("b", other)])
    assert match.kind == kind
    assert match.share_a == pytest.approx(share_a, abs=0.1)
    assert match.share_b == pytest.approx(share_b, abs=0.1)


def test_passages_are_places_of_the_same_words() -> None:
    """Both spans of a passage of a moved paragraph hold the same words."""
    a, b = page("a", DAM_TEXT), page("b", text_of(DAM[6:] + DAM[:6]))
    passages = _only([a, b]).passages
    assert len(passages) == 2
    for one, two in passages:
        assert [word for word, _ in words(a.text[slice(*one)])] == [word for word, _ in words(b.text[slice(*two)])]


def test_a_small_gap_does_not_end_a_passage() -> None:
    """One word exchanged inside a sentence leaves one passage, not two."""
    b = DAM_TEXT.replace("great care", "much care")
    assert len(_only([page("a", DAM_TEXT), page("b", b)]).passages) == 1


def test_a_reworded_text_is_found_in_a_pile_of_two() -> None:
    """Two tellings that share no run of words are tied by names, figures and rare words, and the reason is said."""
    other = (
        "The Orrin dam is leaking: a gap as long as a bus, 14 metres, was found along the top and two of the emergency "
        "gates now stand open. Lower Sedge and Pallam, home to 3,200, were evacuated on Tuesday. Minister Quist "
        "insists that his staff knew of no crack. Wendel, whose ferry inn lies below the wall, left with his dog. "
        "Brandoch, the mayor, has put beds into three schools. In 1961, when the wall was raised, paper mills were its "
        "customers."
    )
    match = _only([page("a", DAM_TEXT), page("b", other)])
    assert match.kind == "retelling"
    assert any("orrin" in clue.says for clue in match.clues)


def test_a_paragraph_about_a_firm_ties_no_strangers() -> None:
    """Two releases of one firm that share only the paragraph about it are two stories."""
    pile = [page("a", DAM_TEXT + "\n" + ABOUT), page("b", text_of(BRIDGE) + "\n" + ABOUT)]
    assert len(_stories(pile)) == 2


def test_background_ties_no_two_events() -> None:
    """Two events in the same place, told with the same paragraph of background, stay two stories."""
    background = " ".join(DAM[5:6])
    bridge = text_of((*BRIDGE[:3], background, *BRIDGE[3:]))
    pile = [page("dam", DAM_TEXT, date=at("2031-04-01")), page("bridge", bridge, date=at("2031-04-18"))]
    assert len(_stories(pile)) == 2


def test_stories_hold_every_article_once_and_the_largest_first() -> None:
    """Every article is in exactly one story, strangers in their own."""
    pile = [
        page("bridge", text_of(BRIDGE)),
        page("dam", DAM_TEXT),
        page("dam again", reworded(DAM_TEXT)),
        page("recipe", "Peel the pears, poach them in red wine with a stick of cinnamon, and let them cool overnight."),
    ]
    stories = _stories(pile)
    assert stories[0] == {"dam", "dam again"}
    assert sorted(len(story) for story in stories) == [1, 1, 2]


def test_order_does_not_matter() -> None:
    """The stories are the same in whatever order the pages come."""
    pile = [page(str(n), text_of(DAM[n % 5 :])) for n in range(6)] + [page("b", text_of(BRIDGE))]
    assert sorted(map(sorted, _stories(pile))) == sorted(map(sorted, _stories(pile[::-1])))


def test_a_text_that_everybody_copied_stays_one_story() -> None:
    """More copies than a popular shingle may pair are still one story, and work does not grow with their square."""
    few = MatchSettings(popular_shingle=5, popular_word=5)
    pile = [page(str(n), DAM_TEXT + f"\nPrinted in town number {n} by the local press.") for n in range(30)]
    matches = match_articles(pile, few)
    assert len(matches) < 30 * 3
    assert len(group_stories(pile, matches, few)) == 1


def test_the_strength_is_the_sum_of_the_clues() -> None:
    """What ties two articles is told in full by the clues of their match."""
    match = _only([page("a", DAM_TEXT), page("b", reworded(DAM_TEXT, SWAPS[:2]))])
    assert strength(match, SETTINGS) == pytest.approx(SETTINGS.before_clues + sum(clue.weight for clue in match.clues))
    assert all(clue.says.endswith(".") for clue in match.clues)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(DAM + BRIDGE), max_size=8), st.lists(st.sampled_from(DAM + BRIDGE), max_size=8))
def test_any_two_texts_can_be_matched(left: list[str], right: list[str]) -> None:
    """Whatever the texts, shares lie between 0 and 1, passages inside the texts, and the mirror image is the same."""
    a, b = page("a", text_of(left)), page("b", text_of(right))
    forth, back = match_articles([a, b], SETTINGS), match_articles([b, a], SETTINGS)
    assert len(forth) == len(back) <= 1
    for match, mirror in zip(forth, back, strict=True):
        assert 0 <= match.share_a <= 1
        assert 0 <= match.share_b <= 1
        assert match.share_a == pytest.approx(mirror.share_b, abs=0.15)
        for one, two in match.passages:
            assert 0 <= one.start < one.end <= len(a.text)
            assert 0 <= two.start < two.end <= len(b.text)


@pytest.mark.parametrize("texts", [[], [""], ["", ""], ["word", "word"], ["...", "!!!"]])
def test_next_to_nothing_is_no_error(texts: list[str]) -> None:
    """Empty and tiny texts give stories of their own or none, never an exception."""
    pile = [page(str(n), text) for n, text in enumerate(texts)]
    assert sum(map(len, _stories(pile))) == len(texts)
