"""A web archive cut into its records, each with its place; a record that is wrong does not take others with it.

The iterator of fastwarc trusts every Content-Length: one that is too long swallows the records behind it without a
word, and one damaged gzip member ends it. So the records are cut here, and fastwarc reads what is inside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

_START = re.compile(rb"WARC/\d\.\d+[ \t]*\r?\n(?=[A-Za-z][A-Za-z-]*:)")
_BEHIND = re.compile(rb"[\r\n]*(?:WARC/\d\.\d|\Z)")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,15})[ \t]*\r?$", re.I | re.M)
_LOOK_BACK = 64
"""Bytes kept of what is passed over, since the beginning of a record may be cut in two by a read."""
_MOST_HEAD = 32_768
"""Longest header of a record: those of real archives have some hundred bytes."""
_TAKEN = 1 << 16


@dataclass(frozen=True, slots=True)
class Frame:
    """One record: ``[start, stop)`` in the unpacked stream, its header and its block, and what is wrong with it."""

    start: int
    stop: int
    head: bytes
    block: bytes
    """All of it, or of a record that is too large only the beginning."""
    flaw: str | None = None
    usable: bool = True


def is_archive(head: bytes) -> bool:
    """True when the first bytes of a file are those of a web archive."""
    return _START.match(head) is not None


def frames(stream: BinaryIO, most: int) -> Iterator[Frame]:
    """The records of an unpacked archive one by one, with blocks up to ``most`` bytes; never more is in memory.

    Where a Content-Length is wrong, the block ends where the next record begins.
    """
    window = _Window(stream)
    while window.to_start():
        start = window.at
        end_of_head = window.find(_HEAD_END, _MOST_HEAD)
        if end_of_head is None:
            window.drop(1)
            window.to_start()
            yield Frame(start, window.at, b"", b"", "its header does not end", usable=False)
            continue
        head = window.take(end_of_head.end())
        yield _frame(window, start, head, most)


def _frame(window: _Window, start: int, head: bytes, most: int) -> Frame:
    found = _LENGTH.search(head)
    length = int(found.group(1)) if found else None
    if length is not None and length > most and window.find(_START, most) is None:
        beginning = window.pass_over(length)
        says = f"it is larger than {most:,} bytes, the most for a page"
        return Frame(start, window.at, head, beginning, says, usable=False)
    if length is not None and length <= most and window.ends_at(length):
        return Frame(start, window.at + length, head, window.take(length))
    return _misfit(window, start, head, length, most)


def _misfit(window: _Window, start: int, head: bytes, length: int | None, most: int) -> Frame:
    """A record whose length is not what its header says: it reaches to the next one, or to the end of the file."""
    following = window.find(_START, most)
    if following is None and window.fill(most + 1) > most:
        window.to_start()
        says = f"no record begins where its Content-Length ends, nor within {most:,} bytes"
        return Frame(start, window.at, head, b"", says, usable=False)
    block = window.take(following.start() if following else window.fill(most))
    block = block.removesuffix(b"\r\n\r\n")
    if following is None and length is not None and len(block) < length:
        flaw = f"the file ends after {len(block):,} of its {length:,} bytes"
    else:
        flaw = (
            f"its Content-Length is {'missing' if length is None else f'{length:,}'}, but it has {len(block):,} bytes"
        )
    return Frame(start, window.at, head, block, flaw)


class _Window:
    """A stream read forwards with a view of what comes next; ``at`` is the offset of the first byte in view."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._view = bytearray()
        self.at = 0

    def fill(self, size: int) -> int:
        """Bytes in view after an attempt to have ``size``: fewer at the end of the stream."""
        while len(self._view) < size and (more := self._stream.read(max(_TAKEN, size - len(self._view)))):
            self._view += more
        return len(self._view)

    def take(self, size: int) -> bytes:
        """The next bytes, which leave the view."""
        taken = bytes(self._view[:size])
        self.drop(size)
        return taken

    def drop(self, size: int) -> None:
        size = min(size, len(self._view))
        del self._view[:size]
        self.at += size

    def find(self, pattern: re.Pattern[bytes], within: int) -> re.Match[bytes] | None:
        """The first place of a pattern in the next ``within`` bytes."""
        size = _TAKEN
        while True:
            filled = self.fill(min(size, within))
            found = pattern.search(self._view, 0, within)
            if found or filled < size or size >= within:
                return found
            size *= 4

    def ends_at(self, length: int) -> bool:
        """True when behind so many bytes another record begins or the stream ends."""
        filled = self.fill(length + _LOOK_BACK)
        return filled >= length and _BEHIND.match(self._view[length : length + _LOOK_BACK]) is not None

    def to_start(self) -> bool:
        """Go on to where the next record begins; False when there is none."""
        return self._seek_start(None)

    def pass_over(self, length: int) -> bytes:
        """Leave a large block behind and return its beginning; a record that begins inside shows a wrong length."""
        self.fill(_TAKEN)
        beginning = bytes(self._view[:_TAKEN])
        self._seek_start(self.at + length)
        return beginning

    def _seek_start(self, stop: int | None) -> bool:
        while self.fill(_TAKEN):
            found = _START.search(self._view)
            if found:
                self.drop(found.start())
                return True
            if stop is not None and self.at + len(self._view) >= stop:
                self.drop(stop - self.at)
                return False
            if self.fill(_TAKEN) < _TAKEN:
                self.drop(len(self._view))
                return False
            self.drop(len(self._view) - _LOOK_BACK)
        return False
