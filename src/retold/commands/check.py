"""``retold check``: findings a line each, as linters give them."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from retold.commands.options import OUTPUT, PATHS, WEIGHTS
from retold.commands.output import finish, progress_line, tell

if TYPE_CHECKING:
    from retold.model import Weight
    from retold.page import Page


@click.command()
@PATHS
@click.option("--select", default="", metavar="CODES", help="Only codes that begin so: S,L or F101.")
@click.option("--ignore", default="", metavar="CODES", help="No codes that begin so.")
@click.option("--min-weight", type=click.Choice(WEIGHTS), default="medium", help="Leave out lighter findings.")
@click.option("--fail-on", type=click.Choice(WEIGHTS), help="Exit with 1 when a shown finding weighs so much.")
@click.option("--format", "form", type=click.Choice(["text", "json", "github", "sarif"]), default="text")
@click.option("--statistics", is_flag=True, help="Count the findings of each code at the end of the text.")
@OUTPUT
@click.option("-q", "--quiet", is_flag=True, help="No notes on stderr.")
def check(
    paths: tuple[str, ...],
    select: str,
    ignore: str,
    min_weight: Weight,
    fail_on: Weight | None,
    form: str,
    statistics: bool,
    output: Path | None,
    quiet: bool,
) -> None:
    """List what changed on the way from page to page, a line a finding, as linters do.

    \b
    retold check pages/ --select S,L           sources only: quotations, attributions, credits, hidden sources
    retold check pages/ --ignore F6 --fail-on high
    retold check pages/ --format sarif -o retold.sarif

    `retold rule CODE` explains a code. A finding stands at its line of the page that differs from its source.
    """
    from retold.report.check import Wanted, as_github, as_json, as_text, at_least, findings_of
    from retold.report.sarif import as_sarif
    from retold.trace import trace as run

    given = sys.stdin.buffer.read() if "-" in paths else b""
    report = run(paths, None, progress_line(quiet, verbose=False), io.BytesIO(given))
    wanted = Wanted(_codes(select), _codes(ignore), min_weight)
    found = findings_of(report, _pages_as_read(paths, given), wanted)
    forms = {"json": as_json, "github": as_github, "sarif": as_sarif}
    tell(forms[form](found) if form in forms else as_text(found, statistics), output)
    finish(report.problems, quiet, fail_on is not None and any(at_least(one.weight, fail_on) for one in found))


def _codes(given: str) -> tuple[str, ...]:
    """Codes and beginnings of codes from an option; refuses one that no code begins with."""
    from retold.report.check import known_prefix

    codes = tuple(code.strip().upper() for code in given.split(",") if code.strip())
    for code in codes:
        if not known_prefix(code):
            raise click.BadParameter(f"no code begins with {code!r}; `retold rule` lists them all")
    return codes


def _pages_as_read(paths: Sequence[str], given: bytes) -> dict[str, Page]:
    """The pages again, by path and id, for the lines that findings stand in."""
    from retold.page import Page
    from retold.read import read_pages
    from retold.report.check import page_key
    from retold.settings import ReadSettings

    pages = (page for page in read_pages(paths, ReadSettings(), io.BytesIO(given)) if isinstance(page, Page))
    return {page_key(page.path, page.given_id): page for page in pages}
