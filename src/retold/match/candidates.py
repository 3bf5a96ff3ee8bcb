"""Postings -> seeds: the places at which two texts hold the same fingerprint, without the square of a popular story."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from retold.match.arrays import Flags, Ints, ranges
from retold.match.postings import Postings


@dataclass(frozen=True, slots=True)
class Seeds:
    """Pairs of places, counted in words over the pile, at which two texts hold the same run of words."""

    a: Ints
    b: Ints
    """Greater than ``a``: in a later text."""


def all_seeds(postings: Postings) -> Seeds:
    """All pairs of holders of each fingerprint."""
    within = np.arange(len(postings.places)) - np.repeat(postings.bounds[:-1], postings.sizes)
    entries = np.arange(len(within))
    return Seeds(postings.places[ranges(entries - within, within)], np.repeat(postings.places, within))


def seeds_with(postings: Postings, asked: Flags) -> Seeds:
    """All pairs of holders of each fingerprint of which one or both are ``asked`` texts."""
    entries = np.flatnonzero(asked[postings.texts])
    groups = np.searchsorted(postings.bounds, entries, "right") - 1
    sizes = postings.sizes[groups]
    one, other = np.repeat(entries, sizes), ranges(postings.bounds[groups], sizes)
    kept = np.flatnonzero((one < other) | ((one > other) & ~asked[postings.texts[other]]))
    low, high = np.minimum(one, other)[kept], np.maximum(one, other)[kept]
    return Seeds(postings.places[low], postings.places[high])


def near_seeds(postings: Postings, order: Ints) -> Seeds:
    """Seeds of popular fingerprints: each holder with the first of them in time and with the one before it.

    ``order`` is the rank of each text in time. The work grows with the number of copies and not with its square.
    """
    groups = np.repeat(np.arange(len(postings.hashes)), postings.sizes)
    places = postings.places[np.lexsort((order[postings.texts], groups))]
    within = np.arange(len(places)) - np.repeat(postings.bounds[:-1], postings.sizes)
    first = np.repeat(places[postings.bounds[:-1]], postings.sizes)
    later, beyond = np.flatnonzero(within > 0), np.flatnonzero(within > 1)
    one = np.concatenate((places[later - 1], first[beyond]))
    two = np.concatenate((places[later], places[beyond]))
    return Seeds(np.minimum(one, two), np.maximum(one, two))


def seeds_into(postings: Postings, near: Seeds, words: tuple[int, int], texts: tuple[int, int]) -> Seeds:
    """The seeds whose later text (in the order of the pile) is one of a stretch of texts, which has these words.

    All pairs of holders of each fingerprint of ``postings``, and those of ``near``.
    """
    within = np.arange(len(postings.places)) - np.repeat(postings.bounds[:-1], postings.sizes)
    whole = words[0] == 0 and texts[1] > int(postings.texts.max(initial=-1))
    into = np.arange(len(within))
    if not whole:
        into = np.flatnonzero((postings.texts >= texts[0]) & (postings.texts < texts[1]))
    before = within[into]
    a = postings.places[ranges(into - before, before)]
    b = np.repeat(postings.places[into], before)
    here = np.flatnonzero((near.b >= words[0]) & (near.b < words[1]))
    return Seeds(np.concatenate((a, near.a[here])), np.concatenate((b, near.b[here])))


def outside(seeds: Seeds, hidden: Flags, size: int) -> Seeds:
    """The seeds of which neither place touches hidden words, which are hidden ``size`` or more in a row."""
    last = size - 1
    kept = np.flatnonzero(~(hidden[seeds.a] | hidden[seeds.a + last] | hidden[seeds.b] | hidden[seeds.b + last]))
    return Seeds(seeds.a[kept], seeds.b[kept])
