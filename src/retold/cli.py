"""The commands: each reads its options, calls one function of the library, and prints. Heavy imports wait inside."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TextIO

import click

if TYPE_CHECKING:
    from rich.console import Console

    from retold.clean_run import Form
    from retold.model import Page, Problem, Report, Weight
    from retold.settings import Settings
    from retold.simulate.settings import Clocks, Regime
    from retold.simulate.settings import Form as PageForm

FOUND, WRONG_USE, SOME_UNREADABLE, BROKEN = 1, 2, 3, 70
"""Exit codes: findings at --fail-on; wrong use or nothing readable; some inputs unreadable; retold's own error."""

_WEIGHTS = ("low", "medium", "high")
_COLUMNS = click.option(
    "--columns", metavar="FIELD=COLUMN,...", help="Names of the columns of records: id=doc_id,text=body."
)
_OUTLETS = click.option(
    "--outlets",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="More outlets, in the form of the shipped table: name, kind, country, aliases, domains, tabs between.",
)
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
@_COLUMNS
@_OUTLETS
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
    columns: str | None,
    outlets: Path | None,
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

    settings = _settings(clean_records, columns, outlets)
    report = run(paths, settings, _progress(quiet or no_progress, verbose), sys.stdin.buffer)
    _told(_report_text(report, form, _Show(paths, verbose)), output, no_color)
    if html is not None:
        from retold.report.page import report_page

        _write(html, report_page(report))
        if not quiet:
            click.echo(f"report: {html}", err=True)
    _finish(report.problems, quiet, _is_found(report, fail_on))


@commands.command()
@_PATHS
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "jsonl", "md"]),
    help="What to print.  [default: as the name of the output file says, else text]",
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Print into this file.")
@click.option("--show-cut", is_flag=True, help="Show the page in its own order, with what was cut and its kind.")
@click.option("--no-fold", is_flag=True, help="The same with every line of what was cut.")
@click.option("--fast", is_flag=True, help="Clean many pages a second, a little less well.")
@click.option("-j", "--jobs", type=click.IntRange(min=0), default=0, help="Processes that clean (0: one a processor).")
@click.option(
    "--memory",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Remember in this file which lines outlets repeat, for the next run.",
)
@click.option("--clean-records", is_flag=True, help="Treat the text of records as flat text with furniture.")
@_COLUMNS
@_OUTLETS
@click.option("-q", "--quiet", is_flag=True, help="No progress and no notes on stderr.")
@click.option("--no-color", is_flag=True, help="No colours (also: NO_COLOR).")
def clean(
    paths: tuple[str, ...],
    form: Form | None,
    output: Path | None,
    show_cut: bool,
    no_fold: bool,
    fast: bool,
    jobs: int,
    memory: Path | None,
    clean_records: bool,
    columns: str | None,
    outlets: Path | None,
    quiet: bool,
    no_color: bool,
) -> None:
    """Clean pages: main text, headline, byline, outlet, date with its basis, credits.

    \b
    retold clean page.html                     the article
    retold clean page.txt --show-cut           the page in its own order, what was cut with its kind
    retold clean pages/ -o out.jsonl           a pile: a line of JSON for each article as soon as it is clean
    curl -s https://site/page | retold clean -
    cat corpus.jsonl | retold clean - --format jsonl

    A page that hangs, eats memory or cannot be used is named with its reason and the rest goes on (exit code 3). Any
    number of pages is cleaned in memory that does not grow. Called again with the same -o FILE.jsonl it goes on where
    it was stopped. --memory helps with piles in which an outlet has few pages at a time.
    """
    from retold.clean_run import Asked, form_of, run_clean

    cut: Literal["hidden", "folded", "whole"] = "whole" if no_fold else "folded" if show_cut else "hidden"
    asked = Asked(paths, form or form_of(output), output, memory, cut, clean_records, quiet, no_color)
    settings = _settings(clean_records, columns, outlets)
    article = replace(settings.article, fast=fast, jobs=jobs)
    if run_clean(asked, replace(settings, article=article)):
        sys.exit(SOME_UNREADABLE)


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


@commands.command()
@_PATHS
@click.option("--select", default="", metavar="CODES", help="Only codes that begin so: S,L or F101.")
@click.option("--ignore", default="", metavar="CODES", help="No codes that begin so.")
@click.option("--min-weight", type=click.Choice(_WEIGHTS), default="medium", help="Leave out lighter findings.")
@click.option("--fail-on", type=click.Choice(_WEIGHTS), help="Exit with 1 when a shown finding weighs so much.")
@click.option("--format", "form", type=click.Choice(["text", "json", "github", "sarif"]), default="text")
@click.option("--statistics", is_flag=True, help="Count the findings of each code at the end of the text.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Print into this file.")
@click.option("-q", "--quiet", is_flag=True, help="No notes on stderr.")
def check(
    paths: tuple[str, ...],
    select: str,
    ignore: str,
    min_weight: Weight,
    fail_on: Weight | None,
    form: str,
    statistics: bool,
    output: Path | None,
    quiet: bool,
) -> None:
    """List what changed on the way from page to page, a line a finding, as linters do.

    \b
    retold check pages/ --select S,L           sources only: quotations, attributions, credits, hidden sources
    retold check pages/ --ignore F6 --fail-on high
    retold check pages/ --format sarif -o retold.sarif

    `retold rule CODE` explains a code. A finding stands at its line of the page that differs from its source.
    """
    from retold.report.check import Wanted, as_github, as_json, as_text, at_least, findings_of
    from retold.report.sarif import as_sarif
    from retold.trace import trace as run

    given = sys.stdin.buffer.read() if "-" in paths else b""
    report = run(paths, None, _progress(quiet, verbose=False), io.BytesIO(given))
    wanted = Wanted(_codes(select), _codes(ignore), min_weight)
    found = findings_of(report, _pages_as_read(paths, given), wanted)
    forms = {"json": as_json, "github": as_github, "sarif": as_sarif}
    _told(forms[form](found) if form in forms else as_text(found, statistics), output)
    _finish(report.problems, quiet, fail_on is not None and any(at_least(one.weight, fail_on) for one in found))


@commands.command()
@_PATHS
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="What to print.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Print into this file.")
@click.option("-q", "--quiet", is_flag=True, help="No notes on stderr.")
def facts(paths: tuple[str, ...], form: str, output: Path | None, quiet: bool) -> None:
    """Show each story at a glance: when, who, how many, what differs, and what only one page says.

    \b
    retold facts pages/
    retold facts pages/ --format json
    """
    from retold.report.overview import as_record, overview_of
    from retold.report.views import story_views
    from retold.trace import trace as run

    report = run(paths, None, _progress(quiet, verbose=False), sys.stdin.buffer)
    views = story_views(report)
    if form == "json":
        _told(json.dumps([as_record(overview_of(view)) for view in views], ensure_ascii=False, indent=1) + "\n", output)
    else:
        from retold.report.overview_text import print_overview

        def show(console: Console) -> None:
            for view in views:
                print_overview(overview_of(view), view, console)

        _told(show, output)
    _finish(report.problems, quiet, found=False)


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
    from retold.report.records import mention_line
    from retold.report.wording import read_with
    from retold.trace import mentions as run

    kinds, settings = _kinds(kind), _settings(clean_records, None, None)
    if rules_only:
        settings = replace(settings, mention=replace(settings.mention, model="none"))
    found = run(paths, settings, sys.stdin.buffer)
    _told("".join(mention_line(*one, found.model, kinds) for one in found.pages), output)
    if found.model == "none" and not quiet:
        click.echo(f"read {read_with(found.model)}", err=True)
    _finish(found.problems, quiet, found=False)


# ---------------------------------------------------------------------------------------------------------------- parts


def _codes(given: str) -> tuple[str, ...]:
    """Codes and beginnings of codes from an option; refuses one that no code begins with."""
    from retold.report.check import known_prefix

    codes = tuple(code.strip().upper() for code in given.split(",") if code.strip())
    for code in codes:
        if not known_prefix(code):
            raise click.BadParameter(f"no code begins with {code!r}; `retold rule` lists them all")
    return codes


def _pages_as_read(paths: Sequence[str], given: bytes) -> dict[str, Page]:
    """The pages again, by path and id, for the lines that findings stand in."""
    from retold.model import Page
    from retold.read import read_pages
    from retold.report.check import page_key
    from retold.settings import ReadSettings

    pages = (page for page in read_pages(paths, ReadSettings(), io.BytesIO(given)) if isinstance(page, Page))
    return {page_key(page.path, page.given_id): page for page in pages}


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


def _settings(clean_records: bool, columns: str | None, outlets: Path | None) -> Settings:
    from retold.read.columns import parse_columns
    from retold.settings import Settings
    from retold.tables import outlet_table

    plain = Settings()
    rows = outlets.read_text(encoding="utf-8-sig") if outlets else ""
    outlet_table(rows)  # says at once which row is wrong
    return replace(
        plain,
        read=replace(plain.read, columns=parse_columns(columns)) if columns else plain.read,
        article=replace(plain.article, clean_records=clean_records, outlets=rows),
    )


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
