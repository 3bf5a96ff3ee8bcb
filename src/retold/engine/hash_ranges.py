"""What is done to each range of fingerprints: texts are joined by what they share, and furniture is left out.

A range is a stretch of all hashes, about as many fingerprints as a part of texts has. The work on one needs nothing of
another but for one thing: whether two holders of a fingerprint are strangers depends on all that they share. So each
range counts what the pairs of all samples share in it, and is judged by the sum.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retold.engine.array_parts import (
    beside,
    map_array,
    map_pieces,
    narrow,
    read_arrays,
    write_array,
    write_arrays,
    write_pieces,
)
from retold.engine.job import Job
from retold.engine.parts import part
from retold.engine.pile_parts import PileParts, pile_parts
from retold.match.arrays import Hashes, Ints, distinct, ranges, runs_of
from retold.match.candidates import Seeds, near_seeds
from retold.match.fingerprint import Marks
from retold.match.furniture import (
    Furniture,
    Pile,
    Sample,
    blocks_around,
    judged,
    no_furniture,
    open_groups,
    sampled,
    shared_fingerprints,
)
from retold.match.postings import Postings, post, text_of

_BINS = 1 << 16
"""Lots of texts, neighbours in time, whose seeds are counted together."""
_SAMPLED = 20
"""Seeds of a part for each pair of a sample whose words are looked at in one go: a text has more words than a seed."""


def by_range(hashes: Hashes, count: int) -> Ints:
    """The range of each fingerprint, of so many ranges."""
    found: Ints = ((hashes >> np.uint64(32)) * np.uint64(count) >> np.uint64(32)).astype(np.int64)
    return found


def join(job: Job) -> None:
    """The fingerprints of one range -> those that several texts hold, and pairs of holders of those that many do."""
    pile = pile_parts(job.folder)
    postings = post(_marks(job, pile), pile.firsts)
    popular, sample = sampled(postings, pile.pile(np.empty(0, np.uint32)), job.settings.reuse)
    arrays = {
        "hashes": postings.hashes,
        "sizes": narrow(postings.sizes),
        "places": narrow(postings.places),
        "popular": narrow(popular),
        "group": narrow(sample.group),
        "a": narrow(sample.a),
        "b": narrow(sample.b),
        "pairs": distinct(sample.pairs(len(pile.firsts))),
    }
    write_arrays(job.stage("postings"), arrays)


def _marks(job: Job, pile: PileParts) -> Marks:
    hashes, places = [], []
    for number, bounds in enumerate(map_array(pile.stages / "pile" / "marks.npy")):
        file, here = part(pile.stages / "words", number), slice(int(bounds[job.number]), int(bounds[job.number + 1]))
        hashes.append(np.array(map_pieces(beside(file, "hashes"), np.uint64)[here]))
        places.append(map_pieces(beside(file, "places"), np.uint32)[here] + pile.firsts[pile.bounds[number]])
    return Marks(np.concatenate(hashes), np.concatenate(places))


def count(job: Job) -> None:
    """How many fingerprints of the range each pair of all samples shares."""
    pile = pile_parts(job.folder)
    shared = shared_fingerprints(
        _postings(job, pile), np.array(map_array(pile.stages / "pile" / "pairs.npy")), len(pile.firsts)
    )
    some = np.flatnonzero(shared)
    write_arrays(job.stage("common"), {"pairs": narrow(some), "shared": narrow(shared[some])})


def judge(job: Job) -> None:
    """The furniture of the range: where it stands, and what is left: holders by time, and how many seeds they are."""
    pile, settings = pile_parts(job.folder), job.settings.reuse
    postings = _postings(job, pile)
    furniture = _furniture(job, pile, postings)
    known, start, end = blocks_around(postings, furniture, pile.firsts, settings.run_words)
    order = np.argsort(start, kind="stable")
    rest = postings.only(np.flatnonzero(~known))
    small = _by_time(rest.only(np.flatnonzero(rest.sizes <= settings.popular)), pile)
    near = near_seeds(rest.only(np.flatnonzero(rest.sizes > settings.popular)), pile.about.order)
    width = _width(len(pile.about.order))
    seeds = np.bincount(_ranks(small, pile) // width, _before(small), _BINS)
    seeds += np.bincount(_later(near, pile) // width, minlength=_BINS)
    write_array(beside(job.stage("judged"), "blocks"), np.stack((start[order], end[order])))
    arrays = {
        "by_part": np.searchsorted(start[order], pile.firsts[pile.bounds]),
        "sizes": narrow(small.sizes),
        "places": narrow(small.places),
        "near_a": narrow(near.a),
        "near_b": narrow(near.b),
        "seeds": narrow(seeds.astype(np.int64)),
    }
    write_arrays(job.stage("judged"), arrays)


def _furniture(job: Job, pile: PileParts, postings: Postings) -> Furniture:
    """The furniture of the range, some groups at a time, those that the same texts hold together."""
    given = read_arrays(job.stage("postings"), "popular", "group", "a", "b")
    a, b = given["a"].astype(np.int64), given["b"].astype(np.int64)
    sample = Sample(given["group"].astype(np.int64), a, b, text_of(a, pile.firsts), text_of(b, pile.firsts))
    at = np.searchsorted(map_array(pile.stages / "pile" / "pairs.npy"), sample.pairs(len(pile.firsts)))
    shared = np.array(map_array(pile.stages / "pile" / "shared.npy")[at], np.int64)
    doubtful = open_groups(sample, shared, pile.pile(np.empty(0, np.uint32)), job.settings.reuse)
    hashes, shared = postings.hashes[given["popular"][doubtful].astype(np.int64)], shared[doubtful[sample.group]]
    sample = sample.of(doubtful)
    found = no_furniture()
    for groups in _together(sample, max(1, job.settings.engine.part_seeds // _SAMPLED)):
        chosen = np.zeros(len(hashes), np.bool_)
        chosen[groups] = True
        here = np.flatnonzero(chosen[sample.group])
        some, words = _moved(sample.of(chosen), pile)
        found = found.and_also(judged(hashes[chosen], some, shared[here], words, job.settings.reuse))
    return found


def _together(sample: Sample, most: int) -> Iterator[Ints]:
    """The groups of a sample, so many that they have about ``most`` pairs together."""
    bounds = runs_of(sample.group)
    order = np.argsort(sample.text_a[bounds[:-1]], kind="stable")
    cuts = np.cumsum(np.diff(bounds)[order]) // most
    for start, stop in zip(runs_of(cuts)[:-1].tolist(), runs_of(cuts)[1:].tolist(), strict=True):
        yield order[start:stop]


def _moved(sample: Sample, pile: PileParts) -> tuple[Sample, Pile]:
    """Pairs of a sample and the words of their texts, as a pile of these texts alone."""
    texts = distinct(np.concatenate((sample.text_a, sample.text_b)))
    corpus = pile.corpus(texts, places=False)
    own = Sample(
        sample.group,
        pile.within(texts, corpus, sample.a),
        pile.within(texts, corpus, sample.b),
        np.searchsorted(texts, sample.text_a),
        np.searchsorted(texts, sample.text_b),
    )
    return own, Pile(corpus.words, corpus.firsts, pile.about.outlets[texts], pile.about.lots[texts])


def deal(job: Job) -> None:
    """Holders by time -> seeds, those whose later text is in the same stretch of time together."""
    pile = pile_parts(job.folder)
    given = read_arrays(job.stage("judged"), "sizes", "places", "near_a", "near_b", "seeds")
    small = _grouped(np.empty(0, np.uint64), given["sizes"], given["places"], pile)
    near = Seeds(given["near_a"].astype(np.int64), given["near_b"].astype(np.int64))
    stretches = np.array(map_array(pile.stages / "pile" / "stretches.npy"))
    counts = np.zeros(len(stretches), np.int64)
    windows = stretches_of_time(given["seeds"], len(pile.about.order), job.settings.engine.part_seeds)

    def pieces() -> Iterator[NDArray[Any]]:
        ranks, late = _ranks(small, pile), _later(near, pile)
        for window in pairwise(windows.tolist()):
            a, b, times = _seeds_until(small, (near, ranks, late), window)
            stretch = np.searchsorted(stretches, times, "right") - 1
            counts[1:] += np.bincount(stretch, minlength=len(counts) - 1)
            order = np.argsort(stretch.astype(np.min_scalar_type(len(stretches))), kind="stable")
            yield np.stack((a[order], b[order]), axis=1).astype(place_kind(pile))

    write_pieces(beside(job.stage("seeds"), "pairs"), pieces())
    write_arrays(job.stage("seeds"), {"bounds": np.cumsum(counts)})


def _seeds_until(
    small: Postings, by_time: tuple[Seeds, Ints, Ints], window: tuple[int, int]
) -> tuple[Ints, Ints, Ints]:
    """The seeds whose later text is in a stretch of time, and when that is."""
    near, ranks, late = by_time
    into, here = (np.flatnonzero((times >= window[0]) & (times < window[1])) for times in (ranks, late))
    before = _before(small)[into]
    one, other = small.places[ranges(into - before, before)], np.repeat(small.places[into], before)
    a = np.concatenate((np.minimum(one, other), near.a[here]))
    b = np.concatenate((np.maximum(one, other), near.b[here]))
    return a, b, np.concatenate((np.repeat(ranks[into], before), late[here]))


# ---------------------------------------------------------------------------------------------------- order and numbers


def place_kind(pile: PileParts) -> np.dtype[Any]:
    """The numbers that hold the place of any word."""
    return np.min_scalar_type(int(pile.firsts[-1]))


def stretches_of_time(seeds: NDArray[Any], texts: int, most: int) -> Ints:
    """Stretches of texts in time that are the later ones of about ``most`` seeds together: the first of each, the end.

    ``seeds`` are counted as ``judge`` does.
    """
    width, into = _width(texts), np.cumsum(seeds, dtype=np.int64)
    cuts = [0]
    while cuts[-1] * width < texts:
        before = int(into[cuts[-1] - 1]) if cuts[-1] else 0
        fit = int(np.searchsorted(into, before + most, side="right"))
        cuts.append(max(cuts[-1] + 1, fit))
    found: Ints = np.minimum(np.array(cuts) * width, texts)
    return found


def _width(texts: int) -> int:
    return -(-texts // _BINS)


def _postings(job: Job, pile: PileParts) -> Postings:
    given = read_arrays(job.stage("postings"), "hashes", "sizes", "places")
    return _grouped(given["hashes"], given["sizes"], given["places"], pile)


def _grouped(hashes: Hashes, sizes: NDArray[Any], places: NDArray[Any], pile: PileParts) -> Postings:
    bounds, whole = np.concatenate(([0], np.cumsum(sizes, dtype=np.int64))), places.astype(np.int64)
    return Postings(hashes, bounds, whole, text_of(whole, pile.firsts))


def _by_time(postings: Postings, pile: PileParts) -> Postings:
    """The holders of each fingerprint in the order of time."""
    groups = np.repeat(np.arange(len(postings.hashes)), postings.sizes)
    order = np.argsort(groups << 32 | _ranks(postings, pile), kind="stable")
    return Postings(postings.hashes, postings.bounds, postings.places[order], postings.texts[order])


def _ranks(postings: Postings, pile: PileParts) -> Ints:
    found: Ints = pile.about.order[postings.texts]
    return found


def _before(postings: Postings) -> Ints:
    """How many holders stand before each in its group."""
    found: Ints = np.arange(len(postings.places)) - np.repeat(postings.bounds[:-1], postings.sizes)
    return found


def _later(seeds: Seeds, pile: PileParts) -> Ints:
    """The rank in time of the later text of each seed."""
    a, b = (pile.about.order[text_of(side, pile.firsts)] for side in (seeds.a, seeds.b))
    return np.maximum(a, b)
