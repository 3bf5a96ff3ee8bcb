"""Packed streams (gzip, bzip2, xz, zstd) as what is inside, a piece at a time, with an end to bombs and damage."""

from __future__ import annotations

import bz2
import io
import lzma
import sys
import zlib
from collections import deque
from collections.abc import Callable, Iterator
from typing import BinaryIO, Literal, NamedTuple, Protocol

from retold.settings import ReadSettings

Packing = Literal["gzip", "bzip2", "xz", "zstd"]

_MAGIC: dict[Packing, bytes] = {
    "gzip": b"\x1f\x8b\x08",
    "bzip2": b"BZh",
    "xz": b"\xfd7zXZ\x00",
    "zstd": b"\x28\xb5\x2f\xfd",
}
_SUFFIXES = (".gz", ".bz2", ".xz", ".zst")
_TAKEN = 1 << 16
"""Packed bytes read at a time."""
_GIVEN = 1 << 20
"""Unpacked bytes made at a time: what bounds the memory of a bomb."""


class Damaged(OSError):
    """Raised when packed data cannot be unpacked any further; says where and why."""


class Damage(NamedTuple):
    """A place where unpacking failed and went on behind: unpacked bytes before it, its packed offset, the reason."""

    at: int
    packed_at: int
    says: str


def packing_of(head: bytes) -> Packing | None:
    """How a file is packed, told from its first bytes; None for one that is not."""
    return next((packing for packing, magic in _MAGIC.items() if head.startswith(magic)), None)


def name_inside(name: str) -> str:
    """The name of a file without the suffix of its packing."""
    return next((name[: -len(suffix)] for suffix in _SUFFIXES if name.lower().endswith(suffix)), name)


class Unpacked(io.RawIOBase):
    """What is inside a packed stream. Members that follow each other are one stream, as the formats have it.

    Behind a place that cannot be unpacked, or that unfolds beyond reason, it goes on at the next member and keeps a
    note in ``damages``: the records of a web archive do not depend on each other. After ``stop_at_damage`` such a
    place raises ``Damaged`` instead, as for everything that is one whole.
    """

    def __init__(self, stream: BinaryIO, packing: Packing, settings: ReadSettings) -> None:
        self.damages: list[Damage] = []
        self._stops = False
        self._stream, self._packing, self._settings = stream, packing, settings
        self._left = memoryview(b"")
        self._made = self._taken = 0
        self._members: deque[tuple[int, int]] = deque()
        self._pieces = self._unpack()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if not self._left:
            self._left = memoryview(next(self._pieces, b""))
        if self._stops and self.damages:
            raise Damaged(self.damages[0].says)
        size = min(len(buffer), len(self._left))
        buffer[:size] = self._left[:size]
        self._left = self._left[size:]
        return size

    def stop_at_damage(self) -> int | None:
        """From now on damage is an error; the unpacked bytes before the first damage, None when there was none yet.

        Raises ``Damaged`` when there is nothing before it.
        """
        self._stops = True
        if not self.damages:
            return None
        if not self.damages[0].at:
            raise Damaged(self.damages[0].says)
        return self.damages[0].at

    def place(self, at: int) -> str:
        """Where an unpacked offset stands in the file, in words; the offsets asked for may only grow."""
        while len(self._members) > 1 and self._members[1][0] <= at:
            self._members.popleft()
        if self._members and self._members[0][0] == at:
            return f"byte {self._members[0][1]:,}"
        return f"byte {at:,} of what it unfolds to"

    def _unpack(self) -> Iterator[bytes]:
        data = self._more()
        while data:
            self._members.append((self._made, self._taken - len(data)))
            member = _Member(self._packing, data, self._settings)
            for piece in member.pieces(self._more):
                self._made += len(piece)
                yield piece
            data = member.rest.lstrip(b"\x00") or self._more()
            if member.failed:
                data = self._after_damage(member)
            elif not data.startswith(_MAGIC[self._packing]):
                data = self._next_member(data)  # what else stands behind a member is ignored, as gzip does

    def _after_damage(self, member: _Member) -> bytes:
        at = self._taken - len(member.rest)
        start = self._members[-1][1]
        self.damages.append(Damage(self._made, start, f"its {self._packing} data {member.failed}"))
        data = member.rest[1:] if at == start else member.rest
        return self._next_member(data)

    def _next_member(self, data: bytes) -> bytes:
        """The packed bytes from the next beginning of a member on; empty when there is none."""
        magic = _MAGIC[self._packing]
        while (found := data.find(magic)) < 0:
            more = self._more()
            if not more:
                return b""
            data = data[1 - len(magic) :] + more
        return data[found:]

    def _more(self) -> bytes:
        data = self._stream.read(_TAKEN)
        self._taken += len(data)
        return data


class _Unit(Protocol):
    """What the decompressors of the standard library have in common."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class _Member:
    """One member of a packed stream; ``rest`` is what follows it.

    When ``failed`` says that something went wrong, ``rest`` is what was fed last: damage is often noticed only after
    the beginning of the next member.
    """

    def __init__(self, packing: Packing, data: bytes, settings: ReadSettings) -> None:
        self.rest, self.failed = data, ""
        self._unit = _unit(packing)
        self._settings = settings

    def pieces(self, more: Callable[[], bytes]) -> Iterator[bytes]:
        taken, made, fed = len(self.rest), 0, self.rest
        while not self._unit.eof:
            try:
                piece = self._unit.decompress(fed, _GIVEN)
            except Exception as error:  # each format has an error class of its own
                self.failed = f"is damaged ({str(error).rpartition(': ')[2].lower()})"
                return
            made += len(piece)
            if made > max(self._settings.unfolds_freely, self._settings.most_unfolding * taken):
                self.failed = f"unfolds to more than {self._settings.most_unfolding} times its size"
                return
            if piece:
                yield piece
            fed = b""
            if self._unit.needs_input and not self._unit.eof:
                fed = more()
                taken += len(fed)
                self.rest = self.rest[-_TAKEN:] + fed
                if not fed:
                    self.failed = "ends too early"
                    return
        self.rest = self._unit.unused_data


class _Gzip:
    """zlib's decompressor with the manners of the other ones."""

    def __init__(self) -> None:
        self._unit = zlib.decompressobj(wbits=31)
        self.needs_input = True

    @property
    def eof(self) -> bool:
        return self._unit.eof

    @property
    def unused_data(self) -> bytes:
        return self._unit.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        piece = self._unit.decompress(self._unit.unconsumed_tail + data, max_length)
        self.needs_input = len(piece) < max_length and not self._unit.unconsumed_tail
        return piece


def _unit(packing: Packing) -> _Unit:
    if packing == "gzip":
        return _Gzip()
    if packing == "bzip2":
        return bz2.BZ2Decompressor()
    if packing == "xz":
        return lzma.LZMADecompressor()
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    return zstd.ZstdDecompressor()
