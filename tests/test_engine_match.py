"""Matching in parts: the answer is that of matching from memory, whoever does the parts and however small they are."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from retold.engine import Engine
from retold.engine.bounded import match_within
from retold.engine.local import LocalEngine
from retold.engine.matched import match_into
from retold.match_answer import Asked, Form, Keep, What
from retold.match_run import run_match
from retold.page import RetoldError
from retold.settings import EngineSettings, Settings
from tests.invented import edited, invented
from tests.test_engine import Dying, PowerCut

SMALL = Settings(engine=EngineSettings(part_bytes=100_000, part_seeds=6_000, part_texts=20))
"""Several parts of a small pile."""
TINY = EngineSettings(
    program_bytes=0, text_bytes=0, read_bytes=0, least_bytes=0, whole_factor=1e9, text_factor=10, seed_bytes=150
)
"""A program that takes nothing, so that a limit of a megabyte can be planned with."""
ANSWERS: tuple[tuple[What, Keep, str], ...] = (
    ("pairs", "earliest", "pair"),
    ("sources", "earliest", "source"),
    ("states", "earliest", "state"),
    ("states", "longest", "state"),
    ("states", "credited", "state"),
)


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Texts of invented words, not in the order of time: edited copies, a story of 130 copies, and page furniture."""
    rng = random.Random(5)
    blocks = [" ".join(invented(rng, 40)) for _ in range(4)]
    story, texts = invented(rng, 120), list[list[str]]()
    rows = []
    for number in range(500):
        copied = number % 3 == 2
        words = edited(rng, rng.choice(texts), rng.choice((0.02, 0.1))) if copied else invented(rng, 120)
        words = edited(rng, story, 0.03) if number % 4 == 1 else words
        texts.append(words)
        outlet = rng.randrange(5)
        under = f"\n{blocks[outlet]}" if outlet < 4 and rng.random() < 0.7 else ""
        credit = "\nSource: Fenland Post 3" if number % 11 == 0 else ""
        day = rng.randrange(1, 29)
        row = {"id": f"t{number}", "outlet": f"Fenland Post {outlet}", "text": " ".join(words) + credit + under}
        rows.append(row | ({"date": f"2025-03-{day:02}"} if number % 7 else {}))
    path = tmp_path_factory.mktemp("table") / "texts.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def _asked(table: Path, output: Path | None, answer: tuple[What, Keep], form: Form = "parquet") -> Asked:
    return Asked((str(table),), output, form, what=answer[0], keep=answer[1], quiet=True)


def _parts(folder: Path) -> list[Path]:
    return sorted(folder.glob("part-*.parquet"))


@pytest.mark.parametrize(("what", "keep", "kind"), ANSWERS)
def test_parts_are_the_answer_of_one_go(
    table: Path, tmp_path: Path, engine: Engine, what: What, keep: Keep, kind: str
) -> None:
    """Pairs, sources and states of an engine, part after part, are those of ``retold match``, in the same order."""
    whole = tmp_path / "whole.parquet"
    run_match(_asked(table, whole, (what, keep)), SMALL)

    match_into(tmp_path / "parts", _asked(table, None, (what, keep)), SMALL, engine, lambda *_: None)

    found = pq.read_table(tmp_path / "parts" / kind)
    assert len(_parts(tmp_path / "parts" / kind)) > 1
    assert found.schema == pq.read_table(whole).schema
    assert found.to_pylist() == pq.read_table(whole).to_pylist()
    assert found.num_rows > 20


def test_both_engines_write_the_same_pairs(table: Path, engine: Engine, tmp_path: Path) -> None:
    """Every part of the pairs is the same, bit for bit, whichever engine made it."""
    asked = _asked(table, None, ("pairs", "earliest"))

    match_into(tmp_path / "one", asked, SMALL, LocalEngine(2), lambda *_: None)
    match_into(tmp_path / "other", asked, SMALL, engine, lambda *_: None)

    one, other = (
        {path.name: path.read_bytes() for path in _parts(tmp_path / name / "pair")} for name in ("one", "other")
    )
    assert one == other


@pytest.mark.parametrize("parts", [(20_000, 8_000), (200_000, 2_000), (10**9, 10**9)])
def test_the_size_of_parts_changes_nothing(table: Path, tmp_path: Path, parts: tuple[int, int]) -> None:
    """Furniture and pairs are the same whether a part is a few texts or all of them."""
    whole = tmp_path / "whole.parquet"
    asked = _asked(table, whole, ("pairs", "earliest"))
    run_match(asked, SMALL)
    settings = replace(SMALL, engine=EngineSettings(part_bytes=parts[0], part_seeds=parts[1]))

    match_into(tmp_path / "parts", asked, settings, LocalEngine(1), lambda *_: None)

    assert pq.read_table(tmp_path / "parts" / "pair").to_pylist() == pq.read_table(whole).to_pylist()


@pytest.mark.parametrize("after", [2, 8, 14, 20, 26, 32, 38])
def test_a_killed_run_goes_on_where_it_was(table: Path, tmp_path: Path, after: int) -> None:
    """Whatever stage a run died in, only what is missing is done afterwards, and the answer is the same."""
    asked = _asked(table, None, ("pairs", "earliest"))
    match_into(tmp_path / "whole", asked, SMALL, LocalEngine(1), lambda *_: None)
    with pytest.raises(PowerCut):
        match_into(tmp_path / "killed", asked, SMALL, Dying(LocalEngine(1), after), lambda *_: None)
    done = {path: path.stat().st_mtime_ns for path in (tmp_path / "killed").rglob("part-*")}

    match_into(tmp_path / "killed", asked, SMALL, LocalEngine(1), lambda *_: None)

    one, other = ([path.read_bytes() for path in _parts(tmp_path / name / "pair")] for name in ("whole", "killed"))
    assert one == other
    rewritten = {path.parent.name for path, when in done.items() if path.stat().st_mtime_ns != when}
    assert rewritten <= {"seeds", "furniture", "judged", "words"}


def test_one_folder_answers_several_questions(table: Path, tmp_path: Path) -> None:
    """Sources after pairs need no text read again; groups with another text kept are refused."""
    match_into(tmp_path, _asked(table, None, ("pairs", "earliest")), SMALL, LocalEngine(1), lambda *_: None)
    words = [path.stat().st_mtime_ns for path in _parts(tmp_path / "stages" / "words")]

    for what in ("sources", "states"):
        match_into(tmp_path, _asked(table, None, (what, "longest")), SMALL, LocalEngine(1), lambda *_: None)

    assert [path.stat().st_mtime_ns for path in _parts(tmp_path / "stages" / "words")] == words
    assert len(words) > 1
    assert all((tmp_path / kind).is_dir() for kind in ("pair", "source", "state"))
    with pytest.raises(RetoldError, match="name another folder"):
        match_into(tmp_path, _asked(table, None, ("states", "credited")), SMALL, LocalEngine(1), lambda *_: None)


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
@pytest.mark.parametrize(("what", "keep", "kind"), ANSWERS)
def test_a_run_that_spills_writes_the_same_bytes(
    table: Path, tmp_path: Path, form: Form, what: What, keep: Keep, kind: str
) -> None:
    """With a limit of memory the file is, byte for byte, the one that is written without."""
    outputs = [tmp_path / f"{name}.{form}" for name in ("plain", "spilt")]
    run_match(_asked(table, outputs[0], (what, keep), form), SMALL)

    match_within(1_000_000, _asked(table, outputs[1], (what, keep), form), Settings(engine=TINY))

    assert outputs[0].read_bytes() == outputs[1].read_bytes()


def test_a_limit_that_cannot_be_held_is_refused(table: Path, tmp_path: Path) -> None:
    """Too little memory for the program itself is said at once, with the least that will do."""
    asked = _asked(table, tmp_path / "pairs.jsonl", ("pairs", "earliest"), "jsonl")
    tight = replace(EngineSettings(), whole_factor=1e9)

    with pytest.raises(RetoldError, match=r"takes \d+ MB at least"):
        match_within(100_000_000, asked, Settings(engine=tight))


def test_a_limit_that_was_not_held_is_said(table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a run took beyond its limit is written on stderr, with both figures."""
    asked = replace(_asked(table, tmp_path / "pairs.jsonl", ("pairs", "earliest"), "jsonl"), quiet=False)

    match_within(1_000_000, asked, Settings(engine=TINY))

    assert "MB of memory, more than the 1 asked for" in capsys.readouterr().err


def test_furniture_is_remembered_by_an_engine_too(table: Path, tmp_path: Path) -> None:
    """``--memory`` holds the same lines of each outlet, with the same counts, as after matching in one go."""
    files: Sequence[Path] = [tmp_path / name for name in ("whole.json", "parts.json")]
    asked = _asked(table, tmp_path / "pairs.parquet", ("pairs", "earliest"))

    run_match(replace(asked, memory=files[0]), SMALL)
    match_into(tmp_path / "parts", replace(asked, memory=files[1]), SMALL, LocalEngine(1), lambda *_: None)

    one, other = (json.loads(file.read_text()) for file in files)
    assert one == other
    assert "Fenland Post 1" in files[0].read_text()
