"""What a page says about itself: title, people, outlet and sources, each with its basis and none invented."""

from __future__ import annotations

import json

import pytest

from retold.article import clean_page
from retold.article.byline import Author, byline_names, sort_authors
from retold.article.title import bare_title
from retold.model import Title
from retold.page import Page
from retold.settings import ArticleSettings
from tests.markup import HEADLINE, URL, clean, ld, meta, page

# -------------------------------------------------------------------------------------------------------------- people

PERSON = {"@type": "Person", "name": "Ada Lum"}
BYLINES: list[tuple[str, str, tuple[str, ...]]] = [
    ("a person", ld(author=PERSON), ("Ada Lum",)),
    ("people", ld(author=[PERSON, {"@type": ["Person"], "name": "Cem Ork"}]), ("Ada Lum", "Cem Ork")),
    ("a list in a list", ld(author={"@list": [PERSON]}), ("Ada Lum",)),
    ("names in one object", ld(author={"@type": "Person", "name": ["Ada Lum", "Cem Ork"]}), ("Ada Lum", "Cem Ork")),
    ("given and family name", ld(author={"givenName": "Ada", "familyName": "Lum"}), ("Ada Lum",)),
    ("a string", ld(author="Ada Lum"), ("Ada Lum",)),
    ("two in a string", ld(author="Ada Lum and Cem Ork"), ("Ada Lum", "Cem Ork")),
    ("three in a string", ld(author="Ada Lum, Cem Ork & Mia Öz"), ("Ada Lum", "Cem Ork", "Mia Öz")),
    ("set off by strokes", ld(author={"name": "Ada Lum / Cem Ork"}), ("Ada Lum", "Cem Ork")),
    ("last name first", ld(author="Lum, Ada"), ("Ada Lum",)),
    ("capitals", ld(author="ADA LUM; FERGUS MCDAID"), ("Ada Lum", "Fergus McDaid")),
    ("a label and a role", ld(author="By Ada Lum, Harrow correspondent"), ("Ada Lum",)),
    ("a role that runs on", ld(author="Ada Lum Senior Political Editor"), ("Ada Lum",)),
    ("an outlet behind", ld(author="Ada Lum BBC News"), ("Ada Lum",)),
    ("a place behind", ld(author="Ada Lum, New York"), ("Ada Lum",)),
    ("degrees", ld(author="Ada Lum, MD, PhD"), ("Ada Lum",)),
    ("a company among people", ld(author=[PERSON, {"@type": "Organization", "name": "Quern Ltd"}]), ("Ada Lum",)),
    ("a desk called a person", ld(author={"@type": "Person", "name": "Harrow Newsroom"}), ()),
    ("the site called a person", ld(author={"@type": "Person", "name": "Harrow Courier"}), ()),
    (
        "the publisher of a site of one's own",
        ld(author=PERSON, publisher={"@type": ["Person", "Organization"], "name": "Ada Lum"}),
        ("Ada Lum",),
    ),
    ("a surname like an outlet", ld(author={"@type": "Person", "name": "Nell Post"}), ("Nell Post",)),
    ("a pen name", ld(author={"@type": "Person", "name": "Marrow"}), ("Marrow",)),
    ("the account of the house", ld(author={"@type": "Person", "name": "harrowcourier"}), ()),
    ("no pen name", ld(author={"@type": "Person", "name": "admin"}), ()),
    ("an address", ld(author="https://harrow.example/authors/lum"), ()),
    ("a creator", ld(creator=PERSON), ("Ada Lum",)),
    ("Korean with office", ld(author="김서연 기자"), ("김서연",)),
    ("Japanese", ld(author="山田花子、佐藤次郎"), ("山田花子", "佐藤次郎")),
    ("Russian", ld(author="Анна Лум и Олег Орк"), ("Анна Лум", "Олег Орк")),
    ("meta", meta("author", "Ada Lum, Senior Reporter and Cem Ork"), ("Ada Lum", "Cem Ork")),
    (
        "meta after JSON-LD without people",
        ld(author={"name": "Harrow Courier"}) + meta("byl", "By Ada Lum"),
        ("Ada Lum",),
    ),
    (
        "meta of journals",
        meta("citation_author", "Lum, Ada") + meta("citation_author", "Ork, Cem"),
        ("Ada Lum", "Cem Ork"),
    ),
    ("the same as a slug", meta("author", "Ada Lum") + meta("parsely-author", "ada-lum"), ("Ada Lum",)),
    ("labels for sharing", meta("twitter:label1", "Written by") + meta("twitter:data1", "Ada Lum"), ("Ada Lum",)),
    ("other labels", meta("twitter:label1", "Reading time") + meta("twitter:data1", "Four Minutes"), ()),
    ("a profile", meta("article:author", "https://social.example/harrow"), ()),
]


@pytest.mark.parametrize(("name", "head", "byline"), BYLINES, ids=[row[0] for row in BYLINES])
def test_people_in_the_markup(name: str, head: str, byline: tuple[str, ...]) -> None:
    """Every form in which markup names authors gives the people, without roles, places, companies and addresses."""
    assert clean(page(head + meta("og:site_name", "Harrow Courier"))).byline == byline


def test_authors_are_followed_through_the_graph() -> None:
    """A reference to a person elsewhere in the graph is the person."""
    graph = [
        {"@type": "WebSite", "@id": "#site", "name": "Harrow Courier", "publisher": {"@id": "#house"}},
        {"@type": "WebPage", "@id": URL, "datePublished": "2025-10-12T08:05:00+01:00"},
        {"@type": "Article", "isPartOf": {"@id": URL}, "headline": HEADLINE, "author": [{"@id": "#lum"}, "#ork"]},
        {"@type": "Organization", "@id": "#house", "name": "Quern Ltd"},
        {"@type": "Person", "@id": "#lum", "name": "Ada Lum"},
        {"@type": "Person", "@id": "#ork", "name": "Cem Ork"},
    ]

    article = clean(page(f'<script type="application/ld+json">{json.dumps({"@graph": graph})}</script>'))

    assert article.byline == ("Ada Lum", "Cem Ork")
    assert (article.date.value, article.outlet) == ("2025-10-12T08:05:00+01:00", "Harrow Courier")


SEEN_BYLINES: list[tuple[str, tuple[str, ...]]] = [
    ("<p>By Ada Lum and Cem Ork, Staff Writers</p>", ("Ada Lum", "Cem Ork")),
    ("<p>Published on 12 October 2025 by Ada Lum</p>", ("Ada Lum",)),
    ("<div><p>By</p><p>Ada Lum</p></div>", ("Ada Lum",)),
    ("<div><span>By</span><a href='/x'>Ada Lum</a>Oct 12, 2025</div>", ("Ada Lum",)),
    ("<p><span class='article-author__name'>Ada Lum</span><span>Founder at Quern</span></p>", ("Ada Lum",)),
    ("<p><a rel='author' href='/x'>Marrow</a></p>", ("Marrow",)),
    ("<p><a href='/authors/lum'>Ada Lum</a></p>", ("Ada Lum",)),
    ("<p><a rel='author' href='/x'>Ada Lum</a> <a rel='author' href='/y'>Cem Ork</a></p>", ("Ada Lum", "Cem Ork")),
    ("<p>Von Ada Lum, Berlin</p>", ("Ada Lum",)),
    ("<p>Por Ada Lum y Cem Ork</p>", ("Ada Lum", "Cem Ork")),
    ("<p>Text: Ada Lum</p>", ("Ada Lum",)),
    ("<p>By Harbour Wire</p>", ()),
    ("<p>Medically reviewed by Ada Lum</p>", ()),
    ("<p>Photo by Ada Lum</p>", ()),
    ("<p>By Christmas Eve the sea was calm again</p>", ()),
    ("<p>Topic Author</p>", ()),
    ("", ()),
]


@pytest.mark.parametrize(("top", "byline"), SEEN_BYLINES, ids=[row[0][:40] for row in SEEN_BYLINES])
def test_people_at_the_head(top: str, byline: tuple[str, ...]) -> None:
    """Without a statement in markup the byline that a reader sees counts; that of a teaser or comment never does."""
    assert clean(page(top=top)).byline == byline


def test_people_below_the_article() -> None:
    """A line under the article that says who wrote it is a byline."""
    below = page().replace("</article>", "<h3>About the author</h3><h4>Ada Lum</h4></article>")

    assert clean(below).byline == ("Ada Lum",)


def test_the_only_author_link_of_a_page_is_believed() -> None:
    """A link that says author counts far below the article too, when the page has no other one."""
    far = "<h3>Notes</h3><p>Fog is low cloud.</p><p>Posted by: <a rel='author' href='/x'>Marrow</a></p>"

    assert clean(page().replace("</article>", f"{far}</article>")).byline == ("Marrow",)


LINES: list[tuple[str, tuple[str, ...]]] = [
    ("By Ada Lum for the Tidewater Gazette", ("Ada Lum",)),
    ("By Ada Lum in Marlow", ("Ada Lum",)),
    ("By Prof. Ada Lum (text) and Cem Ork (pictures)", ("Ada Lum", "Cem Ork")),
    ("By Ada Lum | Jan 2, 2025", ("Ada Lum",)),
    ("By Ada Lum and agencies", ("Ada Lum",)),
    ("Por Juan Ork y Lum", ("Juan Ork y Lum",)),
    ("Geschrieben von Jörg van der Aa", ("Jörg van der Aa",)),
    ("View all posts by Ada Lum", ("Ada Lum",)),
    ("By Jean-Luc d’Aran", ("Jean-Luc d’Aran",)),
]


@pytest.mark.parametrize(("line", "names"), LINES, ids=[row[0] for row in LINES])
def test_lines_that_name_people(line: str, names: tuple[str, ...]) -> None:
    """Places, outlets, dates and agencies beside a name are no part of it."""
    assert byline_names(line) == names


def test_companies_are_kept_apart() -> None:
    """Agencies and the site itself are companies, in the words of the page."""
    stated = [Author("Ada Lum, AFP"), Author("Quern", "company"), Author("Harrow Courier", "person")]

    found = sort_authors(stated, ("Harrow Courier",))

    assert found.people == ("Ada Lum",)
    assert [one.words for one in found.companies] == ["AFP", "Quern", "Harrow Courier"]


SIGNED: list[tuple[str, str, list[tuple[str, str]]]] = [
    ("people", ld(author=["Ada Lum", "Cem Ork"]), [("Ada Lum", "person"), ("Cem Ork", "person")]),
    ("an agency", ld(author={"@type": "Organization", "name": "Meridian Wire"}), [("Meridian Wire", "organization")]),
    ("the house", ld(author={"@type": "Person", "name": "Harrow Courier"}), [("Harrow Courier", "organization")]),
    ("a person and the house", ld(author=[PERSON, {"name": "Harrow Courier"}]), [("Ada Lum", "person")]),
    ("nobody", ld(), []),
]


@pytest.mark.parametrize(("name", "head", "authors"), SIGNED, ids=[row[0] for row in SIGNED])
def test_an_organization_signs_for_what_no_person_signs(name: str, head: str, authors: list[tuple[str, str]]) -> None:
    """The authors are people; without any they are the organizations that the page names, called so."""
    article = clean(page(head + meta("og:site_name", "Harrow Courier")))

    assert [(author.name, author.kind) for author in article.authors] == authors
    assert article.byline == tuple(name for name, kind in authors if kind == "person")


# -------------------------------------------------------------------------------------------------------------- titles

GLUED: list[tuple[str, str]] = [
    *((f"{HEADLINE} {mark} Harrow Courier", HEADLINE) for mark in "|-–—·•»:"),
    (f"{HEADLINE}：Harrow Courier", HEADLINE),
    (f"{HEADLINE} :: Harrow Courier", HEADLINE),
    (f"{HEADLINE}|Harrow Courier", HEADLINE),
    (f"Harrow Courier | {HEADLINE}", HEADLINE),
    (f"{HEADLINE} | Shipping | News | Harrow Courier", HEADLINE),
    (f"{HEADLINE} - Shipping - Harrow Courier", HEADLINE),
    (f"{HEADLINE} | The Harrow Courier, daily", HEADLINE),
    (f"{HEADLINE} - harrow.example", HEADLINE),
    (f"{HEADLINE} – nobody was warned", f"{HEADLINE} – nobody was warned"),
    (f"{HEADLINE} – nobody was warned | Harrow Courier", f"{HEADLINE} – nobody was warned"),
    ("Fares - and what they hide - Harrow Courier", "Fares - and what they hide"),
    ("The Harrow Courier and its readers", "The Harrow Courier and its readers"),
    ("Harrow Courier", "Harrow Courier"),
]


@pytest.mark.parametrize(("title", "bare"), GLUED, ids=[row[0] for row in GLUED])
def test_names_of_site_and_section_are_taken_off(title: str, bare: str) -> None:
    """What is glued to a headline goes; a dash inside it stays."""
    assert bare_title(title, ("Harrow Courier", "harrow")) == bare


def test_a_headline_that_the_page_shows_is_found_in_its_title() -> None:
    """A run of pieces that stands on the page by itself is the headline, whatever the others are."""
    assert bare_title("Fog - Learn to sail | Quern", ("Harrow Courier",), ("Fog",)) == "Fog"


SEEN = "Sixty-one aboard as ferry sinks"
TITLES: list[tuple[str, str, str, str]] = [
    ("what a reader sees", ld(headline="Ferry disaster: all you need to know"), SEEN, SEEN),
    (
        "with the words over it",
        ld(headline=f"Port Ellery: {SEEN}") + meta("og:title", f"Port Ellery: {SEEN}"),
        SEEN,
        f"Port Ellery: {SEEN}",
    ),
    ("the name of the site is none", meta("og:title", SEEN), "Harrow Courier", SEEN),
    ("for sharing, when nothing is shown", meta("og:title", f"{SEEN} | Harrow Courier") + ld(), "", SEEN),
    ("entities", meta("og:title", "Lum &amp;amp; Ork &amp;#x27;lost&amp;#x27; in fog"), "", "Lum & Ork 'lost' in fog"),
    ("cut short", meta("og:title", "Sixty-one aboard...") + ld(headline=SEEN), "", SEEN),
    ("over two lines", meta("og:title", SEEN), "Sixty-one aboard<br>as ferry sinks", SEEN),
    ("a short one", "", "Fog", "Fog"),
]


@pytest.mark.parametrize(("name", "head", "h1", "title"), TITLES, ids=[row[0] for row in TITLES])
def test_the_title_of_the_article(name: str, head: str, h1: str, title: str) -> None:
    """The headline that a reader sees goes first; the site's name is never one."""
    text = page(head + meta("og:site_name", "Harrow Courier"), title=f"{h1 or SEEN} | Harrow Courier", h1=h1)

    assert clean(text).title == title


TRAIL = "<nav><a href='/news'>News</a> <h1>Ferry disaster: All about the Halcyon off Port Ellery</h1></nav>"
CRUMBS = "<div><a href='/news'>News</a><h1>Ferry disaster: All about the Halcyon off Port Ellery</h1></div>"
SHOWN: list[tuple[str, str, str, str]] = [
    ("a lower heading", TRAIL, f"<h2>{SEEN}</h2>", SEEN),
    ("a heading with words over it", TRAIL, f"<h2><span>Port Ellery</span><br>{SEEN}</h2>", SEEN),
    ("a trail that no element names", CRUMBS, f"<h2>{SEEN}</h2>", SEEN),
    ("no heading at all", CRUMBS, f"<div>{SEEN}</div>", SEEN),
    ("nothing else that is shown", CRUMBS, "", "Ferry disaster: All about the Halcyon off Port Ellery"),
]


@pytest.mark.parametrize(("name", "trail", "shown", "title"), SHOWN, ids=[row[0] for row in SHOWN])
def test_a_heading_in_the_trail_of_links_is_not_the_headline(name: str, trail: str, shown: str, title: str) -> None:
    """Where a site ends its trail of links with a heading for search engines, the one over the article is taken."""
    words = "Ferry disaster: All about the Halcyon off Port Ellery"
    stated = f"Port Ellery: {SEEN}" if shown.startswith("<div>") else SEEN
    text = page(ld(headline=words) + meta("og:title", stated), title=words, top=shown, h1="")

    assert clean(text.replace("<main>", f"{trail}<main>")).title == title


def test_all_titles_are_kept_with_their_basis() -> None:
    """Each headline that the page gives is kept as given, so that what a copy forgot to change is seen."""
    head = ld(headline="Ferry lost in fog") + meta("og:title", "Fog takes a ferry – Meridian Wire")

    assert set(clean(page(head)).titles) == {
        Title("Fog takes a ferry – Meridian Wire", "meta"),
        Title("Ferry lost in fog", "json-ld"),
        Title(HEADLINE, "window"),
        Title(HEADLINE, "visible"),
    }


# ------------------------------------------------------------------------------------------- outlet, sources, the rest

OUTLETS: list[tuple[str, str, str | None, str, str | None]] = [
    ("the table by address", meta("og:site_name", "BBC Home"), "https://www.bbc.co.uk/news/x", HEADLINE, "BBC"),
    ("the site's name", meta("og:site_name", "The Harrow"), URL, HEADLINE, "The Harrow"),
    ("the publisher", ld(publisher={"name": "Harrow Courier"}), URL, HEADLINE, "Harrow Courier"),
    ("the window", "", URL, f"{HEADLINE} | Harrow Courier", "Harrow Courier"),
    ("a name with a slogan", meta("og:site_name", "Harrow - All the news of four counties"), URL, HEADLINE, "Harrow"),
    (
        "a copy that points to its original",
        meta("og:site_name", "Harrow Courier") + '<link rel="canonical" href="https://www.reuters.com/x">',
        None,
        HEADLINE,
        "Harrow Courier",
    ),
    ("a saved page", '<link rel="canonical" href="https://www.reuters.com/x">', None, HEADLINE, "Reuters"),
    ("nothing", "", URL, HEADLINE, None),
]


@pytest.mark.parametrize(("name", "head", "url", "title", "outlet"), OUTLETS, ids=[row[0] for row in OUTLETS])
def test_the_outlet(name: str, head: str, url: str | None, title: str, outlet: str | None) -> None:
    """The outlet is known by its address, or by what the page calls itself; none is invented."""
    assert clean(page(head, title=title), url).outlet == outlet


def test_a_row_of_the_user_names_the_outlet_at_its_domain() -> None:
    """A page is known by its address when a user says who publishes there, whatever the page calls itself."""
    text = page(meta("og:site_name", "Harrow"))
    settings = [ArticleSettings(outlets=rows) for rows in ("", "Harrow Morning Courier\t\t\t\tharrow.example\n")]

    articles = [clean_page(Page("page", "page", "html", text, URL), one)[0] for one in settings]

    assert [article and article.outlet for article in articles] == ["Harrow", "Harrow Morning Courier"]


WIRE = {"@type": "NewsMediaOrganization", "name": "Meridian Wire"}
CREDITS: list[tuple[str, str, list[tuple[str, str]]]] = [
    ("an agency as author", ld(author=WIRE), [("Meridian Wire", "author: Meridian Wire")]),
    ("an agency beside a person", ld(author="Ada Lum, AFP"), [("Agence France-Presse", "author: AFP")]),
    (
        "an agency's writer",
        ld(author={"@type": "Organization", "name": "AP Sports Writer"}),
        [("Associated Press", "author: AP Sports Writer")],
    ),
    ("a person called a company", ld(author={"@type": "Organization", "name": "Ada Lum"}), []),
    ("the house", ld(author={"@type": "Organization", "name": "Harrow Courier Online"}), []),
    ("a desk", ld(author={"@type": "Organization", "name": "News Desk"}), []),
    (
        "the work it is based on",
        ld(isBasedOn="https://www.reuters.com/x"),
        [("Reuters", "isBasedOn: https://www.reuters.com/x")],
    ),
    (
        "a named work",
        ld(isBasedOn={"@type": "Article", "name": "Meridian Wire"}),
        [("Meridian Wire", "isBasedOn: Meridian Wire")],
    ),
    ("its own page", ld(isBasedOn="https://m.harrow.example/other"), []),
    (
        "a meta element",
        meta("syndication-source", "Meridian Wire"),
        [("Meridian Wire", "syndication-source: Meridian Wire")],
    ),
    (
        "a canonical address elsewhere",
        '<link rel="canonical" href="https://www.reuters.com/x">',
        [("Reuters", "canonical: https://www.reuters.com/x")],
    ),
    ("its own canonical address", '<link rel="canonical" href="https://www.harrow.example/ferry">', []),
]


@pytest.mark.parametrize(("name", "head", "credits"), CREDITS, ids=[row[0] for row in CREDITS])
def test_sources_in_markup(name: str, head: str, credits: list[tuple[str, str]]) -> None:
    """Another outlet that markup names is a credit with its field; the page's own house and its people are none."""
    article = clean(page(head + meta("og:site_name", "Harrow Courier")))

    assert [(one.name, one.wording) for one in article.credits if one.kind == "structured"] == credits
    assert set(article.byline) <= {"Ada Lum"}


def test_a_publisher_that_is_an_agency_is_a_credit() -> None:
    """The page of a known outlet that gives an agency as its publisher names a source."""
    article = clean(page(ld(publisher={"name": "Associated Press"})), "https://www.bbc.co.uk/news/x")

    assert article.outlet == "BBC"
    assert [(one.name, one.wording) for one in article.credits] == [("Associated Press", "publisher: Associated Press")]


FREE: list[tuple[str, bool | None]] = [
    (ld(isAccessibleForFree=False), False),
    (ld(isAccessibleForFree="True"), True),
    (ld(isAccessibleForFree="http://schema.org/False"), False),
    (ld(hasPart={"@type": "WebPageElement", "isAccessibleForFree": "false"}), False),
    (meta("article:content_tier", "locked"), False),
    (meta("article:content_tier", "metered"), None),
    (ld(), None),
]


@pytest.mark.parametrize(("head", "free"), FREE, ids=[str(at) for at in range(len(FREE))])
def test_paywalls(head: str, free: bool | None) -> None:
    """Whether an article is free is what the page says, and unknown when it says nothing."""
    assert clean(page(head)).free is free


def test_addresses_and_works() -> None:
    """The canonical address is made whole; names and addresses of works are kept as given."""
    head = (
        ld(isBasedOn=["Meridian Wire", {"url": "https://meridian.example/1"}]) + '<link rel="canonical" href="/news/f">'
    )

    article = clean(page(head))

    assert article.canonical == "https://harrow.example/news/f"
    assert article.based_on == ("Meridian Wire", "https://meridian.example/1")


def test_the_declared_language_helps_where_words_do_not() -> None:
    """The words of the article tell its language, whatever a template declares."""
    assert clean(page(lang="de")).language == "en"
