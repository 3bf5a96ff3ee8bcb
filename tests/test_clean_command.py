"""``retold clean``: a page, a pile that may be stopped at any time, a pipe; and the page shown with what was cut."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import jsonschema
import pytest

from retold.cli import main
from retold.report.schema import line_schema

ROOT = Path(__file__).resolve().parent.parent
HTML, TEXT = (str(ROOT / "examples" / name) for name in ("ruling-harrow.html", "ruling-northgate.txt"))
FERRY = (
    "The ferry to {0} will sail again on Monday, the harbour office of {0} said after nine weeks of work on its {1}."
)
SLOGAN = "The Marlow Gazette has been read at breakfast in four counties since the year 1871, and it shows."


@dataclass(frozen=True)
class Ran:
    """What a call of the program gave."""

    stdout: str
    stderr: str
    returncode: int


Retold = Callable[..., Ran]


@pytest.fixture
def retold(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Retold:
    """Run the program in this process, which spares a second a call: arguments, and bytes for standard input."""
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")

    def run(*arguments: str, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "argv", ["retold", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        code = 0
        try:
            main()
        except SystemExit as leaving:
            code = int(leaving.code or 0)
        told = capsys.readouterr()
        return Ran(told.out, told.err, code)

    return run


def story(number: int) -> str:
    """A page of the Marlow Gazette about one of many ferries, with the line that stands under all its articles."""
    place, part = f"Isle{number} Harbour", f"engine number {number}"
    body = f"<p>{FERRY.format(place, part)}</p>" + "".join(
        f"<p>{place} has waited since the winter of {1900 + number}, said captain Orla Finch{number}, and so have its "
        f"{number + 200} people, of whom {number + 20} have asked for their money back in the {word} week.</p>"
        for word in ("first", "second", "third")
    )
    head = '<meta property="og:site_name" content="Marlow Gazette">'
    return f"<html><head>{head}<title>Ferry {number}</title></head><body>{body}<p>{SLOGAN}</p></body></html>"


def write_pile(folder: Path, count: int) -> Path:
    """A folder of stories, the first of them nothing but a picture."""
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:04}.html").write_text(story(number), encoding="utf-8")
    (folder / "0000.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    return folder


def lines_of(path: Path) -> list[dict[str, object]]:
    """The lines of a file of articles, each of which must be whole."""
    raw = path.read_text(encoding="utf-8")
    assert raw == "" or raw.endswith("\n")
    return [json.loads(line) for line in raw.splitlines()]


# ---------------------------------------------------------------------------------------------------------- one page


def test_one_page_is_told(retold: Retold) -> None:
    """Headline, particulars with the basis of the date, credits and text of one page."""
    run = retold("clean", HTML)

    assert run.returncode == 0
    head, _, text = run.stdout.partition("\n\n")
    assert [line.split()[0] for line in head.splitlines()[1:]][:4] == ["page", "outlet", "by", "date"]
    assert "(json-ld" in head
    assert len(text.split()) > 200


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("path", [HTML, TEXT])
def test_show_cut_is_the_page_in_its_own_order(
    retold: Retold, path: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every word of the article and every kind of what was cut, in order, labelled without colour, within the width."""
    monkeypatch.setenv("COLUMNS", str(width))
    shown = retold("clean", path, "--no-fold").stdout
    article = json.loads(retold("clean", path, "--format", "json").stdout)["articles"][0]

    page = shown.partition("\n\n")[2]
    assert all(len(line) <= width for line in page.splitlines())
    words = re.sub(r"^[ a-z]{12}[┃┆] ?", "", page, flags=re.MULTILINE).split()
    assert " ".join(article["text"].split()) in " ".join(kept_words(page))
    assert set(" ".join(piece["text"] for piece in article["furniture"]).split()) <= set(words)
    labels = re.findall(r"^ *([a-z]+) [┃┆]", page, flags=re.MULTILINE)
    assert {piece["kind"] for piece in article["furniture"]} <= set(labels)
    assert "headline" in labels


def kept_words(page: str) -> list[str]:
    """The words behind the solid bar that are the article's own."""
    rows = re.findall(r"^([ a-z]{12})┃ ?(.*)$", page, flags=re.MULTILINE)
    return " ".join(words for label, words in rows if not label.strip()).split()


def test_long_runs_of_furniture_are_folded(retold: Retold, tmp_path: Path) -> None:
    """Of twenty links of navigation two are shown and the rest is counted, unless every line is asked for."""
    links = "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(20))
    path = tmp_path / "page.html"
    path.write_text(story(7).replace("<body>", f"<body><nav><ul>{links}</ul></nav>"), encoding="utf-8")

    folded, whole = (retold("clean", str(path), option).stdout for option in ("--show-cut", "--no-fold"))

    assert "… 18 more lines of navigation" in folded
    assert "Section 12" not in folded
    assert all(f"Section {n}" in whole for n in range(20))


def test_forms_follow_the_name_of_the_file(retold: Retold, tmp_path: Path) -> None:
    """``-o`` with a known ending needs no ``--format``; all forms hold the same text."""
    article = json.loads(retold("clean", HTML, "--format", "json").stdout)["articles"][0]
    for name in ("a.json", "a.jsonl", "a.md", "a.txt"):
        assert retold("clean", HTML, "-o", str(tmp_path / name)).returncode == 0

    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["articles"] == [article]
    (line,) = lines_of(tmp_path / "a.jsonl")
    assert line == {"record": "article", **article}
    jsonschema.validate(line, line_schema())
    markdown = (tmp_path / "a.md").read_text(encoding="utf-8")
    assert markdown.startswith("---\ntitle: ")
    assert f"# {article['title']}" in markdown
    assert article["text"] in (tmp_path / "a.txt").read_text(encoding="utf-8")


def test_words_of_a_page_are_no_markdown(retold: Retold, tmp_path: Path) -> None:
    """Marks, tags and list signs in a text are escaped."""
    path = tmp_path / "page.jsonl"
    attack = "# big *bold* <script>x</script> [link](javascript:x) `code`.\n- It is an item.\n1. It is the first."
    path.write_text(json.dumps({"id": "a", "text": attack, "title": "<b>A</b>\n---"}), encoding="utf-8")

    shown = retold("clean", str(path), "--format", "md").stdout.partition("---\n\n")[2]

    assert shown.splitlines()[0] == r"# \<b\>A\</b\> ---"
    assert r"\# big \*bold\* \<script\>x\</script\> \[link\](javascript:x) \`code\`." in shown
    assert "\n\\- It is an item.\n" in shown
    assert "\n1\\. It is the first.\n" in shown


# ------------------------------------------------------------------------------------------------------------ a pile


def test_a_pile_goes_on_where_it_was_stopped(retold: Retold, tmp_path: Path) -> None:
    """A run that is killed leaves whole lines; the next one adds the rest, says so, and nothing is lost or doubled."""
    pile, out = write_pile(tmp_path / "pile", 150), tmp_path / "out.jsonl"
    command = [sys.executable, "-m", "retold.cli", "clean", str(pile), "-o", str(out), "-q"]

    with subprocess.Popen(command, start_new_session=True) as run:
        until = time.monotonic() + 100
        while run.poll() is None and time.monotonic() < until and not (out.exists() and out.stat().st_size > 20_000):
            time.sleep(0.02)
        os.kill(run.pid, signal.SIGKILL)
    before = lines_of(out)
    with out.open("ab") as file:
        file.write(b'{"record":"article","id":"0')
    again = retold("clean", str(pile), "-o", str(out))

    assert 0 < len(before) < 149
    assert [line["name"] for line in lines_of(out)] == [f"pile/{number:04}.html" for number in range(1, 150)]
    assert lines_of(out)[: len(before)] == before
    assert again.returncode == 3
    assert f"has {len(before)} articles already" in again.stderr
    assert f"{149 - len(before)} articles written to" in again.stderr
    assert "0000.html: it is a PNG image" in again.stderr


def test_a_pile_is_the_same_with_any_number_of_workers(retold: Retold, tmp_path: Path) -> None:
    """One process or three give the same lines in the same order, and no line that an outlet repeats is in a text."""
    pile = write_pile(tmp_path / "pile", 40)
    first, second = (retold("clean", str(pile), "-j", jobs, "--format", "jsonl", "-q").stdout for jobs in ("1", "3"))

    assert first == second
    assert first.count("\n") == 39
    assert SLOGAN not in "".join(json.loads(line)["text"] for line in first.splitlines())


def test_what_outlets_repeat_is_remembered(retold: Retold, tmp_path: Path) -> None:
    """With ``--memory`` a run knows the furniture that earlier runs saw only once or twice each."""
    memory = tmp_path / "deep" / "memory.json"
    texts = []
    for number in (1, 2, 3, 3, 4):
        page = tmp_path / f"{number}.html"
        page.write_text(story(number), encoding="utf-8")
        run = retold("clean", str(page), "--memory", str(memory), "--format", "json")
        texts.append(json.loads(run.stdout)["articles"][0]["text"])

    assert [SLOGAN in text for text in texts] == [True, True, False, False, False]
    assert FERRY.format("Isle3 Harbour", "engine number 3") in texts[3]


@pytest.mark.parametrize("option", ["-o", "--memory"])
def test_files_of_others_are_left_alone(retold: Retold, option: str, tmp_path: Path) -> None:
    """A file that retold clean did not write is neither added to nor written over."""
    path = tmp_path / "data.jsonl"
    path.write_text('{"a": 1}\n', encoding="utf-8")

    run = retold("clean", TEXT, option, str(path))

    assert run.returncode == 2
    assert "name another file" in run.stderr
    assert path.read_text(encoding="utf-8") == '{"a": 1}\n'


def test_no_article_at_all_is_an_error(retold: Retold, tmp_path: Path) -> None:
    """Where there is no article the reasons are told, once, and a file that was there is kept."""
    out = tmp_path / "out.md"
    out.write_text("mine", encoding="utf-8")
    (tmp_path / "bad.html").write_bytes(b"%PDF-1.4 and so on")

    run = retold("clean", str(tmp_path / "bad.html"), "-o", str(out))

    assert run.returncode == 2
    assert run.stderr.count("it is a PDF document") == 1
    assert out.read_text(encoding="utf-8") == "mine"


# ------------------------------------------------------------------------------------------------------------ a pipe


def test_pages_and_records_come_through_a_pipe(retold: Retold) -> None:
    """``-`` reads a page, or records line by line; each record is a line again, letter for letter, and that is said."""
    records = "".join(json.dumps({"id": f"r{n}", "text": f"  {FERRY.format(n, n)}\t"}) + "\n" for n in range(30))

    page = retold("clean", "-", "--format", "jsonl", stdin=Path(HTML).read_bytes())
    run = retold("clean", "-", "--format", "jsonl", stdin=records.encode())

    assert json.loads(page.stdout)["path"] == "-"
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    assert [line["given_id"] for line in lines] == [f"r{n}" for n in range(30)]
    assert [line["text"] for line in lines] == [f"  {FERRY.format(n, n)}\t" for n in range(30)]
    assert "30 records was taken as clean" in run.stderr


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "md"])
def test_a_reader_that_leaves_early_is_no_error(form: str, tmp_path: Path) -> None:
    """``retold clean ... | head -1`` ends quietly in every form."""
    pile = write_pile(tmp_path / "pile", 12)
    (pile / "0000.html").unlink()
    command = f"cat {HTML} | {sys.executable} -m retold.cli clean - {pile} --format {form} | head -c 1"
    run = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)

    assert (len(run.stdout), run.stderr) == (1, "")
