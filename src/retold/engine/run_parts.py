"""One run over the parts of a folder: which of them are there, and the rest handed to an engine."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from retold.engine import Engine, Task
from retold.engine.job import PARTS, STAGES, Job
from retold.engine.parts import part, read_values, write_bytes
from retold.settings import Settings

Told = Callable[[str, int, int], None]
"""Called with a stage's name, how many of its parts are there, and how many there will be."""


@dataclass(frozen=True, slots=True)
class PartRun:
    """A folder, what is asked of it, and the engine that does the parts."""

    folder: Path
    settings: Settings
    engine: Engine
    told: Told

    def path(self, stage: str, number: int) -> Path:
        """The file of a part of a stage."""
        return part(self.folder / STAGES / stage, number)

    def values(self, stage: str, parts: int) -> Iterator[Any]:
        """The values of all parts of a stage, one after the other."""
        for number in range(parts):
            yield from read_values(self.path(stage, number))

    def jobs(self, parts: int) -> list[Job]:
        """A job for each part."""
        return [Job(self.folder, number, self.settings) for number in range(parts)]

    def each(self, name: str, task: Task, jobs: Sequence[Job], folder: Path | None = None) -> None:
        """Do those jobs whose part is not there yet."""
        missing = [job for job in jobs if not part(folder or self.folder / STAGES / name, job.number).is_file()]
        self.told(name, len(jobs) - len(missing), len(jobs))
        self.engine.each(task, missing)
        self.told(name, len(jobs), len(jobs))

    def once(self, stage: str, work: Callable[[], int]) -> int:
        """Work of this process that makes all parts of a stage; how many there are is kept for the next run."""
        done = self.folder / STAGES / stage / PARTS
        if not done.is_file():
            write_bytes(done, json.dumps(work()).encode())
        count: int = json.loads(done.read_bytes())
        self.told(stage, count, count)
        return count
