"""What happened between two versions, read off their sentences: the truth for alignment and changes.

Both versions know which sentence of the stock each of their units is, and the key of every place in it. So the log is
exact for any two versions of a story, also when the versions between them are missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retold.model import PairOp, Span
from retold.simulate.state import Atom, Printed, Stock, wording_of
from retold.text import split_sentences


@dataclass(frozen=True, slots=True)
class Edit:
    """One logged change. Spans count in the text of either version (in the headline for ``headline``); an empty span
    shows where words are missing. ``inside`` marks a change within a sentence that was reworded as a whole."""

    op: str
    code: str
    was: str
    now: str
    parent: Span
    child: Span
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """A unit of the child and where it stands in the parent; None when the parent does not have it."""

    child: Span
    parent: Span | None


@dataclass(frozen=True, slots=True)
class Aligned:
    """Sentences that belong together, by their numbers in either text."""

    op: PairOp
    parent: tuple[int, ...]
    child: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Log:
    """Everything between a parent and a child."""

    stretches: tuple[Stretch, ...]
    pairs: tuple[Aligned, ...]
    edits: tuple[Edit, ...]


def compare(parent: Printed, child: Printed, stock: Stock) -> Log:
    """The log of a child against a parent or an earlier ancestor."""
    at = {unit.line: place for place, unit in enumerate(parent.units)}
    stretches = tuple(
        Stretch(span, parent.spans[at[unit.line]] if unit.line in at else None)
        for unit, span in zip(child.units, child.spans, strict=True)
    )
    common = [at[unit.line] for unit in child.units if unit.line in at]
    moved = _moved(common)
    edits: list[Edit] = []
    for place, unit in enumerate(child.units):
        if unit.line not in at:
            edits += _added(child, place)
            continue
        was = at[unit.line]
        edits += _told_otherwise(parent, was, child, place, stock)
        if was in moved:
            code = "R202" if common.index(was) < sorted(common).index(was) else "R203"
            span, old = child.spans[place], parent.spans[was]
            edits.append(Edit("move", code, _words(parent, old), _words(child, span), old, span, inside=True))
    edits += _dropped(parent, child, at)
    edits += _headline(parent, child)
    ordered = sorted(edits, key=lambda one: (one.child, one.parent, one.code))
    return Log(stretches, _pairs(parent, child, stretches, moved), tuple(ordered))


def replay(parent: str, child: str, log: Log) -> str:
    """The child made anew from the parent's words and the log; only its own sentences and line breaks are its own."""
    out: list[str] = []
    at = 0
    for stretch in log.stretches:
        out.append(child[at : stretch.child.start])
        at = stretch.child.end
        if stretch.parent is None:
            out.append(child[stretch.child.start : stretch.child.end])
        else:
            out.append(_edited(parent, stretch, log.edits))
    return "".join(out) + child[at:]


def _edited(parent: str, stretch: Stretch, edits: Sequence[Edit]) -> str:
    assert stretch.parent is not None
    words, at = [], stretch.parent.start
    for edit in edits:
        if edit.inside or edit.op == "headline" or edit.op in ("drop", "add"):
            continue
        if stretch.child.start <= edit.child.start and edit.child.end <= stretch.child.end and _within(edit, stretch):
            words += [parent[at : edit.parent.start], edit.now]
            at = edit.parent.end
    return "".join(words) + parent[at : stretch.parent.end]


def _within(edit: Edit, stretch: Stretch) -> bool:
    assert stretch.parent is not None
    return stretch.parent.start <= edit.parent.start and edit.parent.end <= stretch.parent.end


def _words(printed: Printed, span: Span) -> str:
    return printed.text[span.start : span.end]


def _told_otherwise(parent: Printed, was: int, child: Printed, now: int, stock: Stock) -> Iterator[Edit]:
    """Changes inside a sentence that both have."""
    old, new = parent.units[was], child.units[now]
    if old.wording == new.wording:
        yield from _place_by_place(parent.atoms[was], child.atoms[now])
        return
    span, before = child.spans[now], parent.spans[was]
    codes = wording_of(new, stock).codes or ("R301",)
    for number, code in enumerate(codes):
        yield Edit("reword", code, _words(parent, before), _words(child, span), before, span, inside=number > 0)
    theirs = {atom.key: atom for atom in parent.atoms[was]}
    known = {atom.code for atom in parent.atoms[was]} | {"", "R301"}
    for atom in child.atoms[now]:
        if atom.key in theirs and "." not in atom.key:
            if old.chosen.get(atom.key, 0) != new.chosen.get(atom.key, 0):
                yield _edit(theirs[atom.key], atom, inside=True)
        elif atom.code not in known:
            yield Edit("tell", atom.code, _words(parent, before), atom.words, before, atom.span, inside=True)


def _place_by_place(old: Sequence[Atom], new: Sequence[Atom]) -> Iterator[Edit]:
    """Changes between two tellings with the same places; a dateline may be on one side only."""
    if new[0].key == "slug" and old[0].key != "slug":
        start = Span(old[0].span.start, old[0].span.start)
        yield Edit("dateline", "S302", "", new[0].words, start, new[0].span)
        new = new[1:]
    elif old[0].key == "slug" and new[0].key != "slug":
        start = Span(new[0].span.start, new[0].span.start)
        yield Edit("dateline", "S301", old[0].words, "", old[0].span, start)
        old = old[1:]
    differing = [_edit(was, now) for was, now in zip(old, new, strict=True) if was.words != now.words]
    yield from _marks_with_words(differing)


def _marks_with_words(edits: Sequence[Edit]) -> Iterator[Edit]:
    """Edits in order, those of bare spaces and commas put to the words that they came or went with."""
    held: Edit | None = None
    for edit in edits:
        if held and _touch(held, edit) and (_is_bare(held) or _is_bare(edit)):
            named = edit if _is_bare(held) else held
            held = Edit(
                named.op,
                named.code,
                held.was + edit.was,
                held.now + edit.now,
                Span(held.parent.start, edit.parent.end),
                Span(held.child.start, edit.child.end),
            )
            continue
        if held:
            yield held
        held = edit
    if held:
        yield held


def _touch(first: Edit, second: Edit) -> bool:
    return first.parent.end == second.parent.start and first.child.end == second.child.start


def _is_bare(edit: Edit) -> bool:
    return not any(char.isalnum() for char in edit.was + edit.now)


def _edit(old: Atom, new: Atom, inside: bool = False) -> Edit:
    op, code = _named(old, new)
    return Edit(op, code, old.words, new.words, old.span, new.span, inside)


def _named(old: Atom, new: Atom) -> tuple[str, str]:
    """The operation behind a difference and its code."""
    if old.key == "slug":
        return "dateline", "S303"
    if old.told.lower() == new.told.lower():
        if old.spelt.lower() == new.spelt.lower():
            return "style", "R401"
        return ("correct" if new.spelt == new.told else "misspell"), "F302"
    if old.code in ("F101", "F102") and not new.code:
        return "correct", old.code
    if new.code in ("F101", "F102") and old.code not in ("F101", "F102"):
        return ("round" if new.code == "F102" else "mistype"), new.code
    return "tell", new.code or REVERSED.get(old.code, "R301")


REVERSED = {
    "F103": "F104", "F202": "F203", "F204": "F205", "F303": "F304", "F402": "F403", "F502": "F503", "F601": "F602",
    "S102": "S101", "S105": "S106", "S201": "S202", "S203": "S204", "V101": "V102", "V102": "V101", "V201": "V202",
    "V202": "V201", "F101": "F101", "F102": "F101", "F201": "F201", "S101": "S101", "F401": "F401",
}  # fmt: skip
"""What going back to the report's own words is called."""


def _added(child: Printed, place: int) -> Iterator[Edit]:
    span = child.spans[place]
    words = _words(child, span)
    if _is_quote(words):
        yield Edit("add", "S104", "", words, Span(0, 0), span)


def _dropped(parent: Printed, child: Printed, at: dict[str, int]) -> Iterator[Edit]:
    kept = {unit.line for unit in child.units}
    for line, place in at.items():
        words = _words(parent, parent.spans[place])
        if line not in kept and _is_quote(words):
            yield Edit("drop", "S103", words, "", parent.spans[place], Span(0, 0))


def _is_quote(words: str) -> bool:
    return "“" in words or '"' in words


def _headline(parent: Printed, child: Printed) -> Iterator[Edit]:
    if parent.title != child.title:
        was, now = Span(0, len(parent.title)), Span(0, len(child.title))
        yield Edit("headline", "R301", parent.title, child.title, was, now)


def _moved(order: Sequence[int]) -> frozenset[int]:
    """The parent's places that left the common order: all but a longest rising run."""
    best: list[tuple[int, ...]] = []
    for place in order:
        longest = max((run for run in best if run[-1] < place), key=len, default=())
        best.append((*longest, place))
    kept = max(best, key=len, default=())
    return frozenset(order) - frozenset(kept)


def _pairs(parent: Printed, child: Printed, stretches: Sequence[Stretch], moved: frozenset[int]) -> tuple[Aligned, ...]:
    """Sentences joined wherever a unit stands in both; the rest is added or omitted."""
    theirs, ours = _sentence_numbers(parent.text), _sentence_numbers(child.text)
    groups: list[tuple[set[int], set[int], bool]] = []
    out_of_order = {parent.spans[place] for place in moved}
    for stretch in stretches:
        here = _overlapping(ours, stretch.child)
        there = _overlapping(theirs, stretch.parent) if stretch.parent else set()
        is_moved = stretch.parent in out_of_order
        for group in [one for one in groups if one[1] & here or one[0] & there]:
            groups.remove(group)
            there, here, is_moved = there | group[0], here | group[1], is_moved or group[2]
        groups.append((there, here, is_moved))
    found = [Aligned(_op(parent, child, group), _row(group[0]), _row(group[1])) for group in groups]
    seen = {number for group in groups for number in group[0]}
    lost = [Aligned("omit", (number,), ()) for number in range(len(theirs)) if number not in seen]
    return (*found, *lost)


def _op(parent: Printed, child: Printed, group: tuple[set[int], set[int], bool]) -> PairOp:
    there, here, is_moved = group
    if not there:
        return "add"
    if len(there) != len(here):
        return "merge" if len(there) > len(here) else "split"
    if is_moved:
        return "move"
    old, new = _sentence_numbers(parent.text), _sentence_numbers(child.text)
    same = [_words(parent, old[one]) for one in _row(there)] == [_words(child, new[one]) for one in _row(here)]
    return "same" if same else "edit"


def _row(numbers: set[int]) -> tuple[int, ...]:
    return tuple(sorted(numbers))


def _sentence_numbers(text: str) -> tuple[Span, ...]:
    return tuple(Span(one.start, one.end) for one in split_sentences(text))


def _overlapping(sentences: Sequence[Span], span: Span) -> set[int]:
    return {number for number, one in enumerate(sentences) if one.start < span.end and span.start < one.end}
