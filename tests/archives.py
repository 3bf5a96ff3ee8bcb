"""Web archives made by hand, so that every byte of them can be wrong on purpose."""

from __future__ import annotations

import gzip

PROSE = "The harbour of Marlow reopened on Monday after four years, the mayor said. "


def page(number: int = 1, words: str = PROSE) -> bytes:
    """A page with markup whose words name its number."""
    text = f"<p>Page {number}. {words * 5}</p>"
    return f"<!DOCTYPE html><html><head><title>Page {number}</title></head><body>{text}</body></html>".encode()


def answer(body: bytes, *headers: str, status: str = "200 OK", media: str = "text/html; charset=utf-8") -> bytes:
    """What a server sends: a status line, a header, a body."""
    lines = (f"HTTP/1.1 {status}", f"Content-Type: {media}", *headers)
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def record(block: bytes, number: int = 1, kind: str = "response", **headers: str | None) -> bytes:
    """A record of an archive; a header given as None is left out, underscores in names stand for hyphens."""
    told: dict[str, str | None] = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:00000000-0000-4000-8000-{number:012}>",
        "WARC-Date": f"2031-04-02T10:00:{number % 60:02}Z",
        "WARC-Target-URI": f"https://harrow.example/{number}",
        "Content-Type": f"application/http; msgtype={kind}",
        "Content-Length": str(len(block)),
    }
    told |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = ["WARC/1.0", *(f"{name}: {value}" for name, value in told.items() if value is not None)]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def response(number: int, **headers: str | None) -> bytes:
    """A record with a page."""
    return record(answer(page(number)), number, "response", **headers)


def packed(records: list[bytes]) -> bytes:
    """Records as a .warc.gz should hold them: a gzip member each."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)
