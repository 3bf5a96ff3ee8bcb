"""Finds the unit that is written beside a number: money, shares, measures, lengths of time, and what each is per."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

UnitKind = Literal["money", "percent", "measure", "length", "age"]

_CODES = "USD|EUR|GBP|JPY|CHF|CNY|RMB|AUD|CAD|HKD|SGD|NZD|SEK|NOK|DKK|PLN|CZK|RUB|BRL|ZAR|INR|MYR|KRW|TRY|MXN|ILS"
_MONEY_BEFORE = re.compile(
    rf"(?:(?P<sign>(?:(?:US|AU|CA|HK|NZ|NT|MX)\s?|[ACSR])?\$(?:US|A|C|NZ|HK)?|[€£¥₹₽₩₪₺₫₦฿₴₭])|"
    rf"\b(?P<code>{_CODES}|RM|Rs\.?))\s?$"
)
_PLACES = (
    "US|U\\.S\\.|American|Canadian|Australian|Hong Kong|New Zealand|Singapore|Swiss|Danish|Swedish|Norwegian|Czech"
    "|Japanese|Chinese|Indian|Russian|Mexican|Turkish|British|Israeli|Malaysian|Polish|Hungarian|Brazilian|Egyptian"
    "|Kenyan|South African|South Korean|Icelandic|Pakistani|Philippine|Argentine|Saudi|Kuwaiti|Nigerian|Ukrainian"
)
_COINS = (
    "dollars?|euros?|pounds?(?:\\ssterling)?|sterling|yen|yuan|renminbi|rupees?|rubles?|roubles?|cents?|pence|pennies"
    "|francs|pesos?|won|crowns?|kron(?:a|or|e|er)|kroner|ringgits?|rand|reais|lira|zlotys?|forints?|shekels?|dirhams?"
    "|riyals?|rials?|dinars?|baht|rupiah|naira|shillings?|hryvnias?|bitcoins?|sen"
)
_MONEY_AFTER = re.compile(
    rf"(?:[\s-](?P<coin>(?:(?:{_PLACES})\s)?(?:{_COINS}))\b|\s?(?P<code>{_CODES})\b|\s?(?P<sign>[€£₽₪元円₭]))",
    re.IGNORECASE,
)
_PERCENT_AFTER = re.compile(
    r"[-\s]?(?:(?P<points>percentage[-\s]points?|pct\.? points?|basis points?)"
    r"|(?P<percent>%|percent\b|per\s?cent\b|pct\b|pc\b))",
    re.IGNORECASE,
)
_METRES = "met(?:er|re)s?"
_LONG_WORDS = (
    rf"(?:square|cubic|sq\.?)\s?(?:kilo{_METRES}|km|miles?|feet|foot|ft|{_METRES}|m|yards?|inch(?:es)?)|nautical miles?"
    rf"|(?:kilo)?{_METRES} (?:per|an) (?:hour|second)|miles? (?:per|an) hour|feet per second|light[-\s]years?"
    rf"|(?:kilo|centi|milli|micro|nano){_METRES}|{_METRES}|miles?|yards?|feet|foot|inch(?:es)?|acres?|hectares?"
    r"|(?:kilo|milli|micro)grams?|grams?|kilos?|metric tons?|tonnes?|tons?|ounces?|(?:milli)?lit(?:er|re)s?|gallons?"
    r"|barrels?|bushels?|knots?|(?:kilo|mega|giga|tera)watt[-\s]?hours?|(?:kilo|mega|giga|tera)?watts?|horsepower|volts?"
    r"|(?:kilo|mega|giga|tera)bytes?|megapixels?|(?:mega|giga)?hertz|decibels?|calories"
    r"|degrees?(?:\s(?:Celsius|Fahrenheit|C|F)\b)?|parts per million|pound[-\s]feet(?:\sof\storque)?"
)
ATTACHED = (
    r"km/hr?|km2|km²|km|kph|mph|m/s|m2|m²|cm|mm|μm|nm|ft|kg|mg|μg|lbs?|oz|ml|kWh|MWh|GWh|TWh|kW|MW|GW|TW|W|hp|bhp|kV|V|mAh"
    r"|GB|MB|TB|KB|Gbps|Mbps|kbps|GHz|MHz|kHz|Hz|MP|rpm|dB|°\s?[CF]|rad|psi|lb-ft|Nm|kPa|MPa|GPa|ppm|kt|元|円"
    r"|m(?=\s(?:tall|high|long|wide|deep|away|race|sprint|freestyle|hurdles|final|dash)\b)"
)
"""Short forms that may stand right behind the digits; capital letters matter."""
_MEASURE_AFTER = re.compile(
    rf"(?:[-\s]?(?P<short>{ATTACHED})(?:/(?:cm|m|s|ms|h|kg|l|day)\b)?|[-\s](?P<long>(?i:{_LONG_WORDS})))(?![\w])"
)
_TIME = r"years?|months?|weeks?|days?|hours?|minutes?|seconds?|decades?|centuries|century|nights?|fortnights?|quarters?"
_AGE_AFTER = re.compile(
    r"[-\s](?P<age>(?:year|month|week|day|hour)s?)[-\s](?:old(?:s|er)?\b|of[-\s]age\b)", re.IGNORECASE
)
_LENGTH_AFTER = re.compile(
    rf"(?:\s(?:more|consecutive|straight|full|trading|working|calendar))?[-\s](?P<time>{_TIME})\b", re.IGNORECASE
)
_THINGS = (
    "share|barrel|day|week|month|year|annum|hour|minute|second|person|head|capita|square (?:foot|met(?:er|re)|mile)"
    "|ounce|tonne|ton|metric ton|gallon|lit(?:er|re)|kilogram|kilo|kg|pound|mile|kilomet(?:er|re)|km|night|game|dozen"
    "|unit|household|century|decade|bushel|acre|hectare|megawatt[- ]hour|MWh|kWh|mmBTU|customer|vote|dose|bottle|ticket"
    "|piece|student|pupil|visit|trip|season|quarter|family|worker|employee|child|million|inhabitants?|patient|card|user"
    "|passenger|room|seat|word|page|session|meal|lap|match"
)
_PER = re.compile(
    rf"(?:\s(?:an?|per|each|every)\s|[-\s]an?[-\s]|\s?/\s?|\s?per\s)(?P<per>{_THINGS})\b"
    r"(?!\s(?:earlier|later|ago|before|after|from|long)\b)",
    re.IGNORECASE,
)


class Unit(NamedTuple):
    """A unit as it is written, what kind it is, and where it stands: before the number or behind it."""

    text: str
    kind: UnitKind
    start: int
    end: int


def unit_beside(text: str, start: int, end: int) -> Unit | None:
    """The unit of the number at ``text[start:end]``; ``start`` and ``end`` of the unit include the number."""
    before = text[max(0, start - 12) : start]
    after = text[end : end + 60]
    if money := _MONEY_BEFORE.search(before):
        return Unit(money.group().replace(" ", ""), "money", start - len(money.group()), end)
    if share := _PERCENT_AFTER.match(after):
        return Unit("percentage points" if share["points"] else "percent", "percent", start, end + share.end())
    if coin := _MONEY_AFTER.match(after):
        return Unit(_plain(coin.group()), "money", start, end + coin.end())
    if age := _AGE_AFTER.match(after):
        return Unit(f"{age['age'].lower().removesuffix('s')}s old", "age", start, end + age.end())
    if measure := _MEASURE_AFTER.match(after):
        return Unit(measure.group().strip(" -"), "measure", start, end + measure.end())
    if time := _LENGTH_AFTER.match(after):
        return Unit(time["time"].lower(), "length", start, end + time.end())
    return None


def per_behind(text: str, end: int) -> tuple[str, int] | None:
    """What a unit is per (``a share``, ``/hour``) and where that ends; None when nothing such follows."""
    found = _PER.match(text, end)
    return (found["per"].lower(), found.end()) if found else None


def _plain(words: str) -> str:
    """A currency in small letters, with the capitals of its country."""
    head, _, last = words.strip(" -").rpartition(" ")
    last = last if last.isupper() else last.lower()
    return f"{head} {last}" if head else last
