"""Many pages at once: cleaned one by one, then what only the pile can tell."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from multiprocessing import get_all_start_methods, get_context
from urllib.parse import urlsplit

from retold.article.assemble import Draft
from retold.article.blocks import squash
from retold.article.clean import Drafted, draft_page, finish
from retold.article.outlet import outlets_of
from retold.model import Article, Page, Problem
from retold.settings import ArticleSettings

_MOST_SHARED = 0.3
"""Share of common lines up to which two pages of one outlet are different articles."""


def clean_pages(pages: Sequence[Page], settings: ArticleSettings) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """The articles of a pile, in the order of its pages, and the problems met.

    Two things need the whole pile: a line that an outlet repeats under different articles is furniture, and the
    outlets of the pile are names by which credits in other pages are known.
    """
    drafted = _draft_all(pages, settings)
    problems = [problem for _, found in drafted for problem in found]
    drafts = _without_repeated([draft for draft, _ in drafted if draft], settings)
    outlets = outlets_of((draft.about.outlet for draft in drafts if draft.about.outlet), settings.outlets)
    articles: list[Article] = []
    for draft in drafts:
        article, more = finish(draft, outlets)
        problems.extend(more)
        if article:
            articles.append(article)
    return tuple(articles), tuple(problems)


def _draft_all(pages: Sequence[Page], settings: ArticleSettings) -> list[Drafted]:
    """Each page on its own; a large pile of pages with markup in several processes, since each takes a while.

    Only a process without threads is forked; other ways to start workers would run the caller's script again.
    """
    many = sum(page.kind == "html" for page in pages) >= settings.pool_from
    if not many or "fork" not in get_all_start_methods() or threading.active_count() > 1:
        return [draft_page(page, settings) for page in pages]
    first, rest = (
        draft_page(pages[0], settings),
        pages[1:],
    )  # here, so that workers inherit what it loads
    try:
        with ProcessPoolExecutor(mp_context=get_context("fork")) as pool:
            return [first, *pool.map(draft_page, rest, [settings] * len(rest), chunksize=8)]
    except (BrokenProcessPool, OSError):  # a worker died of one page, or there can be no workers here
        return [draft_page(page, settings) for page in pages]


def _without_repeated(drafts: Sequence[Draft], settings: ArticleSettings) -> list[Draft]:
    """Drafts without the lines that stand on several pages of one outlet under different texts.

    Copies of one text on one site repeat the article itself, so only pages that differ otherwise are counted.
    """
    lines = [_article_lines(draft) for draft in drafts]
    pages_with: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, draft in enumerate(drafts):
        publisher = _publisher(draft)
        if publisher:
            for line in lines[number]:
                pages_with[publisher, line].append(number)
    repeated: dict[int, set[str]] = defaultdict(set)
    for (_, line), numbers in pages_with.items():
        if (
            len(numbers) >= settings.repeated_on
            and _differing([lines[at] - {line} for at in numbers]) >= settings.repeated_on
        ):
            for number in numbers:
                repeated[number].add(line)
    return [
        replace(draft, found=draft.found.without(repeated[at])) if at in repeated else draft
        for at, draft in enumerate(drafts)
    ]


def _differing(texts: Sequence[set[str]]) -> int:
    """How many of some texts, as sets of lines, have hardly a line in common with each other."""
    kept: list[set[str]] = []
    for text in texts:
        if all(len(text & other) <= _MOST_SHARED * min(len(text), len(other)) for other in kept):
            kept.append(text)
    return len(kept)


def _article_lines(draft: Draft) -> set[str]:
    return {squash(block.text) for block in draft.found.of("article")} - {""}


def _publisher(draft: Draft) -> str | None:
    address = draft.about.url or draft.page.url
    return draft.about.outlet or (urlsplit(address).hostname if address else None)
