"""What is set for processor and memory before work on large arrays."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
"""Numbers of two options of glibc's mallopt."""
_ASKED = "NPY_DISABLE_CPU_FEATURES"
_SLOW = "AVX512_SKX AVX512_CLX AVX512_CNL AVX512_ICL X86_V4"
"""What NumPy's versions call the instructions that it would sort with; unknown names do nothing."""


def load_numpy() -> None:
    """Load NumPy so that it sorts quickly on AMD's Zen 4.

    NumPy sorts with the AVX-512 instruction that writes chosen lanes to memory, which takes Zen 4 some hundred cycles:
    2.4 million numbers take 132 ms with it and 27 ms without (EPYC, NumPy 2.4). Nothing is changed elsewhere, nor
    where NumPy is loaded already or the variable is set.
    """
    if "numpy" in sys.modules or _ASKED in os.environ or not _is_zen4():
        return
    os.environ[_ASKED] = _SLOW
    try:
        import numpy  # noqa: F401
    except RuntimeError:  # a NumPy built for this very processor cannot do without them
        sys.modules.pop("numpy", None)
    finally:
        del os.environ[_ASKED]


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
