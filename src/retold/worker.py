"""Inside a worker process: it takes values from a pipe and answers each within limits of time and memory."""

from __future__ import annotations

import faulthandler
import os
import pickle
import signal
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Literal


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


def serve(pipe: Connection, limits: Limits) -> None:
    """Answer values until the other end of the pipe is closed."""
    faulthandler.disable()  # the parent tells what became of a value that kills this process
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in (signal.SIGTERM, signal.SIGPROF):
        signal.signal(number, signal.SIG_DFL)
    try:
        while True:
            job = pipe.recv_bytes()
            allowed = _begin(limits)
            answered = answer(job)
            _finish(allowed)
            pipe.send_bytes(answered)
    except (EOFError, OSError):
        return


def answer(job: bytes) -> bytes:
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
    size = size_of(os.getpid())
    if size:
        most = size + limits.memory
        hard = before[1]
        resource.setrlimit(resource.RLIMIT_AS, (most if hard < 0 else min(most, hard), hard))
    return before


def _finish(allowed: tuple[int, int]) -> None:
    import resource

    signal.setitimer(signal.ITIMER_PROF, 0)
    resource.setrlimit(resource.RLIMIT_AS, allowed)


def told_by(status: int) -> Lost:
    """Why a worker ended, by its exit code."""
    if status == -signal.SIGPROF:
        return Lost("too-slow")
    return Lost("died", signal.Signals(-status).name if status < 0 else f"exit code {status}")


def size_of(pid: int) -> int:
    """The address space of a process in bytes; 0 where the system does not tell."""
    try:
        with open(f"/proc/{pid}/statm", "rb") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0
