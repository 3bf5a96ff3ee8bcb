"""What is asked of the match command, and its answer as lines or as a Parquet table."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np

from retold.match.corpus import About, Corpus
from retold.match.reuse import Reuse
from retold.page import RetoldError
from retold.report.reuse import (
    Ids,
    pair_lines,
    pair_table,
    source_lines,
    source_table,
    state_lines,
    state_table,
)
from retold.settings import Settings

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

    from retold.match.states import States

Form = Literal["jsonl", "parquet"]
Taken = Literal["auto", "cleaned", "raw"]
"""How input is taken: records as they are and pages cleaned; everything as it is; everything cleaned."""

What = Literal["pairs", "states", "sources"]
Keep = Literal["earliest", "longest", "credited"]

_ROWS = 100_000
"""Rows of a Parquet table that are written together: some 10 MB of pairs."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user asked for."""

    paths: tuple[str, ...]
    output: Path | None
    form: Form
    taken: Taken = "auto"
    what: What = "pairs"
    keep: Keep = "earliest"
    index: Path | None = None
    remove: tuple[str, ...] = ()
    memory: Path | None = None
    """File in which the furniture of outlets is remembered."""
    quiet: bool = False

    @property
    def credited(self) -> bool:
        """Whether the credits in the texts are asked for."""
        return self.what == "states" and self.keep == "credited"


@dataclass(frozen=True, slots=True)
class Pile:
    """What an answer is written from besides the pairs."""

    ids: Ids
    corpus: Corpus
    about: About
    outlets: Sequence[str | None] = ()
    texts: Sequence[str] | None = None
    """The texts as they were read; None for those of an index."""


def answer_of(asked: Asked, settings: Settings, pile: Pile, reuse: Reuse) -> Iterator[str] | pa.Table:
    """What is asked for: lines, or a table."""
    table, ids = asked.form == "parquet", pile.ids
    if asked.what == "pairs":
        return pair_table(reuse, pile.corpus, ids) if table else pair_lines(reuse, pile.corpus, ids)
    if asked.what == "sources":
        from retold.match.sources import sources_of

        found = sources_of(reuse, settings.reuse.source_share)
        return source_table(found, ids) if table else source_lines(found, ids)
    from retold.match.states import kept_of, states_of

    states = states_of(reuse, pile.about.order, settings.reuse.state_share)
    kept = kept_of(states, _worth(asked.keep, states, pile, reuse), pile.about.order)
    return state_table(states, kept, ids) if table else state_lines(states, kept, ids)


def _worth(keep: Keep, states: States, pile: Pile, reuse: Reuse) -> NDArray[np.float64]:
    """What each text is worth keeping; of equals the earliest is kept."""
    if keep == "longest":
        return reuse.own.astype(np.float64)
    if keep == "earliest":
        return np.zeros(len(reuse.own))
    from retold.article.outlet import outlets_of
    from retold.match.credited import worth_by_credits

    if pile.texts is None:
        raise RetoldError("the texts of an index are not kept, so their credits cannot be looked at")
    known = outlets_of({outlet for outlet in pile.outlets if outlet})
    return worth_by_credits(states, dict(enumerate(pile.texts)), pile.outlets, known)


def write_answer(asked: Asked, answer: Iterator[str] | pa.Table) -> None:
    """Write lines or a table where they are asked for."""
    if isinstance(answer, Iterator):
        write_lines(asked.output, answer)
    elif asked.output is not None:
        write_tables(asked.output, [answer])


def write_lines(output: Path | None, lines: Iterable[str]) -> None:
    """Write lines into a file, or to standard output."""
    if output is None:
        sys.stdout.writelines(lines)
        return
    with _said(output), output.open("w", encoding="utf-8") as file:
        file.writelines(lines)


def write_tables(output: Path, tables: Iterable[pa.Table]) -> None:
    """Write tables that follow each other as one; how they were cut does not show in the file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    rest = iter(tables)
    held = next(rest)
    with _said(output), pq.ParquetWriter(output, held.schema) as file:
        for table in rest:
            while held.num_rows > _ROWS:
                file.write_table(held.slice(0, _ROWS).combine_chunks())
                held = held.slice(_ROWS)
            held = pa.concat_tables((held, table))
        for start in range(0, max(1, held.num_rows), _ROWS):
            file.write_table(held.slice(start, _ROWS).combine_chunks())


@contextmanager
def _said(output: Path) -> Iterator[None]:
    """Make the folder of a file; what keeps it from being written is said."""
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise RetoldError(f"{output} cannot be written: {error.strerror}") from error
