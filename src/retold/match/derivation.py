"""How a text was made from another: in its own words, reworded, edited, or cut out and pasted.

Three thresholds on two measures of the runs of three words and more that both have: what share of the text stands in
such runs, and how long the run is in which a shared word stands on average. Clough and Stevenson, "Developing a corpus
of plagiarised short answers" (2011), describe the four kinds; containment of word n-grams is their strongest measure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from retold.match.pair_words import pair_words
from retold.match.stretch import in_runs
from retold.settings import RewordedSettings

Derivation = Literal["own", "reworded", "edited", "pasted"]


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs of words of a text that another text has too."""

    share: float
    """Share of the text's words that stand in them, 0 to 1."""
    usual: float
    """Length in words of the run in which a shared word stands, on average; 0 when nothing is shared."""


def runs_from(source: str, text: str, settings: RewordedSettings) -> Runs:
    """The runs of three words and more that ``text`` has in common with ``source``."""
    there, here = pair_words(source, text, settings)
    if not len(here):
        return Runs(0.0, 0.0)
    shared = np.concatenate(([False], in_runs(here.stems, there.stems), [False])).astype(np.int8)
    borders = np.flatnonzero(np.diff(shared))
    lengths = borders[1::2] - borders[::2]
    return Runs(float(lengths.sum()) / len(here), float((lengths**2).sum() / max(1, lengths.sum())))


def derivation(source: str, text: str, settings: RewordedSettings) -> Derivation:
    """How ``text`` was made from ``source``, as far as their common words tell."""
    return derivation_of(runs_from(source, text, settings), settings)


def derivation_of(runs: Runs, settings: RewordedSettings) -> Derivation:
    """The same from the runs of the text."""
    if runs.share < settings.derived_share:
        return "own"
    if runs.usual >= settings.pasted_run:
        return "pasted"
    return "edited" if runs.share >= settings.edited_share else "reworded"
