"""Which sentences of a parent and a child belong together: same, edited, merged, split, moved, dropped, added.

Method (after Gale & Church 1993 for the dynamic programme over groups, Barzilay & Elhadad 2003 for the second pass
outside the order): identical sentences are anchors; between anchors a dynamic programme pairs groups of up to three
sentences with one; what is left over is matched anywhere. A sentence may join a merge only if it covers words that
the others do not (the coverage test), so a neighbour without a counterpart stays alone and is reported as dropped.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from retold.change.likeness import Unit, likeness, shared_weight, units_of, weigh
from retold.model import Alignment, Analysis, Article, Pair, PairOp
from retold.settings import ChangeSettings
from retold.text import fold

_ALL_PAIRS = 10_000
"""Up to a hundred sentences a side every pair is weighed (half a second); longer texts keep to identical sentences."""
_SHAPES = ((1, 1), (2, 1), (1, 2), (3, 1), (1, 3))


def align(parent: Article, child: Article, analyses: Mapping[str, Analysis], settings: ChangeSettings) -> Alignment:
    """How the sentences of ``child`` stand to those of ``parent``, with a pair for headline and credit lines too."""
    units = weigh(units_of(parent, analyses), units_of(child, analyses))
    pairs = sorted(_body_pairs(*units, settings), key=_reading_order)
    return Alignment(parent.id, child.id, (*_title_pair(parent, child), *_credit_pairs(parent, child), *pairs))


def _reading_order(pair: Pair) -> tuple[float, float]:
    """Order of the parent; an added sentence stands where the child has it, after its neighbours."""
    return (pair.parent[0], 0) if pair.parent else (math.inf, pair.child[0])


def _title_pair(parent: Article, child: Article) -> Iterator[Pair]:
    was, now = fold(parent.title or ""), fold(child.title or "")
    if was and now:
        yield Pair("same" if was == now else "edit", (), (), 1.0 if was == now else 0.0, "title")
    elif was or now:
        yield Pair("omit" if was else "add", (), (), 0.0, "title")


def _credit_pairs(parent: Article, child: Article) -> Iterator[Pair]:
    was = {fold(credit.name) for credit in parent.credits if credit.level == "article"}
    now = {fold(credit.name) for credit in child.credits if credit.level == "article"}
    for _ in was & now:
        yield Pair("same", (), (), 1.0, "credit")
    for _ in was - now:
        yield Pair("omit", (), (), 0.0, "credit")
    for _ in now - was:
        yield Pair("add", (), (), 0.0, "credit")


def _body_pairs(parent: Sequence[Unit], child: Sequence[Unit], settings: ChangeSettings) -> list[Pair]:
    anchors, moved = _anchors(parent, child)
    found = [Pair("move" if pair in moved else "same", (pair[0],), (pair[1],), 1.0) for pair in (*anchors, *moved)]
    scale = _Scale(parent, child, settings)
    for gap in _gaps(anchors, len(parent), len(child)):
        free_parent, free_child = _free(found, parent, child)
        inside = _Gap(
            [p for p in range(*gap.parent) if p in free_parent], [c for c in range(*gap.child) if c in free_child]
        )
        found += (_pair(group, others, parent, child) for group, others in _best_chain(inside, scale))
    for p, c in _anywhere(*_free(found, parent, child), parent, child, settings):
        found.append(Pair("move", (p,), (c,), likeness((parent[p],), (child[c],))))
    for p, c in _between(found, parent, child):
        found.append(Pair("edit", (p,), (c,), likeness((parent[p],), (child[c],))))
    free_parent, free_child = _free(found, parent, child)
    found += (Pair("omit", (p,), (), 0.0) for p in free_parent)
    found += (Pair("add", (), (c,), 0.0) for c in free_child)
    return found


def _free(found: Sequence[Pair], parent: Sequence[Unit], child: Sequence[Unit]) -> tuple[set[int], set[int]]:
    """The sentences of both texts that are in no pair."""
    taken_parent = {p for pair in found for p in pair.parent}
    taken_child = {c for pair in found for c in pair.child}
    return set(range(len(parent))) - taken_parent, set(range(len(child))) - taken_child


def _pair(group: tuple[int, ...], others: tuple[int, ...], parent: Sequence[Unit], child: Sequence[Unit]) -> Pair:
    was, now = tuple(parent[p] for p in group), tuple(child[c] for c in others)
    op: PairOp = "merge" if len(group) > 1 else "split" if len(others) > 1 else "edit"
    if op == "edit" and was[0].plain == now[0].plain:
        op = "same"
    return Pair(op, group, others, likeness(was, now))


# ------------------------------------------------------------------------------------------------------------ anchors


def _anchors(parent: Sequence[Unit], child: Sequence[Unit]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Identical sentences that are unique on both sides: those in the main order, and those that moved.

    The main order is the heaviest chain over all sentences that are each other's best counterpart, so that one moved
    sentence does not make its neighbours look moved.
    """
    once_parent = Counter(unit.plain for unit in parent)
    once_child = Counter(unit.plain for unit in child)
    where = {unit.plain: c for c, unit in enumerate(child) if once_child[unit.plain] == 1}
    equal = [
        (p, where[unit.plain]) for p, unit in enumerate(parent) if once_parent[unit.plain] == 1 and unit.plain in where
    ]
    alike = _mutual_best(parent, child) if len(parent) * len(child) <= _ALL_PAIRS else {}
    chain = set(_heaviest_chain(sorted({**alike, **dict.fromkeys(equal, 1.0)}.items())))
    return [pair for pair in equal if pair in chain], [pair for pair in equal if pair not in chain]


def _mutual_best(parent: Sequence[Unit], child: Sequence[Unit]) -> dict[tuple[int, int], float]:
    """Pairs of sentences that are each other's best counterpart, with their likeness."""
    scored = {
        (p, c): likeness((was,), (now,))
        for p, was in enumerate(parent)
        for c, now in enumerate(child)
        if was.heading == now.heading
    }
    best_of_parent = {p: max(range(len(child)), key=lambda c: scored.get((p, c), 0.0)) for p in range(len(parent))}
    best_of_child = {c: max(range(len(parent)), key=lambda p: scored.get((p, c), 0.0)) for c in range(len(child))}
    return {
        (p, c): scored[p, c]
        for p, c in best_of_parent.items()
        if best_of_child[c] == p and scored.get((p, c), 0.0) >= 0.5
    }


def _heaviest_chain(pairs: list[tuple[tuple[int, int], float]]) -> list[tuple[int, int]]:
    """The chain of pairs, increasing on both sides, with the highest sum of weights."""
    best: list[tuple[float, int]] = []  # (sum, predecessor) per pair
    for i, ((p, c), weight) in enumerate(pairs):
        before = [(best[k][0], k) for k in range(i) if pairs[k][0][0] < p and pairs[k][0][1] < c]
        total, previous = max(before, default=(0.0, -1))
        best.append((total + weight, previous))
    at = max(range(len(pairs)), key=lambda i: best[i][0], default=-1)
    chain: list[tuple[int, int]] = []
    while at >= 0:
        chain.append(pairs[at][0])
        at = best[at][1]
    return chain[::-1]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Sentences between two anchors, as ranges on both sides."""

    parent: tuple[int, int]
    child: tuple[int, int]


def _gaps(anchors: list[tuple[int, int]], parents: int, children: int) -> Iterator[_Stretch]:
    for (p, c), (q, d) in pairwise([(-1, -1), *anchors, (parents, children)]):
        if q - p > 1 and d - c > 1:
            yield _Stretch((p + 1, q), (c + 1, d))


# -------------------------------------------------------------------------------------------------- dynamic programme


@dataclass(frozen=True, slots=True)
class _Gap:
    """The sentence numbers still free between two anchors."""

    parent: list[int]
    child: list[int]


Group = tuple[tuple[int, ...], tuple[int, ...]]


def _best_chain(gap: _Gap, scale: _Scale) -> list[Group]:
    """The groups, in order, with the highest sum of gains; leaving a sentence alone costs nothing."""
    rows, columns = len(gap.parent), len(gap.child)
    score = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    step: dict[tuple[int, int], tuple[int, int]] = {}
    for i, j in product(range(rows + 1), range(columns + 1)):
        options = [(score[i - 1][j], (1, 0))] if i else []
        options += [(score[i][j - 1], (0, 1))] if j else []
        for high, wide in _SHAPES:
            if i >= high and j >= wide:
                group, others = tuple(gap.parent[i - high : i]), tuple(gap.child[j - wide : j])
                gain = scale.gain(group, others)
                if gain > 0:
                    options.append((score[i - high][j - wide] + gain, (high, wide)))
        if options:
            score[i][j], step[i, j] = max(options)
    return _walk_back(gap, step)


def _walk_back(gap: _Gap, step: dict[tuple[int, int], tuple[int, int]]) -> list[Group]:
    i, j = len(gap.parent), len(gap.child)
    found: list[Group] = []
    while i or j:
        high, wide = step[i, j]
        if high and wide:
            found.append((tuple(gap.parent[i - high : i]), tuple(gap.child[j - wide : j])))
        i, j = i - high, j - wide
    return found[::-1]


class _Scale:
    """Weighs groups of sentences against each other; what two single sentences share is weighed once."""

    def __init__(self, parent: Sequence[Unit], child: Sequence[Unit], settings: ChangeSettings) -> None:
        self._parent, self._child, self._settings = parent, child, settings
        self._single: dict[tuple[int, int], float] = {}

    def gain(self, group: tuple[int, ...], others: tuple[int, ...]) -> float:
        """How much is won by pairing: shared word weight above the least likeness that counts as a pair."""
        was, now = tuple(self._parent[p] for p in group), tuple(self._child[c] for c in others)
        kinds = {unit.heading for unit in (*was, *now)}
        several = len(was) + len(now) > 2
        if len(kinds) > 1 or (kinds == {True} and several) or (several and not self._may_cover(group, others)):
            return -math.inf
        total = sum(unit.weight for unit in (*was, *now))
        if several and not self._each_covers(was, now):
            return -math.inf
        shared = shared_weight(was, now) if several else self._shared(group[0], others[0])
        return 2 * shared - self._settings.least_likeness * total

    def _shared(self, p: int, c: int) -> float:
        if (p, c) not in self._single:
            self._single[p, c] = shared_weight((self._parent[p],), (self._child[c],))
        return self._single[p, c]

    def _may_cover(self, group: tuple[int, ...], others: tuple[int, ...]) -> bool:
        """False when a sentence shares too little by itself: what it covers beside others can only be less."""
        least = self._settings.least_cover
        if len(group) > 1:
            return all(self._shared(p, others[0]) >= least * self._parent[p].weight for p in group)
        return all(self._shared(group[0], c) >= least * self._child[c].weight for c in others)

    def _each_covers(self, was: tuple[Unit, ...], now: tuple[Unit, ...]) -> bool:
        """The coverage test: every sentence on the side of several covers words of the other that the rest does not."""
        several, one = (was, now) if len(was) > 1 else (now, was)
        whole = shared_weight(several, one)
        for i, unit in enumerate(several):
            rest = several[:i] + several[i + 1 :]
            if whole - shared_weight(rest, one) < self._settings.least_cover * unit.weight:
                return False
        return True


# ------------------------------------------------------------------------------------------------------------ between


def _between(found: Sequence[Pair], parent: Sequence[Unit], child: Sequence[Unit]) -> list[tuple[int, int]]:
    """Lone sentences at one place of both texts, between neighbours that are paired: one is the other, told anew.

    Only the place speaks for these, so both must be of one size, about.
    """
    free_parent, free_child = _free(found, parent, child)
    last = {-1: -1} | {p: max(pair.child) for pair in found for p in pair.parent}
    first = {len(parent): len(child)} | {p: min(pair.child) for pair in found for p in pair.parent}
    pairs: list[tuple[int, int]] = []
    for p in sorted(free_parent):
        c = last.get(p - 1, -2) + 1
        if c in free_child and first.get(p + 1) == c + 1 and _of_one_size(parent[p], child[c]):
            pairs.append((p, c))
    return [(p, c) for p, c in pairs if parent[p].heading == child[c].heading]


def _of_one_size(was: Unit, now: Unit) -> bool:
    return min(was.weight, now.weight) * 2 >= max(was.weight, now.weight)


# ---------------------------------------------------------------------------------------------------------- anywhere


def _anywhere(
    free_parent: set[int], free_child: set[int], parent: Sequence[Unit], child: Sequence[Unit], settings: ChangeSettings
) -> list[tuple[int, int]]:
    """Leftover sentences that are alike enough wherever they stand, the best pair first."""
    scored = sorted(
        (
            (likeness((parent[p],), (child[c],)), -p, -c)
            for p, c in product(free_parent, free_child)
            if parent[p].heading == child[c].heading
        ),
        reverse=True,
    )
    taken: list[tuple[int, int]] = []
    for score, p, c in scored:
        if score < settings.least_moved_likeness:
            break
        if all(-p != was and -c != now for was, now in taken):
            taken.append((-p, -c))
    return taken
