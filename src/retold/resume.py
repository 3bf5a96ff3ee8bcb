"""What outlives a run of the clean command: its file of articles, with which the next goes on, and its memory."""

from __future__ import annotations

import json
from pathlib import Path

from retold.article import KnownLines, KnownOutlets
from retold.page import InputError, RetoldError

_SCHEMA = "retold/outlets/1"
_START = b'{"record":"article"'


class ArticleFile:
    """A file of articles, a JSON line each, with the names of the pages and outlets that are in it already.

    A line is written in one piece; the piece of one that a killed run may have left at the end is taken away. Raises
    ``RetoldError`` when the file cannot be written or holds anything else, which is left as it is.
    """

    def __init__(self, path: Path) -> None:
        self.pages: set[str] = set()
        self.outlets: set[str] = set()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            whole = self._read(path) if path.is_file() else 0
            self._file = path.open("ab", buffering=0)
            if path.is_file():
                self._file.truncate(whole)
        except OSError as error:
            raise RetoldError(f"{path} cannot be written: {error.strerror}") from error

    def write(self, line: str) -> None:
        """Add one line, which ends with a line break."""
        rest = memoryview(line.encode("utf-8", "replace"))
        try:
            while rest:
                rest = rest[self._file.write(rest) :]
        except OSError as error:
            raise RetoldError(f"{self._file.name} cannot be written: {error.strerror}") from error

    def close(self) -> None:
        """Leave the file as it is."""
        self._file.close()

    def _read(self, path: Path) -> int:
        """Take in what is there; the length in bytes up to the last whole line."""
        whole = 0
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if not line.endswith(b"\n") and line.startswith(_START[: len(line)]):
                    break
                try:
                    found = json.loads(line)
                    self.pages.add(found["name"])
                    self.outlets |= {found["outlet"]} - {None}
                except (ValueError, KeyError, TypeError) as error:
                    says = f"{path} is there already, and its line {number} is no article that retold clean wrote"
                    raise RetoldError(f"{says}; name another file") from error
                whole += len(line)
        return whole


def load_outlets(path: Path) -> KnownOutlets:
    """What earlier runs know of outlets; nothing when the file is not there yet."""
    if not path.exists():
        return KnownOutlets()
    try:
        found = json.loads(path.read_bytes())
        if found["schema"] != _SCHEMA:
            raise ValueError("another schema")
        lines = {
            name: KnownLines(one["pages"], one["furniture"], tuple(map(frozenset, one["last"])))
            for name, one in found["lines"].items()
        }
        return KnownOutlets(frozenset(found["names"]), lines)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{path} is no memory that retold clean wrote; name another file") from error


def save_outlets(path: Path, known: KnownOutlets) -> None:
    """Write what is known for the next run; the file before stays whole until the new one is."""
    lines = {
        name: {"pages": one.pages, "furniture": dict(sorted(one.furniture.items())), "last": [*map(sorted, one.last)]}
        for name, one in sorted(known.lines.items())
    }
    written = json.dumps({"schema": _SCHEMA, "names": sorted(known.names), "lines": lines}, separators=(",", ":"))
    beside = path.with_name(f"{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(written + "\n", encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        raise RetoldError(f"{path} cannot be written: {error.strerror}") from error
