"""Credits: which outlets a text names as its source, at which level, and where; and dates as pages write them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from retold.article.byline import byline_names
from retold.article.clean import clean_page
from retold.article.credit import credits_in_text
from retold.article.credit_line import byline_agency, closing_line, priority_line, republication_line, source_line
from retold.article.date import parse_date
from retold.article.outlet import outlets_of
from retold.article.slug import after_slug
from retold.article.stamp import choose_date
from retold.page import Page, SettingsError
from retold.settings import ArticleSettings
from retold.tables import outlet_table
from retold.text import split_sentences

ROWS = tomllib.loads((Path(__file__).parent / "cases" / "credits.toml").read_text(encoding="utf-8"))["row"]
PILE = outlets_of(["Marram Press", "Harrow Courier", "Brightfield Science", "Ufer Zeitung"])


@pytest.mark.parametrize("row", ROWS, ids=[row["promise"] for row in ROWS])
def test_credits_inside_a_text(row: dict[str, Any]) -> None:
    """An outlet named as a source is credited at its level; one that is talked about, or the page's own, is not."""
    text = row["text"]
    found = credits_in_text(text, split_sentences(text), "Harrow Courier", PILE)

    assert [[credit.name, credit.kind, credit.level, credit.wording] for credit in found] == row["credits"]
    for credit in found:
        assert credit.at is not None
        assert text[credit.at.start : credit.at.end] == credit.wording


def test_an_outlet_knows_itself_by_any_of_its_names() -> None:
    """A page of an outlet whose name on the page is longer than that in the table credits itself by neither."""
    text = "It rained. Brand told the Huffington Post that it was over. She told HuffPost. She told Reuters."
    found = credits_in_text(text, split_sentences(text), "Huffington Post")

    assert [credit.name for credit in found] == ["Reuters"]


ADDED = """# my own outlets
Quern?
Tide\tsite\tNOR\tTide Online | TO?\ttide.example
Reuters\tagency\t\tRtrs\tharbour.example | bbc.com
"""


def test_a_user_adds_outlets_and_overrides_them() -> None:
    """Rows of a user are known by name, in text and by host; they take names and domains from rows of the table."""
    table = outlet_table(ADDED)
    text = "It rained. Brand told Tide Online that it was over. She told Quern. AP and Rtrs reported the same."
    found = credits_in_text(text, split_sentences(text), None, outlets_of((), ADDED))

    assert [credit.name for credit in found] == ["Tide", "Quern", "Associated Press", "Reuters"]
    assert [known.name for host in ("news.tide.example", "bbc.com") if (known := table.at(host))] == ["Tide", "Reuters"]
    assert table.named("Thomson Reuters") is None
    assert len(table.outlets) == len(outlet_table().outlets) + 2


def test_the_outlets_of_a_user_are_a_setting() -> None:
    """The rows in the settings make a name an outlet that nothing else could know."""
    page = Page("p", "p", "record", "It rained. Brand told Quernfall that it was over.")
    credits = [clean_page(page, ArticleSettings(outlets=rows))[0] for rows in ("", "Quernfall\n")]

    assert [[credit.name for credit in article.credits] for article in credits if article] == [[], ["Quernfall"]]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("Tide\tpamphlet", "line 1 of the outlets given: no kind 'pamphlet'"),
        ("# mine\n\nTide\tsite\tXYZ", "line 3 of the outlets given: no country 'XYZ'"),
        ("\tsite", "line 1 of the outlets given: 2 cells where 5 are possible, the first of them a name"),
        ("a\tsite\t\t\t\tb", "line 1 of the outlets given: 6 cells where 5 are possible"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(rows: str, words: str) -> None:
    """The line and the reason are told, not a traceback."""
    with pytest.raises(SettingsError, match=words):
        outlet_table(rows)


LINES: list[tuple[str, bool, tuple[str, ...]]] = [
    ("Source Saltmarsh", True, ("Saltmarsh",)),
    ("Source: Harbour Wire", False, ("Harbour Wire",)),
    ("SOURCE: Harbour Wire / Tidewater Gazette", False, ("Harbour Wire", "Tidewater Gazette")),
    ("Via the Tidewater Gazette", False, ("Tidewater Gazette",)),
    ("With inputs from Harbour Wire.", False, ("Harbour Wire",)),
    ("With reports from Marram Press and the Tidewater Gazette.", False, ("Marram Press", "Tidewater Gazette")),
    ("© 2025 Harbour Wire", False, ("Harbour Wire",)),
    ("(Inputs from PTI and ANI)", False, ("Press Trust of India", "Asian News International")),
    ("mit Material von dpa", False, ("Deutsche Presse-Agentur",)),
    ("(avec AFP)", False, ("Agence France-Presse",)),
    ("Quelle: dpa", False, ("Deutsche Presse-Agentur",)),
    ("h/t: The Gateway Pundit", False, ("The Gateway Pundit",)),
    ("Hat tip to Mediaite.", False, ("Mediaite",)),
    ("(AFP)", False, ("Agence France-Presse",)),
    ("— Larkspur", True, ()),
    ("Ada Lum via Harbour Wire", True, ()),
    ("Source: here", True, ()),
    ("Source: company data", True, ()),
    ("Source: Larkspur Holdings", False, ()),
    ("Photo source: Harbour Wire", True, ()),
    ("Source of the river found after a search of nine years", True, ()),
]


@pytest.mark.parametrize(("line", "own_place", "names"), LINES, ids=[row[0] for row in LINES])
def test_source_lines(line: str, own_place: bool, names: tuple[str, ...]) -> None:
    """A line of its own that names the source; away from where such lines stand only an outlet counts."""
    found = source_line(line, own_place)

    assert (found.names if found else ()) == names


def test_closing_and_republication_lines() -> None:
    """Closing credits name an agency only if there is one; a line about the first place names that outlet."""
    people = closing_line("(Reporting by Ada Lum in Marlow; editing by Cem Ork)")
    agency = closing_line("Reporting by Ada Lum for Harbour Wire; editing by Cem Ork")
    part = closing_line("Harbour News contributed to this report.")
    again = republication_line("This article originally appeared in the Tidewater Gazette.")

    assert people is not None
    assert people.names == ()
    assert agency is not None
    assert agency.names == ("Harbour Wire",)
    assert part is not None
    assert (part.names, part.level) == (("Harbour News",), "passage")
    assert closing_line("Ada Lum contributed to this report.") is None
    assert again is not None
    assert again.names == ("Tidewater Gazette",)
    assert republication_line("The poem first appeared in Larkspur when she was nine.") is None


def test_a_byline_names_an_agency() -> None:
    """The agency beside the people of a byline is credited; a role or another paper there is not."""
    found = [
        byline_agency(line) for line in ("By Ada Lum, Associated Press", "By Ada Lum, Senior Editor", "By Lum, Bild")
    ]

    assert [source.names if source else None for source in found] == [("Associated Press",), None, None]


ORIGINS: list[tuple[str, str | None]] = [
    ("Originally published by Orme Valley Star", "Orme Valley Star"),
    ("Republished from the Tidewater Gazette", "Tidewater Gazette"),
    ("First published in the Tidewater Gazette.", "Tidewater Gazette"),
    ("This article first appeared in Harbour Wire.", "Harbour Wire"),
    ("First reported by the Tidewater Gazette", "Tidewater Gazette"),
    ("This story was produced by Harbour Wire and republished with permission.", "Harbour Wire"),
    ("A version of this article first appeared in the Tidewater Gazette.", "Tidewater Gazette"),
    ("First reported in May, the illness has spread to nine towns.", None),
]


@pytest.mark.parametrize(("line", "name"), ORIGINS, ids=[row[0] for row in ORIGINS])
def test_lines_that_tell_the_origin(line: str, name: str | None) -> None:
    """A line about the first place or the first reporter names that outlet, however it begins."""
    found = republication_line(line) or priority_line(line)

    assert (found.names[0] if found else None) == name


SLUGS: list[tuple[str, str]] = [
    ("MARLOW (Harbour Wire) - The bridge reopened.", "The bridge reopened."),
    ("MARLOW, June 3 (MP) — The bridge reopened.", "The bridge reopened."),
    ("Bridge open again\nMARLOW (Harbour Wire) - “It holds,” said Lum.", "“It holds,” said Lum."),
    ("QUERN, Md. (AP) — The bridge reopened.", "The bridge reopened."),
    ("MARLOW, June 3. /TASS/. The bridge reopened.", "The bridge reopened."),
    ("Lum (Labour) - who won in May - has resigned.", "Lum (Labour) - who won in May - has resigned."),
]


@pytest.mark.parametrize(("text", "first"), SLUGS, ids=[row[0][:25] for row in SLUGS])
def test_the_slug_of_an_agency_is_no_part_of_the_sentence(text: str, first: str) -> None:
    """The first sentence begins with its own first word; a name and party with a dash are not a slug."""
    bodies = [one for one in after_slug(text, split_sentences(text), PILE) if one.kind == "sentence"]

    assert text[bodies[0].start : bodies[0].end] == first


BYLINES: list[tuple[str, tuple[str, ...]]] = [
    ("By Ada Lum", ("Ada Lum",)),
    ("BY ADA LUM AND CEM ORK", ("Ada Lum", "Cem Ork")),
    ("By Ada Lum, Senior Political Correspondent", ("Ada Lum",)),
    ("Von Jörg van der Aa und Mia Öz", ("Jörg van der Aa", "Mia Öz")),
    ("By Harbour Wire", ()),
    ("By Staff Reporter", ()),
    ("By the time the door was open, the boat was gone", ()),
]


@pytest.mark.parametrize(("line", "names"), BYLINES, ids=[row[0] for row in BYLINES])
def test_bylines_name_people(line: str, names: tuple[str, ...]) -> None:
    """A byline gives people, without their roles; companies and desks are not people."""
    assert byline_names(line) == names


DATES: list[tuple[str, str | None]] = [
    ("2025-06-20T10:30:00+09:00", "2025-06-20T10:30:00+09:00"),
    ("2025-06-20T10:30:00.000Z", "2025-06-20T10:30:00+00:00"),
    ("20250620T103000Z", "2025-06-20T10:30:00+00:00"),
    ("Published 20 June 2025 14:05 GMT", "2025-06-20T14:05+00:00"),
    ("June 20, 2025, 10:30 p.m. EDT", "2025-06-20T22:30-04:00"),
    ("20.06.2025, 14:05 Uhr", "2025-06-20T14:05"),
    ("1 de março de 2024", "2024-03-01"),
    ("2025年6月20日", "2025-06-20"),
    ("13/06/2025", "2025-06-13"),
    ("2025-06", "2025-06"),
    ("03/06/2025", None),
    ("Feb 03, Tue", None),
    ("12 hours ago", None),
    ("2025-13-40", None),
    ("31 February 2025", None),
]


@pytest.mark.parametrize(("words", "value"), DATES, ids=[row[0] for row in DATES])
def test_dates_are_read_as_written(words: str, value: str | None) -> None:
    """A date keeps its precision and zone; one without a year or with an unclear order is not guessed."""
    found = parse_date(words)

    assert (found.value if found else None) == value


def test_the_first_date_wins_and_others_are_conflicts() -> None:
    """A finer form of the same day is taken, a day in another zone is no conflict, three days are."""
    stamps = [parse_date(words) for words in ("2025-06-20", "2025-06-20T10:00", "2025-06-21", "2025-06-23")]

    dated = choose_date([stamp for stamp in stamps if stamp])

    assert (dated.value, dated.precision, dated.conflicts) == ("2025-06-20T10:00", "minute", ("2025-06-23",))
