"""Acts: who does what to whom, in rows of a sentence and the surest act in it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from retold.mention import find_mentions
from retold.model import Event
from retold.settings import MentionSettings
from retold.tables import act_class
from tests.test_changes import build_article

ROWS = tomllib.loads((Path(__file__).parent / "cases" / "acts.toml").read_text(encoding="utf-8"))["row"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["promise"]))
def test_the_surest_act_of_a_sentence(row: dict[str, object]) -> None:
    """The act has the class, doer, target and status of the row; an empty doer is one that the sentence hides."""
    mentions = find_mentions((build_article("one", str(row["text"])),), MentionSettings())[0].mentions

    best = max((m for m in mentions if isinstance(m, Event)), key=lambda act: act.confidence)

    assert [best.class_, best.actor or "", best.target or "", best.status] == row["act"]


KNOWN = [
    (("call for", "call"), ("sanction",), ("ACCUSE", True)),
    (("call for", "call"), ("calm",), ("DEMAND", False)),
    (("hold",), ("talk",), ("CONSULT", True)),
    (("hold",), ("cup",), None),
    (("close",), (), ("CHANGE", False)),
]


@pytest.mark.parametrize(("verbs", "things", "found"), KNOWN, ids=[f"{r[0][0]}-{r[1][:1]}" for r in KNOWN])
def test_an_object_decides_before_the_verb(
    verbs: tuple[str, ...], things: tuple[str, ...], found: tuple[str, bool] | None
) -> None:
    """The table looks at verb and object together first, then at the verb alone."""
    assert act_class(verbs, things) == found
