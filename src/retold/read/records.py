"""Documents that are already text: one JSON object a line with ``text`` and, if known, id, title, date, outlet, url."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from retold.model import Page, Problem
from retold.read.decode import without_surrogates

_LOOKED_AT = 5
"""Lines read before a file is taken for one without texts, such as a table of labels beside the documents."""


def read_records(
    stream: BinaryIO, path: str, name: str, max_bytes: int, *, need_id: bool = False
) -> Iterator[Page | Problem]:
    """A page for each line; a line that cannot be used is a ``Problem`` that gives its number.

    The text is kept letter for letter, so that offsets from elsewhere still hold. ``need_id`` is for a file that the
    user did not name: notes about documents often have a text of their own, documents have an id.
    """
    reader = _Records(path, name, need_id)
    held: list[Page | Problem] = []
    for item in _items(reader, stream, max_bytes):
        held.append(item)
        if reader.found_text or reader.seen >= _LOOKED_AT:
            if not reader.found_text and reader.only_textless:
                break
            yield from held
            held = []
    if held and reader.only_textless:
        yield Problem(path, "read", "no-texts", 'its lines have no "text" or no "id", so it holds no documents')
        return
    yield from held
    if not reader.seen:
        yield Problem(path, "read", "empty", "the file holds no records")


def _items(reader: _Records, stream: BinaryIO, max_bytes: int) -> Iterator[Page | Problem]:
    number = 0
    while line := stream.readline(max_bytes + 1):
        number += 1
        if len(line) > max_bytes:
            yield Problem(reader.path, "read", "too-large", f"line {number} is longer than {max_bytes:,} bytes")
            _skip_rest(stream, line)
        elif line.strip():
            yield reader.read(line, number)


def _skip_rest(stream: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(1_000_000)


class _Records:
    """Turns lines into pages and keeps the names of one file distinct."""

    def __init__(self, path: str, name: str, need_id: bool) -> None:
        self.path, self.name, self.need_id = path, name, need_id
        self.seen = 0
        self.found_text = False
        self._textless = 0
        self._ids: dict[str, int] = {}

    @property
    def only_textless(self) -> bool:
        """True when all lines so far are proper objects and none has a text: a table of something else."""
        return self._textless == self.seen > 0

    def read(self, line: bytes, number: int) -> Page | Problem:
        self.seen += 1
        try:
            found = json.loads(line.decode("utf-8-sig"))
        except UnicodeDecodeError:
            return self._problem("bad-record", f"line {number} is not valid UTF-8")
        except (ValueError, RecursionError) as error:
            reason = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply"
            return self._problem("bad-record", f"line {number} is not valid JSON: {reason}")
        if not isinstance(found, dict):
            return self._problem("bad-record", f"line {number} is not a JSON object")
        text = found.get("text")
        if not isinstance(text, str) or (self.need_id and _words(found, "id") is None):
            self._textless += 1
            return self._problem("bad-record", f'line {number} has no "text" with words in it')
        self.found_text = True
        if not text.strip():
            return self._problem("empty", f"the text of line {number} is empty")
        return self._page(found, text, number)

    def _page(self, found: dict[str, object], text: str, number: int) -> Page:
        given_id = _words(found, "id")
        return Page(
            name=f"{self.name}#{self._free(given_id or f'line {number}')}",
            path=self.path,
            kind="record",
            text=without_surrogates(text),
            url=_words(found, "url"),
            given_id=given_id,
            title=_words(found, "title"),
            date=_words(found, "date"),
            outlet=_words(found, "outlet"),
        )

    def _free(self, record: str) -> str:
        self._ids[record] = self._ids.get(record, 0) + 1
        return record if self._ids[record] == 1 else f"{record}~{self._ids[record]}"

    def _problem(self, code: str, says: str) -> Problem:
        return Problem(self.path, "read", code, says)


def _words(found: dict[str, object], key: str) -> str | None:
    value = found.get(key)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return without_surrogates(str(value)).strip() or None
