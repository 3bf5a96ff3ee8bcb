"""The engines by name: each is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from retold.engine import Engine
from retold.engine.traced import Told, Traced, trace_into
from retold.settings import Settings


def trace_with(engine: tuple[str, str], folder: Path, paths: Sequence[str], settings: Settings, told: Told) -> Traced:
    """Trace a pile into a folder with the engine of a name (``local``, ``spark``) and an address (Spark's master)."""
    found = _engine(*engine)
    try:
        return trace_into(folder, paths, settings, found, told)
    finally:
        found.close()


def _engine(name: str, master: str) -> Engine:
    if name == "spark":
        from retold.engine.spark import SparkEngine

        return SparkEngine(master)
    from retold.engine.local import LocalEngine

    return LocalEngine()
