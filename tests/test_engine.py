"""One pile, two engines: the same parts, whoever does them, and a killed run that goes on where it was.

The Spark engine is asked on a cluster of two worker processes of its own; where PySpark or Java are missing it is
passed over. Grammar is left out (rules only), so that a part takes a second.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import retold
from retold.engine import Engine
from retold.engine.job import Job
from retold.engine.local import LocalEngine
from retold.engine.matched import match_into
from retold.engine.run import trace_with
from retold.engine.traced import Traced, trace_into
from retold.match_run import Asked, run_match
from retold.model import RetoldError
from retold.report.columns import TableKind, record_table
from retold.settings import EngineSettings, MentionSettings, Settings
from tests.invented import edited, invented

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
SETTINGS = Settings(mention=MentionSettings(model="none"), engine=EngineSettings(part_pages=5))
KINDS: tuple[TableKind, ...] = ("article", "problem", "match", "story", "alignment", "change", "mention", "fact")
ENGINES = ("local", "spark")


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some pages of the example pile: two stories, as HTML and flat text."""
    folder = tmp_path_factory.mktemp("pile")
    for path in sorted(EXAMPLES.iterdir()):
        if path.name.startswith(("bridge-", "ruling-")):
            shutil.copy2(path, folder)
    return folder


@pytest.fixture(scope="module")
def spark() -> Iterator[Engine]:
    """One session for the module, on two worker processes with a core and a gigabyte each."""
    if find_spec("pyspark") is None:
        pytest.skip('PySpark is not installed (pip install "retold[spark]")')
    if shutil.which("java") is None:
        pytest.skip("there is no Java to run Spark with")
    from retold.engine.spark import SparkEngine

    engine = SparkEngine("local-cluster[2,1,1024]")
    yield engine
    engine.close()


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each engine in turn."""
    found: Engine = LocalEngine(1) if request.param == "local" else request.getfixturevalue("spark")
    return found


@pytest.fixture(scope="module")
def expected(pile: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The answer of the local engine, one part after the other."""
    folder = tmp_path_factory.mktemp("expected")
    _trace(folder, pile, LocalEngine(1))
    return folder


def test_parts_add_up_to_the_report(pile: Path, expected: Path) -> None:
    """Part by part the pile gives the records that ``trace`` gives in one go."""
    report = retold.trace([pile], SETTINGS)

    found = {kind: pq.read_table(expected / kind).to_pylist() for kind in KINDS}

    assert len(list((expected / "article").iterdir())) > 1
    wanted = (
        *(report.articles, report.problems, report.matches, report.stories),
        *(report.alignments, report.changes, report.mentions, report.facts),
    )
    for kind, values in zip(KINDS, wanted, strict=True):
        assert sorted(map(repr, found[kind])) == sorted(map(repr, record_table(kind, values).to_pylist())), kind


def test_several_processes_write_the_same_bytes(pile: Path, expected: Path, tmp_path: Path) -> None:
    """The local engine answers the same with two processes."""
    _trace(tmp_path, pile, LocalEngine(2))

    assert _files(tmp_path) == _files(expected)


def test_an_engine_writes_the_same_bytes(pile: Path, expected: Path, engine: Engine, tmp_path: Path) -> None:
    """Every file of the answer is the same, bit for bit, whichever engine made it."""
    _trace(tmp_path, pile, engine)

    assert _files(tmp_path) == _files(expected)


def test_a_killed_run_goes_on_where_it_was(pile: Path, expected: Path, engine: Engine, tmp_path: Path) -> None:
    """After a run that died in the middle only what is missing is done, and the answer is the same."""
    with pytest.raises(_PowerCut):
        _trace(tmp_path, pile, _Dying(LocalEngine(1), after=3))
    done = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("part-*.parquet")}

    _trace(tmp_path, pile, engine)

    assert _files(tmp_path) == _files(expected)
    assert {path: path.stat().st_mtime_ns for path in done} == done


def test_an_answer_is_the_same_in_every_process(pile: Path) -> None:
    """Sets stand in another order in every process; nothing of the answer may hang on it."""
    code = (
        "import sys, retold; from retold.report.records import json_lines; from retold.settings import *; "
        "settings = Settings(mention=MentionSettings(model='none')); "
        "sys.stdout.writelines([*json_lines(retold.trace([sys.argv[1]], settings))][1:])"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", code, str(pile)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(answers) == 1


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Texts of invented words, every third one an edited copy of one before it."""
    rng = random.Random(5)
    texts: list[list[str]] = []
    for number in range(240):
        texts.append(edited(rng, rng.choice(texts), 0.1) if number % 3 == 2 else invented(rng, 150))
    path = tmp_path_factory.mktemp("table") / "texts.jsonl"
    rows = [{"id": f"t{number}", "text": " ".join(words)} for number, words in enumerate(texts)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_pairs_of_parts_are_those_of_one_go(table: Path, engine: Engine, tmp_path: Path) -> None:
    """An engine finds the pairs that ``retold match`` finds, with the same shares and passages, part by part."""
    small = replace(SETTINGS, engine=EngineSettings(part_bytes=50_000, part_seeds=1_000))
    whole = tmp_path / "whole.parquet"
    run_match(Asked((str(table),), whole, "parquet", quiet=True), small)

    match_into(tmp_path / "parts", Asked((str(table),), None, "parquet"), small, engine, lambda *_: None)

    found = pq.read_table(tmp_path / "parts" / "pair")
    assert len(list((tmp_path / "parts" / "pair").iterdir())) > 1
    assert found.schema == pq.read_table(whole).schema
    assert sorted(found.to_pylist(), key=repr) == sorted(pq.read_table(whole).to_pylist(), key=repr)
    assert found.num_rows > 80


def test_both_engines_write_the_same_pairs(table: Path, engine: Engine, tmp_path: Path) -> None:
    """Every part of the pairs is the same, bit for bit, whichever engine made it."""
    small = replace(SETTINGS, engine=EngineSettings(part_bytes=50_000, part_seeds=1_000))
    asked = Asked((str(table),), None, "parquet")

    match_into(tmp_path / "one", asked, small, LocalEngine(1), lambda *_: None)
    match_into(tmp_path / "other", asked, small, engine, lambda *_: None)

    assert _files(tmp_path / "one") == _files(tmp_path / "other")


def test_a_folder_of_another_pile_is_left_alone(pile: Path, expected: Path, tmp_path: Path) -> None:
    """What was answered before is never mixed with another answer."""
    (tmp_path / "other.txt").write_text("The ferry to Osen is out of order until Friday, the harbour office said.")

    with pytest.raises(RetoldError, match="name another folder"):
        trace_with(("local", ""), expected, [str(tmp_path)], SETTINGS, lambda *_: None)


def test_without_pyspark_the_error_names_what_to_install(pile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user who asks for Spark without having it is told the extra."""
    for name in [one for one in sys.modules if one.split(".")[0] == "pyspark"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyspark", None)

    with pytest.raises(RetoldError, match=r"retold\[spark\]"):
        trace_with(("spark", "local[1]"), pile / "out", [str(pile)], SETTINGS, lambda *_: None)


class _PowerCut(Exception):
    pass


class _Dying:
    """An engine whose machine dies after some tasks."""

    def __init__(self, engine: Engine, after: int) -> None:
        self._engine, self._left = engine, after

    def each(self, task: Callable[[Job], None], jobs: Sequence[Job]) -> None:
        self._engine.each(task, jobs[: self._left])
        self._left -= len(jobs)
        if self._left < 0:
            raise _PowerCut

    def close(self) -> None:
        self._engine.close()


def _trace(folder: Path, pile: Path, engine: Engine) -> Traced:
    return trace_into(folder, [str(pile)], SETTINGS, engine, lambda *_: None)


def _files(folder: Path) -> dict[str, bytes]:
    """The files of the answer, without what stages hand to each other."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*.parquet"))
        if path.relative_to(folder).parts[0] != "stages"
    }
