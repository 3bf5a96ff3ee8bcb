"""Shared passages in piles of any size, part by part: texts -> words and fingerprints -> seeds -> pairs, as Parquet.

Between the parts this process joins the fingerprints of all texts, finds the furniture and deals out the seeds; it
holds what ``retold match`` holds. Reading words and following seeds through the texts is done by the engine.
"""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from retold.engine import Engine
from retold.engine.array_parts import read_arrays, read_corpus, write_arrays, write_corpus
from retold.engine.claim import claim
from retold.engine.job import STAGES, Job
from retold.engine.parts import part, read_column, read_values, write_table, write_values
from retold.engine.run_parts import PartRun, Told
from retold.match.arrays import Ints
from retold.match.candidates import Seeds
from retold.match.corpus import Corpus, CorpusBuilder, about_of, facts_of
from retold.match.fingerprint import Marks
from retold.match.furniture import Furniture
from retold.match.postings import post
from retold.match.reuse import Reuse, in_order, pairs_through, seeding, seeds_in_parts
from retold.match_run import Asked, nothing_read, read_into
from retold.model import InputError, Problem
from retold.report.reuse import pair_table
from retold.settings import Settings


def match_into(folder: Path, asked: Asked, settings: Settings, engine: Engine, told: Told) -> tuple[Problem, ...]:
    """Write the pairs of texts that share passages into ``folder/pair``, and hand back the problems of reading.

    Raises ``InputError`` when there is no text, ``RetoldError`` when the folder holds the answer for another pile.
    """
    run = PartRun(folder.absolute(), settings, engine, told)
    claim(run.folder, asked.paths, settings, f"match {asked.taken}")
    parts = run.once("texts", lambda: _read(run, asked))
    problems: tuple[Problem, ...] = tuple(read_values(run.folder / STAGES / "unread.parquet"))
    if not parts:
        raise InputError(nothing_read(problems))
    run.each("words", read_words, run.jobs(parts))
    lots = run.once("seeds", lambda: _seed(run, parts))
    run.each("pairs", follow, run.jobs(lots), run.folder / "pair")
    return problems


# ------------------------------------------------------------------------------------------------------ tasks of a part


def read_words(job: Job) -> None:
    """Texts -> their words and fingerprints, as arrays."""
    given = read_arrays(job.stage("texts"))
    builder = CorpusBuilder(job.settings.reuse)
    builder.add(given["data"].tobytes(), given["bounds"].astype(np.int64))
    corpus, marks = builder.corpus(), builder.take_marks()
    arrays: dict[str, NDArray[Any]] = {
        "words": corpus.words,
        "starts": corpus.starts,
        "lengths": corpus.lengths,
        "firsts": corpus.firsts,
        "hashes": marks.hashes,
        "places": marks.places,
        "long": np.frombuffer(pickle.dumps(dict(corpus.long)), np.uint8),
    }
    write_arrays(job.stage("words"), arrays)


def follow(job: Job) -> None:
    """Seeds -> the pairs of texts that share passages through them."""
    folder = job.folder / STAGES / "corpus"
    corpus, order, own = read_corpus(folder, (folder / "own.npy").stat().st_mtime_ns)
    given = read_arrays(job.stage("seeds"))
    seeds = Seeds(given["a"].astype(np.int64), given["b"].astype(np.int64))
    pairs = in_order(pairs_through(seeds, corpus, order, job.settings.reuse), order)
    names = read_column(job.folder / STAGES / "ids.parquet", "id")
    nothing = np.empty(0, np.int64)
    reuse = Reuse(pairs, own, Furniture(np.empty(0, np.uint64), nothing, nothing, nothing))
    write_table(part(job.folder / "pair", job.number), pair_table(reuse, corpus, names))


# ---------------------------------------------------------------------------------------- between two stages, all parts


class _TextParts:
    """Takes in texts and writes them in parts of about as many bytes."""

    def __init__(self, run: PartRun) -> None:
        self.count = self.parts = 0
        self._run, self._held = run, 0
        self._data: list[bytes] = []
        self._bounds: list[Ints] = [np.zeros(1, np.int64)]

    def add(self, data: bytes | memoryview, bounds: Ints) -> None:
        """Texts as one piece of UTF-8 with the first byte of each and the end of the last."""
        own = bytes(data[int(bounds[0]) : int(bounds[-1])])
        self._data.append(own)
        self._bounds.append(bounds[1:] - bounds[0] + self._held)
        self._held += len(own)
        self.count += len(bounds) - 1
        if self._held >= self._run.settings.engine.part_bytes:
            self.flush()

    def flush(self) -> None:
        """Write what is held."""
        if len(self._bounds) > 1:
            data = np.frombuffer(b"".join(self._data), np.uint8)
            write_arrays(self._run.path("texts", self.parts), {"data": data, "bounds": np.concatenate(self._bounds)})
            self.parts += 1
        self._data, self._bounds, self._held = [], [np.zeros(1, np.int64)], 0


def _read(run: PartRun, asked: Asked) -> int:
    parts = _TextParts(run)
    texts, problems = read_into(parts, asked, run.settings, lambda words: None)
    parts.flush()
    about = {"id": texts.ids, "outlet": texts.outlets, "date": texts.dates}
    columns = {name: pa.array(values, pa.string()) for name, values in about.items()}
    write_table(run.folder / STAGES / "ids.parquet", pa.table(columns))
    write_values(run.folder / STAGES / "unread.parquet", problems)
    return parts.parts


def _seed(run: PartRun, parts: int) -> int:
    """Join the words of all parts, take the furniture out, and deal out the seeds."""
    corpus, marks = _joined([read_arrays(run.path("words", number)) for number in range(parts)])
    about = pq.read_table(run.folder / STAGES / "ids.parquet").to_pydict()
    told = about_of(facts_of(about["id"], about["outlet"], about["date"], []))
    found = seeding(corpus, post(marks, corpus.firsts), told, run.settings.reuse)
    write_corpus(run.folder / STAGES / "corpus", corpus, told.order, found.own)
    count = 0
    for seeds in seeds_in_parts(found, corpus, run.settings.engine.part_seeds, run.settings.reuse):
        write_arrays(run.path("seeds", count), {"a": seeds.a, "b": seeds.b})
        count += 1
    return count


def _joined(parts: list[dict[str, Any]]) -> tuple[Corpus, Marks]:
    """The texts of all parts as one corpus."""
    before = np.cumsum([0, *(len(one["words"]) for one in parts)])
    texts = np.cumsum([0, *(len(one["firsts"]) - 1 for one in parts)])
    firsts = [one["firsts"][1:] + at for one, at in zip(parts, before, strict=False)]
    places = [(one["places"] + at).astype(np.uint32) for one, at in zip(parts, before, strict=False)]
    long = {
        text + int(at): exact
        for one, at in zip(parts, texts, strict=False)
        for text, exact in pickle.loads(one["long"].tobytes()).items()
    }

    def whole(name: str) -> Any:
        return np.concatenate([one[name] for one in parts])

    corpus = Corpus(
        whole("words"), whole("starts"), whole("lengths"), np.concatenate([np.zeros(1, np.int64), *firsts]), long
    )
    return corpus, Marks(whole("hashes"), np.concatenate(places))
