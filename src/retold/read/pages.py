"""From given paths to pages, one by one: nothing is held longer than it takes to hand it on."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from retold.model import Page, Problem
from retold.read.decode import decode
from retold.read.records import read_records
from retold.read.sniff import HEAD, binary_kind, is_html, is_records
from retold.read.walk import Found, Walk, given_paths, unreadable
from retold.settings import ReadSettings

_RECORD_NAMES = (".jsonl", ".ndjson", ".jl")


def read_pages(
    paths: Sequence[str | Path], settings: ReadSettings, stdin: BinaryIO | None = None
) -> Iterator[Page | Problem]:
    """The pages found at files, folders and ``-`` (``stdin``), in a fixed order; a ``Problem`` for what is not one.

    A file is looked at before it is believed: binary data under the name of a page is refused after its first
    bytes, and a page without a known ending is still read as what it is.
    """
    walk = Walk()
    for given in given_paths(paths):
        if str(given) == "-":
            yield from _read_stdin(stdin, settings)
            continue
        for found in walk.files(given):
            if isinstance(found, Problem):
                yield found
            else:
                yield from _read_file(found, settings, walk)
    yield from walk.passed_over()


def _read_stdin(stdin: BinaryIO | None, settings: ReadSettings) -> Iterator[Page | Problem]:
    if stdin is None:
        yield Problem("-", "read", "missing", "there is no standard input to read")
        return
    try:
        yield from _read_stream(stdin, "-", "stdin", settings)
    except OSError as error:
        yield unreadable("-", error)


def _read_file(found: Found, settings: ReadSettings, walk: Walk) -> Iterator[Page | Problem]:
    try:
        with found.path.open("rb") as stream:
            for item in _read_stream(stream, str(found.path), found.name, settings, found.named):
                if isinstance(item, Problem) and item.code == "no-texts" and not found.named:
                    walk.pass_over(found.name)
                else:
                    yield item
    except OSError as error:
        yield unreadable(found.path, error)


def _read_stream(
    stream: BinaryIO, path: str, name: str, settings: ReadSettings, named: bool = True
) -> Iterator[Page | Problem]:
    head = _read_full(stream, HEAD)
    kind = binary_kind(head)
    if kind:
        yield Problem(path, "read", "binary", f"it is {kind}, not a page")
        return
    if not head:
        yield Problem(path, "read", "empty", "the file is empty")
        return
    if name.lower().endswith(_RECORD_NAMES) or is_records(head[:4096].decode("utf-8", "replace")):
        joined = io.BufferedReader(_Joined(head, stream))
        yield from read_records(joined, path, name, settings.max_bytes, need_id=not named)
        return
    raw = head + _read_full(stream, settings.max_bytes + 1 - len(head))
    if len(raw) > settings.max_bytes:
        yield Problem(path, "read", "too-large", f"it is larger than {settings.max_bytes:,} bytes, the most for a page")
        return
    yield from _page(raw, path, name)


def _page(raw: bytes, path: str, name: str) -> Iterator[Page | Problem]:
    decoded = decode(raw)
    if not decoded.text.strip():
        yield Problem(path, "read", "blank", "the file holds nothing but white space")
        return
    if decoded.doubt:
        yield Problem(path, "read", "encoding", decoded.doubt, fatal=False)
    yield Page(name=name, path=path, kind="html" if is_html(decoded.text) else "text", text=decoded.text)


def _read_full(stream: BinaryIO, size: int) -> bytes:
    """Up to ``size`` bytes: a pipe hands out less at a time than was asked for."""
    parts: list[bytes] = []
    while size > 0 and (part := stream.read(min(size, 1 << 20))):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


class _Joined(io.RawIOBase):
    """The bytes already looked at, followed by the rest of the stream."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = memoryview(head), rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        taken = bytes(self._head[: len(buffer)]) or self._rest.read(len(buffer))
        self._head = self._head[len(taken) :]
        buffer[: len(taken)] = taken
        return len(taken)
