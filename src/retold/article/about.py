"""Title, people, outlet and dates of a page with markup: what its markup states, and what a reader sees at its head."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from lxml.html import HtmlElement

from retold.article.assemble import About
from retold.article.blocks import Block, Sorted, squash
from retold.article.date import date_in_url, parse_date
from retold.article.head import seen_authors, seen_dates
from retold.article.metadata import Metadata
from retold.article.title import bare_title, is_site_name, runs_of, whole_title
from retold.model import Title
from retold.page import Page

_TITLE = 300
"""Characters up to which a heading is a headline."""
_ASIDE = frozenset("nav aside related footer newsletter advert".split())
_HOLDS = frozenset(("main", "article"))
_TELLING = 15
"""Letters from which a title stands at the end of a heading by no chance."""
_PIECE = 8
"""Letters above which a line that repeats a part of a title is not there by chance."""


def title_block(blocks: Sequence[Block], kept: Sequence[bool], metadata: Metadata) -> int | None:
    """The block that shows the headline: one that the page's own titles repeat, else its last heading of level one."""
    body = [at for at, keep in enumerate(kept) if keep]
    last = body[min(2, len(body) - 1)] if body else len(blocks) - 1
    known = {squash(words) for words in metadata.headlines}
    headings = [
        at
        for at, block in enumerate(blocks)
        if block.kind == "title" and len(block.text) <= _TITLE and not is_site_name(block.text, metadata.sites)
    ]
    exact = [at for at in headings if squash(blocks[at].text) in known]
    above = [at for at in exact if at <= last]
    holds = _HOLDS.intersection(blocks[body[0]].place.split()) if body else frozenset()
    if all(_is_set_aside(blocks[at], holds) for at in above):
        above = _shown_in(blocks[: last + 1], known, holds) or above
    found = above or exact[:1] or _repeated(blocks[: last + 1], metadata)
    found = found or [at for at in headings if at <= last and _is_long(blocks[at].text)]
    return found[-1] if found else None


def _is_set_aside(block: Block, holds: frozenset[str]) -> bool:
    """True for what stands in a list of links or a box, or outside the elements that hold the article.

    Some sites end the trail of links to a page with a heading of level one, which is written for search engines.
    """
    places = block.place.split()
    return not _ASIDE.isdisjoint(places) or not holds.issubset(places)


def _shown_in(blocks: Sequence[Block], known: Collection[str], holds: frozenset[str]) -> list[int]:
    """The blocks beside the article that show a title of the page, alone or with the few words over it.

    Those words may stand in the heading, or in the title (``Flood at Ansk: Pier closed``) and not in the block.
    """
    telling = tuple(words for words in known if len(words) >= _TELLING)
    found: list[int] = []
    for at, block in enumerate(blocks):
        if len(block.text) > _TITLE or len(block.text) < _TELLING or _is_set_aside(block, holds):
            continue
        words = squash(block.text)
        if (block.kind == "heading" and words.endswith(telling)) or any(
            title.endswith(words) and 2 * len(words) > len(title) > len(words) >= _TELLING for title in telling
        ):
            found.append(at)
    return found


def _repeated(blocks: Sequence[Block], metadata: Metadata) -> list[int]:
    """The line that says most of a title of the page without being a heading of level one."""
    runs = {squash(run): run for words in metadata.headlines for run in runs_of(words) if len(run) > _PIECE}
    found = [at for at, block in enumerate(blocks) if len(block.text) <= _TITLE and squash(block.text) in runs]
    named = [at for at in found if not is_site_name(blocks[at].text, metadata.sites)]
    return [max(named, key=lambda at: (len(blocks[at].text), at))] if named else []


def about_html(page: Page, root: HtmlElement | None, found: Sorted, metadata: Metadata) -> About:
    """What is known about a page with markup from its statements, its head and its address, each in order of trust.

    Without a tree (``root``) of its elements, dates and people that a reader sees are those that words tell, and a date
    is looked for only where the page states none.
    """
    given = parse_date(page.date, "given") if page.date else None
    address = page.url or metadata.canonical
    stated = root is None and metadata.published
    published, modified = ([], []) if stated else seen_dates(root, found, metadata.language)
    stamps = [given, *metadata.published, *published, date_in_url(address)]
    seen = _seen_title(found, metadata)
    titles = [Title(page.title, "given")] if page.title else []
    titles += metadata.titles
    titles += [Title(seen, "visible")] if seen else []
    return About(
        title=page.title or _headline(seen, metadata),
        outlet=page.outlet or metadata.outlet,
        byline=metadata.authors or seen_authors(root, found, metadata.names),
        organizations=metadata.companies,
        dates=tuple(stamp for stamp in stamps if stamp),
        url=address,
        credits=metadata.credits,
        titles=tuple(titles),
        modified=(*metadata.modified, *modified),
        canonical=metadata.canonical,
        based_on=metadata.based_on,
        free=metadata.free,
        language=metadata.language,
    )


def _seen_title(found: Sorted, metadata: Metadata) -> str | None:
    """The headline on the page: a heading, whole although a line break may part it, or the stated title it shows."""
    block = next(iter(found.of("title")), None)
    if block is None:
        return None
    words = squash(block.text)
    if block.kind == "title":
        return next((heading for heading in metadata.headings if words in squash(heading)), block.text)
    stated = {squash(title): title for title in reversed(metadata.headlines)}
    if words in stated and block.kind == "heading":
        return stated[words]  # written with the mark that a line break stands for
    if any(words in title for title in stated):
        return block.text
    return next((title for key, title in stated.items() if len(key) >= _TELLING and words.endswith(key)), None)


def _headline(seen: str | None, metadata: Metadata) -> str | None:
    """The headline that a reader sees; without one the first that the page states."""
    shown = [_with_kicker(bare_title(seen, metadata.sites, metadata.headlines), metadata)] if seen else []
    order = [*shown, *metadata.headlines]
    named = [words for words in order if not is_site_name(words, metadata.sites)]
    return whole_title(named[0], named) if named else next(iter(order), None)


def _with_kicker(words: str, metadata: Metadata) -> str:
    """The headline with the few words over it that JSON-LD and meta elements both count to it."""
    described, shared = (
        {squash(title.words): title.words for title in metadata.titles if title.basis == basis}
        for basis in ("json-ld", "meta")
    )
    key = squash(words)
    whole = (shared[one] for one in described if one in shared and one.endswith(key) and one != key)
    return next(whole, words)


def _is_long(words: str) -> bool:
    return len(words.split()) >= 3 or (len(words) > 8 and not words.isascii())
