"""Who is who: pairs of names for one person, and people found at all, on GUM news (facts-gum).

The name in a mention is the capitalised words at the end of its head (before ``of``, ``from``, a comma and the like),
without title. It counts when it is a full name, or shares a word with a full name of that person. Two names are a
pair when they are marked as one person; ours are a pair when they have one full name (a name that was not found
stands for itself).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from bench.mention_sets import Record, Sheet, analysed, labels, records
from retold.model import Analysis, Name
from retold.tables import country_of, is_anonymous, is_title, title_before

FOLDER = "facts-gum"
_RUN = re.compile(
    r"(?:(?:[A-Z][\w.’'-]*|van|von|de|del|der|da|bin|ibn|al|el|la)\s+)*[A-Z][\w’'-]*(?:\s(?:Jr|Sr)\.?|\s[IVX]+)?$"
)
_AFTER_HEAD = re.compile(r"\s(?:of|from|at|in|for|with|on|who|and|to|by|whose)\s|[,(–—:]|\s-\s")
_OWNED = re.compile(r".*['’]s\s")
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
    return [name for name in found.values() if _is_named(name, [one for one in found.values() if one != name])]


def _is_named(name: _Marked, others: list[_Marked]) -> bool:
    """True when the name is a full one or shares a word with a full one of the same person, if there are others."""
    words = set(name.text.split())
    kin = [one.text for one in others if one.cluster == name.cluster and one.text != name.text]
    if not kin:
        return len(words) > 1 and not name.text.startswith("The ")
    return any(words & set(other.split()) and (" " in other or " " in name.text) for other in kin)


def _name_in(text: str, start: int, cluster: str) -> _Marked | None:
    """The capitalised words that the head of a mention ends with, without title and owner's ending."""
    bare = _OWNER.sub("", _AFTER_HEAD.split(text, maxsplit=1)[0])
    run = _RUN.search(bare)
    if run is None:
        return None
    at, name = run.start(), run.group()
    if owned := _OWNED.match(name):
        at, name = at + owned.end(), name[owned.end() :]
    while True:
        title = title_before(name) or next((w for w in name.split()[:1] if " " in name and country_of(w)), None)
        small = _SMALL.match(name) if title is None and at > 0 else None
        if title is None and small is None:
            break
        cut = len(title) if title else len(small.group().rstrip()) if small else 0
        at += cut + len(name[cut:]) - len(name[cut:].lstrip())
        name = name[cut:].lstrip()
    last = name.split()[-1] if name else ""
    if name in _PRONOUNS or country_of(name) or not last or is_title(last) or is_anonymous(last.lower()):
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
        mine[name] = covering[0].entity.name if covering else name.text
    true = {(a, b) for a, b in combinations(marked, 2) if a.cluster == b.cluster}
    found = {(a, b) for a, b in combinations(marked, 2) if mine[a] == mine[b]}
    sheet.count("aliases", len(true & found), len(found), len(true))
    for a, b in sorted(true ^ found, key=lambda pair: (pair[0].start, pair[1].start)):
        kind = "not joined" if (a, b) in true else "joined"
        sheet.slip("aliases", kind, f"{analysis.article}: {a.text} | {b.text}")
