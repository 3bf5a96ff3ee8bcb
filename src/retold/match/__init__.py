"""Articles -> matches: which articles share text, which tell one event in other words, and where.

Two nets. The first finds shared runs of words through an index of shingles, and gives passages and two exact shares.
The second finds articles that agree in rare words, names, figures and lead, for texts that were reworded throughout.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

from retold.match.index import Worded, number_words, sharing_pairs
from retold.match.likeness import Pile, likeness_clues
from retold.match.passages import Shared, shared_passages
from retold.model import Article, Clue, Match
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
    found: list[Match] = []
    for a, near in pile.near(settings.near_cosine, settings.popular_word):
        alike = literal.get(a, set())
        others = np.array(sorted(alike.union(near.tolist())), np.int64)
        for like in pile.compare(a, others) if len(others) else ():
            one, two = worded[a], worded[like.b]
            shared = shared_passages(one, two, content, settings) if like.b in alike else Shared(())
            same_outlet = articles[a].outlet is not None and articles[a].outlet == articles[like.b].outlet
            clues = likeness_clues(like, pile.shared_words(a, like.b)) + sharing_clues(shared, one, two, same_outlet)
            match = _match(one, two, shared, clues)
            if strength(match, settings) >= 0 or shared.longest() >= settings.telling_words:
                found.append(match)
    return tuple(found)


def strength(match: Match, settings: MatchSettings) -> float:
    """Log-odds that the two articles of a match are about one event: the sum of its clues."""
    return settings.before_clues + sum(clue.weight for clue in match.clues)


def sharing_clues(shared: Shared, a: Worded, b: Worded, same_outlet: bool) -> tuple[Clue, ...]:
    """What the shared words say about the event; words that are stock of an outlet or a firm say less."""
    if not shared.chains:
        return ()
    in_a, in_b = _share(shared, a), _share(shared, b)
    clues = [Clue("shared-words", round(10 * max(in_a, in_b), 2), _sharing_says(shared, in_a, in_b))]
    if max(in_a, in_b) < 0.5:
        if same_outlet:
            clues.append(
                Clue("house-words", -1.5, "Both are of one outlet, which may use the shared words everywhere.")
            )
        if shared.only_at_the_end(len(a.numbers), len(b.numbers)):
            clues.append(
                Clue("end-words", -1.5, "The shared words stand only at the end of both, as stock paragraphs do.")
            )
    return tuple(clues)


def _sharing_says(shared: Shared, in_a: float, in_b: float) -> str:
    return f"{shared.words()} words stand in both word for word: {in_a:.0%} of the one, {in_b:.0%} of the other."


def _share(shared: Shared, text: Worded) -> float:
    return shared.words() / len(text.numbers) if len(text.numbers) else 0.0


def _match(a: Worded, b: Worded, shared: Shared, clues: tuple[Clue, ...]) -> Match:
    in_a, in_b = _share(shared, a), _share(shared, b)
    kind: Literal["copy", "partial", "retelling"] = "retelling"
    if min(in_a, in_b) >= _COPY:
        kind = "copy"
    elif max(in_a, in_b) >= _PART:
        kind = "partial"
    return Match(a.id, b.id, kind, in_a, in_b, shared.passages(a, b), clues)
