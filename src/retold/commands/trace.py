"""``retold trace``: from a pile of pages to stories, lineage, changes and facts."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from retold.commands.options import (
    COLUMNS,
    ENGINE,
    INTO,
    MASTER,
    OUTLETS,
    PATHS,
    RULINGS,
    WEIGHTS,
    refuse,
    rulings_from,
    settings_from,
)
from retold.commands.output import finish, parts_told, progress_line, tell, write

if TYPE_CHECKING:
    from rich.console import Console

    from retold.model import Report, Ruling, Weight
    from retold.settings import Settings

_RESPECTED = "rulings about articles of this pile, respected: {}"


@click.command()
@PATHS
@click.option("--format", "form", type=click.Choice(["text", "json", "jsonl"]), default="text", help="What to print.")
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="Also write the report as one HTML file.")
@INTO
@click.option("--clean", "clean_records", is_flag=True, help="Treat the text of records as flat text with furniture.")
@COLUMNS
@OUTLETS
@RULINGS
@click.option("--one-story", is_flag=True, help="All texts are one story: only its lineage is worked out, fast.")
@click.option("--root", metavar="ID", help="With --one-story: the text that all others come from.")
@click.option(
    "--fail-on", type=click.Choice(WEIGHTS), help="Exit with 1 when a finding of this weight or more is there."
)
@ENGINE
@MASTER
@click.option("-v", "--verbose", is_flag=True, help="Tell every story in full, and each stage on stderr.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no notes on stderr.")
@click.option("--no-color", is_flag=True, help="No colours (also: NO_COLOR).")
@click.option("--no-progress", is_flag=True, help="No progress line.")
def trace(
    paths: tuple[str, ...],
    form: str,
    html: Path | None,
    output: Path | None,
    clean_records: bool,
    columns: str | None,
    outlets: Path | None,
    rulings: Path | None,
    one_story: bool,
    root: str | None,
    fail_on: Weight | None,
    engine: Literal["local", "spark"] | None,
    master: str,
    verbose: bool,
    quiet: bool,
    no_color: bool,
    no_progress: bool,
) -> None:
    """Trace a pile of pages: stories, who retold whom, what changed, which facts differ.

    \b
    retold trace pages/ --html story.html      folders and files of HTML and flat text
    retold trace corpus.jsonl --format json    records with id and text (title, date, outlet, url)
    retold trace texts.jsonl --one-story       who retold whom in one story, at any size
    curl -s https://site/page | retold trace - other.html
    retold trace pages/ --engine spark --master spark://host:7077 -o /shared/out

    A page that cannot be used is named with its reason and the rest goes on (exit code 3). Some hundred pages take
    about a minute; memory grows with the number of distinct sentences.
    """
    from retold.ruling import Given
    from retold.trace import trace as run

    settings = settings_from(clean_records, columns, outlets)
    given = Given(rulings_from(rulings, quiet), one_story, root)
    refuse(bool(root) and not one_story, "--root says which text of one story is the first: use it with --one-story")
    if engine is not None:
        folder = _folder(output, html or fail_on or form != "text" or one_story)
        _trace_into(folder, paths, settings, (engine, master), given.rulings, quiet)
        return
    refuse(output is not None and output.is_dir(), f"{output} is a folder; it takes --engine to fill one")
    report = run(paths, settings, progress_line(quiet or no_progress, verbose), sys.stdin.buffer, given)
    if given.rulings and not quiet:
        click.echo(_RESPECTED.format(len(report.rulings)), err=True)
    tell(_report_text(report, form, _Show(paths, verbose)), output, no_color)
    if html is not None:
        _write_page(report, html, quiet)
    finish(report.problems, quiet, _is_found(report, fail_on))


def _write_page(report: Report, html: Path, quiet: bool) -> None:
    from retold.report.page import report_page

    write(html, report_page(report))
    if not quiet:
        click.echo(f"report: {html}", err=True)


def _folder(output: Path | None, asks_for_more: object) -> Path:
    if output is None or asks_for_more:
        raise click.UsageError(
            "--engine writes Parquet into a folder: -o FOLDER; no --html, --format, --fail-on or --one-story"
        )
    return output


def _trace_into(
    folder: Path,
    paths: Sequence[str],
    settings: Settings,
    engine: tuple[Literal["local", "spark"], str],
    rulings: tuple[Ruling, ...],
    quiet: bool,
) -> None:
    from retold.engine.run import Chosen, trace_with

    found = trace_with(Chosen(*engine), folder, paths, settings, parts_told(quiet), rulings)
    if rulings and not quiet:
        click.echo(_RESPECTED.format(found.rulings), err=True)
    if not quiet:
        click.echo(f"{found.articles:,} articles · {found.stories:,} stories · {folder}", err=True)
    finish(found.problems, quiet, found=False)


class _Show:
    """How the text answer is shown."""

    def __init__(self, paths: Sequence[str], every_story: bool) -> None:
        self.paths = tuple(paths)
        self.every_story = every_story


def _report_text(report: Report, form: str, show: _Show) -> str | Callable[[Console], None]:
    from retold.report.records import json_document, json_lines

    if form == "json":
        return json_document(report)
    if form == "jsonl":
        return "".join(json_lines(report))
    from retold.report.terminal import Manner, print_report

    return lambda console: print_report(report, console, Manner(show.every_story, show.paths))


def _is_found(report: Report, fail_on: Weight | None) -> bool:
    if fail_on is None:
        return False
    least = WEIGHTS.index(fail_on)
    hidden = any(story.lineage.hidden for story in report.stories)
    return hidden or any(WEIGHTS.index(change.weight) >= least for change in report.changes)
