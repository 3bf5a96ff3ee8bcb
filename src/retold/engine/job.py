"""One part of one stage: what travels to where it is done."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from retold.engine.parts import part, write_table
from retold.report.columns import TableKind, record_table
from retold.settings import Settings

STAGES = "stages"
"""The folder, inside that of the answer, of what the stages hand to each other; it may be removed afterwards."""

PARTS = "parts.json"
"""The file, in the folder of a stage, that says how many parts it has."""


@dataclass(frozen=True, slots=True)
class Job:
    """One part of one stage."""

    folder: Path
    """The folder of the answer, which every machine sees under this name."""
    number: int
    settings: Settings
    wanted: range = range(0)
    """Places of the articles that are matched with those after them."""

    def stage(self, name: str) -> Path:
        """The file of this part of a stage."""
        return part(self.folder / STAGES / name, self.number)

    def parts(self, stage: str) -> int:
        """How many parts a stage has that was cut into parts by the calling process."""
        found: int = json.loads((self.folder / STAGES / stage / PARTS).read_bytes())
        return found

    def answer(self, kind: TableKind, values: Iterable[object]) -> None:
        """Write records of the answer that this part has found."""
        write_table(part(self.folder / kind, self.number), record_table(kind, values))
