"""From given paths to pages, one by one: nothing is held longer than it takes to hand it on."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Generic, TypeVar, cast

from retold.page import Page, PageKind, Problem
from retold.read.bundle import Bomb, Bundle, Member, bundle_of, is_hidden, members
from retold.read.decode import decode
from retold.read.feed import is_feed, read_feed
from retold.read.frames import is_archive
from retold.read.json_feed import is_json_feed, read_json_feed
from retold.read.json_file import read_json
from retold.read.json_lines import read_json_lines
from retold.read.names import Names
from retold.read.packed import Damaged, Unpacked, name_inside, packing_of
from retold.read.parquet import read_parquet
from retold.read.sniff import HEAD, PARQUET, binary_kind, glance, is_html, is_json, is_json_lines, xml_root
from retold.read.walk import Found, Walk, given_paths, is_no_page, says_passed_over, unreadable
from retold.read.warc import read_warc
from retold.settings import ReadSettings

_LINES_NAMES = (".jsonl", ".ndjson", ".jl")
_ARCHIVE_NAMES = (".warc", ".wet")
_NO_DOCUMENTS = ("no-texts", "bad-json", "other-xml")


Batch = TypeVar("Batch")
"""Many records of a table at once, where the readers of tables make such."""


@dataclass(frozen=True, slots=True)
class Readers(Generic[Batch]):
    """How tables are read: page by page, or in batches."""

    lines: Callable[[BinaryIO, Found, ReadSettings], Iterator[Page | Problem | Batch]]
    table: Callable[[BinaryIO, Found, ReadSettings], Iterator[Page | Problem | Batch]]


def read_pages(
    paths: Sequence[str | Path], settings: ReadSettings, stdin: BinaryIO | None = None
) -> Iterator[Page | Problem]:
    """The pages found at files, folders and ``-`` (``stdin``), in a fixed order; a ``Problem`` for what is not one.

    A file is looked at before it is believed: binary data under the name of a page is refused after its first
    bytes, and a page without a known ending is still read as what it is.
    """
    readers: Readers[Page] = Readers(read_json_lines, read_parquet)
    yield from read_items(paths, settings, stdin, readers)


def read_items(
    paths: Sequence[str | Path], settings: ReadSettings, stdin: BinaryIO | None, readers: Readers[Batch]
) -> Iterator[Page | Problem | Batch]:
    """The same with tables read in the caller's way."""
    walk = Walk()
    for given in given_paths(paths):
        if str(given) == "-":
            yield from _read_stdin(stdin, settings, readers)
            continue
        for found in walk.files(given):
            if isinstance(found, Problem):
                yield found
            else:
                yield from _read_file(found, settings, walk, readers)
    yield from walk.passed_over()


def _read_stdin(
    stdin: BinaryIO | None, settings: ReadSettings, readers: Readers[Batch]
) -> Iterator[Page | Problem | Batch]:
    if stdin is None:
        yield Problem("-", "read", "missing", "there is no standard input to read")
        return
    try:
        yield from _read_stream(stdin, Found(Path("-"), "stdin", named=True), settings, readers)
    except OSError as error:
        yield unreadable("-", error)


def _read_file(
    found: Found, settings: ReadSettings, walk: Walk, readers: Readers[Batch]
) -> Iterator[Page | Problem | Batch]:
    try:
        with found.path.open("rb") as stream:
            yield from _read_one(stream, found, settings, walk.pass_over, readers)
    except OSError as error:
        yield unreadable(found.path, error)


def _read_one(
    stream: BinaryIO,
    found: Found,
    settings: ReadSettings,
    pass_over: Callable[[str], None],
    readers: Readers[Batch],
) -> Iterator[Page | Problem | Batch]:
    """What a file holds; a file of a folder that turns out to be no document is passed over."""
    used = False
    for item in _read_stream(stream, found, settings, readers):
        if isinstance(item, Problem) and not (found.named or used) and _is_no_document(item, found):
            pass_over(found.name)
        else:
            used = True
            yield item


def _read_bundle(
    opened: _Opened, kind: Bundle, found: Found, settings: ReadSettings, readers: Readers[Batch]
) -> Iterator[Page | Problem | Batch]:
    """The pages in a ZIP file or tar archive, which is read like a folder."""
    passed: list[str] = []
    names = Names()
    count, broken = 0, False
    try:
        with opened.seekable() if kind == "zip" else nullcontext(opened.whole()) as stream:
            for member in members(stream, kind, settings):
                if is_hidden(member.name):
                    continue
                count += 1
                own = Found(found.path / member.name, f"{found.name}/{names.free(member.name)}", False, inside=True)
                if is_no_page(member.name.rpartition("/")[2]):
                    passed.append(own.name)
                else:
                    yield from _read_member(member, own, settings, passed.append, readers)
    except Damaged as error:
        broken = True
        yield Problem(str(found.path), "read", "damaged", f"{error}; files read before that: {count}")
    if passed:
        yield Problem(str(found.path), "read", "not-pages", says_passed_over(passed), fatal=False)
    elif not count and not broken:
        yield Problem(str(found.path), "read", "empty-folder", "the archive holds no page")


def _read_member(
    member: Member, own: Found, settings: ReadSettings, pass_over: Callable[[str], None], readers: Readers[Batch]
) -> Iterator[Page | Problem | Batch]:
    if member.refused:
        yield Problem(str(own.path), "read", "damaged", member.refused)
        return
    try:
        yield from _read_one(member.stream, own, settings, pass_over, readers)
    except Bomb:
        raise
    except OSError as error:
        yield unreadable(own.path, error)


def _is_no_document(problem: Problem, found: Found) -> bool:
    """True for a table, JSON or XML file of something else, and for a packed file of data."""
    return problem.code in _NO_DOCUMENTS or (problem.code == "binary" and name_inside(found.name) != found.name)


def _read_stream(
    stream: BinaryIO, found: Found, settings: ReadSettings, readers: Readers[Batch]
) -> Iterator[Page | Problem | Batch]:
    """What a stream holds, unpacked if need be: its first bytes say what it is."""
    head = _read_full(stream, HEAD)
    packing = packing_of(head)
    if packing is None:
        yield from _read_form(_Opened(head, stream), found, settings, readers)
        return
    unpacked = Unpacked(_Opened(head, stream).whole(), packing, settings)
    inside = cast(BinaryIO, unpacked)
    head = _read_full(inside, HEAD)
    if not _is_archive(head, found):
        head = head[: unpacked.stop_at_damage()]
    yield from _read_form(_Opened(head, inside, unpacked), found, settings, readers)


def _read_form(
    opened: _Opened, found: Found, settings: ReadSettings, readers: Readers[Batch]
) -> Iterator[Page | Problem | Batch]:
    head, name = opened.head, name_inside(found.name).lower()
    if head.startswith(PARQUET):
        with opened.seekable() as stream:
            yield from readers.table(stream, found, settings)
        return
    if _is_archive(head, found):
        yield from read_warc(opened.whole(), opened.packed, found, settings)
        return
    bundle = None if found.inside else bundle_of(head)
    if bundle:
        yield from _read_bundle(opened, bundle, found, settings, readers)
        return
    kind = binary_kind(head)
    if kind or not head:
        packed = " inside a packed file" if opened.packed else ""
        says = f"it is {kind}{packed}, not a page" if kind else "the file is empty"
        yield Problem(str(found.path), "read", "binary" if kind else "empty", says)
        return
    start = glance(head)
    if is_json(start) and is_json_feed(start):
        yield from _read_text(opened.whole(), found, settings, read_json_feed)
    elif name.endswith(_LINES_NAMES) or is_json_lines(start):
        yield from readers.lines(opened.whole(), found, settings)
    elif name.endswith(".json") or is_json(start):
        yield from read_json(opened.whole(), found, settings)
    else:
        yield from _read_text(opened.whole(), found, settings, _read_marked)


def _is_archive(head: bytes, found: Found) -> bool:
    """True for a web archive; the name counts too, since its beginning may be damaged."""
    return is_archive(head) or (bool(head) and name_inside(found.name).lower().endswith(_ARCHIVE_NAMES))


def _read_text(
    stream: BinaryIO,
    found: Found,
    settings: ReadSettings,
    reader: Callable[[str, Found, ReadSettings], Iterator[Page | Problem]],
) -> Iterator[Page | Problem]:
    """What a reader makes of a file that is held as one text, no larger than a page may be."""
    path = str(found.path)
    raw = stream.read(settings.max_bytes + 1)
    if len(raw) > settings.max_bytes:
        yield Problem(path, "read", "too-large", f"it is larger than {settings.max_bytes:,} bytes, the most for a page")
        return
    decoded = decode(raw)
    if not decoded.text.strip():
        yield Problem(path, "read", "blank", "the file holds nothing but white space")
        return
    if decoded.doubt:
        yield Problem(path, "read", "encoding", decoded.doubt, fatal=False)
    yield from reader(decoded.text, found, settings)


def _read_marked(text: str, found: Found, settings: ReadSettings) -> Iterator[Page | Problem]:
    """A page with or without markup, or a feed."""
    root = xml_root(text)
    if is_feed(text):
        yield from read_feed(text, found, settings)
    elif root and not is_html(text):
        says = f"it is XML of another kind ({root}), neither a page nor a feed"
        yield Problem(str(found.path), "read", "other-xml", says)
    else:
        kind: PageKind = "html" if is_html(text) else "text"
        yield Page(name=found.name, path=str(found.path), kind=kind, text=text)


def _read_full(stream: BinaryIO, size: int) -> bytes:
    """Up to ``size`` bytes: a pipe hands out less at a time than was asked for."""
    parts: list[bytes] = []
    while size > 0 and (part := stream.read(min(size, 1 << 20))):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A stream whose first bytes were read to see what it is."""

    head: bytes
    rest: BinaryIO
    packed: Unpacked | None = None

    def whole(self) -> BinaryIO:
        """The stream from its first byte on."""
        if self.packed is None and self.rest.seekable():
            self.rest.seek(0)
            return self.rest
        return joined(self.head, self.rest)

    @contextmanager
    def seekable(self) -> Iterator[BinaryIO]:
        """The same for readers that jump about: what comes through a pipe or is packed goes through a file on disk."""
        if self.packed is None and self.rest.seekable():
            self.rest.seek(0)
            yield self.rest
            return
        with tempfile.TemporaryFile() as file:
            shutil.copyfileobj(self.whole(), file)
            file.seek(0)
            yield cast(BinaryIO, file)


def joined(head: bytes, rest: BinaryIO) -> io.BufferedReader:
    """A stream of some bytes that were read already and the rest of their stream."""
    return io.BufferedReader(_Joined(head, rest))


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
