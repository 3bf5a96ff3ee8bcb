"""The whole way from pages to the answer, on one page: read this file first.

    paths -> read -> Page -> article -> Article -> match -> Match -> story -> lineage -> change -> fact -> Report

Every stage is a function of values; this module only hands the result of one to the next.
"""

from __future__ import annotations

import hashlib
import time
from collections import deque
from collections.abc import Callable, Container, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO

from retold.article import CleanedPage, OutletLines, clean_each, clean_pages
from retold.change import align, name_changes, without_other_parents
from retold.fact import find_facts
from retold.family import find_families
from retold.lineage import Descent, lineage_of
from retold.match.articles import match_articles
from retold.mention import find_mentions, model_name
from retold.model import (
    SCHEMA,
    Alignment,
    Analysis,
    Article,
    Change,
    Fact,
    InputDigest,
    Match,
    Report,
    Ruling,
    Run,
    Story,
)
from retold.page import InputError, Page, Problem, SettingsError
from retold.read import read_pages
from retold.ruling import Given, find_article, in_this_pile
from retold.settings import ArticleSettings, Settings
from retold.story import group_stories
from retold.text import digest

Progress = Callable[[str, int, int], None]
"""Called with the stage's name, what is done, and what there is to do."""


def trace(
    paths: Sequence[str | Path],
    settings: Settings | None = None,
    progress: Progress | None = None,
    stdin: BinaryIO | None = None,
    given: Given | None = None,
) -> Report:
    """The answer for a pile of pages: stories, who retold whom, what changed, and how many origins there are.

    ``paths`` are files, folders, or ``-`` for ``stdin``. ``given``: rulings, and whether the pile is one story. A page
    that cannot be used becomes a ``Problem``, never an exception. Raises ``InputError`` when nothing at all could be
    read, or when what is given names no article, or several.
    """
    clock = _Clock()
    settings = settings or Settings()
    given = given or Given()
    told = progress or (lambda stage, done, total: None)
    pages, unread = _read(paths, settings, told, stdin)
    articles, unclean = clean_pages(pages, whole(settings), lambda done: told("clean", done, len(pages)))
    if not articles:
        raise InputError(nothing_left(unread + unclean))
    rulings = in_this_pile(given.rulings, articles)
    rest = _Rest(pages, settings, told, clock, rulings)
    if given.one_story:
        return _one_story(articles, given.root, unread + unclean, rest)
    matches = match_articles(articles, settings.match)
    groups = group_stories(articles, matches, settings.match, rulings)
    told("match", len(groups), len(groups))
    return _report(articles, matches, groups, unread + unclean, rest)


def clean(path: str | Path, settings: Settings | None = None) -> Article:
    """One page as an article: title, outlet, date with its basis, text, credits, and what was cut.

    Raises ``InputError`` with the reason when the page holds no article.
    """
    articles, problems = clean_paths([path], settings)
    if not articles:
        raise InputError(nothing_left(problems))
    return articles[0]


def clean_paths(
    paths: Sequence[str | Path], settings: Settings | None = None, stdin: BinaryIO | None = None
) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """Pages as articles, and the problems met on the way; stops after cleaning."""
    settings = settings or Settings()
    pages, unread = _read(paths, settings, lambda stage, done, total: None, stdin)
    articles, unclean = clean_pages(pages, settings.article)
    return articles, unread + unclean


def clean_stream(
    paths: Sequence[str | Path],
    settings: Settings,
    stdin: BinaryIO | None,
    lines: OutletLines,
    done: Container[str],
    progress: Progress,
) -> Generator[CleanedPage, None, None]:
    """Page after page as an article, in memory that does not grow with the pile; each as soon as it is clean.

    ``lines`` are what is known of outlets from earlier runs, and are added to. A page whose name is in ``done`` is
    passed over: it comes with neither article nor problem, as does nothing else.
    """
    aside: deque[CleanedPage] = deque()

    def pages() -> Iterator[Page]:
        for item in read_pages(paths, settings.read, stdin):
            if isinstance(item, Problem):
                aside.append(CleanedPage(item.path, None, (item,)))
            elif item.name in done:
                aside.append(CleanedPage(item.name, None, ()))
            else:
                yield item

    article = settings.article
    cleaned = clean_each(pages(), article, lines, article.pages_ahead, lambda count: progress("clean", count, 0))
    with closing(cleaned):
        for one in cleaned:
            while aside:
                yield aside.popleft()
            yield one
    yield from aside


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Each page of a pile with what it mentions."""

    model: str
    """Name and version of the language model; ``none``: rules alone."""
    pages: tuple[tuple[Article, Analysis], ...]
    problems: tuple[Problem, ...]


def mentions(paths: Sequence[str | Path], settings: Settings | None = None, stdin: BinaryIO | None = None) -> Mentioned:
    """Quotations, attributions, figures, dates, names, acts and hedges of each page, in the order of its text.

    Pages are not compared. Raises ``InputError`` when none of them holds an article.
    """
    settings = settings or Settings()
    whole(settings)
    articles, problems = clean_paths(paths, settings, stdin)
    if not articles:
        raise InputError(nothing_left(problems))
    found = find_mentions(articles, settings.mention)
    return Mentioned(model_name(settings.mention), tuple(zip(articles, found, strict=True)), problems)


def compare(a: str | Path, b: str | Path, settings: Settings | None = None) -> Report:
    """Two pages as one story: what they share, what differs, and, as far as the texts tell, which came first.

    When the texts do not make one the source of the other, ``a`` is taken as the parent of the alignment.
    Raises ``InputError`` when one of them holds no article.
    """
    clock = _Clock()
    settings = settings or Settings()
    pages, unread = _read([a, b], settings, lambda stage, done, total: None, None)
    articles, unclean = clean_pages(pages, whole(settings))
    if len(articles) != 2:
        raise InputError(
            nothing_left(unread + unclean) if unread or unclean else "two pages are needed, one in each file"
        )
    matches = match_articles(articles, settings.match)
    first, second = articles[0].id, articles[1].id
    rest = _Rest(pages, settings, lambda stage, done, total: None, clock, together=(first, second))
    return _report(articles, matches, ((first, second),), unread + unclean, rest)


def whole(settings: Settings) -> ArticleSettings:
    """How pages are cleaned for what looks at sentences and credits; raises ``SettingsError`` for the fast mode."""
    if settings.article.fast:
        raise SettingsError("the fast mode finds neither sentences nor credits inside a text: only clean can use it")
    return settings.article


class _Clock:
    """The one place that looks at the time."""

    def __init__(self) -> None:
        self.started = datetime.now(UTC).isoformat(timespec="seconds")
        self._begin = time.perf_counter()

    def seconds(self) -> float:
        return round(time.perf_counter() - self._begin, 2)


@dataclass(frozen=True, slots=True)
class _Rest:
    """What the last leg of the way needs besides articles and matches."""

    pages: tuple[Page, ...]
    settings: Settings
    told: Progress
    clock: _Clock
    rulings: tuple[Ruling, ...] = ()
    together: tuple[str, str] | None = None
    """Two articles that are to be compared whatever the lineage says."""


def _read(
    paths: Sequence[str | Path], settings: Settings, told: Progress, stdin: BinaryIO | None
) -> tuple[tuple[Page, ...], tuple[Problem, ...]]:
    pages: list[Page] = []
    problems: list[Problem] = []
    for item in read_pages(paths, settings.read, stdin):
        if isinstance(item, Page):
            pages.append(item)
        else:
            problems.append(item)
        told("read", len(pages), 0)
    return tuple(pages), tuple(problems)


def _one_story(articles: tuple[Article, ...], root: str | None, problems: tuple[Problem, ...], rest: _Rest) -> Report:
    """The lineage of articles that are said to be one story, and nothing else."""
    top = find_article(root, articles) if root else None
    if root and top is None:
        raise InputError(f"the root {root!r} is none of the {len(articles)} articles")
    descent = lineage_of(articles, {}, rest.settings.lineage, rest.rulings, top.id if top else None)
    rest.told("trace", 1, 1)
    story = _story(articles, descent)
    return _filled(articles, problems, rest, stories=(story,))


def _report(
    articles: tuple[Article, ...],
    matches: tuple[Match, ...],
    groups: tuple[tuple[str, ...], ...],
    problems: tuple[Problem, ...],
    rest: _Rest,
) -> Report:
    """From groups of articles to the report: mentions once, then each story on its own."""
    settings = rest.settings
    analyses = {found.article: found for found in find_mentions(articles, settings.mention)}
    by_id = {article.id: article for article in articles}
    told = [
        tell(tuple(by_id[one] for one in group), matches, analyses, settings, rest.rulings, rest.together)
        for group in groups
    ]
    rest.told("trace", len(told), len(groups))
    return replace(
        _filled(articles, problems, rest),
        matches=matches,
        stories=tuple(one.story for one in told),
        alignments=tuple(alignment for one in told for alignment in one.alignments),
        changes=tuple(change for one in told for change in one.changes),
        mentions=tuple(mention for article in articles for mention in analyses[article.id].mentions),
        facts=tuple(fact for one in told for fact in one.facts),
    )


def _filled(
    articles: tuple[Article, ...], problems: tuple[Problem, ...], rest: _Rest, stories: tuple[Story, ...] = ()
) -> Report:
    """A report in which nothing is compared yet."""
    return Report(SCHEMA, _run(rest), articles, problems, rest.rulings, (), stories, (), (), (), ())


@dataclass(frozen=True, slots=True)
class Told:
    """One story with everything found in it."""

    story: Story
    alignments: tuple[Alignment, ...]
    changes: tuple[Change, ...]
    facts: tuple[Fact, ...]


def tell(
    articles: tuple[Article, ...],
    matches: tuple[Match, ...],
    analyses: Mapping[str, Analysis],
    settings: Settings,
    rulings: Sequence[Ruling] = (),
    together: tuple[str, str] | None = None,
) -> Told:
    """One story: its lineage, then along each step the alignment and the changes, then the facts of all versions."""
    inside = {article.id for article in articles}
    own = tuple(match for match in matches if match.a in inside and match.b in inside)
    story = _story(articles, lineage_of(articles, analyses, settings.lineage, rulings))
    by_id = {article.id: article for article in articles}
    alignments: list[Alignment] = []
    changes: list[Change] = []
    for parent_id, child_id in _compared(story, own, together):
        parent, child = by_id[parent_id], by_id[child_id]
        alignment = align(parent, child, analyses, settings.change)
        alignments.append(alignment)
        changes.extend(name_changes(parent, child, alignment, analyses, settings.change))
    changes = [*without_other_parents(changes, alignments)]
    kinship = find_families(articles, alignments, changes, analyses, settings.change)
    facts = find_facts(story, articles, kinship, analyses)
    return Told(story, tuple(alignments), tuple(changes), facts)


def _story(articles: Sequence[Article], descent: Descent) -> Story:
    return Story(
        id=digest("story", *sorted(article.id for article in articles)),
        headline=_headline(articles),
        articles=tuple(article.id for article in articles),
        states=descent.states,
        origins=len(descent.origin_nodes),
        origin_nodes=descent.origin_nodes,
        origins_say=descent.origins_say,
        first_seen=min((article.date.value for article in articles if article.date.value), default=None),
        lineage=descent.lineage,
    )


def _compared(story: Story, matches: Sequence[Match], together: tuple[str, str] | None) -> tuple[tuple[str, str], ...]:
    """The pairs of articles, parent first, whose changes are named: the steps inside the pile.

    A text without a parent in the pile (a brother under one outside source) is compared with the nearest text of the
    story all the same, so that no change is lost; the text that has more of its own stands on the parent's side.
    """
    inside = set(story.articles)
    pairs = {(step.parent, step.child): None for step in story.lineage.steps if {step.parent, step.child} <= inside}
    for article in story.articles:
        kin = [match for match in matches if article in (match.a, match.b)]
        if kin and not any(article in pair for pair in pairs):
            near = max(kin, key=lambda match: (max(match.share_a, match.share_b), match.a, match.b))
            pairs[(near.a, near.b) if near.share_a <= near.share_b else (near.b, near.a)] = None
    if together and together not in pairs and together[::-1] not in pairs:
        pairs[together] = None
    return tuple(pairs)


def _headline(articles: Sequence[Article]) -> str:
    """The headline of the earliest dated article that has one; the first words of a text when none has."""
    titled = [article for article in articles if article.title]
    if titled:
        return min(titled, key=lambda article: (article.date.value or "9999", articles.index(article))).title or ""
    first = articles[0]
    return first.words_of(0) if first.sentences else first.text[:100]


def _run(rest: _Rest) -> Run:
    return Run(
        tool=f"retold {version('retold')}",
        model=model_name(rest.settings.mention),
        settings=_differing(rest.settings, Settings()),
        inputs=tuple(
            InputDigest(page.path, hashlib.sha256(page.text.encode("utf-8", "surrogatepass")).hexdigest())
            for page in rest.pages
        ),
        started=rest.clock.started,
        seconds=rest.clock.seconds(),
    )


def _differing(settings: object, default: object, prefix: str = "") -> dict[str, str | int | float | bool]:
    """The settings that are not the default, with dotted names."""
    found: dict[str, str | int | float | bool] = {}
    for item in fields(settings):  # type: ignore[arg-type]
        now, was = getattr(settings, item.name), getattr(default, item.name)
        if is_dataclass(now):
            found |= _differing(now, was, f"{prefix}{item.name}.")
        elif now != was:
            found[f"{prefix}{item.name}"] = now if isinstance(now, str | int | float | bool) else str(now)
    return found


def nothing_left(problems: Sequence[Problem]) -> str:
    """Why there is no answer at all, in one sentence."""
    if not problems:
        return "nothing to read: no page was found at the paths given"
    reasons = "; ".join(f"{problem.path}: {problem.says}" for problem in problems[:3])
    more = f" (and {len(problems) - 3} more)" if len(problems) > 3 else ""
    return f"no page could be used: {reasons}{more}"
