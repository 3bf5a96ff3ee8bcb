"""A function over many values in processes that are watched, so that one bad value costs itself and nothing else.

Each process works on one value at a time, within limits. One that is over them, or dies, is replaced, and its value
becomes a ``Lost`` with the reason; the other values go on, each is answered once, in the order in which they came.
``concurrent.futures`` and ``loky`` give up all waiting values when one process dies, and ``pebble`` starts threads, with
which no process can be forked safely; none of them limits memory.
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
from typing import Literal, TypeVar, cast

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


@dataclass(frozen=True, slots=True)
class Limits:
    """What one value may cost."""

    seconds: float
    """Seconds of processor time, so that a busy machine gives nothing up."""
    clock: float
    """Seconds by the clock, for what waits and does not compute."""
    memory: int
    """Bytes of address space above what the process had when it took the value in (Linux)."""


@dataclass(frozen=True, slots=True)
class Lost:
    """There is no result for a value: why, and how that showed."""

    why: Literal["too-slow", "too-much-memory", "died", "failed"]
    how: str = ""


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
    """True when a worker costs some milliseconds: a process without threads can be copied as it is."""
    return hasattr(os, "fork") and threading.active_count() == 1


class Workers:
    """Processes that answer values; to be closed, or used in a ``with`` statement.

    ``jobs`` is their greatest number, 0 for one for each processor; they are started as values come in. Where a process
    cannot be forked, fresh interpreters are started, which takes a second or two; with ``here`` the values are answered
    in this process, without limits.
    """

    def __init__(self, limits: Limits, jobs: int = 0, here: bool = False) -> None:
        self._limits = limits
        self._jobs = jobs or _processors()
        self._here = here or not hasattr(os, "fork")
        self._workers: list[_Worker] = []
        self._queue: deque[tuple[int, bytes]] = deque()
        self._done: dict[int, bytes | Lost] = {}
        self._tickets = 0

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *failure: object) -> None:
        self.close()

    def map(
        self, function: Callable[[Value], Result], items: Iterable[tuple[Key, Value]]
    ) -> Iterator[tuple[Key, Result | Lost]]:
        """The answers to some values in their order, each with its key; a bounded number of them is taken in ahead.

        ``function`` and what it is given must be picklable. Several maps may run at once, one feeding another.
        """
        waiting: deque[tuple[Key, int, int]] = deque()
        held = 0
        for key, value in items:
            job = pickle.dumps((function, value), pickle.HIGHEST_PROTOCOL)
            waiting.append((key, self._submit(job), len(job)))
            held += len(job)
            while waiting and (
                len(waiting) >= _IN_FLIGHT or held >= _BYTES_IN_FLIGHT or waiting[0][1] in self._done
            ):
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

    def _submit(self, job: bytes) -> int:
        self._tickets += 1
        self._queue.append((self._tickets, job))
        self._turn(0)
        return self._tickets

    def _result(self, ticket: int) -> object:
        while ticket not in self._done:
            self._turn(None)
        answer = self._done.pop(ticket)
        return answer if isinstance(answer, Lost) else pickle.loads(answer)

    def _turn(self, patience: float | None) -> None:
        """Give work to whom has none, and take in what is ready, waiting for it up to some seconds (None: as needed)."""
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
        while self._queue:
            worker = self._free_worker()
            if worker is None:
                if not self._here:
                    return
                ticket, job = self._queue.popleft()
                self._done[ticket] = _answer(job)
                continue
            try:
                worker.pipe.send_bytes(self._queue[0][1])
            except OSError:  # it died while it had nothing to do
                self._end(worker)
                continue
            worker.ticket, _ = self._queue.popleft()
            worker.deadline = time.monotonic() + self._limits.clock

    def _take_in(self, worker: _Worker) -> None:
        try:
            answer = worker.pipe.recv_bytes()
        except (EOFError, OSError):
            self._lose(worker, None)
            return
        assert worker.ticket is not None
        self._done[worker.ticket] = answer
        worker.ticket = None
        if _size_of(worker.pid) - worker.size > self._limits.memory / _GROWN:
            self._end(worker)

    def _lose(self, worker: _Worker, lost: Lost | None) -> None:
        """Note what became of the value of a worker that is over its time, or (None) has closed its pipe in dying."""
        assert worker.ticket is not None
        status = self._end(worker, kill=lost is not None)
        self._done[worker.ticket] = lost or _told_by(status)

    # -------------------------------------------------------------------------------------------------- starting, ending

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
        return _Worker(pid, ours, _size_of(pid))

    def _fresh(self, count: int) -> list[_Worker]:
        """Fresh interpreters, as many of those asked for as could be started; they do not run the caller's script."""
        started = []
        for _ in range(count if sys.executable else 0):
            ours, theirs = Pipe()
            os.set_inheritable(theirs.fileno(), True)
            limits = self._limits
            code = (
                "from multiprocessing.connection import Connection; from retold.workers import Limits, serve; "
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
                worker.size = _size_of(worker.pid)
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


# ------------------------------------------------------------------------------------------------- inside a worker


def serve(pipe: Connection, limits: Limits) -> None:
    """Answer values until the other end of the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in (signal.SIGTERM, signal.SIGPROF):
        signal.signal(number, signal.SIG_DFL)
    try:
        while True:
            job = pipe.recv_bytes()
            allowed = _begin(limits)
            answer = _answer(job)
            _finish(allowed)
            pipe.send_bytes(answer)
    except (EOFError, OSError):
        return


def _answer(job: bytes) -> bytes:
    """The pickled answer to a pickled value; an error inside is an answer too."""
    try:
        function, value = pickle.loads(job)
        return pickle.dumps(function(value), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        lost = Lost("too-much-memory")
    except Exception as error:
        lost = Lost("failed", f"{type(error).__name__}: {str(error)[:200]}")
    return pickle.dumps(lost)


def _begin(limits: Limits) -> tuple[int, int]:
    """Set the limits for one value and return what was allowed before."""
    import resource

    signal.setitimer(signal.ITIMER_PROF, limits.seconds)  # at its end the kernel ends the process, whatever it does
    before = resource.getrlimit(resource.RLIMIT_AS)
    size = _size_of(os.getpid())
    if size:
        most = size + limits.memory
        hard = before[1]
        resource.setrlimit(resource.RLIMIT_AS, (most if hard < 0 else min(most, hard), hard))
    return before


def _finish(allowed: tuple[int, int]) -> None:
    import resource

    signal.setitimer(signal.ITIMER_PROF, 0)
    resource.setrlimit(resource.RLIMIT_AS, allowed)


def _told_by(status: int) -> Lost:
    """Why a worker ended, by its exit code."""
    if status == -signal.SIGPROF:
        return Lost("too-slow")
    return Lost("died", signal.Signals(-status).name if status < 0 else f"exit code {status}")


def _size_of(pid: int) -> int:
    """The address space of a process in bytes; 0 where the system does not tell."""
    try:
        with open(f"/proc/{pid}/statm", "rb") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
