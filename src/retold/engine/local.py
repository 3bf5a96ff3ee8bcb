"""The local engine: parts in processes of this machine."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor

from retold.engine.job import Job
from retold.workers import can_fork, processors


class LocalEngine:
    """Runs a few parts at a time, each in a process; ``jobs`` is their number, 0 for one for each processor."""

    def __init__(self, jobs: int = 0) -> None:
        self._jobs = jobs or processors()

    def each(self, task: Callable[[Job], None], jobs: Sequence[Job]) -> None:
        """Run the task for each job."""
        if self._jobs == 1 or len(jobs) < 2:
            for job in jobs:
                task(job)
            return
        context = multiprocessing.get_context("fork" if can_fork() else "spawn")
        with ProcessPoolExecutor(min(self._jobs, len(jobs)), context) as pool:
            for _ in pool.map(task, jobs):
                pass

    def close(self) -> None:
        """Nothing is held between two stages."""
