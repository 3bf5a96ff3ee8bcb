"""Records with named columns: Parquet, JSON and JSONL give the same pages, and what is not there is said."""

from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from retold.page import Page, Problem, SettingsError
from retold.read import read_pages
from retold.read.columns import parse_columns
from retold.settings import Columns, ReadSettings

TEXT = "  The harbour of Marlow reopened.\r\n\u00a0The mayor said so. 😀"
Row = dict[str, object]


def read(path: Path, columns: str = "", max_bytes: int = 10_000_000) -> tuple[list[Page], list[Problem]]:
    """The pages and the problems of a file."""
    named = parse_columns(columns) if columns else Columns()
    items = list(read_pages([path], ReadSettings(columns=named, max_bytes=max_bytes)))
    return [one for one in items if isinstance(one, Page)], [one for one in items if isinstance(one, Problem)]


def _parquet(folder: Path, rows: list[Row]) -> Path:
    path = folder / "table.parquet"
    columns = dict.fromkeys(name for row in rows for name in row)
    pq.write_table(pa.table({name: [row.get(name) for row in rows] for name in columns}), path)
    return path


def _lines(folder: Path, rows: list[Row]) -> Path:
    path = folder / "table.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def _array(folder: Path, rows: list[Row]) -> Path:
    path = folder / "table.json"
    path.write_text(json.dumps(rows, indent=1), encoding="utf-8")
    return path


def _answer(folder: Path, rows: list[Row]) -> Path:
    path = folder / "answer"
    path.write_text(json.dumps({"status": "ok", "data": {"count": 2, "articles": rows}}), encoding="utf-8")
    return path


FORMS: dict[str, Callable[[Path, list[Row]], Path]] = {
    "parquet": _parquet,
    "a record a line": _lines,
    "an array": _array,
    "an answer": _answer,
}
each_form = pytest.mark.parametrize("form", FORMS)


@each_form
def test_a_record_is_kept_letter_for_letter(tmp_path: Path, form: str) -> None:
    """Text, id, title, date, outlet and address come as they are; a record with markup alone is a page to clean."""
    rows: list[Row] = [
        {"id": 7, "text": TEXT, "title": "T", "date": "2031-04-02", "outlet": "Harrow Courier", "url": "h.example/1"},
        {"id": 8, "text": "", "html": f"<p>{TEXT}</p>"},
    ]

    pages, problems = read(FORMS[form](tmp_path, rows))

    assert problems == []
    assert [(one.kind, one.text, one.given_id) for one in pages] == [
        ("record", TEXT, "7"),
        ("html", f"<p>{TEXT}</p>", "8"),
    ]
    first = pages[0]
    assert (first.title, first.date, first.outlet, first.url) == ("T", "2031-04-02", "Harrow Courier", "h.example/1")
    assert first.name.endswith("#7")


@each_form
def test_columns_may_have_other_names(tmp_path: Path, form: str) -> None:
    """A user says what the columns are called, also of one inside another."""
    rows: list[Row] = [{"doc": "a", "body": TEXT, "source": {"name": "Quay Herald"}}]

    pages, problems = read(FORMS[form](tmp_path, rows), "id=doc, text=body, outlet=source.name")

    assert problems == []
    assert [(one.given_id, one.text, one.outlet) for one in pages] == [("a", TEXT, "Quay Herald")]


@each_form
def test_a_table_of_something_else_is_named_once(tmp_path: Path, form: str) -> None:
    """Without a column of texts one problem lists the columns that are there."""
    rows: list[Row] = [{"doc": "a", "body": TEXT}, {"doc": "b", "body": TEXT}] * 5

    pages, problems = read(FORMS[form](tmp_path, rows))

    assert pages == []
    assert [(one.code, one.fatal) for one in problems] == [("no-texts", True)]
    assert 'no "text" or "html"; its columns are doc, body' in problems[0].says


@each_form
def test_a_column_that_is_not_there_is_named(tmp_path: Path, form: str) -> None:
    """A name that the user gave and no record has is said, with those that are there; the texts are read."""
    pages, problems = read(FORMS[form](tmp_path, [{"id": "a", "text": TEXT, "paper": None}]), "outlet=newspaper")

    assert len(pages) == 1
    assert [(one.code, one.fatal) for one in problems] == [("no-column", False)]
    assert 'no column "newspaper" for the outlet; its columns are id, text, paper' in problems[0].says


@each_form
def test_tables_of_notes_in_a_folder_are_passed_over(tmp_path: Path, form: str) -> None:
    """In a folder a table counts when its records have a text and an id; others are noted like any file of no pages."""
    rows: dict[str, Row] = {
        "notes": {"text": TEXT},
        "labels": {"id": "a", "label": 1},
        "pile": {"id": "a", "text": TEXT},
    }
    for name, row in rows.items():
        (tmp_path / "top" / name).mkdir(parents=True)
        FORMS[form](tmp_path / "top" / name, [row] * 2)

    pages, problems = read(tmp_path / "top")

    assert {Path(one.path).parent.name for one in pages} == {"pile"}
    assert [(one.code, one.fatal) for one in problems if one.code == "not-pages"] == [("not-pages", False)]


def test_values_of_a_table_may_have_types(tmp_path: Path) -> None:
    """Times and days, texts as bytes, nothing, and numbers in place of text are told apart."""
    path = tmp_path / "typed.parquet"
    table = {
        "text": pa.array([TEXT.encode(), b"\xff\xfe", None], pa.binary()),
        "date": [datetime(2031, 4, 2, 10, tzinfo=UTC)] * 3,
        "title": [date(2031, 4, 2)] * 3,
    }
    pq.write_table(pa.table(table), path)

    pages, problems = read(path)

    assert [(one.text, one.date, one.title) for one in pages] == [(TEXT, "2031-04-02T10:00:00+00:00", "2031-04-02")]
    assert [one.says for one in problems] == ["row 2 is not valid UTF-8", "the text of row 3 is empty"]
    pq.write_table(pa.table({"text": [1, 2]}), path)
    assert [one.says for one in read(path)[1]] == ['the "text" of row 1 is not text', 'the "text" of row 2 is not text']


@pytest.mark.parametrize("data", [b"PAR1", b"PAR1" + bytes(500) + b"PAR1"], ids=["cut", "hollow"])
def test_a_damaged_table_is_named(tmp_path: Path, data: bytes) -> None:
    """A Parquet file that cannot be read is one problem with the reason."""
    (tmp_path / "t.parquet").write_bytes(data)

    pages, problems = read(tmp_path / "t.parquet")

    assert pages == []
    assert [(one.code, one.fatal) for one in problems] == [("damaged", True)]


def test_a_table_damaged_inside_is_read_up_to_there(tmp_path: Path) -> None:
    """The rows before the damage are pages."""
    path = tmp_path / "t.parquet"
    pq.write_table(pa.table({"text": [f"Pier {n} opened." for n in range(4_000)]}), path, row_group_size=500)
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 2_000] = bytes(2_000)
    path.write_bytes(data)

    pages, problems = read(path)

    assert [one.text for one in pages[:1_000]] == [f"Pier {n} opened." for n in range(1_000)]
    assert problems[-1].code in ("damaged", "bad-record")


def test_a_table_may_come_through_a_pipe(tmp_path: Path) -> None:
    """Parquet from standard input is read though it begins at its end."""
    data = _parquet(tmp_path, [{"id": "a", "text": TEXT}]).read_bytes()

    class Pipe(io.BytesIO):
        """A stream that cannot go back."""

        def seekable(self) -> bool:
            return False

    items = list(read_pages(["-"], ReadSettings(), Pipe(data)))

    assert [one.name for one in items if isinstance(one, Page)] == ["stdin#a"]


BROKEN: list[tuple[str, bytes, list[str], str, str]] = [
    ("cut", b'[{"id": "a", "text": "One."}, {"id": "b", "te', ["a"], "bad-json", "premature EOF"),
    ("more behind it", b'[{"id": "a", "text": "One."}] and more', ["a"], "bad-json", "read before that: 1"),
    ("bad UTF-8", b'[{"id": "a", "text": "One."}, {"id": "b", "text": "\xff"}]', ["a"], "bad-json", "invalid bytes"),
    ("endless nesting", b'[{"a":' * 10_000, [], "bad-json", "premature EOF"),
    (
        "a huge object",
        b'[{"id": "a", "text": "One."}, {"id": "b", "text": "' + b"x" * 400_000 + b'"}]',
        ["a"],
        "too-large",
        "larger than 100,000 bytes",
    ),
    ("no objects", b'{"articles": []}', [], "no-texts", "it has no columns"),
]


@pytest.mark.parametrize(("name", "data", "ids", "code", "says"), BROKEN, ids=[row[0] for row in BROKEN])
def test_broken_json_is_read_up_to_there(
    tmp_path: Path, name: str, data: bytes, ids: list[str], code: str, says: str
) -> None:
    """The records before the place that is broken are pages, and the place is said."""
    (tmp_path / "x.json").write_bytes(data)

    pages, problems = read(tmp_path / "x.json", max_bytes=100_000)

    assert [one.given_id for one in pages] == ids
    assert [(one.code, one.fatal) for one in problems] == [(code, True)]
    assert says in problems[0].says


WHOLES: list[tuple[str, str, list[str], list[str]]] = [
    ("one object", '{"id": "a", "text": "One.", "links": [{"to": "b"}]}', ["One."], []),
    ("one object over lines", '{\n "id": "a",\n "text": "One."\n}\n', ["One."], []),
    ("a mark in front", '\ufeff[\n{"id": "a", "text": "One."}\n]', ["One."], []),
    (
        "some without text",
        '{"articles": [{"text": "One."}, {"title": "T"}], "tags": [{"t": 1}]}',
        ["One."],
        ["no-texts"],
    ),
    ("half characters", '[{"text": "One \\ud800."}]', ["One ?."], []),
    ("records a line", '{"id": "a", "text": "One."}\n\n{"id": "b", "text": "Two."}', ["One.", "Two."], []),
    ("a long first line", '{"id": "a", "text": "' + "x" * 90_000 + '"}\n{"text": "Two."}', ["x" * 90_000, "Two."], []),
    ("prose in brackets", "[Editor’s note: the harbour {of Marlow} reopened.]", ["[Editor"], []),
]


@pytest.mark.parametrize(("name", "content", "texts", "codes"), WHOLES, ids=[row[0] for row in WHOLES])
def test_json_is_told_by_its_content(
    tmp_path: Path, name: str, content: str, texts: list[str], codes: list[str]
) -> None:
    """One object, an array, an answer and a record a line are told apart without a known ending of the name."""
    (tmp_path / "file").write_text(content, encoding="utf-8")

    pages, problems = read(tmp_path / "file")

    assert [page.text[: len(text)] for page, text in zip(pages, texts, strict=True)] == texts
    assert [(one.code, one.fatal) for one in problems] == [(code, False) for code in codes]


@each_form
def test_a_table_is_never_held_as_a_whole(tmp_path: Path, form: str) -> None:
    """Sixty megabytes of records pass through in the memory of a few of them."""
    path = FORMS[form](tmp_path, [{"id": n, "text": f"Pier {n} opened. " * 900} for n in range(4_000)])
    tracemalloc.start()

    count = sum(isinstance(one, Page) for one in read_pages([path], ReadSettings()))

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 4_000
    assert peak < 15_000_000


def test_columns_are_named_in_words() -> None:
    """``FIELD=COLUMN`` names one column each; what is not named keeps its usual name."""
    assert parse_columns(" id = doc_id , text=body") == Columns(id="doc_id", text="body")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("", "'' is not of the form FIELD=COLUMN"),
        ("body", "'body' is not of the form FIELD=COLUMN, as in id=doc_id,text=body"),
        ("text=", "'text=' is not of the form"),
        ("=body", "'=body' is not of the form"),
        ("text=body,", "'' is not of the form"),
        ("words=body", "there is no field 'words' to name a column for; there are id, text, html, title, date, outlet"),
        ("text=a,text=b", "the column of 'text' is named twice"),
    ],
)
def test_wrong_columns_are_explained(given: str, says: str) -> None:
    """Anything else is refused with a sentence that says what is wrong."""
    with pytest.raises(SettingsError) as refused:
        parse_columns(given)

    assert says in str(refused.value)
