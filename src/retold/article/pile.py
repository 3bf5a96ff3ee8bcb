"""Many pages: each cleaned in a watched worker, then what only the pile can tell; any number runs in bounded memory."""

from __future__ import annotations

import pickle
import re
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import chain, islice
from urllib.parse import urlsplit

from retold.article.assemble import Draft
from retold.article.blocks import squash
from retold.article.clean import draft_page, finish
from retold.article.outlet import Outlets, outlets_of
from retold.article.outlet_lines import Lines, OutletLines, line_key
from retold.article.page_order import PagePart, in_page_order
from retold.model import Article
from retold.page import Page, PageKind, Problem
from retold.settings import ArticleSettings
from retold.worker import Limits, Lost
from retold.workers import Workers, can_fork

_BYTES_AHEAD = 100_000_000
"""Bytes of drafts that wait for the pages after them; those of real pages have 0.2 MB, so it bounds giants only."""


@dataclass(frozen=True, slots=True)
class CleanedPage:
    """What became of one page: its article, or the problem that there is none; and the page in its own order."""

    name: str
    article: Article | None
    problems: tuple[Problem, ...]
    parts: tuple[PagePart, ...] = ()


Told = Callable[[int], None]
"""Called with the number of pages that have been looked at."""


def clean_pages(
    pages: Sequence[Page], settings: ArticleSettings, told: Told = lambda done: None
) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """The articles of a pile, in the order of its pages, and the problems met."""
    cleaned = list(clean_each(pages, settings, OutletLines(settings), told=told))
    articles = tuple(one.article for one in cleaned if one.article)
    return articles, tuple(problem for one in cleaned for problem in one.problems)


def clean_each(
    pages: Iterable[Page],
    settings: ArticleSettings,
    lines: OutletLines,
    ahead: int | None = None,
    told: Told = lambda done: None,
) -> Generator[CleanedPage, None, None]:
    """What becomes of each page, in the order of the pages.

    Two things take more than one page: a line that an outlet repeats under different articles is furniture (``lines``
    remembers them), and the outlets of the pile are names by which credits in other pages are known. A page learns
    both from all pages before it and from ``ahead`` pages after it; None for all of the pile, which is then held.
    """
    coming = iter(pages)
    first = [] if can_fork() else list(islice(coming, settings.pool_from))
    here = not can_fork() and len(first) < settings.pool_from
    with Workers(_limits(settings), settings.jobs, here) as workers:
        drafts = workers.map(_draft, _to_draft(chain(first, coming), settings))
        drafted = _drafted(drafts, settings, told)
        to_finish = _to_finish(drafted, lines, ahead, settings.outlets)
        yield from _finished(workers.map(_finish, to_finish, urgent=True), settings)


def draft_some(pages: Sequence[Page], settings: ArticleSettings) -> Iterator[tuple[Noted, Sketch | None]]:
    """The first step of ``clean_each`` on some pages of a pile: what there is to say, and what the pile has to know."""
    with Workers(_limits(settings), settings.jobs, not can_fork() and len(pages) < settings.pool_from) as workers:
        yield from _drafted(workers.map(_draft, _to_draft(pages, settings)), settings, lambda done: None)


def finish_some(judged: Iterable[tuple[Noted, Unfinished | None]], settings: ArticleSettings) -> Iterator[CleanedPage]:
    """The last step of ``clean_each`` on some pages: their articles."""
    with Workers(_limits(settings), settings.jobs, not can_fork()) as workers:
        yield from _finished(workers.map(_finish, judged, urgent=True), settings)


def _limits(settings: ArticleSettings) -> Limits:
    return Limits(settings.page_seconds, settings.page_clock, settings.page_memory)


def _finished(
    done_each: Iterable[tuple[Noted, CleanedPage | Lost | None]], settings: ArticleSettings
) -> Iterator[CleanedPage]:
    for (page, problems), done in done_each:
        if isinstance(done, Lost):
            yield CleanedPage(page.name, None, (*problems, _given_up(page, done, settings)))
        elif done is None:
            yield CleanedPage(page.name, None, problems)
        else:
            yield replace(done, problems=problems + done.problems)


# ---------------------------------------------------------------------------------------------- between the two steps


@dataclass(frozen=True, slots=True)
class Sketch:
    """What the pile needs to know of a draft, which itself stays packed."""

    outlet: str | None
    publisher: str | None
    lines: tuple[str, ...]
    """Its article lines as digests."""
    packed: bytes


Noted = tuple[Page, tuple[Problem, ...]]
"""A page, without its text, and what there is to say about it so far."""


def _to_draft(pages: Iterable[Page], settings: ArticleSettings) -> Iterator[tuple[Page, tuple[Page, ArticleSettings]]]:
    for page in pages:
        _load(page.kind, settings.fast)
        yield replace(page, text=""), (page, settings)


def _drafted(
    drafts: Iterable[tuple[Page, _Drafted | Lost]], settings: ArticleSettings, told: Told
) -> Iterator[tuple[Noted, Sketch | None]]:
    for number, (page, done) in enumerate(drafts, 1):
        told(number)
        if isinstance(done, Lost):
            yield (page, (_given_up(page, done, settings),)), None
        else:
            sketch, problems = done
            yield (page, problems), sketch


def _to_finish(
    drafted: Iterable[tuple[Noted, Sketch | None]], lines: OutletLines, ahead: int | None, added: str
) -> Iterator[tuple[Noted, Unfinished | None]]:
    """The drafts, each with what the pile says about it, as soon as enough pages after it have been looked at."""
    waiting: deque[tuple[Noted, Sketch | None]] = deque()
    held = 0
    for noted, sketch in drafted:
        waiting.append((noted, sketch))
        if sketch:
            lines.add(sketch.publisher, sketch.lines)
            lines.names |= {sketch.outlet} if sketch.outlet else set()
            held += len(sketch.packed)
        while ahead is not None and waiting and (len(waiting) > ahead or held > _BYTES_AHEAD):
            first, ready = waiting.popleft()
            held -= len(ready.packed) if ready else 0
            yield first, _judged(ready, lines, added)
    while waiting:
        first, ready = waiting.popleft()
        yield first, _judged(ready, lines, added)


def _judged(sketch: Sketch | None, lines: OutletLines, added: str) -> Unfinished | None:
    if sketch is None:
        return None
    furniture = lines.furniture(sketch.publisher, sketch.lines)
    return sketch.packed, furniture, frozenset(lines.names), added


def _given_up(page: Page, lost: Lost, settings: ArticleSettings) -> Problem:
    seconds = settings.page_clock if lost.how else settings.page_seconds
    says = {
        "too-slow": f"it took more than {seconds:g} s {lost.how or 'to clean'} and was given up",
        "too-much-memory": f"it needed more than {settings.page_memory / 1e9:g} GB to clean and was given up",
        "died": f"it broke the process that cleaned it ({lost.how}) and was given up",
        "failed": f"it could not be cleaned: {lost.how}",
    }
    return Problem(page.place, "clean", f"clean-{lost.why}", says[lost.why])


# ----------------------------------------------------------------------------------------------------- inside a worker

_Drafted = tuple[Sketch | None, tuple[Problem, ...]]
Unfinished = tuple[bytes, Lines, frozenset[str], str]
"""A packed draft, those of its lines that are furniture, the names of the pile's outlets, and the user's own."""


def _draft(job: tuple[Page, ArticleSettings]) -> _Drafted:
    draft, problems = draft_page(*job)
    if draft is None:
        return None, problems
    if draft.page.kind == "html":  # its text is in the blocks
        draft = replace(draft, page=replace(draft.page, text=""))
    lines = {squash(block.text) for block in draft.found.of("article")} - {""}
    packed = pickle.dumps(draft, pickle.HIGHEST_PROTOCOL)
    return Sketch(draft.about.outlet, _publisher(draft), tuple(map(line_key, lines)), packed), problems


def _finish(job: Unfinished | None) -> CleanedPage | None:
    if job is None:
        return None
    packed, furniture, names, added = job
    draft: Draft = pickle.loads(packed)
    if furniture:
        squashed = {squash(block.text) for block in draft.found.of("article")}
        repeated = {line for line in squashed if line_key(line) in furniture}
        draft = replace(draft, found=draft.found.without(repeated))
    article, problems = finish(draft, _outlets(names, added))
    return CleanedPage(draft.page.name, article, problems, in_page_order(draft, article) if article else ())


@lru_cache(maxsize=4)
def _outlets(names: frozenset[str], added: str) -> Outlets:
    return outlets_of(names, added)


def _publisher(draft: Draft) -> str | None:
    address = draft.about.url or draft.page.url
    return draft.about.outlet or (urlsplit(address).hostname if address else None)


_SAMPLE = """<html><head><title>Ferry to sail again | Harbour Gazette</title><meta name="author" content="Ada Lark">
<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2025-03-03"}</script></head><body>
<article><h1>Ferry to sail again</h1><p>By Ada Lark</p><p>The ferry to the islands will sail again on Monday, after nine
weeks in which its only engine was taken apart, cleaned and put together by three men from the yard at the river.</p>
<p>The harbour office of the town said so on Friday, according to two officials who were not named. It had been asked by
the people of the islands, who have had to wait for a fishing boat to take them across since the winter.</p>
<p>“We are glad,” the owner of the ferry, who is also its captain, told the Harbour Gazette. The first boat leaves at
six in the morning and comes back at noon, and whoever has a ticket from the time before the repair may use it.</p>
<p>Source: Harbour Gazette</p></article></body></html>"""
"""A page of our own; long enough that the extractor does not go on to what it keeps for the shortest pages."""


@cache
def _load(kind: PageKind, fast: bool) -> None:
    """Load what pages of a kind need by cleaning one of our own, so that workers have it from the start."""
    text = _SAMPLE if kind == "html" else re.sub("<[^>]*>", "", _SAMPLE)
    draft, _ = draft_page(Page("", "", kind, text), ArticleSettings(fast=fast))
    if draft:
        finish(draft)
