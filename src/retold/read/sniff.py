"""What a file is, told from its first bytes: never from its name alone, and before any parser sees it."""

from __future__ import annotations

import codecs
import re
from typing import Literal

HEAD = 65_536
"""Bytes that are looked at; a real page shows what it is within its first kilobytes."""

PARQUET = b"PAR1"
"""First bytes of a Parquet table."""

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"ID3", "an audio file"),
    (b"OggS", "an audio or video file"),
    (b"wOF2", "a font"),
    (b"wOFF", "a font"),
)
_BOMS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROL = bytes(code for code in range(32) if code not in (9, 10, 12, 13, 27))
_MOST_CONTROL = 0.05
"""Share of control bytes in a text. Compressed data has about 0.1; damaged real pages stay under 0.01."""

_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_HTML_EARLY = re.compile(r"<(?:!doctype\s+html|html|head|body)\b[^<>]*>", re.I)
_HTML_BLOCK = re.compile(
    r"</(?:p|div|article|section|main|h[1-6]|ul|ol|li|table|tr|td|title|script|style|span|a|nav)\s*>",
    re.I,
)


_OBJECT = re.compile(r'\{\s*"[^"\n]{1,100}"\s*:')


def binary_kind(head: bytes) -> str | None:
    """What a binary file is, in words ("a PNG image"); None for a file that holds text."""
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head.startswith(b"RIFF") and head[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return "an image, audio or video file"
    if head[257:262] == b"ustar":
        return "a tar archive"
    if head[4:8] == b"ftyp":
        return "a video or image file"
    if not head or head.startswith(_BOMS) or wide_encoding(head):
        return None
    if not head.strip(b"\x00"):
        return "nothing but zero bytes"
    control = len(head) - len(head.translate(None, _CONTROL))
    return "binary data, not text" if control / len(head) > _MOST_CONTROL else None


def wide_encoding(head: bytes) -> Literal["utf-16-le", "utf-16-be"] | None:
    """The byte order of UTF-16 text without a mark: nearly every other byte of it is zero; None for anything else."""
    even, odd = head[0:4096:2], head[1:4096:2]
    if len(odd) < 8:
        return None
    zero_even, zero_odd = even.count(0) / len(even), odd.count(0) / len(odd)
    if zero_odd > 0.4 and zero_even < 0.05:
        return "utf-16-le"
    if zero_even > 0.4 and zero_odd < 0.05:
        return "utf-16-be"
    return None


def glance(head: bytes) -> str:
    """The beginning of a text, as far as its form is concerned: letters beyond ASCII may be wrong."""
    marked = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return head.decode(wide_encoding(head) or ("utf-16" if marked else "utf-8"), "replace")


def is_html(text: str) -> bool:
    """True for a page with markup; prose that happens to hold a ``<`` or to write about one tag is text."""
    if _HTML_START.match(text[:4096]):
        return True
    start = text[:HEAD]
    if _HTML_EARLY.search(start[:2048]) and start.lstrip().startswith("<"):
        return True
    closed = len(_HTML_BLOCK.findall(start))
    return closed >= 3 or (closed >= 1 and start.lstrip().startswith("<"))


def xml_root(text: str) -> str | None:
    """The name of the outermost element of an XML file; None for anything that does not say that it is XML."""
    found = re.match(r"\s*<\?xml\b.*?\?>(?:\s|<!--.*?-->|<[?!][^>]*>)*+<([\w:.-]+)", text[:HEAD], re.S)
    return found.group(1) if found else None


def is_json_lines(text: str) -> bool:
    """True when the first two lines that hold anything begin an object each: a record a line."""
    lines = [line for line in text[:HEAD].lstrip("\ufeff").split("\n") if line.strip()]
    return _OBJECT.match(lines[0]) is not None and len(lines) > 1 and lines[1].startswith("{") if lines else False


def is_json(text: str) -> bool:
    """True for the beginning of a JSON object with keys, or of an array of them; other words in brackets are prose."""
    start = text[:4096].lstrip("\ufeff \t\r\n").removeprefix("[").lstrip()
    return _OBJECT.match(start) is not None
