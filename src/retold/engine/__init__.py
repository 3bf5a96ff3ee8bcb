"""Piles beyond one report: the same stages part by part, each part a file, on this machine or on Spark.

``traced`` says what is done to which part; an engine only runs a task for each part. ``local`` does so in processes of
this machine, ``spark`` on a cluster. What a part becomes depends on the part alone, so the answers are the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from retold.engine.job import Job

Task = Callable[[Job], None]
"""Does one part of a stage: reads the files of the part and writes its own. May be run again for the same part."""


class Engine(Protocol):
    """What can run a task for each of some jobs."""

    def each(self, task: Task, jobs: Sequence[Job]) -> None:
        """Run the task for each job, in any order and on any machine that sees the folder; back when all are done."""

    def close(self) -> None:
        """Give back what the engine holds."""
