"""Reading: anything becomes a page or a problem that says why not, and nothing stops a run."""

from __future__ import annotations

import io
import json
import os
import socket
from collections.abc import Sequence
from pathlib import Path

import pytest

from retold.page import Page, Problem
from retold.read import read_pages
from retold.read.columns import FIELDS
from retold.settings import ReadSettings

PROSE = "The harbour of Marlow reopened on Monday after four years, the mayor said."


def read(*paths: str | Path, stdin: bytes | None = None, max_bytes: int = 10_000_000) -> list[Page | Problem]:
    """All that comes out of some paths."""
    return list(read_pages(paths, ReadSettings(max_bytes=max_bytes), io.BytesIO(stdin) if stdin is not None else None))


def pages(items: Sequence[Page | Problem]) -> list[Page]:
    """The pages among what came out."""
    return [item for item in items if isinstance(item, Page)]


def problems(items: Sequence[Page | Problem]) -> list[Problem]:
    """The problems among what came out."""
    return [item for item in items if isinstance(item, Problem)]


BAD_FILES: list[tuple[str, bytes, str, str]] = [
    ("empty.txt", b"", "empty", "empty"),
    ("blank.html", b" \n\t \n", "blank", "white space"),
    ("picture.html", b"\x89PNG\r\n\x1a\n" + bytes(500), "binary", "PNG image"),
    ("paper.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "binary", "PDF"),
    ("noise.txt", bytes(range(256)) * 20, "binary", "binary"),
    ("zeros.html", bytes(300_000), "binary", "zero bytes"),
    ("huge.txt", b"word " * 5_000, "too-large", "larger than"),
]


@pytest.mark.parametrize(("name", "content", "code", "words"), BAD_FILES, ids=[row[0] for row in BAD_FILES])
def test_garbage_is_named(tmp_path: Path, name: str, content: bytes, code: str, words: str) -> None:
    """A file that is no page gives one problem with its path, a stable code and a plain reason."""
    path = tmp_path / name
    path.write_bytes(content)

    (problem,) = read(path, max_bytes=10_000)

    assert isinstance(problem, Problem)
    assert (problem.path, problem.stage, problem.code, problem.fatal) == (str(path), "read", code, True)
    assert words in problem.says


class _Counting(io.BytesIO):
    """A stream that counts what is taken from it."""

    taken = 0

    def read(self, size: int | None = -1, /) -> bytes:
        part = super().read(size)
        self.taken += len(part)
        return part


def test_zeros_are_refused_by_their_first_bytes() -> None:
    """Fifty megabytes of zeros are refused without being read."""
    stream = _Counting(bytes(50_000_000))

    (problem,) = read_pages(["-"], ReadSettings(), stream)

    assert isinstance(problem, Problem)
    assert problem.code == "binary"
    assert stream.taken < 1_000_000


ENCODINGS: list[tuple[str, bytes, bool]] = [
    ("utf-8", "Café in Øresund".encode(), False),
    ("utf-8 with a mark", b"\xef\xbb\xbf" + "Café in Øresund".encode(), False),
    ("utf-16 with a mark", "Café in Øresund".encode("utf-16"), False),
    ("utf-16 without a mark", "Café in Øresund, twice: Café in Øresund".encode("utf-16-le"), False),
    ("declared", '<meta charset="windows-1252"><p>Café in Øresund</p>'.encode("cp1252"), False),
    ("declared as latin-1", '<html><meta charset="ISO-8859-1"><p>“Café” in Øresund</p>'.encode("cp1252"), False),
    ("declared wrongly", '<html><meta charset="windows-1252"><p>Café in Øresund</p>'.encode(), False),
    ("nothing declared", "Café in Øresund, “so they say”".encode("cp1252"), True),
    ("damaged", "Café in Øresund, ".encode() + b"\xff and on", True),
]


@pytest.mark.parametrize(("name", "content", "doubt"), ENCODINGS, ids=[row[0] for row in ENCODINGS])
def test_encodings(tmp_path: Path, name: str, content: bytes, doubt: bool) -> None:
    """The words come out right in any usual encoding, and what was uncertain is said without losing the page."""
    path = tmp_path / "page.txt"
    path.write_bytes(content)

    found = read(path)

    assert "Café" in pages(found)[0].text
    assert "in Øresund" in pages(found)[0].text
    assert [(problem.code, problem.fatal) for problem in problems(found)] == ([("encoding", False)] if doubt else [])


HARBOUR = {
    "ru": "Гавань Марлоу снова открыта, сообщила в понедельник мэр Элин Марш. Причал принимает паромы.",
    "ja": "マーローの港は月曜日に再開した、と市長は述べた。桟橋には一日に三十隻の船が着く。",
}
HOSTILE: list[tuple[str, bytes, str, str | None]] = [
    ("zero characters", f"{PROSE}\x00 And more.\x00".encode(), f"{PROSE}\x00 And more.\x00", None),
    ("control characters", f"{PROSE}\x01\x1b[2J\x7f".encode(), f"{PROSE}\x01\x1b[2J\x7f", None),
    (
        "bad UTF-8",
        f"Café. {PROSE}".encode() + b" \xc3\x28 \xe2\x82 end",
        f"Café. {PROSE} \ufffd( \ufffd end",
        "not valid UTF-8",
    ),
    ("surrogates in UTF-8", PROSE.encode() + b" \xed\xa0\x80 end", f"{PROSE} \ufffd end", "1 place"),
    ("pairs of surrogates in UTF-8", PROSE.encode() + b" \xed\xa0\xbd\xed\xb8\x80 end", f"{PROSE} 😀 end", None),
    ("a half character in UTF-16", PROSE.encode("utf-16") + b"\x00\xd8", f"{PROSE}\ufffd", "1 place is not valid"),
    ("UTF-16 with a mark", HARBOUR["ru"].encode("utf-16"), HARBOUR["ru"], None),
    ("UTF-16, big end first", b"\xfe\xff" + HARBOUR["ja"].encode("utf-16-be"), HARBOUR["ja"], None),
    ("UTF-16 without a mark", PROSE.encode("utf-16-le"), PROSE, None),
    ("UTF-16 page without a mark", f"<html><body><p>{PROSE}".encode("utf-16-be"), f"<html><body><p>{PROSE}", None),
    ("cp1251 without a word", f"<p>{HARBOUR['ru']}</p>".encode("cp1251"), HARBOUR["ru"], "it was read as cp1251"),
    (
        "Shift-JIS declared",
        f'<html><head><meta charset="Shift_JIS"></head><body><p>{HARBOUR["ja"]}</p></body></html>'.encode("shift_jis"),
        HARBOUR["ja"],
        None,
    ),
    (
        "cp1252 declared as UTF-8",
        f'<html><meta charset="utf-8"><p>“Café” – Øresund. {PROSE}</p></html>'.encode("cp1252"),
        "“Café” – Øresund.",
        "it was read as cp1252",
    ),
]


@pytest.mark.parametrize(("name", "content", "words", "says"), HOSTILE, ids=[row[0] for row in HOSTILE])
def test_hostile_bytes_become_text(tmp_path: Path, name: str, content: bytes, words: str, says: str | None) -> None:
    """Whatever a maker did to the encoding, the words come out, no half character stays, and losses are said."""
    (tmp_path / "page.html").write_bytes(content)

    found = read(tmp_path / "page.html")

    (page,) = pages(found)
    assert words in page.text
    page.text.encode("utf-8")
    if says:
        assert [(one.code, one.fatal) for one in problems(found)] == [("encoding", False)]
        assert says in problems(found)[0].says


KINDS: list[tuple[str, str, str]] = [
    ("text.html", PROSE, "text"),
    ("page.txt", f"<!DOCTYPE html><html><body><p>{PROSE}</p></body></html>", "html"),
    ("part", f"<div><p>{PROSE}</p><p>{PROSE}</p></div>", "html"),
    ("late.htm", f"\n\n<!-- saved -->\n<HTML><BODY>{PROSE}</BODY></HTML>", "html"),
    ("less.txt", f"{PROSE} He wrote that 3 < 4 and that <script> is a tag.", "text"),
    ("code.txt", f"{PROSE} The tag </p> ends a paragraph.", "text"),
]


@pytest.mark.parametrize(("name", "content", "kind"), KINDS, ids=[row[0] for row in KINDS])
def test_content_decides_not_the_name(tmp_path: Path, name: str, content: str, kind: str) -> None:
    """What a file is called does not make it a page with markup; what is in it does."""
    (tmp_path / name).write_text(content, encoding="utf-8")

    (page,) = pages(read(tmp_path / name))

    assert page.kind == kind
    assert page.text == content


def test_folders_are_walked_in_order(tmp_path: Path) -> None:
    """A folder gives its pages sorted, by names that are the same everywhere; notes beside them are passed over."""
    top = tmp_path / "pile"
    (top / "deep" / "er").mkdir(parents=True)
    for name in ("b.txt", "a.html", "deep/er/c", "deep/.hidden.txt", ".git"):
        (top / name).write_text(PROSE, encoding="utf-8")
    for name in ("TRUTH.toml", "README.md", "labels.json", "photo.PNG"):
        (top / name).write_text("x = 1", encoding="utf-8")
    (top / "labels.jsonl").write_text('{"doc": "a", "label": 1}\n' * 9, encoding="utf-8")

    found = read(top)

    assert [page.name for page in pages(found)] == ["pile/a.html", "pile/b.txt", "pile/deep/er/c"]
    (note,) = problems(found)
    assert (note.code, note.fatal) == ("not-pages", False)
    assert note.says.startswith("5 files passed over")


def test_a_named_file_is_read_whatever_its_ending(tmp_path: Path) -> None:
    """The user's word goes before the habit of passing over notes."""
    (tmp_path / "story.md").write_text(PROSE, encoding="utf-8")

    assert [page.name for page in pages(read(tmp_path / "story.md"))] == ["story.md"]


def test_broken_places_do_not_stop_the_walk(tmp_path: Path) -> None:
    """A dangling link, a loop of links, a socket and a missing path are named or passed over; the rest is read."""
    folder = tmp_path / "pile"
    folder.mkdir()
    (folder / "z.txt").write_text(PROSE, encoding="utf-8")
    (folder / "broken.html").symlink_to("nowhere.html")
    (folder / "loop").symlink_to(folder)
    with socket.socket(socket.AF_UNIX) as server:
        place = os.getcwd()
        os.chdir(folder)
        server.bind("listening")
        os.chdir(place)
        found = read(tmp_path / "none", folder)

    assert [page.name for page in pages(found)] == ["pile/z.txt"]
    assert [(problem.code, Path(problem.path).name) for problem in problems(found)] == [
        ("missing", "none"),
        ("missing", "broken.html"),
        ("not-pages", "pile"),
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="permission bits do not bind root")
def test_no_permission_is_named(tmp_path: Path) -> None:
    """A folder or file that may not be read is named, and the rest is read."""
    (tmp_path / "open.txt").write_text(PROSE, encoding="utf-8")
    (tmp_path / "shut").mkdir(mode=0)

    found = read(tmp_path)

    assert [problem.code for problem in problems(found)] == ["no-permission"]
    assert len(pages(found)) == 1


def test_the_same_file_is_read_once(tmp_path: Path) -> None:
    """A file given twice, under any name, is one page, and that is said."""
    path = tmp_path / "a.txt"
    path.write_text(PROSE, encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(path)

    found = read(path, tmp_path / "link.txt", tmp_path / "." / "a.txt")

    assert len(pages(found)) == 1
    assert [(problem.code, problem.fatal) for problem in problems(found)] == [("given-twice", False)] * 2


def test_files_of_one_name_keep_apart(tmp_path: Path) -> None:
    """Two files of different folders that are called the same get different names."""
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(PROSE, encoding="utf-8")

    found = pages(read(tmp_path / "x" / "a.txt", tmp_path / "y" / "a.txt"))

    assert [page.name for page in found] == ["a.txt", "a.txt~2"]


def test_records_are_kept_letter_for_letter(tmp_path: Path) -> None:
    """A record's text is not touched, and its own title, date, outlet, address and id come with it."""
    text = "  First line.\r\n\r\n<b>Second</b>\u00a0line. 😀 "
    row = {
        "id": 7,
        "text": text,
        "title": "T",
        "date": "2025-03-03",
        "outlet": "Harrow Courier",
        "url": "https://h.example/1",
    }
    path = tmp_path / "docs.jsonl"
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")

    (page,) = pages(read(path))

    assert page == Page(
        name="docs.jsonl#7",
        path=str(path),
        kind="record",
        text=text,
        url="https://h.example/1",
        given_id="7",
        title="T",
        date="2025-03-03",
        outlet="Harrow Courier",
    )


def test_broken_records_are_named_by_line(tmp_path: Path) -> None:
    """Each line that cannot be used is named with its number; the lines round it are read."""
    lines = ['{"id": "a", "text": "One."}', "{broken", "", "[1, 2]", '{"id": "b"}', '{"id": "c", "text": " "}']
    path = tmp_path / "docs.jsonl"
    path.write_text(
        "\n".join([*lines, '{"id": "a", "text": "Two."}', '{"text": "Three."}', "[" * 100_000]), encoding="utf-8"
    )

    found = read(path)

    assert [page.name for page in pages(found)] == ["docs.jsonl#a", "docs.jsonl#a~2", "docs.jsonl#line 8"]
    assert [(problem.code, problem.says.split(" is")[0].split(" has")[0]) for problem in problems(found)] == [
        ("bad-record", "line 2"),
        ("bad-record", "line 4"),
        ("bad-record", "line 5"),
        ("empty", "the text of line 6"),
        ("bad-record", "line 9"),
    ]


def test_standard_input_may_be_a_page_or_records() -> None:
    """What comes through ``-`` is looked at like a file."""
    (page,) = pages(read("-", "-", stdin=PROSE.encode()))
    (record,) = pages(read("-", stdin=b'{"id": "r", "text": "One."}\n'))

    assert (page.name, page.kind) == ("stdin", "text")
    assert (record.name, record.kind) == ("stdin#r", "record")
    assert [problem.code for problem in problems(read("-"))] == ["missing"]


def test_pages_come_one_by_one(tmp_path: Path) -> None:
    """The first page is there before the last one is looked for."""
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(PROSE, encoding="utf-8")
    stream = read_pages([tmp_path], ReadSettings())

    first = next(stream)
    (tmp_path / "2.txt").unlink()

    assert isinstance(first, Page)
    assert [problem.code for problem in problems(list(stream))] == ["missing"]


def test_the_documentation_gives_the_limits_in_force() -> None:
    """The figures in docs/input.md are those of the settings."""
    told = (Path(__file__).parent.parent / "docs" / "input.md").read_text(encoding="utf-8")
    limits = ReadSettings()

    assert f"| largest page | {limits.max_bytes // 1_000_000} MB |" in told
    assert f"{limits.most_unfolding} times their size, from {limits.unfolds_freely // 1_000_000} MB on" in told
    assert f"under {limits.stub_words} words" in told
    assert all(f"`{field}`" in told for field in FIELDS)
