"""An index of texts on disk, to which texts are added and from which they are removed; the pairs are kept with it.

A folder of plain arrays. Those of words and places only grow, and the manifest says how much of them counts; what
changes is written anew under a new name. The manifest is replaced last and at once, so that a run that is killed
leaves the index as it was.
"""

from __future__ import annotations

import fcntl
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retold.match.arrays import Flags, Ints, Stretches, Words
from retold.match.chain import Pairs, Passages
from retold.match.corpus import Corpus, Facts
from retold.match.furniture import Furniture
from retold.match.lookup import Shelf
from retold.page import RetoldError
from retold.settings import ReuseSettings

_SCHEMA = "retold/match-index/1"
_GROWING: dict[str, tuple[str, int]] = {
    "words": ("<u4", 1), "starts": ("<u2", 1), "lengths": ("<u2", 1), "firsts": ("<i8", 1), "times": ("<f8", 1),
    "heads": ("<u8", 2), "lots": ("<u8", 1), "outlets": ("<i4", 1), "digests": ("<u8", 1), "ids": ("|u1", 1),
    "id_ends": ("<i8", 1),
}  # fmt: skip
_WHOLE: dict[str, str] = {
    "there": "|b1", "own": "<i4", "furniture": "<u8", "before": "|u1", "after": "|u1", "last": "<i8",
    "hidden": "<u4", "hidden_ends": "<u4", "text_a": "<u4", "text_b": "<u4", "words_a": "<u4", "words_b": "<u4",
    "bounds": "<i8", "a": "<u4", "end_a": "<u4", "b": "<u4", "end_b": "<u4", "equal": "<u4",
}  # fmt: skip


_OF_A_RUN = ("seeds_held", "pairs_held", "state_share", "source_share")
"""Settings that change nothing that an index holds."""


@dataclass(slots=True)
class Manifest:
    """What of the files counts."""

    schema: str
    settings: dict[str, float]
    version: int = 0
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_GROWING, 0))
    """Entries of the growing arrays."""
    outlets: list[str] = field(default_factory=list)
    shelves: list[int] = field(default_factory=list)
    """Versions at which the shelves were written."""
    long: list[tuple[int, int]] = field(default_factory=list)
    """Texts of many characters, with the version at which their places were written."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What an index says of its texts as a whole; written anew at each change."""

    there: Flags
    own: Ints
    furniture: Furniture
    hidden: Stretches
    """The words of furniture; no stretch goes over the end of a text."""
    pairs: Pairs


class MatchIndex:
    """An index that is open for this process alone; to be used in a ``with`` statement of ``opened``."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.folder, self.manifest = folder, manifest

    @property
    def texts(self) -> int:
        """Texts that were ever taken in."""
        return self.manifest.counts["times"]

    def corpus(self) -> Corpus:
        """The words of all texts, as they are on disk."""
        long = {text: self._long(text, version) for text, version in self.manifest.long}
        return Corpus(self._grown("words"), self._grown("starts"), self._grown("lengths"), self._grown("firsts"), long)

    def facts(self) -> Facts:
        """What is known of all texts."""
        return Facts(
            self._grown("outlets").astype(np.int64), self._grown("times"), self._grown("heads"), self._grown("lots")
        )

    def digests(self) -> NDArray[np.uint64]:
        """A number for the words and places of each text."""
        return self._grown("digests")

    def shelves(self) -> list[Shelf]:
        """Its fingerprints in order, a shelf for each time that texts were added."""
        return [
            Shelf(self._read(f"hashes-{number}", "<u8"), self._read(f"places-{number}", "<u4"))
            for number in self.manifest.shelves
        ]

    def ids(self, texts: Iterable[int]) -> dict[int, str]:
        """The ids of some texts."""
        ends, written = self._grown("id_ends"), self._grown("ids")
        return {
            text: written[ends[text - 1] if text else 0 : ends[text]].tobytes().decode("utf-8", "surrogatepass")
            for text in texts
        }

    def kept(self) -> Kept:
        """What it says of its texts as a whole."""
        if not self.manifest.version:
            nothing = np.empty(0, np.int64)
            pairs = Pairs(nothing, nothing, nothing, nothing, np.zeros(1, np.int64), Passages(*(nothing,) * 5))
            none = Furniture(nothing.astype(np.uint64), nothing, nothing, nothing)
            return Kept(nothing.astype(np.bool_), nothing, none, Stretches(nothing, nothing), pairs)
        whole = {name: self._read(f"{name}-{self.manifest.version}", kind) for name, kind in _WHOLE.items()}
        wide = {name: column.astype(np.int64) for name, column in whole.items() if name not in ("there", "furniture")}
        passages = Passages(*(wide[name] for name in ("a", "end_a", "b", "end_b", "equal")))
        return Kept(
            whole["there"],
            wide["own"],
            Furniture(whole["furniture"], wide["before"], wide["after"], wide["last"]),
            Stretches(wide["hidden"], wide["hidden_ends"]),
            Pairs(wide["text_a"], wide["text_b"], wide["words_a"], wide["words_b"], wide["bounds"], passages),
        )

    def append(self, corpus: Corpus, facts: Facts, ids: Sequence[str], shelf: Shelf | None) -> None:
        """Write new texts behind the others; they count when ``commit`` is done."""
        counts, version = self.manifest.counts, self.manifest.version + 1
        before, texts = counts["words"], self.texts
        written = [one.encode("utf-8", "surrogatepass") for one in ids]
        columns: dict[str, NDArray[Any]] = {
            "words": corpus.words,
            "starts": corpus.starts,
            "lengths": corpus.lengths,
            "firsts": corpus.firsts[0 if not texts else 1 :] + before,
            "times": facts.times,
            "heads": facts.heads,
            "lots": facts.lots,
            "outlets": facts.outlets,
            "digests": digests_of(corpus),
            "ids": np.frombuffer(b"".join(written), np.uint8),
            "id_ends": counts["ids"] + np.cumsum([len(one) for one in written], dtype=np.int64),
        }
        for name, column in columns.items():
            kind, width = _GROWING[name]
            with (self.folder / f"{name}.bin").open("r+b" if counts[name] else "w+b") as file:
                file.truncate(counts[name] * width * np.dtype(kind).itemsize)
                file.seek(0, 2)
                column.astype(kind, copy=False).tofile(file)
            counts[name] += len(column)
        for text, (starts, ends) in corpus.long.items():
            self._write(f"long-{texts + text}-{version}", np.concatenate((starts, ends)), "<u4")
            self.manifest.long.append((texts + text, version))
        if shelf is not None:
            self._write(f"hashes-{version}", shelf.hashes, "<u8")
            self._write(f"places-{version}", shelf.places, "<u4")
            self.manifest.shelves.append(version)

    def put_shelves_together(self, shelf: Shelf) -> None:
        """Write one shelf in the place of all."""
        version = self.manifest.version + 1
        self._write(f"hashes-{version}", shelf.hashes, "<u8")
        self._write(f"places-{version}", shelf.places, "<u4")
        self.manifest.shelves = [version]

    def commit(self, kept: Kept) -> None:
        """Write what is said of the texts as a whole, then make all that was written count, at once."""
        self.manifest.version += 1
        pairs, passages = kept.pairs, kept.pairs.passages
        columns: dict[str, NDArray[Any]] = {
            "there": kept.there,
            "own": kept.own,
            "furniture": kept.furniture.hashes,
            "before": kept.furniture.before,
            "after": kept.furniture.after,
            "last": kept.furniture.last,
            "hidden": kept.hidden.starts,
            "hidden_ends": kept.hidden.ends,
            "text_a": pairs.text_a,
            "text_b": pairs.text_b,
            "words_a": pairs.words_a,
            "words_b": pairs.words_b,
            "bounds": pairs.bounds,
            "a": passages.a,
            "end_a": passages.end_a,
            "b": passages.b,
            "end_b": passages.end_b,
            "equal": passages.words,
        }
        for name, column in columns.items():
            self._write(f"{name}-{self.manifest.version}", column, _WHOLE[name])
        beside = self.folder / "manifest.json.new"
        beside.write_text(json.dumps(asdict(self.manifest)), encoding="utf-8")
        beside.replace(self.folder / "manifest.json")
        self._sweep()

    def _sweep(self) -> None:
        """Take away files of versions that count no more."""
        counts = {f"{name}-{self.manifest.version}" for name in _WHOLE}
        counts |= {f"{name}-{version}" for version in self.manifest.shelves for name in ("hashes", "places")}
        counts |= {f"long-{text}-{version}" for text, version in self.manifest.long}
        for path in self.folder.glob("*-*.bin"):
            if path.stem not in counts:
                path.unlink()

    def _grown(self, name: str) -> NDArray[Any]:
        kind, width = _GROWING[name]
        found = self._read(name, kind)[: self.manifest.counts[name] * width]
        return found.reshape(-1, width) if width > 1 else found

    def _long(self, text: int, version: int) -> tuple[Words, Words]:
        both = self._read(f"long-{text}-{version}", "<u4")
        return both[: len(both) // 2], both[len(both) // 2 :]

    def _read(self, name: str, kind: str) -> NDArray[Any]:
        path = self.folder / f"{name}.bin"
        entries = path.stat().st_size // np.dtype(kind).itemsize  # a killed run may have left a piece of one
        return np.asarray(np.memmap(path, kind, "r", shape=(entries,))) if entries else np.empty(0, kind)

    def _write(self, name: str, column: NDArray[Any], kind: str) -> None:
        column.astype(kind, copy=False).tofile(self.folder / f"{name}.bin")


@contextmanager
def opened(folder: Path, settings: ReuseSettings) -> Iterator[MatchIndex]:
    """The index in a folder, made when there is none; held for this process alone.

    Raises ``RetoldError`` when it is in use, was made with other settings, or cannot be read or written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise RetoldError(f"the index {folder} is in use by another run") from error
            yield MatchIndex(folder, _manifest(folder, settings))
    except OSError as error:
        raise RetoldError(f"the index {folder} cannot be read or written: {error.strerror or error}") from error


def digests_of(corpus: Corpus) -> NDArray[np.uint64]:
    """A number for the words of each text and their places."""
    found = np.zeros(len(corpus.firsts) - 1, np.uint64)
    for start in range(0, len(found), _TEXTS_AT_A_TIME):
        firsts = corpus.firsts[start : start + _TEXTS_AT_A_TIME + 1]
        here = slice(int(firsts[0]), int(firsts[-1]))
        mixed = (corpus.words[here].astype(np.uint64) << np.uint64(32) | corpus.starts[here]) * np.uint64(_ODD)
        mixed = (mixed ^ (mixed >> np.uint64(31))) * np.uint64(_ODD)
        sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(mixed)))
        found[start : start + len(firsts) - 1] = np.diff(sums[firsts - firsts[0]])
    return found


_TEXTS_AT_A_TIME = 256
_ODD = 0xBF58476D1CE4E5B9


def _manifest(folder: Path, settings: ReuseSettings) -> Manifest:
    path = folder / "manifest.json"
    asked = {name: value for name, value in asdict(settings).items() if name not in _OF_A_RUN}
    if not path.exists():
        if any(one.name not in ("lock", "manifest.json.new") and one.suffix != ".bin" for one in folder.iterdir()):
            raise RetoldError(f"{folder} holds other files and no index; name another folder")
        return Manifest(_SCHEMA, asked)
    try:
        found = Manifest(**json.loads(path.read_bytes()))
        found.long = [(text, version) for text, version in found.long]
    except (ValueError, TypeError) as error:
        raise RetoldError(f"{path} is no manifest of an index that retold match made") from error
    if found.schema != _SCHEMA:
        raise RetoldError(f"{folder} is an index of another version of retold; make it anew")
    if found.settings != asked:
        raise RetoldError(f"{folder} was made with other settings (--sensitive or not); use the same")
    return found
