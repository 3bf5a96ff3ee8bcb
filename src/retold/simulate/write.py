"""Simulated stories as files: the pages, the truth, and what they were made with."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TextIO

from retold.simulate.capture import capture
from retold.simulate.settings import SimulationSettings
from retold.simulate.story import SIMULATION, SimulatedStory, SimulatedText
from retold.simulate.truth import truth_line


def write_simulation(stories: Iterable[SimulatedStory], settings: SimulationSettings, folder: Path) -> int:
    """Write ``pages/`` (or ``pages.jsonl``), ``truth.jsonl`` and ``simulation.json``; gives the number of pages.

    Raises ``OSError`` when the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    about = {"schema": SIMULATION, "settings": asdict(settings)}
    with _opened(folder / "simulation.json") as file:
        file.write(json.dumps(about, indent=1) + "\n")
    pages = 0
    with _opened(folder / "truth.jsonl") as truth, _Pages(folder, settings) as files:
        for story in stories:
            names = {text.id: files.add(text, story) for text in story.pile}
            pages += len(names)
            truth.write(truth_line(story, settings, names))
    return pages


class _Pages:
    """Where the pages go: a file each in a folder a story, or one line each."""

    def __init__(self, folder: Path, settings: SimulationSettings) -> None:
        self._folder, self._settings = folder, settings
        self._lines: TextIO | None = None

    def __enter__(self) -> _Pages:
        if self._settings.pages == "jsonl":
            self._lines = _opened(self._folder / "pages.jsonl")
        return self

    def __exit__(self, *_: object) -> None:
        if self._lines is not None:
            self._lines.close()

    def add(self, text: SimulatedText, story: SimulatedStory) -> str:
        """Write one page; gives its path below the folder, with ``#ID`` for a record."""
        if self._lines is not None:
            self._lines.write(record_line(text))
            return f"pages.jsonl#{text.id}"
        page = capture(text, story, self._settings.pages)
        path = Path("pages") / story.id / page.name
        (self._folder / path).parent.mkdir(parents=True, exist_ok=True)
        with _opened(self._folder / path) as file:
            file.write(page.text)
        return path.as_posix()


def record_line(text: SimulatedText) -> str:
    """One version as a line of JSON: id, text, title, date (if any), outlet, url."""
    page = text.page()
    row = {"id": page.given_id, "title": page.title, "text": page.text, "date": page.date, "outlet": page.outlet,
           "url": page.url}  # fmt: skip
    return json.dumps({key: value for key, value in row.items() if value is not None}, ensure_ascii=False) + "\n"


def _opened(path: Path) -> TextIO:
    return path.open("w", encoding="utf-8", newline="\n")
