"""Matching within a limit of memory: parts sized by the limit, and a run that spills into a temporary folder."""

from __future__ import annotations

import ctypes
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from retold.engine.local import LocalEngine
from retold.engine.matched import FOLDERS, match_parts
from retold.engine.parts import part
from retold.engine.run_parts import PartRun
from retold.match_answer import Asked, write_lines, write_tables
from retold.match_run import MatchTold, counted, run_match, sharing
from retold.page import Problem, RetoldError
from retold.settings import EngineSettings, Settings
from retold.workers import processors

_MEGABYTE = 1_000_000
_PLAIN = (".jsonl", ".ndjson")
"""Files that are about as large as their texts, one in a line."""


def match_within(memory: int, asked: Asked, settings: Settings) -> tuple[Problem, ...]:
    """Match what was asked for and write the answer, with about so many bytes of memory; the problems met.

    A pile that fits is matched from memory, a larger one part by part in a temporary folder. The answer is the same.
    Raises ``RetoldError`` when the limit is too low, and what ``run_match`` raises.
    """
    told = MatchTold(asked.quiet)
    if _fits(memory, asked.paths, settings.engine):
        problems = run_match(asked, settings)
    else:
        engine = sized(memory, asked.paths, settings.engine, 1)
        with tempfile.TemporaryDirectory(prefix="retold-") as folder:
            problems = _spilling(Path(folder), asked, replace(settings, engine=engine), told)
    taken = _peak()
    if taken > memory and not asked.quiet:
        sys.stderr.write(
            f"it took {taken // _MEGABYTE:,} MB of memory, more than the {memory // _MEGABYTE:,} asked for\n"
        )
    return problems


def jobs_within(memory: int, engine: EngineSettings) -> int:
    """How many processes may work beside this one; one is this process itself."""
    return max(1, min(processors(), memory // engine.process_bytes))


def sized(memory: int, paths: tuple[str, ...], engine: EngineSettings, jobs: int) -> EngineSettings:
    """Parts so large that ``jobs`` processes stay below so many bytes together.

    Raises ``RetoldError`` when no part would be small enough.
    """
    programs, texts = jobs + 1 if jobs > 1 else 1, sum(_texts(path, engine) for path in _files(paths))
    fixed = programs * (engine.program_bytes + engine.text_bytes * texts)
    free = (int(memory * engine.used_share) - fixed) // jobs
    parts = int((fixed + jobs * engine.least_bytes) / engine.used_share)
    least = max(parts, engine.program_bytes + engine.read_bytes * texts) // _MEGABYTE + 1
    if memory < least * _MEGABYTE:
        raise RetoldError(
            f"--most-memory {memory // _MEGABYTE} MB is too little: this pile takes {least:,} MB at least"
        )
    return replace(
        engine,
        part_bytes=min(engine.part_bytes, int(free / engine.text_factor)),
        part_seeds=min(engine.part_seeds, int(free / engine.seed_bytes)),
    )


def _fits(memory: int, paths: tuple[str, ...], engine: EngineSettings) -> bool:
    """Whether a pile can be matched from memory; of packed files and folders it is not known how large they are."""
    plain = all(Path(path).suffix.lower() in _PLAIN and Path(path).is_file() for path in paths)
    size = sum(path.stat().st_size for path in _files(paths))
    return plain and engine.program_bytes + engine.whole_factor * size <= memory


def _files(paths: tuple[str, ...]) -> Iterator[Path]:
    """The files given; a path that is not there is said when it is read."""
    for given in map(Path, paths):
        yield from (path for path in (given.rglob("*") if given.is_dir() else [given]) if path.is_file())


def _texts(path: Path, engine: EngineSettings) -> int:
    """About how many texts a file has, by its first lines where it has a text in each."""
    size = path.stat().st_size
    if path.suffix.lower() not in _PLAIN:
        return size // engine.record_bytes + 1
    with path.open("rb") as file:
        head = file.read(_MEGABYTE)
    return size * head.count(b"\n") // max(1, len(head)) + 1


def _spilling(folder: Path, asked: Asked, settings: Settings, told: MatchTold) -> tuple[Problem, ...]:
    def done(stage: str, parts: int, count: int) -> None:
        _give_back()
        told.now(f"{stage}: {parts} of {count} parts")

    found = match_parts(PartRun(folder, settings, LocalEngine(1), done), asked, asked.form)
    parts = [part(folder / FOLDERS[asked.what], number) for number in range(found.parts)]
    if asked.form == "parquet" and asked.output is not None:
        write_tables(asked.output, map(pq.read_table, parts))
    else:
        write_lines(asked.output, _lines(parts))
    told.end(f"{counted(found.texts, 'text')} · {sharing(found.pairs)}")
    return found.problems


def _lines(parts: Sequence[Path]) -> Iterator[str]:
    for path in parts:
        with path.open(encoding="utf-8") as file:
            yield from file


def _give_back() -> None:
    """Give memory that arrays and tables no longer take back to the system, where that can be asked for."""
    pa.default_memory_pool().release_unused()
    try:
        ctypes.CDLL(None).malloc_trim(0)
    except (AttributeError, OSError, TypeError):  # another C library, or another system
        return


def _peak() -> int:
    """The most memory that this process has held; zero where the system does not tell."""
    try:
        status = Path("/proc/self/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    lines = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    return int(lines.get("VmHWM", "0 kB").split()[0]) * 1024
