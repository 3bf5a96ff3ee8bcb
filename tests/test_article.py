"""Cleaning: the article whole, its furniture named, nothing invented, and every word findable on its page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from retold.article import clean_page, clean_pages
from retold.model import Article, PageSpan, Span, TextQuote, Title
from retold.page import Page, PageKind, Problem
from retold.settings import ArticleSettings

SETTINGS = ArticleSettings()

LEAD = (
    "The ferry Halcyon went down off Port Ellery on Sunday morning with sixty-one people aboard, the coast guard said."
)
SECOND = (
    "Nine bodies have been found, and fourteen people were still missing at night, according to the harbour master."
)
THIRD = "“She was just wrong in the water,” said Maud Fallon, who saw the ship from her kitchen and called for help."
FOURTH = (
    "The operator, Saltline, said that the vessel had passed its last inspection in May without a single complaint."
)
HEADING = "Two crabbers were first on the scene"
FIFTH = (
    "The crews of two fishing boats pulled twenty-six people over the rail before the lifeboat reached them in the fog."
)
BODY = (LEAD, SECOND, THIRD, FOURTH, HEADING, FIFTH)

TEASERS = """placeholder
Rail fares to rise in AugustSeason tickets between Harrow and Marlow will cost 96 crowns more, the operator said on Tues
Author  Tobias Lamb
Apr 02, Wed
Season tickets between Harrow and Marlow will cost 96 crowns more, the operator said on Tues
placeholder
Museum returns bell to fishing village after 90 yearsThe bronze bell weighs 310 kilos and will hang in the new chapel
by Whit
Author  Nell Garrick
3 hours ago
The bronze bell weighs 310 kilos and will hang in the new chapel by Whit
backToTop"""


def clean(text: str, kind: PageKind = "text", url: str | None = None, settings: ArticleSettings = SETTINGS) -> Article:
    """The article of a page that has one."""
    article, _ = clean_page(Page(name="page", path="page", kind=kind, text=text, url=url), settings)
    assert article is not None
    return article


def refused(text: str, kind: PageKind = "html") -> Problem:
    """The problem of a page that has no article."""
    article, problems = clean_page(Page(name="page", path="page", kind=kind, text=text), SETTINGS)
    assert article is None
    return problems[0]


def shown(article: Article) -> list[str]:
    """The sentences, headings and captions of an article."""
    return [article.text[one.start : one.end] for one in article.sentences]


# ------------------------------------------------------------------------------------------------------- flat pages


@pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["line by line", "with empty lines"])
def test_a_clean_text_is_kept_whole(between: str) -> None:
    """A text without furniture is its own article, letter for letter, and no headline is made up for it."""
    page = between.join(BODY)

    article = clean(page)

    assert article.text == page
    assert article.page_spans == (PageSpan(0, len(page), 0),)
    assert (article.title, article.outlet, article.byline, article.date.value) == (None, None, (), None)
    assert (article.furniture, article.cut_share) == ((), 0.0)
    assert [one.kind for one in article.sentences].count("heading") == 1


def test_head_and_furniture_are_taken_off_a_flat_page() -> None:
    """Headline, byline, date and source line go to their fields, furniture is named, the body stays whole."""
    head = (
        "Ferry with sixty-one aboard sinks off Port Ellery\nBy Hester Quayle\nPosted October 12, 2025, 8:05 am\n"
        "Source: Meridian Wire"
    )
    page = (
        f"{head}\n\n" + "\n\n".join(BODY) + f"\n\nSign up to our newsletter for more stories like this one\n{TEASERS}"
    )

    article = clean(page)

    assert article.text == "\n\n".join(BODY)
    assert article.title == "Ferry with sixty-one aboard sinks off Port Ellery"
    assert article.title_page == Span(0, len(article.title))
    assert article.byline == ("Hester Quayle",)
    assert (article.date.value, article.date.basis) == ("2025-10-12T08:05", "visible")
    assert [(credit.name, credit.kind, credit.level, credit.at) for credit in article.credits] == [
        ("Meridian Wire", "source-line", "article", None)
    ]
    kinds = [item.kind for item in article.furniture]
    assert {"newsletter", "placeholder", "teaser"} <= set(kinds)
    assert kinds.count("teaser") >= 4
    assert 0.3 < article.cut_share < 0.6


def test_every_cut_is_found_on_the_flat_page() -> None:
    """The spans of body, headline, credits and furniture hold the very words of the page."""
    page = "Ferry sinks off Port Ellery in fog\r\n\r\nSource Saltmarsh\n\n" + "\n".join(BODY) + "\n" + TEASERS

    article = clean(page)

    for span in article.page_spans:
        assert isinstance(span, PageSpan)
        length = span.article_end - span.article_start
        assert article.text[span.article_start : span.article_end] == page[span.page_start : span.page_start + length]
    for item in article.furniture:
        assert item.page is not None
        assert page[item.page.start : item.page.end] == item.text
    assert article.title_page is not None
    assert page[article.title_page.start : article.title_page.end] == article.title
    assert [page[credit.page.start : credit.page.end] for credit in article.credits if credit.page] == [
        "Source Saltmarsh"
    ]


def test_a_teaser_never_dates_or_signs_the_article() -> None:
    """Dates and names that stand with other stories are not the article's."""
    page = (
        "\n\n".join(BODY)
        + "\n\nMore from the Beacon\nTwo injured as crane topples\nBy Joan Tarrant, 2 October 2025\nMay 21, 2025"
    )

    article = clean(page)

    assert (article.date.value, article.byline) == (None, ())


def test_a_label_in_the_middle_takes_its_teasers_with_it() -> None:
    """A list under "Related" inside the article is cut, and the article goes on below it."""
    teasers = "RELATED\nActress sells island retreat for 8 million crowns\nNurses vote for strike in three hospitals"
    page = "\n\n".join([*BODY[:3], teasers, *BODY[3:]])

    article = clean(page)

    assert article.text == "\n\n".join(BODY)


@pytest.mark.parametrize("page", ["Home\nNews\nSport\nContact\n", "placeholder\nquote\n", "12345"])
def test_a_page_without_prose_is_no_article(page: str) -> None:
    """A page of buttons is refused with a reason instead of being taken for news."""
    assert refused(page, "text").code == "no-article"


# --------------------------------------------------------------------------------------------- lines set into the body

INSERTS: list[tuple[str, str]] = [
    ("[Picture: the lifeboat leaves the quay at dawn]", "caption"),
    ("Photo: The wreck of the ferry is towed into the harbour on Monday.", "caption"),
    ("Pictured: the ferry Halcyon leaving port in 2019.", "caption"),
    ("READ ALSO: Harbour fees to rise again next spring", "teaser"),
    ("Related: Why are old ferries still at sea?", "teaser"),
    (">> Watch: Our reporter on board the lifeboat (1:12)", "teaser"),
    ("Poll: Would you still take the ferry?", "teaser"),
    ("Lesen Sie auch: Gebühren im Hafen steigen", "teaser"),
    ("Advert: Quince & Sons, boots for all weathers. Call 5550 771.", "promotion"),
    ("Sponsored: Are you paying too much for your boat cover? Compare 30 insurers.", "promotion"),
    ("Tip of the day: Marlow to win at 7/2 with BetPlaice. 18+ only.", "promotion"),
    ("Beacon Extra: Start your free trial today and cancel any time.", "promotion"),
    ("Join 40,000 readers who get our morning briefing.", "promotion"),
    ("Have you got a story for us? Call our newsroom on 5550 123.", "promotion"),
    ("Discuss this story in our forum: 84 replies", "comment"),
]


@pytest.mark.parametrize(("line", "kind"), INSERTS, ids=[row[0][:30] for row in INSERTS])
@pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["line by line", "with empty lines"])
def test_a_labelled_line_is_cut_from_the_middle(line: str, kind: str, between: str) -> None:
    """A line that its own label or offer gives away goes, by its kind, and every paragraph round it stays."""
    article = clean(between.join([*BODY[:2], line, *BODY[2:]]))

    assert [(item.text, item.kind) for item in article.furniture] == [(line, kind)]
    assert all(paragraph in article.text for paragraph in BODY)


LIKE_INSERTS = [
    "At 21:40 the wind dropped and the search began anew, forecasters said.",
    "18:05 was the minute in which the first call came in, the coast guard said.",
    "Photographs: that was all she had left of the house, Fallon said.",
    "“Read the report,” Fallon said: nothing in it was new.",
    "A ticket costs 18 crowns a month, and readers of the Beacon may cancel at any time, Saltline said.",
    "Related costs would rise to nine million crowns, the operator said.",
    "The council turned down a second ferry by 19 to 17 votes.",
]


@pytest.mark.parametrize("line", LIKE_INSERTS, ids=[line[:30] for line in LIKE_INSERTS])
def test_a_sentence_that_begins_like_an_insert_stays(line: str) -> None:
    """A time, a price or a picture in a sentence of the article is no reason to cut it."""
    assert line in clean("\n\n".join([*BODY[:2], line, *BODY[2:]])).text


def test_a_slug_keeps_its_place_on_the_page() -> None:
    """The credit of a slug is found on the flat page although no sentence holds it."""
    page = "Ferry sinks off Port Ellery in fog\n\nPORT ELLERY (Harbour Wire) - " + "\n\n".join(BODY)

    article = clean(page)

    assert shown(article)[0] == LEAD
    assert [page[one.page.start : one.page.end] for one in article.credits if one.page] == [
        "PORT ELLERY (Harbour Wire)"
    ]


BELOW = [
    "21:40 Wind to drop in the night, forecasters think.\n21:15 Coast road open again after the storm.",
    "Sat 18 October, 10 a.m. - Book sale, St Agnes hall. Tea and cakes.",
    "References\n1. Lum A, Ork C. Sleep at sea. J Night Med 2024;11:204-213.\n2. Night Watch Survey 2026, table 14.",
    "1 Harrow Town  6  5  1  0  16\n2 Marlow Utd  6  4  1  1  13\n3 Quern City  6  3  2  1  11",
    "More podcasts\nThe Long Watch, episode 12: The baker of Fernley\n31 min\n"
    "Baker Otto Lindt tells Nell Garrick how he lost his nose for yeast and won it back.",
]


@pytest.mark.parametrize("lines", BELOW, ids=[lines[:25] for lines in BELOW])
def test_what_stands_below_the_article_is_cut(lines: str) -> None:
    """Tickers, diaries, references, tables and lines about something else do not end the article."""
    assert clean("\n\n".join([*BODY, lines])).text == "\n\n".join(BODY)


# ------------------------------------------------------------------------------------------------------------- records


def test_a_record_is_not_touched() -> None:
    """A record keeps every letter and its own statements; with the switch it is cleaned like any flat page."""
    text = "Sign up for our newsletter today!\n" + "\n".join(BODY) + "\n"
    page = Page("d#1", "d", "record", text, "https://h.example/2025/10/12/x", "1", "T", None, "Harrow Courier")

    (article,), _ = clean_pages([page], SETTINGS)
    (cleaned,), _ = clean_pages([page], ArticleSettings(clean_records=True))

    assert article.text == text
    assert article.page_spans == (PageSpan(0, len(text), 0),)
    assert (article.title, article.outlet, article.given_id) == ("T", "Harrow Courier", "1")
    assert article.titles == (Title("T", "given"),)
    assert (article.date.value, article.date.basis) == ("2025-10-12", "url")
    assert cleaned.text == "\n".join(BODY)


# -------------------------------------------------------------------------------------------------- pages with markup


def html(body: str, head: str = "", title: str = "Ferry sinks off Port Ellery | Harrow Courier") -> str:
    """A page round some article markup."""
    return f"""<!DOCTYPE html><html lang="en"><head><title>{title}</title>{head}</head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<script>var secret = "never shown";</script><style>p {{ color: red }}</style>
<main><article><h1>Ferry sinks off Port Ellery</h1>{body}</article></main>
<aside class="related"><h2>Most read</h2><ul><li><a href="/1">Rail fares to rise by 3.4 percent in August</a>
<time datetime="2024-01-02">2 January 2024</time></li></ul></aside>
<section class="comments"><p>truthteller: I heard from a friend that they are hiding it.</p></section>
<footer>© 2026 Harrow Courier. All rights reserved.</footer></body></html>"""


PARAGRAPHS = "".join(f"<h2>{part}</h2>" if part == HEADING else f"<p>{part}</p>" for part in BODY)


def test_markup_is_read_as_paragraphs_and_headings() -> None:
    """Paragraphs and cross-headings come out in order; headline, scripts, teasers and comments stay outside."""
    article = clean(html(PARAGRAPHS), "html")

    assert article.text == "\n\n".join(BODY)
    assert article.title == "Ferry sinks off Port Ellery"
    assert [article.words_of(at) for at, one in enumerate(article.sentences) if one.kind == "heading"] == [HEADING]
    cut = {item.text: item.kind for item in article.furniture}
    assert cut["truthteller: I heard from a friend that they are hiding it."] == "comment"
    assert cut["© 2026 Harrow Courier. All rights reserved."] == "legal"
    assert not any("secret" in text or "color" in text for text in cut)
    assert article.date.value is None


def test_sentences_of_markup_are_quoted_with_their_surroundings() -> None:
    """A page with markup has no offsets, so each sentence comes as the exact words with those before and after."""
    article = clean(html(PARAGRAPHS), "html")

    quotes = [quote for quote in article.page_spans if isinstance(quote, TextQuote)]
    assert [quote.exact for quote in quotes] == shown(article)
    assert quotes[0].prefix.endswith("Ferry sinks off Port Ellery\n")
    assert quotes[1].prefix.strip().endswith(LEAD[-20:])


HEADS: list[tuple[str, str, str, str | None, str, tuple[str, ...]]] = [
    (
        "json-ld",
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferry sinks off Port Ellery", '
        '"datePublished": '
        '"2025-10-12T08:05:00+01:00", "author": [{"@type": "Person", "name": "By Ada Lum"}, '
        '{"@type": "Organization", "name": "Desk"}],'
        ' "publisher": {"name": "Harrow Courier"}}</script>',
        "2025-10-12T08:05:00+01:00",
        "Harrow Courier",
        "json-ld",
        ("Ada Lum",),
    ),
    (
        "meta",
        '<meta property="article:published_time" content="2025-10-12T08:05Z">'
        '<meta property="og:site_name" content="The Harrow">'
        '<meta name="author" content="Ada Lum, Senior Reporter and Cem Ork">',
        "2025-10-12T08:05+00:00",
        "The Harrow",
        "meta",
        ("Ada Lum", "Cem Ork"),
    ),
    (
        "broken json-ld",
        '<script type="application/ld+json">{"@type": "NewsArticle", </script>',
        "",
        "Harrow Courier",
        "none",
        (),
    ),
]


@pytest.mark.parametrize(("name", "head", "date", "outlet", "basis", "byline"), HEADS, ids=[row[0] for row in HEADS])
def test_the_page_speaks_for_itself(
    name: str, head: str, date: str, outlet: str | None, basis: str, byline: tuple[str, ...]
) -> None:
    """Date with zone, outlet and people come from the markup with their basis; roles and companies are no names."""
    article = clean(html(PARAGRAPHS, head), "html")

    assert (article.date.value or "", article.date.basis) == (date, basis)
    assert (article.outlet, article.byline) == (outlet, byline)


def test_contradictory_dates_are_said() -> None:
    """Dates more than a day apart are kept as conflicts and noted; the same day in another form is none."""
    head = '<meta name="date" content="2025-10-12">'
    visible = '<p class="date">Published 7 October 2025</p>'
    page = Page("p", "p", "html", html(visible + PARAGRAPHS, head), "https://h.example/2025/10/12/ferry")

    article, problems = clean_page(page, SETTINGS)

    assert article is not None
    assert (article.date.value, article.date.basis, article.date.conflicts) == ("2025-10-12", "meta", ("2025-10-07",))
    assert [(problem.code, problem.fatal) for problem in problems] == [("date-conflict", False)]


def test_credits_in_markup_are_structured() -> None:
    """An address that says where the original stands, and ``isBasedOn``, are credits without a place in the text."""
    head = (
        '<link rel="canonical" href="https://www.meridian.example/ferry">'
        '<meta name="syndication-source" content="Meridian Wire">'
    )
    article = clean(html(PARAGRAPHS, head), "html", url="https://harrow.example/ferry")

    assert {(credit.name, credit.kind, credit.at) for credit in article.credits} >= {
        ("meridian.example", "structured", None),
        ("Meridian Wire", "structured", None),
    }


def test_hostile_markup_stays_text() -> None:
    """What looks like markup in the words of a page comes out as words."""
    bad = "<p>The mayor typed &lt;script&gt;alert(1)&lt;/script&gt; into the form, the council said, in vain.</p>"
    article = clean(html(PARAGRAPHS + bad), "html")

    assert "<script>alert(1)</script>" in article.text


DEEP: list[tuple[str, str]] = [
    ("divs", "<div>" * 100_000),
    ("unclosed bold", "<b>x" * 100_000),
    ("spans", "<html><body>" + "<span>" * 100_000 + "x" + "</span>" * 100_000),
]


@pytest.mark.parametrize(("name", "page"), DEEP, ids=[row[0] for row in DEEP])
def test_bottomless_markup_is_refused(name: str, page: str) -> None:
    """A page of a hundred thousand nested elements is refused at once with its own reason."""
    assert refused(page).code == "too-deep"


def test_depth_that_real_pages_reach_is_read() -> None:
    """Hundreds of nested elements, and thousands that browsers close by themselves, lose no text."""
    deep = "<div>" * 400 + PARAGRAPHS + "</div>" * 400
    loose = "".join(f"<p>{part}" for part in BODY) + "<p>" * 5_000

    assert LEAD in clean(html(deep), "html").text
    assert LEAD in clean(html(loose), "html").text


@pytest.mark.parametrize(
    "page", ["<html></html>", "<html><body><script>x</script></body></html>", "<!-- only this -->", "<"]
)
def test_markup_without_text_is_no_article(page: str) -> None:
    """Markup that shows nothing is refused with a reason."""
    assert refused(page).code == "no-article"


# ---------------------------------------------------------------------------------------------------------- the pile


def test_what_a_site_repeats_is_furniture() -> None:
    """A line under three different articles of one outlet is cut; the lines of its copies of one article are not."""
    slogan = "The Harrow Courier has been read at breakfast in four counties since the year 1871, and it shows."
    towns = ("Marlow", "Wexcombe", "Brindlow")
    texts = [f"<p>{LEAD.replace('Port Ellery', town)} {town * 3}</p><p>{SECOND} In {town}.</p>" for town in towns]
    differing = [
        Page(town, town, "html", html(text + f"<p>{slogan}</p>")) for town, text in zip(towns, texts, strict=True)
    ]
    copies = [Page(f"copy {at}", f"copy {at}", "html", html(PARAGRAPHS + f"<p>{slogan}</p>")) for at in range(4)]

    articles, _ = clean_pages(differing, SETTINGS)
    same, _ = clean_pages(copies, SETTINGS)

    assert all(slogan not in article.text for article in articles)
    assert all(slogan in [item.text for item in article.furniture] for article in articles)
    assert all(LEAD in article.text for article in same)


def test_ids_are_stable_and_distinct() -> None:
    """The same page has the same id on every run; the same words under another name are another article."""
    pages = [Page(name, name, "text", "\n".join(BODY)) for name in ("a", "b")]

    first, _ = clean_pages(pages, SETTINGS)
    again, _ = clean_pages(pages, SETTINGS)

    assert first == again
    assert len({article.id for article in first}) == 2


def test_a_failing_page_does_not_stop_the_pile() -> None:
    """The pages round one that cannot be cleaned are still cleaned."""
    good = Page("good", "good", "text", "\n".join(BODY))
    bad = Page("bad", "bad", "html", "<div>" * 5_000)

    articles, problems = clean_pages([bad, good], SETTINGS)

    assert [article.path for article in articles] == ["good"]
    assert [(problem.path, problem.fatal) for problem in problems] == [("bad", True)]


# --------------------------------------------------------------------------------------------------- the two seed pages


def test_the_seed_pages(shared_data: Path) -> None:
    """Of the repost exactly the article is kept, with headline and source line apart; the retelling is kept whole."""
    folder = shared_data / "seeds"
    truth = json.loads((folder / "alignment.json").read_text(encoding="utf-8"))
    page = {side: (folder / truth[side]["file"]).read_text(encoding="utf-8") for side in "AB"}
    units = {name: Span(*span) for name, span in truth["B"]["units"].items()}

    whole, repost = clean(page["A"]), clean(page["B"])

    assert (whole.text, whole.title, whole.furniture) == (page["A"], None, ())
    assert repost.page_spans == (PageSpan(0, units["B25"].end - units["B1"].start, units["B1"].start),)
    assert repost.title_page == units["B0"]
    assert [(credit.kind, credit.level, credit.page) for credit in repost.credits] == [
        ("source-line", "article", units["BC"])
    ]
    for article in (whole, repost):
        assert (article.outlet, article.byline, article.date.value) == (None, (), None)
    assert set(shown(repost)) == {
        page["B"][span.start : span.end] for name, span in units.items() if name not in ("B0", "BC")
    }
