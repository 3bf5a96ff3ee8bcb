"""Write the pages of docs/ that say what the program itself says: commands, rules, output.

``make docs`` runs it; a test fails when a page on disk is not what it would write.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from retold.change.codes import RULES
from retold.cli import commands
from retold.report.schema import json_schema

FOLDER = Path(__file__).parent


def pages() -> dict[str, str]:
    """The generated pages by file name."""
    return {
        "commands.md": "\n".join(_commands()),
        "rules.md": "\n".join(_rules()),
        "schema.json": json.dumps(json_schema(), indent=1, ensure_ascii=False) + "\n",
    }


def _commands() -> Iterator[str]:
    yield "# Commands\n\nWhat `retold COMMAND --help` prints, command by command.\n"
    # As the program itself: click keeps the help option that the first context asks for.
    names = commands.context_settings["help_option_names"]
    with click.Context(commands, info_name="retold", terminal_width=100, help_option_names=names) as context:
        yield f"## retold\n\n```text\n{commands.get_help(context).rstrip()}\n```\n"
        for name in commands.list_commands(context):
            command = commands.get_command(context, name)
            if command is None or command.hidden:
                continue
            with click.Context(command, info_name=name, parent=context, terminal_width=100) as inner:
                yield f"## retold {name}\n\n```text\n{command.get_help(inner).rstrip()}\n```\n"


def _rules() -> Iterator[str]:
    yield "# Rules\n\nEvery code a finding can carry; `retold rule CODE` prints the same.\n"
    yield "| code | finding | weight | what it is about |\n|---|---|---|---|"
    for rule in RULES.values():
        yield f"| {rule.code} | {rule.title} | {rule.weight} | {rule.text} |"
    yield ""
    for rule in RULES.values():
        yield f"## {rule.code} {rule.title}\n\n{rule.text} Starts with weight {rule.weight}.\n"
        for example in rule.examples:
            yield f"* {example.was or '(nothing)'} → {example.now or '(nothing)'}"
        yield ""


SHOWN = "retold trace examples/ruling-harrow.html examples/ruling-beacon.txt examples/ruling-northgate.txt"
_PLACE = re.compile(r"(<!-- terminal:start -->\n).*?(<!-- terminal:end -->)", re.DOTALL)


def readme_with_run(readme: str) -> str:
    """The README with the output of a real run in its place."""
    run = subprocess.run(
        [sys.executable, "-m", "retold.cli", *SHOWN.split()[1:]],
        capture_output=True,
        text=True,
        check=True,
        cwd=FOLDER.parent,
        env={"COLUMNS": "100", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"},
    )
    shown = "\n".join(line.rstrip() for line in run.stdout.strip().splitlines())
    return _PLACE.sub(lambda found: f"{found[1]}```text\n$ {SHOWN}\n{shown}\n```\n{found[2]}", readme)


if __name__ == "__main__":
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
        print(f"docs/{name}")
    path = FOLDER.parent / "README.md"
    path.write_text(readme_with_run(path.read_text(encoding="utf-8")), encoding="utf-8")
    print("README.md")
