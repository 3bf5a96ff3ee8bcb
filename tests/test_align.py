"""Alignment: which sentences belong together, drawn as text."""

from __future__ import annotations

import pytest

from retold.change import align
from retold.model import Alignment
from retold.settings import ChangeSettings
from tests.test_changes import build_article

PORT = "The port of Marlow closed on Monday after a crane collapsed on the eastern pier."
CRANE = "The crane was built forty years ago by a shipyard that no longer exists."
MAYOR = "Mayor Elin Marsh asked the ministry for an inspection of all harbour cranes."
REFUSED = "But the ministry refused."
COMMENT = "And nobody was surprised at that."
DOCKERS = "About ninety dockers were sent home with half a day's pay."
WEATHER = "A storm is expected to reach the coast before the weekend."


def drawn(alignment: Alignment) -> str:
    """``same 0=0, merge 1+2=1, omit 3=-``: operation, sentences of the parent, sentences of the child."""

    def side(numbers: tuple[int, ...]) -> str:
        return "+".join(map(str, numbers)) or "-"

    return ", ".join(f"{p.op} {side(p.parent)}={side(p.child)}" for p in alignment.pairs if p.part == "body")


CASES = [
    ([PORT, CRANE, MAYOR], [PORT, CRANE, MAYOR], "same 0=0, same 1=1, same 2=2"),
    ([PORT, CRANE, MAYOR], [PORT, MAYOR], "same 0=0, omit 1=-, same 2=1"),
    ([PORT, MAYOR], [PORT, CRANE, MAYOR], "same 0=0, same 1=2, add -=1"),
    (
        [PORT, CRANE, MAYOR],
        [PORT.replace("closed", "was shut"), CRANE, MAYOR.replace("asked", "urged")],
        "edit 0=0, same 1=1, edit 2=2",
    ),
    (
        [PORT, MAYOR, REFUSED, COMMENT, DOCKERS],
        [PORT, MAYOR[:-1] + ", but the ministry refused.", DOCKERS],
        "same 0=0, merge 1+2=1, omit 3=-, same 4=2",
    ),
    (
        [PORT, MAYOR[:-1] + ", but the ministry refused.", DOCKERS],
        [PORT, MAYOR, REFUSED, DOCKERS],
        "same 0=0, split 1=1+2, same 2=3",
    ),
    ([PORT, CRANE, DOCKERS, WEATHER], [PORT, DOCKERS, WEATHER, CRANE], "same 0=0, move 1=3, same 2=1, same 3=2"),
    ([PORT, CRANE], [WEATHER, DOCKERS], "omit 0=-, omit 1=-, add -=0, add -=1"),
]


@pytest.mark.parametrize(("parent", "child", "expected"), CASES, ids=[case[2] for case in CASES])
def test_sentences_are_paired(parent: list[str], child: list[str], expected: str) -> None:
    """Equal, edited, merged, split, moved, dropped and added sentences are told apart."""
    was, now = build_article("parent", "\n\n".join(parent)), build_article("child", "\n\n".join(child))

    found = align(was, now, {}, ChangeSettings())

    assert drawn(found) == expected


def test_a_comment_does_not_slip_into_its_neighbour() -> None:
    """The coverage test: a sentence without a counterpart stays alone beside an edited neighbour."""
    was = build_article("parent", f"{PORT} {COMMENT} {DOCKERS}")
    now = build_article("child", f"{PORT} {DOCKERS.replace('About ninety', 'Some ninety')}")

    found = align(was, now, {}, ChangeSettings())

    assert drawn(found) == "same 0=0, omit 1=-, edit 2=1"


def test_a_heading_is_never_merged_into_a_sentence() -> None:
    """A cross-heading pairs with a cross-heading or with nothing."""
    was = build_article("parent", f"{PORT}\n\nCrane collapses on the eastern pier of Marlow\n\n{MAYOR}")
    now = build_article("child", f"{PORT}\n\n{MAYOR}")

    found = align(was, now, {}, ChangeSettings())

    assert drawn(found) == "same 0=0, omit 1=-, same 2=1"


def test_a_headline_and_a_credit_line_have_pairs_of_their_own() -> None:
    """A headline that only the parent has is a dropped pair of its own part."""
    was, now = build_article("parent", PORT, title="Port closed"), build_article("child", PORT)

    found = align(was, now, {}, ChangeSettings())

    assert [(pair.op, pair.part) for pair in found.pairs] == [("omit", "title"), ("same", "body")]


def test_a_lone_sentence_between_paired_neighbours_has_its_counterpart_there() -> None:
    """Two sentences without a word in common belong together when nothing else stands at their place."""
    was = build_article("parent", f"{PORT} Fishing crews were among the first at the scene. {DOCKERS}")
    now = build_article("child", f"{PORT} Trawler men had arrived on the spot before others. {DOCKERS}")

    found = align(was, now, {}, ChangeSettings())

    assert drawn(found) == "same 0=0, edit 1=1, same 2=2"
