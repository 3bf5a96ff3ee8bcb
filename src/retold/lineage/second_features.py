"""What speaks for a second parent: a state that explains sentences of a child which its first parent does not have."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from retold.lineage.sentence_features import HALF, WHOLE, covers_of
from retold.lineage.step_features import Compared
from retold.lineage.traits import Flags, Reals, Whole
from retold.lineage.tree import Floats, Ints
from retold.lineage.wording_features import Columns

EXPLAINED = 0.7
"""Share of a sentence's stems that must stand in one sentence of another text to be taken from there."""
_KINDS = ("stems", "pairs", "grams", "specifics")
_KEPT = ("clock.order", "credit.forth", "credit.back", "house.same", "length.ratio", "lines.whole", "lines.order")
_NEVER = -12.0


@dataclass(frozen=True, slots=True)
class Seconds:
    """Possible second parents: numbers of pairs, and for each the first parent of the child."""

    pairs: Whole
    firsts: Whole


def possible_seconds(compared: Compared, parents: Ints) -> Seconds:
    """Every weighed pair whose child has another parent among the states."""
    pairs = compared.pairs
    first = parents[pairs.children]
    found = np.flatnonzero((first < pairs.states) & (first != pairs.parents))
    return Seconds(found, first[found])


def second_features(compared: Compared, log_odds: Reals, chances: Floats, seconds: Seconds) -> Columns:
    """Values for every possible second parent; ``log_odds`` of all pairs, ``chances`` of all steps over all trees."""
    pairs = compared.pairs
    q, p, c = pairs.parents[seconds.pairs], seconds.firsts, pairs.children[seconds.pairs]
    odds = pairs.matrix(log_odds, _NEVER)
    columns: Columns = {
        "odds.forth": odds[q, c],
        "odds.back": odds[c, q],
        "odds.lead": odds[q, c] - odds[p, c],
        "odds.to-first": odds[q, p],
        "odds.from-first": odds[p, q],
        "chance.forth": chances[q, c],
        "chance.back": chances[c, q],
        "chance.to-first": chances[q, p],
        "chance.from-first": chances[p, q],
        "chance.first": chances[p, c],
        "chance.no-parent": chances[pairs.states, c],
    }
    columns |= _gains(compared, seconds)
    for kind in _KINDS:
        trait = compared.traits[kind]
        all_three = trait.shared_by_three(q, c, p)
        with_q, with_p = trait.shared(q, c)[:, 0], trait.shared(p, c)[:, 0]
        size = np.maximum(trait.size[c], 1)
        columns[f"{kind}.beside-first"] = (with_q - all_three) / size
        columns[f"{kind}.beside-second"] = (with_p - all_three) / size
        columns[f"{kind}.together"] = (with_q + with_p - all_three) / size
    return columns | {name: compared.columns[name][seconds.pairs] for name in _KEPT}


def newly_explained(compared: Compared, child: int, first: int, second: int) -> Flags:
    """For each sentence of a child whether the second parent has it and the first has not."""
    covers = covers_of(compared.sentences, child)
    if covers is None:
        return np.zeros(0, np.bool_)
    found: Flags = (covers.cover[:, second] >= EXPLAINED) & (covers.cover[:, first] < HALF)
    return found


def _gains(compared: Compared, seconds: Seconds) -> Columns:
    pairs = compared.pairs
    names = ("gain", "gain.whole", "gain.soft", "first.own", "both", "gain.lead", "gain.longest")
    found: Columns = {name: np.zeros(len(seconds.pairs), np.float32) for name in names}
    children = pairs.children[seconds.pairs]
    for child in np.unique(children):
        covers = covers_of(compared.sentences, int(child))
        if covers is None:
            continue
        here = np.flatnonzero(children == child)
        second, first = covers.cover[:, pairs.parents[seconds.pairs[here]]], covers.cover[:, seconds.firsts[here]]
        weight = covers.weight[:, None]
        new = (second >= EXPLAINED) & (first < HALF)
        soft = (np.maximum(0, second - first) * weight).sum(axis=0)
        found["gain"][here] = (new * weight).sum(axis=0)
        found["gain.whole"][here] = (((second >= WHOLE) & (first < HALF)) * weight).sum(axis=0)
        found["gain.soft"][here] = soft
        found["gain.lead"][here] = soft - soft.max()
        found["gain.longest"][here] = _longest_run(new)
        found["first.own"][here] = (((first >= EXPLAINED) & (second < HALF)) * weight).sum(axis=0)
        found["both"][here] = (((first >= EXPLAINED) & (second >= EXPLAINED)) * weight).sum(axis=0)
    return found


def _longest_run(flags: Flags) -> Reals:
    """The most rows in a row that are set, in every column."""
    run = np.zeros(flags.shape[1], np.float32)
    longest = run.copy()
    for row in flags:
        run = (run + 1) * row
        longest = np.maximum(longest, run)
    return longest
