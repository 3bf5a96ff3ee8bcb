"""News outlets and agencies of the world: found by name, by host, and inside running text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, NamedTuple, cast

from retold.model import Span
from retold.tables.lines import rows, values
from retold.tables.sources import is_anonymous
from retold.text import fold

OutletKind = Literal["agency", "newspaper", "broadcaster", "magazine", "site", "wire service"]

_TOKEN = re.compile(r"[^\W_]+")
_ARTICLE_BEFORE = re.compile(r"\b[Tt]he\s$")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_SHORT = 4
"""A name this short must stand in its own capitals: ``AP`` is an agency, ``Ap`` and ``ap`` are not."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """A news outlet, news agency or wire service."""

    name: str
    kind: OutletKind
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


def outlet_named(text: str) -> Outlet | None:
    """The outlet that a name or alias stands for; a possessive ending does not matter.

    A name that is also an ordinary word needs its capitals, and its article when it has one (``The State``); a noun
    for unnamed sources (``People``) names no outlet here.
    """
    whole = " ".join(text.split())
    if is_anonymous(whole):
        return None
    for written in (_POSSESSIVE.sub("", whole), whole):
        has_the = written[:4].lower() == "the "
        bare = written[4:] if has_the else written
        for form in _forms().get(_key(bare), ()):
            strict = form.with_the_ambiguous if has_the else form.alone_ambiguous
            fits = any(_fits(bare, name) or not (strict or len(name) <= _SHORT) for name in form.spellings)
            if fits and (has_the or not form.needs_the):
                return form.outlet
    return None


@lru_cache(maxsize=8_192)
def outlet_at(host: str) -> Outlet | None:
    """The outlet that publishes on a host, found by the longest known domain the host ends with."""
    labels = host.lower().rstrip(".").split(".")
    known = (_domains().get(".".join(labels[start:])) for start in range(len(labels) - 1))
    return next((outlet for outlet in known if outlet is not None), None)


def outlet_names_in(text: str) -> tuple[Named, ...]:
    """The outlets named in a text, longest name first at each place, from left to right, without overlap."""
    tokens = [found.span() for found in _TOKEN.finditer(text)]
    longest = _longest()
    named: list[Named] = []
    at = 0
    while at < len(tokens):
        start, end = tokens[at]
        reach = longest.get(text[start:end], 0)
        found = _name_at(text, tokens[at : at + reach]) if reach else None
        if found is not None:
            named.append(found)
        while at < len(tokens) and (found is None or tokens[at][0] < found.span.end):
            at += 1
            if found is None:
                break
    return tuple(named)


@cache
def all_outlets() -> tuple[Outlet, ...]:
    """All outlets of the table, in the order of their names."""
    return tuple(outlet for outlet, _ in _rows())


def _name_at(text: str, tokens: list[tuple[int, int]]) -> Named | None:
    start = tokens[0][0]
    for _, end in reversed(tokens):
        written = text[start:end]
        for form in _forms().get(_key(written), ()):
            has_the = _ARTICLE_BEFORE.search(text, max(0, start - 5), start) is not None
            if (has_the or not form.needs_the) and any(_fits(written, spelling) for spelling in form.spellings):
                ambiguous = form.with_the_ambiguous if has_the else form.alone_ambiguous
                return Named(Span(start, end), form.outlet, ambiguous)
    return None


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
def _rows() -> tuple[tuple[Outlet, tuple[str, ...]], ...]:
    """Every outlet with its name and aliases as the table marks them."""
    found: list[tuple[Outlet, tuple[str, ...]]] = []
    for name, kind, country, alias_cell, domain_cell in rows("outlets.tsv", 5):
        aliases = values(alias_cell)
        plain = tuple(alias.removesuffix("?") for alias in aliases)
        outlet = Outlet(
            name.removesuffix("?"), cast(OutletKind, kind), country or None, plain, tuple(values(domain_cell))
        )
        found.append((outlet, (name, *aliases)))
    return tuple(found)


@cache
def _forms() -> dict[str, tuple[_Form, ...]]:
    """The forms by their key; the outlet whose full name it is stands before one that has it as an alias."""
    named: dict[str, tuple[_Form, ...]] = {}
    aliased: dict[str, tuple[_Form, ...]] = {}
    for outlet, marked in _rows():
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


@cache
def _longest() -> dict[str, int]:
    """How many tokens the longest name has that begins with a token, as written and in capitals."""
    found: dict[str, int] = {}
    for forms in _forms().values():
        for spelling in (spelling for form in forms for spelling in form.spellings):
            first, *rest = _TOKEN.findall(spelling)
            for written in (first, first.upper(), first.title()):
                found[written] = max(found.get(written, 0), len(rest) + 1)
    return found


@cache
def _domains() -> dict[str, Outlet]:
    return {domain: outlet for outlet, _ in _rows() for domain in outlet.domains}
