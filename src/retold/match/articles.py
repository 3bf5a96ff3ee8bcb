"""Articles -> matches: which articles share text, which tell one event in other words, and where.

Two nets. The first finds shared runs of words through an index of shingles, and gives passages and two exact shares.
The second finds articles that agree in rare words, names, figures and lead, for texts that were reworded throughout.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from retold.match.arrays import Flags
from retold.match.clues import LITTLE, MUCH, sharing_clues, time_clues
from retold.match.index import number_words, sharing_pairs
from retold.match.likeness import Likeness, Pile, likeness_clues
from retold.match.passages import Seeded, Shared, seed, shared_passages
from retold.model import Article, Match
from retold.settings import MatchSettings

_COPY = 0.9
_PART = 0.1


@dataclass(frozen=True, slots=True)
class Prepared:
    """A pile of articles made ready for matching, once for all its pairs."""

    articles: Sequence[Article]
    pile: Pile
    literal: dict[int, set[int]]
    """For each article, by its place, the later ones that share runs of words with it."""
    seeded: Sequence[Seeded]
    content: Flags


def match_articles(articles: Sequence[Article], settings: MatchSettings) -> tuple[Match, ...]:
    """Every pair of articles that share text or tell the same event, with shares, passages and reasons."""
    return match_some(prepare(articles, settings), range(len(articles)), settings)


def prepare(articles: Sequence[Article], settings: MatchSettings) -> Prepared:
    """A pile ready for ``match_some``."""
    worded, known = number_words(articles)
    literal: dict[int, set[int]] = {}
    for a, b in sharing_pairs(worded, settings.shingle_words, settings.least_shingles, settings.popular_shingle):
        literal.setdefault(a, set()).add(b)
    seeded = [seed(text, settings.seed_words) for text in worded]
    return Prepared(articles, Pile(worded, known), literal, seeded, np.array(known.content, np.bool_))


def match_some(ready: Prepared, wanted: range, settings: MatchSettings) -> tuple[Match, ...]:
    """The matches of some articles, by their places in the pile, each with those after it."""
    found: list[Match] = []
    for a, near in ready.pile.near(settings.near_cosine, settings.popular_word, wanted):
        others = sorted(ready.literal.get(a, set()).union(near.tolist()))
        for b, like in zip(others, ready.pile.compare(a, np.array(others, np.int64)), strict=True):
            left, right = ready.seeded[a], ready.seeded[b]
            shared = Shared(left.text, right.text, ())
            if b in ready.literal.get(a, ()):
                shared = shared_passages(left, right, ready.content, settings)
            match = _match((ready.articles[a], ready.articles[b]), shared, like, ready.pile)
            if strength(match, settings) >= 0 or shared.longest >= settings.telling_words:
                found.append(match)
    return tuple(found)


def strength(match: Match, settings: MatchSettings) -> float:
    """Log-odds that the two articles of a match are about one event: the sum of its clues."""
    return settings.before_clues + sum(clue.weight for clue in match.clues)


def _match(pair: tuple[Article, Article], shared: Shared, like: Likeness, pile: Pile) -> Match:
    if LITTLE <= max(shared.share_a, shared.share_b) < MUCH:
        like = pile.compare_rest((like.a, shared.beside_a()), (like.b, shared.beside_b()))
    kind: Literal["copy", "partial", "retelling"] = "retelling"
    if min(shared.share_a, shared.share_b) >= _COPY:
        kind = "copy"
    elif max(shared.share_a, shared.share_b) >= _PART:
        kind = "partial"
    clues = (
        *likeness_clues(like, pile.shared_words(like.a, like.b)),
        *sharing_clues(shared, *pair),
        *time_clues(*pair),
    )
    return Match(pair[0].id, pair[1].id, kind, shared.share_a, shared.share_b, shared.passages(), clues)
