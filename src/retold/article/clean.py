"""One page becomes one article, or a problem with its reason."""

from __future__ import annotations

from retold.article.assemble import About, article_from_flat, article_from_record
from retold.article.date import date_in_url, parse_date
from retold.article.flat import sort_lines
from retold.model import Article, Page, Problem
from retold.settings import ArticleSettings

Cleaned = tuple[Article | None, tuple[Problem, ...]]


def clean_page(page: Page, settings: ArticleSettings) -> Cleaned:
    """The article of a page and what there is to say about it; no failure of a library gets past here."""
    try:
        return _clean(page, settings)
    except Exception as error:
        says = f"it could not be cleaned: {type(error).__name__}: {str(error)[:200]}"
        return None, (Problem(page.path, "clean", "clean-failed", says),)


def _clean(page: Page, settings: ArticleSettings) -> Cleaned:
    if page.kind == "html":
        from retold.article.html import clean_html

        return clean_html(page, settings)
    about = _given(page)
    if page.kind == "record" and not settings.clean_records:
        return article_from_record(page, about), ()
    article = article_from_flat(page, sort_lines(page.text, settings), about)
    if article is None:
        return None, (no_article(page),)
    return article, date_conflicts(article)


def no_article(page: Page) -> Problem:
    """Nothing on the page reads like the text of an article."""
    return Problem(page.path, "clean", "no-article", "it holds no running text that could be an article")


def date_conflicts(article: Article) -> tuple[Problem, ...]:
    """A note when the page gives publication dates more than a day apart."""
    if not article.date.conflicts:
        return ()
    others = ", ".join(article.date.conflicts)
    says = (
        f"it gives contradictory dates of publication: {article.date.value} ({article.date.basis}), but also {others}"
    )
    return (Problem(article.path, "clean", "date-conflict", says, fatal=False),)


def _given(page: Page) -> About:
    stamp = parse_date(page.date, "given") if page.date else None
    in_url = None if stamp else date_in_url(page.url)
    dates = tuple(one for one in (stamp, in_url) if one)
    return About(title=page.title, outlet=page.outlet, dates=dates, url=page.url)
