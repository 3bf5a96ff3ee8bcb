"""How well a report tells the truth about the example pile: one item per question, each with a readable line.

Run it for the whole table: ``PYTHONPATH=src python -m tests.examples_truth [--missed]``.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import retold
from retold.model import Article, Change, Place, Report, Step, Story
from retold.text import fold, words

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
OUTSIDE = "outside:"
_DATELINE = re.compile(r"^[A-Z][A-Z ]+(?:, \w+ \d+)?(?: \(\w+\))? - ")


@dataclass(frozen=True, slots=True)
class PageTruth:
    """What is true about one page; see the head of TRUTH.toml and TEXTS.toml for the fields."""

    file: str
    story: str
    outlet: str
    title: str | None
    date: str | None
    conflicts: tuple[str, ...]
    parents: tuple[str, ...]
    instead: tuple[str, ...]
    credits: tuple[str, ...]
    hidden: bool
    article: tuple[str, ...]
    either: tuple[str, ...]
    cut: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangeTruth:
    """One planted change; a silent one has neither class nor weight."""

    child: str
    parent: str
    was: str
    now: str
    class_: str = ""
    direction: str = ""
    weight: str = ""
    accept: tuple[str, ...] = ()

    def line(self) -> str:
        """The change in one line."""
        name = f"{self.class_} {self.direction} ({self.weight})" if self.class_ else "silent"
        return f"{self.parent} -> {self.child}: {name}: {self.was!r} -> {self.now!r}"


@dataclass(frozen=True, slots=True)
class Truth:
    """The truth about the whole pile."""

    pages: tuple[PageTruth, ...]
    origins: tuple[tuple[str, int], ...]
    changes: tuple[ChangeTruth, ...]
    silent: tuple[ChangeTruth, ...]

    def page(self, file: str) -> PageTruth:
        """The truth about one page."""
        return next(page for page in self.pages if page.file == file)


@dataclass(frozen=True, slots=True)
class Item:
    """One question with its answer: right or not, and what was seen."""

    kind: str
    right: bool
    says: str


def load_truth(folder: Path = EXAMPLES) -> Truth:
    """The truth files of the pile as typed values."""
    truth = tomllib.loads((folder / "TRUTH.toml").read_text(encoding="utf-8"))
    texts = tomllib.loads((folder / "TEXTS.toml").read_text(encoding="utf-8"))
    pages = tuple(
        PageTruth(
            file=row["file"],
            story=row["story"],
            outlet=row["outlet"],
            title=row.get("title"),
            date=str(row["date"]) if "date" in row else None,
            conflicts=tuple(str(day) for day in row.get("conflicts", [])),
            parents=tuple(row["parents"]),
            instead=tuple(row.get("instead", [])),
            credits=tuple(row["credits"]),
            hidden=row["hidden"],
            article=tuple(texts[row["file"]]["article"]),
            either=tuple(texts[row["file"]].get("either", [])),
            cut=tuple(texts[row["file"]].get("cut", [])),
        )
        for row in truth["page"]
    )
    return Truth(
        pages=pages,
        origins=tuple((row["id"], row["origins"]) for row in truth["story"]),
        changes=tuple(
            ChangeTruth(
                child=row["child"],
                parent=row["parent"],
                was=row["was"],
                now=row["now"],
                class_=row["class"],
                direction=row["direction"],
                weight=row["weight"],
                accept=tuple(row.get("accept", [])),
            )
            for row in truth["change"]
        ),
        silent=tuple(ChangeTruth(row["child"], row["parent"], row["was"], row["now"]) for row in truth["silent"]),
    )


def score(report: Report, truth: Truth) -> tuple[Item, ...]:
    """Every question about the pile, answered."""
    seen = _Seen(report)
    return (
        *_texts(seen, truth),
        *_heads(seen, truth),
        *_stories(seen, truth),
        *_parents(seen, truth),
        *_hidden(seen, truth),
        *_outside(seen, truth),
        *_changes(seen, truth),
        *_silence(seen, truth),
    )


def share(items: Sequence[Item], kind: str) -> float:
    """Share of right answers of one kind; 0 when nothing was asked."""
    asked = [item for item in items if item.kind == kind]
    return sum(item.right for item in asked) / len(asked) if asked else 0.0


def missed(items: Sequence[Item], kind: str) -> str:
    """The wrong answers of one kind, a line each."""
    return "\n".join(f"  {item.says}" for item in items if item.kind == kind and not item.right)


def table(items: Sequence[Item], with_missed: bool = False) -> str:
    """Right answers and questions per kind, then on request every wrong answer."""
    kinds = list(dict.fromkeys(item.kind for item in items))
    lines = []
    for kind in kinds:
        asked = [item for item in items if item.kind == kind]
        right = sum(item.right for item in asked)
        lines.append(f"{kind:<22} {right:>4} of {len(asked):>4}  {right / len(asked):6.1%}")
        if with_missed and right < len(asked):
            lines.append(missed(items, kind))
    return "\n".join(lines)


class _Seen:
    """A report, looked up by the file names of the pile."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.articles = {_file(article): article for article in report.articles}
        self.file = {article.id: _file(article) for article in report.articles}
        self.steps: tuple[Step, ...] = tuple(step for story in report.stories for step in story.lineage.steps)
        self.words = {file: [word for word, _ in words(article.text)] for file, article in self.articles.items()}

    def name(self, node: str) -> str:
        """A node of a lineage by file name, or by ``outside:`` and its name."""
        return self.file.get(node, node)

    def parents(self, file: str) -> list[str]:
        """The parents that the report gives a page."""
        return [self.name(step.parent) for step in self.steps if self.name(step.child) == file]

    def changes(self, child: str, parents: Sequence[str]) -> list[Change]:
        """The changes reported between a page and any of some parents."""
        return [
            change
            for change in self.report.changes
            if self.name(change.child) == child and self.name(change.parent) in parents
        ]


def _file(article: Article) -> str:
    name = PurePosixPath(article.path.replace("\\", "/")).name.split("#")[0]
    return f"{name}#{article.given_id}" if article.kind == "record" else name


# --------------------------------------------------------------------------------------------------- cleaning


def _texts(seen: _Seen, truth: Truth) -> Iterator[Item]:
    """No paragraph lost, no line of another story kept, nothing else left in."""
    for page in truth.pages:
        article = seen.articles.get(page.file)
        if article is None:
            yield Item("page read", False, f"{page.file}: not in the report")
            continue
        yield Item("page read", True, page.file)
        text = fold(article.text)
        for paragraph in page.article:
            kept = fold(paragraph) in text or fold(_DATELINE.sub("", paragraph)) in text
            yield Item("paragraph kept", kept, f"{page.file}: lost: {paragraph[:90]}")
        for line in page.cut:
            yield Item("furniture cut", fold(line) not in text, f"{page.file}: kept: {line[:90]}")
        wanted = fold(" ".join([page.title or "", *page.article, *page.either]))
        extra = [line for line in article.text.splitlines() if line.strip() and fold(line) not in wanted]
        yield Item("nothing else kept", not extra, f"{page.file}: also in the text: {[line[:70] for line in extra]}")


def _heads(seen: _Seen, truth: Truth) -> Iterator[Item]:
    """Title and date as the page shows them; with two dates, either, and the other one as a conflict."""
    for page in truth.pages:
        article = seen.articles.get(page.file)
        if article is None:
            continue
        yield Item(
            "title",
            fold(article.title or "") == fold(page.title or ""),
            f"{page.file}: {article.title!r}, not {page.title!r}",
        )
        day = article.date.value[:10] if article.date.value else None
        allowed = (page.date, *page.conflicts)
        told = not page.conflicts or bool(article.date.conflicts)
        got = f"{day} ({article.date.basis}), conflicts {article.date.conflicts}"
        yield Item("date", day in allowed and told, f"{page.file}: {got}, not {page.date} {page.conflicts}")
        right = article.outlet is None or fold(article.outlet).removeprefix("the ") == fold(page.outlet)
        yield Item("outlet", right, f"{page.file}: {article.outlet!r}, not {page.outlet!r}")


# ---------------------------------------------------------------------------------------------------- lineage


def _stories(seen: _Seen, truth: Truth) -> Iterator[Item]:
    """Every story is one group, and the number of origins is right."""
    groups = [{seen.file[one] for one in story.articles} for story in seen.report.stories]
    for story, origins in truth.origins:
        wanted = {page.file for page in truth.pages if page.story == story}
        touching = [group for group in groups if group & wanted]
        lone = [sorted(group) for group in touching if len(group) < len(wanted)]
        strangers = sorted(set().union(*touching) - wanted) if touching else []
        yield Item("story", wanted in groups, f"{story}: apart: {lone}; strangers: {strangers}")
        yield Item(
            "origins",
            (found := _origins(seen.report.stories, seen, wanted)) == origins,
            f"{story}: {found} origins, not {origins}",
        )


def _origins(stories: Sequence[Story], seen: _Seen, wanted: set[str]) -> int | None:
    return next((story.origins for story in stories if {seen.file[one] for one in story.articles} == wanted), None)


def _parents(seen: _Seen, truth: Truth) -> Iterator[Item]:
    """Each true parent is found; a page made from nothing has no parent in the pile."""
    for page in truth.pages:
        found = seen.parents(page.file)
        inside = [parent for parent in page.parents if not parent.startswith(OUTSIDE)]
        for parent in inside:
            # Pages with the same words cannot be told apart, but two parents need two different answers.
            same = {parent, *page.instead} if parent == page.parents[0] else {parent}
            yield Item("parent", bool(same & set(found)), f"{page.file}: {found or 'no parent'}, not {parent}")
        invented = [one for one in found if one in seen.articles and one not in (*page.parents, *page.instead)]
        yield Item("no invented parent", not invented, f"{page.file}: {invented}; true: {list(page.parents)}")


def _hidden(seen: _Seen, truth: Truth) -> Iterator[Item]:
    """Pages that hide their source are named, and no others."""
    found = {seen.name(one.article) for story in seen.report.stories for one in story.lineage.hidden}
    for page in truth.pages:
        kind = "hidden source found" if page.hidden else "no false hidden source"
        yield Item(kind, (page.file in found) == page.hidden, f"{page.file}: credits {list(page.credits)}")


def _outside(seen: _Seen, truth: Truth) -> Iterator[Item]:
    """Credited sources that are not in the pile stand above their page; no other outside source is named."""
    nodes = {
        node.id: node.name for story in seen.report.stories for node in story.lineage.nodes if node.kind == "outside"
    }
    for page in truth.pages:
        above = {
            fold(nodes[step.parent])
            for step in seen.steps
            if step.parent in nodes and seen.name(step.child) == page.file
        }
        for parent in page.parents:
            if parent.startswith(OUTSIDE):
                name = parent.removeprefix(OUTSIDE)
                yield Item("outside source found", _named(name, above), f"{page.file}: {sorted(above)}, not {name}")
        strangers = [one for one in above if not any(_named(name, {one}) for name in page.credits)]
        yield Item("no invented source", not strangers, f"{page.file}: {strangers}, not among {list(page.credits)}")


def _named(name: str, among: set[str]) -> bool:
    return any(fold(name) == one.removeprefix("the ") for one in among)


# ---------------------------------------------------------------------------------------------------- changes


def _changes(seen: _Seen, truth: Truth) -> Iterator[Item]:
    """Each planted change is found with its class, or one as good, and its place; the rest is asked of those found."""
    for planted in truth.changes:
        reported = seen.changes(planted.child, _same_words(truth, planted))
        here = [change for change in reported if _at(seen, planted, change)]
        same = [change for change in here if change.class_ == planted.class_]
        others = sorted({f"{one.class_} {one.direction}" for one in here})
        why = f"found as {others}" if others else "no change there" if reported else "pages not compared"
        close = same or [change for change in here if change.class_ in planted.accept]
        yield Item("change", bool(close), f"{planted.line()}: {why}")
        if planted.accept:
            yield Item("first choice of class", bool(same), f"{planted.line()}: {why}")
        if planted.weight == "high":
            yield Item("high change", any(one.weight == "high" for one in here), f"{planted.line()}: {why}")
        if same:
            ways = sorted({one.direction for one in same})
            yield Item("change direction", planted.direction in ways, f"{planted.line()}: {ways}")
            weights = sorted({one.weight for one in same})
            yield Item("change weight", planted.weight in weights, f"{planted.line()}: {weights}")


def _silence(seen: _Seen, truth: Truth) -> Iterator[Item]:
    """Nothing above low is reported on words that mean the same.

    High changes are also asked whether they were planted; retellings differ in more than was planted, so that share
    is a lower bound of how many are right.
    """
    for silent in truth.silent:
        loud = [
            change
            for change in seen.changes(silent.child, _same_words(truth, silent))
            if change.weight != "low" and _at(seen, silent, change)
        ]
        says = [f"{one.class_} {one.direction} ({one.weight})" for one in loud]
        yield Item("silent", not loud, f"{silent.line()}: {says}")
    compared = {(one.child, one.parent) for one in truth.changes} | {(one.child, one.parent) for one in truth.silent}
    for child, parent in sorted(compared):
        planted = [one for one in truth.changes if (one.child, one.parent) == (child, parent)]
        for change in seen.changes(child, [parent]):
            if change.weight == "high":
                true = any(_at(seen, one, change) for one in planted)
                line = f"{change.class_} {change.direction}: {change.was!r} -> {change.now!r}"
                yield Item("high change is planted", true, f"{parent} -> {child}: {line}")


def _same_words(truth: Truth, planted: ChangeTruth) -> tuple[str, ...]:
    """The parent and the pages with its very words."""
    page = truth.page(planted.child)
    return (planted.parent, *page.instead) if planted.parent == page.parents[0] else (planted.parent,)


def _at(seen: _Seen, planted: ChangeTruth, change: Change) -> bool:
    """True when the change stands where it was planted: on each side that both have, at least one."""
    was, now = _core(planted.was), _core(planted.now)
    while was and now and was[0] == now[0]:
        was, now = was[1:], now[1:]
    while was and now and was[-1] == now[-1]:
        was, now = was[:-1], now[:-1]
    parent, child = seen.name(change.parent), seen.name(change.child)
    sides = [
        _overlaps(seen, parent, planted.was, was, change.was, change.parent_at),
        _overlaps(seen, child, planted.now, now, change.now, change.child_at),
    ]
    known = [side for side in sides if side is not None]
    return bool(known) and all(known)


def _core(text: str) -> list[str]:
    return [word for word, _ in words(text)]


def _overlaps(
    seen: _Seen, file: str, planted: str, core: list[str], found: str | None, place: Place | None
) -> bool | None:
    """Half of the planted or of the found words are common; None when one of them has no words on this side."""
    if not core or not found or not _core(found):
        return None
    article = seen.articles[file]
    whole, start = _core(planted), -1
    text = seen.words[file]
    for at in range(len(text) - len(whole) + 1):
        if text[at : at + len(whole)] == whole:
            start = at + _place(core, whole)
            break
    if start < 0 or place is None or place.span is None or place.sentence is None:
        return _contained(" ".join(core), " ".join(_core(found)))
    span = place.span
    inside = {k for k, (_, at) in enumerate(words(article.text)) if at.start < span.end and span.start < at.end}
    common = len(inside & set(range(start, start + len(core))))
    return common > 0 and 2 * common >= min(len(core), len(inside))


def _place(core: list[str], whole: list[str]) -> int:
    return next(at for at in range(len(whole)) if whole[at : at + len(core)] == core)


def _contained(one: str, other: str) -> bool:
    return f" {one} " in f" {other} " or f" {other} " in f" {one} "


def main() -> None:
    """Trace the example pile and print the table."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--missed", action="store_true", help="print every wrong answer")
    chosen = parser.parse_args()
    print(table(score(retold.trace([EXAMPLES]), load_truth()), with_missed=chosen.missed))


if __name__ == "__main__":
    main()
