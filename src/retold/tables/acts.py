"""Classes of acts: what a verb does by itself, and what it does with its object (``hold`` with ``talks``)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from retold.tables.lines import rows, values

_LIGHT = "*"


def act_class(verbs: Iterable[str], things: Iterable[str]) -> tuple[str, bool] | None:
    """The PLOVER class of an act and whether its object decided it; None when the table does not know the act.

    ``verbs`` are the forms under which the verb may be listed, the most telling first (``call for`` before ``call``);
    ``things`` the lemmas of its object in the same order. PLOVER is the Political Language Ontology for Verifying
    Event Records (Open Event Data Alliance); ``TRADE`` and ``CHANGE`` are ours, for news outside politics.
    """
    forms, objects = tuple(verbs), tuple(things)
    for thing in objects:
        for verb in forms:
            if found := _with_object().get((verb, thing)):
                return found, True
    if any(verb in _light() for verb in forms):
        for thing in objects:
            if found := _with_object().get((_LIGHT, thing)):
                return found, True
    for verb in forms:
        if found := _alone().get(verb):
            return found, False
    return None


@cache
def _light() -> frozenset[str]:
    return frozenset(verb for class_, verbs, _ in rows("acts.tsv", 3) if class_ == _LIGHT for verb in values(verbs))


@cache
def _alone() -> dict[str, str]:
    return {
        verb: class_
        for class_, verbs, things in rows("acts.tsv", 3)
        if class_ != _LIGHT and not things
        for verb in values(verbs)
    }


@cache
def _with_object() -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for class_, verbs, things in rows("acts.tsv", 3):
        for verb in values(verbs):
            for thing in values(things):
                found.setdefault((verb, thing), class_)
    return found
