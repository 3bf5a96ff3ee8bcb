"""What a web server answered, with the encodings of its transport undone: never more than a given size is unfolded."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from retold.read.sniff import HEAD, binary_kind

if TYPE_CHECKING:
    from fastwarc.warc import HeaderMap

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.I)
_TELLING = re.compile(
    rb"(?:WARC|HTTP)/|(?:WARC-(?:Type|Target-URI|Date|Truncated)|(?:Content|Transfer)-(?:Type|Encoding))\s*:", re.I
)
_ROOM = 30_000
"""Bytes of header that are parsed: the parser refuses more than 32 kB."""
_PIECE = 1 << 12
"""Bytes unfolded at a time: what is lost before a place where the data is damaged."""
_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
_AS_GZIP = 16 + zlib.MAX_WBITS


class TooLarge(Exception):
    """Raised when a body unfolds to more than the size allowed."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A server's answer: status (None when there is no status line), type, charset, body as its author wrote it."""

    status: int | None
    media_type: str
    """Lower case, without parameters; empty when none is declared."""
    charset: str | None
    body: bytes
    flaw: str | None = None
    """What is wrong with the body, in words."""


def read_answer(block: bytes, most: int) -> Answer:
    """The answer in a block of ``HTTP/...`` bytes; raises ``TooLarge`` when its body has more than ``most`` bytes."""
    found = _HEAD_END.search(block)
    head, body = (block[: found.start()], block[found.end() :]) if found else (block, b"")
    headers = parse_headers(head)
    flaw = None
    if "chunked" in (headers.get("Transfer-Encoding") or "").lower():
        body, flaw = _unchunked(body, most)
    codings = ",".join(headers.get_multiple("Content-Encoding")).lower().split(",")
    for coding in map(str.strip, reversed(codings)):
        body, cut = _decoded(body, coding, most)
        flaw = flaw or cut
    if len(body) > most:
        raise TooLarge
    declared = headers.get("Content-Type") or ""
    charset = _CHARSET.search(declared)
    return Answer(
        headers.status_code, declared.partition(";")[0].strip().lower(), charset and charset.group(1), body, flaw
    )


def parse_headers(head: bytes) -> HeaderMap:
    """The lines of a header that say something about what follows it.

    Line ends of any kind, bytes that are no text, and cookies of a hundred kilobytes do no harm.
    """
    from fastwarc.warc import HeaderMap

    lines: list[bytes] = []
    room = _ROOM
    for line in head.splitlines():
        if _TELLING.match(line) and len(line) < room:
            lines.append(line)
            room -= len(line) + 2
    headers = HeaderMap()
    headers.parse(io.BytesIO(b"\r\n".join(lines) + b"\r\n\r\n"))
    return headers


class _Reader(Protocol):
    def read(self, size: int = ..., /) -> bytes: ...


def _unchunked(body: bytes, most: int) -> tuple[bytes, str | None]:
    """Chunks joined; a body that does not begin with one was joined before it was archived."""
    from fastwarc.stream_io import ChunkedReader

    if not re.match(rb"[0-9A-Fa-f]{1,8}[ \t]*(?:;[^\r\n]*)?\r\n", body):
        return body, None
    return _read(lambda: ChunkedReader(io.BytesIO(body)), most, "its chunks end too early")


def _decoded(body: bytes, coding: str, most: int) -> tuple[bytes, str | None]:
    """One content coding undone; a body that lacks its mark was decoded before it was archived."""
    from fastwarc.stream_io import BrotliReader, ZstdReader

    says = f"its {coding} data is damaged or ends too early"
    if coding in ("gzip", "x-gzip") and body.startswith(_GZIP):
        return _inflated(body, _AS_GZIP, most) or (b"", says)
    if coding == "deflate":
        # zlib's format is meant, but servers that send it bare are as common
        return _inflated(body, zlib.MAX_WBITS, most) or _inflated(body, -zlib.MAX_WBITS, most) or (body, None)
    if coding == "zstd" and body.startswith(_ZSTD):
        return _read(lambda: ZstdReader(io.BytesIO(body)), most, says)
    if coding == "br":
        found, cut = _read(lambda: BrotliReader(io.BytesIO(body)), most, says)
        return (found, cut) if found or binary_kind(body[:HEAD]) else (body, None)
    return body, None


def _inflated(body: bytes, form: int, most: int) -> tuple[bytes, str | None] | None:
    """What zlib makes of a body, as far as it comes; None when it is not of this form."""
    found = b""
    while body:
        unit = zlib.decompressobj(form)
        try:
            found += unit.decompress(body, most + 1 - len(found))
        except zlib.error:
            return (found, "its gzip data is damaged") if found else None
        if len(found) > most:
            raise TooLarge
        if not unit.eof:
            return found, "its gzip data ends too early"
        body = unit.unused_data if form == _AS_GZIP and unit.unused_data.startswith(_GZIP) else b""
    return found, None


def _read(opened: Callable[[], _Reader], most: int, says: str) -> tuple[bytes, str | None]:
    parts: list[bytes] = []
    size = 0
    try:
        reader = opened()
        while piece := reader.read(_PIECE):
            parts.append(piece)
            size += len(piece)
            if size > most:
                raise TooLarge
    except OSError:
        return b"".join(parts), says
    return b"".join(parts), None
