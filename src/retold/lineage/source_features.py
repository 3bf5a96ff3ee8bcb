"""What clocks, credits and outlets say about a step between two states."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from retold.lineage.clock import moment
from retold.lineage.credits import credit_strength, origin_credits
from retold.lineage.outlets import names_article, same_outlet
from retold.lineage.pairs import Pairs
from retold.lineage.states import State
from retold.lineage.traits import Flags, Reals
from retold.lineage.wording_features import Columns
from retold.model import Article, DateBasis

_PRECISION = {"second": 3, "minute": 2, "day": 1, "month": 1, "year": 1, "none": 0}
_INFERRED: frozenset[DateBasis] = frozenset(["inferred", "url"])
_MINUTE = 60.0


def source_features(states: Sequence[State], pairs: Pairs) -> Columns:
    """Values for every pair; without clocks and credits they are all zero."""
    return _clocks(states, pairs) | _credits(states, pairs) | _houses(states, pairs)


def _clocks(states: Sequence[State], pairs: Pairs) -> Columns:
    dates = [state[0].article.date for state in states]
    spans = [moment(date) for date in dates]
    begin = np.array([span[0].timestamp() if span else np.nan for span in spans])
    end = np.array([span[1].timestamp() if span else np.nan for span in spans])
    precision = np.array([_PRECISION[date.precision] if span else 0 for date, span in zip(dates, spans, strict=True)])
    shaky = np.array([bool(date.conflicts) or date.basis in _INFERRED for date in dates])
    first = np.nanmin(begin) if any(spans) else 0.0
    p, c = pairs.parents, pairs.children
    lag = (begin[c] - begin[p]) / _MINUTE
    order = (end[p] <= begin[c]).astype(np.float32) - (end[c] <= begin[p])
    since = np.nan_to_num(np.log1p((begin - first) / _MINUTE), nan=-1.0)
    return {
        "clock.order": order,
        "clock.lag": np.nan_to_num(np.sign(lag) * np.log1p(np.abs(lag))),
        "clock.parent": precision[p],
        "clock.child": precision[c],
        "clock.shaky": shaky[p].astype(np.float32) + shaky[c],
        "clock.parent-since": since[p],
        "clock.child-since": since[c],
        "clock.earlier": _earlier(begin)[p],
        "clock.earlier-child": _earlier(begin)[c],
    }


def _earlier(begin: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Reals:
    """How many states are dated before each."""
    known = np.sort(begin[~np.isnan(begin)])
    return np.where(np.isnan(begin), -1, np.searchsorted(known, np.nan_to_num(begin), side="left")).astype(np.float32)


def _credits(states: Sequence[State], pairs: Pairs) -> Columns:
    strength = _credit_table(states)
    p, c = pairs.parents, pairs.children
    forth = strength[p, c]
    named = [{one.name for telling in state for one in origin_credits(telling.article)} for state in states]
    everybody = [telling.article for state in states for telling in state]
    absent = [
        {name for name in names if not any(names_article(name, article) for article in everybody)} for names in named
    ]
    count, away = np.array([len(names) for names in named]), np.array([len(names) for names in absent])
    # A page that does not say whose it is may be the one that is credited.
    nameless = np.array([all(not one.article.outlet and not one.article.url for one in state) for state in states])
    followers = (strength > 0).sum(axis=1)
    return {
        "credit.forth": forth,
        "credit.back": strength[c, p],
        "credit.elsewhere": ((strength.max(axis=0)[c] > 0) & (forth == 0)).astype(np.float32),
        "credit.parent-names": np.minimum(count[p], 3),
        "credit.child-names": np.minimum(count[c], 3),
        "credit.parent-absent": np.minimum(away[p], 3),
        "credit.child-absent": np.minimum(np.where(nameless[p], 0, away[c]), 3),
        "credit.both-absent": _common(absent)[p, c],
        "credit.parent-followers": followers[p],
        "credit.child-followers": followers[c],
    }


def _credit_table(states: Sequence[State]) -> Reals:
    """How strongly each state (column) credits an outlet of each state (row)."""
    table = np.zeros((len(states), len(states)), np.float32)
    crediting = [(at, one.article) for at, state in enumerate(states) for one in state if one.article.credits]
    for child, article in crediting:
        for parent, state in enumerate(states):
            if parent != child:
                best = max(credit_strength(article, other.article) for other in state)
                table[parent, child] = max(table[parent, child], best)
    return table


def _common(names: Sequence[set[str]]) -> Flags:
    """Which two states name one and the same outlet."""
    found = np.zeros((len(names), len(names)), np.bool_)
    holding = [at for at, one in enumerate(names) if one]
    for at in holding:
        for other in holding:
            found[at, other] = any(same_outlet(one, two) for one in names[at] for two in names[other])
    return found


def _houses(states: Sequence[State], pairs: Pairs) -> Columns:
    outlets: list[str] = []
    house = np.array([_house(state[0].article, outlets) for state in states])
    corrects = np.array([state[0].corrects for state in states], np.float32)
    letters = np.log1p(np.array([len(state[0].folded) for state in states], np.float32))
    copies = np.array([len(state) for state in states], np.float32)
    p, c = pairs.parents, pairs.children
    return {
        "house.same": ((house[p] == house[c]) & (house[p] >= 0)).astype(np.float32),
        "house.corrects": corrects[c] - corrects[p],
        "length.ratio": letters[p] - letters[c],
        "length.child": letters[c],
        "copies.parent": copies[p],
        "copies.child": copies[c],
        "story.states": np.full(len(p), pairs.states, np.float32),
    }


def _house(article: Article, outlets: list[str]) -> int:
    """The number of the article's outlet among those seen so far; -1 when it names none."""
    if not article.outlet:
        return -1
    for number, outlet in enumerate(outlets):
        if same_outlet(outlet, article.outlet):
            return number
    outlets.append(article.outlet)
    return len(outlets) - 1
