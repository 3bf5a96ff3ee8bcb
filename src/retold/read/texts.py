"""Tables of texts as columns, many rows at a time: the way into work on whole piles that look at words only.

JSONL and Parquet go through Arrow, without an object for each record. What Arrow cannot take (records that are broken
or oddly typed, pages, archives, feeds) is read as pages, by the same rules and with the same problems as everywhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import numpy as np
from numpy.typing import NDArray

from retold.page import Page, Problem
from retold.read.json_lines import read_json_lines
from retold.read.pages import Readers, joined, read_items
from retold.read.parquet import read_parquet
from retold.read.walk import Found
from retold.settings import Columns, ReadSettings

if TYPE_CHECKING:
    import pyarrow as pa

_BLOCK = 4 << 20
"""Bytes of JSONL parsed at a time."""
_ROWS = 2_000
"""Rows of a Parquet table read at a time."""
_ABOUT = ("id", "outlet", "date", "url")


@dataclass(frozen=True, slots=True)
class TextBatch:
    """Some texts as one piece of UTF-8, and what is known of them."""

    ids: Sequence[str | None]
    outlets: Sequence[str | None]
    dates: Sequence[str | None]
    urls: Sequence[str | None]
    data: bytes | memoryview
    bounds: NDArray[np.int64]
    """First byte of each text, and the end of the last."""
    path: str
    first: int
    """Number of the first record in its file, from 1."""


def read_texts(
    paths: Sequence[str | Path], settings: ReadSettings, stdin: BinaryIO | None = None
) -> Iterator[TextBatch | Page | Problem]:
    """The texts of tables in batches, everything else page by page, in a fixed order."""
    readers: Readers[TextBatch] = Readers(_read_lines, _read_table)
    yield from read_items(paths, settings, stdin, readers)


# ---------------------------------------------------------------------------------------------------------------- JSONL


def _read_lines(stream: BinaryIO, found: Found, settings: ReadSettings) -> Iterator[TextBatch | Page | Problem]:
    number, rest, kinds = 1, b"", None
    while block := stream.read(_BLOCK):
        block = rest + block
        cut = block.rfind(b"\n") + 1
        if kinds is None:
            kinds = _kinds(block, settings.columns, found)
        if kinds is None or (not cut and len(block) > settings.max_bytes):
            yield from read_json_lines(joined(block, stream), found, settings, number)
            return
        rest = block[cut:]
        if cut:
            yield from _lines(block[:cut], number, (found, kinds), settings)
            number += block.count(b"\n", 0, cut)
    if rest.strip() and kinds:
        yield from _lines(rest, number, (found, kinds), settings)


def _lines(
    block: bytes, number: int, kind: tuple[Found, dict[str, str]], settings: ReadSettings
) -> Iterator[TextBatch | Page | Problem]:
    found, kinds = kind
    batches = _parsed(block, kinds, settings)
    if batches is None:
        yield from read_json_lines(BytesIO(block), found, settings, number)
        return
    for batch in batches:
        yield _batch(batch, settings.columns, found, number)
        number += len(batch)


def _kinds(block: bytes, columns: Columns, found: Found) -> dict[str, str] | None:
    """The kind of each column that is of use, by the first record; None when records have to be read one by one."""
    line = block.lstrip().split(b"\n", 1)[0]
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(record, dict) or not isinstance(record.get(columns.text), str):
        return None
    if not found.named and columns.id not in record:
        return None
    names = [columns.text, *(getattr(columns, field) for field in _ABOUT)]
    if any("." in name and name not in record for name in names):
        return None
    return {name: "int64" if type(record.get(name)) is int else "string" for name in names}


def _parsed(block: bytes, kinds: dict[str, str], settings: ReadSettings) -> list[pa.RecordBatch] | None:
    import pyarrow as pa
    import pyarrow.json as pj

    schema = pa.schema([(name, pa.type_for_alias(kind)) for name, kind in kinds.items()])
    options = pj.ParseOptions(explicit_schema=schema, unexpected_field_behavior="ignore")
    try:
        reading = pj.ReadOptions(use_threads=False, block_size=len(block) + 1)
        table = pj.read_json(pa.BufferReader(block), read_options=reading, parse_options=options)
    except (pa.ArrowException, OSError):
        return None
    text = table.column(settings.columns.text)
    if text.null_count or not all(_usable(chunk, settings.max_bytes) for chunk in text.chunks):
        return None
    if settings.columns.id in kinds and table.column(settings.columns.id).null_count:
        return None
    batches: list[pa.RecordBatch] = table.to_batches()
    return batches


def _usable(text: pa.Array, most: int) -> bool:
    """True when no text is empty or too large."""
    lengths = np.diff(_offsets(text))
    return not len(lengths) or bool(lengths.min() > 0 and lengths.max() <= most)


# -------------------------------------------------------------------------------------------------------------- Parquet


def _read_table(stream: BinaryIO, found: Found, settings: ReadSettings) -> Iterator[TextBatch | Page | Problem]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = settings.columns
    try:
        table = pq.ParquetFile(stream, pre_buffer=False)
        schema = table.schema_arrow
    except (pa.ArrowException, OSError):
        yield from read_parquet(stream, found, settings)
        return
    names = [getattr(columns, field) for field in ("text", *_ABOUT) if getattr(columns, field) in schema.names]
    if columns.text not in names or not (found.named or columns.id in names) or not _plain(schema, names):
        yield from read_parquet(stream, found, settings)
        return
    number = 1
    try:
        for batch in table.iter_batches(batch_size=_ROWS, columns=names):
            whole = batch.set_column(names.index(columns.text), columns.text, batch.column(columns.text).cast("string"))
            text = whole.column(columns.text)
            if text.null_count or not _usable(text, settings.max_bytes):
                yield from _row_by_row(whole, number, found, settings)
            else:
                yield _batch(whole, columns, found, number)
            number += batch.num_rows
    except (pa.ArrowException, OSError) as error:
        says = f"it is a Parquet table that cannot be read: {str(error).splitlines()[0]}"
        yield Problem(str(found.path), "read", "damaged", says)


def _plain(schema: pa.Schema, names: Sequence[str]) -> bool:
    import pyarrow as pa

    kinds = [schema.field(name).type for name in names]
    return all(not pa.types.is_nested(kind) and not pa.types.is_binary(kind) for kind in kinds)


def _row_by_row(
    batch: pa.RecordBatch, number: int, found: Found, settings: ReadSettings
) -> Iterator[TextBatch | Page | Problem]:
    text = batch.column(settings.columns.text)
    lengths = np.diff(_offsets(text))
    for row in range(batch.num_rows):
        place = f"row {number + row}"
        if not text[row].is_valid or not lengths[row]:
            yield Problem(str(found.path), "read", "empty", f"the text of {place} is empty")
        elif lengths[row] > settings.max_bytes:
            says = f"the text of {place} is longer than {settings.max_bytes:,} characters"
            yield Problem(str(found.path), "read", "too-large", says)
        else:
            yield _batch(batch.slice(row, 1), settings.columns, found, number + row)


# ----------------------------------------------------------------------------------------------------------------- both


def _batch(batch: pa.RecordBatch, columns: Columns, found: Found, number: int) -> TextBatch:
    text = batch.column(columns.text)
    offsets = _offsets(text)
    about: list[Sequence[str | None]] = []
    for field in _ABOUT:
        name = getattr(columns, field)
        if name in batch.schema.names:
            about.append([_words(value) for value in batch.column(name).to_pylist()])
        else:
            about.append([None] * len(text))
    data = memoryview(text.buffers()[2] or b"")[offsets[0] : offsets[-1]]
    return TextBatch(about[0], about[1], about[2], about[3], data, offsets - offsets[0], str(found.path), number)


def _words(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value or None
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return str(value)


def _offsets(text: pa.Array) -> NDArray[np.int64]:
    """First byte of each text in the array's buffer, and the end of the last."""
    wide = str(text.type) == "large_string"
    offsets = np.frombuffer(text.buffers()[1], np.int64 if wide else np.int32)
    return offsets[text.offset : text.offset + len(text) + 1].astype(np.int64)
