"""From a page to its article: main text, headline, byline, outlet, date with its basis, credits, and what was cut."""

from retold.article.clean import clean_page
from retold.article.pile import clean_pages

__all__ = ["clean_page", "clean_pages"]
