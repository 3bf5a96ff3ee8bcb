"""What is set for processor and memory before work on large arrays."""

from __future__ import annotations

import os
import pickle
import sys
from pathlib import Path

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
"""Numbers of two options of glibc's mallopt."""
_BLAS_THREADS = "OPENBLAS_NUM_THREADS"
_DISABLED = "NPY_DISABLE_CPU_FEATURES"
_SLOW = "AVX512_SKX AVX512_CLX AVX512_CNL AVX512_ICL X86_V4"
"""What NumPy's versions call the instructions that it would sort with; unknown names do nothing."""


def load_numpy() -> None:
    """Load NumPy so that it sorts quickly on AMD's Zen 4, and without the threads of its linear algebra.

    NumPy sorts with the AVX-512 instruction that writes chosen lanes to memory, which takes Zen 4 some hundred cycles:
    2.4 million numbers take 132 ms with it and 27 ms without (EPYC, NumPy 2.4). Starting threads for products of
    matrices, of which matching has none, takes 28 of 117 ms of loading it. Nothing is changed where NumPy is loaded
    already; variables that are set stay as they are.
    """
    if "numpy" in sys.modules:
        return
    wanted = {_BLAS_THREADS: "1"} | ({_DISABLED: _SLOW} if _is_zen4() else {})
    ours = [name for name in wanted if name not in os.environ]
    os.environ.update({name: wanted[name] for name in ours})
    try:
        import numpy  # noqa: F401
    except RuntimeError:  # a NumPy built for this very processor cannot do without them
        sys.modules.pop("numpy", None)
    finally:
        for name in ours:
            del os.environ[name]


def keep_freed_memory() -> None:
    """Let memory that arrays gave back be used for the next ones, where the C library is glibc.

    It hands large pieces back to the system, and the next array takes them page by page again: of 2.0 s of processor
    time on 20,000 articles that is 0.25. The peak of memory is the same.
    """
    import ctypes

    try:
        set_option = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):  # another C library, or another system
        return
    set_option(_TRIM_THRESHOLD, 1 << 30)
    set_option(_MMAP_THRESHOLD, 1 << 25)


def run_packed(packed: bytes) -> None:
    """Do a task for a job, packed together, in a process of another machine: set up before NumPy comes with them."""
    load_numpy()
    keep_freed_memory()
    task, job = pickle.loads(packed)
    task(job)


def _is_zen4() -> bool:
    try:
        with Path("/proc/cpuinfo").open(encoding="utf-8", errors="replace") as file:
            head = file.read(4_000)
    except OSError:
        return False
    lines = dict(line.split(":", 1) for line in head.splitlines() if ":" in line)
    facts = {name.strip(): value.strip() for name, value in lines.items()}
    zen4 = facts.get("vendor_id") == "AuthenticAMD" and facts.get("cpu family") == "25"
    return zen4 and "avx512f" in facts.get("flags", "")
