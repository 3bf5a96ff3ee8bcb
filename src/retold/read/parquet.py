"""Parquet tables, read a few rows at a time; the one place that imports pyarrow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from retold.page import Page, Problem
from retold.read.columns import FIELDS
from retold.read.records import Row, no_texts, read_records
from retold.read.walk import Found
from retold.settings import ReadSettings

if TYPE_CHECKING:
    from pyarrow import RecordBatch
    from pyarrow.parquet import ParquetFile

_ROWS = 32
"""Rows in memory at a time: with the largest pages that is 320 MB, with usual ones a few hundred kilobytes."""
_BUFFER = 1 << 20
"""Bytes of a column read at a time; without it a whole row group is held."""


def read_parquet(stream: BinaryIO, found: Found, settings: ReadSettings) -> Iterator[Page | Problem]:
    """A page for each row of a table; ``stream`` must be able to seek, as the format begins at its end."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.ParquetFile(stream, pre_buffer=False, buffer_size=_BUFFER)
    except (pa.ArrowException, OSError) as error:
        yield _unreadable(found, error)
        return
    columns = settings.columns
    there = {field: getattr(columns, field) for field in FIELDS if _has(table, getattr(columns, field))}
    if not ({"text", "html"} & there.keys()) or ("id" not in there and not found.named):
        yield no_texts(found, columns, table.schema_arrow.names)
        return
    try:
        rows = _rows(table, list(there.values()), found)
        yield from read_records(rows, found, settings, table.schema_arrow.names)
    except (pa.ArrowException, OSError) as error:
        yield _unreadable(found, error)


def _has(table: ParquetFile, column: str) -> bool:
    """True for the name of a column, or of a part of one (``a.b``)."""
    paths = [table.schema.column(number).path for number in range(len(table.schema))]
    return any(path == column or path.startswith(f"{column}.") for path in paths)


def _rows(table: ParquetFile, names: list[str], found: Found) -> Iterator[Row]:
    number = 0
    for batch in table.iter_batches(batch_size=_ROWS, columns=names):
        for at in range(batch.num_rows):
            number += 1
            yield _row(batch, at, f"row {number}", found)


def _row(batch: RecordBatch, at: int, place: str, found: Found) -> Row:
    try:
        values = {name: batch.column(name)[at].as_py() for name in batch.schema.names}
        return place, {name: v.decode("utf-8") if isinstance(v, bytes) else v for name, v in values.items()}
    except (ValueError, OverflowError) as error:
        reason = "is not valid UTF-8" if isinstance(error, UnicodeDecodeError) else f"cannot be read: {error}"
        return Problem(str(found.path), "read", "bad-record", f"{place} {reason}")


def _unreadable(found: Found, error: Exception) -> Problem:
    says = f"it is a Parquet table that cannot be read: {str(error).splitlines()[0]}"
    return Problem(str(found.path), "read", "damaged", says)
