"""Runs -> more runs: shorter equal stretches in pairs of texts of which one was edited throughout.

Where every few words are changed, few runs are long enough for a fingerprint. In pairs whose runs are short, the words
outside them are compared by runs of three words that stand once in either rest, as patience diff does with lines.
"""

from __future__ import annotations

import numpy as np

from retold.match.arrays import Hashes, Ints, Words, ranges, runs_of
from retold.match.candidates import Seeds
from retold.match.runs import Runs, joined_runs, runs_from
from retold.settings import ReuseSettings

_SIZE = 3
"""Words of the runs that are looked for."""
_PLACE = 20
"""Bits for the place of a word in its text; longer texts are not looked at again."""
_GRAM = 27
"""Bits for three words; what meets by chance is taken apart by comparing the words."""
_MIX = np.array([0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D], np.uint32)


def with_short_runs(runs: Runs, pile: tuple[Words, Ints], order: Ints, settings: ReuseSettings) -> Runs:
    """The runs and, in pairs that were edited throughout, the shorter ones between them, in the same order."""
    if not len(runs.a):
        return runs
    bounds = runs_of((runs.text_b << 32) | runs.text_a)
    asked, held = _edited(runs, bounds, pile[1], settings), settings.pairs_held
    parts = [_seeds(runs, bounds, asked[at : at + held], pile) for at in range(0, len(asked), held)]
    if not parts:
        return runs
    a, b = np.concatenate([part.a for part in parts]), np.concatenate([part.b for part in parts])
    more = runs_from(Seeds(np.minimum(a, b), np.maximum(a, b)), pile, order, _SIZE)
    return joined_runs(runs, more).sorted(int(pile[1][-1]).bit_length())


def _edited(runs: Runs, bounds: Ints, firsts: Ints, settings: ReuseSettings) -> Ints:
    """Pairs with several runs, short ones on average, and enough words outside them in both texts."""
    heads = bounds[:-1]
    count, words = np.diff(bounds), np.add.reduceat(runs.length, heads)
    sizes = np.diff(firsts)
    rest = np.minimum(sizes[runs.text_a[heads]], sizes[runs.text_b[heads]]) - words
    longest = np.maximum(sizes[runs.text_a[heads]], sizes[runs.text_b[heads]])
    found: Ints = np.flatnonzero(
        (count >= settings.edited_runs)
        & (words < settings.edited_length * count)
        & (rest >= settings.edited_rest)
        & (longest < 1 << (_PLACE - 1))
    )
    return found


def _seeds(runs: Runs, bounds: Ints, asked: Ints, pile: tuple[Words, Ints]) -> Seeds:
    """Places at which three words outside the runs are equal, where they stand once in either rest."""
    words, firsts = pile
    sizes = np.diff(bounds)[asked]
    inside, pair = ranges(bounds[asked], sizes), np.repeat(np.arange(len(asked)), sizes)
    starts, keys = [], []
    for side, (places, texts) in enumerate(((runs.a, runs.text_a), (runs.b, runs.text_b))):
        text = texts[bounds[asked]]
        starts.append(firsts[text])
        stretches = firsts[text], firsts[text + 1] - firsts[text]
        keys.append(_keys(words, stretches, (pair, places[inside], runs.length[inside]), side))
    everything = np.concatenate(keys)
    everything.sort()
    two = _once_on_each_side(everything)
    number = (everything[two] >> np.uint64(_PLACE + _GRAM)).astype(np.int64)
    place = np.uint64((1 << (_PLACE - 1)) - 1)
    a = (everything[two] & place).astype(np.int64) + starts[0][number]
    b = (everything[two + 1] & place).astype(np.int64) + starts[1][number]
    equal = np.ones(len(a), np.bool_)
    for step in range(_SIZE):
        equal &= words[a + step] == words[b + step]
    return Seeds(a[equal], b[equal])


def _once_on_each_side(keys: Hashes) -> Ints:
    """Where in sorted keys two neighbours, and no others, agree in pair and words but not in the side."""
    if len(keys) < 2:
        return np.empty(0, np.int64)
    heads = keys >> np.uint64(_PLACE)
    alone = np.ones(len(heads) + 1, np.bool_)
    alone[1:-1] = heads[1:] != heads[:-1]
    two = np.flatnonzero(alone[:-2] & ~alone[1:-1] & alone[2:])
    side = np.uint64(1 << (_PLACE - 1))
    found: Ints = two[(keys[two] & side) != (keys[two + 1] & side)]
    return found


def _keys(words: Words, texts: tuple[Ints, Ints], runs: tuple[Ints, Ints, Ints], side: int) -> Hashes:
    """For each three words outside the runs of a pair: the pair, a hash of the words, the side and the place."""
    start, size = texts
    pair, places, lengths = runs
    begins = np.cumsum(size) - size
    free = np.ones(int(size.sum()) + _SIZE, np.bool_)
    free[ranges(places - start[pair] + begins[pair], lengths)] = False
    whole = free[:-2] & free[1:-1] & free[2:]
    whole[(begins + size)[:, None] - np.arange(1, _SIZE)] = False
    chosen = np.flatnonzero(whole[: int(size.sum())])
    number = np.searchsorted(begins, chosen, side="right") - 1
    place = chosen - begins[number]
    here = place + start[number]
    grams = words[here] * _MIX[0] ^ words[here + 1] * _MIX[1] ^ words[here + 2] * _MIX[2]
    grams ^= grams >> np.uint32(15)
    grams *= _MIX[0]
    keys: Hashes = (number << (_PLACE + _GRAM) | place | side << (_PLACE - 1)).astype(np.uint64)
    keys |= (grams >> np.uint32(32 - _GRAM)).astype(np.uint64) << np.uint64(_PLACE)
    return keys
