"""Options that several commands take, the settings made from them, and the exit codes."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from retold.model import Ruling
    from retold.settings import Settings


class Size(click.ParamType[int]):
    """A number of bytes, written as people do: 800MB, 2GB, 1.5 GB."""

    name = "SIZE"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The bytes."""
        read = re.fullmatch(r"([\d.]+) *([MG])i?B?", str(value).strip(), re.IGNORECASE)
        try:
            number = float(read[1]) if read else 0.0
        except ValueError:
            number = 0.0
        if not read or not number:
            self.fail(f"{value!r} is no size; write 800MB or 2GB", param, ctx)
        return int(number * (1_000_000_000 if read[2].upper() == "G" else 1_000_000))


FOUND, WRONG_USE, SOME_UNREADABLE, BROKEN = 1, 2, 3, 70
"""Exit codes: findings at --fail-on; wrong use or nothing readable; some inputs unreadable; retold's own error."""

WEIGHTS = ("low", "medium", "high")
COLUMNS = click.option(
    "--columns", metavar="FIELD=COLUMN,...", help="Names of the columns of records: id=doc_id,text=body."
)
OUTLETS = click.option(
    "--outlets",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="More outlets, in the form of the shipped table: name, kind, country, aliases, domains, tabs between.",
)
RULINGS_FILE = "retold-rulings.jsonl"
RULINGS = click.option(
    "--rulings",
    type=click.Path(dir_okay=False, path_type=Path),
    help=f"Decisions of people, see `retold fix`.  [default: {RULINGS_FILE}, where it is there]",
)
PATHS = click.argument("paths", nargs=-1, required=True, metavar="PATH...")
ENGINE = click.option(
    "--engine",
    type=click.Choice(["local", "spark"]),
    help="Go part by part into the folder of -o, on this machine or on Spark; a killed run goes on there.",
)
MASTER = click.option(
    "--master", metavar="URL", default="local[*]", show_default=True, help="Spark's address of the cluster."
)
MOST_MEMORY = click.option(
    "--most-memory",
    type=Size(),
    help="Stay below so much memory (800MB, 2GB): what does not fit goes through a temporary folder.",
)
INTO = click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Print into this file; with --engine a folder of Parquet."
)
OUTPUT = click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Print into this file.")


def rulings_from(path: Path | None, quiet: bool = False) -> tuple[Ruling, ...]:
    """The rulings of the file asked for, or of the usual one where it lies in this folder."""
    from retold.page import InputError
    from retold.ruling import read_rulings

    usual = Path(RULINGS_FILE)
    if path is not None and not path.exists():
        raise InputError(f"{path}: there is no such file of rulings")
    if path is None and not usual.exists():
        return ()
    found = read_rulings(path or usual)
    if path is None and not quiet:
        click.echo(f"{usual}: rulings read: {len(found)}", err=True)
    return found


def refuse(wrong: bool, why: str) -> None:
    """Stop a command whose options do not go together, with the reason."""
    if wrong:
        raise click.UsageError(why)


def settings_from(clean_records: bool, columns: str | None = None, outlets: Path | None = None) -> Settings:
    """The settings that the options ask for; raises ``SettingsError`` for a column or outlet that makes no sense."""
    from retold.read.columns import parse_columns
    from retold.settings import Settings

    plain = Settings()
    rows = outlets.read_text(encoding="utf-8-sig", errors="replace") if outlets else ""
    if rows:
        from retold.tables import outlet_table

        outlet_table(rows)  # says at once which row is wrong
    return replace(
        plain,
        read=replace(plain.read, columns=parse_columns(columns)) if columns else plain.read,
        article=replace(plain.article, clean_records=clean_records, outlets=rows),
    )
