"""The documents say what is so: examples run, outputs are real, generated pages are fresh."""

from __future__ import annotations

import doctest
import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SHOWN = re.compile(r"<!-- terminal:start -->\n```text\n\$ (.+?)\n(.*?)```\n<!-- terminal:end -->", re.DOTALL)
TIME = re.compile(r"\d+\.\d s\b")


def test_the_readme_examples_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """The Python lines of the README give what stands below them."""
    monkeypatch.chdir(ROOT)
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner(verbose=False)

    runner.run(parser.get_doctest(README, {}, "README.md", "README.md", 0))

    assert runner.tries >= 3
    assert runner.failures == 0


def test_the_readme_shows_a_real_run() -> None:
    """The terminal output in the README is what the command prints today, the seconds aside."""
    found = SHOWN.search(README)
    assert found is not None, "no terminal output in the README"
    command, shown = found.groups()

    run = subprocess.run(
        [sys.executable, "-m", "retold.cli", *command.split()[1:]],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={"COLUMNS": "100", "PATH": "", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"},
    )

    assert TIME.sub("", _bare(run.stdout)) == TIME.sub("", _bare(shown))


def _bare(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def test_every_command_of_the_readme_exists() -> None:
    """Commands and options that the README names are those of the program."""
    from retold.cli import commands

    named = set(re.findall(r"`retold (\w+)", README))

    assert named <= set(commands.commands)
    assert set(commands.commands) <= named | {"schema"}


def test_generated_pages_are_fresh() -> None:
    """docs/ holds what ``make docs`` would write."""
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)

    stale = [name for name, text in generate.pages().items() if (ROOT / "docs" / name).read_text("utf-8") != text]

    assert stale == [], "run `make docs`"


def test_the_changelog_names_every_command() -> None:
    """A user finds each command in the changelog."""
    from retold.cli import commands

    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert [name for name in commands.commands if f"retold {name}" not in changelog] == []


def test_nothing_of_a_machine_stands_in_the_repository() -> None:
    """No path of a machine in any tracked text."""
    listed = subprocess.run(["git", "ls-files"], capture_output=True, text=True, cwd=ROOT, check=False).stdout.split()
    pattern = re.compile(r"(?<![\w.])/(?:work|root|home/\w+|tmp/\w+)/")
    found = [
        name
        for name in listed
        if (ROOT / name).is_file() and pattern.search((ROOT / name).read_text(encoding="utf-8", errors="ignore"))
    ]

    assert found == []
