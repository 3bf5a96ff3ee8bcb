"""Everything that is known about the possible steps of a story, as one table: pairs by features."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from retold.lineage.pairs import Pairs, possible_steps
from retold.lineage.sentence_features import Sentences, sentence_features, sentences_of
from retold.lineage.source_features import source_features
from retold.lineage.states import State
from retold.lineage.traits import Trait, traits_of
from retold.lineage.wording_features import Columns, wording_features
from retold.settings import LineageSettings


@dataclass(frozen=True, slots=True)
class Compared:
    """The states of a story compared: their traits, the pairs that are weighed, and a value for each by name."""

    states: tuple[State, ...]
    traits: dict[str, Trait]
    sentences: Sentences
    pairs: Pairs
    columns: Columns


def compare_states(states: Sequence[State], settings: LineageSettings) -> Compared:
    """The first look at a story of two or more states."""
    heads = [state[0] for state in states]
    traits, sentences = traits_of(heads), sentences_of(heads)
    pairs = possible_steps(traits, settings)
    columns = wording_features(traits, pairs) | sentence_features(sentences, pairs) | source_features(states, pairs)
    return Compared(tuple(states), traits, sentences, pairs, columns)


def table_of(columns: Columns, names: Sequence[str]) -> npt.NDArray[np.float32]:
    """The named columns side by side: pairs by features, float32."""
    return np.stack([np.asarray(columns[name], np.float32) for name in names], axis=1)
