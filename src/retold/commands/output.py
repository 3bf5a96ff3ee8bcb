"""Where answers, progress and problems go: data to standard output or a file, all else to standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from retold.commands.options import FOUND, SOME_UNREADABLE

if TYPE_CHECKING:
    from rich.console import Console

    from retold.page import Problem


def console_for(no_color: bool) -> Console:
    from retold.report.console import SafeConsole

    return SafeConsole(no_color=no_color)


def tell(answer: str | Callable[[Console], None], output: Path | None, no_color: bool = False) -> None:
    """The answer to standard output or into a file."""
    if output is None:
        if isinstance(answer, str):
            sys.stdout.write(answer)
        else:
            answer(console_for(no_color))
        return
    if isinstance(answer, str):
        write(output, answer)
        return
    from retold.report.console import SafeConsole

    with _opened(output) as file:
        answer(SafeConsole(file, width=120, no_color=True))


def write(path: Path, text: str) -> None:
    with _opened(path) as file:
        file.write(text)


def _opened(path: Path) -> TextIO:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("w", encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror}") from error


def progress_line(silent: bool, verbose: bool) -> Callable[[str, int, int], None] | None:
    """A line on stderr that says what is being done; none when it is not a terminal and not asked for."""
    if silent or not (sys.stderr.isatty() or verbose):
        return None
    words = {"read": "pages read", "clean": "pages cleaned", "match": "stories found", "trace": "stories traced"}

    def told(stage: str, done: int, total: int) -> None:
        line = f"{done}{f' of {total}' if total else ''} {words.get(stage, stage)}"
        click.echo(f"\r{line:<60}" if sys.stderr.isatty() else line, err=True, nl=not sys.stderr.isatty())
        if sys.stderr.isatty() and stage == "trace":
            click.echo("\r" + " " * 60 + "\r", err=True, nl=False)

    return told


def parts_told(quiet: bool) -> Callable[[str, int, int], None]:
    """A line on stderr for each stage of a run that goes part by part."""

    def told(stage: str, done: int, parts: int) -> None:
        if not quiet:
            click.echo(f"{stage}: {done} of {parts} parts", err=True)

    return told


def finish(problems: Sequence[Problem], quiet: bool, found: bool) -> None:
    """Name the problems on stderr and leave with the code that fits."""
    if problems and not quiet:
        from retold.report.console import SafeConsole
        from retold.report.terminal import print_problems

        print_problems(problems, SafeConsole(sys.stderr))
    if found:
        sys.exit(FOUND)
    if any(problem.fatal for problem in problems):
        sys.exit(SOME_UNREADABLE)
