"""The whole way on a pile of any size, part by part: pages -> drafts -> articles -> matches -> stories, as Parquet.

A part whose file is there is not done again, so a run that was killed goes on where it was. What needs the whole pile
is done by the caller's process between two stages: reading, the lines of outlets, preparing the match, the stories.
"""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from retold.article import OutletLines
from retold.engine import Engine, Task
from retold.engine.parts import part, read_column, read_values, write_bytes, write_table, write_values
from retold.engine.stages import STAGES, Bundle, Job, draft, finish, match, tell_stories
from retold.match.articles import prepare
from retold.mention import model_name
from retold.model import SCHEMA, Article, InputError, Match, Page, Problem, RetoldError
from retold.read import read_pages
from retold.report.columns import record_table
from retold.settings import Settings
from retold.story import group_stories
from retold.text import digest
from retold.trace import nothing_left

Told = Callable[[str, int, int], None]
"""Called with a stage's name, how many of its parts are there, and how many there will be."""


@dataclass(frozen=True, slots=True)
class Traced:
    """What a run has come to."""

    articles: int
    stories: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Run:
    folder: Path
    settings: Settings
    engine: Engine
    told: Told

    def path(self, stage: str, number: int) -> Path:
        return part(self.folder / STAGES / stage, number)

    def values(self, stage: str, parts: int) -> Iterator[Any]:
        for number in range(parts):
            yield from read_values(self.path(stage, number))

    def each(self, name: str, task: Task, jobs: Sequence[Job], folder: Path | None = None) -> None:
        """Do those jobs whose part is not there yet."""
        missing = [job for job in jobs if not part(folder or self.folder / STAGES / name, job.number).is_file()]
        self.told(name, len(jobs) - len(missing), len(jobs))
        self.engine.each(task, missing)
        self.told(name, len(jobs), len(jobs))

    def jobs(self, parts: int) -> list[Job]:
        return [Job(self.folder, number, self.settings) for number in range(parts)]

    def once(self, stage: str, work: Callable[[], int]) -> int:
        """Work of this process that makes all parts of a stage; how many there are is kept for the next run."""
        done = self.folder / STAGES / stage / "parts.json"
        if not done.is_file():
            write_bytes(done, json.dumps(work()).encode())
        count: int = json.loads(done.read_bytes())
        self.told(stage, count, count)
        return count


def trace_into(folder: Path, paths: Sequence[str], settings: Settings, engine: Engine, told: Told) -> Traced:
    """Trace a pile into a folder of Parquet: ``article``, ``match``, ``story``, ``change`` and the others, in parts.

    Raises ``InputError`` when nothing could be read, ``RetoldError`` when the folder holds the answer for another pile.
    """
    run = _Run(folder.absolute(), settings, engine, told)
    _claim(run, paths)
    parts = run.once("pages", lambda: _read(run, paths))
    run.each("drafts", draft, run.jobs(parts))
    _judge(run, parts)
    run.each("articles", finish, run.jobs(parts))
    articles = [one.article for one in run.values("articles", parts) if one.article]
    problems = _problems(run, parts)
    if not articles:
        raise InputError(nothing_left(problems))
    stories = run.once("bundles", lambda: _bundle(run, articles, _match(run, articles)))
    run.each("stories", tell_stories, run.jobs(stories), run.folder / "story")
    count = sum(pq.read_metadata(part(run.folder / "story", number)).num_rows for number in range(stories))
    return Traced(len(articles), count, problems)


# ---------------------------------------------------------------------------------------- between two stages, all parts


def _claim(run: _Run, paths: Sequence[str]) -> None:
    """Say in the folder what it is the answer to; a run that goes on there has to ask the same."""
    asked = {
        "schema": SCHEMA,
        "tool": f"retold {version('retold')}",
        "model": model_name(run.settings.mention),
        "settings": digest(repr(run.settings)),
        "inputs": digest(*(f"{path} {size} {changed}" for path, size, changed in _inputs(paths))),
    }
    path = run.folder / "run.json"
    if not path.is_file():
        write_bytes(path, (json.dumps(asked, indent=1) + "\n").encode())
    elif json.loads(path.read_bytes()) != asked:
        raise RetoldError(f"{run.folder} holds the answer for other pages or settings; name another folder")


def _inputs(paths: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    for given in map(Path, paths):
        if str(given) == "-":
            raise RetoldError("a run that can go on needs files: standard input cannot be read twice")
        for path in sorted(given.rglob("*")) if given.is_dir() else [given]:
            if path.is_file():
                yield str(path), path.stat().st_size, path.stat().st_mtime_ns


def _read(run: _Run, paths: Sequence[str]) -> int:
    """Write the pages in parts; the problems of reading are a part of the answer before those of cleaning."""
    problems: list[Problem] = []

    def pages() -> Iterator[Page]:
        for item in read_pages(paths, run.settings.read):
            if isinstance(item, Problem):
                problems.append(item)
            else:
                yield item

    count = 0
    for some in _in_lots(pages(), run.settings.engine.part_pages):
        write_values(run.path("pages", count), some)
        count += 1
    write_values(run.folder / STAGES / "unread.parquet", problems)
    write_table(run.folder / "problem" / "unread.parquet", record_table("problem", problems))
    return count


def _judge(run: _Run, parts: int) -> None:
    """What the lines of all pages of an outlet say about those of each page."""
    missing = [number for number in range(parts) if not run.path("furniture", number).is_file()]
    if not missing:
        return
    lines = OutletLines(run.settings.article)
    for number in range(parts):
        for outlet, publisher, own in _sketches(run.path("drafts", number)):
            if own is not None:
                lines.add(publisher, own)
                lines.names |= {outlet} if outlet else set()
    write_table(run.folder / STAGES / "outlets.parquet", pa.table({"name": pa.array(sorted(lines.names), pa.string())}))
    for number in missing:
        found = [sorted(lines.furniture(by, own or ())) for _, by, own in _sketches(run.path("drafts", number))]
        write_table(run.path("furniture", number), pa.table({"lines": pa.array(found, pa.list_(pa.string()))}))


def _sketches(path: Path) -> Iterator[tuple[str | None, str | None, list[str] | None]]:
    yield from zip(*(read_column(path, name) for name in ("outlet", "publisher", "lines")), strict=True)


def _match(run: _Run, articles: Sequence[Article]) -> list[Match]:
    """All matches of the pile, in the order of its articles."""
    size = run.settings.engine.part_pages
    ranges = [range(start, min(start + size, len(articles))) for start in range(0, len(articles), size)]
    jobs = [Job(run.folder, number, run.settings, wanted) for number, wanted in enumerate(ranges)]
    ready = run.folder / STAGES / "prepared"
    if not ready.is_file():
        write_bytes(ready, pickle.dumps(prepare(articles, run.settings.match), pickle.HIGHEST_PROTOCOL))
    run.each("matches", match, jobs)
    return list(run.values("matches", len(jobs)))


def _bundle(run: _Run, articles: Sequence[Article], matches: Sequence[Match]) -> int:
    """Write the stories with their articles and matches, some of about as many articles in each part."""
    by_id = {article.id: article for article in articles}
    groups = group_stories(articles, matches, run.settings.match)
    story_of = {article: number for number, group in enumerate(groups) for article in group}
    own: list[list[Match]] = [[] for _ in groups]
    for found in matches:
        if story_of[found.a] == story_of[found.b]:
            own[story_of[found.a]].append(found)
    bundles = [Bundle(tuple(by_id[one] for one in group), tuple(kept)) for group, kept in zip(groups, own, strict=True)]
    count = held = 0
    some: list[Bundle] = []
    for bundle in bundles:
        some.append(bundle)
        held += len(bundle.articles)
        if held >= run.settings.engine.part_pages or bundle is bundles[-1]:
            write_values(run.path("bundles", count), some)
            count, held, some = count + 1, 0, []
    return count


def _problems(run: _Run, parts: int) -> tuple[Problem, ...]:
    cleaning = (problem for one in run.values("articles", parts) for problem in one.problems)
    return (*read_values(run.folder / STAGES / "unread.parquet"), *cleaning)


def _in_lots(pages: Iterable[Page], size: int) -> Iterator[list[Page]]:
    some: list[Page] = []
    for page in pages:
        some.append(page)
        if len(some) == size:
            yield some
            some = []
    if some:
        yield some
