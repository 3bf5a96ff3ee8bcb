"""A pile: every page is answered once and in order, whatever it costs; what outlets repeat is told from articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from retold.article import OutletLines, clean_each, clean_pages
from retold.page import Page
from retold.settings import ArticleSettings
from tests.hostile_pages import SENTENCES, page

SETTINGS = ArticleSettings()
LONG = "".join(f"<p>Paragraph {number} of a list that goes on and on.</p>" for number in range(9_000))
WIDE = "x" * 40_000_000
"""More in one piece than the memory that is left: what a process has freed before does not help."""


def pages(count: int) -> Iterator[Page]:
    """Flat pages that differ in a word."""
    for number in range(count):
        text = "\n".join(sentence.replace("Halcyon", f"Halcyon {number}") for sentence in SENTENCES)
        yield Page(f"{number}", f"{number}", "text", text)


# -------------------------------------------------------------------------------------------------------------- limits


@pytest.mark.parametrize(
    ("body", "limits", "code", "says"),
    [
        (
            LONG,
            replace(SETTINGS, page_seconds=0.5),
            "clean-too-slow",
            "it took more than 0.5 s to clean and was given up",
        ),
        (
            WIDE,
            replace(SETTINGS, page_memory=25_000_000),
            "clean-too-much-memory",
            "it needed more than 0.025 GB to clean and was given up",
        ),
    ],
    ids=["time", "memory"],
)
def test_a_page_over_its_limits_is_given_up_alone(body: str, limits: ArticleSettings, code: str, says: str) -> None:
    """A page that takes too long or too much memory is named with the limit; the pages round it are cleaned."""
    giant = Page("giant", "giant.html", "html", page(body))
    before, after = pages(2)

    articles, problems = clean_pages([before, giant, after], limits)

    assert [article.path for article in articles] == ["0", "1"]
    assert [(one.path, one.code, one.says, one.fatal) for one in problems] == [("giant.html", code, says, True)]


# -------------------------------------------------------------------------------------------------------------- stream


def test_a_stream_of_pages_gives_what_a_pile_gives() -> None:
    """Page after page or all at once: the same articles in the same order."""
    streamed = [one.article for one in clean_each(pages(30), SETTINGS, OutletLines(SETTINGS), ahead=5)]

    assert tuple(streamed) == clean_pages([*pages(30)], SETTINGS)[0]


def test_a_stream_takes_in_a_bounded_number_of_pages() -> None:
    """The first article comes before the pages have all been read: memory does not grow with the pile."""
    taken = 0

    def counted() -> Iterator[Page]:
        nonlocal taken
        for one in pages(3_000):
            taken += 1
            yield one

    stream = clean_each(counted(), SETTINGS, OutletLines(SETTINGS), ahead=10)
    first = next(stream)
    stream.close()

    assert first.name == "0"
    assert taken <= 500


# --------------------------------------------------------------------------------------------------------------- lines


def articles(count: int, common: str = "slogan", size: int = 10) -> list[set[str]]:
    """The lines of different articles that have one line in common."""
    return [{common, *(f"line {number} {at}" for at in range(size))} for number in range(count)]


def test_a_line_under_three_articles_of_an_outlet_is_furniture() -> None:
    """Not under two, not of another outlet, and not under copies of one article."""
    two, three, copies = OutletLines(SETTINGS), OutletLines(SETTINGS), OutletLines(SETTINGS)
    for lines in articles(2):
        two.add("Marlow Gazette", lines)
    for lines in articles(3):
        three.add("Marlow Gazette", lines)
    for extra in range(5):
        copies.add("Marlow Gazette", articles(1)[0] | {f"teaser {extra}"})
        copies.add("Marlow Gazette", {"a text of one line"})

    assert two.furniture("Marlow Gazette", {"slogan"}) == frozenset()
    assert three.furniture("Marlow Gazette", {"slogan", "line 1 1"}) == {"slogan"}
    assert three.furniture("Harrow Courier", {"slogan"}) == frozenset()
    assert copies.furniture("Marlow Gazette", articles(1)[0] | {"a text of one line"}) == frozenset()


def test_a_phrase_in_three_of_many_articles_is_no_furniture() -> None:
    """The more pages of an outlet there are, the more must have a line: ``He declined to comment.`` stands in a few."""
    lines = OutletLines(SETTINGS)
    for number, own in enumerate(articles(400)):
        lines.add("Marlow Gazette", own | ({"he declined to comment"} if number % 100 == 0 else set()))

    assert lines.furniture("Marlow Gazette", {"slogan", "he declined to comment"}) == {"slogan"}


def test_what_is_known_is_handed_on() -> None:
    """A run that knows what others saw goes on as if it had seen it; the page of yesterday does not count again."""
    first = OutletLines(SETTINGS)
    first.names.add("Marlow Gazette")
    seen = articles(4)
    for own in seen[:2]:
        first.add("Marlow Gazette", own)

    again = OutletLines(SETTINGS, first.known())
    again.add("Marlow Gazette", seen[1])
    before = again.furniture("Marlow Gazette", {"slogan"})
    again.add("Marlow Gazette", seen[2])

    assert OutletLines(SETTINGS, first.known()).known() == first.known()
    assert again.names == {"Marlow Gazette"}
    assert before == frozenset()
    assert again.furniture("Marlow Gazette", {"slogan", "line 1 1"}) == {"slogan"}


def test_only_the_last_pages_are_held() -> None:
    """However many pages come, the lines of a bounded number of them are held, and furniture is kept for good."""
    settings = replace(SETTINGS, remembered_pages=20)
    lines = OutletLines(settings)
    for number, own in enumerate(articles(200)):
        lines.add("Marlow Gazette" if number < 5 else f"Outlet {number % 50}", own)

    assert lines.furniture("Marlow Gazette", {"slogan"}) == {"slogan"}
    assert sum(len(one.last) for one in lines.known().lines.values()) <= 20
