"""ZIP files and tar archives as folders of files, read one after the other; nothing of them is written to the disk."""

from __future__ import annotations

import io
import re
import stat
from collections.abc import Iterator
from typing import BinaryIO, Literal, NamedTuple, cast
from zipfile import ZipFile, ZipInfo

from retold.read.packed import Damaged
from retold.read.tar import is_tar, tar_files
from retold.settings import ReadSettings

Bundle = Literal["zip", "tar"]

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_DOCUMENTS = (b"[Content_Types].xml", b"mimetype", b"META-INF/", b"_rels/")
"""How the first file in an office document, an e-book or a program is called."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_MOST_NAME = 300
_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x07"
_END_REACH = 65_557
"""Bytes from the end of a ZIP file among which its end record begins: it may carry a comment."""


class Bomb(Damaged):
    """Raised when the files of a bundle unfold to more than those of any real one."""


class Member(NamedTuple):
    """A file in a bundle: its name with slashes, and what it holds, to be read before the next one is asked for.

    ``refused`` says why it cannot be read; empty when it can.
    """

    name: str
    stream: BinaryIO
    refused: str = ""


def bundle_of(head: bytes) -> Bundle | None:
    """What kind of bundle a file is by its first bytes; None for one that is none, such as an office document."""
    if head.startswith(_ZIP):
        first = head[30 : 30 + int.from_bytes(head[26:28], "little")]
        return None if first.startswith(_DOCUMENTS) else "zip"
    return "tar" if is_tar(head) else None


def members(stream: BinaryIO, kind: Bundle, settings: ReadSettings) -> Iterator[Member]:
    """The files of a bundle: those of a ZIP file by name, those of a tar archive as they come.

    A ZIP file needs a stream that can seek. Raises ``Damaged`` where a bundle cannot be read any further. The stream of
    a member raises it where that is damaged, and ``Bomb`` where the whole bundle is to be given up.
    """
    if kind == "tar":
        for name, part in tar_files(stream):
            yield Member(member_name(name), part)
        return
    yield from _zipped(stream, settings)


def member_name(raw: str) -> str:
    """The name of a file inside a bundle as a path below it, whatever it tries to be."""
    parts = (_CONTROL.sub("_", part) for part in raw.replace("\\", "/").split("/"))
    plain = "/".join(part for part in parts if part not in ("", ".", ".."))
    return plain[-_MOST_NAME:] or "unnamed"


def is_hidden(name: str) -> bool:
    """True for what a folder would hide, and for what one system adds to the archives that it makes."""
    return any(part.startswith(".") or part == "__MACOSX" for part in name.split("/"))


def _zipped(stream: BinaryIO, settings: ReadSettings) -> Iterator[Member]:
    size = stream.seek(0, io.SEEK_END)
    if _directory_size(stream, size) > settings.most_directory:
        raise Damaged(f"its directory is larger than {settings.most_directory:,} bytes")
    budget = _Budget(max(settings.unfolds_freely, settings.most_unfolding * size), settings.most_unfolding)
    try:
        archive = ZipFile(stream)
    except Exception as error:  # hostile directories raise errors of many classes
        raise Damaged(f"its directory is damaged ({_reason(error)})") from None
    with archive:
        for info in sorted(archive.infolist(), key=lambda one: one.filename):
            if not info.is_dir() and not stat.S_ISLNK(info.external_attr >> 16):
                yield _member(archive, info, budget)


def _member(archive: ZipFile, info: ZipInfo, budget: _Budget) -> Member:
    name = member_name(info.filename)
    if info.flag_bits & 1:
        return Member(name, io.BytesIO(), "it is encrypted")
    try:
        return Member(name, cast(BinaryIO, io.BufferedReader(_Part(cast(BinaryIO, archive.open(info)), budget))))
    except Exception as error:
        return Member(name, io.BytesIO(), f"it is damaged ({_reason(error)})")


class _Budget:
    """What the files of a bundle may unfold to, all together: files that share their packed bytes are a bomb too."""

    def __init__(self, most: int, times: int) -> None:
        self._left, self._times = most, times

    def take(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise Bomb(f"its files unfold to more than {self._times} times its size")


class _Part(io.RawIOBase):
    """A packed file of a ZIP archive, as long as the budget lasts."""

    def __init__(self, stream: BinaryIO, budget: _Budget) -> None:
        self._stream, self._budget = stream, budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._stream.read(len(buffer))
        except Exception as error:
            raise Damaged(f"it is damaged ({_reason(error)})") from None
        self._budget.take(len(data))
        buffer[: len(data)] = data
        return len(data)


def _directory_size(stream: BinaryIO, size: int) -> int:
    """The bytes of a ZIP file's directory as its end record tells them; 0 when there is none."""
    stream.seek(max(0, size - _END_REACH))
    tail = stream.read(_END_REACH)
    at = tail.rfind(_END)
    told = int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0
    if at >= 20 and tail.startswith(_END_64, at - 20):
        stream.seek(min(int.from_bytes(tail[at - 12 : at - 4], "little"), size))
        told = max(told if told < 0xFFFFFFFF else 0, int.from_bytes(stream.read(48)[40:48], "little"))
    stream.seek(0)
    return told


def _reason(error: Exception) -> str:
    return str(error).split("\n")[0][:100].rstrip(".").lower() or type(error).__name__
