"""``retold match``: tables and pages in, pairs and states out."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.invented import edited, invented

RNG = random.Random(11)
STORY, OTHER, OWN = (" ".join(invented(RNG, count)) for count in (150, 150, 100))
ROWS = [
    {"id": "first", "outlet": "Gazette", "date": "2025-03-01", "text": f"{STORY} É", "words": 150},
    {"id": "second", "outlet": "Beacon", "date": "2025-03-02", "text": f"{STORY} {OWN}", "words": 250},
    {"id": "third", "outlet": "Beacon", "date": "2025-03-02", "text": OTHER, "words": 150},
]
PAIR = {
    "record": "pair",
    "a": "first",
    "b": "second",
    "share_a": round(150 / 151, 4),
    "share_b": 0.6,
    "words_a": 150,
    "words_b": 150,
    "passages": [{"a": [0, len(STORY)], "b": [0, len(STORY)], "words": 150}],
}


def _match(*arguments: str | Path, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "retold", "match", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        input=given,
    )


def _lines(rows: list[dict[str, object]]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def _records(printed: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in printed.splitlines()]


def test_records_become_pairs(tmp_path: Path) -> None:
    """A line for each pair: shares on both sides and the passages with their places."""
    (tmp_path / "docs.jsonl").write_text(_lines(ROWS), encoding="utf-8")

    run = _match(tmp_path / "docs.jsonl", "-o", tmp_path / "out" / "pairs.jsonl")

    assert run.returncode == 0, run.stderr
    assert _records((tmp_path / "out" / "pairs.jsonl").read_text(encoding="utf-8")) == [PAIR]
    assert run.stderr == "3 texts · 1 pair that shares passages\n"


def test_standard_input_and_output_serve_as_well() -> None:
    """Records may come through a pipe, and pairs are printed when no file is named."""
    run = _match("-", "-q", given=_lines(ROWS))

    assert (_records(run.stdout), run.stderr) == ([PAIR], "")


def test_tables_give_the_same_as_lines(tmp_path: Path) -> None:
    """Parquet in and out."""
    pq.write_table(pa.Table.from_pylist(ROWS), tmp_path / "docs.parquet")

    run = _match(tmp_path / "docs.parquet", "-o", tmp_path / "pairs.parquet")

    assert run.returncode == 0, run.stderr
    (row,) = pq.read_table(tmp_path / "pairs.parquet").to_pylist()
    assert {name: row[name] for name in ("a", "b", "words_a")} == {"a": "first", "b": "second", "words_a": 150}
    assert row["passages"] == [{"a_start": 0, "a_end": len(STORY), "b_start": 0, "b_end": len(STORY), "words": 150}]


@pytest.mark.parametrize(
    "broken",
    [
        '{"id": "x", "text": \n',
        '{"id": "x", "text": 7}\n',
        '{"id": "x", "text": ""}\n',
        '{"id": "x", "text": null}\n',
        "[1]\n",
    ],
)
def test_a_broken_record_is_named_and_takes_no_others_with_it(tmp_path: Path, broken: str) -> None:
    """The line is given, the other records are matched, and the exit code says that something was left out."""
    lines = _lines(ROWS).splitlines(keepends=True)
    (tmp_path / "docs.jsonl").write_text("".join([*lines[:2], broken, *lines[2:]]), encoding="utf-8")

    run = _match(tmp_path / "docs.jsonl")

    assert _records(run.stdout) == [PAIR]
    assert "line 3" in run.stderr
    assert run.returncode == 3


def test_ids_may_be_numbers_and_columns_have_other_names(tmp_path: Path) -> None:
    """Whatever a table calls its columns, and of whatever kind its ids are."""
    rows: list[dict[str, object]] = [{"no": n, "body": row["text"]} for n, row in enumerate(ROWS)]
    (tmp_path / "docs.jsonl").write_text(_lines(rows), encoding="utf-8")

    run = _match(tmp_path / "docs.jsonl", "--columns", "id=no,text=body")

    assert [(one["a"], one["b"]) for one in _records(run.stdout)] == [("0", "1")]


def test_pages_are_cleaned_first(tmp_path: Path) -> None:
    """Pages with markup are matched by their articles; offsets count in the article's text."""
    for name, text in (("one", STORY), ("two", f"{OWN}. {STORY}")):
        sentences = "".join(f"<p>{text[at : at + 300].capitalize()}.</p>" for at in range(0, len(text), 300))
        (tmp_path / f"{name}.html").write_text(
            f"<html><body><article><h1>Ferry</h1>{sentences}</article></body></html>"
        )

    run = _match(tmp_path)

    assert run.returncode == 0, run.stderr
    assert len(_records(run.stdout)) == 1


def test_states_name_the_text_to_keep(tmp_path: Path) -> None:
    """Nearly identical texts are one group; --keep says which of them stays."""
    rows: list[dict[str, object]] = [
        {"id": "short", "date": "2025-01-01", "text": STORY},
        {"id": "long", "date": "2025-01-02", "text": f"{STORY} and more"},
        {"id": "alone", "date": "2025-01-01", "text": OTHER},
    ]

    kept = [
        _records(_match("-", "--states", "--keep", keep, given=_lines(rows)).stdout)[0]
        for keep in ("earliest", "longest")
    ]

    assert [one["keep"] for one in kept] == ["short", "long"]
    assert kept[0]["texts"] == ["short", "long"]


def test_the_best_credited_of_a_group_is_kept() -> None:
    """The outlet that another version names as its source goes before an earlier one that says nothing."""
    sentence = "The harbour of Sedgemouth will be dredged in the autumn, the council said, after a winter of floods. "
    story = sentence + " ".join(f"{word.capitalize()}." for word in STORY.split()[:80])
    rows: list[dict[str, object]] = [
        {"id": "first", "outlet": "Quern Daily", "date": "2025-01-01", "text": story},
        {"id": "source", "outlet": "Harbour Gazette", "date": "2025-01-02", "text": story},
        {"id": "copy", "outlet": "Fenland Post", "date": "2025-01-03", "text": f"{story}\nSource: Harbour Gazette"},
    ]

    (group,) = _records(_match("-", "--states", "--keep", "credited", given=_lines(rows)).stdout)

    assert group["keep"] == "source"


def test_furniture_that_was_found_is_handed_to_the_cleaner(tmp_path: Path) -> None:
    """A line that matching took for furniture is cut from the next page of that outlet, which alone would keep it."""
    rng = random.Random(21)
    line = "The ferry office said that boats leave the old pier at nine, and that the council paid for the new ones."
    rows: list[dict[str, object]] = [
        {"id": str(n), "outlet": "Harbour Gazette", "text": " ".join(invented(rng, 90)) + f"\n\n{line}"}
        for n in range(12)
    ]
    _match("-", "-q", "--memory", tmp_path / "outlets.json", given=_lines(rows))
    story = "The council of Sedgemouth will dredge the harbour in autumn, it said on Monday, after a winter of floods."
    page: dict[str, object] = {
        "id": "new",
        "outlet": "Harbour Gazette",
        "text": f"{story}\n\n{line}\n\n{story[:80]} too.",
    }
    command = [sys.executable, "-m", "retold", "clean", "-", "--clean-records", "--format", "jsonl", "-q"]

    texts = [
        json.loads(
            subprocess.run([*command, *more], capture_output=True, text=True, check=True, input=_lines([page])).stdout
        )
        for more in ([], ["--memory", str(tmp_path / "outlets.json")])
    ]

    assert [line in one["text"] for one in texts] == [True, False]


def test_nothing_to_read_is_wrong_use(tmp_path: Path) -> None:
    """No text at all is told in a sentence."""
    run = _match(tmp_path / "missing.jsonl")

    assert run.returncode == 2
    assert "no text could be used" in run.stderr
    assert "Traceback" not in run.stderr


# ---------------------------------------------------------------------------------------------------------------- index


def _many(count: int, seed: int) -> list[dict[str, object]]:
    """Records with stories in common, an outlet's notice, and times."""
    rng = random.Random(seed)
    notice, stories = invented(rng, 40), [invented(rng, 90) for _ in range(6)]
    rows: list[dict[str, object]] = []
    for number in range(count):
        words = edited(rng, rng.choice(stories), 0.05) if rng.random() < 0.5 else invented(rng, 80)
        text = " ".join([*words, *(notice if number % 2 else [])])
        day = f"2025-06-{rng.randint(1, 30):02}"
        rows.append({"id": f"r{number}", "outlet": "Gazette" if number % 2 else "Beacon", "date": day, "text": text})
    return rows


def test_an_index_says_what_matching_anew_would_say(tmp_path: Path) -> None:
    """Texts added bit by bit, changed and removed: the pairs are those of the texts that are left, line for line."""
    rows = _many(60, 1)
    changed = [{**row, "text": f"{row['text']} {OWN}"} for row in rows[5:8]]
    steps = (rows[:30], rows[30:40], [*rows[40:], *changed, *rows[:3]])

    printed = [_match("-", "-q", "--index", tmp_path / "index", given=_lines(step)) for step in steps]
    printed.append(_match("-q", "--index", tmp_path / "index", "--remove", "r9", "--remove", "r10"))
    whole = _match("-q", "--index", tmp_path / "index")

    assert [run.returncode for run in printed] == [0, 0, 0, 0], printed[-1].stderr
    final = {str(row["id"]): row for row in [*rows, *changed] if row["id"] not in ("r9", "r10")}
    assert whole.stdout == _match("-", "-q", given=_lines(list(final.values()))).stdout
    told: dict[tuple[object, object], object] = {}
    for record in (record for run in printed for record in _records(run.stdout)):
        if record["record"] == "gone":
            del told[record["a"], record["b"]]
        else:
            told[record["a"], record["b"]] = record
    assert told == {(record["a"], record["b"]): record for record in _records(whole.stdout)}


def test_a_killed_run_leaves_the_index_as_it_was(tmp_path: Path) -> None:
    """What a run wrote before it was killed does not count, and is gone after the next."""
    rows = _many(40, 3)
    _match("-", "-q", "--index", tmp_path, given=_lines(rows[:30]))
    before = _match("-q", "--index", tmp_path).stdout
    for name in ("words", "times", "ids"):
        with (tmp_path / f"{name}.bin").open("ab") as file:
            file.write(b"half a text")
    (tmp_path / "hashes-7.bin").write_bytes(b"half a shelf")

    assert _match("-q", "--index", tmp_path).stdout == before
    _match("-", "-q", "--index", tmp_path, given=_lines(rows[30:]))

    assert _match("-q", "--index", tmp_path).stdout == _match("-", "-q", given=_lines(rows)).stdout
    assert not (tmp_path / "hashes-7.bin").exists()


def test_texts_that_are_there_change_nothing(tmp_path: Path) -> None:
    """The same texts again are passed over, and an id that is not there to be removed is named."""
    rows = _many(20, 2)
    _match("-", "--index", tmp_path, given=_lines(rows))

    again = _match("-", "--index", tmp_path, "--remove", "nobody", given=_lines(rows))

    assert again.stdout == ""
    assert "0 texts added, 0 removed · 0 pairs new or different, 0 gone" in again.stderr
    assert "nobody" in again.stderr


def test_an_index_asks_for_the_settings_it_was_made_with(tmp_path: Path) -> None:
    """Fingerprints of another kind would find nothing, so they are refused; so is a folder of other files."""
    _match("-", "--index", tmp_path / "index", given=_lines(ROWS))
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letter.txt").write_text("words", encoding="utf-8")

    sensitive = _match("-", "--index", tmp_path / "index", "--sensitive", given=_lines(ROWS))
    other = _match("-", "--index", tmp_path / "other", given=_lines(ROWS))

    assert (sensitive.returncode, other.returncode) == (2, 2)
    assert "other settings" in sensitive.stderr
    assert "no index" in other.stderr


def test_an_engine_answers_what_is_asked(tmp_path: Path) -> None:
    """``--engine local`` fills a folder with pairs, sources or states, as Parquet."""
    path = tmp_path / "texts.jsonl"
    path.write_text(_lines(ROWS), encoding="utf-8")

    for option, kind in (("", "pair"), ("--sources", "source"), ("--states", "state")):
        run = _match(path, *([option] if option else []), "--engine", "local", "-o", tmp_path / "out")
        assert run.returncode == 0, run.stderr
        assert (tmp_path / "out" / kind).is_dir()

    (source,) = pq.read_table(tmp_path / "out" / "source").to_pylist()
    assert source["text"] == "second"
    assert pq.read_table(tmp_path / "out" / "state").num_rows == 0


def test_a_limit_of_memory_changes_no_answer(tmp_path: Path) -> None:
    """A pipe, whose size nobody knows, goes through a temporary folder; a file that fits does not."""
    path = tmp_path / "texts.jsonl"
    path.write_text(_lines(ROWS), encoding="utf-8")

    piped = _match("-", "--most-memory", "400MB", given=_lines(ROWS))
    filed = _match(path, "--most-memory", "1.5 GB", "--input", "cleaned")

    assert (piped.returncode, filed.returncode) == (0, 0), piped.stderr + filed.stderr
    assert _records(piped.stdout) == _records(filed.stdout) == [PAIR]
    assert piped.stderr == filed.stderr == "3 texts · 1 pair that shares passages\n"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--most-memory", "12"), "write 800MB or 2GB"),
        (("--most-memory", "0MB"), "write 800MB or 2GB"),
        (("--most-memory", "50MB"), "MB at least"),
        (("--most-memory", "2GB", "--index", "index"), "neither --index nor --engine spark"),
        (("--most-memory", "2GB", "--engine", "spark", "-o", "out"), "neither --index nor --engine spark"),
    ],
)
def test_a_limit_that_makes_no_sense_is_refused(options: tuple[str, ...], says: str) -> None:
    """A size that is none, too little for the program, or a limit for what is not this machine's."""
    run = _match("-", *options, given=_lines(ROWS))

    assert run.returncode == 2
    assert says in " ".join(run.stderr.split())
