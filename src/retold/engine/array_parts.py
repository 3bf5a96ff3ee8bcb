"""Arrays between two stages of matching: files of which any stretch is read by itself, and small ones put together."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

from retold.engine.parts import write_bytes


def write_arrays(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write some arrays as one file."""
    content = io.BytesIO()
    np.savez(content, allow_pickle=False, **arrays)
    write_bytes(path, content.getbuffer())


def read_arrays(path: Path, *names: str) -> dict[str, NDArray[Any]]:
    """The arrays of a file by name, all of them or some."""
    with np.load(path) as found:
        return {name: found[name] for name in names or found.files}


def write_array(path: Path, array: NDArray[Any]) -> None:
    """Write an array as a file of its own."""
    content = io.BytesIO()
    np.save(content, array)
    write_bytes(path, content.getbuffer())


def map_array(path: Path) -> NDArray[Any]:
    """An array that lies in a file of its own; only what is looked at is read."""
    found: NDArray[Any] = np.load(path, mmap_mode="r")
    return found.view(np.ndarray)


def write_pieces(path: Path, pieces: Iterable[NDArray[Any]]) -> None:
    """Write arrays of one kind one after the other, as bare numbers, in one piece or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    written = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        with written.open("wb") as file:
            for piece in pieces:
                piece.tofile(file)
        written.replace(path)
    finally:
        written.unlink(missing_ok=True)


def read_piece(path: Path, kind: np.dtype[Any], start: int, stop: int) -> NDArray[Any]:
    """The numbers from ``start`` up to ``stop`` of such a file."""
    return np.fromfile(path, kind, stop - start, offset=start * kind.itemsize)


def map_pieces(path: Path, kind: type[np.generic]) -> NDArray[Any]:
    """All numbers of such a file; only what is looked at is read."""
    if not path.stat().st_size:
        return np.empty(0, kind)
    return np.memmap(path, kind, "r").view(np.ndarray)


def beside(path: Path, name: str) -> Path:
    """The file of an array that belongs to a part."""
    return path.with_suffix(f".{name}")


def narrow(values: NDArray[Any]) -> NDArray[Any]:
    """Numbers from zero up in as few bytes as they take."""
    return values.astype(np.min_scalar_type(int(values.max(initial=0))))
