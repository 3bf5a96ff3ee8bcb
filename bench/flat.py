"""Flat renderings of pages with true articles: how alike is what the shipped model keeps.

It was trained on these pages; ``python -m bench.train_lines`` gives the figures for sites that a model has not seen.
"""

from __future__ import annotations

from bench.labelled import DATA, Labelled, flat_pages
from bench.shingles import Total, likeness, total
from retold.article.flat import sort_lines
from retold.settings import ArticleSettings


def main() -> None:
    """Print a row for each set and rendering."""
    if not (DATA / "extraction-flat" / "docs.jsonl").is_file():
        print("extraction-flat: absent")
        return
    pages = flat_pages()
    for group in sorted({page.group for page in pages}):
        print(f"{group:24} {measure([page for page in pages if page.group == group])}")


def measure(pages: list[Labelled]) -> Total:
    """The figures of some renderings."""
    return total(likeness(_kept(page), page.truth) for page in pages)


def _kept(page: Labelled) -> str:
    text = "\n".join(f"\n{line}" if gap else line for line, gap in zip(page.lines, page.gaps, strict=True))
    found, _ = sort_lines(text, ArticleSettings())
    return "\n".join(block.text for block in found.of("article"))
