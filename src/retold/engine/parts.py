"""The files between two stages: Parquet, a file for each part, there in one piece or not at all."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

_VALUE = "value"


def part(folder: Path, number: int) -> Path:
    """The file of a part."""
    return folder / f"part-{number:05d}.parquet"


def write_table(path: Path, table: pa.Table) -> None:
    """Write a part; until it is whole it stands under another name, so that a killed task leaves nothing half done."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        pq.write_table(table, beside, compression="zstd")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def write_values(path: Path, values: Iterable[object]) -> None:
    """Write values of retold's own types, a row each; they are read again by the same version of retold."""
    packed = [pickle.dumps(value, pickle.HIGHEST_PROTOCOL) for value in values]
    write_table(path, pa.table({_VALUE: pa.array(packed, pa.large_binary())}))


def read_values(path: Path) -> list[Any]:
    """The values of a part, in their order."""
    return [pickle.loads(packed) for packed in read_column(path, _VALUE)]


def read_column(path: Path, column: str) -> Sequence[Any]:
    """One column of a part."""
    found: list[Any] = pq.read_table(path, columns=[column]).column(column).to_pylist()
    return found


def write_columns(path: Path, table: pa.Table) -> None:
    """Write a table of which rows are looked up one by one: as Arrow's own file, which is mapped into memory."""
    content = pa.BufferOutputStream()
    with pa.ipc.new_file(content, table.schema) as file:
        file.write_table(table)
    write_bytes(path, memoryview(content.getvalue()))


def write_bytes(path: Path, content: bytes | memoryview) -> None:
    """Write a file that is no part, in one piece likewise."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_bytes(content)
    beside.replace(path)
