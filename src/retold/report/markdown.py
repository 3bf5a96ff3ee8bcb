"""A cleaned page as Markdown: its particulars as front matter, then headline, paragraphs and cross-headings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from retold.model import Article

_MARKS = re.compile(r"([\\`*_\[\]<>#|~$])")
_FIRST_MARK = re.compile(r"^(\d*)([-+.)=])")
"""What would begin a list at the start of a line."""


def article_markdown(article: Article) -> str:
    """The article as one Markdown text with a line break at its end; words of the page never act as marks."""
    head = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in _particulars(article))
    title = [f"# {_plain(article.title)}"] if article.title else []
    return f"---\n{head}---\n\n" + "\n\n".join([*title, *_paragraphs(article)]) + "\n"


def _particulars(article: Article) -> Iterator[tuple[str, str | list[str]]]:
    """Names and values of the front matter, which are JSON and so YAML as well; what was not found is left out."""
    found: tuple[tuple[str, str | list[str] | None], ...] = (
        ("title", article.title),
        ("outlet", article.outlet),
        ("byline", list(article.byline)),
        ("date", article.date.value),
        ("date_basis", article.date.basis if article.date.value else None),
        ("language", article.language),
        ("url", article.url),
        ("page", article.name),
        ("credits", [credit.name for credit in article.credits]),
    )
    return ((name, value) for name, value in found if value)


def _paragraphs(article: Article) -> Iterator[str]:
    """The paragraphs of the text; a line of a flat page is one as well, since no sentence crosses its end."""
    headings = {article.text[one.start : one.end] for one in article.sentences if one.kind == "heading"}
    for line in article.text.split("\n"):
        words = line.strip()
        if words:
            yield f"## {_plain(words)}" if words in headings else _plain(words)


def _plain(text: str) -> str:
    return _FIRST_MARK.sub(r"\1\\\2", _MARKS.sub(r"\\\1", " ".join(text.split())))
