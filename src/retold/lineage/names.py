"""What the articles of a story are called in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from retold.model import Article


def call_articles(articles: Sequence[Article]) -> Mapping[str, str]:
    """A name for each article: its outlet where that is unique in the story, else with its file; or the file alone."""
    outlets = Counter(article.outlet for article in articles)
    files = Counter(_file(article) for article in articles)
    named = {}
    for article in articles:
        file = _file(article) if files[_file(article)] == 1 else f"{_file(article)} {article.id[:4]}"
        if article.outlet is None:
            named[article.id] = file
        elif outlets[article.outlet] == 1:
            named[article.id] = article.outlet
        else:
            named[article.id] = f"{article.outlet} ({file})"
    return named


def _file(article: Article) -> str:
    return article.given_id or PurePath(article.path).name or article.id
