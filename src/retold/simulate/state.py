"""One version of a report: which sentences it has, in which words, and how it reads when printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from retold.model import Span
from retold.simulate.house import in_style, respelt
from retold.simulate.mistake import is_rounded
from retold.simulate.outlet import House
from retold.simulate.report import Line
from retold.simulate.wording import Piece, Wording

Stock = dict[str, Line]
"""Every sentence that a story's texts may hold, by its id."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence as one version tells it."""

    line: str
    """The sentence of the stock."""
    paragraph: int
    wording: int = 0
    chosen: Mapping[str, int | str] = field(default_factory=dict)
    """Places that are not told as first written: number of the choice, or words that no choice has (a typo)."""
    used: frozenset[int] = frozenset({0})
    """Wordings that this version or those before it had."""
    joined: str | None = None
    """The sentence with which it is told in one, as long as that one follows."""
    taken: int | None = None
    """Which parent (0 or 1) it was taken from; None when it is the version's own."""


@dataclass(frozen=True, slots=True)
class Note:
    """A line under the article that names another outlet: a source line or a note of republication."""

    words: str
    credits: str


@dataclass(frozen=True, slots=True)
class Text:
    """One version: its headline, its sentences, the agency in its dateline, its spelling of names, its house style."""

    headline: str
    units: tuple[Unit, ...]
    house: House
    place: str
    slug: str | None = None
    """The agency in brackets after the place; None prints no dateline."""
    day: str = ""
    respelt: tuple[tuple[str, str], ...] = ()
    """Names that are misspelt throughout: as it should be, as it is."""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Atom:
    """A word, mark or place as printed, and the words behind it before names were misspelt and house style came in."""

    key: str
    span: Span
    words: str
    told: str
    spelt: str
    """With misspelt names, before house style."""
    code: str


@dataclass(frozen=True, slots=True)
class Printed:
    """A version as it reads: the text and where each unit and atom of it stands."""

    text: str
    title: str
    units: tuple[Unit, ...]
    spans: tuple[Span, ...]
    atoms: tuple[tuple[Atom, ...], ...]


def wording_of(unit: Unit, stock: Stock) -> Wording:
    """The wording that a unit uses."""
    return stock[unit.line].wordings[unit.wording]


def told(piece: Piece, unit: Unit) -> tuple[str, str]:
    """The words at a place and the code of the change that put them there."""
    choice = unit.chosen.get(piece.key, 0)
    if isinstance(choice, str):
        return _as_begun(choice, piece.choices[0].words), _code_of_literal(choice, piece)
    found = piece.choices[min(choice, len(piece.choices) - 1)]
    return found.words, found.code


def _as_begun(words: str, model: str) -> str:
    """Words with a capital where the words that they replace have one."""
    return words[:1].upper() + words[1:] if model[:1].isupper() else words[:1].lower() + words[1:]


def _code_of_literal(words: str, piece: Piece) -> str:
    if not piece.mistyped:
        return "R301"
    return "F102" if is_rounded(words) else "F101"


def print_text(text: Text, stock: Stock) -> Printed:
    """A version in its house style, with the place of every word."""
    out: list[str] = []
    length = 0
    spans: list[Span] = []
    atoms: list[tuple[Atom, ...]] = []
    previous: Unit | None = None
    for place, unit in enumerate(text.units):
        gap = _gap(previous, unit, text.house, stock)
        follower = text.units[place + 1] if place + 1 < len(text.units) else None
        row = _unit_words(text, unit, stock, _Seat(previous, follower))
        begin = length + len(gap)
        found, end = _placed(row, begin, text)
        out.append(gap + "".join(atom.words for atom in found))
        spans.append(Span(begin, end))
        atoms.append(found)
        length, previous = end, unit
    title = in_style(respelt(text.headline, text.respelt), text.house)
    return Printed("".join(out), title, text.units, tuple(spans), tuple(atoms))


@dataclass(frozen=True, slots=True)
class _Seat:
    before: Unit | None
    after: Unit | None


def _gap(previous: Unit | None, unit: Unit, house: House, stock: Stock) -> str:
    if previous is None:
        return ""
    if _runs_on(previous, unit, stock):
        return " "
    return "\n\n" if house.single or previous.paragraph != unit.paragraph else " "


def _runs_on(previous: Unit | None, unit: Unit | None, stock: Stock) -> bool:
    """True when two units that follow each other are told in one sentence."""
    if previous is None or unit is None or previous.joined != unit.line or previous.paragraph != unit.paragraph:
        return False
    return can_join(previous, unit, stock)


_CAN_FOLLOW = frozenset("The It He She They A An In On At Nobody No Neither Its Their His Her Two Three".split())
"""First words that a joint may turn to small letters."""


def can_join(unit: Unit, after: Unit, stock: Stock) -> bool:
    """True when two units read well as one sentence: short, without quotation, the second with a plain first word."""
    first, second = plain(unit, stock), plain(after, stock)
    if "“" in first + second or len(first) + len(second) > 260 or not first.endswith("."):
        return False
    return second.split(" ", 1)[0] in _CAN_FOLLOW


def plain(unit: Unit, stock: Stock) -> str:
    """The words of a unit before house style."""
    row = _closed([(piece.key, *told(piece, unit)) for piece in wording_of(unit, stock).pieces])
    return "".join(words for _, words, _ in _begun(row))


_Row = tuple[str, str, str]
"""Key of a place, the words told there, the code of the change that put them there."""


def _unit_words(text: Text, unit: Unit, stock: Stock, seat: _Seat) -> list[_Row]:
    """The words of a unit place by place, with dateline, joint and small letter where they belong."""
    row = _begun(_closed([(piece.key, *told(piece, unit)) for piece in wording_of(unit, stock).pieces]))
    if seat.before is None and text.slug is not None:
        row.insert(0, ("slug", f"{text.place}, {text.day} ({text.slug}) - ", "S302"))
    if _runs_on(seat.before, unit, stock):
        key, words, code = row[0]
        row[0] = (key, words[:1].lower() + words[1:], code)
    if _runs_on(unit, seat.after, stock) and row[-1][1] == ".":
        row[-1] = (row[-1][0], ", and", "R301")
    return row


def _closed(row: list[_Row]) -> list[_Row]:
    """The gap closed where words were left out: no double space, no comma before a full stop, no pair of commas."""
    for place in [number for number, (_, words, code) in enumerate(row) if not words and code]:
        before = [number for number in range(place) if row[number][1]][-2:]
        after = [number for number in range(place + 1, len(row)) if row[number][1]][:2]
        if len(before) < 2 or not after or row[before[1]][1] != " ":
            continue
        mark, following = row[before[0]][1][-1:], row[after[0]][1][:1]
        if following not in " .,;:?!”’":
            continue
        _empty(row, before[1])
        if following in ".,;:?!" and mark in ",.;:":
            if following == "," and mark == "," and not (len(after) > 1 and row[after[1]][1][:1] == "”"):
                _empty(row, after[0])
            _cut_mark(row, before[0])
    return row


def _empty(row: list[_Row], place: int) -> None:
    row[place] = (row[place][0], "", row[place][2])


def _cut_mark(row: list[_Row], place: int) -> None:
    key, words, code = row[place]
    row[place] = (key, words[:-1], code)


def _begun(row: list[_Row]) -> list[_Row]:
    """The words of a sentence with a capital first, also when the words that it began with were left out."""
    for place, (key, words, code) in enumerate(row):
        bare = words.lstrip()
        row[place] = (key, bare[:1].upper() + bare[1:], code)
        if bare:
            break
    return row


def _placed(row: list[_Row], begin: int, text: Text) -> tuple[tuple[Atom, ...], int]:
    atoms = []
    for key, words, code in row:
        spelt = respelt(words, text.respelt)
        printed = in_style(spelt, text.house)
        atoms.append(Atom(key, Span(begin, begin + len(printed)), printed, words, spelt, code))
        begin += len(printed)
    return tuple(atoms), begin
