"""Furniture is named by what it is for, and the stories that teasers point to are kept as records."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import get_args

import pytest

from retold.article.blocks import Role, lines_of
from retold.article.furniture import kinds_of
from retold.article.kind_features import FEATURES, kind_features
from retold.article.kind_model import learned
from retold.article.teasers import teasers_of
from retold.model import FurnitureKind, Teaser
from retold.tables.furniture import all_cues, cues_in, words_in

TITLE = "Harbour fee rises after long dispute in Port Ellery"
BODY = (
    "The harbour board of Port Ellery has raised its fee by 3.4 percent, the first rise in six years, it said.",
    "Skippers had fought the plan since the spring and say that small boats will leave for the ports further north.",
    "Elin Marsh, who heads the board, said that the quay wall could not be mended without the money from the fee.",
    "The fee is due in August, and boats of less than nine metres pay half of it until the end of next year.",
)
BODY_ROLES: list[Role] = ["article"] * len(BODY)
MENU = ("Skip to content", "Home", "News", "Sport", "Opinion", "Weather", "Search", "Log in")
FOOTER = (
    "About us",
    "Contact",
    "Careers",
    "Privacy policy",
    "Terms of use",
    "© 2026 Harrow Courier. All rights reserved.",
)


def kinds(above: tuple[str, ...], inside: tuple[str, ...], below: tuple[str, ...]) -> dict[str, FurnitureKind | None]:
    """The kind of each line of a page that has these lines above, inside and below the article."""
    lines = [*above, TITLE, *BODY[:2], *inside, *BODY[2:], *below]
    roles: list[Role] = ["article" if line in BODY else "title" if line == TITLE else "furniture" for line in lines]
    found = kinds_of(lines_of("\n".join(lines)), roles)
    return dict(zip(lines, found, strict=True))


ABOVE: list[tuple[str, FurnitureKind]] = [
    ("Skip to content", "navigation"),
    ("Home", "navigation"),
    ("Sport", "navigation"),
    ("Log in", "navigation"),
]
INSIDE: list[tuple[str, FurnitureKind]] = [
    ("The quay wall in Port Ellery. Photo: Ada Lum/Meridian", "caption"),
    ("Image credit: Ada Lum / Meridian", "caption"),
    ("Advertisement", "promotion"),
    ("Story continues below", "promotion"),
    ("Read more: Ferry to Marlow stops for the winter", "teaser"),
    ("This article contains affiliate links, for which we may receive compensation from the shop.", "disclaimer"),
    ("This website uses cookies and content of our partners. Accept all to see this post.", "legal"),
    ("•", "placeholder"),
    (BODY[0].split(", ", 1)[1], "duplicate"),
]
BELOW: list[tuple[tuple[str, ...], FurnitureKind]] = [
    (
        (
            "Related articles",
            "Ferry to Marlow stops for the winter months",
            "2 hours ago",
            "Two boats lost in fog off Saltmarsh head",
            "5 hours ago",
        ),
        "teaser",
    ),
    (
        ("3 comments", "Cem Ork says:", "I have paid this fee for years and never saw anyone mend that wall.", "Reply"),
        "comment",
    ),
    (("Share this article", "Facebook", "WhatsApp", "Copy link"), "share"),
    (
        ("Sign up for our newsletter", "The best of the coast in your inbox every Friday.", "Your email address"),
        "newsletter",
    ),
    (("To continue reading, subscribe now", "Already a subscriber?", "Log in to read the full story"), "paywall"),
    (
        ("About the author", "Hester Quayle is a reporter at the Courier who covers the coast. She joined in 2019."),
        "bio",
    ),
    (("© 2026 Harrow Courier. All rights reserved.", "Privacy policy", "Terms of use"), "legal"),
]


@pytest.mark.parametrize(("line", "kind"), ABOVE)
def test_lines_above_the_article(line: str, kind: FurnitureKind) -> None:
    """What stands in the head of a page is its navigation."""
    assert kinds(MENU, (), FOOTER)[line] == kind


@pytest.mark.parametrize(("line", "kind"), INSIDE, ids=[kind for _, kind in INSIDE])
def test_lines_inside_the_article(line: str, kind: FurnitureKind) -> None:
    """What stands between two paragraphs is named, and the paragraphs and the headline have no kind."""
    found = kinds(MENU, (line,), FOOTER)

    assert found[line] == kind
    assert {found[own] for own in (TITLE, *BODY)} == {None}


@pytest.mark.parametrize(("lines", "kind"), BELOW, ids=[kind for _, kind in BELOW])
def test_boxes_below_the_article(lines: tuple[str, ...], kind: FurnitureKind) -> None:
    """A box below the article is one thing from its label on, whatever each line says by itself."""
    found = kinds(MENU, (), (*lines, *FOOTER))

    assert [found[line] for line in lines] == [kind] * len(lines)


def test_byline_and_date_under_the_headline() -> None:
    """Who wrote an article and when are named as such."""
    lines = [TITLE, "By Hester Quayle", "Published 12 October 2025, 8:05 am", *BODY]
    roles: list[Role] = ["title", "byline", "date", *BODY_ROLES]

    assert kinds_of(lines_of("\n".join(lines)), roles)[1:3] == ("byline", "date")


def test_a_page_without_furniture_or_article_is_no_trouble() -> None:
    """Every line gets a kind or none, also when all or nothing is furniture, and no lines give no kinds."""
    blocks = lines_of("\n".join(BODY))

    assert kinds_of(blocks, ["article"] * len(BODY)) == (None,) * len(BODY)
    assert None not in kinds_of(blocks, ["furniture"] * len(BODY))
    assert kinds_of((), ()) == ()


def test_scores_are_those_of_all_columns() -> None:
    """Adding up only what holds for a line gives what the whole rows give that the model is trained on."""
    below = [*FOOTER, BODY[0], MENU[2]]
    lines = [*MENU, TITLE, *BODY, *below]
    cut: list[Role] = ["furniture"]
    roles = [*(cut * (len(MENU) + 1)), *BODY_ROLES, *(cut * len(below))]
    features = kind_features(lines_of("\n".join(lines)), roles)
    weights = learned().features

    assert features.scores(weights) == pytest.approx(features.rows() @ weights, abs=1e-4)
    assert features.again()[-2:] == [True, False]


LEAD = "The bronze bell weighs 310 kilos and will hang in the new chapel by spring."
TEASERS: list[tuple[str, tuple[str, ...], list[Teaser]]] = [
    (
        "headline, lead, author, date",
        ("Museum returns bell to fishing village", LEAD, "By Nell Garrick", "3 hours ago"),
        [Teaser("Museum returns bell to fishing village", "Nell Garrick", "3 hours ago", LEAD)],
    ),
    (
        "a list of headlines under a label",
        ("Most read", "Rail fares to rise in August", "Museum returns bell to fishing village"),
        [Teaser("Rail fares to rise in August"), Teaser("Museum returns bell to fishing village")],
    ),
    (
        "dates that lead",
        ("12 Oct 2025", "Rail fares to rise in August", "13 Oct 2025", "Museum returns bell to fishing village", LEAD),
        [
            Teaser("Rail fares to rise in August", None, "12 Oct 2025"),
            Teaser("Museum returns bell to fishing village", None, "13 Oct 2025", LEAD),
        ],
    ),
    (
        "a headline that runs on into its lead",
        (f"Museum returns bell to fishing village{LEAD}", LEAD),
        [Teaser("Museum returns bell to fishing village", text=LEAD)],
    ),
    (
        "sections and ranks are nobody",
        ("Photo Gallery", "1", "Rail fares to rise in August"),
        [Teaser("Rail fares to rise in August")],
    ),
]


@pytest.mark.parametrize(("lines", "records"), [row[1:] for row in TEASERS], ids=[row[0] for row in TEASERS])
def test_teasers_become_records(lines: tuple[str, ...], records: list[Teaser]) -> None:
    """The lines of one teaser are one record, on the line of its headline; nothing is made up."""
    blocks = lines_of("\n".join(lines))

    found = teasers_of(blocks, ["teaser"] * len(blocks))

    assert list(found.values()) == records
    assert all(blocks[at].text.startswith(teaser.headline) for at, teaser in found.items())


def test_the_weights_fit_the_features() -> None:
    """Every weight belongs to a feature that is worked out, and every kind of the model is one of the vocabulary."""
    stored = json.loads(files("retold.article").joinpath("kind_model.json").read_text(encoding="utf-8"))

    assert set(stored["features"]) <= set(FEATURES)
    assert set(learned().kinds) <= set(get_args(FurnitureKind))
    assert len(FEATURES) == len(set(FEATURES))


@pytest.mark.parametrize(
    ("line", "cue"),
    [
        ("Lesen Sie auch", "label"),
        ("Política de cookies", "legal"),
        ("Déjà abonné ?", "paywall"),
        ("Share this on Facebook", "share"),
    ],
)
def test_phrases_of_furniture_are_found(line: str, cue: str) -> None:
    """The table's phrases are found in any case and with any punctuation round them."""
    assert cue in {name for _, _, cues in cues_in(words_in(line)) for name in cues}
    assert cue in all_cues()
