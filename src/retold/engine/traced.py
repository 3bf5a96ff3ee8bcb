"""The whole way on a pile of any size, part by part: pages -> drafts -> articles -> matches -> stories, as Parquet.

A part whose file is there is not done again, so a run that was killed goes on where it was. What needs the whole pile
is done by the caller's process between two stages: reading, the lines of outlets, preparing the match, the stories.
"""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from retold.article import OutletLines
from retold.engine import Engine
from retold.engine.claim import claim
from retold.engine.job import STAGES, Job
from retold.engine.parts import part, read_column, read_values, write_bytes, write_table, write_values
from retold.engine.run_parts import PartRun, Told
from retold.engine.stages import Bundle, draft, finish, match, tell_stories
from retold.match.articles import prepare
from retold.mention import model_name
from retold.model import Article, Match, Ruling
from retold.page import InputError, Page, Problem
from retold.read import read_pages
from retold.report.columns import record_table
from retold.ruling import in_this_pile, ruling_line
from retold.settings import Settings
from retold.story import group_stories
from retold.trace import nothing_left, whole

_OF_STORIES = ("story", "alignment", "change", "mention", "fact", "ruling")
"""The folders of what is told story by story."""


@dataclass(frozen=True, slots=True)
class Traced:
    """What a run has come to."""

    articles: int
    stories: int
    problems: tuple[Problem, ...]
    rulings: int = 0
    """Rulings about articles of the pile, which were respected."""


def trace_into(
    folder: Path, paths: Sequence[str], settings: Settings, engine: Engine, told: Told, rulings: Sequence[Ruling] = ()
) -> Traced:
    """Trace a pile into a folder of Parquet: ``article``, ``match``, ``story``, ``change`` and the others, in parts.

    With other ``rulings`` than the folder's stories were told by, these are told anew. Raises ``InputError`` when
    nothing could be read or rulings cannot all hold, ``RetoldError`` when the folder holds another pile's answer.
    """
    whole(settings)
    run = PartRun(folder.absolute(), settings, engine, told)
    claim(run.folder, paths, settings, "trace", model_name(settings.mention))
    parts = run.once("pages", lambda: _read(run, paths))
    run.each("drafts", draft, run.jobs(parts))
    _judge(run, parts)
    run.each("articles", finish, run.jobs(parts))
    articles = [one.article for one in run.values("articles", parts) if one.article]
    problems = _problems(run, parts)
    if not articles:
        raise InputError(nothing_left(problems))
    respected = in_this_pile(rulings, articles)
    _forget_other(run, articles, respected)
    stories = run.once("bundles", lambda: _bundle(run, articles, _match(run, articles), respected))
    run.each("stories", tell_stories, run.jobs(stories), run.folder / "story")
    count = sum(pq.read_metadata(part(run.folder / "story", number)).num_rows for number in range(stories))
    return Traced(len(articles), count, problems, len(respected))


# ---------------------------------------------------------------------------------------- between two stages, all parts


def _read(run: PartRun, paths: Sequence[str]) -> int:
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


def _judge(run: PartRun, parts: int) -> None:
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


def _match(run: PartRun, articles: Sequence[Article]) -> list[Match]:
    """All matches of the pile, in the order of its articles."""
    size = run.settings.engine.part_pages
    ranges = [range(start, min(start + size, len(articles))) for start in range(0, len(articles), size)]
    jobs = [Job(run.folder, number, run.settings, wanted) for number, wanted in enumerate(ranges)]
    ready = run.folder / STAGES / "prepared"
    if not ready.is_file():
        write_bytes(ready, pickle.dumps(prepare(articles, run.settings.match), pickle.HIGHEST_PROTOCOL))
    run.each("matches", match, jobs)
    return list(run.values("matches", len(jobs)))


def _forget_other(run: PartRun, articles: Sequence[Article], rulings: Sequence[Ruling]) -> None:
    """Remove stories that were told by other rulings, and write down these; what came before stories stays."""
    said, path = "".join(map(ruling_line, rulings)), run.folder / STAGES / "rulings.jsonl"
    if (path.read_text("utf-8") if path.is_file() else "") == said:
        return
    group_stories(articles, (), run.settings.match, rulings)  # what contradicts itself is refused before that
    for told in (*(run.folder / kind for kind in _OF_STORIES), run.folder / STAGES / "bundles"):
        shutil.rmtree(told, ignore_errors=True)
    if rulings:
        write_table(part(run.folder / "ruling", 0), record_table("ruling", rulings))
    write_bytes(path, said.encode())


def _bundle(run: PartRun, articles: Sequence[Article], matches: Sequence[Match], rulings: Sequence[Ruling]) -> int:
    """Write the stories with their articles and matches, some of about as many articles in each part."""
    by_id = {article.id: article for article in articles}
    groups = group_stories(articles, matches, run.settings.match, rulings)
    story_of = {article: number for number, group in enumerate(groups) for article in group}
    own: list[list[Match]] = [[] for _ in groups]
    for found in matches:
        if story_of[found.a] == story_of[found.b]:
            own[story_of[found.a]].append(found)
    ruled: list[list[Ruling]] = [[] for _ in groups]
    for ruling in rulings:
        ruled[story_of[ruling.child]].append(ruling)
    bundles = [
        Bundle(tuple(by_id[one] for one in group), tuple(kept), tuple(said))
        for group, kept, said in zip(groups, own, ruled, strict=True)
    ]
    count = held = 0
    some: list[Bundle] = []
    for bundle in bundles:
        some.append(bundle)
        held += len(bundle.articles)
        if held >= run.settings.engine.part_pages or bundle is bundles[-1]:
            write_values(run.path("bundles", count), some)
            count, held, some = count + 1, 0, []
    return count


def _problems(run: PartRun, parts: int) -> tuple[Problem, ...]:
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
