"""Whole cleaning against trafilatura alone, on HTML pages with true articles: how alike, how many lost, how fast.

The shipped line model was trained on these pages, so the likeness here is that of pages whose sites it knows;
``python -m bench.train_lines`` prints it for sites that it does not know.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from bench.labelled import HTML_SETS, html_pages
from bench.shingles import Likeness, Total, likeness, total
from retold.article import clean_page
from retold.article.language import language_of
from retold.page import Page
from retold.settings import ArticleSettings

_IN_TURN = 10
"""Pages that one method cleans before the next one has its turn: a pile is cleaned by one method from page to page."""
Clean = Callable[[dict[str, object]], str]


def main() -> None:
    """Print a row for each set and method, with its speed as a multiple of trafilatura's in the same run."""
    plain, fast = ArticleSettings(), ArticleSettings(fast=True)
    methods: dict[str, Clean] = {
        "trafilatura": _trafilatura,
        "trafilatura, metadata": _trafilatura_with_metadata,
        "retold, fast": lambda row: _retold(row, fast),  # before the other, which knows many of its lines already
        "retold": lambda row: _retold(row, plain),
    }
    for name in HTML_SETS:
        rows = [row for row in html_pages(name) if _is_article(row)]
        if not rows:
            print(f"extraction-{name}: absent")
            continue
        for clean in methods.values():  # what is loaded once is no part of a page's time
            clean(rows[0])
        language_of("Der Hafen von Ansk bleibt bis zum Mai geschlossen, sagte ein Sprecher der Stadt am Montag.")
        seconds = dict.fromkeys(methods, 0.0)
        pages: dict[str, list[Likeness]] = {method: [] for method in methods}
        for first in range(0, len(rows), _IN_TURN):  # in turn, so that all meet the same noise of the machine
            some = rows[first : first + _IN_TURN]
            for method, clean in methods.items():
                started = time.process_time()
                texts = [clean(row) for row in some]
                seconds[method] += time.process_time() - started
                pages[method] += [likeness(text, str(row["truth"])) for text, row in zip(texts, some, strict=True)]
        for method, spent in seconds.items():
            speed = seconds["trafilatura"] / spent
            print(
                f"{name:7} {method:22} {total(pages[method])}  {1000 * spent / len(rows):6.1f} ms a page  {speed:.2f}x"
            )


def measure(name: str, every: int, settings: ArticleSettings) -> Total | None:
    """The figures of the shipped cleaning for every so-many-th article of one set; None when the set is absent."""
    rows = [row for row in html_pages(name) if _is_article(row)][::every]
    return total(likeness(_retold(row, settings), str(row["truth"])) for row in rows) if rows else None


def _is_article(row: dict[str, object]) -> bool:
    extra = row.get("extra")
    return not isinstance(extra, dict) or extra.get("page_type", "article") == "article"


def _retold(row: dict[str, object], settings: ArticleSettings) -> str:
    page = Page(str(row["id"]), str(row["id"]), "html", str(row["html"]), str(row["url"]))
    article, _ = clean_page(page, settings)
    return article.text if article else ""


def _trafilatura(row: dict[str, object]) -> str:
    from trafilatura import bare_extraction

    return _text_of(bare_extraction(str(row["html"]), include_comments=False, with_metadata=False))


def _trafilatura_with_metadata(row: dict[str, object]) -> str:
    from trafilatura import bare_extraction

    found = bare_extraction(str(row["html"]), url=str(row["url"]), include_comments=False, with_metadata=True)
    return _text_of(found)


def _text_of(found: object) -> str:
    return str(getattr(found, "text", None) or "")
