"""``retold why``: the reasons behind one article's place in the lineage, in plain sentences."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from retold.commands.options import COLUMNS, PATHS, RULINGS, rulings_from, settings_from
from retold.commands.output import finish, progress_line

if TYPE_CHECKING:
    from retold.model import Report


@click.command()
@click.argument("article")
@PATHS
@click.option("--clean", "clean_records", is_flag=True, help="Treat the text of records as flat text with furniture.")
@COLUMNS
@RULINGS
@click.option("-q", "--quiet", is_flag=True, help="No progress and no notes on stderr.")
def why(
    article: str,
    paths: tuple[str, ...],
    clean_records: bool,
    columns: str | None,
    rulings: Path | None,
    quiet: bool,
) -> None:
    """Say why ARTICLE is taken to come from where it is said to come from, or from nowhere.

    \b
    retold why late.html pages/
    retold why 4711 corpus.jsonl

    ARTICLE is named by id, given id, file or address. Every reason has the weight, in log-odds, that it had.
    """
    from retold.ruling import Given
    from retold.trace import trace as run

    settings = settings_from(clean_records, columns)
    given = Given(rulings_from(rulings, quiet))
    report = run(paths, settings, progress_line(quiet, False), sys.stdin.buffer, given)
    click.echo("\n".join(_told(report, article)))
    finish(report.problems, quiet, False)


def _told(report: Report, name: str) -> list[str]:
    from retold.page import InputError
    from retold.report.reasons import reasons
    from retold.ruling import find_article

    found = find_article(name, report.articles)
    if found is None:
        raise InputError(f"{name!r} is none of the {len(report.articles)} articles")
    return reasons(report, found.id)
