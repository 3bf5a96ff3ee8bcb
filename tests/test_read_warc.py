"""Web archives: every page of them with address and time, whatever else is in them and whatever is broken."""

from __future__ import annotations

import gzip
import io
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pyarrow
import pytest
from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType

from retold.page import Page, Problem
from retold.read import read_pages
from retold.settings import ReadSettings
from retold.trace import clean_paths
from tests.archives import PROSE, answer, packed, page, record, response

ALL = ["1", "2", "3", "4", "5"]
FIVE = [response(number) for number in range(1, 6)]


def read(data: bytes, settings: ReadSettings | None = None) -> tuple[list[Page], list[Problem]]:
    """The pages and the problems of an archive."""
    items = list(read_pages(["-"], settings or ReadSettings(), io.BytesIO(data)))
    return [one for one in items if isinstance(one, Page)], [one for one in items if isinstance(one, Problem)]


def numbers(pages: list[Page]) -> list[str]:
    """The numbers of the pages, out of their addresses."""
    return [(one.url or "").rsplit("/", 1)[-1] for one in pages]


def with_third(third: bytes) -> list[bytes]:
    """Five records, the third of which is another one."""
    return [*FIVE[:2], third, *FIVE[3:]]


def whole(records: list[bytes]) -> bytes:
    """A .warc.gz that was made with gzip afterwards: one member for all."""
    return gzip.compress(b"".join(records), mtime=0)


FORMS: dict[str, Callable[[list[bytes]], bytes]] = {"plain": b"".join, "a member each": packed, "one member": whole}


@pytest.mark.parametrize("form", FORMS)
def test_a_page_of_an_archive(tmp_path: Path, form: str) -> None:
    """A page has the address and the time of its capture, and a name that holds on every machine."""
    path = tmp_path / ("crawl.warc" if form == "plain" else "crawl.warc.gz")
    path.write_bytes(FORMS[form](FIVE))

    found = list(read_pages([path], ReadSettings()))

    assert found[1] == Page(
        name=f"{path.name}#https://harrow.example/2",
        path=str(path),
        kind="html",
        text=page(2).decode(),
        url="https://harrow.example/2",
        given_id="https://harrow.example/2",
        captured="2031-04-02T10:00:02Z",
    )
    assert numbers([one for one in found if isinstance(one, Page)]) == ALL


def test_an_archive_of_another_program_is_read() -> None:
    """What fastwarc writes, with digests and ids of its own, comes back letter for letter."""
    file = io.BytesIO()
    for number in (1, 2):
        made = WarcRecord()
        made.init_headers(record_type=WarcRecordType.response)
        made.headers["WARC-Target-URI"] = f"https://harrow.example/{number}"
        made.headers["Content-Type"] = "application/http; msgtype=response"
        made.is_http = True
        made.set_bytes_content(answer(page(number)))
        member = GzipWriter(file)
        made.write(member, checksum_data=True)
        member.finish()

    pages, problems = read(file.getvalue())

    assert [one.text for one in pages] == [page(1).decode(), page(2).decode()]
    assert all(one.captured for one in pages)
    assert problems == []


def test_captures_of_one_address_keep_apart() -> None:
    """Two captures of one address are two pages with different names and times."""
    pages, problems = read(response(7) + response(7, WARC_Date="2031-05-01T08:00:00Z"))

    assert [one.name for one in pages] == ["stdin#https://harrow.example/7", "stdin#https://harrow.example/7~2"]
    assert [one.captured for one in pages] == ["2031-04-02T10:00:07Z", "2031-05-01T08:00:00Z"]
    assert problems == []


def test_other_records_are_counted_in_one_note() -> None:
    """What is no page by its nature is counted; resources, and text extracted from a page, are pages."""
    records = [
        record(b"software: crawler\r\n", 0, "warcinfo", WARC_Target_URI=None),
        response(1),
        record(b"GET / HTTP/1.1\r\n\r\n", 1, "request"),
        record(answer(b"<p>Gone.</p>", status="404 Not Found"), 2),
        record(answer(b"\x89PNG\r\n\x1a\n", media="image/png"), 3),
        record(answer(b"\xff\xd8\xff\xe0" + bytes(900)), 3),
        record(answer(b"var a = 1;", media="application/octet-stream"), 3),
        record(answer(b"", status="301 Moved Permanently"), 4),
        record(answer(b"User-agent: *", media="text/plain"), WARC_Target_URI="https://harrow.example/robots.txt"),
        record(b"", 5, "revisit"),
        record(page(6), 6, "resource", Content_Type="text/html"),
        record((PROSE * 5).encode(), 7, "conversion", Content_Type="text/plain"),
        record(answer(page(8), media="application/octet-stream"), 8),
    ]

    pages, problems = read(packed(records))

    assert [(number, one.kind) for number, one in zip(numbers(pages), pages, strict=True)] == [
        ("1", "html"),
        ("6", "html"),
        ("7", "text"),
        ("8", "html"),
    ]
    (note,) = problems
    assert (note.code, note.fatal) == ("not-pages", False)
    for told in (
        "beside 4 pages",
        "answers with an error (1)",
        "redirects and the like (1)",
        "robots.txt and the like (1)",
        "pictures, scripts and other data (3)",
        "refer to an earlier one (1)",
    ):
        assert told in note.says


def test_an_archive_without_pages_says_so() -> None:
    """An archive of something else is a problem that names what it holds."""
    pages, problems = read(record(answer(b"GIF89a", media="image/gif")))

    assert pages == []
    assert [(one.code, one.fatal) for one in problems] == [("no-pages", True)]
    assert "other data (1)" in problems[0].says


class Trouble(NamedTuple):
    """What is wrong with the third of five records, and what has to come of it."""

    name: str
    third: bytes
    says: str
    code: str = "flawed-record"
    lost: bool = False


TROUBLES = [
    Trouble("length too short", response(3, Content_Length="100"), "its Content-Length is 100"),
    Trouble("length too long", response(3, Content_Length="3000"), "its Content-Length is 3,000"),
    Trouble("length beyond the file", response(3, Content_Length="900000"), "is 900,000, but"),
    Trouble("length beyond reason", response(3, Content_Length="9" * 14), "but it has 524 bytes"),
    Trouble("no length", response(3, Content_Length=None), "its Content-Length is missing"),
    Trouble("length no number", response(3, Content_Length="much"), "is missing"),
    Trouble("cut by the crawler", response(3, WARC_Truncated="length"), "WARC-Truncated: length"),
    Trouble("too large", record(answer(page(3, PROSE * 900)), 3), "100,000 bytes", "too-large", lost=True),
    Trouble(
        "an answer that is a bomb",
        record(answer(gzip.compress(bytes(60_000_000)), "Content-Encoding: gzip"), 3),
        "unfolds to more than 100,000 bytes",
        "too-large",
        lost=True,
    ),
    Trouble(
        "an answer whose coding is damaged",
        record(answer(gzip.compress(page(3))[:40] + bytes(60), "Content-Encoding: gzip"), 3),
        "its gzip data is damaged",
        "lost-record",
        lost=True,
    ),
    Trouble("an endless header", b"WARC/1.0\r\n" + b"A: b\r\n" * 9_000, "header", "lost-record", lost=True),
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("trouble", TROUBLES, ids=[row.name for row in TROUBLES])
def test_a_broken_record_takes_no_other_with_it(trouble: Trouble, form: str) -> None:
    """The place and the reason are said, and the records round it are read whole."""
    left = ["1", "2", "4", "5"] if trouble.lost else ALL

    pages, problems = read(FORMS[form](with_third(trouble.third)), ReadSettings(max_bytes=100_000))

    assert numbers(pages) == left
    assert all(one.text == page(int(number)).decode() for number, one in zip(left, pages, strict=True))
    (problem,) = problems
    assert (problem.code, problem.fatal) == (trouble.code, trouble.lost)
    assert trouble.says in problem.says
    before = len(packed(FIVE[:2])) if form == "a member each" else len(b"".join(FIVE[:2]))
    assert f"byte {before:,}" in problem.says


def test_a_large_picture_is_no_problem() -> None:
    """What is no page may be as large as it likes."""
    pages, problems = read(
        packed(with_third(record(answer(bytes(400_000), media="video/mp4"), 3))), ReadSettings(max_bytes=100_000)
    )

    assert numbers(pages) == ["1", "2", "4", "5"]
    assert [(one.code, one.fatal) for one in problems] == [("not-pages", False)]


CUTS: list[tuple[str, bytes, list[str], str]] = [
    ("plain, in a page", b"".join(FIVE)[:-200], ALL, "the file ends after 328 of its 524 bytes"),
    ("a member each, in a page", packed(FIVE)[:-60], ALL, "its gzip data ends too early"),
    ("one member, in a page", gzip.compress(b"".join(FIVE), 0)[:-200], ALL, "its gzip data ends too early"),
    ("plain, in a header", b"".join(FIVE)[: -len(FIVE[4]) + 60], ["1", "2", "3", "4"], "its header does not end"),
]


@pytest.mark.parametrize(("name", "data", "left", "says"), CUTS, ids=[row[0] for row in CUTS])
def test_a_cut_archive_is_read_to_its_end(name: str, data: bytes, left: list[str], says: str) -> None:
    """Of a download that broke off, everything before the end is there; the last page comes with a reservation."""
    pages, problems = read(data)

    assert numbers(pages) == left
    assert len(problems) == 1
    assert says in problems[0].says
    assert problems[0].fatal == ("header" in says)


@pytest.mark.parametrize("third", [True, False], ids=["in the middle", "at the beginning"])
def test_a_damaged_member_takes_no_other_with_it(third: bool) -> None:
    """A gzip member that was damaged on its way is named with its place, and the next ones are read."""
    data = bytearray(packed(FIVE))
    start = len(packed(FIVE[:2])) if third else 0
    data[start + 50 : start + 80] = bytes(range(100, 130))

    pages, problems = read(bytes(data))

    assert numbers(pages) == (["1", "2", "4", "5"] if third else ["2", "3", "4", "5"])
    (problem,) = problems
    assert (problem.code, problem.fatal) == ("lost-record", True)
    assert f"byte {start:,} is lost: its gzip data is damaged" in problem.says


def test_a_member_that_is_a_bomb_takes_no_other_with_it() -> None:
    """A record that unfolds a thousandfold is left where it is, and the next ones are read."""
    bomb = gzip.compress(record(answer(bytes(40_000_000)), 3))
    data = packed(FIVE[:2]) + bomb + packed(FIVE[3:])

    pages, problems = read(data, ReadSettings(unfolds_freely=10_000_000))

    assert numbers(pages) == ["1", "2", "4", "5"]
    (problem,) = problems
    assert f"byte {len(packed(FIVE[:2])):,} (https://harrow.example/3) is lost" in problem.says
    assert "unfolds to more than 300 times its size" in problem.says


def _chunked(body: bytes, size: int = 100) -> bytes:
    chunks = (body[at : at + size] for at in range(0, len(body), size))
    return b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks) + b"0\r\n\r\n"


def _bare_deflate(body: bytes) -> bytes:
    unit = zlib.compressobj(wbits=-15)
    return unit.compress(body) + unit.flush()


def _pack(codec: str, body: bytes) -> bytes:
    return bytes(pyarrow.compress(body, codec=codec, asbytes=True))


PLAIN = page(1)
BODIES: list[tuple[str, bytes, tuple[str, ...]]] = [
    ("as it is", PLAIN, ()),
    ("gzip", gzip.compress(PLAIN), ("Content-Encoding: gzip",)),
    ("x-gzip in two members", gzip.compress(PLAIN[:99]) + gzip.compress(PLAIN[99:]), ("Content-Encoding: x-gzip",)),
    ("deflate", zlib.compress(PLAIN), ("Content-Encoding: deflate",)),
    ("bare deflate", _bare_deflate(PLAIN), ("content-encoding: deflate",)),
    ("brotli", _pack("brotli", PLAIN), ("Content-Encoding: br",)),
    ("zstd", _pack("zstd", PLAIN), ("Content-Encoding: zstd",)),
    ("chunks", _chunked(PLAIN), ("Transfer-Encoding: chunked",)),
    ("chunks of gzip", _chunked(gzip.compress(PLAIN)), ("Transfer-Encoding: chunked", "Content-Encoding: gzip")),
    ("gzip of brotli", gzip.compress(_pack("brotli", PLAIN)), ("Content-Encoding: br, gzip",)),
    *(
        (f"{coding} undone before", PLAIN, (f"Content-Encoding: {coding}",))
        for coding in ("gzip", "deflate", "br", "zstd", "identity", "none")
    ),
    ("chunks joined before", PLAIN, ("Transfer-Encoding: chunked",)),
]


@pytest.mark.parametrize(("name", "body", "headers"), BODIES, ids=[row[0] for row in BODIES])
def test_codings_of_the_transport_are_undone(name: str, body: bytes, headers: tuple[str, ...]) -> None:
    """Archives keep answers as they were sent, or say so though they do not: the page is the same."""
    pages, problems = read(record(answer(body, *headers)))

    assert [one.text for one in pages] == [PLAIN.decode()]
    assert problems == []


def test_a_header_may_be_of_any_length() -> None:
    """Cookies of a hundred kilobytes, in one line or many, hide neither the page nor its coding."""
    cookies = [f"Set-Cookie: {'a' * 100_000}", *(f"X-{n}: {'b' * 90}" for n in range(900))]

    pages, problems = read(record(answer(gzip.compress(PLAIN), *cookies, "Content-Encoding: gzip")))

    assert [one.text for one in pages] == [PLAIN.decode()]
    assert problems == []


def test_half_an_answer_is_said_to_be_half() -> None:
    """A body whose coding breaks off gives the page as far as it goes, with a reservation."""
    body = page(1, "".join(f"The ferry called at pier {number} of Marlow. " for number in range(2_000)))

    pages, problems = read(record(answer(gzip.compress(body)[:9_000], "Content-Encoding: gzip")))

    assert len(pages) == 1
    assert body.decode().startswith(pages[0].text)
    assert [(one.code, one.fatal) for one in problems] == [("flawed-record", False)]


def test_the_server_may_name_the_encoding() -> None:
    """Words come out right when only the server's header says how they are written."""
    body = "<html><body><p>Гавань Марлоу снова открыта.</p></body></html>".encode("cp1251")

    pages, problems = read(record(answer(body, media="text/html; charset=windows-1251")))

    assert "Гавань Марлоу" in pages[0].text
    assert problems == []


class _Endless(io.RawIOBase):
    """A pipe that hands out one record after the other; nothing of it is ever there as a whole."""

    def __init__(self, records: Iterator[bytes]) -> None:
        self._records, self._left = records, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if not self._left:
            self._left = next(self._records, b"")
        part, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)


def test_an_archive_is_never_held_as_a_whole() -> None:
    """Two hundred megabytes of archive pass through in the memory of a few pages."""
    picture = record(answer(bytes(2_000_000), media="image/jpeg"))
    stream = io.BufferedReader(_Endless(response(number) + picture for number in range(1, 101)))
    tracemalloc.start()

    count = sum(isinstance(one, Page) for one in read_pages(["-"], ReadSettings(), stream))

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 100
    assert peak < 20_000_000


def test_a_page_that_cannot_be_cleaned_is_named_by_its_record(tmp_path: Path) -> None:
    """Of an archive with many pages a problem tells which one it is about."""
    empty = record(answer(b"<!DOCTYPE html><html><body><p>42</p></body></html>"), 2)
    path = tmp_path / "crawl.warc"
    path.write_bytes(response(1) + empty)

    _, problems = clean_paths([path])

    assert [problem.path for problem in problems] == [f"{path}#https://harrow.example/2"]
