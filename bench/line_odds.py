"""How much more often words and pairs of words stand in articles than in furniture, site by site."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from bench.labelled import Labelled
from retold.article.letters import DIGIT, letters_of, words_of_page
from retold.article.wording import pairs_of

LEAST_DOMAINS = 10
"""Sites on which a word or pair must stand before it says anything."""
LEAST_ODDS, MOST_ODDS = 0.4, 3.0
RARE_WORD, RARE_PAIR = 3e-5, 1e-5
"""Rates added on both sides, so that a rare word speaks softly."""
Table = dict[str, float]


@dataclass(frozen=True, slots=True)
class Counted:
    """How often words and pairs stand in the article and in the furniture of one page."""

    domain: str
    article: tuple[Table, Table]
    furniture: tuple[Table, Table]


def counted(page: Labelled) -> Counted:
    """The words of a page, digits as 0, and its pairs of neighbours; an empty first word stands for a line's start."""
    article: tuple[Table, Table] = (defaultdict(float), defaultdict(float))
    furniture: tuple[Table, Table] = (defaultdict(float), defaultdict(float))
    letters = letters_of([line.strip() for line in page.lines])
    words = words_of_page(letters)
    text = "".join(map(chr, np.where(letters.has(DIGIT), ord("0"), letters.codes))).lower().replace("'", "’")
    _, _, opens = pairs_of(words)
    before = ""
    for start, end, line, opening in zip(words.start, words.end, words.line, opens, strict=True):
        word = text[start:end]
        before = "" if opening else before
        into = article if page.kept[line] else furniture if page.spoken[line] else None
        if into is not None:
            into[0][word] += 1
            into[1][f"{before} {word}"] += 1
        before = word
    return Counted(page.domain, article, furniture)


def wording(pages: Iterable[Counted]) -> tuple[Table, Table]:
    """Log-odds of words and of pairs: how much of the words of a site's articles, and of its furniture, they are."""
    by_domain: dict[str, list[Counted]] = defaultdict(list)
    for page in pages:
        by_domain[page.domain].append(page)
    return _odds(by_domain, 0, RARE_WORD), _odds(by_domain, 1, RARE_PAIR)


def _odds(by_domain: dict[str, list[Counted]], which: int, rare: float) -> Table:
    rates: tuple[Table, Table] = (defaultdict(float), defaultdict(float))
    seen: dict[str, set[str]] = defaultdict(set)
    for domain, pages in by_domain.items():
        for side, into in (("article", rates[0]), ("furniture", rates[1])):
            tables = [getattr(page, side)[which] for page in pages]
            many = sum(sum(table.values()) for table in tables)
            for table in tables:
                for word, times in table.items():
                    into[word] += times / many / len(by_domain)
                    seen[word].add(domain)
    odds = {
        word: float(np.clip(np.log((rates[0][word] + rare) / (rates[1][word] + rare)), -MOST_ODDS, MOST_ODDS))
        for word, domains in seen.items()
        if len(domains) >= LEAST_DOMAINS
    }
    return {word: round(value, 2) for word, value in sorted(odds.items()) if abs(value) >= LEAST_ODDS}
