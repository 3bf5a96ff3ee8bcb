"""Statements in broken, hostile or absurd markup: saved where a person could read them, and never in the way."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.markup import clean, ld, meta, page

GOOD = (
    '"headline": "Ferry lost", "datePublished": "2025-10-12", "author": [{"@type": "Person", "name": "Ada \\u004cum"}]'
)
NODE = f'{{"@type": "NewsArticle", {GOOD}}}'
BROKEN: list[tuple[str, str]] = [
    ("whole", NODE),
    ("in a comment", f"<!-- {NODE} -->"),
    ("in CDATA", f"//<![CDATA[\n{NODE}\n//]]>"),
    ("with comments", NODE.replace("{", "{ /* news */ // more\n", 1)),
    ("with commas too many", NODE.replace("}]", "},]").replace("]}", "],}")),
    ("with control characters", NODE.replace("lost", "lo\tst\n")),
    ("two in a row", f'{{"@type": "WebSite", "name": "Q"}}\n{NODE}'),
    ("two in a row, the first broken", f'{{"@type": "WebSite", "name": }}\n{NODE}'),
    ("with a semicolon", f"{NODE};"),
    ("escaped", NODE.replace('"', "&quot;")),
    ("cut off", NODE[:-2]),
    ("with bare quotation marks", NODE.replace("Ferry lost", 'Ferry "lost')),
    ("in a list of lists", f"[[{NODE}]]"),
    ("with a bottomless field", NODE.replace("{", '{"x": ' + "[" * 100_000 + ", ", 1)),
]


@pytest.mark.parametrize(("name", "source"), BROKEN, ids=[row[0] for row in BROKEN])
def test_broken_json_ld_is_saved(name: str, source: str) -> None:
    """Date and author come out of every script that a person could still read."""
    article = clean(page(f'<script type="application/ld+json">{source}</script>'))

    assert (article.date.value, article.date.basis, article.byline) == ("2025-10-12", "json-ld", ("Ada Lum",))


HOSTILE: list[tuple[str, str]] = [
    ("nothing in it", '<script type="application/ld+json"></script>'),
    ("no object", '<script type="application/ld+json">var x = 1;</script>'),
    ("bottomless", '<script type="application/ld+json">' + '{"a":' * 100_000 + "</script>"),
    ("a crowd", ld(author=[{"@type": "Person", "name": f"Ada Lum{'m' * (at % 50)}"} for at in range(20_000)])),
    ("a crowd in a string", ld(author=" and ".join(["Ada Lum"] * 20_000))),
    ("a book as title", f"<title>{'fog ' * 250_000}</title>" + meta("og:title", "fog " * 250_000)),
    ("open comments", '<script type="application/ld+json">{' + "/*" * 200_000 + "</script>"),
    ("open quotes", '<script type="application/ld+json">{"a": "' + '\\"' * 200_000 + "</script>"),
    ("bars", meta("og:title", "| " * 400)),
    ("many properties", '<i itemprop="author">Ada Lum</i>' * 5_000),
    ("many times", '<time datetime="2024-01-02">2 January 2024</time>' * 20_000),
    ("many authors' pages", '<a rel="author" href="/authors/x">Ada Lum</a>' * 20_000),
    ("half a letter", ld(headline="\ud83d ferry", author="\ud83d")),
    ("an endless number", '<script type="application/ld+json">{"@type": "Article", "x": ' + "9" * 5_000 + "}</script>"),
    ("odd addresses", '<link rel="canonical" href="http://[::1">' + meta("og:url", "javascript:alert(1)")),
    ("odd times", meta("date", "2025-10-12T99:99:99+99:99") + ld(datePublished=["x", None, 3.5, {"a": 1}, -1, 10**30])),
]


@pytest.mark.parametrize(("name", "head"), HOSTILE, ids=[row[0] for row in HOSTILE])
def test_hostile_markup_does_no_harm(name: str, head: str) -> None:
    """Markup that is broken beyond use, endless or absurd costs nothing but its own statements."""
    article = clean(page(head))

    assert article.text.startswith("The ferry Halcyon")
    assert len(article.byline) <= 50
    assert all(len(title.words) <= 1_000 for title in article.titles)
    json.dumps([article.title, *article.byline]).encode()


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(("@type", "@id", "@list", "name", "url", "givenName")), inner, max_size=3)
    ),
    max_leaves=8,
)
_FIELDS = (
    "headline",
    "author",
    "publisher",
    "datePublished",
    "dateModified",
    "isBasedOn",
    "hasPart",
    "isAccessibleForFree",
)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(_FIELDS), _JSON))
def test_any_value_may_stand_in_any_field(fields: dict[str, object]) -> None:
    """Whatever JSON-LD puts into a field, the article itself comes out."""
    assert clean(page(ld(**fields))).text.startswith("The ferry Halcyon")
