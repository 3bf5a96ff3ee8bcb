"""Who did what to whom, against the PLOVER records (facts-events), one act a sentence.

Of the acts found in a sentence the surest counts, the first of equals. Its class has to be the marked one (``ACCUSE``
is marked ``DISAPPROVE`` there); doer and target are right when they are of the marked country or hold the marked
words. With two doers and no target (they agreed) either may be the target. The sentences of PETRARCH's tests are
about invented states: of them only doer and target are asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bench.mention_sets import Record, Sheet, analysed, labels, records
from retold.model import Event
from retold.tables import country_of

FOLDER = "facts-events"
_ALSO = {"DISAPPROVE": "ACCUSE"}
_CODES = {"JAP": "JPN", "ITL": "ITA", "VTN": "VNM", "IGO": "", "IMG": "", "ISM": "", "NGO": ""}
"""Codes of the set that are not ISO's; bodies have none."""
_WORD = re.compile(r"[\w’'.-]+")


def parts(name: str = "plover") -> list[Record]:
    """The sentences of one of the three sources of the set."""
    return [doc for doc in records(FOLDER) if doc["set"] == name]


def examine(docs: Iterable[Record]) -> Sheet:
    """Counts for ``events`` (the class), ``events-doer``, ``events-target`` and ``events-all`` (all three right)."""
    sheet = Sheet()
    for doc, analysis in analysed(docs):
        acts = [one for one in analysis.mentions if isinstance(one, Event)]
        best = max(acts, key=lambda act: act.confidence, default=None)
        for label in labels(FOLDER)[doc["id"]][:1]:
            _judge(sheet, doc, label, best)
    return sheet


def _judge(sheet: Sheet, doc: Record, label: Record, act: Event | None) -> None:
    wanted = _ALSO.get(label["event"], label["event"])
    mine = _ALSO.get(act.class_, act.class_) if act else None
    sources, targets = label["source"], label["target"]
    doer = _is_party(act.actor if act else None, sources)
    if targets or len(sources) < 2:
        target = _is_party(act.target if act else None, targets)
    else:
        target = act is not None and (act.target is None or _is_party(act.target, sources))
    said = f"{act.lemma}/{act.class_}: {act.actor} -> {act.target}" if act else "-"
    true = f"{wanted} ({label['event_text']}): {_names(sources)} -> {_names(targets)}"
    says = f"{true} <> {said} :: {doc['text']}"
    sheet.judge("events", mine == wanted, f"{wanted} taken for {mine}", says)
    sheet.judge("events-doer", doer, "no doer" if act is None or act.actor is None else "wrong doer", says)
    sheet.judge("events-target", target, "no target" if act is None or act.target is None else "wrong target", says)
    sheet.judge("events-all", mine == wanted and doer and target, "not all three", says)


def examine_invented(docs: Iterable[Record]) -> Sheet:
    """Counts for ``parties-invented``: doer and target right, by the first three letters of the invented states."""
    sheet = Sheet()
    for doc, analysis in analysed(docs):
        true = [label for label in labels(FOLDER)[doc["id"]] if label["source"] and label["target"]]
        if not true:
            continue
        acts = [one for one in analysis.mentions if isinstance(one, Event)]
        best = max(acts, key=lambda act: act.confidence, default=None)
        right = best is not None and any(
            _starts(best.actor, label["source"]) and _starts(best.target, label["target"]) for label in true
        )
        said = f"{best.lemma}: {best.actor} -> {best.target}" if best else "-"
        says = f"{true[0]['source']} -> {true[0]['target']} <> {said} :: {doc['text']}"
        sheet.judge("parties-invented", right, "wrong parties", says)
    return sheet


def _starts(party: str | None, code: str) -> bool:
    """True when a word of the party begins like the code, or its country has that code."""
    if party is None:
        return False
    country = country_in(party)
    words = [word.lower() for word in _WORD.findall(party)]
    return country == code[:3] or any(word[:2] == code[:2].lower() and code[2:3].lower() in word for word in words)


def _is_party(party: str | None, marked: Sequence[Record]) -> bool:
    if party is None:
        return not marked
    return any(_same_party(party, one) for one in marked)


def _same_party(party: str, marked: Record) -> bool:
    code = marked.get("code") or ""
    country = country_in(party)
    if country is not None and country in (_CODES.get(code, code), country_in(marked["actorText"])):
        return True
    words, true = _telling(party), _telling(marked["actorText"])
    return bool(words) and (words <= true or true <= words)


def _telling(text: str) -> set[str]:
    return {word.lower().removesuffix("'s").removesuffix("’s") for word in _WORD.findall(text)} - {"the", "a", "an"}


def country_in(party: str) -> str | None:
    """The code of the first country, in any of its words, that the name of a party holds."""
    words = _WORD.findall(party)
    for start in range(len(words)):
        for end in range(len(words), start, -1):
            found = country_of(" ".join(words[start:end]))
            if found is not None:
                return found.code
    return None


def _names(actors: Sequence[Record]) -> str:
    return ", ".join(f"{one['actorText']} [{one.get('code')}]" for one in actors) or "-"
