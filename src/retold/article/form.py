"""What kind of page it is: one article, a live blog of many posts, several stories, a list of teasers, or a stub."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retold.article.blocks import Sorted, squash
from retold.article.byline import byline_names
from retold.article.date import parse_date
from retold.article.flat import is_date_line
from retold.article.kind_words import kind_by_words
from retold.article.stamp import Stamp
from retold.article.wordlists import CLOCK, may_say_when
from retold.model import PageForm

_LIVE = re.compile(
    r"\blive ?-?(?:blog|ticker|updates?|text)?\b|\bliveblog\b|en direct\b|en directo|minuto a minuto", re.I
)
_LEAST_POSTS = 4
"""Posts from which a page that calls itself live is read as a live blog."""
_MANY_POSTS = 8
"""Posts with a time of their own from which a page is a live blog whatever it calls itself."""
_LEAST_STORY = 60
"""Words that each of several stories on one page has at least; a teaser has fewer."""
_STUB = 150
"""Words of the longest stub before a paywall; the free part of a paid article that is longer reads as an article."""
_BEFORE_WALL = 4
"""Blocks below the text among which the notice of a paywall is looked for."""
_LIST_LINKS = 0.5
"""Share of linked letters from which kept text is a list of other stories."""
_KEY = 40
"""Letters by which a post is found on the page."""
_TIME_LINE = 60
"""Characters of the longest line that is hardly more than a time or a date."""
_HEADING = 30
"""Words of the longest heading."""


@dataclass(frozen=True, slots=True)
class Update:
    """One post of a live blog as the markup tells it."""

    words: str
    """Its headline, else its text."""
    stamp: Stamp | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Blocks ``[first, last)`` that are one post or one story, with its heading and its own time."""

    first: int
    last: int
    heading: str | None
    stamp: Stamp | None


@dataclass(frozen=True, slots=True)
class Form:
    """The kind of a page and its parts."""

    kind: PageForm
    parts: tuple[Stretch, ...] = ()


ONE_ARTICLE = Form("article")


@dataclass(frozen=True, slots=True)
class Told:
    """What a page says about its own kind."""

    title: str | None = None
    url: str | None = None
    free: bool | None = None
    updates: tuple[Update, ...] = ()
    live: bool = False
    """The markup calls it a live blog."""


def form_of(found: Sorted, told: Told) -> Form:
    """The kind of a page whose blocks are sorted; an article unless something speaks for another kind."""
    body = [at for at, role in enumerate(found.roles) if role == "article"]
    if not body:
        return ONE_ARTICLE
    posts = _posts_of_markup(found, told.updates) or _posts_by_time(found, body)
    calls_itself_live = told.live or any(_LIVE.search(words) for words in (told.title or "", told.url or ""))
    if len(posts) >= (_LEAST_POSTS if calls_itself_live else _MANY_POSTS):
        return Form("live-blog", posts)
    if _is_list(found, body):
        return Form("list")
    stories = _stories(found, body)
    if len(stories) > 1:
        return Form("several", stories)
    return Form("stub" if _is_stub(found, body, told.free) else "article")


def _posts_of_markup(found: Sorted, updates: Sequence[Update]) -> tuple[Stretch, ...]:
    """The posts that the markup lists, where their words stand on the page."""
    if not updates:
        return ()
    starts: dict[int, Update] = {}
    squashed = [squash(block.text) for block in found.blocks]
    for update in updates:
        key = squash(update.words)[:_KEY]
        at = next((at for at, words in enumerate(squashed) if len(key) > 8 and words.startswith(key)), None)
        if at is not None:
            starts.setdefault(at, update)
    order = [*sorted(starts), len(found.blocks)]
    return tuple(Stretch(at, after, _heading(found, at), starts[at].stamp) for at, after in itertools.pairwise(order))


def _posts_by_time(found: Sorted, body: Sequence[int]) -> tuple[Stretch, ...]:
    """Runs of article lines, each under a line that is hardly more than a time or a date."""
    above = max(0, body[0] - 3)
    lines = enumerate(found.blocks[above : body[-1]], above)
    short = [at for at, block in lines if len(block.text) <= _TIME_LINE and may_say_when(block.text)]
    if len(short) < _LEAST_POSTS:
        return ()
    starts = [at for at in short if _is_time_line(found.blocks[at].text)]
    order = [*starts, body[-1] + 1]
    posts = [
        Stretch(at + 1, after, _heading(found, at + 1), parse_date(found.blocks[at].text))
        for at, after in itertools.pairwise(order)
        if any(at < one < after for one in body)
    ]
    return tuple(posts)


def _is_time_line(text: str) -> bool:
    return is_date_line(text) or bool(CLOCK.match(text) and len(text.split()) <= 6)


def _heading(found: Sorted, at: int) -> str | None:
    """The words of a block that reads like a heading."""
    text = found.blocks[at].text if at < len(found.blocks) else ""
    words = len(text.split())
    return text if 2 <= words <= _HEADING and text[-1] not in '.!?…”"' else None


def _is_list(found: Sorted, body: Sequence[int]) -> bool:
    """True when the most of what was kept are links to something else."""
    letters = sum(len(found.blocks[at].text) for at in body)
    linked = sum(found.blocks[at].links * len(found.blocks[at].text) for at in body)
    return len(body) > 2 and linked > _LIST_LINKS * letters


def _stories(found: Sorted, body: Sequence[int]) -> tuple[Stretch, ...]:
    """Stretches under a heading with a byline or date of its own, each long enough to be a story."""
    heads = list(_story_heads(found, body))
    order = [*heads, body[-1] + 1]
    stories: list[Stretch] = []
    for at, after in itertools.pairwise(order):
        inside = [one for one in body if at < one < after]
        if sum(len(found.blocks[one].text.split()) for one in inside) >= _LEAST_STORY:
            stamps = (parse_date(found.blocks[one].text) for one in range(at + 1, min(at + 4, after)))
            stories.append(Stretch(at, after, found.blocks[at].text, next(filter(None, stamps), None)))
    return tuple(stories)


def _story_heads(found: Sorted, body: Sequence[int]) -> Iterator[int]:
    """Headings right above a byline or date line, with article below."""
    above = max(0, body[0] - 6)
    lines = enumerate(found.blocks[above : body[-1]], above)
    for at in [at for at, block in lines if not block.markup or block.kind in ("heading", "title")]:
        if found.roles[at] in ("byline", "date") or _heading(found, at) is None:
            continue
        below = range(at + 1, min(at + 3, len(found.blocks)))
        if not any(_says_who_or_when(found, one) for one in below) or _says_who_or_when(found, at):
            continue
        if any(at < one <= at + 5 for one in body):
            yield at


def _says_who_or_when(found: Sorted, at: int) -> bool:
    text = found.blocks[at].text
    return len(text) <= 120 and (is_date_line(text) or bool(byline_names(text)))


def _is_stub(found: Sorted, body: Sequence[int], free: bool | None) -> bool:
    """True for a few words before the notice of a paywall, or on a page that says it is not free."""
    words = 0
    for at in body:
        words += len(found.blocks[at].text.split())
        if words > _STUB:
            return False
    below = found.blocks[body[-1] + 1 : body[-1] + 1 + _BEFORE_WALL]
    return free is False or any(kind_by_words(block.text) == "paywall" for block in below)
