"""Packed files are read as what is inside, and neither a bomb nor damage stops a run."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pyarrow
import pytest

from retold.page import Page, Problem
from retold.read import read_pages
from retold.settings import ReadSettings

PROSE = "The harbour of Marlow reopened on Monday after four years, the mayor said."
LINES = "".join(json.dumps({"id": str(n), "text": f"{PROSE} Pier {n}."}) + "\n" for n in range(3)).encode()


def _zstd(data: bytes) -> bytes:
    return bytes(pyarrow.compress(data, codec="zstd", asbytes=True))


PACKINGS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": _zstd,
}
each_packing = pytest.mark.parametrize("suffix", PACKINGS)


def read(path: Path, settings: ReadSettings | None = None) -> tuple[list[Page], list[Problem]]:
    """The pages and the problems of a file or folder."""
    items = list(read_pages([path], settings or ReadSettings()))
    return [one for one in items if isinstance(one, Page)], [one for one in items if isinstance(one, Problem)]


INSIDE: list[tuple[str, bytes, list[str]]] = [
    ("page.html", f"<html><body><p>{PROSE}</p></body></html>".encode(), ["html"]),
    ("page.txt", PROSE.encode(), ["text"]),
    ("pile.jsonl", LINES, ["record"] * 3),
    ("pile.json", b"[" + LINES.strip().replace(b"\n", b",") + b"]", ["record"] * 3),
]


@each_packing
@pytest.mark.parametrize(("name", "content", "kinds"), INSIDE, ids=[row[0] for row in INSIDE])
def test_a_packed_file_is_read_as_what_is_inside(
    tmp_path: Path, suffix: str, name: str, content: bytes, kinds: list[str]
) -> None:
    """In a folder, by name, or with a name that tells nothing: packing makes no difference."""
    folder = tmp_path / "pile"
    folder.mkdir()
    (folder / f"{name}.{suffix}").write_bytes(PACKINGS[suffix](content))
    (tmp_path / "file").write_bytes(PACKINGS[suffix](content))

    for path in (folder, tmp_path / "file"):
        pages, problems = read(path)
        assert [one.kind for one in pages] == kinds
        assert problems == []


@each_packing
def test_parts_that_follow_each_other_are_one(tmp_path: Path, suffix: str) -> None:
    """Packed files that were joined, as dumps are, are read to the end."""
    pack = PACKINGS[suffix]
    (tmp_path / "a.jsonl").write_bytes(pack(LINES[:100]) + pack(LINES[100:]))

    assert len(read(tmp_path / "a.jsonl")[0]) == 3


@each_packing
def test_a_cut_file_is_read_up_to_there(tmp_path: Path, suffix: str) -> None:
    """The records before the end of a broken download are pages, and the reason is said."""
    words = "".join(json.dumps({"id": str(n), "text": f"{n * 7919 % 10007} ferries"}) + "\n" for n in range(30_000))
    data = PACKINGS[suffix](words.encode())
    (tmp_path / "a.jsonl").write_bytes(data[: len(data) // 2])

    pages, problems = read(tmp_path / "a.jsonl")

    assert [one.given_id for one in pages] == [str(n) for n in range(len(pages))]
    assert len(pages) > 1_000 or suffix == "bz2"  # whose blocks of 900 kB are lost as wholes
    assert [(one.code, one.fatal) for one in problems] == [("damaged", True)]
    assert "ends too early" in problems[0].says


@each_packing
def test_a_bomb_is_left_alone(tmp_path: Path, suffix: str) -> None:
    """What unfolds beyond reason is given up, in little memory, whatever it claims to be."""
    settings = ReadSettings(max_bytes=500_000, unfolds_freely=2_000_000)
    (tmp_path / "a.jsonl").write_bytes(PACKINGS[suffix](LINES + b" " * 20_000_000))
    (tmp_path / "b.txt").write_bytes(PACKINGS[suffix](PROSE.encode() * 20_000))
    tracemalloc.start()

    lines, line_problems = read(tmp_path / "a.jsonl", settings)
    text, text_problems = read(tmp_path / "b.txt", settings)

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(lines) == 3
    assert [one.code for one in line_problems] == ["too-large", "damaged"]
    assert "unfolds to more than 300 times its size" in line_problems[1].says
    assert (text, [one.code for one in text_problems]) == ([], ["too-large"])
    assert peak < 16_000_000


def test_nothing_behind_the_damage_is_used(tmp_path: Path) -> None:
    """What follows a damaged part is no longer sure to be whole, so the records end there."""
    parts = [gzip.compress(f'{{"id": "{name}", "text": "{PROSE}"}}\n'.encode()) for name in "abc"]
    parts[1] = parts[1][:30] + bytes(20) + parts[1][50:]
    (tmp_path / "a.jsonl").write_bytes(b"".join(parts))

    pages, problems = read(tmp_path / "a.jsonl")

    assert [one.given_id for one in pages] == ["a"]
    assert [one.code for one in problems] == ["damaged"]


def test_damage_is_said_with_its_reason(tmp_path: Path) -> None:
    """Bytes that changed on their way end the file there."""
    data = bytearray(gzip.compress(PROSE.encode() * 9))
    data[40:60] = bytes(20)
    (tmp_path / "a.txt.gz").write_bytes(data)

    pages, problems = read(tmp_path / "a.txt.gz")

    assert pages == []
    assert problems[0].says.startswith("its gzip data is damaged (")


def test_packed_data_is_no_page(tmp_path: Path) -> None:
    """A picture inside a packed file is refused by name, and passed over in a folder."""
    folder = tmp_path / "pile"
    folder.mkdir()
    (folder / "all.gz").write_bytes(gzip.compress(b"\x89PNG\r\n\x1a\n" + bytes(99)))
    (folder / "table.csv.gz").write_bytes(gzip.compress(b"a,b\n1,2\n"))
    (folder / "page.html").write_text(PROSE, encoding="utf-8")

    (problem,) = read(folder / "all.gz")[1]
    pages, (note,) = read(folder)

    assert problem.says == "it is a PNG image inside a packed file, not a page"
    assert [one.name for one in pages] == ["pile/page.html"]
    assert (note.code, note.says) == ("not-pages", "2 files passed over as not pages: pile/all.gz, pile/table.csv.gz")
