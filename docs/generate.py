"""Write the pages of docs/ that say what the program itself says: commands, rules, output.

``make docs`` runs it; a test fails when a page on disk is not what it would write.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click
from retold.cli import main

from retold.change.codes import RULES
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
    with click.Context(main, info_name="retold", terminal_width=100) as context:
        yield f"## retold\n\n```text\n{main.get_help(context).rstrip()}\n```\n"
        for name in main.list_commands(context):
            command = main.get_command(context, name)
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


if __name__ == "__main__":
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
        print(f"docs/{name}")
