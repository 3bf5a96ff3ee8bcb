"""News outlets and agencies of the world, and those a user adds: found by name, by host, and inside running text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Literal, NamedTuple, cast, get_args

from retold.model import Span
from retold.page import SettingsError
from retold.tables.countries import all_countries
from retold.tables.lines import lines, values
from retold.tables.sources import is_anonymous
from retold.text import fold

OutletKind = Literal["agency", "newspaper", "broadcaster", "magazine", "site", "wire service"]

_COLUMNS = 5
_TOKEN = re.compile(r"[^\W_]+")
_ARTICLE_BEFORE = re.compile(r"\b[Tt]he\s$")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_SHORT = 4
"""A name this short must stand in its own capitals: ``AP`` is an agency, ``Ap`` and ``ap`` are not."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """A news outlet, news agency or wire service."""

    name: str
    kind: OutletKind | None
    """None when a user's row does not tell it."""
    country: str | None
    """Code of its country in the table of countries; None for one that belongs to no country."""
    aliases: tuple[str, ...]
    domains: tuple[str, ...]


class Named(NamedTuple):
    """An outlet's name in a text; ambiguous when the words can also mean something else."""

    span: Span
    outlet: Outlet
    ambiguous: bool


class _Form(NamedTuple):
    """One way to write an outlet's name, without its article."""

    outlet: Outlet
    spellings: tuple[str, ...]
    alone_ambiguous: bool
    """Ambiguous without ``the`` before it."""
    with_the_ambiguous: bool
    needs_the: bool
    """An ordinary word that is never the name without its article: ``The State``."""


class _Row(NamedTuple):
    """An outlet with its name and aliases as the table marks them."""

    outlet: Outlet
    marked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutletTable:
    """A table of outlets, ready to be asked; ``outlet_table`` makes one."""

    outlets: tuple[Outlet, ...]
    _forms: Mapping[str, tuple[_Form, ...]] = field(repr=False)
    _longest: Mapping[str, int] = field(repr=False)
    """How many tokens the longest name has that begins with a token, as written and in capitals."""
    _seconds: Mapping[str, frozenset[str]] = field(repr=False)
    """Second tokens, in lower case, by the first one, where no name is that token alone."""
    _domains: Mapping[str, Outlet] = field(repr=False)

    def named(self, text: str) -> Outlet | None:
        """The outlet that a name or alias stands for; a possessive ending does not matter.

        A name that is also an ordinary word needs its capitals, and its article when it has one (``The State``); a
        noun for unnamed sources (``People``) names no outlet here.
        """
        whole = " ".join(text.split())
        if is_anonymous(whole):
            return None
        for written in (_POSSESSIVE.sub("", whole), whole):
            has_the = written[:4].lower() == "the "
            bare = written[4:] if has_the else written
            for form in self._forms.get(_key(bare), ()):
                strict = form.with_the_ambiguous if has_the else form.alone_ambiguous
                fits = any(_fits(bare, name) or not (strict or len(name) <= _SHORT) for name in form.spellings)
                if fits and (has_the or not form.needs_the):
                    return form.outlet
        return None

    def at(self, host: str) -> Outlet | None:
        """The outlet that publishes on a host, found by the longest known domain the host ends with."""
        labels = host.lower().rstrip(".").split(".")
        known = (self._domains.get(".".join(labels[start:])) for start in range(len(labels) - 1))
        return next((outlet for outlet in known if outlet is not None), None)

    def names_in(self, text: str) -> tuple[Named, ...]:
        """The outlets named in a text, longest name first at each place, from left to right, without overlap."""
        starts = self._starts(_TOKEN.findall(text))
        tokens = [found.span() for found in _TOKEN.finditer(text)] if starts else []
        named: list[Named] = []
        done = 0
        for at in starts:
            start, end = tokens[at]
            found = self._name_at(text, tokens[at : at + self._longest[text[start:end]]]) if start >= done else None
            if found is not None:
                named.append(found)
                done = found.span.end
        return tuple(named)

    def may_name(self, words: Sequence[str]) -> bool:
        """False when these words of a text name no outlet: a quick look before a close one."""
        return bool(self._starts(words))

    def _starts(self, words: Sequence[str]) -> list[int]:
        """The numbers of the words with which a name may begin."""
        longest, seconds = self._longest, self._seconds
        first = [at for at, word in enumerate(words) if word in longest]
        return [
            at
            for at in first
            if words[at] not in seconds or (at + 1 < len(words) and words[at + 1].lower() in seconds[words[at]])
        ]

    def _name_at(self, text: str, tokens: list[tuple[int, int]]) -> Named | None:
        start = tokens[0][0]
        for _, end in reversed(tokens):
            written = text[start:end]
            for form in self._forms.get(_key(written), ()):
                has_the = _ARTICLE_BEFORE.search(text, max(0, start - 5), start) is not None
                if (has_the or not form.needs_the) and any(_fits(written, spelling) for spelling in form.spellings):
                    ambiguous = form.with_the_ambiguous if has_the else form.alone_ambiguous
                    return Named(Span(start, end), form.outlet, ambiguous)
        return None


@lru_cache(maxsize=8)
def outlet_table(added: str = "") -> OutletTable:
    """The table of outlets, with the rows of a user: text in the form of ``outlets.tsv``, comments allowed.

    A user's row takes the place of the row with its name, and its other names and domains are its alone. All columns
    but the first may be left out. Raises ``SettingsError`` with the line and the reason when a row cannot be used.
    """
    mine = tuple(_row(line, f"line {number} of the outlets given") for number, line in _entries(added))
    replaced = {_key(row.outlet.name) for row in mine}
    return _table(mine, tuple(row for row in _shipped() if _key(row.outlet.name) not in replaced))


def outlets_by_name(names: Mapping[str, Iterable[str]]) -> OutletTable:
    """A table of outlets of which only the names are known: other names by name, doubtful ones marked with ``?``."""
    rows = (_Row(Outlet(name, None, None, (), ()), (name, *others)) for name, others in names.items())
    return _table(tuple(rows), ())


def _table(first: tuple[_Row, ...], then: tuple[_Row, ...]) -> OutletTable:
    """The table of some rows, of which the first take names and domains away from the others."""
    forms = {**_forms_of(then), **_forms_of(first)}
    domains = {domain: row.outlet for row in (*then, *first) for domain in row.outlet.domains}
    outlets = sorted((row.outlet for row in (*first, *then)), key=lambda outlet: outlet.name)
    return OutletTable(tuple(outlets), forms, *_beginnings(forms.values()), domains)


@lru_cache(maxsize=8_192)
def outlet_named(text: str) -> Outlet | None:
    """The outlet of the shipped table that a name or alias stands for, as ``OutletTable.named`` tells it."""
    return outlet_table().named(text)


@lru_cache(maxsize=8_192)
def outlet_at(host: str) -> Outlet | None:
    """The outlet of the shipped table that publishes on a host."""
    return outlet_table().at(host)


def outlet_names_in(text: str) -> tuple[Named, ...]:
    """The outlets of the shipped table named in a text, as ``OutletTable.names_in`` finds them."""
    return outlet_table().names_in(text)


def all_outlets() -> tuple[Outlet, ...]:
    """All outlets of the shipped table, in the order of their names."""
    return outlet_table().outlets


def _fits(written: str, spelling: str) -> bool:
    """True when the words stand in the name's own capitals, or a long enough name in a line of capitals."""
    if written == spelling or (len(spelling) > _SHORT and written.isupper()):
        return True
    if len(spelling) <= _SHORT or len(written) != len(spelling):
        return False
    return all(here.isupper() or not there.isupper() for here, there in zip(written, spelling, strict=True)) or (
        not spelling.isupper() and written == spelling.title()
    )


def _key(text: str) -> str:
    plain = text.lower() if text.isascii() and "\n" not in text else fold(text)
    return plain.removeprefix("the ")


@cache
def _shipped() -> tuple[_Row, ...]:
    return tuple(_row(line, "outlets.tsv") for line in lines("outlets.tsv"))


def _entries(added: str) -> Iterable[tuple[int, str]]:
    """The lines of a user's table that carry an entry, with their numbers."""
    plain = added.removeprefix("\ufeff").splitlines()
    return ((at, line) for at, line in enumerate(plain, 1) if line.strip() and not line.startswith("#"))


def _row(line: str, where: str) -> _Row:
    """The outlet of a row; cells at its end may be missing."""
    cells = [cell.strip() for cell in line.split("\t")]
    name, kind, country, aliases, domains = [*cells, *[""] * (_COLUMNS - len(cells))][:_COLUMNS]
    wrong = ""
    if len(cells) > _COLUMNS or not name.rstrip("?"):
        wrong = f"{len(cells)} cells where {_COLUMNS} are possible, the first of them a name"
    elif kind and kind not in get_args(OutletKind):
        wrong = f"no kind {kind!r}; there are {', '.join(get_args(OutletKind))}"
    elif country and country not in _country_codes():
        wrong = f"no country {country!r} in the table of countries"
    if wrong:
        raise SettingsError(f"{where}: {wrong}: {line[:60]!r}")
    others = values(aliases)
    plain = tuple(alias.removesuffix("?") for alias in others)
    outlet = Outlet(
        name.removesuffix("?"), cast(OutletKind, kind) or None, country or None, plain, tuple(values(domains.lower()))
    )
    return _Row(outlet, (name, *others))


@cache
def _country_codes() -> frozenset[str]:
    return frozenset(country.code for country in all_countries())


def _forms_of(rows: Iterable[_Row]) -> dict[str, tuple[_Form, ...]]:
    """The forms by their key; the outlet whose full name it is stands before one that has it as an alias."""
    named: dict[str, tuple[_Form, ...]] = {}
    aliased: dict[str, tuple[_Form, ...]] = {}
    for outlet, marked in rows:
        by_key: dict[str, list[str]] = {}
        for form in marked:
            by_key.setdefault(_key(form.removesuffix("?")), []).append(form)
        into = named
        for key, forms in by_key.items():
            into[key] = (*into.get(key, ()), _form(outlet, forms))
            into = aliased
    for key, others in aliased.items():
        named[key] = (*named.get(key, ()), *others)
    return named


def _form(outlet: Outlet, marked: list[str]) -> _Form:
    """One form of the spellings that differ only in article and mark (``The Guardian``, ``Guardian?``)."""
    if len(marked) == 1 and marked[0][-1] != "?" and marked[0][:4] not in ("The ", "the "):
        return _Form(outlet, (marked[0],), alone_ambiguous=False, with_the_ambiguous=False, needs_the=False)
    bare = [form for form in marked if not form.lower().startswith("the ")]
    with_the = [form for form in marked if form not in bare]
    doubt_alone = any(form.endswith("?") for form in bare or with_the)
    doubt_with = any(form.endswith("?") for form in with_the or bare)
    plain = (form.removesuffix("?") for form in marked)
    spellings = tuple(dict.fromkeys(form[4:] if form.lower().startswith("the ") else form for form in plain))
    return _Form(outlet, spellings, doubt_alone, doubt_with, needs_the=doubt_alone and not bare)


def _beginnings(table: Iterable[tuple[_Form, ...]]) -> tuple[dict[str, int], dict[str, frozenset[str]]]:
    """The length of the longest name, and the second tokens if none is of one token, by the first token of names."""
    longest: dict[str, int] = {}
    seconds: dict[str, set[str]] = {}
    for spelling in (spelling for forms in table for form in forms for spelling in form.spellings):
        first, *rest = _TOKEN.findall(spelling)
        for written in (first, first.upper(), first.title()):
            longest[written] = max(longest.get(written, 0), len(rest) + 1)
            seconds.setdefault(written, set()).add(rest[0].lower() if rest else "")
    return longest, {first: frozenset(second) for first, second in seconds.items() if "" not in second}
