"""Figures for title, author and date on pages whose truth is known: ``python -m bench metadata``.

Sets lie under ``RETOLD_DATA`` (default ``../shared/data``); an absent set is skipped and said so. Misses were looked at
in the half of the pages whose id hashes to an even byte (``seen``), never in the other (``unseen``).
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from retold.article import clean_page
from retold.article.byline import people
from retold.model import Article
from retold.page import Page
from retold.settings import ArticleSettings

DATA = Path(os.environ.get("RETOLD_DATA", Path(__file__).parents[2] / "shared" / "data"))
SETS = ("extraction-fundus", "extraction-wcxb")
COLUMNS = ("set", "pages", "title", "any title", "byline", "authors", "people", "same day", "wrong days")
_WORDS = re.compile(r"\w+")
_SAME = 0.8
"""Token F1 from which two titles are the same."""


@dataclass(frozen=True, slots=True)
class Truth:
    """What a set says of one page."""

    id: str
    title: str | None
    authors: frozenset[str]
    date: str | None


Answer = tuple[Truth, Article | None]
"""The truth of a page and its article."""


def main() -> None:
    """Print a row for each set and half.

    title: token F1 with the truth of 0.8 or more; any title: of one of the candidates. byline: exactly the names of the
    truth, which names companies too; authors: the same with the organizations that sign where no person does; people:
    of the truth only what has the form of a person's name, several names in one string taken apart. same day: of the
    pages with a date in the truth; wrong days: of those for which one is given.
    """
    print("  ".join(f"{name:>15}" for name in COLUMNS))
    for name in SETS:
        if not (DATA / name / "pages.jsonl").exists():
            print(f"{name}: not there, skipped")
            continue
        answers = list(_answers(DATA / name / "pages.jsonl"))
        for half, wanted in (("seen", (True,)), ("unseen", (False,)), ("all", (True, False))):
            rows = [answer for answer in answers if _is_seen(answer[0].id) in wanted]
            print("  ".join(f"{cell:>15}" for cell in _row(f"{name[11:]} {half}", rows)), flush=True)


def _answers(path: Path) -> Iterator[Answer]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            page = json.loads(line)
            names = frozenset(name for name in page["truth_authors"] or () if name)
            truth = Truth(page["id"], page["truth_title"], names, page["truth_date"])
            article, _ = clean_page(Page(page["id"], page["id"], "html", page["html"], page["url"]), ArticleSettings())
            yield truth, article


def _is_seen(name: str) -> bool:
    return hashlib.sha256(name.encode()).digest()[0] % 2 == 0


def _row(name: str, rows: list[Answer]) -> tuple[str, ...]:
    titled = [(truth.title, article) for truth, article in rows if truth.title]
    dated = [(truth.date[:10], _day(article)) for truth, article in rows if truth.date]
    given = [(true, ours) for true, ours in dated if ours]
    return (
        name,
        str(len(rows)),
        _share(_is_same(true, (article.title,) if article else ()) for true, article in titled),
        _share(_is_same(true, (one.words for one in article.titles) if article else ()) for true, article in titled),
        _share(_byline(article) == truth.authors for truth, article in rows),
        _share(_authors(article) == truth.authors for truth, article in rows),
        _share(_byline(article) == set(people(truth.authors)) for truth, article in rows),
        _share(true == ours for true, ours in dated),
        _share(true != ours for true, ours in given),
    )


def _is_same(true: str, ours: Iterable[str | None]) -> bool:
    return any(_f1(true, title or "") >= _SAME for title in ours)


def _f1(a: str, b: str) -> float:
    first, second = Counter(_WORDS.findall(a.lower())), Counter(_WORDS.findall(b.lower()))
    common = sum((first & second).values())
    return 2 * common / (sum(first.values()) + sum(second.values())) if common else float(not first and not second)


def _byline(article: Article | None) -> frozenset[str]:
    return frozenset(article.byline) if article else frozenset()


def _authors(article: Article | None) -> frozenset[str]:
    return frozenset(author.name for author in article.authors) if article else frozenset()


def _day(article: Article | None) -> str | None:
    return article.date.value[:10] if article and article.date.value else None


def _share(hits: Iterable[bool]) -> str:
    got = list(hits)
    return f"{sum(got)}/{len(got)} = {sum(got) / len(got):.3f}" if got else "-"
