"""What comes in: a page as it was read, a problem where one could not be used, and every error a caller may meet."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal


class RetoldError(Exception):
    """Any failure that retold explains in one sentence; the command line prints it without a traceback."""


class InputError(RetoldError):
    """An input cannot be used at all: it does not exist, cannot be opened, or holds no text."""


class SettingsError(RetoldError):
    """A setting is unknown or has a value outside its range."""


PageKind = Literal["html", "text", "record"]


@dataclass(frozen=True, slots=True)
class Page:
    """One captured document as it came, decoded; a ``record`` (of a table or feed) is text that is already clean."""

    name: str
    """Stable name: folder and file below the path the user gave, plus the record's id; the same on every machine."""
    path: str
    kind: PageKind
    text: str
    url: str | None = None
    given_id: str | None = None
    title: str | None = None
    date: str | None = None
    outlet: str | None = None
    captured: str | None = None
    """ISO 8601 time at which an archive fetched the page; None when the input does not tell."""
    stub: bool = False
    """True when only a summary of the page is here, as in a feed of teasers: never to be taken for a short article."""

    @property
    def place(self) -> str:
        """Its path, and for one of several pages in a file the name that it has there behind ``#``."""
        return place_in(self.path, self.name)


def place_in(path: str, name: str) -> str:
    """Where a page stands: its path, with the name of its record where the file holds several."""
    _, inside, record = name.partition(f"{PurePath(path).name if path != '-' else 'stdin'}#")
    return f"{path}#{record}" if inside else path


@dataclass(frozen=True, slots=True)
class Problem:
    """An input that could not be used, or not fully, with the reason in one sentence."""

    path: str
    stage: Literal["read", "clean", "match", "mention", "lineage"]
    code: str
    says: str
    fatal: bool = True
    """True when the page is not in the result; False when it is, with this reservation."""
