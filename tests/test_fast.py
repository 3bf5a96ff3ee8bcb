"""The fast mode: what it gives as the whole way does, what it leaves out, and how it reads a page without a tree."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retold.article import clean_page
from retold.article.fast_lines import fast_lines, fast_text
from retold.article.fast_statements import fast_statements
from retold.article.html import parse_html
from retold.article.metadata import metadata_of, read_metadata
from retold.model import Article
from retold.page import Page, SettingsError
from retold.settings import ArticleSettings, Settings
from retold.trace import trace
from tests.markup import HEADLINE, TEASERS, URL, clean, ld, meta, page

FAST = ArticleSettings(fast=True)
HEAD = (
    ld(
        author={"@type": "Person", "name": "Ada Lum"},
        datePublished="2026-02-01T09:30:00+01:00",
        dateModified="2026-02-02T08:00:00+01:00",
        publisher={"@type": "Organization", "name": "Harrow Courier"},
    )
    + meta("og:title", HEADLINE)
    + meta("og:site_name", "Harrow Courier")
)
TOLD = "<p>The boat was told to wait, Reuters reported. “We saw nothing,” he told The New York Times on Monday.</p>"


def fast(source: str, url: str | None = URL) -> Article:
    """The article of a page with markup in the fast mode."""
    article, problems = clean_page(Page("page", "page", "html", source, url), FAST)
    assert article is not None, problems
    return article


def test_the_fast_mode_gives_text_headline_people_outlet_dates_and_language() -> None:
    """What a reader of many pages asks for is what the whole way gives."""
    source = page(HEAD, "<p>By Ada Lum</p>")

    quick, whole = fast(source), clean(source)

    for name in (
        "text",
        "title",
        "titles",
        "byline",
        "authors",
        "outlet",
        "date",
        "modified",
        "language",
        "url",
        "form",
    ):
        assert getattr(quick, name) == getattr(whole, name), name


def test_the_fast_mode_leaves_out_sentences_and_what_is_inside_the_text() -> None:
    """What was not looked for is empty: no sentence, no place of one, no credit from inside the text."""
    source = page(HEAD, TOLD + "<p>Source: Meridian Wire</p>")

    quick, whole = fast(source), clean(source)

    assert (quick.sentences, quick.page_spans) == ((), ())
    assert {credit.kind for credit in quick.credits} <= {"structured", "source-line", "closing", "priority"}
    assert {credit.kind for credit in whole.credits} > {credit.kind for credit in quick.credits}


def test_the_fast_mode_does_not_tell_apart_what_it_cut() -> None:
    """Furniture is ``other`` unless it is the byline or date of the article: a kind nobody looked for is not given."""
    quick = fast(page(HEAD, "<p>By Ada Lum</p><p>1 February 2026</p>") + TEASERS)

    assert {item.kind for item in quick.furniture} <= {"other", "byline", "date"}
    assert all(item.teaser is None for item in quick.furniture)


def test_credits_of_lines_and_of_markup_stay() -> None:
    """A line under the text that names a source, and an agency that the markup calls its author, are credits."""
    agency = ld(author={"@type": "NewsMediaOrganization", "name": "Meridian Wire"})
    source = page(agency).replace(
        "</article>", "<p>(Reporting by Ada Lum for Reuters; editing by Cem Ork)</p></article>"
    )

    assert {(credit.name, credit.kind) for credit in fast(source).credits} == {
        ("Meridian Wire", "structured"),
        ("Reuters", "closing"),
    }


def test_a_date_that_the_page_only_shows_is_found() -> None:
    """Where the page states no date, the line under the headline that shows one counts."""
    date = fast(page(top="<p>1 February 2026</p>")).date

    assert (date.value, date.basis) == ("2026-02-01", "visible")


@pytest.mark.parametrize("way", ["trace", "mentions"])
def test_what_needs_sentences_refuses_the_fast_mode(way: str) -> None:
    """A trace without sentences would find no change and no credit, and would not say so."""
    from retold.trace import mentions

    settings = replace(Settings(), article=FAST)
    with pytest.raises(SettingsError, match="only clean"):
        (trace if way == "trace" else mentions)(["examples/ruling-harrow.html"], settings)


HEADS = [
    ("a mark in quotes", '<meta property="og:title" content="Ferry > fog" >'),
    ("single quotes", "<meta property='og:title' content='The \"Halcyon\" sinks'>"),
    ("no quotes", "<meta name=author content=Lum>"),
    ("capitals", '<META PROPERTY="og:title" CONTENT="Ferry sinks">'),
    ("entities", '<meta property="og:title" content="Fish &amp; fog">'),
    ("a body in a script", '<script>var x = "<body>";</script><meta property="og:title" content="Ferry sinks">'),
    ("a style", '<style>p > a { color: red }</style><meta property="og:title" content="Ferry sinks">'),
    ("microdata", '<meta itemprop="datePublished" content="2026-02-01">'),
    ("canonical", '<link href="https://harrow.example/own" rel="canonical">'),
    ("language", '<meta http-equiv="content-language" content="en-GB">'),
    ("JSON-LD", HEAD),
    ("two with one name", '<meta name="author" content="Ada Lum"><meta name="author" content="Cem Ork">'),
]


@pytest.mark.parametrize(("name", "head"), HEADS, ids=[row[0] for row in HEADS])
def test_statements_read_off_the_source_are_those_of_the_tree(name: str, head: str) -> None:
    """Quotes, capitals, entities and scripts in a head are read as a parser reads them."""
    source = page(head, h1="")
    root = parse_html(source.replace(TEASERS, ""))
    said, body = fast_statements(source)

    assert root is not None
    assert metadata_of(said, URL) == read_metadata(root, URL)
    assert source[body:].startswith("<body>")


def test_json_ld_behind_the_head_counts() -> None:
    """Many sites put their JSON-LD at the end of the body."""
    source = page(meta("og:site_name", "Harrow Courier")).replace("</body>", f"{HEAD}</body>")

    assert fast(source).date.value == "2026-02-01T09:30:00+01:00"


@pytest.mark.parametrize("head", ['<meta "' * 20_000, "<meta x='" * 20_000, "<script>" * 20_000, "<title " * 20_000])
def test_a_broken_head_is_read_in_no_time(head: str) -> None:
    """Marks that are never closed cost no more than their length, and the page keeps its article."""
    said, _ = fast_statements(head)

    assert len(said.meta) == 0


MARKED = [
    ("a paragraph", "<p>One &amp; two</p>", [("One & two", "p", 0.0)]),
    ("a line break", "<p>One<br>\ntwo</p>", [("One", "p", 0.0), ("two", "p", 0.0)]),
    ("a link", '<p><a href="/x">Half</a> not</p>', [("Half not", "p", 0.5)]),
    ("a line break in a heading", "<h2>One<br>\ntwo</h2>", [("One", "h2", 0.0), ("two", "h2", 0.0)]),
    ("a link over lines", '<a href="/x">\nAll\n\n<h3>of it</h3>\n</a>', [("All", "", 1.0), ("of it", "h3", 1.0)]),
    ("a heading in a link", '<a href="/x"> <h2>Head</h2></a>', [("Head", "h2", 1.0)]),
    ("a list", "<ul>\n  <li>item</li>\n</ul>", [("item", "li", 0.0)]),
    ("no element", "loose\n\n\n", [("loose", "", 0.0)]),
]


@pytest.mark.parametrize(("name", "marked", "expected"), MARKED, ids=[row[0] for row in MARKED])
def test_lines_know_their_element_and_links(name: str, marked: str, expected: list[tuple[str, str, float]]) -> None:
    """Of the elements that the extractor marks, each line knows the one it stands in, and its share of links."""
    lines = fast_lines(marked)

    assert [(block.text, element, block.links) for block, element in zip(*lines, strict=True)] == expected


def test_a_page_whose_main_text_is_missed_is_read_whole() -> None:
    """Where the extractor takes nearly nothing for the main text, all text is looked at."""
    body = page().partition("<main>")[2].partition("</main>")[0]
    source = f'<html><body><div class="sidebar comments" id="footer">{body}</div></body></html>'

    assert "Halcyon" in fast_text(source)


def test_scripts_without_spaces_keep_their_article() -> None:
    """A page in Chinese is not lost for having no words between spaces."""
    lines = [
        f"港口办公室周一表示，第{number}艘渡轮将在九周的修理后重新启航，岛上居民一直在等待，他们从冬天起就只能乘渔船往来。"
        for number in "一二三四五"
    ]
    body = "".join(f"<p>{line}</p>" for line in lines)
    source = f"<html lang='zh'><body><main><h1>渡轮重新启航</h1>{body}</main></body></html>"

    assert fast(source).text.split("\n\n") == lines
    assert fast(source).language == "zh"
