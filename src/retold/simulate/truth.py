"""The truth about a story as plain values for JSON: what ``truth.jsonl`` holds, one story a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from retold.change.codes import RULES
from retold.simulate.log import Edit, Log
from retold.simulate.settings import SimulationSettings
from retold.simulate.story import SIMULATION, Edge, SimulatedStory, SimulatedText
from retold.text import digest

Json = dict[str, object]


def truth_line(story: SimulatedStory, settings: SimulationSettings, files: Mapping[str, str] | None = None) -> str:
    """One line of ``truth.jsonl``; ``files`` says where the page of each text in the pile was written."""
    return json.dumps(truth_of(story, settings, files or {}), ensure_ascii=False, separators=(",", ":")) + "\n"


def truth_of(story: SimulatedStory, settings: SimulationSettings, files: Mapping[str, str]) -> Json:
    """The whole truth about a story; docs/simulator.md says what each field means."""
    return {
        "schema": SIMULATION,
        "story": story.id,
        "kind": story.kind,
        "reports": [*story.reports],
        "seed": settings.seed,
        "regime": settings.regime,
        "clocks": story.clocks,
        "origins": [*story.origins],
        "origin_count": len(story.origins),
        "roots": [*story.roots],
        "states": [[*state] for state in story.states],
        "missing": [text.id for text in story.texts if not text.in_pile],
        "outside": _outside(story),
        "errors": _errors(story),
        "texts": [{"file": files.get(text.id), **_text(text, story)} for text in story.texts],
        "edges": [_edge(edge, story) for edge in story.edges],
    }


def fingerprint(stories: Iterable[SimulatedStory], settings: SimulationSettings) -> str:
    """A digest of the whole truth: two simulations with the same digest hold the same stories."""
    return digest(*(truth_line(story, settings) for story in stories), size=16)


def _outside(story: SimulatedStory) -> list[str]:
    """Outlets that visible texts credit and that have no text in the pile."""
    inside = {text.outlet.name for text in story.pile}
    named = {credit.name for text in story.pile for credit in text.credits}
    return sorted(named - inside)


def _text(text: SimulatedText, story: SimulatedStory) -> Json:
    return {
        "id": text.id,
        "outlet": text.outlet.name,
        "url": text.url,
        "title": text.printed.title,
        "text": text.printed.text,
        "notes": [note.words for note in text.text.notes],
        "in_pile": text.in_pile,
        "how": text.how,
        "parents": [*text.parents],
        "recapture_of": text.recapture_of,
        "originals": [*story.originals_of(text.id)],
        "time": text.time.strftime("%Y-%m-%dT%H:%M:00Z"),
        "shown": text.shown.value,
        "clock": text.shown.kind,
        "precision": text.shown.precision,
        "credits": [{"name": one.name, "form": one.form, "relation": one.relation} for one in text.credits],
        "hidden": text.hidden,
        "canonical": text.canonical,
    }


def _edge(edge: Edge, story: SimulatedStory) -> Json:
    child = next(text for text in story.texts if text.id == edge.child)
    return {
        "parent": edge.parent,
        "child": edge.child,
        "direct": edge.direct,
        "second": edge.second,
        "how": child.how,
        "explains": [[*span] for span in edge.explains],
        **_log(edge.log),
    }


def _log(log: Log) -> Json:
    return {
        "stretches": [
            {"child": [*one.child], "parent": None if one.parent is None else [*one.parent]} for one in log.stretches
        ],
        "pairs": [{"op": one.op, "parent": [*one.parent], "child": [*one.child]} for one in log.pairs],
        "changes": [_change(edit) for edit in log.edits],
    }


def _change(edit: Edit) -> Json:
    rule = RULES[edit.code]
    return {
        "op": edit.op,
        "code": edit.code,
        "class": rule.class_,
        "direction": rule.direction,
        "weight": rule.weight,
        "was": edit.was,
        "now": edit.now,
        "parent": [*edit.parent],
        "child": [*edit.child],
        "inside": edit.inside,
    }


def _errors(story: SimulatedStory) -> list[Json]:
    """Every mistyped figure and misspelt name: where it came in first and which texts carry it on."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for text in story.texts:
        for name, wrong in text.text.respelt:
            if wrong in text.printed.text:
                found.setdefault(("F302", name, wrong), []).append(text.id)
        for key, was, now in _wrong_figures(text, story):
            found.setdefault((key, was, now), []).append(text.id)
    return [
        {"code": key[:4], "was": was, "now": now, "first": ids[0], "carried": ids[1:]}
        for (key, was, now), ids in found.items()
    ]


def _wrong_figures(text: SimulatedText, story: SimulatedStory) -> list[tuple[str, str, str]]:
    found = []
    for unit, atoms in zip(text.printed.units, text.printed.atoms, strict=True):
        pieces = {piece.key: piece for piece in story.stock[unit.line].wordings[unit.wording].pieces}
        for atom in atoms:
            if atom.code == "F101" and atom.key in pieces:
                now = unit.chosen.get(atom.key)
                if isinstance(now, str):
                    found.append((f"F101 {unit.line} {atom.key}", pieces[atom.key].choices[0].words, now))
    return found
