"""What kind of page it is: told from how its parts stand, and from what it says of itself."""

from __future__ import annotations

import json

import pytest

from retold.article import clean_page
from retold.article.blocks import Block, Role, Sorted
from retold.article.form import Told, Update, form_of
from retold.article.stamp import Stamp
from retold.model import PageForm
from retold.page import Page
from retold.settings import ArticleSettings

PROSE = (
    "The harbour board of Port Ellery voted on Tuesday to close the east quay for two years while divers repair the"
    " piles that a dredger struck in March, a decision that fishers called the end of the season for thirty boats and"
    " that the chair defended as the only way to keep the ferry running through the winter months."
)
PAGES: dict[str, tuple[str, Told, PageForm, int]] = {
    "an article": (f"t Quay closes\nb By Ada Lum\na {PROSE}\na {PROSE}", Told("Quay closes"), "article", 0),
    "a live blog": (
        f"t Quay closes: live updates\nf 14:32\na {PROSE}\nf 14:10\na {PROSE}\nf 13:55\na {PROSE}\nf 13:20\na {PROSE}",
        Told("Quay closes: live updates"),
        "live-blog",
        4,
    ),
    "an article with a time line": (f"t Quay closes\nf 14:32\na {PROSE}\na {PROSE}", Told("Quay closes"), "article", 0),
    "several stories": (
        f"f Quay closes for two years\nb By Ada Lum\na {PROSE}\na {PROSE}\n"
        f"f School gets a new roof\nb By Cem Ork\na {PROSE}\na {PROSE}",
        Told(),
        "several",
        2,
    ),
    "a stub before a paywall": (
        f"t Quay closes\na {PROSE}\nf Subscribe to continue reading\nf Already a subscriber? Log in to read",
        Told("Quay closes"),
        "stub",
        0,
    ),
    "a stub that says it is not free": (f"t Quay closes\na {PROSE}", Told("Quay closes", free=False), "stub", 0),
    "a long article that is not free": (f"a {PROSE}\n" * 4, Told(free=False), "article", 0),
    "links to other stories": ("l Quay closes for two years\n" * 5, Told(), "list", 0),
    "nothing": ("f Menu\nf Home", Told(), "article", 0),
}  # fmt: skip
ROLES: dict[str, Role] = {"t": "title", "b": "byline", "a": "article", "f": "furniture", "l": "article"}


def page(drawn: str) -> Sorted:
    """A page drawn line by line, each after the first letter of its role; ``l``: an article line that is a link."""
    lines = [line.split(" ", 1) for line in drawn.strip().split("\n")]
    blocks = tuple(Block(text, 0, links=float(role == "l")) for role, text in lines)
    return Sorted(blocks, tuple(ROLES[role] for role, _ in lines))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_known_for_what_it_is(name: str) -> None:
    """Each kind of page is told from an article, and its posts or stories are counted."""
    drawn, told, kind, parts = PAGES[name]

    form = form_of(page(drawn), told)

    assert (form.kind, len(form.parts)) == (kind, parts)


def test_posts_of_a_live_blog_keep_the_times_of_the_markup() -> None:
    """A post that the markup lists stands where its words stand, with its own time."""
    posts = ["Quay closed to cars", "Divers go down", "Board meets again", "Ferry keeps running"]
    drawn = "\n".join(f"f {post}\na {PROSE}" for post in posts)
    stamps = [Stamp(f"2025-06-17T1{hour}:00:00+02:00", "second", "json-ld") for hour in range(4)]
    updates = tuple(Update(post, stamp) for post, stamp in zip(posts, stamps, strict=True))

    form = form_of(page(drawn), Told(updates=updates, live=True))

    assert form.kind == "live-blog"
    assert [(part.heading, part.stamp) for part in form.parts] == list(zip(posts, stamps, strict=True))


def test_a_live_blog_is_read_as_posts_with_their_own_times() -> None:
    """On a real page the posts that JSON-LD lists are parts of the article, each with its time and its words."""
    posts = [
        ("Quay closed to cars", "14:32"),
        ("Divers go down", "14:10"),
        ("Board meets again", "13:55"),
        ("Ferry keeps running", "13:20"),
    ]
    listed = [
        {"@type": "BlogPosting", "headline": words, "datePublished": f"2025-06-17T{clock}:00+02:00"}
        for words, clock in posts
    ]
    about = {"@type": "LiveBlogPosting", "headline": "Quay closes", "liveBlogUpdate": listed}
    body = "".join(f"<section><h2>{words}</h2><p>{PROSE} {words}.</p></section>" for words, _ in posts)
    source = (
        f"<html><head><script type='application/ld+json'>{json.dumps(about)}</script></head>"
        f"<body><main><h1>Quay closes</h1>{body}</main></body></html>"
    )

    article, _ = clean_page(Page("page", "page", "html", source), ArticleSettings())

    assert article is not None
    assert article.form == "live-blog"
    assert [(part.heading, part.date.value) for part in article.parts] == [
        (words, f"2025-06-17T{clock}:00+02:00") for words, clock in posts
    ]
    assert all(
        words in article.text[part.span.start : part.span.end]
        for part, (words, _) in zip(article.parts, posts, strict=True)
    )
