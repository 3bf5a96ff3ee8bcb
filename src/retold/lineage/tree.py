"""Trees over log-odds: the likeliest one, and how likely each step is over all trees.

Row ``p``, column ``c`` of a weight matrix is the log-odds that ``c`` comes from ``p``; the last row belongs to a
virtual root above all, so that a node under it is an origin.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

NEVER = -1e9
"""Weight of a step that cannot be."""


def likeliest_tree(weights: Floats) -> Ints:
    """The parent of every node in the spanning tree of highest total weight (Chu-Liu and Edmonds); -1 for the root.

    The root is the last node. Ties are settled by the smaller number, so the answer is always the same.
    """
    count = len(weights)
    root = count - 1
    weights = weights.copy()
    weights[:, root] = NEVER
    np.fill_diagonal(weights, NEVER)
    parents: Ints = weights.argmax(axis=0).astype(np.int64)
    parents[root] = -1
    circle = _circle(parents)
    if circle is None:
        return parents
    return _break(weights, parents, circle)


def _circle(parents: Ints) -> Ints | None:
    """The nodes of a circle that following parents leads into, if there is one."""
    seen_from = np.full(len(parents), -1)
    for start in range(len(parents)):
        node = start
        path: list[int] = []
        while node != -1 and seen_from[node] == -1:
            seen_from[node] = start
            path.append(node)
            node = int(parents[node])
        if node != -1 and seen_from[node] == start:
            return np.array(path[path.index(node) :], np.int64)
    return None


def _break(weights: Floats, parents: Ints, circle: Ints) -> Ints:
    """Shrinks a circle to one node, solves the smaller problem, and opens the circle where that enters it."""
    rest = np.setdiff1d(np.arange(len(weights)), circle)
    small = np.full((len(rest) + 1, len(rest) + 1), NEVER)
    keep = np.r_[np.arange(len(rest) - 1), len(rest)]  # the circle goes before the root, which stays last
    knot = len(rest) - 1
    small[np.ix_(keep, keep)] = weights[np.ix_(rest, rest)]
    entering = weights[np.ix_(rest, circle)] - weights[parents[circle], circle]
    small[keep, knot] = entering.max(axis=1)
    leaving = weights[np.ix_(circle, rest)]
    small[knot, keep] = leaving.max(axis=0)
    solved = likeliest_tree(small)
    place = np.empty(len(rest) + 1, np.int64)
    place[keep] = rest
    answer = parents.copy()
    for new, old in zip(keep, rest, strict=True):
        above = int(solved[new])
        if above == -1:
            answer[old] = -1
        elif above == knot:
            answer[old] = circle[int(leaving[:, int(np.flatnonzero(keep == new)[0])].argmax())]
        else:
            answer[old] = place[above]
    above = int(np.flatnonzero(keep == solved[knot])[0])
    opened = int(entering[above].argmax())
    answer[circle[opened]] = rest[above]
    return answer


def step_chances(weights: Floats) -> Floats:
    """For every step, the share of all spanning trees that hold it, each tree weighed by its likelihood.

    The matrix-tree theorem gives this in closed form: no draws, no randomness. Same shape as ``weights``.
    """
    root = len(weights) - 1
    chances = np.exp(np.clip(weights[:, :root] - weights[:, :root].max(axis=0), -60, 0))
    inner = chances[:root].copy()
    np.fill_diagonal(inner, 0.0)
    laplacian = np.diag(inner.sum(axis=0) + chances[root]) - inner
    inverse = np.linalg.inv(laplacian + 1e-12 * np.eye(root))
    found = np.zeros_like(weights)
    diagonal = np.diag(inverse)
    found[:root, :root] = inner * (diagonal[None, :] - inverse.T)
    found[root, :root] = chances[root] * diagonal
    return np.clip(found, 0.0, 1.0)
