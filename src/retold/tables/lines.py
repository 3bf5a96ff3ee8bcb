"""The rows of a table file: what every table loader starts from."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files


def lines(name: str) -> Iterator[str]:
    """The lines of a table file that carry an entry, in file order; blank lines and ``#`` comments are left out."""
    text = files("retold.tables").joinpath(name).read_text(encoding="utf-8")
    for line in text.split("\n"):
        if line and not line.startswith("#"):
            yield line


def rows(name: str, columns: int) -> Iterator[list[str]]:
    """The rows of a tab-separated table file; a row with another number of columns is an error with its words."""
    for line in lines(name):
        cells = line.split("\t")
        if len(cells) != columns:
            raise ValueError(f"{name}: {len(cells)} columns instead of {columns} in the row {line!r}")
        yield cells


def values(cell: str) -> list[str]:
    """The values of a cell that may hold several, written with `` | `` between them."""
    return cell.split(" | ") if cell else []
