"""ZIP files and tar archives are read like folders, and what is hostile in them stops nothing else."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import tracemalloc
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from retold.page import Page, Problem
from retold.read import read_pages
from retold.settings import ReadSettings

PROSE = "The harbour of Marlow reopened on Monday after four years, the mayor said."
HTML = f"<!DOCTYPE html><html><body><p>{PROSE}</p></body></html>".encode()
LINES = "".join(json.dumps({"id": str(n), "text": f"{PROSE} Pier {n}."}) + "\n" for n in range(3)).encode()


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A ZIP file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(files: Mapping[str, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    """A tar archive."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


BUNDLES: dict[str, tuple[str, Callable[[Mapping[str, bytes]], bytes]]] = {
    "zip": ("pile.zip", zipped),
    "tar": ("pile.tar", tarred),
    "GNU tar": ("pile.tar", lambda files: tarred(files, tarfile.GNU_FORMAT)),
    "old tar": ("pile.tar", lambda files: tarred(files, tarfile.USTAR_FORMAT)),
    "packed tar": ("pile.tar.gz", lambda files: gzip.compress(tarred(files))),
}
each_bundle = pytest.mark.parametrize(("name", "made"), BUNDLES.values(), ids=BUNDLES)


def read(path: Path, settings: ReadSettings | None = None) -> tuple[list[Page], list[Problem]]:
    """The pages and the problems of a file or folder."""
    items = list(read_pages([path], settings or ReadSettings()))
    return [one for one in items if isinstance(one, Page)], [one for one in items if isinstance(one, Problem)]


@each_bundle
def test_files_inside_are_pages(tmp_path: Path, name: str, made: Callable[[Mapping[str, bytes]], bytes]) -> None:
    """What a folder would give, an archive gives: pages, records, packed files; notes and hidden files are no pages."""
    deep = f"{'long-name-of-a-folder/' * 4}c.html"
    files = {
        "a/one.html": HTML,
        "a/.hidden.html": HTML,
        "b/two.jsonl": LINES,
        deep: HTML,
        "d/four.txt.gz": gzip.compress(PROSE.encode()),
        "notes.md": b"# Notes",
    }
    path = tmp_path / name
    path.write_bytes(made(files))

    pages, problems = read(path)

    assert (
        [(page.name.removeprefix(f"{name}/"), page.kind) for page in pages]
        == [
            ("a/one.html", "html"),
            *((f"b/two.jsonl#{number}", "record") for number in range(3)),
            ("d/four.txt.gz", "text"),
            (deep, "html"),
        ]
        if name == "pile.zip"
        else [
            ("a/one.html", "html"),
            *((f"b/two.jsonl#{number}", "record") for number in range(3)),
            (deep, "html"),
            ("d/four.txt.gz", "text"),
        ]
    )
    assert pages[0].path == str(path / "a" / "one.html")
    assert [(one.code, one.fatal) for one in problems] == [("not-pages", False)]


@each_bundle
def test_an_archive_in_a_folder_is_read_as_a_folder_in_it(
    tmp_path: Path, name: str, made: Callable[[Mapping[str, bytes]], bytes]
) -> None:
    """An archive need not be named by itself."""
    (tmp_path / "all").mkdir()
    (tmp_path / "all" / name).write_bytes(made({"x/page.html": HTML}))

    pages, problems = read(tmp_path / "all")

    assert ([page.name for page in pages], problems) == ([f"all/{name}/x/page.html"], [])


NAMES = {
    "../../etc/page.html": "etc/page.html",
    "/srv/page.html": "srv/page.html",
    "C:\\temp\\page.html": "C:/temp/page.html",
    "a\x1b[31m/page.html": "a_[31m/page.html",
}


@pytest.mark.parametrize("given", NAMES)
@pytest.mark.parametrize(("name", "made"), [BUNDLES["zip"], BUNDLES["tar"]], ids=["zip", "tar"])
def test_names_stay_below_the_archive(
    tmp_path: Path, name: str, made: Callable[[Mapping[str, bytes]], bytes], given: str
) -> None:
    """No name leaves the archive, and none brings control characters along."""
    (tmp_path / name).write_bytes(made({given: HTML}))

    assert [page.name for page in read(tmp_path / name)[0]] == [f"{name}/{NAMES[given]}"]


def _encrypted(data: bytes) -> bytes:
    """The same with the first file marked as encrypted, in its own header and in the directory."""
    made = bytearray(data)
    made[6] |= 1
    made[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(made)


def _damaged(data: bytes, at: int = 60) -> bytes:
    made = bytearray(data)
    made[at : at + 8] = bytes(8)
    return bytes(made)


TWO = {"a.html": HTML * 9, "b.html": HTML}
HOSTILE: list[tuple[str, str, bytes, list[str], str]] = [
    ("an encrypted file", "x.zip", _encrypted(zipped(TWO)), ["b.html"], "it is encrypted"),
    ("a damaged file", "x.zip", _damaged(zipped(TWO)), ["b.html"], "it is damaged ("),
    ("a cut directory", "x.zip", zipped(TWO)[:-30], [], "its directory is damaged ("),
    ("a cut archive", "x.tar", tarred(TWO)[: 512 * 3], [], "it ends too early"),
    ("a damaged header", "x.tar", _damaged(tarred(TWO), 512 * 4 + 100), ["a.html"], "it is damaged or ends too early"),
    ("an archive in an archive", "x.zip", zipped({"c.zip": zipped(TWO)}), [], "it is a ZIP archive or office document"),
    ("an office document", "x.zip", zipped({"[Content_Types].xml": HTML}), [], "it is a ZIP archive or office"),
]


@pytest.mark.parametrize(("case", "name", "data", "left", "says"), HOSTILE, ids=[row[0] for row in HOSTILE])
def test_what_is_broken_is_named_and_the_rest_is_read(
    tmp_path: Path, case: str, name: str, data: bytes, left: list[str], says: str
) -> None:
    """One bad file costs itself; where an archive cannot be read any further, that is said."""
    (tmp_path / name).write_bytes(data)

    pages, problems = read(tmp_path / name)

    assert [page.name.removeprefix(f"{name}/") for page in pages] == left
    assert [problem.says[: len(says)] for problem in problems if problem.fatal] == [says]


def test_a_link_in_an_archive_is_no_file(tmp_path: Path) -> None:
    """A link may point anywhere, so none is followed."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo(f"{kind!r}.html")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    (tmp_path / "x.tar").write_bytes(out.getvalue())

    pages, problems = read(tmp_path / "x.tar")

    assert (pages, [problem.code for problem in problems]) == ([], ["empty-folder"])


def test_a_bomb_ends_early_and_takes_little_memory(tmp_path: Path) -> None:
    """Files that unfold to far more than pages do end the archive, however they are spread over it."""
    settings = ReadSettings(unfolds_freely=300_000, most_unfolding=20)
    line = json.dumps({"id": "x", "text": PROSE}).encode() + b"\n"
    bomb = {f"{number}.jsonl": line * 2_000 for number in range(9)}
    (tmp_path / "x.zip").write_bytes(zipped(bomb))

    tracemalloc.start()
    count, ends = 0, []
    for item in read_pages([tmp_path / "x.zip"], settings):
        count += isinstance(item, Page)
        ends += [item.says] if isinstance(item, Problem) and item.code == "damaged" else []
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert count < 6_000
    assert ends == ["its files unfold to more than 20 times its size; files read before that: 2"]
    assert peak < 5_000_000


def test_a_directory_beyond_reason_is_not_read(tmp_path: Path) -> None:
    """The directory of a ZIP file is held in memory, so there is an end to its length."""
    (tmp_path / "x.zip").write_bytes(zipped(TWO))

    pages, problems = read(tmp_path / "x.zip", ReadSettings(most_directory=50))

    assert (pages, [problem.code for problem in problems]) == ([], ["damaged"])
