"""The tree of a story: weights between its texts and the outlets they credit, the likeliest tree, and its certainty."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from retold.lineage.clues import Case, Company, weigh, weigh_siblings
from retold.lineage.credits import origin_credits
from retold.lineage.kin import Kin, compare
from retold.lineage.outlets import names_article, same_outlet
from retold.lineage.telling import Telling
from retold.lineage.tree import NEVER, Floats, likeliest_tree, step_chances
from retold.model import Clue, Credit
from retold.settings import LineageSettings

CLOSE = 0.7
"""Share of a sentence's telling words that must stand in one sentence of another text to be taken from there."""


@dataclass(frozen=True, slots=True)
class Outside:
    """An outlet that texts of the story credit and whose page is not in it; ``credits``: by text number."""

    name: str
    credits: Mapping[int, Credit]


@dataclass(frozen=True, slots=True)
class Bond:
    """A possible step between two texts of the story, weighed."""

    kin: Kin
    weight: float
    clues: tuple[Clue, ...]
    siblings: float
    """Log-odds that both come from one text that is not in the pile."""


@dataclass(frozen=True, slots=True)
class Tree:
    """Texts by number, then outside outlets, then the virtual root; the likeliest parents and all chances."""

    heads: tuple[Telling, ...]
    outsides: tuple[Outside, ...]
    bonds: Mapping[tuple[int, int], Bond]
    weights: Floats
    parents: tuple[int, ...]
    chances: Floats
    temper: float

    @property
    def root(self) -> int:
        """The number of the virtual root."""
        return len(self.heads) + len(self.outsides)

    def outside(self, number: int) -> Outside | None:
        """The outside outlet with this node number, if it is one."""
        place = number - len(self.heads)
        return self.outsides[place] if 0 <= place < len(self.outsides) else None

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
    alone = probability(float(tree.weights[parent, child] - tree.weights[child, parent]) * tree.temper)
    forth, back = float(tree.chances[parent, child]), float(tree.chances[child, parent])
    story = forth / (forth + back) if forth + back > 0 else alone
    return min(alone, story) if (alone >= 0.5) == (story >= 0.5) else (alone + story) / 2


def probability(log_odds: float) -> float:
    """Log-odds as a probability."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))


def grow_tree(
    heads: Sequence[Telling],
    everybody: Sequence[Telling],
    pairs: Iterable[tuple[int, int]],
    names: Mapping[str, str],
    settings: LineageSettings,
) -> Tree:
    """The likeliest tree over the texts of a story; ``pairs`` are the text numbers that are worth comparing."""
    bonds = _bonds(heads, pairs, _company(heads, names))
    outsides = _outsides(heads, everybody)
    weights = _weights(heads, outsides, bonds, settings)
    parents = likeliest_tree(weights)
    chances = step_chances(weights * settings.temper)
    return Tree(tuple(heads), outsides, bonds, weights, tuple(int(one) for one in parents), chances, settings.temper)


def _company(heads: Sequence[Telling], names: Mapping[str, str]) -> Company:
    stems: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for telling in heads:
        stems.update(telling.stems)
        pairs.update(telling.pairs)
    return Company(stems, pairs, names)


def _bonds(heads: Sequence[Telling], pairs: Iterable[tuple[int, int]], company: Company) -> dict[tuple[int, int], Bond]:
    bonds: dict[tuple[int, int], Bond] = {}
    for one, two in pairs:
        forth, back = compare(heads[one], heads[two])
        for place, kin in (((one, two), forth), ((two, one), back)):
            case = Case(kin, company)
            weight, clues = weigh(case)
            bonds[place] = Bond(kin, weight, clues, weigh_siblings(case))
    return bonds


def _outsides(heads: Sequence[Telling], everybody: Sequence[Telling]) -> tuple[Outside, ...]:
    """The credited outlets without a page in the story; several spellings of one name are one outlet."""
    groups: list[tuple[list[str], dict[int, Credit]]] = []
    for number, telling in enumerate(heads):
        for credit in origin_credits(telling.article):
            if any(names_article(credit.name, other.article) for other in everybody):
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


def _weights(
    heads: Sequence[Telling],
    outsides: Sequence[Outside],
    bonds: Mapping[tuple[int, int], Bond],
    settings: LineageSettings,
) -> Floats:
    root = len(heads) + len(outsides)
    weights = np.full((root + 1, root + 1), NEVER)
    weights[root, :root] = 0.0
    for (parent, child), bond in bonds.items():
        weights[parent, child] = bond.weight
    for child, sources in _mixed(heads, bonds, settings):
        for source in sources:
            weights[child, source] = min(weights[child, source], settings.split)
    for place, outside in enumerate(outsides):
        for child in range(len(heads)):
            credit = outside.credits.get(child)
            if credit:
                weights[len(heads) + place, child] = settings.outside_whole if _whole(credit) else settings.outside_part
            else:
                shared = [_beside(bonds, one, child) for one in outside.credits if (one, child) in bonds]
                weights[len(heads) + place, child] = max(shared, default=NEVER)
    return weights


def _mixed(
    heads: Sequence[Telling], bonds: Mapping[tuple[int, int], Bond], settings: LineageSettings
) -> list[tuple[int, set[int]]]:
    """Texts that hold much of two others which have nothing to do with each other and each have more than is there.

    Such a text was put together from the two. A tree would have it the other way round: both taken out of the one.
    """
    found: list[tuple[int, set[int]]] = []
    for child in range(len(heads)):
        givers = [one for one in range(len(heads)) if _gives(heads, bonds, one, child, settings)]
        lines = {one: {link.child.number for link in bonds[one, child].kin.links} for one in givers}
        sources = {
            one
            for one in givers
            for two in givers
            if one != two and not lines[one] & lines[two] and not _related(bonds, one, two)
        }
        if sources:
            found.append((child, sources))
    return found


def _gives(
    heads: Sequence[Telling], bonds: Mapping[tuple[int, int], Bond], giver: int, child: int, settings: LineageSettings
) -> bool:
    """True when much of the child may come from the giver, and the giver has something that the child lacks."""
    if (giver, child) not in bonds or bonds[child, giver].kin.explained >= settings.more_to_tell:
        return False
    close = [link.child.size for link in bonds[giver, child].kin.links if link.cover >= CLOSE]
    return len(close) > 1 and sum(close) >= settings.second_parent * sum(line.size for line in heads[child].lines)


def _related(bonds: Mapping[tuple[int, int], Bond], one: int, two: int) -> bool:
    return (one, two) in bonds and max(bonds[one, two].siblings, bonds[two, one].siblings) > 0


def _beside(bonds: Mapping[tuple[int, int], Bond], credited: int, child: int) -> float:
    """Log-odds that a text comes from the source of another that names it; less where the other may come from it."""
    back = bonds[child, credited].weight - bonds[credited, child].weight
    return bonds[credited, child].siblings - max(0.0, back)


def _whole(credit: Credit) -> bool:
    return credit.level == "article"
