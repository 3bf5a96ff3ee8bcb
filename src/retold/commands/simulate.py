"""``retold simulate``: retold news with known truth."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from retold.simulate.settings import Clocks, Regime
    from retold.simulate.settings import Form as PageForm


@click.command()
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder to fill.")
@click.option("--stories", type=click.IntRange(min=1), default=200, show_default=True, help="Number of stories.")
@click.option("--seed", type=int, default=7, show_default=True, help="Another seed gives other stories.")
@click.option(
    "--regime", type=click.Choice(["light", "mixed", "heavy"]), default="mixed", help="How much is rewritten."
)
@click.option("--clocks", type=click.Choice(["good", "bad", "mixed"]), default="mixed", help="How pages tell the time.")
@click.option("--pages", type=click.Choice(["html", "text", "mixed", "jsonl"]), default="mixed", help="Form of pages.")
def simulate(output: Path, stories: int, seed: int, regime: Regime, clocks: Clocks, pages: PageForm) -> None:
    """Write retold news about invented events, with the truth about who was made from whom and what was changed.

    \b
    retold simulate --stories 200 --seed 7 -o simulated
    retold simulate --stories 20 --regime heavy --clocks bad --pages jsonl -o simulated

    The same options give the same files on every machine. Two hundred stories take some seconds.
    """
    from retold.simulate import SimulationSettings
    from retold.simulate import simulate as simulated
    from retold.simulate.write import write_simulation

    settings = SimulationSettings(stories, seed, regime, clocks, pages)
    try:
        written = write_simulation(simulated(settings), settings, output)
    except OSError as error:
        raise click.ClickException(f"{output} cannot be written: {error.strerror}") from error
    click.echo(f"{stories} stories, {written} pages: {output}", err=True)
