"""``retold facts``: each story at a glance."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from retold.commands.options import OUTPUT, PATHS
from retold.commands.output import finish, progress_line, tell

if TYPE_CHECKING:
    from rich.console import Console


@click.command()
@PATHS
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="What to print.")
@OUTPUT
@click.option("-q", "--quiet", is_flag=True, help="No notes on stderr.")
def facts(paths: tuple[str, ...], form: str, output: Path | None, quiet: bool) -> None:
    """Show each story at a glance: when, who, how many, what differs, and what only one page says.

    \b
    retold facts pages/
    retold facts pages/ --format json
    """
    from retold.report.overview import as_record, overview_of
    from retold.report.views import story_views
    from retold.trace import trace as run

    report = run(paths, None, progress_line(quiet, verbose=False), sys.stdin.buffer)
    views = story_views(report)
    if form == "json":
        tell(json.dumps([as_record(overview_of(view)) for view in views], ensure_ascii=False, indent=1) + "\n", output)
    else:
        from retold.report.overview_text import print_overview

        def show(console: Console) -> None:
            for view in views:
                print_overview(overview_of(view), view, console)

        tell(show, output)
    finish(report.problems, quiet, found=False)
