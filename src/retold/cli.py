"""The command line: all commands together, and what becomes of their errors. Heavy imports wait inside the commands."""

from __future__ import annotations

import os
import sys

import click

from retold.commands.check import check
from retold.commands.clean import clean
from retold.commands.diff import diff
from retold.commands.facts import facts
from retold.commands.fix import fix
from retold.commands.match import match
from retold.commands.mentions import mentions
from retold.commands.options import BROKEN, WRONG_USE
from retold.commands.rule import rule
from retold.commands.schema import schema
from retold.commands.simulate import simulate
from retold.commands.trace import trace
from retold.commands.why import why


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="retold")
def commands() -> None:
    """Which pages tell the same story, who retold whom, what changed on the way, and how many origins there are.

    \b
    retold trace pages/                        trace a folder of pages
    retold trace pages/ --html story.html      and write the report for the browser
    retold diff original.html copy.txt         what differs between two pages
    """


@commands.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the script that completes retold's commands and options in your shell.

    \b
    retold completion bash >> ~/.bashrc
    retold completion fish > ~/.config/fish/completions/retold.fish
    """
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    if found is None:
        raise click.ClickException(f"no completion for {shell}")
    click.echo(found(commands, {}, "retold", "_RETOLD_COMPLETE").source())


for command in (trace, why, fix, clean, diff, check, facts, match, mentions, rule, schema, simulate):
    commands.add_command(command)


def main() -> None:
    """Run the command line; no traceback ever reaches a user (``RETOLD_DEBUG=1`` shows it)."""
    try:
        commands.main(prog_name="retold", standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.exceptions.Exit as leaving:
        sys.exit(leaving.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(WRONG_USE)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:
        _explain(error)


def _explain(error: Exception) -> None:
    from retold.page import RetoldError

    if isinstance(error, RetoldError):
        click.echo(f"Error: {error}", err=True)
        sys.exit(WRONG_USE)
    if os.environ.get("RETOLD_DEBUG"):
        raise error
    click.echo(f"retold: internal error ({type(error).__name__}: {error}); please report it with the input", err=True)
    sys.exit(BROKEN)


if __name__ == "__main__":
    main()
