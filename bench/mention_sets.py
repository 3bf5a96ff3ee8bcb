"""What the figures for mentions share: the sets under ``RETOLD_DATA``, counts, and errors sorted by kind.

A set that is split is looked at in its training part only. One that is not is cut in two by a hash of its ids: errors
may be read in the half that ``is_open`` (the seeded half), the other half tells whether a change holds.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from retold.mention import find_mentions
from retold.model import Analysis, Article, Dated
from retold.settings import MentionSettings
from retold.text import split_sentences

DATA = Path(os.environ.get("RETOLD_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data")

Record = dict[str, Any]
"""One line of a set as it was read; the sets' own fields are not ours to type."""


class Absent(Exception):
    """A measuring set that is not on this machine; the message says where it was looked for."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Right answers, answers given, answers wanted; parts of a set add up."""

    right: int = 0
    found: int = 0
    true: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.found + other.found, self.true + other.true)

    @property
    def f1(self) -> float:
        """F1 in percent; where every item gets one answer it is the share of right ones."""
        return 200 * self.right / max(1, self.found + self.true)

    @property
    def precision(self) -> float:
        return 100 * self.right / max(1, self.found)

    @property
    def recall(self) -> float:
        return 100 * self.right / max(1, self.true)


@dataclass(frozen=True, slots=True)
class Slip:
    """One error: the figure it costs, its kind (``missed``, ``no such``, ...) and the words that show it."""

    figure: str
    kind: str
    says: str


@dataclass(slots=True)
class Sheet:
    """The counts of some documents by the name of the figure, with the errors."""

    counts: dict[str, Counts] = field(default_factory=dict)
    slips: list[Slip] = field(default_factory=list)

    def count(self, figure: str, right: int, found: int, true: int) -> None:
        self.counts[figure] = self.counts.get(figure, Counts()) + Counts(right, found, true)

    def judge(self, figure: str, right: bool, kind: str, says: str) -> None:
        """Count one item that has exactly one answer; a wrong one becomes a slip."""
        self.count(figure, int(right), 1, 1)
        if not right:
            self.slip(figure, kind, says)

    def slip(self, figure: str, kind: str, says: str) -> None:
        self.slips.append(Slip(figure, kind, " ".join(says.split())))


def is_open(name: str) -> bool:
    """True for the half of the documents whose errors may be read."""
    return hashlib.sha256(f"open {name}".encode()).digest()[0] < 128


def records(folder: str, file: str = "docs.jsonl") -> list[Record]:
    """The lines of a file of a set."""
    path = DATA / folder / file
    if not path.is_file():
        raise Absent(f"{folder} is not under {DATA} (set RETOLD_DATA)")
    with path.open(encoding="utf-8") as lines:  # they end at line feeds alone: texts hold other separators
        return [json.loads(line) for line in lines]


@cache
def labels(folder: str) -> Mapping[str, list[Record]]:
    """The labels of a set by document."""
    found: dict[str, list[Record]] = defaultdict(list)
    for label in records(folder, "labels.jsonl"):
        found[label["doc"]].append(label)
    return found


@cache
def digest_of(folder: str) -> str:
    """What tells one version of a set from another: a hash over its two files."""
    total = hashlib.sha256()
    for file in ("docs.jsonl", "labels.jsonl"):
        path = DATA / folder / file
        if not path.is_file():
            raise Absent(f"{folder} is not under {DATA} (set RETOLD_DATA)")
        total.update(path.read_bytes())
    return total.hexdigest()[:16]


def article(record: Mapping[str, Any]) -> Article:
    """A record as an article with nothing but its text and day."""
    day = record.get("date")
    return Article(
        id=record["id"],
        given_id=record["id"],
        path=record["id"],
        kind="record",
        url=None,
        title=None,
        outlet=None,
        byline=(),
        date=Dated(day, "day", "given") if day and len(day) == 10 else Dated(),
        language="en",
        text=record["text"],
        sentences=split_sentences(record["text"]),
        credits=(),
        furniture=(),
        page_spans=(),
    )


def analysed(docs: Iterable[Record], settings: MentionSettings | None = None) -> list[tuple[Record, Analysis]]:
    """Each record with what its text mentions."""
    kept = list(docs)
    return list(zip(kept, find_mentions([article(doc) for doc in kept], settings or MentionSettings()), strict=True))
