"""What a folder is the answer to, so that a run goes on only with what it was begun with."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

from retold.engine.parts import write_bytes
from retold.model import SCHEMA
from retold.page import RetoldError
from retold.settings import Settings
from retold.text import digest


def claim(folder: Path, paths: Sequence[str], settings: Settings, work: str, model: str = "none") -> None:
    """Write down in a folder what it will answer. Raises ``RetoldError`` when it answers something else already."""
    asked = {
        "schema": SCHEMA,
        "work": work,
        "tool": f"retold {version('retold')}",
        "model": model,
        "settings": digest(repr(settings)),
        "inputs": digest(*(f"{path} {size} {changed}" for path, size, changed in _inputs(paths))),
    }
    path = folder / "run.json"
    if not path.is_file():
        write_bytes(path, (json.dumps(asked, indent=1) + "\n").encode())
    elif json.loads(path.read_bytes()) != asked:
        raise RetoldError(f"{folder} holds the answer for other pages or settings; name another folder")


def _inputs(paths: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    for given in map(Path, paths):
        if str(given) == "-":
            raise RetoldError("a run that can go on needs files: standard input cannot be read twice")
        for path in sorted(given.rglob("*")) if given.is_dir() else [given]:
            if path.is_file():
                yield str(path), path.stat().st_size, path.stat().st_mtime_ns
