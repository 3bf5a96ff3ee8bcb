"""Dates: read as pages write them, in forty languages, and chosen so that only the article's own counts."""

from __future__ import annotations

import pytest

from retold.article.date import date_in_url, dates_in, day_order, parse_date
from retold.article.stamp import choose_date
from tests.markup import HEADLINE, clean, ld, meta, page

DATES: list[tuple[str, str, str, str | None, str]] = [
    ("JSON-LD", ld(datePublished="2025-10-12T08:05:00+01:00"), "", "2025-10-12T08:05:00+01:00", "json-ld"),
    ("JSON-LD, a number", ld(datePublished=1760252700), "", "2025-10-12T07:05:00+00:00", "json-ld"),
    ("JSON-LD, created only", ld(dateCreated="2025-10-12"), "", "2025-10-12", "json-ld"),
    ("meta", meta("article:published_time", "2025-10-12T08:05Z"), "", "2025-10-12T08:05+00:00", "meta"),
    ("meta, a Unix time", meta("pubdate", "1760252700000"), "", "2025-10-12T07:05:00+00:00", "meta"),
    (
        "meta, as programs print it",
        meta("date", "Sun Oct 12 08:05:00 GMT+0100 2025"),
        "",
        "2025-10-12T08:05:00+01:00",
        "meta",
    ),
    ("meta, a month", meta("citation_publication_date", "2025-10"), "", "2025-10", "meta"),
    (
        "a day lent its time",
        ld(datePublished="2025-10-12") + meta("date", "2025-10-12T08:05Z"),
        "",
        "2025-10-12T08:05+00:00",
        "json-ld",
    ),
    (
        "a time lent its zone",
        ld(datePublished="2025-10-12 08:05:00.0") + meta("date", "2025-10-12T08:05:00+01:00"),
        "",
        "2025-10-12T08:05:00+01:00",
        "json-ld",
    ),
    (
        "the page's own zone",
        ld(datePublished="2025-10-11T23:05:00Z"),
        '<time datetime="2025-10-12T04:05:00+05:00">Today at 4:05</time>',
        "2025-10-12T04:05:00+05:00",
        "json-ld",
    ),
    (
        "microdata",
        "",
        '<meta itemprop="datePublished" content="2025-10-12T08:05+01:00">',
        "2025-10-12T08:05+01:00",
        "meta",
    ),
    ("RDFa", "", '<span property="schema:datePublished" content="2025-10-12">today</span>', "2025-10-12", "meta"),
    ("Dublin Core on the page", "", '<span property="dc:date">12 October 2025</span>', "2025-10-12", "meta"),
    (
        "a time element",
        "",
        '<p><time datetime="2025-10-12T08:05+01:00">1 hour ago</time></p>',
        "2025-10-12T08:05+01:00",
        "visible",
    ),
    ("words", "", "<p>Posted October 12, 2025, 8:05 a.m. EDT</p>", "2025-10-12T08:05-04:00", "visible"),
    (
        "words beside a section",
        "",
        "<p>Shipping | 12.10.2025, 08:05 Uhr | 3 comments</p>",
        "2025-10-12T08:05",
        "visible",
    ),
    (
        "words, then those of a change",
        "",
        "<p>Published 12 Oct 2025 · Updated 19 Oct 2025</p>",
        "2025-10-12",
        "visible",
    ),
    ("a change only", "", "<p>Updated: 19 October 2025</p>", None, "none"),
    (
        "a change only, by markup",
        "",
        '<p><time class="modified" datetime="2025-10-19">19 October 2025</time></p>',
        None,
        "none",
    ),
    (
        "both in one class",
        "",
        '<time class="published updated" datetime="2025-10-12">12 October 2025</time>',
        "2025-10-12",
        "visible",
    ),
    ("an event", "", "<p>Event: 19 October 2025</p>", None, "none"),
    ("a price", "", "<p>Offer valid until 12/31/2025</p>", None, "none"),
    (
        "a sentence",
        "",
        "<h2>The inquiry into the loss of 12 October 2025 has ended without a verdict</h2>",
        None,
        "none",
    ),
    ("no date but 1970", ld(datePublished="1970-01-01T00:00:00Z"), "", None, "none"),
    (
        "a teaser in microdata",
        "",
        '<div itemscope itemtype="https://schema.org/Article"><b itemprop="headline">Fares up'
        '</b><meta itemprop="datePublished" content="2025-01-02"></div>',
        None,
        "none",
    ),
    (
        "a rating in microdata",
        "",
        '<div itemscope itemtype="https://schema.org/Review">'
        '<meta itemprop="datePublished" content="2025-01-02"></div>',
        None,
        "none",
    ),
    (
        "a teaser in JSON-LD",
        "".join(ld(headline=words, datePublished="2025-01-02") for words in ("Fares up", "Bell back")),
        "",
        None,
        "none",
    ),
    (
        "the article among teasers in JSON-LD",
        "".join(
            ld(headline=words, datePublished=f"2025-10-1{at}")
            for at, words in enumerate(("Fares up", HEADLINE, "Bell back"))
        ),
        "",
        "2025-10-11",
        "json-ld",
    ),
    ("nothing", "", "", None, "none"),
]


@pytest.mark.parametrize(("name", "head", "top", "value", "basis"), DATES, ids=[row[0] for row in DATES])
def test_the_date_of_the_article(name: str, head: str, top: str, value: str | None, basis: str) -> None:
    """A date comes with time, zone and basis as the page gives them; a teaser, comment or footer gives none."""
    date = clean(page(head, top)).date

    assert (date.value, date.basis, date.conflicts) == (value, basis, ())


CHANGES: list[tuple[str, str, str | None]] = [
    (ld(dateModified="2025-10-13T09:00:00Z"), "", "2025-10-13T09:00:00+00:00"),
    (meta("article:modified_time", "2025-10-13"), "", "2025-10-13"),
    ("", '<span itemprop="dateModified" content="2025-10-13">x</span>', "2025-10-13"),
    ("", "<p>Zuletzt aktualisiert: 13. Oktober 2025</p>", "2025-10-13"),
    ("", "<p>Updated</p><p>13 October 2025</p>", "2025-10-13"),
    (ld(datePublished="2025-10-12"), "", None),
]


@pytest.mark.parametrize(("head", "top", "value"), CHANGES, ids=[str(at) for at in range(len(CHANGES))])
def test_the_last_change_is_kept_apart(head: str, top: str, value: str | None) -> None:
    """The date of a change is never that of publication."""
    article = clean(page(head, top))

    assert article.modified.value == value
    assert article.date.value in (None, "2025-10-12")


def test_a_date_after_the_last_change_is_no_publication() -> None:
    """A date that the page's own last change contradicts comes after one that it does not."""
    head = ld(datePublished="2026-10-12", dateModified="2025-10-13") + meta("date", "2025-10-12")

    assert clean(page(head)).date.value == "2025-10-12"


ORDERS: list[tuple[str, str, str, tuple[str, ...]]] = [
    ("en-US", "https://harrow.example/x", "2025-03-06", ("2025-06-03",)),
    ("en-GB", "https://harrow.example/x", "2025-06-03", ("2025-03-06",)),
    ("de", "https://harrow.example/x", "2025-06-03", ("2025-03-06",)),
    ("en", "https://harrow.example/x", "", ()),
    ("en-US", "https://harrow.example.co.uk/x", "", ()),
    ("en", "https://harrow.example.co.uk/x", "2025-06-03", ("2025-03-06",)),
    ("en", "https://harrow.example/2025/06/03/x", "2025-06-03", ()),
    ("en-US", "https://harrow.example/2025/06/03/x", "2025-06-03", ()),
    ("ja", "https://harrow.example/x", "", ()),
]


@pytest.mark.parametrize(
    ("lang", "url", "value", "conflicts"), ORDERS, ids=[f"{row[0]} {row[1][16:]}" for row in ORDERS]
)
def test_day_and_month_are_told_apart_or_not_at_all(
    lang: str, url: str, value: str, conflicts: tuple[str, ...]
) -> None:
    """The language decides when all that is said of it agrees, and the other reading is told; else nothing does."""
    date = clean(page(top="<p>Published 03/06/2025</p>", lang=lang), url).date

    assert (date.value or "", date.conflicts) == (value, conflicts)


MONTHS: list[tuple[str, str]] = [
    ("12. Oktober 2025", "de"), ("12 octobre 2025", "fr"), ("12 de octubre de 2025", "es"),
    ("12 de outubro de 2025", "pt"), ("12 ottobre 2025", "it"), ("12 oktober 2025", "nl"),
    ("den 12 oktober 2025", "sv"), ("12. oktober 2025", "da"), ("12. október 2025", "is"),
    ("12. lokakuuta 2025", "fi"), ("12 października 2025", "pl"), ("12. října 2025", "cs"),
    ("12. októbra 2025", "sk"), ("12. oktobra 2025", "sl"), ("12. listopada 2025", "hr"),
    ("12 октября 2025", "ru"), ("12 жовтня 2025", "uk"), ("12 кастрычніка 2025", "be"),
    ("12 октомври 2025", "bg"), ("12. октобар 2025", "sr"), ("12 octombrie 2025", "ro"),
    ("2025. október 12.", "hu"), ("12 Οκτωβρίου 2025", "el"), ("12 Ekim 2025", "tr"),
    ("2025 m. spalio 12 d.", "lt"), ("2025. gada 12. oktobrī", "lv"), ("12. oktoober 2025", "et"),
    ("12 d’octubre de 2025", "ca"), ("12 Oktober 2025", "id"), ("ngày 12 tháng 10 năm 2025", "vi"),
    ("12 ตุลาคม 2568", "th"), ("12 أكتوبر 2025", "ar"), ("12 تشرين الأول 2025", "ar"),
    ("12 באוקטובר 2025", "he"), ("12 अक्टूबर 2025", "hi"), ("12 অক্টোবর 2025", "bn"),
    ("2025年10月12日", "ja"), ("2025년 10월 12일", "ko"), ("12 Oktoba 2025", "sw"),
    ("12 tetor 2025", "sq"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "language"), MONTHS, ids=[f"{row[1]} {row[0]}" for row in MONTHS])
def test_months_are_known_by_name(words: str, language: str) -> None:
    """A day with the month's name is read in forty languages."""
    found = parse_date(words, language=language)

    assert found is not None
    assert (found.value, found.precision, found.other) == ("2025-10-12", "day", None)


WORDS: list[tuple[str, str | None, str | None]] = [
    ("12. listopada 2025", None, None),
    ("13.06.25", "de", "2025-06-13"),
    ("13.06.25", None, None),
    ("06/13/25", "en-US", "2025-06-13"),
    ("10-12-25", "de", None),
    ("1er juin 2025 à 14h30", None, "2025-06-01T14:30"),
    ("12 октября 2025 г., 14:30", None, "2025-10-12T14:30"),
    ("2025년 6월 12일 오후 3:20", None, "2025-06-12T15:20"),
    ("2025年6月12日 10時30分", None, "2025-06-12T10:30"),
    ("LumOct 12, 2025", None, "2025-10-12"),
    ("October 12, 20258:05 AM", None, "2025-10-12T08:05"),
    ("12:20pm Jan 7, 2024", None, "2024-01-07T12:20"),
    ("12 Oct 2025 3.50 % of turnover", None, "2025-10-12"),
    ("12 people in October 2025", None, None),
    ("1760252700", None, None),
    ("9/11", None, None),
    ("0001-01-01T00:00:00", None, None),
    ("2025-10-123", None, None),
]


@pytest.mark.parametrize(("words", "language", "value"), WORDS, ids=[row[0] for row in WORDS])
def test_dates_in_words(words: str, language: str | None, value: str | None) -> None:
    """Times, glued words, two-digit years and figures that only look like dates are read with care."""
    found = parse_date(words, language=language)

    assert (found.value if found else None) == value


def test_dates_of_a_line_have_places() -> None:
    """Each date of a line is found at its own words, without the name that runs into it."""
    line = "By Ada LumOct 3, 2025 Updated 5 October 2025"

    assert [line[spot.start : spot.end] for spot in dates_in(line)] == ["Oct 3, 2025", "5 October 2025"]


URLS: list[tuple[str, str | None]] = [
    ("https://h.example/2025/10/12/ferry", "2025-10-12"),
    ("https://h.example/news/2025-10-12-ferry/", "2025-10-12"),
    ("https://h.example/20251012-ferry", "2025-10-12"),
    ("https://h.example/2025/oct/12/ferry", "2025-10-12"),
    ("https://h.example/ferry_20251012.html", "2025-10-12"),
    ("https://h.example/a12345678", None),
    ("https://h.example/x?d=2025-10-12", None),
    ("https://h.example/2025/13/12/", None),
]


@pytest.mark.parametrize(("url", "value"), URLS, ids=[row[0] for row in URLS])
def test_dates_in_addresses(url: str, value: str | None) -> None:
    """The path of an address may carry a day; its query and its numbers do not."""
    found = date_in_url(url)

    assert (found.value if found else None) == value


def test_languages_have_an_order_of_day_and_month() -> None:
    """English goes by its country; a language that puts the year first tells nothing."""
    assert [day_order(tag) for tag in ("en-US", "en_GB", "de-AT", "en", "en-CA", "zh", None)] == [
        "month first", "day first", "day first", None, None, None, None,
    ]  # fmt: skip


def test_no_stamps_are_no_date() -> None:
    """Nothing in, nothing out."""
    assert choose_date([]).value is None
