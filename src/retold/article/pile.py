"""Many pages at once."""

from __future__ import annotations

from collections.abc import Sequence

from retold.article.clean import clean_page
from retold.model import Article, Page, Problem
from retold.settings import ArticleSettings


def clean_pages(pages: Sequence[Page], settings: ArticleSettings) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """The articles of a pile, in the order of its pages, and the problems met."""
    cleaned = [clean_page(page, settings) for page in pages]
    articles = tuple(article for article, _ in cleaned if article)
    return articles, tuple(problem for _, problems in cleaned for problem in problems)
