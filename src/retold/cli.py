"""The commands: each reads its options, calls one function of the library, and prints. Heavy imports wait inside."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

if TYPE_CHECKING:
    from rich.console import Console

    from retold.model import Article, Problem, Report, Weight
    from retold.settings import Settings

FOUND, WRONG_USE, SOME_UNREADABLE, BROKEN = 1, 2, 3, 70
"""Exit codes: findings at --fail-on; wrong use or nothing readable; some inputs unreadable; retold's own error."""

_WEIGHTS = ("low", "medium", "high")
_KINDS = ("quote", "attribution", "figure", "date", "name", "event", "hedge")
_PATHS = click.argument("paths", nargs=-1, required=True, metavar="PATH...")


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
@_PATHS
@click.option("--format", "form", type=click.Choice(["text", "json", "jsonl"]), default="text", help="What to print.")
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="Also write the report as one HTML file.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Print into this file.")
@click.option("--clean", "clean_records", is_flag=True, help="Treat the text of records as flat text with furniture.")
@click.option(
    "--fail-on", type=click.Choice(_WEIGHTS), help="Exit with 1 when a finding of this weight or more is there."
)
@click.option("-v", "--verbose", is_flag=True, help="Tell every story in full, and each stage on stderr.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no notes on stderr.")
@click.option("--no-color", is_flag=True, help="No colours (also: NO_COLOR).")
@click.option("--no-progress", is_flag=True, help="No progress line.")
def trace(
    paths: tuple[str, ...],
    form: str,
    html: Path | None,
    output: Path | None,
    clean_records: bool,
    fail_on: Weight | None,
    verbose: bool,
    quiet: bool,
    no_color: bool,
    no_progress: bool,
) -> None:
    """Trace a pile of pages: stories, who retold whom, what changed, which facts differ.

    \b
    retold trace pages/ --html story.html      folders and files of HTML and flat text
    retold trace corpus.jsonl --format json    records with id and text (title, date, outlet, url)
    curl -s https://site/page | retold trace - other.html

    A page that cannot be used is named with its reason and the rest goes on (exit code 3). Some hundred pages take
    about a minute; memory grows with the number of distinct sentences.
    """
    from retold.trace import trace as run

    report = run(paths, _settings(clean_records), _progress(quiet or no_progress, verbose), sys.stdin.buffer)
    _told(_report_text(report, form, _Show(paths, verbose)), output, no_color)
    if html is not None:
        from retold.report.page import report_page

        _write(html, report_page(report))
        if not quiet:
            click.echo(f"report: {html}", err=True)
    _finish(report.problems, quiet, _is_found(report, fail_on))


@commands.command()
@_PATHS
@click.option("--show-cut", is_flag=True, help="Show what was cut from the page, with its kind.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="What to print.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Print into this file.")
@click.option("-q", "--quiet", is_flag=True, help="No notes on stderr.")
def clean(paths: tuple[str, ...], show_cut: bool, form: str, output: Path | None, quiet: bool) -> None:
    """Clean pages: main text, headline, byline, outlet, date with its basis, credits.

    \b
    retold clean page.html                     the article
    retold clean page.txt --show-cut           and what was cut, each stretch with its kind
    retold clean pages/ --format json          articles as JSON
    """
    from retold.trace import clean_paths

    articles, problems = clean_paths(paths, None, sys.stdin.buffer)
    if not articles:
        raise click.ClickException("; ".join(f"{p.path}: {p.says}" for p in problems[:3]) or "no page was found")
    _told(_cleaned_text(articles, problems, form, show_cut), output)
    _finish(problems, quiet, found=False)


@commands.command()
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="What to print.")
@click.option("--min-weight", type=click.Choice(_WEIGHTS), default="low", help="Leave out lighter changes.")
@click.option("--no-color", is_flag=True, help="No colours (also: NO_COLOR).")
def diff(a: str, b: str, form: str, min_weight: Weight, no_color: bool) -> None:
    """Show what differs between two pages: every change with class, weight, words and place.

    \b
    retold diff original.html copy.txt
    retold diff a.txt b.txt --min-weight medium
    retold diff a.txt b.txt --format json

    The page from which the other was made stands on the left, as far as the texts tell; otherwise A does.
    """
    from retold.trace import compare

    report = compare(a, b)
    if form == "json":
        click.echo(report.to_json())
        return
    from retold.report.difference import print_difference

    print_difference(report, _console(no_color), min_weight)


@commands.command()
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


@commands.command()
def schema() -> None:
    """Print the JSON Schema of the machine output.

    \b
    retold schema > retold.schema.json
    """
    import json

    from retold.report.schema import json_schema

    click.echo(json.dumps(json_schema(), indent=1, ensure_ascii=False))


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


@commands.command()
@_PATHS
@click.option("--kind", default=",".join(_KINDS), metavar="KINDS", help="Only these kinds.", show_default=True)
@click.option("--clean", "clean_records", is_flag=True, help="Treat the text of records as flat text with furniture.")
@click.option("--rules-only", is_flag=True, help="No language model: many times as fast, no acts, no indirect speech.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Print into this file.")
@click.option("-q", "--quiet", is_flag=True, help="No notes on stderr.")
def mentions(
    paths: tuple[str, ...],
    kind: str,
    clean_records: bool,
    rules_only: bool,
    output: Path | None,
    quiet: bool,
) -> None:
    """Find what each page mentions: a line of JSON for each article.

    \b
    retold mentions pages/ -o mentions.jsonl   who said what, figures, dates, names, acts, hedges
    retold mentions page.html --kind quote,date
    """
    from dataclasses import replace

    from retold.report.records import mention_line
    from retold.report.wording import read_with
    from retold.trace import mentions as run

    kinds, settings = _kinds(kind), _settings(clean_records)
    if rules_only:
        settings = replace(settings, mention=replace(settings.mention, model="none"))
    found = run(paths, settings, sys.stdin.buffer)
    _told("".join(mention_line(*one, found.model, kinds) for one in found.pages), output)
    if found.model == "none" and not quiet:
        click.echo(f"read {read_with(found.model)}", err=True)
    _finish(found.problems, quiet, found=False)


# ---------------------------------------------------------------------------------------------------------------- parts


def _kinds(given: str) -> tuple[str, ...]:
    """Kinds of mention from an option; refuses one that there is not."""
    kinds = tuple(kind.strip() for kind in given.split(","))
    for kind in kinds:
        if kind not in _KINDS:
            raise click.BadParameter(f"no mention is of the kind {kind!r}; there are {', '.join(_KINDS)}")
    return kinds


class _Show:
    """How the text answer is shown."""

    def __init__(self, paths: Sequence[str], every_story: bool) -> None:
        self.paths = tuple(paths)
        self.every_story = every_story


def _settings(clean_records: bool) -> Settings:
    from dataclasses import replace

    from retold.settings import Settings

    plain = Settings()
    return replace(plain, article=replace(plain.article, clean_records=clean_records))


def _console(no_color: bool) -> Console:
    from retold.report.console import SafeConsole

    return SafeConsole(no_color=no_color)


def _report_text(report: Report, form: str, show: _Show) -> str | Callable[[Console], None]:
    from retold.report.records import json_document, json_lines

    if form == "json":
        return json_document(report)
    if form == "jsonl":
        return "".join(json_lines(report))
    from retold.report.terminal import Manner, print_report

    return lambda console: print_report(report, console, Manner(show.every_story, show.paths))


def _cleaned_text(
    articles: tuple[Article, ...], problems: tuple[Problem, ...], form: str, show_cut: bool
) -> str | Callable[[Console], None]:
    if form == "json":
        from retold.model import SCHEMA
        from retold.report.records import cleaned_document

        return cleaned_document(SCHEMA, articles, problems)
    from retold.report.cleaned import print_article

    def show(console: Console) -> None:
        for article in articles:
            print_article(article, console, show_cut)

    return show


def _told(answer: str | Callable[[Console], None], output: Path | None, no_color: bool = False) -> None:
    """The answer to standard output or into a file."""
    if output is None:
        if isinstance(answer, str):
            sys.stdout.write(answer)
        else:
            answer(_console(no_color))
        return
    if isinstance(answer, str):
        _write(output, answer)
        return
    from retold.report.console import SafeConsole

    with _opened(output) as file:
        answer(SafeConsole(file, width=120, no_color=True))


def _write(path: Path, text: str) -> None:
    with _opened(path) as file:
        file.write(text)


def _opened(path: Path) -> TextIO:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("w", encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror}") from error


def _progress(silent: bool, verbose: bool) -> Callable[[str, int, int], None] | None:
    """A line on stderr that says what is being done; none when it is not a terminal and not asked for."""
    if silent or not (sys.stderr.isatty() or verbose):
        return None
    words = {"read": "pages read", "clean": "pages cleaned", "match": "stories found", "trace": "stories traced"}

    def told(stage: str, done: int, total: int) -> None:
        line = f"{done}{f' of {total}' if total else ''} {words.get(stage, stage)}"
        click.echo(f"\r{line:<60}" if sys.stderr.isatty() else line, err=True, nl=not sys.stderr.isatty())
        if sys.stderr.isatty() and stage == "trace":
            click.echo("\r" + " " * 60 + "\r", err=True, nl=False)

    return told


def _is_found(report: Report, fail_on: Weight | None) -> bool:
    if fail_on is None:
        return False
    least = _WEIGHTS.index(fail_on)
    hidden = any(story.lineage.hidden for story in report.stories)
    return hidden or any(_WEIGHTS.index(change.weight) >= least for change in report.changes)


def _finish(problems: Sequence[Problem], quiet: bool, found: bool) -> None:
    """Name the problems on stderr and leave with the code that fits."""
    if problems and not quiet:
        from retold.report.console import SafeConsole
        from retold.report.terminal import print_problems

        print_problems(problems, SafeConsole(sys.stderr))
    if found:
        sys.exit(FOUND)
    if any(problem.fatal for problem in problems):
        sys.exit(SOME_UNREADABLE)


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
    from retold.model import RetoldError

    if isinstance(error, RetoldError):
        click.echo(f"Error: {error}", err=True)
        sys.exit(WRONG_USE)
    if os.environ.get("RETOLD_DEBUG"):
        raise error
    click.echo(f"retold: internal error ({type(error).__name__}: {error}); please report it with the input", err=True)
    sys.exit(BROKEN)


if __name__ == "__main__":
    main()
