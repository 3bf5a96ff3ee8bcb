"""``retold mentions``: what each page mentions."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from retold.commands.options import OUTPUT, PATHS, settings_from
from retold.commands.output import finish, tell

if TYPE_CHECKING:
    pass


KINDS = ("quote", "attribution", "figure", "date", "name", "event", "hedge")


@click.command()
@PATHS
@click.option("--kind", default=",".join(KINDS), metavar="KINDS", help="Only these kinds.", show_default=True)
@click.option("--clean", "clean_records", is_flag=True, help="Treat the text of records as flat text with furniture.")
@click.option("--rules-only", is_flag=True, help="No language model: many times as fast, no acts, no indirect speech.")
@OUTPUT
@click.option("-q", "--quiet", is_flag=True, help="No notes on stderr.")
def mentions(
    paths: tuple[str, ...],
    kind: str,
    clean_records: bool,
    rules_only: bool,
    output: Path | None,
    quiet: bool,
) -> None:
    """Find what each page mentions: a line of JSON for each article.

    \b
    retold mentions pages/ -o mentions.jsonl   who said what, figures, dates, names, acts, hedges
    retold mentions page.html --kind quote,date
    """
    from retold.report.records import mention_line
    from retold.report.wording import read_with
    from retold.trace import mentions as run

    kinds, settings = _kinds(kind), settings_from(clean_records, None, None)
    if rules_only:
        settings = replace(settings, mention=replace(settings.mention, model="none"))
    found = run(paths, settings, sys.stdin.buffer)
    tell("".join(mention_line(*one, found.model, kinds) for one in found.pages), output)
    if found.model == "none" and not quiet:
        click.echo(f"read {read_with(found.model)}", err=True)
    finish(found.problems, quiet, found=False)


def _kinds(given: str) -> tuple[str, ...]:
    """Kinds of mention from an option; refuses one that there is not."""
    kinds = tuple(kind.strip() for kind in given.split(","))
    for kind in kinds:
        if kind not in KINDS:
            raise click.BadParameter(f"no mention is of the kind {kind!r}; there are {', '.join(KINDS)}")
    return kinds
