"""One page becomes one article, or a problem with its reason."""

from __future__ import annotations

import re

from retold.article.assemble import About, Draft, write_article
from retold.article.blocks import Sorted
from retold.article.confidence import DOUBTFUL
from retold.article.date import date_in_url, parse_date
from retold.article.flat import sort_lines, too_long
from retold.article.form import ONE_ARTICLE, Form, Told, form_of
from retold.article.outlet import Outlets, outlets_of
from retold.model import Article, PageForm, Title
from retold.page import Page, Problem
from retold.settings import ArticleSettings

Drafted = tuple[Draft | None, tuple[Problem, ...]]
Cleaned = tuple[Article | None, tuple[Problem, ...]]


def clean_page(page: Page, settings: ArticleSettings) -> Cleaned:
    """The article of a page and what there is to say about it."""
    draft, problems = draft_page(page, settings)
    if draft is None:
        return None, problems
    article, more = finish(draft, outlets_of((), settings.outlets))
    return article, problems + more


def draft_page(page: Page, settings: ArticleSettings) -> Drafted:
    """A page with its blocks sorted; no failure of a library gets past here, only the lack of memory."""
    try:
        return _draft(page, settings)
    except MemoryError:
        raise
    except Exception as error:
        says = f"it could not be cleaned: {type(error).__name__}: {str(error)[:200]}"
        return None, (Problem(page.place, "clean", "clean-failed", says),)


def finish(draft: Draft, outlets: Outlets | None = None) -> Cleaned:
    """The article of a draft, with notes on what a reader should know before trusting it."""
    article = write_article(draft, outlets)
    if article is None:
        says = "it holds no running text that could be an article"
        return None, (Problem(draft.page.place, "clean", "no-article", says),)
    return article, (*_date_conflicts(article), *_reservations(article))


def _draft(page: Page, settings: ArticleSettings) -> Drafted:
    if page.kind == "html" and settings.fast:
        from retold.article.fast import draft_fast

        return draft_fast(page, settings)
    if page.kind == "html":
        from retold.article.html import draft_html

        return draft_html(page, settings)
    as_given = page.kind == "record" and not settings.clean_records
    long = None if as_given else too_long(page, page.text.count("\n"), len(page.text), settings)
    if long and (long := too_long(page, *_visible(page.text), settings)):
        return None, (long,)
    if as_given:
        return Draft(page, Sorted((), ()), _given(page), Form("stub") if page.stub else ONE_ARTICLE), ()
    found, trusted = sort_lines(page.text, settings)
    if not found.blocks:
        return None, (Problem(page.place, "clean", "no-article", "it holds no text"),)
    about = _given(page)
    return Draft(page, found, about, form_of(found, Told(about.title, about.url)), trusted), ()


def _visible(text: str) -> tuple[int, int]:
    """Lines and characters of a flat text without empty lines and rows of spaces."""
    gaps = [gap.group() for gap in re.finditer(r"\s{2,}|\n", text.strip())]
    return sum("\n" in gap for gap in gaps) + 1, len(text) - sum(len(gap) - 1 for gap in gaps)


def _date_conflicts(article: Article) -> tuple[Problem, ...]:
    if not article.date.conflicts:
        return ()
    others = ", ".join(article.date.conflicts)
    says = f"its date of publication is in doubt: {article.date.value} ({article.date.basis}), but also {others}"
    return (Problem(article.place, "clean", "date-conflict", says, fatal=False),)


def _given(page: Page) -> About:
    stamp = parse_date(page.date, "given") if page.date else None
    in_url = None if stamp else date_in_url(page.url)
    dates = tuple(one for one in (stamp, in_url) if one)
    titles = (Title(page.title, "given"),) if page.title else ()
    return About(title=page.title, outlet=page.outlet, dates=dates, url=page.url, titles=titles)


_RESERVATIONS: dict[PageForm, tuple[str, str]] = {
    "stub": ("stub", "only the beginning of the article or a summary of it is here, so it looks like a short copy"),
    "list": ("list-page", "it is a list of links to other stories rather than an article"),
    "several": ("several-stories", "it holds several stories, which are traced as one text"),
}


def _reservations(article: Article) -> tuple[Problem, ...]:
    """What kind of page speaks against taking its text for one article, and whether the extractors disagree."""
    said_already = article.kind == "record"  # a feed is named once for all its stubs
    found = [_RESERVATIONS[article.form]] if article.form in _RESERVATIONS and not said_already else []
    trusted = article.extraction_confidence
    if trusted is not None and trusted < DOUBTFUL:
        found.append(("doubtful", f"the extractors disagree about what its article is (confidence {trusted:.2f})"))
    return tuple(Problem(article.place, "clean", code, says, fatal=False) for code, says in found)
