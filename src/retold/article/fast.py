"""The fast way through a page with markup: the lines that a fast extractor takes, and the page's own statements.

Besides these lines only the page's own statements are read, and what was cut is not told apart.
"""

from __future__ import annotations

from dataclasses import replace

from retold.article.about import about_html, title_block
from retold.article.assemble import Draft
from retold.article.confidence import trust
from retold.article.fast_lines import fast_lines, fast_text, judge_fast
from retold.article.fast_statements import fast_statements
from retold.article.flat import too_long, with_head
from retold.article.form import form_of
from retold.article.html import told_by
from retold.article.keep import keep_likely
from retold.article.metadata import metadata_of
from retold.page import Page, Problem
from retold.settings import ArticleSettings
from retold.tables import outlet_table

_MOST_HEADINGS = 5


def draft_fast(page: Page, settings: ArticleSettings) -> tuple[Draft | None, tuple[Problem, ...]]:
    """A page with markup, sorted by the lines that the extractor takes; what it leaves out is not seen."""
    said, body = fast_statements(page.text)
    lines = fast_lines(fast_text(page.text[body:]))
    if not lines.blocks:
        return None, (Problem(page.place, "clean", "no-article", "its markup shows no text to a reader"),)
    blocks = lines.blocks
    long = too_long(page, len(blocks), blocks[-1].end, settings)
    if long:
        return None, (long,)
    headings = tuple(block.text for block in blocks if block.kind == "title")[:_MOST_HEADINGS]
    metadata = metadata_of(replace(said, headings=headings), page.url, outlet_table(settings.outlets))
    judged = judge_fast(lines)
    kept = keep_likely(judged, settings)
    found = with_head(blocks, kept, title_block(blocks, kept, metadata), edges_only=True)
    about = about_html(page, None, found, metadata)
    form = form_of(found, told_by(about, metadata))
    return Draft(page, found, about, form, trust(judged, kept), whole=False), ()
