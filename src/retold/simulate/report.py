"""The reports that stories begin with: written for this project, about invented people, places and outlets."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from retold.simulate.wording import Wording, parse_wording


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a report with its wordings, the facts it carries and the source it names."""

    id: str
    paragraph: int
    wordings: tuple[Wording, ...]
    facts: tuple[str, ...] = ()
    source: str | None = None
    credits: str | None = None
    """The outlet that the sentence credits, when that is what it is for."""


@dataclass(frozen=True, slots=True)
class Report:
    """One report: headlines (wire, plain, loud, explaining), sentences, and what a reteller may add."""

    id: str
    event: str
    kind: str
    place: str
    day: str | None
    """The weekday that the report speaks of as today or yesterday."""
    months: tuple[int, ...]
    """Months in which its event fits the season and the figures; empty for any."""
    headlines: tuple[str, ...]
    teaser: str
    names: tuple[str, ...]
    """Names that a reteller may misspell."""
    facts: dict[str, str]
    sources: dict[str, str]
    lines: tuple[Line, ...]
    extra: tuple[Line, ...]


def parse_report(id_: str, text: str) -> Report:
    """A report from its TOML file; raises ``KeyError`` or ``ValueError`` for a file that is not one."""
    found = tomllib.loads(text)
    lines = tuple(
        Line(
            id=f"{id_}/{number}",
            paragraph=row["p"],
            wordings=tuple(parse_wording(say, place) for place, say in enumerate([row["say"], *row.get("or", [])])),
            facts=tuple(row.get("facts", [])),
            source=row.get("source"),
        )
        for number, row in enumerate(found["sentence"], 1)
    )
    extra = tuple(
        Line(f"{id_}/extra{number}", 900 + number, (parse_wording(say, 0),))
        for number, say in enumerate(found.get("extra", []), 1)
    )
    return Report(
        id=id_,
        event=found.get("event", id_),
        kind=found["kind"],
        place=found["place"],
        day=found.get("day"),
        months=tuple(found.get("months", [])),
        headlines=tuple(found["headlines"]),
        teaser=found["teaser"],
        names=tuple(found["names"]),
        facts=found["facts"],
        sources=found["sources"],
        lines=lines,
        extra=extra,
    )


@cache
def all_reports() -> tuple[Report, ...]:
    """Every report of the collection, in the order of their names."""
    folder = resources.files("retold.simulate") / "reports"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    return tuple(parse_report(file.name.removesuffix(".toml"), file.read_text(encoding="utf-8")) for file in files)
