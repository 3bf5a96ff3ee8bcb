"""The engines by name: each is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from retold.engine import Engine
from retold.engine.run_parts import Told
from retold.match_answer import Asked
from retold.model import Ruling
from retold.page import Problem
from retold.settings import Settings

if TYPE_CHECKING:
    from retold.engine.traced import Traced


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which engine does the parts, and within what."""

    name: Literal["local", "spark"]
    master: str = ""
    """Spark's own address of the cluster."""
    memory: int | None = None
    """Bytes that the local engine's processes may take together; None for no limit."""


def trace_with(
    chosen: Chosen,
    folder: Path,
    paths: Sequence[str],
    settings: Settings,
    told: Told,
    rulings: Sequence[Ruling] = (),
) -> Traced:
    """Trace a pile into a folder."""
    from retold.engine.traced import trace_into

    found = _engine(chosen)
    try:
        return trace_into(folder, paths, settings, found, told, rulings)
    finally:
        found.close()


def match_with(chosen: Chosen, asked: Asked, settings: Settings, told: Told) -> tuple[Problem, ...]:
    """Match a pile into the folder of ``asked.output``."""
    from retold.engine.matched import match_into

    jobs = 0
    if chosen.memory is not None:
        from retold.engine.bounded import jobs_within, sized

        jobs = jobs_within(chosen.memory, settings.engine)
        settings = replace(settings, engine=sized(chosen.memory, asked.paths, settings.engine, jobs))
    found = _engine(chosen, jobs)
    try:
        return match_into(asked.output or Path(), asked, settings, found, told)
    finally:
        found.close()


def _engine(chosen: Chosen, jobs: int = 0) -> Engine:
    if chosen.name == "spark":
        from retold.engine.spark import SparkEngine

        return SparkEngine(chosen.master)
    from retold.engine.local import LocalEngine

    return LocalEngine(jobs)
