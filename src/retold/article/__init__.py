"""From a page to its article: main text, headline, byline, outlet, date with its basis, credits, and what was cut."""

from retold.article.clean import clean_page
from retold.article.outlet_lines import KnownLines, KnownOutlets, OutletLines
from retold.article.page_order import PagePart
from retold.article.pile import CleanedPage, clean_each, clean_pages

__all__ = [
    "CleanedPage",
    "KnownLines",
    "KnownOutlets",
    "OutletLines",
    "PagePart",
    "clean_each",
    "clean_page",
    "clean_pages",
]
