"""Shared passages in piles of any size, part by part: texts -> words and fingerprints -> seeds -> pairs, as Parquet.

Texts and words are cut into parts as they come, fingerprints by ranges of their hash, pairs by the time of their later
text. This process reads, and puts together what the parts of a stage count: it holds some numbers for each text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from retold.engine import Engine
from retold.engine.array_parts import beside, map_array, narrow, read_arrays, write_array, write_arrays, write_pieces
from retold.engine.claim import claim
from retold.engine.hash_ranges import count, deal, join, judge, stretches_of_time
from retold.engine.job import STAGES
from retold.engine.pair_parts import keep, near, pairs, sources
from retold.engine.parts import read_values, write_columns, write_values
from retold.engine.pile_parts import pile_parts
from retold.engine.run_parts import PartRun, Told
from retold.engine.text_parts import furnish, house, read_words
from retold.match.arrays import Ints, distinct, runs_of
from retold.match.corpus import about_of, facts_of
from retold.match.states import components, grouped
from retold.match_answer import Asked, Form
from retold.match_run import Texts, nothing_read, read_into, remember
from retold.page import InputError, Problem
from retold.settings import Settings

FOLDERS = {"pairs": "pair", "sources": "source", "states": "state"}
"""The folder of each answer."""


@dataclass(frozen=True, slots=True)
class Matched:
    """What a run has come to."""

    parts: int
    """Parts of the answer."""
    texts: int
    pairs: int
    """Pairs of texts that share passages."""
    problems: tuple[Problem, ...]
    """What could not be read."""


def match_into(folder: Path, asked: Asked, settings: Settings, engine: Engine, told: Told) -> tuple[Problem, ...]:
    """Write what is asked for into ``folder/pair``, ``folder/source`` or ``folder/state``; the problems of reading.

    Raises ``InputError`` when there is no text, ``RetoldError`` when the folder holds the answer for another pile.
    """
    run = PartRun(folder.absolute(), settings, engine, told)
    claim(run.folder, asked.paths, settings, f"match {asked.taken}")
    if asked.what == "states":
        claim(run.folder / STAGES / "groups", asked.paths, settings, f"keep {asked.keep}")
    return match_parts(run, asked, "parquet").problems


def match_parts(run: PartRun, asked: Asked, form: Form) -> Matched:
    """Write the same in the form asked for; the parts stand in the order of the answer."""
    parts = run.once("texts", lambda: _read(run, asked))
    problems: tuple[Problem, ...] = tuple(read_values(run.folder / STAGES / "unread.parquet"))
    if not parts:
        raise InputError(nothing_read(problems))
    stretches = count = _seeds(run, parts)
    jobs, folder = run.jobs(stretches), run.folder / FOLDERS[asked.what]
    if asked.what == "pairs":
        run.each("pairs", partial(pairs, form=form), jobs, folder)
    elif asked.what == "sources":
        run.each("sources", partial(sources, form=form), jobs, folder)
    else:
        run.each("near", near, jobs)
        count = run.once("groups", lambda: _group(run, stretches))
        run.each("states", partial(keep, kept=asked.keep, form=form), run.jobs(count), folder)
    if asked.memory:
        run.each("lines", house, run.jobs(parts))
        remember(asked.memory, run.values("lines", parts))
    shared = sum(int(found[0]) for found in _each(run, "followed", "pairs", stretches))
    return Matched(count, len(pile_parts(run.folder).about.order), shared, problems)


def _seeds(run: PartRun, parts: int) -> int:
    """From texts to seeds, which are in so many parts."""
    jobs = run.jobs(parts)
    run.each("words", read_words, jobs)
    _once(run, "marks", lambda: _number(run, parts))
    run.each("postings", join, jobs)
    _once(run, "pairs", lambda: distinct(np.concatenate([*_each(run, "postings", "pairs", parts)])))
    run.each("common", count, jobs)
    _once(run, "shared", lambda: _shared(run, parts))
    run.each("judged", judge, jobs)
    _once(run, "blocks", lambda: np.stack([*_each(run, "judged", "by_part", parts)]))
    run.each("furniture", furnish, jobs)
    _once(run, "spent", lambda: _spent(run, parts))
    stretches = _once(run, "stretches", lambda: _stretches(run, parts))
    run.each("seeds", deal, jobs)
    _once(run, "seeds", lambda: np.stack([*_each(run, "seeds", "bounds", parts)]))
    return len(stretches) - 1


# --------------------------------------------------------------------------------------------- reading, by this process


class _TextParts:
    """Takes in texts and writes them in parts of about as many bytes."""

    def __init__(self, run: PartRun) -> None:
        self.parts = 0
        self._run, self._held = run, 0
        self._data: list[NDArray[np.uint8]] = []
        self._bounds: list[Ints] = [np.zeros(1, np.int64)]

    def add(self, data: bytes | memoryview, bounds: Ints) -> None:
        """Texts as one piece of UTF-8 with the first byte of each and the end of the last."""
        start, last, most = 0, len(bounds) - 1, self._run.settings.engine.part_bytes
        while start < last:
            fit = int(np.searchsorted(bounds, bounds[start] + most - self._held))
            stop = min(max(fit, start + 1), last)
            own = np.frombuffer(data, np.uint8)[int(bounds[start]) : int(bounds[stop])]
            self._data.append(np.array(own))
            self._bounds.append(bounds[start + 1 : stop + 1] - bounds[start] + self._held)
            self._held += len(own)
            if self._held >= most:
                self.flush()
            start = stop

    def flush(self) -> None:
        """Write what is held."""
        if len(self._bounds) > 1:
            path = self._run.path("texts", self.parts)
            write_pieces(beside(path, "data"), self._data)
            write_arrays(path, {"bounds": np.concatenate(self._bounds)})
            self.parts += 1
        self._data, self._bounds, self._held = [], [np.zeros(1, np.int64)], 0


def _read(run: PartRun, asked: Asked) -> int:
    """Write the texts in parts, and what is known of each."""
    parts = _TextParts(run)
    texts = Texts(parts)
    problems = read_into(texts, asked, run.settings, lambda words: None)
    parts.flush()
    about = about_of(facts_of(texts.ids, texts.outlets, texts.dates, []))
    for name in ("outlets", "order", "lots"):
        write_array(_gathered(run, name), getattr(about, name))
    names = {"id": texts.ids, "outlet": texts.outlets}
    table = pa.table({name: pa.array(values, pa.large_string()) for name, values in names.items()})
    write_columns(_gathered(run, "texts").with_suffix(".arrow"), table)
    write_values(run.folder / STAGES / "unread.parquet", problems)
    return parts.parts


# ---------------------------------------------------------------------------------------- between two stages, all parts


def _once(run: PartRun, name: str, work: Callable[[], NDArray[Any]]) -> NDArray[Any]:
    """What the parts of a stage come to, put together when it is not there yet."""
    path = _gathered(run, name)
    if not path.is_file():
        write_array(path, work())
    return map_array(path)


def _gathered(run: PartRun, name: str) -> Path:
    return run.folder / STAGES / "pile" / f"{name}.npy"


def _each(run: PartRun, stage: str, name: str, parts: int) -> Iterator[NDArray[Any]]:
    """An array of each part of a stage."""
    for number in range(parts):
        yield read_arrays(run.path(stage, number), name)[name]


def _number(run: PartRun, parts: int) -> NDArray[Any]:
    """Number all texts and words; where the ranges of fingerprints begin in each part."""
    firsts = [*_each(run, "words", "firsts", parts)]
    words, texts = (
        np.cumsum([0, *counts]) for counts in ((one[-1] for one in firsts), (len(one) - 1 for one in firsts))
    )
    own = [one[:-1] + before for one, before in zip(firsts, words, strict=False)]
    write_array(_gathered(run, "firsts"), np.concatenate((*own, words[-1:])))
    write_array(_gathered(run, "bounds"), texts)
    return np.stack([*_each(run, "words", "ranges", parts)])


def _shared(run: PartRun, parts: int) -> NDArray[Any]:
    """How many fingerprints the pairs of all samples share in all ranges."""
    total = np.zeros(len(map_array(_gathered(run, "pairs"))), np.int64)
    for some, shared in zip(_each(run, "common", "pairs", parts), _each(run, "common", "shared", parts), strict=True):
        total[some] += shared
    return narrow(total)


def _spent(run: PartRun, parts: int) -> NDArray[Any]:
    """Words of furniture in the parts before each, and the words of each text outside it."""
    write_array(_gathered(run, "own"), np.concatenate([*_each(run, "furniture", "own", parts)]))
    return np.cumsum([0, *(int(spent[0]) for spent in _each(run, "furniture", "spent", parts))])


def _stretches(run: PartRun, parts: int) -> NDArray[Any]:
    """The stretches of time whose seeds are followed together."""
    texts = len(pile_parts(run.folder).about.order)
    seeds: Ints = np.sum([*_each(run, "judged", "seeds", parts)], axis=0, dtype=np.int64)
    return stretches_of_time(seeds, texts, run.settings.engine.part_seeds)


def _group(run: PartRun, stretches: int) -> int:
    """Texts tied together by nearly identical ones, some groups in each part."""
    order = pile_parts(run.folder).about.order
    label = np.arange(len(order))
    for a, b in zip(_each(run, "near", "a", stretches), _each(run, "near", "b", stretches), strict=True):
        label = components(label[a], label[b], len(label))[label]
    states = grouped(label, order)
    cuts = runs_of(states.bounds[:-1] // run.settings.engine.part_texts).tolist()
    cuts = cuts if len(cuts) > 1 else [0, 0]
    for number, (start, stop) in enumerate(pairwise(cuts)):
        bounds = states.bounds[start : stop + 1]
        arrays = {"texts": states.texts[bounds[0] : bounds[-1]], "bounds": bounds - bounds[0]}
        write_arrays(run.path("groups", number), arrays)
    return len(cuts) - 1
