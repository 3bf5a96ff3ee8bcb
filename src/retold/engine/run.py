"""The engines by name: each is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from retold.engine import Engine
from retold.engine.run_parts import Told
from retold.match_answer import Asked
from retold.model import Ruling
from retold.page import Problem
from retold.settings import Settings

if TYPE_CHECKING:
    from retold.engine.traced import Traced


def trace_with(
    engine: tuple[str, str],
    folder: Path,
    paths: Sequence[str],
    settings: Settings,
    told: Told,
    rulings: Sequence[Ruling] = (),
) -> Traced:
    """Trace a pile into a folder with the engine of a name (``local``, ``spark``) and an address (Spark's master)."""
    from retold.engine.traced import trace_into

    found = _engine(*engine)
    try:
        return trace_into(folder, paths, settings, found, told, rulings)
    finally:
        found.close()


def match_with(
    engine: tuple[str, str, int | None], asked: Asked, settings: Settings, told: Told
) -> tuple[Problem, ...]:
    """Match a pile into the folder of ``asked.output`` with the engine of a name, an address and a limit of memory."""
    from retold.engine.matched import match_into

    name, master, memory = engine
    jobs = 0
    if memory is not None:
        from retold.engine.bounded import jobs_within, sized

        jobs = jobs_within(memory, settings.engine)
        settings = replace(settings, engine=sized(memory, asked.paths, settings.engine, jobs))
    found = _engine(name, master, jobs)
    try:
        return match_into(asked.output or Path(), asked, settings, found, told)
    finally:
        found.close()


def _engine(name: str, master: str, jobs: int = 0) -> Engine:
    if name == "spark":
        from retold.engine.spark import SparkEngine

        return SparkEngine(master)
    from retold.engine.local import LocalEngine

    return LocalEngine(jobs)
