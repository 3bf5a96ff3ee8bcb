"""One pile, two engines: the same parts, whoever does them, and a killed run that goes on where it was.

The Spark engine is asked on a cluster of two worker processes of its own; where PySpark or Java are missing it is
passed over. Grammar is left out (rules only), so that a part takes a second.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import retold
from retold.engine import Engine
from retold.engine.job import Job
from retold.engine.local import LocalEngine
from retold.engine.run import Chosen, trace_with
from retold.engine.traced import Traced, trace_into
from retold.model import Ruling
from retold.page import InputError, RetoldError
from retold.report.columns import TableKind, record_table
from retold.ruling import Given
from retold.settings import EngineSettings, MentionSettings, Settings

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
SETTINGS = Settings(mention=MentionSettings(model="none"), engine=EngineSettings(part_pages=5))
KINDS: tuple[TableKind, ...] = ("article", "problem", "match", "story", "alignment", "change", "mention", "fact")


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some pages of the example pile: two stories, as HTML and flat text."""
    folder = tmp_path_factory.mktemp("pile")
    for path in sorted(EXAMPLES.iterdir()):
        if path.name.startswith(("bridge-", "ruling-")):
            shutil.copy2(path, folder)
    return folder


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
    with pytest.raises(PowerCut):
        _trace(tmp_path, pile, Dying(LocalEngine(1), after=3))
    done = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("part-*.parquet")}

    _trace(tmp_path, pile, engine)

    assert _files(tmp_path) == _files(expected)
    assert {path: path.stat().st_mtime_ns for path in done} == done


def test_rulings_are_respected_in_parts_too(pile: Path, engine: Engine, tmp_path: Path) -> None:
    """Stories and lineage keep to what was decided, as in a report; only stories are told anew when that is more."""
    _trace(tmp_path, pile, engine)
    cleaned = {path: path.stat().st_mtime_ns for path in (tmp_path / "article").iterdir()}
    first, *rest = retold.trace([pile], SETTINGS).stories
    rulings = (
        Ruling("none", first.articles[-1]),
        Ruling("same-story", first.articles[0], rest[0].articles[0], same=True),
    )
    report = retold.trace([pile], SETTINGS, given=Given(rulings))

    told = trace_into(tmp_path, [str(pile)], SETTINGS, engine, lambda *_: None, rulings)

    assert told.rulings == 2
    wanted: dict[TableKind, Sequence[object]] = {
        "story": report.stories,
        "change": report.changes,
        "ruling": report.rulings,
    }
    for kind, values in wanted.items():
        found = pq.read_table(tmp_path / kind).to_pylist()
        assert sorted(map(repr, found)) == sorted(map(repr, record_table(kind, values).to_pylist())), kind
    assert {path: path.stat().st_mtime_ns for path in cleaned} == cleaned


def test_rulings_that_contradict_each_other_leave_the_answer(pile: Path, tmp_path: Path) -> None:
    """What cannot be told is refused before the stories that are there are removed."""
    _trace(tmp_path, pile, LocalEngine(1))
    before = _files(tmp_path)
    one, other = retold.trace([pile], SETTINGS).stories[0].articles[:2]
    rulings = (Ruling("parent", one, other), Ruling("same-story", one, other, same=False))

    with pytest.raises(InputError, match="contradict"):
        trace_into(tmp_path, [str(pile)], SETTINGS, LocalEngine(1), lambda *_: None, rulings)

    assert _files(tmp_path) == before


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


def test_a_folder_of_another_pile_is_left_alone(pile: Path, expected: Path, tmp_path: Path) -> None:
    """What was answered before is never mixed with another answer."""
    (tmp_path / "other.txt").write_text("The ferry to Osen is out of order until Friday, the harbour office said.")

    with pytest.raises(RetoldError, match="name another folder"):
        trace_with(Chosen("local"), expected, [str(tmp_path)], SETTINGS, lambda *_: None)


def test_without_pyspark_the_error_names_what_to_install(pile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user who asks for Spark without having it is told the extra."""
    for name in [one for one in sys.modules if one.split(".")[0] == "pyspark"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyspark", None)

    with pytest.raises(RetoldError, match=r"retold\[spark\]"):
        trace_with(Chosen("spark", "local[1]"), pile / "out", [str(pile)], SETTINGS, lambda *_: None)


class PowerCut(Exception):
    """What the caller sees of a machine that died."""


class Dying:
    """An engine whose machine dies after some tasks."""

    def __init__(self, engine: Engine, after: int) -> None:
        self._engine, self._left = engine, after

    def each(self, task: Callable[[Job], None], jobs: Sequence[Job]) -> None:
        self._engine.each(task, jobs[: self._left])
        self._left -= len(jobs)
        if self._left < 0:
            raise PowerCut

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
