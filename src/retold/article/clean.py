"""One page becomes one article, or a problem with its reason."""

from __future__ import annotations

from retold.article.assemble import About, Draft, write_article
from retold.article.blocks import Sorted
from retold.article.date import date_in_url, parse_date
from retold.article.flat import sort_lines, too_long
from retold.article.outlet import Outlets
from retold.model import Article, Page, Problem, Title
from retold.settings import ArticleSettings

Drafted = tuple[Draft | None, tuple[Problem, ...]]
Cleaned = tuple[Article | None, tuple[Problem, ...]]


def clean_page(page: Page, settings: ArticleSettings) -> Cleaned:
    """The article of a page and what there is to say about it."""
    draft, problems = draft_page(page, settings)
    if draft is None:
        return None, problems
    article, more = finish(draft)
    return article, problems + more


def draft_page(page: Page, settings: ArticleSettings) -> Drafted:
    """A page with its blocks sorted; no failure of a library gets past here."""
    try:
        return _draft(page, settings)
    except Exception as error:
        says = f"it could not be cleaned: {type(error).__name__}: {str(error)[:200]}"
        return None, (Problem(page.path, "clean", "clean-failed", says),)


def finish(draft: Draft, outlets: Outlets | None = None) -> Cleaned:
    """The article of a draft, with a note when its dates contradict each other."""
    article = write_article(draft, outlets)
    if article is None:
        says = "it holds no running text that could be an article"
        return None, (Problem(draft.page.path, "clean", "no-article", says),)
    return article, _date_conflicts(article)


def _draft(page: Page, settings: ArticleSettings) -> Drafted:
    if page.kind == "html":
        from retold.article.html import draft_html

        return draft_html(page, settings)
    as_given = page.kind == "record" and not settings.clean_records
    long = None if as_given else too_long(page, page.text.count("\n"), len(page.text), settings)
    if long:
        return None, (long,)
    found = Sorted((), ()) if as_given else sort_lines(page.text, settings)
    if not as_given and not found.blocks:
        return None, (Problem(page.path, "clean", "no-article", "it holds no text"),)
    return Draft(page, found, _given(page)), ()


def _date_conflicts(article: Article) -> tuple[Problem, ...]:
    if not article.date.conflicts:
        return ()
    others = ", ".join(article.date.conflicts)
    says = f"its date of publication is in doubt: {article.date.value} ({article.date.basis}), but also {others}"
    return (Problem(article.path, "clean", "date-conflict", says, fatal=False),)


def _given(page: Page) -> About:
    stamp = parse_date(page.date, "given") if page.date else None
    in_url = None if stamp else date_in_url(page.url)
    dates = tuple(one for one in (stamp, in_url) if one)
    titles = (Title(page.title, "given"),) if page.title else ()
    return About(title=page.title, outlet=page.outlet, dates=dates, url=page.url, titles=titles)
