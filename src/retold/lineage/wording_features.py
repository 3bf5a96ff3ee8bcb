"""What the wording of two states says about a step between them, seen beside all other states of the story."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from retold.lineage.pairs import Pairs
from retold.lineage.traits import FULL, PLAIN, Reals, Trait

Columns = dict[str, Reals]
"""A value for every pair under the name of the feature."""

_LEAST = np.float32(1e-6)


def wording_features(traits: Mapping[str, Trait], pairs: Pairs) -> Columns:
    """Shares, agreements, innovations and company of every pair.

    ``held``: share of the child's things that the parent has; ``kept``: share of the parent's that the child has;
    ``missing``: things that one has, a third state has, and the other lacks; ``alone``: things that nobody else has;
    ``only-two``, ``only-three``: shared things that no, or one, other state has.
    """
    columns: Columns = {}
    for kind in FULL:
        _full(kind, traits[kind], pairs, columns)
    for kind in PLAIN:
        trait = traits[kind]
        _shares(kind, trait, pairs, trait.shared(pairs.parents, pairs.children)[:, 0], columns)
    for kind in ("stems", "grams", "letters"):
        likeness = columns[f"{kind}.agree"]
        columns[f"{kind}.between"] = pairs.between(likeness, pairs.matrix(likeness, 0.0))
        columns[f"{kind}.rank"] = pairs.rank(likeness)
        columns[f"{kind}.nearest"] = likeness - pairs.best_parent(likeness)
        columns[f"{kind}.nearest-child"] = likeness - pairs.best_child(likeness)
    for kind in ("stems", "pairs", "grams", "words"):
        for name in ("held", "rare-held", "gain"):
            values = columns[f"{kind}.{name}"]
            columns[f"{kind}.{name}.top"] = values - pairs.best_parent(values)
    return columns


def _shares(kind: str, trait: Trait, pairs: Pairs, both: Reals, columns: Columns) -> None:
    parent, child = trait.size[pairs.parents], trait.size[pairs.children]
    columns[f"{kind}.held"] = both / np.maximum(child, 1)
    columns[f"{kind}.kept"] = both / np.maximum(parent, 1)
    columns[f"{kind}.agree"] = both / np.maximum(parent + child - both, 1)


def _full(kind: str, trait: Trait, pairs: Pairs, columns: Columns) -> None:
    weights = _weights(trait, pairs.states)
    own = np.asarray(trait.held @ weights, np.float32)
    both = trait.shared(pairs.parents, pairs.children, weights)
    parent, child = own[pairs.parents], own[pairs.children]
    _shares(kind, trait, pairs, both[:, 0], columns)
    of_child, of_parent = np.maximum(child[:, 0], 1), np.maximum(parent[:, 0], 1)
    columns |= {
        f"{kind}.child-missing": (child[:, 1] - both[:, 1]) / of_child,
        f"{kind}.parent-missing": (parent[:, 1] - both[:, 1]) / of_parent,
        f"{kind}.child-alone": (child[:, 0] - child[:, 1]) / of_child,
        f"{kind}.parent-alone": (parent[:, 0] - parent[:, 1]) / of_parent,
        f"{kind}.only-two": both[:, 2] / of_child,
        f"{kind}.only-three": both[:, 3] / of_child,
        f"{kind}.rare-held": both[:, 4] / np.maximum(child[:, 4], _LEAST),
        f"{kind}.rare-kept": both[:, 4] / np.maximum(parent[:, 4], _LEAST),
        f"{kind}.gain": (child[:, 5] - both[:, 5]) / of_child,
        f"{kind}.loss": (parent[:, 6] - both[:, 6]) / of_parent,
    }


def _weights(trait: Trait, states: int) -> Reals:
    """A column for each way to count a thing, by how many states hold it.

    All; held by others too; by two; by three; the rarer the more; log-chance of gaining it; log-chance of losing it.
    """
    holders = trait.holders
    return np.stack(
        [
            np.ones_like(holders),
            holders >= 2,
            holders == 2,
            holders == 3,
            1 / np.maximum(holders - 1, 0.5),
            np.log((holders - 0.7) / (states - 0.4)),
            np.log(1 - np.minimum(holders, states - 1) / (states + 0.3)),
        ],
        axis=1,
    ).astype(np.float32)
