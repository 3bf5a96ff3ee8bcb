"""Articles -> matches: which articles share text, which tell one event in other words, and where.

Two nets. The first finds shared runs of words through an index of shingles, and gives passages and two exact shares.
The second finds articles that agree in rare words, names, figures and lead, for texts that were reworded throughout.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

from retold.match.clues import LITTLE, MUCH, sharing_clues, time_clues
from retold.match.index import number_words, sharing_pairs
from retold.match.likeness import Likeness, Pile, likeness_clues
from retold.match.passages import Shared, seed, shared_passages
from retold.model import Article, Match
from retold.settings import MatchSettings

_COPY = 0.9
_PART = 0.1


def match_articles(articles: Sequence[Article], settings: MatchSettings) -> tuple[Match, ...]:
    """Every pair of articles that share text or tell the same event, with shares, passages and reasons."""
    worded, known = number_words(articles)
    pile = Pile(worded, known)
    content = np.array(known.content, np.bool_)
    literal: dict[int, set[int]] = {}
    for a, b in sharing_pairs(worded, settings.shingle_words, settings.least_shingles, settings.popular_shingle):
        literal.setdefault(a, set()).add(b)
    seeded = [seed(text, settings.seed_words) for text in worded]
    found: list[Match] = []
    for a, near in pile.near(settings.near_cosine, settings.popular_word):
        others = sorted(literal.get(a, set()).union(near.tolist()))
        for b, like in zip(others, pile.compare(a, np.array(others, np.int64)), strict=True):
            shared = Shared(worded[a], worded[b], ())
            if b in literal.get(a, ()):
                shared = shared_passages(seeded[a], seeded[b], content, settings)
            match = _match((articles[a], articles[b]), shared, like, pile)
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
