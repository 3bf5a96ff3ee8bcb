"""``retold diff``: what differs between two pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from retold.commands.options import WEIGHTS
from retold.commands.output import console_for

if TYPE_CHECKING:
    from retold.model import Weight


@click.command()
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="What to print.")
@click.option("--min-weight", type=click.Choice(WEIGHTS), default="low", help="Leave out lighter changes.")
@click.option("--no-color", is_flag=True, help="No colours (also: NO_COLOR).")
def diff(a: str, b: str, form: str, min_weight: Weight, no_color: bool) -> None:
    """Show what differs between two pages: every change with class, weight, words and place.

    \b
    retold diff original.html copy.txt
    retold diff a.txt b.txt --min-weight medium
    retold diff a.txt b.txt --format json

    The page from which the other was made stands on the left, as far as the texts tell; otherwise A does.
    """
    from retold.trace import compare

    report = compare(a, b)
    if form == "json":
        click.echo(report.to_json())
        return
    from retold.report.difference import print_difference

    print_difference(report, console_for(no_color), min_weight)
