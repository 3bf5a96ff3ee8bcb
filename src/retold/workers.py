"""A function over many values in processes that are watched, so that one bad value costs itself and nothing else.

Each process works on one value at a time, within limits. One that is over them, or dies, is replaced, and its value
becomes a ``Lost`` with the reason; the other values go on, each is answered once, in the order in which they came.
``concurrent.futures`` and ``loky`` give up all waiting values when one process dies, and ``pebble`` starts threads,
with which no process can be forked safely; none of them limits memory.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import threading
import time
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe, wait
from typing import TypeVar, cast

from retold.worker import Limits, Lost, answer, serve, size_of, told_by

Key = TypeVar("Key")
Value = TypeVar("Value")
Result = TypeVar("Result")

_IN_FLIGHT = 200
"""Values taken in before the first of them must be answered: at ten a second a worker, what the others do while one
value uses up its seconds."""
_BYTES_IN_FLIGHT = 100_000_000
"""Bytes taken in likewise: real pages have 0.2 MB, so this bounds a row of giants only."""
_GROWN = 4
"""A worker that has grown by more than this part of the memory limit is replaced, so that each value starts alike."""
_HELLO_SECONDS = 60
"""Longest wait for a fresh interpreter to say that it is there; it takes about one."""


@dataclass(slots=True)
class _Worker:
    pid: int
    pipe: Connection
    size: int
    """Its address space in bytes when it started."""
    ticket: int | None = None
    """The value it is at work on."""
    deadline: float = 0.0


def can_fork() -> bool:
    """True when a worker costs some milliseconds: a process without threads can be copied as it is (not on macOS)."""
    return hasattr(os, "fork") and sys.platform != "darwin" and threading.active_count() == 1


class Workers:
    """Processes that answer values; to be closed, or used in a ``with`` statement.

    ``jobs`` is their greatest number, 0 for one for each processor; they are started as values come in. Where a process
    cannot be forked, fresh interpreters are started, which takes a second or two; with ``here`` the values are answered
    in this process, without limits.
    """

    def __init__(self, limits: Limits, jobs: int = 0, here: bool = False) -> None:
        self._limits = limits
        self._jobs = jobs or processors()
        self._here = here or not hasattr(os, "fork")
        self._workers: list[_Worker] = []
        self._urgent: deque[tuple[int, bytes]] = deque()
        self._queue: deque[tuple[int, bytes]] = deque()
        self._done: dict[int, bytes | Lost] = {}
        self._tickets = 0

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *failure: object) -> None:
        self.close()

    def map(
        self, function: Callable[[Value], Result], items: Iterable[tuple[Key, Value]], urgent: bool = False
    ) -> Iterator[tuple[Key, Result | Lost]]:
        """The answers to some values in their order, each with its key; a bounded number of them is taken in ahead.

        ``function`` and what it is given must be picklable. One map may feed another, which is then ``urgent``: its
        values go before those of the first, or they would wait for all that was taken in there.
        """
        waiting: deque[tuple[Key, int, int]] = deque()
        held = 0
        for key, value in items:
            job = pickle.dumps((function, value), pickle.HIGHEST_PROTOCOL)
            waiting.append((key, self._submit(job, urgent), len(job)))
            held += len(job)
            while waiting and (len(waiting) >= _IN_FLIGHT or held >= _BYTES_IN_FLIGHT or waiting[0][1] in self._done):
                first, ticket, size = waiting.popleft()
                held -= size
                yield first, cast(Result | Lost, self._result(ticket))
        for first, ticket, _ in waiting:
            yield first, cast(Result | Lost, self._result(ticket))

    def close(self) -> None:
        """End all workers at once; what they are at work on is dropped."""
        for worker in [*self._workers]:
            self._end(worker)

    # ------------------------------------------------------------------------------------------------ giving and taking

    def _submit(self, job: bytes, urgent: bool) -> int:
        self._tickets += 1
        (self._urgent if urgent else self._queue).append((self._tickets, job))
        self._turn(0)
        return self._tickets

    def _result(self, ticket: int) -> object:
        while ticket not in self._done:
            self._turn(None)
        done = self._done.pop(ticket)
        return done if isinstance(done, Lost) else pickle.loads(done)

    def _turn(self, patience: float | None) -> None:
        """Give work to the idle and take in what is ready, waiting for it up to some seconds (None: as needed)."""
        self._hand_out()
        busy = {worker.pipe: worker for worker in self._workers if worker.ticket is not None}
        if not busy:
            return
        left = max(0.0, min(worker.deadline for worker in busy.values()) - time.monotonic())
        for pipe in wait([*busy], left if patience is None else min(left, patience)):
            self._take_in(busy.pop(cast(Connection, pipe)))
        for worker in busy.values():
            if time.monotonic() > worker.deadline:
                self._lose(worker, Lost("too-slow", "by the clock"))
        self._hand_out()

    def _hand_out(self) -> None:
        while queue := self._urgent or self._queue:
            ticket, job = queue[0]
            worker = self._free_worker()
            if worker is None and not self._here:
                return
            if worker is None:
                self._done[ticket] = answer(job)
            else:
                try:
                    worker.pipe.send_bytes(job)
                except OSError:  # it died while it had nothing to do
                    self._end(worker)
                    continue
                worker.ticket, worker.deadline = ticket, time.monotonic() + self._limits.clock
            queue.popleft()

    def _take_in(self, worker: _Worker) -> None:
        try:
            answered = worker.pipe.recv_bytes()
        except (EOFError, OSError):
            self._lose(worker, None)
            return
        assert worker.ticket is not None
        self._done[worker.ticket] = answered
        worker.ticket = None
        if size_of(worker.pid) - worker.size > self._limits.memory / _GROWN:
            self._end(worker)

    def _lose(self, worker: _Worker, lost: Lost | None) -> None:
        """Note what became of the value of a worker that is over its time, or (None) has closed its pipe in dying."""
        assert worker.ticket is not None
        status = self._end(worker, kill=lost is not None)
        self._done[worker.ticket] = lost or told_by(status)

    # ------------------------------------------------------------------------------------------------- starting, ending

    def _free_worker(self) -> _Worker | None:
        """A worker that has nothing to do, started if need be; None when all are busy or none can be started."""
        free = next((worker for worker in self._workers if worker.ticket is None), None)
        if free or self._here or len(self._workers) >= self._jobs:
            return free
        try:
            started = [self._fork()] if can_fork() else self._fresh(self._jobs - len(self._workers))
        except OSError:
            started = []
        self._workers.extend(started)
        self._here = not self._workers
        return started[0] if started else None

    def _fork(self) -> _Worker:
        ours, theirs = Pipe()
        with warnings.catch_warnings():  # the threads of number libraries, which know how to be forked
            warnings.simplefilter("ignore", DeprecationWarning)
            pid = os.fork()
        if pid == 0:
            try:
                gc.freeze()  # what is there already is never collected here, so the memory stays shared
                for pipe in (ours, *(worker.pipe for worker in self._workers)):
                    pipe.close()  # or this process would keep the others alive when their parent is gone
                serve(theirs, self._limits)
            finally:
                os._exit(1)
        theirs.close()
        return _Worker(pid, ours, size_of(pid))

    def _fresh(self, count: int) -> list[_Worker]:
        """Fresh interpreters, as many of those asked for as could be started; they do not run the caller's script."""
        started = []
        for _ in range(count if sys.executable else 0):
            ours, theirs = Pipe()
            os.set_inheritable(theirs.fileno(), True)
            limits = self._limits
            code = (
                "from multiprocessing.connection import Connection; from retold.worker import Limits, serve; "
                f"pipe = Connection({theirs.fileno()}); pipe.send_bytes(b''); "
                f"serve(pipe, Limits({limits.seconds!r}, {limits.clock!r}, {limits.memory!r}))"
            )
            path = os.pathsep.join(sys.path)
            pid = os.posix_spawn(sys.executable, [sys.executable, "-c", code], {**os.environ, "PYTHONPATH": path})
            theirs.close()
            started.append(_Worker(pid, ours, 0))
        return [worker for worker in started if self._is_there(worker)]

    def _is_there(self, worker: _Worker) -> bool:
        try:
            if worker.pipe.poll(_HELLO_SECONDS):
                worker.pipe.recv_bytes()
                worker.size = size_of(worker.pid)
                return True
        except (EOFError, OSError):
            pass
        self._end(worker)
        return False

    def _end(self, worker: _Worker, kill: bool = True) -> int:
        """Do without a worker; its exit code, negative for a signal."""
        if worker in self._workers:
            self._workers.remove(worker)
        worker.pipe.close()
        try:
            if kill:
                os.kill(worker.pid, signal.SIGKILL)
            return os.waitstatus_to_exitcode(os.waitpid(worker.pid, 0)[1])
        except (ProcessLookupError, ChildProcessError):  # the program that calls us takes in all ended processes itself
            return 0


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
