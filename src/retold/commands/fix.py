"""``retold fix``: a person's decision about an article, which every later run respects."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from retold.commands.options import RULINGS_FILE


@click.command()
@click.argument("child", required=False)
@click.option("--parent", metavar="ARTICLE", help="CHILD was made from this article.")
@click.option("--none", "no_parent", is_flag=True, help="CHILD was made from no article of the pile.")
@click.option("--same-story", type=click.Choice(["yes", "no"]), help="Whether CHILD and --with belong to one story.")
@click.option("--with", "other", metavar="ARTICLE", help="The other article, for --same-story.")
@click.option("--note", default="", help="Why, for those who read the ruling.")
@click.option("--list", "listed", is_flag=True, help="Print the rulings that hold, as JSON lines, and decide nothing.")
@click.option(
    "--rulings",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path(RULINGS_FILE),
    show_default=True,
    help="The file that the rulings are kept in.",
)
def fix(
    child: str | None,
    parent: str | None,
    no_parent: bool,
    same_story: str | None,
    other: str | None,
    note: str,
    listed: bool,
    rulings: Path,
) -> None:
    """Decide what the pages cannot tell, or what retold got wrong.

    \b
    retold fix late.html --parent wire.html --note "the desk says so"
    retold fix late.html --none
    retold fix late.html --same-story no --with other-crash.html
    retold fix --list > rulings.jsonl

    CHILD and the other ARTICLE are named by id, given id, file or address. A decision is written behind the earlier
    ones; the latest about a matter holds. Scores stay as they are: a ruling stands beside them, and reports list it.
    """
    from retold.model import Ruling
    from retold.ruling import add_ruling, read_rulings, ruling_line

    if listed:
        for known in read_rulings(rulings) if rulings.exists() else ():
            click.echo(ruling_line(known), nl=False)
        return
    if child is None or sum((parent is not None, no_parent, same_story is not None)) != 1:
        raise click.UsageError("say which article, and one of --parent, --none or --same-story")
    if (same_story is None) != (other is None):
        raise click.UsageError("--same-story needs the other article: --with ARTICLE")
    made = datetime.now(UTC).isoformat(timespec="seconds")
    if parent is not None:
        ruling = Ruling("parent", child, parent, None, note, made)
    elif no_parent:
        ruling = Ruling("none", child, None, None, note, made)
    else:
        ruling = Ruling("same-story", child, other, same_story == "yes", note, made)
    if ruling.child == ruling.other:
        raise click.UsageError("an article cannot be ruled against itself")
    add_ruling(rulings, ruling)
    click.echo(f"{rulings}: ruled; every run that is given this file respects it", err=True)
