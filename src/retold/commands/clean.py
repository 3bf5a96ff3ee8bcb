"""``retold clean``: pages as articles."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from retold.commands.options import COLUMNS, OUTLETS, OUTPUT, PATHS, SOME_UNREADABLE, settings_from

if TYPE_CHECKING:
    from retold.clean_run import Form


@click.command()
@PATHS
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "jsonl", "md"]),
    help="What to print.  [default: as the name of the output file says, else text]",
)
@OUTPUT
@click.option("--show-cut", is_flag=True, help="Show the page in its own order, with what was cut and its kind.")
@click.option("--no-fold", is_flag=True, help="The same with every line of what was cut.")
@click.option(
    "--fast",
    is_flag=True,
    help="Several times as many pages a second: no sentences, fewer credits, what was cut is not named.",
)
@click.option("-j", "--jobs", type=click.IntRange(min=0), default=0, help="Processes that clean (0: one a processor).")
@click.option(
    "--memory",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Remember in this file which lines outlets repeat, for the next run.",
)
@click.option("--clean-records", is_flag=True, help="Treat the text of records as flat text with furniture.")
@COLUMNS
@OUTLETS
@click.option("-q", "--quiet", is_flag=True, help="No progress and no notes on stderr.")
@click.option("--no-color", is_flag=True, help="No colours (also: NO_COLOR).")
def clean(
    paths: tuple[str, ...],
    form: Form | None,
    output: Path | None,
    show_cut: bool,
    no_fold: bool,
    fast: bool,
    jobs: int,
    memory: Path | None,
    clean_records: bool,
    columns: str | None,
    outlets: Path | None,
    quiet: bool,
    no_color: bool,
) -> None:
    """Clean pages: main text, headline, byline, outlet, date with its basis, credits.

    \b
    retold clean page.html                     the article
    retold clean page.txt --show-cut           the page in its own order, what was cut with its kind
    retold clean pages/ -o out.jsonl           a pile: a line of JSON for each article as soon as it is clean
    curl -s https://site/page | retold clean -
    cat corpus.jsonl | retold clean - --format jsonl

    A page that hangs, eats memory or cannot be used is named with its reason and the rest goes on (exit code 3). Any
    number of pages is cleaned in memory that does not grow. Called again with the same -o FILE.jsonl it goes on where
    it was stopped. --memory helps with piles in which an outlet has few pages at a time.
    """
    from retold.clean_run import Asked, form_of, run_clean

    cut: Literal["hidden", "folded", "whole"] = "whole" if no_fold else "folded" if show_cut else "hidden"
    asked = Asked(paths, form or form_of(output), output, memory, cut, clean_records, quiet, no_color)
    settings = settings_from(clean_records, columns, outlets)
    article = replace(settings.article, fast=fast, jobs=jobs)
    if run_clean(asked, replace(settings, article=article)):
        sys.exit(SOME_UNREADABLE)
