"""JSONL: one JSON object a line, read line by line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from retold.page import Page, Problem
from retold.read.records import Row, read_records
from retold.read.walk import Found
from retold.settings import ReadSettings


def read_json_lines(stream: BinaryIO, found: Found, settings: ReadSettings, first: int = 1) -> Iterator[Page | Problem]:
    """A page for each line; a line that cannot be used is a ``Problem`` that gives its number, from ``first`` on."""
    yield from read_records(_rows(stream, found, settings.max_bytes, first), found, settings)


def _rows(stream: BinaryIO, found: Found, most: int, first: int) -> Iterator[Row]:
    number = first - 1
    while line := stream.readline(most + 1):
        number += 1
        if len(line) > most:
            yield Problem(str(found.path), "read", "too-large", f"line {number} is longer than {most:,} bytes")
            _skip_rest(stream, line)
        elif line.strip():
            yield _row(line, f"line {number}", found)


def _skip_rest(stream: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(1_000_000)


def _row(line: bytes, place: str, found: Found) -> Row:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return _bad(found, f"{place} is not valid UTF-8")
    except (ValueError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply"
        return _bad(found, f"{place} is not valid JSON: {reason}")
    return (place, record) if isinstance(record, dict) else _bad(found, f"{place} is not a JSON object")


def _bad(found: Found, says: str) -> Problem:
    return Problem(str(found.path), "read", "bad-record", says)
