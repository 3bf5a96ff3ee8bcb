"""Quantities, against the values and units that people marked in single sentences (facts-quant).

A value is right when it is marked in the sentence (each marked one counts once); a range needs both its ends. With
its unit it is right when the two units are one word in two coats (``%`` and ``per cent``, ``km/h`` and ``kilometres
per hour``) or count the same noun. The bar is on the news sentences; the specimens of single kinds are told apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bench.mention_sets import Record, Sheet, analysed, labels, records
from retold.model import Figure
from retold.settings import MentionSettings

FOLDER = "facts-quant"
_COATS = {
    "percent": "% pct percentage & pc percent-owned",
    "dollar": "$ us$ usd us-dollar united-states-dollar u.s.-dollar",
    "euro": "€ eur",
    "pound": "£ gbp pound-sterling ps pound-mass lb lbs",
    "yen": "¥ jpy japanese-yen y",
    "yuan": "chinese-yuan cny rmb",
    "ringgit": "rm malaysian-ringgit",
    "australian dollar": "$a a$ aud",
    "danish krone": "danish-crown danish-crowns",
    "kilometre per hour": "km/h km/hr kph kilometer-per-hour",
    "mile per hour": "mph",
    "metre per second": "m/s meter-per-second",
    "revolutions per minute": "rpm",
    "horsepower": "hp",
    "kilometre": "km kilometer",
    "metre": "m meter",
    "centimetre": "cm centimeter",
    "millimetre": "mm millimeter",
    "foot": "ft feet",
    "kilogram": "kg",
    "milligram": "mg",
    "microgram": "μg",
    "radian": "rad",
    "litre": "l liter",
    "square metre": "m2 square-meter",
    "square foot": "sq-ft square-feet",
    "gigabyte": "gb",
    "megabyte": "mb",
    "kilowatt": "kw",
    "watt": "w",
    "megawatt": "mw",
    "kilowatt hour": "kwh",
    "hertz": "hz",
    "megahertz": "mhz",
    "gigahertz": "ghz",
    "milliampere-hour": "mah",
    "celsius": "°c c degrees-celsius degree-celsius",
    "fahrenheit": "°f f degrees-fahrenheit degree-fahrenheit",
    "year of age": "year-old years-old year",
    "month of age": "month-old months-old",
    "week of age": "week-old weeks-old",
    "day of age": "day-old days-old",
}
"""Names of one unit; a hyphen stands for a space."""
_COAT_OF = {name.replace("-", " "): coat for coat, names in _COATS.items() for name in names.split()}


def parts() -> list[Record]:
    """The news sentences of the set."""
    return [doc for doc in records(FOLDER) if doc["set"] == "NewsQuant"]


def specimens() -> list[Record]:
    """Sentences that show one kind of quantity each: money, lengths, temperatures, ages."""
    return [doc for doc in records(FOLDER) if doc["set"] != "NewsQuant"]


def examine(docs: Iterable[Record], settings: MentionSettings | None = None, tail: str = "") -> Sheet:
    """Counts for ``figures`` (the value) and ``figures-units`` (value and unit); ``tail`` is set behind the names."""
    sheet = Sheet()
    for doc, analysis in analysed(docs, settings):
        found = [one for one in analysis.mentions if isinstance(one, Figure)]
        _compare(sheet, doc, labels(FOLDER)[doc["id"]], found, tail)
    return sheet


def _compare(sheet: Sheet, doc: Record, true: list[Record], found: list[Figure], tail: str) -> None:
    left, with_unit, values = list(found), 0, 0
    for label in true:
        same = [one for one in left if _same_value(label["value"], one)]
        fitting = [one for one in same if same_unit(one.unit, label)]
        says = f"{label['value']} {label['unit']} ({label['normalized_unit']})"
        if not same:
            for figure in ("figures", "figures-units"):
                sheet.slip(figure + tail, "missed", f"{says} :: {doc['text']}")
            continue
        left.remove((fitting or same)[0])
        values += 1
        with_unit += bool(fitting)
        if not fitting:
            sheet.slip(f"figures-units{tail}", "wrong unit", f"{says} <> {same[0].unit} :: {doc['text']}")
    sheet.count(f"figures{tail}", values, len(found), len(true))
    sheet.count(f"figures-units{tail}", with_unit, len(found), len(true))
    for one in left:
        says = f"{one.value:g}{f'-{one.value_high:g}' if one.value_high is not None else ''} {one.unit}"
        for figure in ("figures", "figures-units"):
            sheet.slip(figure + tail, "no such", f"{says} :: {doc['text']}")


def _same_value(marked: str, found: Figure) -> bool:
    parts_of = re.fullmatch(r"(-?[\d.]+(?:E[-+]\d+)?)(?:\s*-\s*([\d.]+(?:E[-+]\d+)?))?", marked)
    if not parts_of:
        return False
    low, high = float(parts_of[1]), float(parts_of[2]) if parts_of[2] else None
    if high is None or found.value_high is None:
        return high is None and found.value_high is None and _close(low, found.value)
    return _close(low, found.value) and _close(high, found.value_high)


def _close(a: float, b: float) -> bool:
    return abs(a - b) <= 1e-6 * max(abs(a), abs(b))


def same_unit(found: str | None, label: Record) -> bool:
    """True when a found unit is the marked one, in another coat, or counts the same noun."""
    marked = [plain for plain in map(_plain, (label["unit"], label["normalized_unit"])) if plain]
    mine = _plain(found)
    if not mine or not marked:
        return not mine and not marked
    return any(mine == one or mine.split()[-1] == one.split()[-1] for one in marked)


def _plain(unit: str | None) -> str:
    """A unit in one coat: small letters, singular, ``per`` for ``a`` and ``an``; empty for none."""
    words = re.sub(r"\b(?:a|an|each)\b(?=[\s-]\w)", "per", (unit or "").lower().replace("/", " per ")).split()
    whole = _coat(" ".join(words).strip(" -"))
    halves = [_coat(half.strip(" -")) for half in whole.split(" per ")]
    return " per ".join(half for half in halves if half)


def _coat(unit: str) -> str:
    singular = " ".join(_singular(word) for word in unit.split())
    return _COAT_OF.get(unit, _COAT_OF.get(singular, singular))


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
