"""All texts of a pile that lies in parts: what is known of each, and the words of those that a task asks for.

What is held of the whole pile is a few numbers for each text, mapped into memory; words are read for some texts only.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from retold.engine.array_parts import beside, map_array, map_pieces, read_arrays
from retold.engine.job import STAGES
from retold.engine.parts import part
from retold.match.arrays import Flags, Ints, Words, ranges
from retold.match.corpus import About, Corpus
from retold.match.furniture import Pile
from retold.match.postings import text_of
from retold.match.reuse import hide


@dataclass(frozen=True, slots=True)
class PileParts:
    """The texts of all parts, numbered one after the other, and so are their words."""

    stages: Path
    """The folder of what the stages hand to each other."""
    firsts: Ints
    """First word of each text, and the number of all words."""
    bounds: Ints
    """First text of each part, and the number of all texts."""
    about: About

    def pile(self, words: Words) -> Pile:
        """The same for finding furniture, with some words or none."""
        return Pile(words, self.firsts, self.about.outlets, self.about.lots)

    def corpus(self, texts: Ints, places: bool = True) -> Corpus:
        """The words of some texts, which are in rising order, as a corpus of their own; with ``places`` if need be."""
        sizes = self.firsts[texts + 1] - self.firsts[texts]
        firsts = np.concatenate(([0], np.cumsum(sizes)))
        words = np.empty(int(firsts[-1]), np.uint32)
        starts, lengths = (np.empty(len(words) if places else 0, np.uint16) for _ in range(2))
        wanted = {"words": words} | ({"starts": starts, "lengths": lengths} if places else {})
        long: dict[int, tuple[Words, Words]] = {}
        for number, start, stop in self.by_part(texts):
            file, before = part(self.stages / "words", number), self.firsts[self.bounds[number]]
            for name, array in wanted.items():
                stretches = self.firsts[texts[start:stop]] - before, self.firsts[texts[start:stop] + 1] - before
                _gather(
                    map_pieces(beside(file, name), array.dtype.type), stretches, array[firsts[start] : firsts[stop]]
                )
            if places and beside(file, "long").is_file():
                known = pickle.loads(beside(file, "long").read_bytes())
                own = (texts[start:stop] - self.bounds[number]).tolist()
                long.update({start + at: known[text] for at, text in enumerate(own) if text in known})
        return Corpus(words, starts, lengths, firsts, long)

    def hidden(self, texts: Ints, corpus: Corpus) -> Flags:
        """Which words of the corpus of some texts are furniture; they are spent."""
        spent = map_array(self.stages / "pile" / "spent.npy")
        words, numbers = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
        for number, start, stop in self.by_part(texts):
            file = part(self.stages / "furniture", number)
            starts, before = (map_pieces(beside(file, name), np.int64) for name in ("starts", "before"))
            first = np.searchsorted(starts, self.firsts[texts[start:stop]])
            kept = ranges(first, np.searchsorted(starts, self.firsts[texts[start:stop] + 1]) - first)
            sizes = before[kept + 1] - before[kept]
            words.append(ranges(starts[kept], sizes))
            numbers.append(ranges(before[kept] + spent[number], sizes))
        return hide(corpus, self.within(texts, corpus, np.concatenate(words)), np.concatenate(numbers))

    def within(self, texts: Ints, corpus: Corpus, words: Ints) -> Ints:
        """Words of the whole pile that stand in some texts, as they are numbered in the corpus of these."""
        shift = np.zeros(len(self.firsts), np.int64)
        shift[texts] = self.firsts[texts] - corpus.firsts[:-1]
        found: Ints = words - shift[text_of(words, self.firsts)]
        return found

    def names(self, column: str, texts: Ints | None = None) -> list[Any]:
        """What the table says of some texts, or of all: their ids or outlets."""
        with pa.memory_map(str(self.stages / "pile" / "texts.arrow")) as file:
            found = pa.ipc.open_file(file).read_all().column(column)
            values: list[Any] = (found if texts is None else found.take(pa.array(texts))).to_pylist()
        return values

    def written(self, texts: Ints) -> Iterator[tuple[int, str]]:
        """Some texts as they were read, numbered among themselves."""
        for number, start, stop in self.by_part(texts):
            file = part(self.stages / "texts", number)
            data, bounds = map_pieces(beside(file, "data"), np.uint8), read_arrays(file)["bounds"]
            for at in range(start, stop):
                text = int(texts[at] - self.bounds[number])
                yield at, data[int(bounds[text]) : int(bounds[text + 1])].tobytes().decode("utf-8", "replace")

    def by_part(self, texts: Ints) -> Iterator[tuple[int, int, int]]:
        """The parts in which some texts are, each with the first of them and the one after the last."""
        cuts = np.searchsorted(texts, self.bounds)
        for number in np.flatnonzero(np.diff(cuts)).tolist():
            yield number, int(cuts[number]), int(cuts[number + 1])


def _gather(values: NDArray[Any], stretches: tuple[Ints, Ints], into: NDArray[Any]) -> None:
    """Put stretches of an array one after the other; a slice for each is quicker than a number for each value."""
    pieces = [values[start:stop] for start, stop in zip(*(side.tolist() for side in stretches), strict=True)]
    np.concatenate(pieces, out=into)


def pile_parts(folder: Path) -> PileParts:
    """The pile of a run."""
    stages = folder / STAGES
    names = ("firsts", "bounds", "outlets", "order", "lots")
    firsts, bounds, outlets, order, lots = (map_array(stages / "pile" / f"{name}.npy") for name in names)
    return PileParts(stages, firsts, bounds, About(outlets, order, lots))
