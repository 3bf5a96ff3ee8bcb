"""The plain files in a tar archive, by its own headers of 512 bytes (POSIX ustar, pax, and GNU's long names)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import BinaryIO, cast

from retold.read.packed import Damaged

_BLOCK = 512
_MOST_HEADER = 1 << 20
"""Bytes of the longest header of its own that a name may need."""
_FILES = (b"0", b"\x00", b"7")
_SKIPPED = 1 << 16
_PATH = re.compile(rb"(?:^|\n)\d+ path=([^\n]*)\n")


def is_tar(head: bytes) -> bool:
    """True for the first bytes of a tar archive."""
    return head[257:262] == b"ustar"


def tar_files(stream: BinaryIO) -> Iterator[tuple[str, BinaryIO]]:
    """Name and content of each plain file, to be read before the next one is asked for.

    Links, devices, folders and files with holes are passed over. Raises ``Damaged`` where a header makes no sense.
    """
    long_name = b""
    while header := _read(stream, _BLOCK):
        if not header.strip(b"\x00"):
            break
        if len(header) < _BLOCK or not _is_whole(header):
            raise Damaged("it is damaged or ends too early")
        size, kind = _number(header[124:136]), header[156:157]
        part = _Part(stream, size)
        if kind in (b"L", b"x"):
            if size > _MOST_HEADER:
                raise Damaged(f"the name of one of its files takes more than {_MOST_HEADER:,} bytes")
            told = part.read()
            found = _PATH.search(told)
            long_name = (found[1] if found else long_name) if kind == b"x" else told.rstrip(b"\x00")
        else:
            name, long_name = long_name or _name(header), b""
            if kind in _FILES:
                yield name.decode("utf-8", "replace"), cast(BinaryIO, io.BufferedReader(part))
        part.skip()
        _skip(stream, -size % _BLOCK)


def _is_whole(header: bytes) -> bool:
    """True when the sum of a header's bytes is what it says, its own eight counted as spaces."""
    try:
        return _number(header[148:156]) == sum(header[:148]) + 8 * 32 + sum(header[156:])
    except Damaged:
        return False


def _number(field: bytes) -> int:
    """A number in octal digits, or in base 256 when its first bit says so."""
    if field[0] & 0x80:
        return int.from_bytes(bytes([field[0] & 0x7F]) + field[1:], "big")
    try:
        return int(field.strip(b" \x00") or b"0", 8)
    except ValueError:
        raise Damaged("a number in one of its headers is damaged") from None


def _name(header: bytes) -> bytes:
    name = header[:100].partition(b"\x00")[0]
    before = header[345:500].partition(b"\x00")[0] if header[257:263] == b"ustar\x00" else b""
    return before + b"/" + name if before else name


class _Part(io.RawIOBase):
    """The bytes of one file in a stream."""

    def __init__(self, stream: BinaryIO, size: int) -> None:
        self._stream, self._left = stream, size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(min(len(buffer), self._left))
        if not data and self._left:
            self._left = 0
            raise Damaged("it ends too early")
        self._left -= len(data)
        buffer[: len(data)] = data
        return len(data)

    def skip(self) -> None:
        """Go on to what stands behind it."""
        _skip(self._stream, self._left)
        self._left = 0


def _skip(stream: BinaryIO, size: int) -> None:
    while size > 0 and (data := stream.read(min(size, _SKIPPED))):
        size -= len(data)


def _read(stream: BinaryIO, size: int) -> bytes:
    parts: list[bytes] = []
    while size > 0 and (part := stream.read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
