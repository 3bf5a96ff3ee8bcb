"""What is done to each part: the stages of ``trace``, with their files before and after."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import pyarrow as pa

from retold.article.pile import Noted, Sketch, Unfinished, draft_some, finish_some
from retold.engine.job import STAGES, Job
from retold.engine.parts import read_column, read_values, write_table, write_values
from retold.match.articles import Prepared, match_some
from retold.mention import find_mentions
from retold.model import Article, Match, Ruling
from retold.trace import tell


@dataclass(frozen=True, slots=True)
class Bundle:
    """The articles of one story, the matches between them, and what a person has decided about them."""

    articles: tuple[Article, ...]
    matches: tuple[Match, ...]
    rulings: tuple[Ruling, ...]


def draft(job: Job) -> None:
    """Pages -> drafts, with what the pile has to know of each in columns of its own."""
    pages = read_values(job.stage("pages"))
    drafted = list(draft_some(pages, replace(job.settings.article, jobs=1)))
    sketches = [sketch for _, sketch in drafted]
    write_table(
        job.stage("drafts"),
        pa.table(
            {
                "outlet": pa.array([sketch and sketch.outlet for sketch in sketches], pa.string()),
                "publisher": pa.array([sketch and sketch.publisher for sketch in sketches], pa.string()),
                "lines": pa.array([sketch and list(sketch.lines) for sketch in sketches], pa.list_(pa.string())),
                "noted": pa.array([pickle.dumps(noted) for noted, _ in drafted], pa.large_binary()),
                "sketch": pa.array([pickle.dumps(sketch) for sketch in sketches], pa.large_binary()),
            }
        ),
    )


def finish(job: Job) -> None:
    """Drafts, and what the pile says about their lines -> articles."""
    names = outlet_names(job.folder)
    cleaned = [
        replace(one, parts=())
        for one in finish_some(_judged(job, frozenset(names)), replace(job.settings.article, jobs=1))
    ]
    job.answer("article", (one.article for one in cleaned if one.article))
    job.answer("problem", (problem for one in cleaned for problem in one.problems))
    write_values(job.stage("articles"), cleaned)


def _judged(job: Job, names: frozenset[str]) -> Iterator[tuple[Noted, Unfinished | None]]:
    drafts = job.stage("drafts")
    furniture = read_column(job.stage("furniture"), "lines")
    rows = zip(read_column(drafts, "noted"), read_column(drafts, "sketch"), furniture, strict=True)
    for noted, packed, lines in rows:
        sketch: Sketch | None = pickle.loads(packed)
        judged = (sketch.packed, frozenset(lines), names, job.settings.article.outlets) if sketch else None
        yield pickle.loads(noted), judged


def outlet_names(folder: Path) -> tuple[str, ...]:
    """What the outlets of the pile call themselves."""
    found: tuple[str, ...] = tuple(read_column(folder / STAGES / "outlets.parquet", "name"))
    return found


def match(job: Job) -> None:
    """Some articles of the pile -> their matches with those after them."""
    path = job.folder / STAGES / "prepared"
    found = match_some(_prepared(path, path.stat().st_mtime_ns), job.wanted, job.settings.match)
    job.answer("match", found)
    write_values(job.stage("matches"), found)


@lru_cache(maxsize=1)
def _prepared(path: Path, _changed: int) -> Prepared:
    """The pile made ready; read once by a process."""
    with path.open("rb") as file:
        found: Prepared = pickle.load(file)
    return found


def tell_stories(job: Job) -> None:
    """Stories, each with its articles and matches -> lineage, changes, mentions and facts."""
    bundles: list[Bundle] = read_values(job.stage("bundles"))
    articles = [article for bundle in bundles for article in bundle.articles]
    analyses = {found.article: found for found in find_mentions(articles, job.settings.mention)}
    told = [tell(bundle.articles, bundle.matches, analyses, job.settings, bundle.rulings) for bundle in bundles]
    job.answer("alignment", (alignment for one in told for alignment in one.alignments))
    job.answer("change", (change for one in told for change in one.changes))
    job.answer("mention", (mention for article in articles for mention in analyses[article.id].mentions))
    job.answer("fact", (fact for one in told for fact in one.facts))
    job.answer("story", (one.story for one in told))
