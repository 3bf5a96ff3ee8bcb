"""``retold rule``: what a code means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    pass


@click.command()
@click.argument("code", required=False)
def rule(code: str | None) -> None:
    """Explain a finding's code with its text and examples; without CODE list all.

    \b
    retold rule S201
    retold rule L101
    retold rule
    """
    from retold.change.codes import RULES

    if code is None:
        for known in RULES.values():
            click.echo(f"{known.code}  {known.title}")
        return
    found = RULES.get(code.upper())
    if found is None:
        raise click.ClickException(f"there is no code {code!r}; `retold rule` lists them all")
    click.echo(f"{found.code}  {found.title}  (starts with weight {found.weight})\n\n{found.text}\n")
    for example in found.examples:
        click.echo(f"  was  {example.was or '(nothing)'}\n  now  {example.now or '(nothing)'}\n")
