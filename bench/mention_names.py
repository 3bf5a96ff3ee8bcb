"""Who is who: pairs of names for one person, and people found at all, on GUM news (facts-gum).

A marked person counts under a name when the mention ends in capitalised words and one mention of that person has two
of them or more. Two names are a pair when they are marked as one person; ours are a pair when they have one entity.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from bench.mention_sets import Record, Sheet, analysed, labels, records
from retold.model import Analysis, Name
from retold.tables import country_of, title_before

FOLDER = "facts-gum"
_RUN = re.compile(
    r"(?:(?:[A-Z][\w.’'-]*|van|von|de|del|der|da|bin|ibn|al|el|la)\s+)*[A-Z][\w’'-]*(?:\s(?:Jr|Sr)\.?|\s[IVX]+)?$"
)
_OWNER = re.compile(r"[’']s?$")
_SMALL = re.compile(r"^(?:(?:van|von|de|del|der|da|bin|ibn|al|el|la)\s+)+")
_PRONOUNS = frozenset("I He She They We You It His Her Their Our My Your Its This That Who".split())


@dataclass(frozen=True, slots=True)
class _Marked:
    """A person's name as it was marked, without title."""

    start: int
    end: int
    text: str
    cluster: str


def parts() -> list[Record]:
    return [doc for doc in records(FOLDER) if doc["genre"] == "news"]


def examine(docs: Iterable[Record]) -> Sheet:
    """Counts for ``aliases`` (pairs) and ``people`` (names that were found; its recall is the figure)."""
    sheet = Sheet()
    for doc, analysis in analysed(docs):
        marked = _marked_people(doc)
        people = [one for one in analysis.mentions if isinstance(one, Name) and one.entity.type == "person"]
        _count_people(sheet, doc, marked, people)
        _count_pairs(sheet, marked, people, analysis)
    return sheet


def _marked_people(doc: Record) -> list[_Marked]:
    found: dict[tuple[int, int], _Marked] = {}
    for label in labels(FOLDER)[doc["id"]]:
        if label["kind"] == "entity" and label["type"] == "person":
            name = _name_in(label["text"], label["start"], label["cluster"])
            if name is not None:
                found.setdefault((name.start, name.end), name)
    longest: dict[str, int] = defaultdict(int)
    for name in found.values():
        longest[name.cluster] = max(longest[name.cluster], len(name.text.split()))
    return [name for name in found.values() if longest[name.cluster] > 1]


def _name_in(text: str, start: int, cluster: str) -> _Marked | None:
    """The capitalised words that a mention ends with, without title and owner's ending."""
    bare = _OWNER.sub("", text)
    run = _RUN.search(bare)
    if run is None:
        return None
    at, name = run.start(), run.group()
    while True:
        title = title_before(name) or next((w for w in name.split()[:1] if " " in name and country_of(w)), None)
        small = _SMALL.match(name) if title is None and at > 0 else None
        if title is None and small is None:
            break
        cut = len(title) if title else len(small.group().rstrip()) if small else 0
        at += cut + len(name[cut:]) - len(name[cut:].lstrip())
        name = name[cut:].lstrip()
    if name in _PRONOUNS or country_of(name) or not name:
        return None
    return _Marked(start + at, start + at + len(name), name, cluster)


def _count_people(sheet: Sheet, doc: Record, marked: list[_Marked], people: list[Name]) -> None:
    hit = [name for name in marked if any(one.span.start < name.end and name.end <= one.span.end for one in people)]
    touched = [one for one in people if any(one.span.start < name.end and name.start < one.span.end for name in marked)]
    sheet.count("people", len(hit), len(people), len(marked))
    for name in marked:
        if name not in hit:
            sheet.slip("people", "missed", f"[{name.text}] :: {doc['text'][max(0, name.start - 60) : name.end + 40]}")
    for one in people:
        if one not in touched:
            around = doc["text"][max(0, one.span.start - 60) : one.span.end + 40]
            sheet.slip("people", "no such", f"[{one.entity.name}] :: {around}")


def _count_pairs(sheet: Sheet, marked: list[_Marked], people: list[Name], analysis: Analysis) -> None:
    mine: dict[_Marked, str] = {}
    for name in marked:
        covering = [one for one in people if one.span.start < name.end and name.end <= one.span.end]
        mine[name] = covering[0].entity.id if covering else name.text
    true = {(a, b) for a, b in combinations(marked, 2) if a.cluster == b.cluster}
    found = {(a, b) for a, b in combinations(marked, 2) if mine[a] == mine[b]}
    sheet.count("aliases", len(true & found), len(found), len(true))
    for a, b in sorted(true ^ found, key=lambda pair: (pair[0].start, pair[1].start)):
        kind = "not joined" if (a, b) in true else "joined"
        sheet.slip("aliases", kind, f"{analysis.article}: {a.text} | {b.text}")
