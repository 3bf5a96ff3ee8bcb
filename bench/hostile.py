"""What hostile pages cost and what becomes of them: ``python -m bench hostile``."""

from __future__ import annotations

import resource
import tempfile
import time
from pathlib import Path

from retold.trace import clean_paths
from tests.hostile_pages import Hostile, hostile_pages


def main() -> None:
    """Print a line a page: processor time, bytes, and its fate; at the end how many lost words in silence."""
    lost = 0
    with tempfile.TemporaryDirectory() as folder:
        for hostile in hostile_pages():
            seconds, fate = _fate(hostile, Path(folder) / hostile.name)
            lost += fate.startswith("LOST")
            print(f"{hostile.name:<28}{len(hostile.raw):>12,} bytes {seconds:>7.2f} s  {fate}", flush=True)
    print(f"{lost} of {len(hostile_pages())} pages lost words in silence")


def _fate(hostile: Hostile, path: Path) -> tuple[float, str]:
    path.write_bytes(hostile.raw)
    before = _seconds()
    articles, problems = clean_paths([path])
    seconds = _seconds() - before
    path.unlink()
    refused = next((problem.says for problem in problems if problem.fatal), None)
    if refused:
        return seconds, f"refused: {refused}"
    missing = [words for words in hostile.words if not articles or words not in articles[0].text]
    return seconds, f"LOST {len(missing)} of {len(hostile.words)} sentences" if missing else "kept whole"


def _seconds() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime
