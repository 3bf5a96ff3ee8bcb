"""One run of the match command: texts are read in batches, matched as arrays, and the pairs are written."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import reduce
from itertools import chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

import numpy as np

from retold.match.arrays import Ints
from retold.match.corpus import CorpusBuilder, about_of, facts_of
from retold.match.postings import post
from retold.match.reuse import reuse_of, seeding
from retold.match_answer import Asked, Pile, answer_of, write_answer
from retold.page import InputError, Page, Problem
from retold.read.names import Names
from retold.read.texts import TextBatch, read_texts
from retold.report.reuse import gone_lines, pair_lines
from retold.settings import Settings

if TYPE_CHECKING:
    from retold.article.outlet_lines import KnownOutlets

_TOLD_EACH = 0.2
"""Seconds between two progress lines."""


class TakesTexts(Protocol):
    """What texts are read into."""

    def add(self, data: bytes | memoryview, bounds: Ints) -> None:
        """Texts as one piece of UTF-8 with the first byte of each and the end of the last."""


@dataclass(slots=True)
class Texts:
    """The texts read so far."""

    builder: TakesTexts
    ids: list[str] = field(default_factory=list)
    outlets: list[str | None] = field(default_factory=list)
    dates: list[str | None] = field(default_factory=list)
    names: Names = field(default_factory=Names)
    held: list[str] | None = None
    """The texts themselves, where they are asked for once more."""

    def add(self, batch: TextBatch) -> None:
        """Take in a batch; a text without an id is named after its place, a second one of a name gets a count."""
        for number, given in enumerate(batch.ids):
            self.ids.append(self.names.free(given or f"{Path(batch.path).name}#{batch.first + number}"))
        for outlet, url in zip(batch.outlets, batch.urls, strict=True):
            self.outlets.append(outlet or _host(url))
        self.dates += batch.dates
        self.builder.add(batch.data, batch.bounds)
        if self.held is not None:
            whole = bytes(batch.data)
            self.held += [whole[start:end].decode("utf-8", "replace") for start, end in pairwise(batch.bounds.tolist())]


def run_match(asked: Asked, settings: Settings) -> tuple[Problem, ...]:
    """Match what was asked for and write the answer; the problems met.

    Raises ``InputError`` when there is no text at all, ``RetoldError`` when a file or index cannot be used.
    """
    told = MatchTold(asked.quiet)
    if asked.index is not None:
        return _run_indexed(asked, asked.index, settings, told)
    builder = CorpusBuilder(settings.reuse, bytes_in(asked.paths))
    texts = Texts(builder, held=[] if asked.memory or asked.credited else None)
    problems = read_into(texts, asked, settings, told.progress)
    if not texts.ids:
        raise InputError(nothing_read(problems))
    told.now(f"matching {len(texts.ids):,} texts")
    corpus = builder.corpus()
    about = about_of(facts_of(texts.ids, texts.outlets, texts.dates, []))
    found = seeding(corpus, post(builder.take_marks(), corpus.firsts), about, settings.reuse)
    reuse = reuse_of(found, corpus, about, settings.reuse)
    told.now(f"writing {len(reuse.pairs.text_a):,} pairs")
    write_answer(asked, answer_of(asked, settings, Pile(texts.ids, corpus, about, texts.outlets, texts.held), reuse))
    if asked.memory:
        from retold.match.house_lines import house_lines

        told_of = zip(texts.outlets, texts.held or (), strict=True)
        remember(asked.memory, [house_lines(told_of, corpus, found.hidden)])
    told.end(f"{counted(len(texts.ids), 'text')} · {sharing(len(reuse.pairs.text_a))}")
    return problems


def _run_indexed(asked: Asked, folder: Path, settings: Settings, told: MatchTold) -> tuple[Problem, ...]:
    from retold.match_index import opened
    from retold.match_update import New, bring_in, whole

    problems: tuple[Problem, ...] = ()
    with opened(folder, settings.reuse) as index:
        if not asked.paths and not asked.remove:
            reuse, about = whole(index)
            names = index.ids(np.flatnonzero(index.kept().there).tolist())
            write_answer(asked, answer_of(asked, settings, Pile(names, index.corpus(), about), reuse))
            told.end(f"{counted(len(names), 'text')} · {sharing(len(reuse.pairs.text_a))}")
            return ()
        builder = CorpusBuilder(settings.reuse, bytes_in(asked.paths))
        texts = Texts(builder)
        problems = read_into(texts, asked, settings, told.progress)
        if asked.paths and not texts.ids:
            raise InputError(nothing_read(problems))
        told.now(f"matching {len(texts.ids):,} texts with the index")
        corpus, marks = builder.corpus(), builder.take_marks()
        facts = facts_of(texts.ids, texts.outlets, texts.dates, index.manifest.outlets)
        changed, missing = bring_in(index, New(texts.ids, facts, corpus, marks), asked.remove, settings.reuse)
        pairs = changed.reuse.pairs
        both = zip(pairs.text_a.tolist(), pairs.text_b.tolist(), strict=True)
        ids = index.ids({text for pair in (*both, *changed.gone) for text in pair})
        told_of = {(ids[a], ids[b]) for a, b in zip(pairs.text_a.tolist(), pairs.text_b.tolist(), strict=True)}
        gone = [pair for a, b in changed.gone if (pair := (ids[a], ids[b])) not in told_of]
        write_answer(asked, chain(gone_lines(gone), pair_lines(changed.reuse, index.corpus(), ids)))
    told.end(
        f"{counted(changed.came, 'text')} added, {changed.went:,} removed · "
        f"{counted(len(pairs.text_a), 'pair')} new or different, {len(gone):,} gone"
    )
    says = "there is no text of this id in the index"
    return (*problems, *(Problem(name, "match", "no-text", says, fatal=False) for name in missing))


def nothing_read(problems: tuple[Problem, ...]) -> str:
    """Why there is nothing to match."""
    reasons = "; ".join(f"{problem.path}: {problem.says}" for problem in problems[:3])
    return f"no text could be used{': ' if reasons else ''}{reasons}"


def counted(count: int, what: str) -> str:
    """A number of things in words."""
    return f"{count:,} {what}{'s'[: count != 1]}"


def sharing(count: int) -> str:
    """A number of pairs in words."""
    return f"{count:,} pair that shares passages" if count == 1 else f"{count:,} pairs that share passages"


# -------------------------------------------------------------------------------------------------------------- reading


def read_into(texts: Texts, asked: Asked, settings: Settings, progress: Callable[[str], None]) -> tuple[Problem, ...]:
    """Read the texts that were asked for; the problems met."""
    problems: list[Problem] = []
    pages: list[Page] = []
    for item in _items(asked, settings):
        if isinstance(item, TextBatch):
            texts.add(item)
        elif isinstance(item, Problem):
            problems.append(item)
        elif item.kind == "record" or (item.kind == "text" and asked.taken == "cleaned"):
            texts.add(_of_page(item, item.text))
        else:
            pages.append(item)
        progress(f"{len(texts.ids):,} texts read")
    if pages:
        problems += _clean(pages, texts, settings)
    return tuple(problems)


def bytes_in(paths: tuple[str, ...]) -> int:
    """Bytes in the files given, roughly: how large the arrays will be."""
    return sum(Path(path).stat().st_size for path in paths if Path(path).is_file())


def _items(asked: Asked, settings: Settings) -> Iterator[TextBatch | Page | Problem]:
    if asked.taken != "raw":
        yield from read_texts(asked.paths, settings.read, sys.stdin.buffer)
        return
    from retold.read import read_pages

    for item in read_pages(asked.paths, settings.read, sys.stdin.buffer):
        yield replace(item, kind="text") if isinstance(item, Page) and item.kind == "record" else item


def _clean(pages: list[Page], texts: Texts, settings: Settings) -> Iterable[Problem]:
    from retold.article import clean_pages

    articles, problems = clean_pages(pages, settings.article)
    by_name = {page.name: page for page in pages}
    for article in articles:
        page = by_name[article.name]
        texts.add(_of_page(replace(page, outlet=article.outlet, date=article.date.value), article.text))
    return problems


def _of_page(page: Page, text: str) -> TextBatch:
    data = text.encode("utf-8", "replace")
    bounds = np.array([0, len(data)], np.int64)
    return TextBatch([page.given_id or page.name], [page.outlet], [page.date], [page.url], data, bounds, page.path, 1)


def _host(url: str | None) -> str | None:
    if not url:
        return None
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


# ---------------------------------------------------------------------------------------------------- beside the answer


def remember(path: Path, found: Iterable[KnownOutlets]) -> None:
    """Hand the furniture that was found to the cleaner, by outlet, beside what it knows already."""
    from retold.match.house_lines import both_known
    from retold.resume import load_outlets, save_outlets

    save_outlets(path, reduce(both_known, found, load_outlets(path)))


class MatchTold:
    """What the user is told on standard error."""

    def __init__(self, quiet: bool) -> None:
        self._quiet, self._live = quiet, not quiet and sys.stderr.isatty()
        self._last = 0.0

    def progress(self, words: str) -> None:
        """Draw the progress line, a few times a second."""
        if self._live and time.monotonic() - self._last >= _TOLD_EACH:
            self.now(words)

    def now(self, words: str) -> None:
        """Draw the progress line at once."""
        if self._live:
            self._last = time.monotonic()
            sys.stderr.write(f"\r{words:<70}")
            sys.stderr.flush()

    def end(self, words: str) -> None:
        """Take the line away and say what was done."""
        if self._live:
            sys.stderr.write(f"\r{' ' * 70}\r")
        if not self._quiet:
            sys.stderr.write(words + "\n")
