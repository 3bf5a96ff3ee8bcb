"""What the sentences of two states say about a step: which stand in the other, in what order, what came and went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from retold.lineage.pairs import Pairs
from retold.lineage.telling import Line, Telling
from retold.lineage.traits import Flags, Reals, Trait, Whole, trait_of
from retold.lineage.wording_features import Columns

HALF, MOST, WHOLE, LITTLE = 0.5, 0.8, 0.999, 0.3
_SCALE = 1 << 20
_OTHER = 0.1
"""How much the length of the other sentence counts when the nearest one is looked for: of equals the shortest."""


@dataclass(frozen=True, slots=True)
class Covers:
    """Sentences of one child against all states. Tables: sentences of the child by states."""

    cover: Reals
    """Share of the sentence's stems that stand in the nearest sentence of the state."""
    nearest: Whole
    """Number of that sentence, from the first sentence of the story on."""
    weight: Reals
    """Share of the child's words that each sentence has."""


@dataclass(frozen=True, slots=True)
class Sentences:
    """All sentences of a story's states, one after another."""

    stems: Trait
    specifics: tuple[Trait, Trait]
    """Names and figures of each sentence; and what stands between quotation marks."""
    begins: Whole
    """Number of the first sentence of each state, and one past the last."""
    words: Reals

    def of(self, state: int) -> slice:
        """The sentences of a state."""
        return slice(int(self.begins[state]), int(self.begins[state + 1]))


def sentences_of(heads: Sequence[Telling]) -> Sentences:
    """The sentences of all states."""
    lines = [line for head in heads for line in head.lines]
    return Sentences(
        stems=trait_of([line.stems for line in lines] or [()]),
        specifics=(
            trait_of([_specifics(line) for line in lines] or [()]),
            trait_of([line.quotes for line in lines] or [()]),
        ),
        begins=np.cumsum([0, *(len(head.lines) for head in heads)]),
        words=np.array([line.size for line in lines], np.float32),
    )


def _specifics(line: Line) -> list[str]:
    return [*line.names, *line.figures]


def covers_of(sentences: Sentences, child: int) -> Covers | None:
    """How far each sentence of a state stands in each state; None for a text without sentences."""
    own = sentences.of(child)
    if own.start == own.stop:
        return None
    stems = sentences.stems
    both = (stems.held[own] @ stems.held.T).toarray()
    closeness = both / (stems.size[own, None] + _OTHER * stems.size[None, :] + 1)
    # The closest sentence and its number in one value, so that one pass finds both for all states.
    count = both.shape[1]
    coded = np.floor(closeness.astype(np.float64) * _SCALE) * count + (count - 1 - np.arange(count))
    filled = np.flatnonzero(np.diff(sentences.begins))
    best = np.maximum.reduceat(coded, sentences.begins[filled], axis=1)
    nearest = np.zeros((both.shape[0], len(sentences.begins) - 1), np.int64)
    nearest[:, filled] = (count - 1 - best % count).astype(np.int64)
    cover = np.zeros(nearest.shape, np.float32)
    cover[:, filled] = np.take_along_axis(both, nearest[:, filled], axis=1) / np.maximum(stems.size[own, None], 1)
    words = sentences.words[own]
    return Covers(cover, nearest, words / max(1.0, float(words.sum())))


def sentence_features(sentences: Sentences, pairs: Pairs) -> Columns:
    """Values for every pair; those that end in ``back`` look at the same pair the other way round."""
    found: dict[str, Reals] = {name: np.zeros(len(pairs.parents), np.float32) for name in _NAMES}
    for part in pairs.parts():
        child = int(pairs.children[part.start])
        covers = covers_of(sentences, child)
        if covers is not None:
            for name, values in _of_child(sentences, child, covers, pairs.parents[part]).items():
                found[name][part] = values
    columns = {f"lines.{name}": found[name] for name in _NAMES}
    return columns | {f"lines.{name}.back": found[name][pairs.reversed] for name in _BACK}


_BACK = ("cover", "half", "most", "whole", "none", "elsewhere", "whole-elsewhere", "gain", "loss", "gained", "lead")
_NAMES = (*_BACK, "lost", "spread", "order", "first", "last", "tail")


def _of_child(sentences: Sentences, child: int, covers: Covers, parents: Whole) -> dict[str, Reals]:
    """The values of one child with each of its possible parents."""
    third = _best_elsewhere(covers.cover, child)[:, parents]
    cover, nearest, weight = covers.cover[:, parents], covers.nearest[:, parents], covers.weight[:, None]
    kept = cover >= HALF
    count = np.maximum(kept.sum(axis=0), 1)
    own = sentences.of(child)
    size, other = sentences.stems.size[own][:, None], sentences.stems.size[nearest]
    both = cover * size
    place = (nearest - sentences.begins[parents][None, :]) / np.maximum(np.diff(sentences.begins)[parents], 1)[None, :]
    gained, lost = _specifics_changed(sentences, own.start, nearest, kept)
    mean = (cover * kept).sum(axis=0) / count
    return {
        "cover": (cover * weight).sum(axis=0),
        "half": (kept * weight).sum(axis=0),
        "most": ((cover >= MOST) * weight).sum(axis=0),
        "whole": ((cover >= WHOLE) * weight).sum(axis=0),
        "none": ((cover < LITTLE) * weight).sum(axis=0),
        "elsewhere": (((cover < HALF) & (third >= MOST)) * weight).sum(axis=0),
        "whole-elsewhere": (((cover < MOST) & (third >= WHOLE)) * weight).sum(axis=0),
        "gain": ((size - both) * kept).sum(axis=0) / np.maximum((size * kept).sum(axis=0), 1),
        "loss": ((other - both) * kept).sum(axis=0) / np.maximum((other * kept).sum(axis=0), 1),
        "gained": gained,
        "lost": lost,
        "lead": cover[0],
        "tail": cover[-1],
        "spread": np.sqrt((((cover - mean) ** 2) * kept).sum(axis=0) / count),
        "order": _in_order(nearest, kept),
        "first": np.where(kept, place, 1).min(axis=0),
        "last": np.where(kept, place, 0).max(axis=0),
    }


def _best_elsewhere(cover: Reals, child: int) -> Reals:
    """For each sentence and state, how far the sentence stands in the best of all states but this one and its own."""
    others = cover.copy()
    others[:, child] = 0
    best = np.sort(others, axis=1)[:, -2:]
    found: Reals = np.where(others == best[:, -1:], best[:, :1], best[:, -1:])
    return found


def _specifics_changed(sentences: Sentences, first: int, nearest: Whole, kept: Flags) -> tuple[Reals, Reals]:
    """For each parent, the specifics that only the child has in sentences that both have, and that only it has."""
    gained = np.zeros(nearest.shape[1], np.float32)
    lost = np.zeros_like(gained)
    rows, states = np.nonzero(kept)
    for trait in sentences.specifics:
        here, there = rows + first, nearest[rows, states]
        both = trait.shared(here, there)[:, 0]
        np.add.at(gained, states, trait.size[here] - both)
        np.add.at(lost, states, trait.size[there] - both)
    return gained, lost


def _in_order(nearest: Whole, kept: Flags) -> Reals:
    """Share of the sentences found that stand in the same order in the parent; a half where there is no order."""
    found = np.full(nearest.shape[1], 0.5, np.float32)
    for state in np.flatnonzero(kept.sum(axis=0) > 1):
        found[state] = np.mean(np.diff(nearest[kept[:, state], state]) >= 0)
    return found
