"""Credits: which outlets a text names as its source, at which level, and where; and dates as pages write them."""

from __future__ import annotations

import pytest

from retold.article.byline import byline_names
from retold.article.credit import (
    after_slug,
    closing_line,
    credits_in_text,
    priority_line,
    republication_line,
    source_line,
)
from retold.article.date import parse_date
from retold.article.outlet import outlets_of
from retold.article.stamp import choose_date
from retold.text import split_sentences

PILE = outlets_of(["Marram Press", "Harrow Courier", "Brightfield Science"])

IN_TEXT: list[tuple[str, list[tuple[str, str, str]]]] = [
    ("MARLOW, June 20 (MP) - The bridge reopened.", [("Marram Press", "slug", "article")]),
    ("(Harbour Wire) — The bridge reopened on Monday.", [("Harbour Wire", "slug", "article")]),
    ("The sale was first reported by the Tidewater Gazette.", [("Tidewater Gazette", "priority", "article")]),
    ("The Tidewater Gazette was the first to report the sale.", [("Tidewater Gazette", "priority", "article")]),
    ("The quay was sold, according to the Tidewater Gazette.", [("Tidewater Gazette", "relay", "article")]),
    ("It rained. The quay was sold, citing Harbour News.", [("Harbour News", "relay", "claim")]),
    ("It rained. Brand told Brightfield Science that it was over.", [("Brightfield Science", "relay", "claim")]),
    ("It rained. The magazine Quern reports that it was over.", [("Quern", "relay", "claim")]),
    ("It rained. Nine are dead, reports the agency MP.", [("Marram Press", "relay", "claim")]),
    ("This story originally appeared in the Tidewater Gazette.", [("Tidewater Gazette", "republication", "article")]),
    ("Republished from the Tidewater Gazette.", [("Tidewater Gazette", "republication", "article")]),
    ("Brand told the Tidewater Gazette that it was over.", [("Tidewater Gazette", "relay", "claim")]),
    ("In remarks to Brightfield Science, Brand said it was over.", [("Brightfield Science", "relay", "claim")]),
    ("Nobody was hurt, according to police.", []),
    ("Nobody was hurt, according to Police Chief Ada Lum.", []),
    ("She told reporters at a press conference that it was over.", []),
    ("She told Mayor Fergus Tolland that it was over.", []),
    ("It rained. “I ran,” she told the Courier.", []),
    ("Lum (Labour) said - as before - that she would go.", []),
]


@pytest.mark.parametrize(("text", "expected"), IN_TEXT, ids=[row[0][:40] for row in IN_TEXT])
def test_credits_inside_a_text(text: str, expected: list[tuple[str, str, str]]) -> None:
    """An outlet named as a source is credited at the right level; a person, an office or the page itself is not."""
    found = credits_in_text(text, split_sentences(text), "Harrow Courier", PILE)

    assert [(credit.name, credit.kind, credit.level) for credit in found] == expected
    for credit in found:
        assert credit.at is not None
        assert text[credit.at.start : credit.at.end] == credit.wording


LINES: list[tuple[str, bool, tuple[str, ...]]] = [
    ("Source Saltmarsh", True, ("Saltmarsh",)),
    ("Source: Harbour Wire", False, ("Harbour Wire",)),
    ("SOURCE: Harbour Wire / Tidewater Gazette", False, ("Harbour Wire", "Tidewater Gazette")),
    ("Via the Tidewater Gazette", False, ("Tidewater Gazette",)),
    ("With inputs from Harbour Wire.", False, ("Harbour Wire",)),
    ("With reports from Marram Press and the Tidewater Gazette.", False, ("Marram Press", "Tidewater Gazette")),
    ("© 2025 Harbour Wire", False, ("Harbour Wire",)),
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
    again = republication_line("This article originally appeared in the Tidewater Gazette.")

    assert people is not None
    assert people.names == ()
    assert agency is not None
    assert agency.names == ("Harbour Wire",)
    assert again is not None
    assert again.names == ("Tidewater Gazette",)
    assert republication_line("The poem first appeared in Larkspur when she was nine.") is None


ORIGINS: list[tuple[str, str | None]] = [
    ("Originally published by Orme Valley Star", "Orme Valley Star"),
    ("Republished from the Tidewater Gazette", "Tidewater Gazette"),
    ("First published in the Tidewater Gazette.", "Tidewater Gazette"),
    ("This article first appeared in Harbour Wire.", "Harbour Wire"),
    ("First reported by the Tidewater Gazette", "Tidewater Gazette"),
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
    ("Lum (Labour) - who won in May - has resigned.", "Lum (Labour) - who won in May - has resigned."),
]


@pytest.mark.parametrize(("text", "first"), SLUGS, ids=[row[0][:25] for row in SLUGS])
def test_the_slug_of_an_agency_is_no_part_of_the_sentence(text: str, first: str) -> None:
    """The first sentence begins with its own first word; a name and party with a dash are not a slug."""
    bodies = [one for one in after_slug(text, split_sentences(text)) if one.kind == "sentence"]

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
