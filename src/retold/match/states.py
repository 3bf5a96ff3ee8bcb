"""Pairs -> states: groups of texts that are nearly the same, and which of each group to keep."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retold.match.arrays import Ints, runs_of
from retold.match.reuse import Reuse


@dataclass(frozen=True, slots=True)
class States:
    """Groups of nearly identical texts, each group in the order of its texts' time."""

    texts: Ints
    bounds: Ints
    """First text of each group, and the number of texts at the end."""


def states_of(reuse: Reuse, order: Ints, least: float) -> States:
    """Texts tied together by pairs of which at least the share ``least`` of either side stands in the other.

    ``order`` is the rank of each text in time; groups come in the order of their first texts.
    """
    near = nearly_same(reuse, least)
    return grouped(components(reuse.pairs.text_a[near], reuse.pairs.text_b[near], len(order)), order)


def nearly_same(reuse: Reuse, least: float) -> Ints:
    """The pairs of which at least the share ``least`` of either side stands in the other."""
    return np.flatnonzero(np.minimum(*reuse.shares()) >= least)


def grouped(label: Ints, order: Ints) -> States:
    """Texts of one label as a group, where it has two or more."""
    first = np.full(len(order), len(order), np.int64)
    np.minimum.at(first, label, order)
    texts = np.lexsort((order, first[label]))
    bounds = runs_of(first[label][texts])
    sizes = np.diff(bounds)
    together = np.repeat(sizes > 1, sizes)
    return States(texts[together], np.concatenate(([0], np.cumsum(sizes[sizes > 1]))))


def kept_of(states: States, worth: NDArray[np.float64], order: Ints) -> Ints:
    """The text of each group that is worth most; of equals the earliest by ``order``."""
    groups = np.repeat(np.arange(len(states.bounds) - 1), np.diff(states.bounds))
    order = np.lexsort((order[states.texts], -worth[states.texts], groups))
    return states.texts[order[states.bounds[:-1]]]


def components(a: Ints, b: Ints, count: int) -> Ints:
    """For each of ``count`` things the least number of those it is tied to, directly or through others."""
    label = np.arange(count)
    while True:
        least = np.minimum(label[a], label[b])
        new = label.copy()
        np.minimum.at(new, label[a], least)
        np.minimum.at(new, label[b], least)
        new = new[new]
        if (new == label).all():
            return label
        label = new
