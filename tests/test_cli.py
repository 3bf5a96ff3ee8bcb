"""The commands as a user meets them: answers on standard output, notes on standard error, exit codes, no traceback."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from retold.report.console import SafeConsole
from retold.report.schema import json_schema, line_schema
from retold.report.terminal import Manner, print_report
from tests.build import build_report, port_story

ROOT = Path(__file__).resolve().parent.parent
STORY = [str(ROOT / "examples" / name) for name in ("ruling-harrow.html", "ruling-northgate.txt")]


def retold(*arguments: str, stdin: bytes = b"", cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run the program as a user does, in a process of its own."""
    run = subprocess.run(
        [sys.executable, "-m", "retold.cli", *arguments],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        check=False,
        env={**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"},
    )
    return subprocess.CompletedProcess(run.args, run.returncode, run.stdout.decode(), run.stderr.decode())


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two good pages among everything that can be wrong with a page."""
    folder = tmp_path_factory.mktemp("pile")
    for path in STORY:
        (folder / Path(path).name).write_bytes(Path(path).read_bytes())
    text = Path(STORY[1]).read_text(encoding="utf-8")
    (folder / "empty.html").write_bytes(b"")
    with (folder / "zeros.txt").open("wb") as file:
        file.truncate(50_000_000)
    (folder / "picture.html").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 40)
    (folder / "damaged.txt").write_bytes(text.encode()[:600] + b"\xff\xfe\xc3(" + text.encode()[600:])
    (folder / "wide.txt").write_bytes(text.encode("utf-16"))
    (folder / "nested.html").write_text("<html><body>" + "<div>" * 100_000 + "hello", encoding="utf-8")
    (folder / "gone.html").symlink_to(folder / "never-there.html")
    (folder / "records.jsonl").write_text('{"id": "a", "text": "One. Two."}\n{broken\n', encoding="utf-8")
    return folder


def test_rubbish_is_named_and_the_rest_is_traced(pile: Path) -> None:
    """Each input that cannot be used is named with a reason, the others are traced, and the exit code says so."""
    run = retold("trace", str(pile), "--format", "json")

    report = json.loads(run.stdout)
    named = {Path(problem["path"]).name for problem in report["problems"] if problem["fatal"]}
    assert named == {"empty.html", "zeros.txt", "picture.html", "nested.html", "gone.html", "records.jsonl"}
    assert all(problem["says"] for problem in report["problems"])
    assert {Path(article["path"]).name for article in report["articles"]} >= {
        "damaged.txt",
        "wide.txt",
        *(Path(path).name for path in STORY),
    }
    assert run.returncode == 3
    assert "Traceback" not in run.stderr
    assert all(name in run.stderr for name in named)


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["trace", "never-there"], 2, "no such file or folder"),
        (["trace"], 2, "Missing argument"),
        (["trac"], 2, "No such command"),
        (["rule", "X999"], 2, "no code"),
        (["clean", "never-there"], 2, "no such file"),
        (["diff", STORY[0], "never-there"], 2, "no such file"),
        (["trace", STORY[0], "--format", "yaml"], 2, "'yaml'"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else str(value),
)
def test_wrong_use_is_explained_in_a_sentence(arguments: list[str], code: int, says: str) -> None:
    """A wrong call ends with 2, one clear sentence and nothing on standard output."""
    run = retold(*arguments)

    assert run.returncode == code
    assert says in run.stderr
    assert run.stdout == ""
    assert "Traceback" not in run.stderr


def test_help_loads_nothing_heavy_and_teaches() -> None:
    """``--help`` waits for no language model, array or terminal library; every command's help opens with examples."""
    run = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "retold.cli", "--help"], capture_output=True, text=True, check=True
    )
    loaded = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in run.stderr.splitlines()}

    assert loaded & {"numpy", "spacy", "rich", "trafilatura", "lxml", "jinja2", "rapidfuzz"} == set()
    for command in ("trace", "clean", "diff", "rule", "schema", "completion"):
        assert command in run.stdout
        assert f"retold {command}" in retold(command, "--help").stdout


def test_findings_can_fail_a_script() -> None:
    """``--fail-on high`` ends with 1 when there is a heavy finding, and with 0 when there is none."""
    assert retold("trace", *STORY, "--fail-on", "high", "-q").returncode == 1
    assert retold("trace", STORY[0], "--fail-on", "high", "-q").returncode == 0


def test_standard_input_is_a_page() -> None:
    """``-`` reads one page from standard input."""
    run = retold("trace", "-", STORY[1], "--format", "json", stdin=Path(STORY[0]).read_bytes())

    assert {article["path"] for article in json.loads(run.stdout)["articles"]} == {"-", STORY[1]}


def test_json_is_what_the_schema_says(tmp_path: Path) -> None:
    """JSON and JSONL validate against the schemas, and two runs over the same input give the same bytes, run aside."""
    first, second = (json.loads(retold("trace", *STORY, "--format", "json").stdout) for _ in range(2))
    lines = [json.loads(line) for line in retold("trace", *STORY, "--format", "jsonl").stdout.splitlines()]

    jsonschema.validate(first, json_schema())
    of_a_line = jsonschema.Draft202012Validator(line_schema())
    for line in lines[:40]:
        of_a_line.validate(line)
    assert {line["record"] for line in lines} >= {
        "run",
        "article",
        "match",
        "story",
        "alignment",
        "change",
        "mention",
        "fact",
    }
    assert first.pop("run") != {}
    second.pop("run")
    assert first == second


def test_the_text_of_a_record_is_kept_letter_for_letter(tmp_path: Path) -> None:
    """A JSONL record's text is not cleaned, so that the user's offsets hold; ``--clean`` treats it as flat text."""
    body = Path(STORY[1]).read_text(encoding="utf-8")
    path = tmp_path / "pile.jsonl"
    path.write_text(
        json.dumps({"id": "one", "text": f"  {body}\t", "title": "A title", "date": "2031-04-02"}), encoding="utf-8"
    )

    kept = json.loads(retold("trace", str(path), "--format", "json").stdout)["articles"][0]
    cleaned = json.loads(retold("trace", str(path), "--clean", "--format", "json").stdout)["articles"][0]

    assert kept["text"] == f"  {body}\t"
    assert (kept["given_id"], kept["title"], kept["date"]["value"], kept["date"]["basis"]) == (
        "one",
        "A title",
        "2031-04-02",
        "given",
    )
    assert len(cleaned["text"]) < len(body)


def test_a_cut_pipe_is_no_error() -> None:
    """``retold ... | head -1`` ends quietly."""
    command = f"{sys.executable} -m retold.cli trace {STORY[0]} --format jsonl -q | head -1"
    run = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False, cwd=ROOT)

    assert run.stderr == ""
    assert json.loads(run.stdout)["record"] == "run"


def test_diff_hides_lighter_changes_on_wish() -> None:
    """``diff --min-weight high`` shows the heavy changes and says that lighter ones were left out."""
    run = retold("diff", *STORY, "--min-weight", "high")

    assert "high (" in run.stdout
    assert "low (" not in run.stdout
    assert "lighter changes left out" in run.stdout


def test_every_code_can_be_looked_up() -> None:
    """``rule CODE`` explains a code with examples; without a code it lists all."""
    listed = retold("rule").stdout

    assert "S201  attribution weaker" in listed
    assert "was  " in retold("rule", "s201").stdout


def test_terminal_lines_fit() -> None:
    """Nothing but file names and commands is wider than the terminal."""
    run = retold("trace", *STORY)

    wide = [line for line in run.stdout.splitlines() if len(line) > 100 and "retold " not in line]
    assert wide == []


def _columns(width: str, *arguments: str) -> str:
    """What the program prints at a width, with colours asked for unless the arguments say otherwise."""
    environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    environment |= {"COLUMNS": width, "FORCE_COLOR": "1", "TERM": "xterm-256color", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "retold.cli", *arguments]
    return subprocess.run(command, capture_output=True, cwd=ROOT, check=False, env=environment).stdout.decode()


@pytest.mark.parametrize("width", [80, 100, 120])
def test_story_table_keeps_its_figures(width: int) -> None:
    """However narrow the terminal, a line of the table tells pages, texts, origins, first day and finding."""
    file = io.StringIO()
    report = build_report(port_story(), port_story("quay"))
    print_report(report, SafeConsole(file, width=width, no_color=True), Manner(paths=("pile",)))

    everything = file.getvalue().splitlines()
    start = next(number for number, line in enumerate(everything) if line.startswith("#"))
    lines = everything[start : start + 3]
    assert lines[0].split()[:7] == ["#", "pages", "texts", "origins", "first", "seen", "highest"]
    assert [line.split()[:7] for line in lines[1:]] == [
        [str(number), "2", "2", "1", "2025-03-03", "high", "L101"] for number in (1, 2)
    ]
    assert all(len(line) <= width for line in everything if "retold " not in line)


def test_words_of_a_page_cannot_steer_the_terminal(tmp_path: Path) -> None:
    """Escape sequences and marks that turn text round are dropped, brackets stay brackets; also in colour."""
    sentence = (
        "The harbour board of Orlen closed its third pier on Monday after divers found crack number {}, it said. "
    )
    body = "".join(sentence.format(word) for word in ("one", "two", "three", "four", "five", "six"))
    attack = "\x1b[2J\x1b]0;owned\x07\u202e [/red] [bold]"
    records = [
        {"id": "a", "text": body + attack + "An end, it said.", "title": f"Pier {attack}"},
        {"id": "b", "text": body},
    ]
    path = tmp_path / "records.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")

    for arguments in (("trace", str(path), "-v"), ("clean", str(path))):
        shown = re.sub(r"\x1b\[[0-9;]*m", "", _columns("100", *arguments))
        assert "[2J" in shown
        assert not {"\x1b", "\x07", "\u202e"} & set(shown)
        assert "[/red] [bold]" in shown


def test_no_color_is_no_colour() -> None:
    """``--no-color`` prints no colour, only bold and dim; without it a terminal is given colours."""
    colour = re.compile(r"\x1b\[(?:[\d;]*;)?(?:3\d|9\d)[\d;]*m")

    assert colour.search(_columns("100", "trace", *STORY))
    assert not colour.search(_columns("100", "trace", *STORY, "--no-color"))
