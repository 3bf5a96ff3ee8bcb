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
    """The parent of every node in the spanning tree of highest total weight; -1 for the root.

    The root is the last node. Ties are settled by the smaller number, so the answer is always the same. Chu-Liu and
    Edmonds, with circles shrunk in place on a dense table (Tarjan 1977): time grows with the square of the nodes.
    """
    growing = _Growing(weights)
    for start in range(growing.root):
        growing.reach_from(start)
    return growing.opened()


class _Growing:
    """A table of weights in which every circle of best parents is shrunk to one of its nodes until none is left."""

    def __init__(self, weights: Floats) -> None:
        count = len(weights)
        self.root = count - 1
        self._weights = weights.copy()
        self._weights[:, self.root] = NEVER
        np.fill_diagonal(self._weights, NEVER)
        self._parent = np.tile(np.arange(count)[:, None], count)
        self._child = np.tile(np.arange(count), (count, 1))
        self._within = np.arange(count)
        self._done = np.zeros(count, np.bool_)
        self._done[self.root] = True
        self._chosen: dict[int, tuple[int, int]] = {}
        """For every node that is left: the step into it, by the nodes that it joined at the start."""
        self._circles: list[tuple[int, dict[int, tuple[int, int]], dict[int, int]]] = []
        """Each circle that was shrunk: the node it became, the steps inside, and where every node stood."""

    def reach_from(self, start: int) -> None:
        """Follows best parents from a node up to the root or to what is known to lead there."""
        node = int(self._within[start])
        path: list[int] = []
        while not self._done[node]:
            if node in path:
                circle = path[path.index(node) :]
                del path[path.index(node) :]
                node = self._shrink(circle)
            path.append(node)
            above = int(self._weights[:, node].argmax())
            self._chosen[node] = (int(self._parent[above, node]), int(self._child[above, node]))
            node = above
        self._done[path] = True

    def _shrink(self, circle: list[int]) -> int:
        """Makes one node of a circle: steps out are the best of all, steps in cost what they break."""
        kept, gone = min(circle), sorted(circle)[1:]
        members = np.array(sorted(circle))
        stood = {int(node): int(self._within[node]) for node in np.flatnonzero(np.isin(self._within, members))}
        self._circles.append((kept, {node: self._chosen.pop(node) for node in circle}, stood))
        broken = self._weights[:, members].max(axis=0)
        inside = self._weights[:, members] - broken[None, :]
        outside = self._weights[members]
        rows = np.arange(len(self._weights))
        into, out = inside.argmax(axis=1), outside.argmax(axis=0)
        parents, children = self._parent, self._child
        column = (inside[rows, into], parents[rows, members[into]], children[rows, members[into]])
        row = (outside[out, rows], parents[members[out], rows], children[members[out], rows])
        self._weights[:, kept], parents[:, kept], children[:, kept] = column
        self._weights[kept], parents[kept], children[kept] = row
        self._weights[gone] = NEVER
        self._weights[:, gone] = NEVER
        self._weights[kept, kept] = self._weights[kept, self.root] = NEVER
        self._within[np.isin(self._within, members)] = kept
        return kept

    def opened(self) -> Ints:
        """The parents of all nodes, the circles opened again where the tree enters them."""
        chosen = dict(self._chosen)
        for kept, steps, stood in reversed(self._circles):
            entry = chosen.pop(kept)
            chosen |= steps
            chosen[stood[entry[1]]] = entry
        found = np.full(self.root + 1, -1, np.int64)
        for parent, child in chosen.values():
            found[child] = parent
        return found


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
