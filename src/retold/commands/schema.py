"""``retold schema``: the shape of the machine output."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    pass


@click.command()
def schema() -> None:
    """Print the JSON Schema of the machine output.

    \b
    retold schema > retold.schema.json
    """
    from retold.report.schema import json_schema

    click.echo(json.dumps(json_schema(), indent=1, ensure_ascii=False))
