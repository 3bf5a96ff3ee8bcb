"""Arrays between two stages of matching: one file an array, mapped into memory rather than read where it is large."""

from __future__ import annotations

import io
import pickle
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retold.engine.parts import write_bytes
from retold.match.arrays import Ints
from retold.match.corpus import Corpus

_WHOLE = ("words", "starts", "lengths", "firsts")


def write_arrays(path: Path, arrays: Mapping[str, NDArray[np.generic]]) -> None:
    """Write some small arrays as one file."""
    content = io.BytesIO()
    np.savez(content, allow_pickle=False, **arrays)
    write_bytes(path, content.getbuffer())


def read_arrays(path: Path) -> dict[str, NDArray[np.generic]]:
    """The arrays of a file, by name."""
    with np.load(path) as found:
        return dict(found)


def write_corpus(folder: Path, corpus: Corpus, order: Ints, own: Ints) -> None:
    """Write the words of all texts, their ranks in time, and how many words each has outside furniture."""
    for name in _WHOLE:
        _write_array(folder / f"{name}.npy", getattr(corpus, name))
    _write_array(folder / "order.npy", order)
    _write_array(folder / "own.npy", own)
    write_bytes(folder / "long", pickle.dumps(dict(corpus.long)))


@lru_cache(maxsize=1)
def read_corpus(folder: Path, _changed: int) -> tuple[Corpus, Ints, Ints]:
    """What ``write_corpus`` wrote, mapped into memory; once for a process."""
    words, starts, lengths, firsts = (np.load(folder / f"{name}.npy", mmap_mode="r") for name in _WHOLE)
    long = pickle.loads((folder / "long").read_bytes())
    return Corpus(words, starts, lengths, firsts, long), np.load(folder / "order.npy"), np.load(folder / "own.npy")


def _write_array(path: Path, array: NDArray[np.generic]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    np.save(path, array)
