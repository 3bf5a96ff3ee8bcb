"""``retold match``: which texts share passages, in piles of any size."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from retold.commands.options import COLUMNS, ENGINE, INTO, MASTER, MOST_MEMORY, refuse, settings_from
from retold.commands.output import finish, parts_told
from retold.processor import keep_freed_memory, load_numpy

if TYPE_CHECKING:
    from retold.match_answer import Asked, Form, Keep, Taken, What
    from retold.page import Problem
    from retold.settings import Settings

_LIMITED = "--most-memory is for this machine and a pile as a whole: neither --index nor --engine spark"
_CHANGES = "what an addition changes is written as JSONL; ask for tables and states of the index without PATH"


@click.command()
@click.argument("paths", nargs=-1, metavar="PATH...")
@INTO
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "parquet"]),
    help="What to write.  [default: as the name of the output file says, else jsonl]",
)
@click.option(
    "--input",
    "taken",
    type=click.Choice(["auto", "cleaned", "raw"]),
    default="auto",
    show_default=True,
    help="auto: records as they are, pages cleaned; cleaned: flat text as it is too; raw: records cleaned too.",
)
@click.option("--states", is_flag=True, help="Groups of nearly identical texts, each with the one to keep.")
@click.option("--sources", is_flag=True, help="For each text the earlier ones that explain it, and how much each does.")
@click.option(
    "--keep",
    type=click.Choice(["earliest", "longest", "credited"]),
    default="earliest",
    show_default=True,
    help="Which text of a group to keep: credited is the one that the others name, or that says where it is from.",
)
@click.option(
    "--index",
    type=click.Path(file_okay=False, path_type=Path),
    help="Add the texts to this folder and write what changes; without PATH, write all its pairs.",
)
@click.option("--remove", multiple=True, metavar="ID", help="Take this text out of the index; may be repeated.")
@click.option(
    "--memory",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Remember the furniture of each outlet in this file, for retold clean --memory.",
)
@click.option("--sensitive", is_flag=True, help="Find shorter and more heavily edited passages, at half the speed.")
@COLUMNS
@ENGINE
@MASTER
@MOST_MEMORY
@click.option("-q", "--quiet", is_flag=True, help="No progress and no notes on stderr.")
def match(
    paths: tuple[str, ...],
    output: Path | None,
    form: Form | None,
    taken: Taken,
    states: bool,
    sources: bool,
    keep: Keep,
    index: Path | None,
    remove: tuple[str, ...],
    memory: Path | None,
    sensitive: bool,
    columns: str | None,
    engine: Literal["local", "spark"] | None,
    master: str,
    most_memory: int | None,
    quiet: bool,
) -> None:
    """Find the texts that share passages: pairs with both shares and the places of the passages.

    \b
    retold match corpus.jsonl -o pairs.jsonl   records with id and text (outlet, date, url)
    retold match pages/ -o pairs.parquet       pages are cleaned first
    retold match corpus.parquet --states -o states.jsonl
    retold match corpus.jsonl --sources        which earlier texts each text was made of, with shares
    retold match corpus.jsonl --index DIR      then: retold match new.jsonl --index DIR -o changes.jsonl
    retold match --index DIR -o pairs.jsonl    all pairs of an index
    retold match corpus.jsonl --most-memory 600MB -o pairs.jsonl
    retold match corpus.parquet --engine spark --master spark://host:7077 -o /shared/out

    A line for each pair: shares, and the passages with their offsets in both texts. Page furniture, and what everybody
    carries, ties no texts together. 20,000 articles take two seconds and 0.35 GB, 100,000 nine seconds and 1 GB.
    """
    what: What = "states" if states else "sources" if sources else "pairs"
    load_numpy()
    if most_memory is None:
        keep_freed_memory()
    from retold.match_answer import Asked

    asked = Asked(paths, output, form or _form_of(output), taken, what, keep, index, remove, memory, quiet)
    refuse(states and sources, "either --states or --sources")
    _check(asked, engine)
    refuse(most_memory is not None and (index is not None or engine == "spark"), _LIMITED)
    settings = settings_from(False, columns)
    settings = replace(settings, reuse=settings.reuse.sensitive()) if sensitive else settings
    finish(_matched(asked, settings, engine, master, most_memory), quiet, found=False)


def _matched(
    asked: Asked, settings: Settings, engine: Literal["local", "spark"] | None, master: str, most_memory: int | None
) -> tuple[Problem, ...]:
    """Match in the way asked for: with an engine, within a limit of memory, or in one go."""
    if engine is not None:
        from retold.engine.run import Chosen, match_with

        return match_with(Chosen(engine, master, most_memory), asked, settings, parts_told(asked.quiet))
    if most_memory is not None:
        from retold.engine.bounded import match_within

        return match_within(most_memory, asked, settings)
    from retold.match_run import run_match

    return run_match(asked, settings)


def _form_of(output: Path | None) -> Form:
    return "parquet" if output and output.suffix.lower() in (".parquet", ".pq") else "jsonl"


def _check(asked: Asked, engine: str | None) -> None:
    """Refuse what does not go together."""
    output, indexed = asked.output, asked.index is not None
    if engine is not None:
        refuse(output is None or indexed, "--engine writes Parquet into a folder, -o FOLDER, and no --index")
        return
    refuse(output is not None and output.is_dir(), f"{output} is a folder; it takes --engine to fill one")
    refuse(asked.form == "parquet" and output is None, "a Parquet table needs a file: -o FILE")
    refuse(not asked.paths and not indexed, "there is nothing to read: name a PATH")
    refuse(bool(asked.remove) and not indexed, "--remove takes texts out of an index: name it with --index")
    refuse(asked.memory is not None and indexed, "--memory takes a pile as a whole, and no --index")
    added = indexed and bool(asked.paths or asked.remove)
    refuse(added and (asked.what != "pairs" or asked.form == "parquet"), _CHANGES)
