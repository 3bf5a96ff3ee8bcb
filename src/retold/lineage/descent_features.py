"""What the rest of the tree says about a step: the second look, once a first one has weighed all pairs.

A parent's own likely parent tells descent from brotherhood: what the parent changed and the child carries on speaks for
the step; what the child has of the grandparent, and the parent lost, speaks against it (shared innovations, the method
of textual criticism).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from retold.lineage.pairs import Pairs
from retold.lineage.traits import FULL, Reals, Trait, Whole
from retold.lineage.tree import NEVER, Floats, step_chances
from retold.lineage.wording_features import Columns

_KINDS = (*FULL[:3], "specifics", "sentences")
_NEVER = -12.0
"""Log-odds shown for a pair that was not weighed."""


def story_weights(pairs: Pairs, log_odds: Reals, root: float) -> Floats:
    """The log-odds of all steps as the table that trees are grown from; the last row is the virtual root."""
    weights = np.full((pairs.states + 1, pairs.states + 1), NEVER)
    weights[pairs.parents, pairs.children] = log_odds
    weights[pairs.states, : pairs.states] = root
    return weights


def descent_features(traits: Mapping[str, Trait], pairs: Pairs, log_odds: Reals, root: float) -> Columns:
    """Values for every pair, from the log-odds that the first look gave and the trees that they make likely."""
    count = pairs.states
    chances = step_chances(story_weights(pairs, log_odds, root))
    inside = chances[:count, :count].copy()
    np.fill_diagonal(inside, -1.0)
    p, c = pairs.parents, pairs.children
    ranked = np.argsort(-inside, axis=0, kind="stable")
    above = _likely_parent(ranked, p, c)
    chance = chances[p, c]
    columns: Columns = {
        "first.log-odds": log_odds,
        "first.back": log_odds[pairs.reversed],
        "tree.chance": chance,
        "tree.back": chances[c, p],
        "tree.child-root": chances[count, c],
        "tree.parent-root": chances[count, p],
        "tree.lead": chance - inside[_likely_parent(ranked, c, p), c],
        "tree.above": inside[above, p],
        "tree.through": inside[above, p] * chance,
        "tree.above-child": np.where(above == c, _NEVER, pairs.matrix(log_odds, _NEVER)[above, c]),
        "tree.parent-children": inside.clip(0).sum(axis=1)[p],
        "tree.child-children": inside.clip(0).sum(axis=1)[c],
    }
    for kind in _KINDS:
        _innovations(kind, traits[kind], pairs, above, columns)
    return columns


def _likely_parent(ranked: Whole, states: Whole, but: Whole) -> Whole:
    """The likeliest parent of each state that is not the other one given."""
    second = ranked[min(1, len(ranked) - 1)]
    found: Whole = np.where(ranked[0][states] == but, second[states], ranked[0][states])
    return found


def _innovations(kind: str, trait: Trait, pairs: Pairs, above: Whole, columns: Columns) -> None:
    p, c = pairs.parents, pairs.children
    both = trait.shared(p, c)[:, 0]
    three = trait.shared_by_three(p, c, above)
    new = trait.size[p] - trait.shared(p, above)[:, 0]
    carried = both - three
    against = trait.shared(c, above)[:, 0] - three
    size = np.maximum(trait.size[c], 1)
    columns |= {
        f"{kind}.new": new / np.maximum(trait.size[p], 1),
        f"{kind}.carried": carried / np.maximum(new, 1),
        f"{kind}.carried-share": carried / size,
        f"{kind}.against": against / size,
        f"{kind}.balance": (carried - against) / (carried + against + 2),
    }
