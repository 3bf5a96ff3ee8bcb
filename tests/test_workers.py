"""Watched workers: what a value does to its process costs that value alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from retold.worker import Limits, Lost
from retold.workers import Workers

LIMITS = Limits(seconds=0.4, clock=1.5, memory=400_000_000)


def work(value: object) -> object:
    """Do to the process what the value says; any other value is given back."""
    match value:
        case "compute":
            while True:
                pass
        case "wait":
            time.sleep(60)
        case "eat":
            return len(bytearray(1_000_000_000))
        case "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "leave":
            os._exit(3)
        case "fail":
            raise ValueError("no such thing")
    return value


BAD = {
    "compute": Lost("too-slow"),
    "wait": Lost("too-slow", "by the clock"),
    "eat": Lost("too-much-memory"),
    "crash": Lost("died", "SIGSEGV"),
    "leave": Lost("died", "exit code 3"),
    "fail": Lost("failed", "ValueError: no such thing"),
}


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux only")
def test_a_bad_value_is_lost_alone() -> None:
    """Values that hang, wait, eat memory or kill their process are named; all others are answered once, in order."""
    values: list[object] = [1, 2, "compute", 3, "eat", "crash", 4, "wait", "leave", "fail", *range(5, 60)]

    with Workers(LIMITS, jobs=2) as workers:
        answers = list(workers.map(work, ((value, value) for value in values)))

    assert answers == [(value, BAD.get(value, value) if isinstance(value, str) else value) for value in values]


def test_one_map_feeds_another() -> None:
    """The answers of one map may be the values of the next, over any number of values, and memory stays bounded."""
    taken = 0

    def values() -> Iterator[tuple[int, int]]:
        nonlocal taken
        for number in range(2_000):
            taken += 1
            yield number, number

    with Workers(LIMITS, jobs=2) as workers:
        second = workers.map(work, workers.map(work, values()), urgent=True)
        first = next(second)
        ahead = taken
        rest = list(second)

    assert [first, *rest] == [(number, number) for number in range(2_000)]
    assert ahead <= 500


def test_large_answers_pass() -> None:
    """A value and an answer larger than any pipe holds at once come through."""
    large = b"x" * 5_000_000

    with Workers(LIMITS, jobs=2) as workers:
        answers = [answer for _, answer in workers.map(work, ((n, large) for n in range(6)))]

    assert answers == [large] * 6


def test_a_program_with_threads_starts_fresh_interpreters() -> None:
    """A process with threads is never forked: its workers are fresh interpreters, with the same limits."""
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        with Workers(LIMITS, jobs=1) as workers:
            answers = [answer for _, answer in workers.map(work, ((value, value) for value in (1, "crash", 2)))]
    finally:
        stop.set()
        thread.join()

    assert answers == [1, BAD["crash"], 2]


def test_here_means_here() -> None:
    """With ``here`` the values are answered in this process."""
    with Workers(LIMITS, here=True) as workers:
        (answer,) = [answer for _, answer in workers.map(_own_process, [(0, None)])]

    assert answer == os.getpid()


def _own_process(_: None) -> int:
    return os.getpid()


def test_no_worker_outlives_a_killed_program() -> None:
    """When the program is killed outright, its workers end by themselves."""
    program = (
        "import time; from tests.test_workers import _own_process, LIMITS; from retold.workers import Workers\n"
        "workers = Workers(LIMITS, jobs=2)\n"
        "pids = {pid for _, pid in workers.map(_own_process, ((n, None) for n in range(50)))}\n"
        "print(*pids, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        pids = [int(pid) for pid in run.stdout.readline().split()]
        run.kill()

    deadline = time.monotonic() + 10
    while any(_runs(pid) for pid in pids) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert pids
    assert [pid for pid in pids if _runs(pid)] == []


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
        return file.read().rsplit(")", 1)[1].split()[0] != "Z"
