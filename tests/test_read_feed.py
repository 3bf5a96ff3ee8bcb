"""Feeds: each entry is a page, and a summary is never taken for an article."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping

import pytest

from retold.page import Page, Problem
from retold.read import read_pages
from retold.settings import ReadSettings
from retold.trace import clean_paths

SENTENCE = "The harbour of Marlow reopened on Monday after four years, the mayor said. "
BODY = "".join(f"<p>{SENTENCE}Pier {number} serves {number + 3} ferries a day.</p>" for number in range(1, 8))
SPACES = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'


def rss(*items: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    """An RSS feed of one outlet."""
    entries = "".join(f"<item>{item}</item>" for item in items)
    return f'{head}<rss version="2.0" {SPACES}><channel><title>Harrow Courier</title>{entries}</channel></rss>'


def atom(*entries: str) -> str:
    """An Atom feed of one outlet."""
    told = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Vale Observer</title>{told}</feed>'


def json_feed(*items: Mapping[str, object]) -> str:
    """A JSON Feed of one outlet."""
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Harrow Courier", "items": items})


def read(feed: str | bytes) -> tuple[list[Page], list[Problem]]:
    """The pages and the problems of a feed."""
    data = feed.encode() if isinstance(feed, str) else feed
    items = list(read_pages(["-"], ReadSettings(), io.BytesIO(data)))
    return [one for one in items if isinstance(one, Page)], [one for one in items if isinstance(one, Problem)]


def test_an_entry_is_a_page_with_what_the_feed_says_of_it() -> None:
    """Title, address, id, date and the outlet's name come from the feed, the full text from the entry."""
    item = (
        "<title>Port &amp; pier</title><link>https://harrow.example/1</link><guid>g1</guid>"
        f"<pubDate>Mon, 03 Mar 2031 09:00:00 +0100</pubDate><description>{SENTENCE}</description>"
        f"<content:encoded><![CDATA[{BODY}]]></content:encoded>"
    )

    pages, problems = read(rss(item))

    assert problems == []
    assert pages == [
        Page(
            name="stdin#g1",
            path="-",
            kind="html",
            text=BODY,
            url="https://harrow.example/1",
            given_id="g1",
            title="Port & pier",
            date="Mon, 03 Mar 2031 09:00:00 +0100",
            outlet="Harrow Courier",
        )
    ]


TEXTS: list[tuple[str, str, str, bool]] = [
    ("a summary", f"<description>{SENTENCE}</description>", "record", True),
    (
        "a summary with markup",
        f"<description>&lt;p&gt;{SENTENCE}&lt;/p&gt;&lt;img src='x'&gt;</description>",
        "record",
        True,
    ),
    ("a long one that goes on", f"<description>{SENTENCE * 8} […]</description>", "record", True),
    ("a long one with a link", f"<description>{SENTENCE * 8} Continue reading →</description>", "record", True),
    (
        "one made by a blog",
        f"<description>&lt;p&gt;{SENTENCE * 8}[&amp;#8230;]&lt;/p&gt;"
        "&lt;p&gt;The post T appeared first on Courier.&lt;/p&gt;</description>",
        "record",
        True,
    ),
    ("a teaser as content", f"<content:encoded><![CDATA[<p>{SENTENCE}</p>]]></content:encoded>", "record", True),
    ("a full text as summary", f"<description><![CDATA[{BODY}]]></description>", "html", False),
    (
        "a full text in a script without spaces",
        f"<description>{'マーローの港は月曜日に再開した。' * 20}</description>",
        "record",
        False,
    ),
    ("a full text without markup", f"<description>{SENTENCE * 8}</description>", "record", False),
    (
        "both",
        f"<description>{SENTENCE}…</description><content:encoded><![CDATA[{BODY}]]></content:encoded>",
        "html",
        False,
    ),
]


@pytest.mark.parametrize(("name", "item", "kind", "stub"), TEXTS, ids=[row[0] for row in TEXTS])
def test_a_summary_is_a_stub(name: str, item: str, kind: str, stub: bool) -> None:
    """What is short, or says that there is more elsewhere, is marked, whatever element it stands in."""
    pages, problems = read(rss(f"<title>T</title><link>https://harrow.example/1</link>{item}"))

    (page,) = pages
    assert (page.kind, page.stub) == (kind, stub)
    assert [(one.code, one.fatal) for one in problems] == ([("stubs", False)] if stub else [])
    if kind == "record":
        assert page.text.startswith((SENTENCE.strip(), "マーローの港"))
        assert "<" not in page.text


def test_a_feed_of_teasers_says_so() -> None:
    """One note counts the stubs and their words."""
    items = [f"<title>T</title><link>https://h.example/{n}</link><description>{SENTENCE}</description>" for n in (1, 2)]

    assert [one.says for one in read(rss(*items))[1]] == [
        "these are stubs: 2 entries with a summary of 13 words on average, not the article"
    ]
    full = f"<title>T</title><description><![CDATA[{BODY}]]></description>"
    assert read(rss(*items, full))[1][0].says.startswith("2 of its 3 entries are stubs: ")


def test_atom_is_read_like_rss() -> None:
    """Escaped, XHTML and plain content, and entries without an id or a date."""
    pages, problems = read(
        atom(
            "<id>urn:1</id><title type='html'>A &lt;b&gt;pier&lt;/b&gt;</title><link href='https://vale.example/1'/>"
            f"<updated>2031-03-03T09:00:00Z</updated><content type='html'>{BODY.replace('<', '&lt;')}</content>",
            f"<title>B</title><link href='https://vale.example/2'/><content type='xhtml'><div "
            f"xmlns='http://www.w3.org/1999/xhtml'>{BODY}</div></content>",
            f"<content type='text'>{SENTENCE * 8}</content>",
        )
    )

    assert problems == []
    assert [(one.name, one.kind, one.title, one.date) for one in pages] == [
        ("stdin#urn:1", "html", "A pier", "2031-03-03T09:00:00Z"),
        ("stdin#https://vale.example/2", "html", "B", None),
        ("stdin#entry 3", "record", None, None),
    ]
    assert {one.outlet for one in pages} == {"Vale Observer"}


def test_an_entry_of_another_outlet_names_it() -> None:
    """A feed that gathers entries of others says whose each is."""
    item = (
        f"<title>T</title><source url='https://quay.example'>Quay Herald</source><description>{SENTENCE}</description>"
    )

    assert read(rss(item))[0][0].outlet == "Quay Herald"


FORMS: list[tuple[str, bytes]] = [
    (
        "latin-1",
        rss("<description>Café open.</description>", head='<?xml version="1.0" encoding="ISO-8859-1"?>').encode(
            "latin-1"
        ),
    ),
    (
        "utf-16",
        rss("<description>Café open.</description>", head='<?xml version="1.0" encoding="UTF-16"?>').encode("utf-16"),
    ),
    ("control characters", rss("<description>Café\x00\x0b open.</description>").encode()),
    ("not well-formed", rss("<description>Café open.</description><title>A & B</title>").encode()[:-30]),
    ("a comment in front", rss("<description>Café open.</description>", head="<!-- made by hand -->\n").encode()),
    (
        "RDF",
        b'<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        b'xmlns="http://purl.org/rss/1.0/"><item><description>Caf\xc3\xa9 open.</description></item></rdf:RDF>',
    ),
]


@pytest.mark.parametrize(("name", "feed"), FORMS, ids=[row[0] for row in FORMS])
def test_feeds_of_any_make_are_read(name: str, feed: bytes) -> None:
    """Encodings, old forms and slips of the maker do not lose the entries."""
    (page,) = read(feed)[0]

    assert " ".join(page.text.split()) == "Café open."
    assert page.stub


HOSTILE: list[tuple[str, str]] = [
    (
        "entities in entities",
        rss(
            "<description>&i;</description>",
            head="<!DOCTYPE rss [<!ENTITY a 'xxxxxxxxxx'>"
            + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 50}'>" for n in range(8))
            + "]>",
        ),
    ),
    (
        "a file of the machine",
        rss("<description>&a;</description>", head="<!DOCTYPE rss [<!ENTITY a SYSTEM 'pyproject.toml'>]>"),
    ),
    ("endless nesting", "<rss>" + "<a>" * 50_000),
    ("a heap of brackets", "<rss><channel><item><description>" + "<" * 200_000),
    ("a heap of tags", "<rss><channel><item><description>" + "<a" * 100_000),
    ("a heap of comments", "<!-- -->" * 900 + rss("<description>One.</description>", head="")),
]


@pytest.mark.parametrize(("name", "feed"), HOSTILE, ids=[row[0] for row in HOSTILE])
def test_a_hostile_feed_does_no_harm(name: str, feed: str) -> None:
    """Nothing is expanded, fetched or read from the machine; what is left is said to be nothing or next to it."""
    pages, problems = read(feed)

    assert all(len(one.text) < 100 and "retold" not in one.text for one in pages)
    assert len(problems) == 1


def test_a_feed_without_texts_is_named() -> None:
    """Entries that are headlines only, or none at all, are a problem; so is XML of another kind."""
    assert [(one.code, one.fatal) for one in read(rss("<title>T</title>"))[1]] == [("empty", True)]
    assert [(one.code, one.fatal) for one in read(rss())[1]] == [("empty", True)]
    (problem,) = read('<?xml version="1.0"?><urlset><url><loc>https://h.example/1</loc></url></urlset>')[1]
    assert (problem.code, problem.says) == (
        "other-xml",
        "it is XML of another kind (urlset), neither a page nor a feed",
    )


def test_full_entries_become_articles() -> None:
    """The text of an entry, cleaned, with the feed's title, outlet and date."""
    item = (
        "<title>Marlow reopens</title><link>https://harrow.example/1</link>"
        "<pubDate>Mon, 03 Mar 2031 09:00:00 GMT</pubDate>"
        f"<content:encoded><![CDATA[{BODY}]]></content:encoded>"
    )

    (article,), problems = clean_paths(["-"], stdin=io.BytesIO(rss(item).encode()))

    assert problems == ()
    assert (article.title, article.outlet, article.date.value) == (
        "Marlow reopens",
        "Harrow Courier",
        "2031-03-03T09:00:00+00:00",
    )
    assert article.text.count("ferries a day.") == 7


def test_an_item_of_a_json_feed_is_a_page() -> None:
    """A JSON Feed is read like any other feed: full texts as pages, summaries as stubs, items without text counted."""
    full = {
        "id": 7,
        "url": "https://harrow.example/7",
        "title": "Port &amp; pier",
        "date_published": "2031-03-03T09:00:00+01:00",
        "summary": SENTENCE,
        "content_html": BODY,
    }
    plain = {"id": "8", "content_text": SENTENCE * 12}

    pages, problems = read(json_feed(full, plain, {"id": "9", "summary": SENTENCE}, {"id": "10"}))

    assert pages[0] == Page(
        name="stdin#7",
        path="-",
        kind="html",
        text=BODY,
        url="https://harrow.example/7",
        given_id="7",
        title="Port & pier",
        date="2031-03-03T09:00:00+01:00",
        outlet="Harrow Courier",
    )
    assert [(page.kind, page.stub) for page in pages[1:]] == [("record", False), ("record", True)]
    assert [problem.code for problem in problems] == ["empty", "stubs"]


BROKEN_JSON_FEEDS: list[tuple[str, list[str]]] = [
    (json_feed()[:-1], ["bad-json"]),
    (json_feed(), ["empty"]),
    ('{"version": "https://jsonfeed.org/version/1", "items": {"a": 1}}', ["empty"]),
    ('{"version": "https://jsonfeed.org/version/1", "items": [1, null, {"content_html": ["x"]}]}', ["empty"]),
    ('{"version": "https://jsonfeed.org/version/1", "items": ' + "[" * 50_000, ["bad-json"]),
]


@pytest.mark.parametrize(("feed", "codes"), BROKEN_JSON_FEEDS, ids=[str(at) for at in range(len(BROKEN_JSON_FEEDS))])
def test_a_broken_json_feed_is_named(feed: str, codes: list[str]) -> None:
    """Whatever is wrong with a JSON Feed is a named problem."""
    pages, problems = read(feed)

    assert (pages, [problem.code for problem in problems]) == ([], codes)
