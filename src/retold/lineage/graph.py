"""The tree of a story: the chances of all steps between its states, the likeliest tree, and the outlets it credits."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import permutations

import numpy as np

from retold.lineage.clues import untrained_log_odds
from retold.lineage.credits import credit_strength, origin_credits
from retold.lineage.fixed import Fixed
from retold.lineage.kin import Kin, compare
from retold.lineage.outlets import names_article, same_outlet
from retold.lineage.pairs import Pairs
from retold.lineage.second_features import newly_explained
from retold.lineage.sentence_features import covers_of
from retold.lineage.states import State
from retold.lineage.step_features import Compared, compare_states
from retold.lineage.step_model import StepModel, Weighed, step_model, weigh_with
from retold.lineage.telling import Telling
from retold.lineage.traits import Reals
from retold.lineage.tree import NEVER, Floats, likeliest_tree, step_chances
from retold.model import Credit
from retold.settings import LineageSettings

_UNLIKELY = -4.0
"""Log-odds below which a step is not looked at any closer."""


@dataclass(frozen=True, slots=True)
class Outside:
    """An outlet that texts of the story credit and whose page is not in it; ``credits``: by state number."""

    name: str
    credits: Mapping[int, Credit]


@dataclass(frozen=True, slots=True)
class Tree:
    """States by number, then outside outlets, then the virtual root; the likeliest parents and all chances."""

    states: tuple[State, ...]
    outsides: tuple[Outside, ...]
    weighed: Weighed | None
    """None for a story of one state."""
    weights: Floats
    """Log-odds of every step; 0 is as likely as no parent in the pile."""
    parents: tuple[int, ...]
    chances: Floats
    common: Floats
    """Log-odds that two states go back to one original report."""
    _kin: dict[tuple[int, int], Kin] = field(default_factory=dict)

    @property
    def root(self) -> int:
        """The number of the virtual root."""
        return len(self.states) + len(self.outsides)

    @property
    def state_chances(self) -> Floats:
        """The chances of the steps between states; the last row is that of no parent among them."""
        count = len(self.states)
        found = np.zeros((count + 1, count + 1))
        found[:count, :count] = self.chances[:count, :count]
        found[count, :count] = 1 - found[:count, :count].sum(axis=0)
        return found

    def head(self, number: int) -> Telling:
        """The text that stands for a state."""
        return self.states[number][0]

    def outside(self, number: int) -> Outside | None:
        """The outside outlet with this node number, if it is one."""
        place = number - len(self.states)
        return self.outsides[place] if 0 <= place < len(self.outsides) else None

    def name(self, number: int) -> str:
        """The id of a node: of the first article of a state, or of an outside outlet."""
        outside = self.outside(number)
        return f"outside:{outside.name}" if outside else self.head(number).id

    def kin(self, parent: int, child: int) -> Kin:
        """Two states side by side; worked out when it is first asked for."""
        if (parent, child) not in self._kin:
            forth, back = compare(self.head(parent), self.head(child))
            self._kin[parent, child], self._kin[child, parent] = forth, back
        return self._kin[parent, child]

    def above(self, number: int) -> tuple[int, ...]:
        """All nodes from the parent of a node up to its origin."""
        found = []
        while (number := self.parents[number]) not in (-1, self.root):
            found.append(number)
        return tuple(found)


def direction(tree: Tree, parent: int, child: int) -> float:
    """How likely the step runs this way and not the other, given that there is one.

    The two texts alone say so, and the whole story: where they agree the more careful one counts, else their mean.
    """
    alone = probability(float(tree.weights[parent, child] - tree.weights[child, parent]))
    forth, back = float(tree.chances[parent, child]), float(tree.chances[child, parent])
    story = forth / (forth + back) if forth + back > 0 else alone
    return min(alone, story) if (alone >= 0.5) == (story >= 0.5) else (alone + story) / 2


def probability(log_odds: float) -> float:
    """Log-odds as a probability."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))


def grow_tree(states: Sequence[State], fixed: Fixed, settings: LineageSettings) -> Tree:
    """The likeliest tree over the states of a story, in which what a person has decided stands."""
    model = step_model()
    weighed = None
    if len(states) > 1:
        weighed = weigh_with(model.first, model.second, model.no_parent, compare_states(states, settings))
    return grow_from(states, weighed, model, fixed, settings)


def grow_from(
    states: Sequence[State], weighed: Weighed | None, model: StepModel, fixed: Fixed, settings: LineageSettings
) -> Tree:
    """The same from steps that are weighed already."""
    outsides = _outsides(states)
    root = len(states) + len(outsides)
    weights = np.full((root + 1, root + 1), NEVER)
    weights[root, :root] = 0.0
    added = np.zeros_like(weights)
    common = np.full((len(states), len(states)), -np.inf)
    nameless: set[int] = set()
    if weighed:
        shared = model.common_origin(weighed)
        pairs = weighed.compared.pairs
        common = pairs.matrix(shared, -np.inf).astype(np.float64)
        inside = _inside(weighed, states, settings) - model.no_parent
        weights[pairs.parents, pairs.children] = np.minimum(inside, shared)
        few = len(states) <= settings.few_states
        added[pairs.parents, pairs.children] = settings.in_a_small_pile if few else 0.0
        if few:
            for mixed, source in _put_together(weighed.compared, common, settings):
                weights[mixed, source] += settings.neither_explains
        nameless = _credit_to_the_nameless(weights, states, outsides, pairs, settings)
    _credit(weights, outsides, nameless, settings)
    fixed.hold(weights, len(states))
    parents = tuple(int(one) for one in likeliest_tree(weights))
    chances = step_chances((weights - added) * settings.temper)
    return Tree(tuple(states), outsides, weighed, weights, parents, chances, common)


def _outsides(states: Sequence[State]) -> tuple[Outside, ...]:
    """The credited outlets without a page in the story; several spellings of one name are one outlet."""
    everybody = [telling.article for state in states for telling in state]
    groups: list[tuple[list[str], dict[int, Credit]]] = []
    for number, state in enumerate(states):
        for credit in origin_credits(state[0].article):
            if any(names_article(credit.name, other) for other in everybody):
                continue
            group = next((one for one in groups if any(same_outlet(credit.name, name) for name in one[0])), None)
            if group is None:
                group = ([], {})
                groups.append(group)
            group[0].append(credit.name)
            group[1].setdefault(number, credit)
    return tuple(Outside(_shown_name(names), by) for names, by in groups)


def _shown_name(names: Sequence[str]) -> str:
    """The most frequent spelling without its article; of equals the longest."""
    bare = [name[4:] if name.lower().startswith("the ") else name for name in names]
    return max(bare, key=lambda one: (bare.count(one), len(one), one))


def _inside(weighed: Weighed, states: Sequence[State], settings: LineageSettings) -> Reals:
    """The log-odds of all pairs, with what the model does not know of: who is said to have said it, and few texts."""
    pairs = weighed.compared.pairs
    few = len(states) <= settings.few_states
    odds = weighed.log_odds + (settings.in_a_small_pile if few else 0.0)
    for place in np.flatnonzero(odds > _UNLIKELY).tolist():
        parent, child = states[pairs.parents[place]][0], states[pairs.children[place]][0]
        if few or (parent.sources and child.sources):
            kin = compare(parent, child)[0]
            odds[place] += untrained_log_odds(kin)
            if few and _neither_explains(kin, settings):
                odds[place] += settings.neither_explains
    return odds


def _put_together(compared: Compared, common: Floats, settings: LineageSettings) -> set[tuple[int, int]]:
    """Texts that hold much of two others of different origin, each with both; a tree would make them the source."""
    found: set[tuple[int, int]] = set()
    for child, one, two in permutations(range(len(common)), 3):
        covers = covers_of(compared.sentences, child)
        if covers is None or common[one, two] >= settings.common_origin:
            continue
        shares = [float(newly_explained(compared, child, *ends) @ covers.weight) for ends in ((one, two), (two, one))]
        if min(shares) >= settings.put_together:
            found |= {(child, one), (child, two)}
    return found


def _neither_explains(kin: Kin, settings: LineageSettings) -> bool:
    """True when each of two texts has specifics that the other lacks, and neither credit nor outlet ties them."""
    lost, gained = kin.unexchanged()
    child, parent = kin.child.article, kin.parent.article
    if credit_strength(child, parent) or (child.outlet and parent.outlet and same_outlet(child.outlet, parent.outlet)):
        return False
    return gained >= settings.neither and lost <= 2 * gained


def _credit_to_the_nameless(
    weights: Floats, states: Sequence[State], outsides: Sequence[Outside], pairs: Pairs, settings: LineageSettings
) -> set[int]:
    """A page that does not say whose it is, and has all that the child tells, may be the one that the child credits.

    The weight of the credit then speaks for that page; the children of which that holds are given back.
    """
    found: set[int] = set()
    crediting = {child for outside in outsides for child, one in outside.credits.items() if one.level == "article"}
    for parent, child in zip(pairs.parents.tolist(), pairs.children.tolist(), strict=True):
        page = states[parent][0].article
        if child in crediting and not page.outlet and not page.url and weights[parent, child] > _UNLIKELY:
            lost, gained = compare(states[parent][0], states[child][0])[0].unexchanged()
            if lost > gained == 0:
                weights[parent, child] += settings.outside_whole
                found.add(child)
    return found


def _credit(weights: Floats, outsides: Sequence[Outside], may_be_here: Set[int], settings: LineageSettings) -> None:
    """Puts the outlets outside the pile above the states that credit them, less surely where their page may be here.

    What they get is taken from having no parent at all: the model knows of the credits, and weighs pages of the pile
    against both together.
    """
    states = len(weights) - 1 - len(outsides)
    for place, outside in enumerate(outsides, states):
        for child, credit in outside.credits.items():
            whole = credit.level == "article" and child not in may_be_here
            weights[place, child] = settings.outside_whole if whole else settings.outside_part
    weights[states:, :states] -= np.logaddexp.reduce(weights[states:, :states], axis=0)
