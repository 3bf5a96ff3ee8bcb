"""Passages told in other words: found, cut to the word, and never between strangers."""

from __future__ import annotations

import pytest

from retold.match.derivation import Derivation, derivation
from retold.match.reworded import Manner, Reworded, reworded_passages
from retold.settings import RewordedSettings

SETTINGS = RewordedSettings()

HARBOUR = (
    "The port authority of Velmarsund said on Tuesday that dredging of the western channel would begin in September,"
    " two years later than planned. The work is expected to cost 48 million crowns and to let ships of up to nine"
    " metres' draught enter the inner harbour. Fishermen who moor along the channel have complained that the noise will"
    " drive herring away, and a group of them has asked the county court to stop the contract."
)
HARBOUR_REWORDED = (
    "Dredging in Velmarsund's western channel is to start in September, two years behind plan, the port authority"
    " announced on Tuesday. Ships with a draught of as much as nine metres could then use the inner harbour, at an"
    " expected cost of 48 million crowns. Some fishermen moored along the channel want the county court to halt the"
    " contract; they complain that noise would drive off the herring."
)
ORCHARD = (
    "Growers in the Tolna valley lost a third of their cherries to a late frost, the union of orchards reported. Nights"
    " of minus four degrees in the second week of May killed blossoms on the lower slopes. Insurance covers hail but no"
    " frost, and the union wants the ministry to change that before next spring. Prices at the market of Brede rose by"
    " a fifth within ten days."
)
LIBRARY = (
    "A reading room for children opens in the old customs house on Saturday. Volunteers painted the shelves and"
    " collected four thousand books from households across the district. The mayor promised that heating would be paid"
    " by the town, at least for the coming three winters, whatever the council decides about the budget."
)
REPORT = (
    "Engineers examined all eleven bridges over the Arna after a crack was found in the Kolstad viaduct in March. "
    "Their report, published by the ministry of roads on Friday, names four bridges whose bearings are worn out. "
    "The bridge at Holm must close to lorries at once, the engineers write, since its southern pier has sunk by six "
    "centimetres. Repairs there would take fourteen months. At Lindvik and Osen traffic may go on at half speed until "
    "the bearings are replaced. The fourth bridge, an iron arch of 1911 at Tveit, should be taken down. "
    "The minister, Ragna Solberg, said that 310 million crowns would be set aside, half of it this year. "
    "Haulage firms fear detours of ninety kilometres and ask for ferries. The mayor of Holm called the closure "
    "a disaster for the sawmill, which sends forty lorries a day across the river. "
    "An earlier inspection in 2019 had found nothing wrong with any of the bearings; why, the report does not say. "
    "The firm that carried it out no longer exists. The opposition demands an inquiry into the inspections."
)
REPORT_TOLD = (
    "After the crack in the Kolstad viaduct engineers examined eleven bridges over the Arna and found four with worn "
    "bearings. Holm closes to lorries while its sunken southern pier is repaired for fourteen months, Lindvik and Osen "
    "go to half speed, and the iron arch at Tveit should be taken down. Minister Ragna Solberg set aside 310 million "
    "crowns. Haulage firms fear detours, the sawmill of Holm sends forty lorries a day, and the opposition demands an "
    "inquiry into the 2019 inspection, which found nothing wrong."
)

FOUND = (
    ("word for word", HARBOUR, HARBOUR, "literal"),
    ("sentences turned round and clauses swapped", HARBOUR, HARBOUR_REWORDED, "reworded"),
)


@pytest.mark.parametrize(("source", "passage", "manner"), [row[1:] for row in FOUND], ids=[row[0] for row in FOUND])
def test_a_passage_among_other_news_is_found_with_its_borders(source: str, passage: str, manner: Manner) -> None:
    """The passage is named once, in both texts, from its first to its last sentence."""
    found = _passages(f"{LIBRARY}\n\n{source}", f"{ORCHARD}\n\n{passage}\n\n{ORCHARD[:90]}")

    assert [(one, _manner) for *one, _manner in found] == [([source, passage], manner)]


def test_a_summary_is_held_against_the_whole_text() -> None:
    """A passage whose words stand all over the other text tells all of it, in short."""
    found = _passages(REPORT, f"{ORCHARD}\n\n{REPORT_TOLD}\n\n{LIBRARY}")

    assert found == [(REPORT, REPORT_TOLD, "summary")]


@pytest.mark.parametrize(("a", "b"), [(HARBOUR, ORCHARD), (ORCHARD, LIBRARY), (LIBRARY, REPORT), ("", HARBOUR)])
def test_strangers_share_no_passage(a: str, b: str) -> None:
    """Texts about different things have no passage in common, nor has an empty one."""
    assert _passages(a, b) == []


def test_two_passages_of_one_source_are_two() -> None:
    """Passages with other news between them are not joined over it."""
    found = _passages(f"{HARBOUR}\n\n{REPORT}\n\n{ORCHARD}", f"{ORCHARD}\n\n{LIBRARY}\n\n{HARBOUR_REWORDED}")

    assert [manner for *_, manner in found] == ["literal", "reworded"]


DERIVED: tuple[tuple[str, str, str, Derivation], ...] = (
    ("another subject", HARBOUR, ORCHARD, "own"),
    ("clauses swapped", HARBOUR, HARBOUR_REWORDED, "reworded"),
    (
        "a word replaced here and there",
        HARBOUR,
        HARBOUR.replace("said", "told us").replace("asked", "begged"),
        "pasted",
    ),
    (
        "every clause touched",
        HARBOUR,
        HARBOUR.replace("said on", "let it be known on")
        .replace("begin", "start")
        .replace("is expected to", "should")
        .replace("complained", "grumbled")
        .replace("along the", "by the")
        .replace("has asked", "urged"),
        "edited",
    ),
    ("cut and pasted", REPORT, REPORT[105:700], "pasted"),
    ("nothing", HARBOUR, "", "own"),
)


@pytest.mark.parametrize(("source", "text", "kind"), [row[1:] for row in DERIVED], ids=[row[0] for row in DERIVED])
def test_how_a_text_was_made_from_another_is_told(source: str, text: str, kind: Derivation) -> None:
    """By the share of its words in common runs and by how long these are."""
    assert derivation(source, text, SETTINGS) == kind


def _passages(a: str, b: str) -> list[tuple[str, str, Manner]]:
    return [(*_words(a, b, one), one.manner) for one in reworded_passages(a, b, SETTINGS)]


def _words(a: str, b: str, one: Reworded) -> tuple[str, str]:
    """The words of a passage in both texts, with the closing mark."""
    in_a, in_b = one.passage
    return a[in_a.start : in_a.end + 1].strip(), b[in_b.start : in_b.end + 1].strip()
