"""Making one version from another: each operation takes a text and gives a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from retold.simulate.chance import Chance
from retold.simulate.mistake import misspell, mistype, round_off
from retold.simulate.outlet import Kind, Outlet, lean
from retold.simulate.report import Report
from retold.simulate.settings import How, Rates
from retold.simulate.state import Stock, Text, Unit, can_join, plain, told, wording_of
from retold.simulate.wording import Choice

_LEAST = 3
"""Sentences that a version keeps at least: less is a teaser, not an article."""


_SAME_MEANING = ("", "R301")
"""Codes of choices that a rewriter takes for the words alone."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What a rewriter works with."""

    stock: Stock
    reports: tuple[Report, ...]
    outlet: Outlet
    how: How
    rates: Rates


def retell(parent: Text, desk: Desk, chance: Chance) -> Text:
    """A new version made from ``parent`` in the way of ``desk.how``; a plain copy keeps everything."""
    units = tuple(replace(unit, taken=0) for unit in parent.units)
    text = replace(parent, units=units)
    if desk.how == "copy":
        return text
    text = replace(text, house=desk.outlet.house)
    for operation in (_shorten, _drop, _move, _reword, _tell, _join):
        text = operation(text, desk, chance.fork(operation.__name__))
    if desk.how == "revision":
        return _correct(text, desk, chance.fork("correct"))
    return _err(text, desk, chance.fork("err"))


def take(text: Text, second: Text, chance: Chance) -> Text:
    """Whole sentences of a second parent, put in after the first paragraphs."""
    have = {unit.line for unit in text.units}
    new = [unit for unit in second.units if unit.line not in have]
    if not new:
        return text
    first = chance.between(0, len(new) - 1)
    taken = [replace(unit, taken=1, joined=None) for unit in new[first : first + chance.between(2, 4)]]
    seats = _paragraph_starts(text.units)[1:] or [len(text.units)]
    at = chance.pick(seats)
    return replace(text, units=(*text.units[:at], *_apart(taken, text.units), *text.units[at:]))


def add(text: Text, line: str, at: int) -> Text:
    """A sentence of the outlet's own as a paragraph before place ``at``."""
    number = 1 + max((unit.paragraph for unit in text.units), default=0)
    return replace(text, units=(*text.units[:at], Unit(line, number), *text.units[at:]))


def ends_of_paragraphs(text: Text) -> list[int]:
    """Places where a paragraph may be put in: after each paragraph."""
    return [*_paragraph_starts(text.units)[1:], len(text.units)]


def _paragraph_starts(units: Sequence[Unit]) -> list[int]:
    return [place for place, unit in enumerate(units) if place == 0 or units[place - 1].paragraph != unit.paragraph]


def _apart(taken: list[Unit], others: Sequence[Unit]) -> list[Unit]:
    """The units with paragraph numbers that no other unit has."""
    shift = 1 + max((unit.paragraph for unit in others), default=0)
    return [replace(unit, paragraph=unit.paragraph + shift) for unit in taken]


# ---------------------------------------------------------------------------------------------------------- operations


def _shorten(text: Text, desk: Desk, chance: Chance) -> Text:
    """The tail is cut: always for an excerpt, otherwise down to what the outlet prints."""
    most = desk.outlet.longest if desk.how != "revision" else len(text.units)
    if desk.how == "excerpt":
        most = min(most, chance.between(_LEAST, max(_LEAST + 1, len(text.units) // 2)))
    return replace(text, units=text.units[:most])


def _drop(text: Text, desk: Desk, chance: Chance) -> Text:
    """Sentences fall out, the likelier the further down; the first one stays."""
    count = len(text.units)
    kept: list[Unit] = []
    for place, unit in enumerate(text.units):
        left = len(kept) + count - place
        falls = chance.happens(desk.rates.drop * (0.4 + 1.2 * place / count))
        if place == 0 or left <= _LEAST or not falls:
            kept.append(unit)
    return replace(text, units=tuple(kept))


def _move(text: Text, desk: Desk, chance: Chance) -> Text:
    """A sentence moves to the end of another paragraph, not before the lead."""
    units = list(text.units)
    for unit in text.units[2:]:
        if not chance.happens(desk.rates.move):
            continue
        units.remove(unit)
        alone = replace(unit, paragraph=1 + max(one.paragraph for one in units), joined=None)
        units.insert(chance.pick([*_paragraph_starts(units)[1:], len(units)]), alone)
    return replace(text, units=tuple(units))


def _reword(text: Text, desk: Desk, chance: Chance) -> Text:
    """Sentences get another wording that no version before had; the lead more often than the body."""
    units = []
    for place, unit in enumerate(text.units):
        share = desk.rates.reword * (1.4 if place == 0 else 1.0)
        fresh = [number for number in range(len(desk.stock[unit.line].wordings)) if number not in unit.used]
        if fresh and chance.happens(share):
            units.append(_in_words(unit, chance.pick(fresh), desk, chance))
        else:
            units.append(unit)
    return replace(text, units=tuple(units))


def _in_words(unit: Unit, number: int, desk: Desk, chance: Chance) -> Unit:
    """A unit in another wording: named places keep what they say, words of equal meaning are drawn anew."""
    named = {key: value for key, value in unit.chosen.items() if "." not in key}
    drawn: dict[str, int | str] = {}
    for piece in desk.stock[unit.line].wordings[number].pieces:
        same = [place for place, choice in enumerate(piece.choices) if choice.code in _SAME_MEANING]
        if "." in piece.key and len(same) > 1:
            drawn[piece.key] = chance.pick(same)
    return replace(unit, wording=number, chosen={**named, **drawn}, used=unit.used | {number})


def _tell(text: Text, desk: Desk, chance: Chance) -> Text:
    """At single places other words are chosen, of the same content or of less, more, other content."""
    return replace(text, units=tuple(_told_elsewise(unit, desk, chance) for unit in text.units))


def _told_elsewise(unit: Unit, desk: Desk, chance: Chance) -> Unit:
    chosen = dict(unit.chosen)
    for piece in wording_of(unit, desk.stock).pieces:
        if piece.key in chosen and told(piece, unit)[1] not in _SAME_MEANING:
            continue
        if len(piece.choices) > 1:
            pick = _choose(piece.choices, int(chosen.get(piece.key, 0)), desk, chance)
            if pick is not None:
                chosen[piece.key] = pick
        elif not piece.is_slot and chance.happens(desk.rates.synonym):
            others = synonyms().get(piece.choices[0].words, ())
            if others:
                chosen[piece.key] = chance.pick(others)
    return replace(unit, chosen=chosen)


def _choose(choices: Sequence[Choice], now: int, desk: Desk, chance: Chance) -> int | None:
    """Another choice at a place, or None to leave it: a draw for each change of content, then one for the words.

    Nobody comes back to the report's own words by chance: who changes a word does not know the one before it.
    """
    for number, choice in enumerate(choices):
        if number == now or choice.code in _SAME_MEANING:
            continue
        if chance.happens(min(0.9, desk.rates.tell_less * lean(desk.outlet.kind, choice.code))):
            return number
    others = [place for place, choice in enumerate(choices) if choice.code in _SAME_MEANING and place not in (0, now)]
    return chance.pick(others) if others and chance.happens(desk.rates.word) else None


def _join(text: Text, desk: Desk, chance: Chance) -> Text:
    """Two short sentences of a paragraph become one."""
    units = list(text.units)
    for place in range(1, len(units) - 1):
        unit, after = units[place], units[place + 1]
        fits = unit.paragraph == after.paragraph and not units[place - 1].joined
        if fits and can_join(unit, after, desk.stock) and chance.happens(desk.rates.join):
            units[place] = replace(unit, joined=after.line)
    return replace(text, units=tuple(units))


def _err(text: Text, desk: Desk, chance: Chance) -> Text:
    """At most one mistake: a figure mistyped or rounded, a name misspelt; whoever copies it carries it on."""
    if not chance.happens(min(0.8, desk.rates.error * (1.5 if _is_hasty(desk.outlet.kind) else 1.0))):
        return text
    if chance.happens(0.3):
        return _misspelt(text, desk, chance)
    places = [
        (number, piece.key, value)
        for number, unit in enumerate(text.units)
        for piece in wording_of(unit, desk.stock).pieces
        if piece.mistyped and piece.key not in unit.chosen
        for value in _wrong(told(piece, unit)[0], piece.rounded, chance)
    ]
    if not places:
        return _misspelt(text, desk, chance)
    number, key, value = chance.pick(places)
    units = list(text.units)
    units[number] = replace(units[number], chosen={**units[number].chosen, key: value})
    return replace(text, units=tuple(units))


def _correct(text: Text, desk: Desk, chance: Chance) -> Text:
    """An outlet that notices puts right every figure and name that was wrong in its text."""
    if not chance.happens(0.5):
        return text
    return replace(text, respelt=(), units=tuple(_without_typos(unit, desk.stock) for unit in text.units))


def _without_typos(unit: Unit, stock: Stock) -> Unit:
    figures = {piece.key for wording in stock[unit.line].wordings for piece in wording.pieces if piece.mistyped}
    wrong = {key for key, value in unit.chosen.items() if isinstance(value, str) and key in figures}
    return replace(unit, chosen={key: value for key, value in unit.chosen.items() if key not in wrong})


def _is_hasty(kind: Kind) -> bool:
    return kind in ("tabloid", "blog", "portal")


def _wrong(words: str, rounded: bool, chance: Chance) -> list[str]:
    found = [mistype(words, chance)]
    if rounded:
        found += [round_off(words, chance)] * 2
    return [one for one in found if one is not None]


def _misspelt(text: Text, desk: Desk, chance: Chance) -> Text:
    printed = " ".join(plain(unit, desk.stock) for unit in text.units)
    known = {name for name, _ in text.respelt}
    names = [name for report in desk.reports for name in report.names if name in printed and name not in known]
    if not names:
        return text
    name = chance.pick(names)
    wrong = misspell(name, chance)
    return replace(text, respelt=(*text.respelt, (name, wrong))) if wrong else text


@cache
def synonyms() -> dict[str, tuple[str, ...]]:
    """Words that may stand for a word, from the table of the simulator."""
    table = (resources.files("retold.simulate") / "synonyms.txt").read_text(encoding="utf-8")
    groups: dict[str, tuple[str, ...]] = {}
    for line in table.splitlines():
        if line and not line.startswith("#"):
            word, *others = line.split("\t")
            groups[word] = (*groups.get(word, ()), *others)
    return groups
