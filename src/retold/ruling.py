"""Rulings: what a person has decided about articles, kept in a file of their own and found again in every pile."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from retold.model import Article, Ruling, record
from retold.page import InputError

KINDS = ("parent", "none", "same-story")


@dataclass(frozen=True, slots=True)
class Given:
    """What a user says about a pile before it is traced."""

    rulings: tuple[Ruling, ...] = ()
    one_story: bool = False
    """All articles are one story and only its lineage is wanted: nothing is matched, no changes are named."""
    root: str | None = None
    """The article that all others of the one story come from, by id or name."""


def read_rulings(path: Path) -> tuple[Ruling, ...]:
    """The rulings of a file, the latest about a matter only; raises ``InputError`` that names the line at fault."""
    latest: dict[tuple[str, ...], Ruling] = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.strip():
            ruling = _parsed(line, f"{path}:{number}")
            latest.pop(_matter(ruling), None)
            latest[_matter(ruling)] = ruling
    return tuple(latest.values())


def add_ruling(path: Path, ruling: Ruling) -> None:
    """Writes a ruling behind those of a file; earlier ones stay, so that the file is a record of what was decided."""
    with path.open("a", encoding="utf-8") as file:
        file.write(ruling_line(ruling))


def ruling_line(ruling: Ruling) -> str:
    """A ruling as a line of JSON."""
    return json.dumps(record(ruling), ensure_ascii=False) + "\n"


def in_this_pile(rulings: Iterable[Ruling], articles: Sequence[Article]) -> tuple[Ruling, ...]:
    """The rulings about articles that are here, with their ids.

    Raises ``InputError`` where a name means several, and where ruled parents go round in a circle.
    """
    found = []
    for ruling in rulings:
        child = find_article(ruling.child, articles)
        other = find_article(ruling.other, articles) if ruling.other else None
        if child and (other or not ruling.other):
            found.append(replace(ruling, child=child.id, other=other.id if other else None))
    _refuse_circles({one.child: one.other for one in found if one.kind == "parent" and one.other})
    return tuple(found)


def _refuse_circles(parents: Mapping[str, str]) -> None:
    for child in parents:
        above = [child]
        while (parent := parents.get(above[-1])) and parent not in above:
            above.append(parent)
        if parent == child:
            raise InputError(f"the rulings go round in a circle: {' from '.join((*above, child))}; take one back")


def find_article(name: str, articles: Sequence[Article]) -> Article | None:
    """The article that a user means by an id, the beginning of one, a given id, a page, a file or an address."""
    for means in (_exactly, _by_file, _by_beginning):
        found = {article.id: article for article in articles if means(name, article)}
        if len(found) == 1:
            return next(iter(found.values()))
        if found:
            raise InputError(f"{name!r} means {len(found)} articles; take one of the ids {', '.join(sorted(found))}")
    return None


def _exactly(name: str, article: Article) -> bool:
    return name in (article.id, article.given_id, article.name, article.path, article.url)


def _by_file(name: str, article: Article) -> bool:
    return PurePath(name).name in (PurePath(article.path).name, PurePath(article.path).stem)


def _by_beginning(name: str, article: Article) -> bool:
    return len(name) >= 4 and article.id.startswith(name)


def _matter(ruling: Ruling) -> tuple[str, ...]:
    """What a ruling is about: a later one about the same takes its place."""
    if ruling.kind == "same-story":
        return ("same-story", *sorted((ruling.child, ruling.other or "")))
    return ("parent", ruling.child)


def _parsed(line: str, place: str) -> Ruling:
    try:
        data = json.loads(line)
        ruling = Ruling(**data)
    except (ValueError, TypeError) as error:
        raise InputError(f"{place}: this is no ruling ({error})") from error
    texts = (ruling.child, ruling.other or "", ruling.note, ruling.made)
    wants_other = ruling.kind != "none"
    if ruling.kind not in KINDS or not all(isinstance(one, str) for one in texts) or wants_other != bool(ruling.other):
        raise InputError(f"{place}: this is no ruling (kind, child and other do not fit together)")
    return ruling
