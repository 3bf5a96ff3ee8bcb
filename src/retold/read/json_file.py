"""One JSON value: an array of records, a record, or an answer with a list of records somewhere inside."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from retold.page import Page, Problem
from retold.read.columns import value_at
from retold.read.records import Record, Row, no_texts, read_records
from retold.read.walk import Found
from retold.settings import ReadSettings

_TAKEN = 1 << 16


def read_json(stream: BinaryIO, found: Found, settings: ReadSettings) -> Iterator[Page | Problem]:
    """A page for each object with a text, as far as the file is valid JSON; objects without one are counted.

    Objects are looked for as elements of lists, at any depth, the outermost first; the file's own object counts too.
    """
    objects = _Objects(stream, found, settings)
    for item in read_records(objects.rows(), found, settings):
        if not (isinstance(item, Problem) and item.code == "empty" and not objects.with_text):
            yield item
    if objects.broken:
        yield objects.broken
    elif not objects.with_text:
        yield no_texts(found, settings.columns, objects.names)
    elif objects.without_text:
        says = f"{objects.without_text} of its objects have no text and were passed over"
        yield Problem(str(found.path), "read", "no-texts", says, fatal=False)


class _Objects:
    """The objects of a JSON file one by one; counts those that are no documents."""

    def __init__(self, stream: BinaryIO, found: Found, settings: ReadSettings) -> None:
        self.with_text = self.without_text = 0
        self.names: dict[str, None] = {}
        self.broken: Problem | None = None
        self._stream, self._found, self._settings = stream, found, settings
        self._since = 0
        self._begun = False

    def rows(self) -> Iterator[Row]:
        from ijson import JSONError

        try:
            for record in self._objects():
                if self._has_text(record):
                    self.with_text += 1
                    yield f"record {self.with_text}", record
                else:
                    self.without_text += 1
                    if not self.names:
                        self.names = dict.fromkeys(record)
        except JSONError as error:
            self.broken = self._problem("bad-json", f"it is not valid JSON ({_reason(error)})")
        except _TooLong:
            most = self._settings.max_bytes
            self.broken = self._problem("too-large", f"one of its objects is larger than {most:,} bytes, which ends it")

    def read(self, size: int) -> bytes:
        """The next bytes for the parser; it may not take more than the largest page between two objects."""
        if self._since > self._settings.max_bytes:
            raise _TooLong
        part = self._stream.read(size)
        if not self._begun and size:
            self._begun, part = True, part.removeprefix(codecs.BOM_UTF8)
        self._since += len(part)
        return part

    def _objects(self) -> Iterator[Record]:
        """The outermost objects that are elements of a list, then the plain values of the file's own object."""
        import ijson

        inside: list[str] = []
        key, own = "", dict[str, object]()
        builder, depth = None, 0
        for event, value in ijson.basic_parse(self, buf_size=_TAKEN, multiple_values=True, use_float=True):
            if builder is None and event == "start_map" and inside[-1:] == ["array"]:
                builder, depth = ijson.ObjectBuilder(), len(inside)
            if builder is not None:
                builder.event(event, value)
            if event in ("start_map", "start_array"):
                inside.append(event[6:])
            elif event in ("end_map", "end_array"):
                inside.pop()
                if builder is not None and len(inside) == depth:
                    yield self._whole(builder.value)
                    builder = None
                elif not inside:
                    if self._has_text(own):
                        self.without_text = 0  # what it lists are parts of one document
                        yield self._whole(own)
                    elif not (self.with_text or self.without_text):
                        yield self._whole(own)
                    own = {}
            elif event == "map_key":
                key = value
            elif inside == ["map"]:
                own[key] = value

    def _has_text(self, record: Record) -> bool:
        columns = self._settings.columns
        return any(isinstance(value_at(record, name), str) for name in (columns.text, columns.html))

    def _whole(self, record: Record) -> Record:
        self._since = 0
        return record

    def _problem(self, code: str, says: str) -> Problem:
        read = f"; read before that: {self.with_text}" if self.with_text else ""
        return Problem(str(self._found.path), "read", code, says + read)


def _reason(error: Exception) -> str:
    """The parser's reason without its picture of the place."""
    told = error.args[0] if error.args else ""
    words = told.decode("utf-8", "replace") if isinstance(told, bytes) else str(told)
    return words.split("\n")[0].removeprefix("parse error: ").rstrip(". ")


class _TooLong(Exception):
    """An object is larger than any page may be."""
