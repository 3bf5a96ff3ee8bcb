"""One run of the clean command: each article is written as soon as it is clean, and what went wrong is told."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Literal, TextIO

from rich.text import Text

from retold.article import CleanedPage, OutletLines, PagePart
from retold.model import Article
from retold.page import InputError, Problem, RetoldError
from retold.report.cleaned import print_article, print_page
from retold.report.console import SafeConsole
from retold.report.markdown import article_markdown
from retold.report.records import article_line, cleaned_document
from retold.report.terminal import print_problems
from retold.report.wording import counted
from retold.resume import ArticleFile, load_outlets, save_outlets
from retold.settings import Settings
from retold.trace import clean_stream, nothing_left

Form = Literal["text", "json", "jsonl", "md"]

_SAVED_EACH = 1_000
"""Articles after which what is remembered of outlets is saved, so that a killed run does not lose it."""
_TOLD_EACH = 0.2
"""Seconds between two progress lines."""
_FILE_WIDTH = 120
"""Columns of text that is written into a file."""
_FIRST_PROBLEMS = 3
"""Problems that wait for the first article: when there is none at all, they are the answer."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user asked for."""

    paths: tuple[str, ...]
    form: Form
    output: Path | None = None
    memory: Path | None = None
    cut: Literal["hidden", "folded", "whole"] = "hidden"
    clean_records: bool = False
    quiet: bool = False
    no_color: bool = False


def form_of(output: Path | None) -> Form:
    """The form that the name of the output file asks for; text without one."""
    forms: dict[str, Form] = {".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".md": "md"}
    return forms.get(output.suffix.lower(), "text") if output else "text"


def run_clean(asked: Asked, settings: Settings) -> bool:
    """Clean what was asked for and write the articles; True when some pages could not be used.

    Raises ``InputError`` when there is no article at all, ``RetoldError`` when a file cannot be written.
    """
    lines = OutletLines(settings.article, load_outlets(asked.memory) if asked.memory else None)
    there = ArticleFile(asked.output) if asked.output and asked.form == "jsonl" else None
    done: set[str] = set()
    if there:
        done, lines.names = there.pages, lines.names | there.outlets
    told = _Told(asked, len(done))
    try:
        with closing(clean_stream(asked.paths, settings, sys.stdin.buffer, lines, done, told.progress)) as stream:
            articles = _remembering(told.articles(stream), asked.memory, lines)
            if there:
                for article, _ in articles:
                    there.write(article_line(article))
            elif asked.form == "text":
                _print(articles, asked)
            else:
                _put(_texts((article for article, _ in articles), asked.form, told.problems), asked.output)
    finally:
        told.clear()
        if there:
            there.close()
        if asked.memory:
            save_outlets(asked.memory, lines.known())
    told.end()
    return any(problem.fatal for problem in told.problems)


_Shown = tuple[Article, tuple[PagePart, ...]]


def _remembering(articles: Iterable[_Shown], memory: Path | None, lines: OutletLines) -> Iterator[_Shown]:
    for number, article in enumerate(articles, 1):
        yield article
        if memory and number % _SAVED_EACH == 0:
            save_outlets(memory, lines.known())


# -------------------------------------------------------------------------------------------------------------- writing


def _texts(articles: Iterable[Article], form: Form, problems: Sequence[Problem]) -> Iterator[str]:
    if form == "json":
        return cleaned_document(articles, problems)
    return map(article_markdown if form == "md" else article_line, articles)


def _put(texts: Iterator[str], output: Path | None) -> None:
    """Write texts as they come; a file is opened at the first of them, so that it is not lost when there is none."""
    for first in texts:
        with _opened(output) as file:
            for text in chain((first,), texts):
                file.write(text)
                file.flush()


def _print(articles: Iterator[_Shown], asked: Asked) -> None:
    for first in articles:
        with _opened(asked.output) as file:
            to_file = asked.output is not None
            console = SafeConsole(file, width=_FILE_WIDTH if to_file else None, no_color=asked.no_color or to_file)
            for number, (article, parts) in enumerate(chain((first,), articles)):
                if number:
                    console.rule(style="dim")
                if asked.cut == "hidden":
                    print_article(article, console)
                else:
                    print_page(article, parts, console, fold=asked.cut == "folded")
                console.print()
                file.flush()


def _opened(output: Path | None) -> AbstractContextManager[TextIO]:
    if output is None:
        return nullcontext(sys.stdout)
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        return output.open("w", encoding="utf-8", errors="replace")
    except OSError as error:
        raise RetoldError(f"{output} cannot be written: {error.strerror}") from error


# -------------------------------------------------------------------------------------------------------------- telling


class _Told:
    """What the user is told on standard error: how far it is, each problem, and at the end what was done."""

    def __init__(self, asked: Asked, there: int) -> None:
        self.problems: list[Problem] = []
        self._asked, self._there = asked, there
        self._console = SafeConsole(sys.stderr)
        self._waiting: list[Problem] = []
        self._articles = self._passed = self._records = 0
        self._begin = self._last = time.monotonic()
        self._live = not asked.quiet and sys.stderr.isatty() and not (asked.output is None and sys.stdout.isatty())
        if there and not asked.quiet:
            self._say(f"{asked.output} has {counted(there, 'article')} already; their pages are passed over")

    def articles(self, stream: Iterable[CleanedPage]) -> Iterator[_Shown]:
        """The articles that come, while everything else is noted."""
        for page in stream:
            self._passed += not page.article and not page.problems
            self.problems += page.problems
            self._waiting += page.problems
            if page.article:
                self._articles += 1
                self._records += page.article.kind == "record"
                yield page.article, page.parts
            if self._articles or self._passed or len(self._waiting) > _FIRST_PROBLEMS:
                self._tell_problems()

    def progress(self, stage: str, done: int, total: int) -> None:
        """Draw the progress line, a few times a second."""
        now = time.monotonic()
        if self._live and now - self._last >= _TOLD_EACH:
            self._last = now
            line = f"{counted(done, 'page')} cleaned · {done / (now - self._begin):.1f} a second"
            sys.stderr.write(f"\r{line:<70}")
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the progress line away."""
        if self._live:
            sys.stderr.write(f"\r{' ' * 70}\r")
            sys.stderr.flush()

    def end(self) -> None:
        """Say what was done; raises ``InputError`` when there is no article at all."""
        if not self._articles and not self._passed:
            raise InputError(nothing_left(self.problems))
        if self._asked.quiet:
            return
        if self._records and not self._asked.clean_records:
            self._say(
                f"note: the text of {counted(self._records, 'record')} was taken as clean and kept letter for letter; "
                "--clean-records looks for furniture in it"
            )
        if self._asked.output:
            parts = [f"{counted(self._articles, 'article')} written to {self._asked.output}"]
            parts += [f"{self._passed:,} there already"] if self._passed else []
            failed = len({problem.path for problem in self.problems if problem.fatal})
            parts += [f"{counted(failed, 'page')} without one"] if failed else []
            self._say(" · ".join(parts))

    def _tell_problems(self) -> None:
        if self._waiting and not self._asked.quiet:
            self.clear()
            print_problems(self._waiting, self._console)
        self._waiting = []

    def _say(self, words: str) -> None:
        self._console.print(Text(words), soft_wrap=True)
