"""The answer as terminal text: who retold whom, what changed, which facts differ. Colour adds, it never carries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from retold.change.codes import RULES
from retold.model import Article, Change, Fact, Report, Weight
from retold.page import Problem
from retold.report.descent import DescentRow, descent_rows
from retold.report.reasons import ruling_says
from retold.report.views import StepView, StoryView, story_views, summary_of_codes
from retold.report.wording import (
    WEIGHTS,
    change_title,
    counted,
    dates_of,
    figures_of,
    is_own_file,
    listed,
    made_from,
    page_name,
    quoted,
    read_with,
    shortened,
    sources_named,
    told_counts,
)

WEIGHT_STYLE: dict[Weight, str] = {"high": "bold dark_orange3", "medium": "cyan", "low": "dim"}
_TOP_CHANGES = 5
_MANY_STORIES = 6
_ALONE_SHOWN = 5
_WIDE = 110
"""Columns from which what is known of a page stands beside it in the tree, not below it."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How much is told, and how the user called, so that the next commands can be named."""

    every_story: bool = False
    paths: tuple[str, ...] = ()


def print_report(report: Report, console: Console, manner: Manner) -> None:
    """Print the whole answer: totals, stories, what stands alone, codes, and what to do next."""
    views = story_views(report)
    kin = [view for view in views if len(view.pages) > 1]
    alone = [view for view in views if len(view.pages) == 1]
    console.print(_totals(report, kin))
    if len(kin) > 1:
        console.print()
        console.print(_story_table(kin, console.width))
    if len(kin) <= _MANY_STORIES or manner.every_story:
        for view in kin:
            console.print()
            print_story(view, console)
    _print_alone(alone, console)
    _print_codes(report, console)
    console.print()
    console.print(_next(kin, alone, manner), soft_wrap=True)


def print_story(view: StoryView, console: Console) -> None:
    """Print one story: headline, figures, lineage, what is undecided, changes of each step, facts."""
    number = f"{view.number}  " if view.number else ""
    console.print(Text.assemble((number, "dim"), (view.story.headline, "bold")))
    console.print(Text(f"{figures_of(view.story)} · {dates_of(view.pages)}"))
    console.print()
    console.print(Padding(_lineage_table(view, console.width), (0, 0, 0, 2)))
    for hidden in view.story.lineage.hidden:
        _print_noted("!", f"L101 {view.name(hidden.article)}: {hidden.says}", console, "bold dark_orange3")
    for undecided in view.story.lineage.undecided:
        _print_noted("?", f"cannot be told: {undecided.says}", console, "")
    for ruling in view.rulings:
        _print_noted("§", f"decided: {ruling_says(ruling, view.called)}", console, "")
    if view.story.origins > 1:
        for says in view.story.origins_say:
            _print_noted("•", f"origin: {says}", console, "dim")
    for step in view.steps:
        console.print()
        _print_step(step, view, console)
    if view.facts:
        console.print()
        _print_facts(view, console)


def print_problems(problems: Sequence[Problem], console: Console) -> None:
    """Print what could not be used, a line each."""
    for problem in problems:
        word = "not read" if problem.fatal else "note"
        console.print(Text(f"{word}: {problem.path}: {problem.says} [{problem.code}]"), soft_wrap=True)


# -------------------------------------------------------------------------------------------------------------- totals


def _totals(report: Report, kin: Sequence[StoryView]) -> Text:
    unread = sum(problem.fatal for problem in report.problems)
    cut = [article for article in report.articles if article.cut_share >= 0.01]
    parts = [f"{counted(len(report.articles) + unread, 'page')} read", f"{len(report.articles)} cleaned{_cut(cut)}"]
    if unread:
        parts.append(f"{unread} unreadable")
    parts.append(counted(len(report.stories), "story", "stories"))
    if len(report.stories) != len(kin):
        parts.append(f"{len(kin)} with more than one page")
    parts.append(f"{report.run.seconds:.1f} s")
    if report.run.model == "none":
        parts.append(f"read {read_with(report.run.model)}")
    return Text(" · ".join(parts), style="dim")


def _cut(cut: Sequence[Article]) -> str:
    if not cut:
        return ""
    most = max(cut, key=lambda article: article.cut_share)
    if len(cut) == 1:
        return f" ({most.cut_share:.0%} of {page_name(most)} cut as page furniture)"
    share = sum(article.cut_share for article in cut) / len(cut)
    return f" ({share:.0%} of {len(cut)} pages cut as page furniture)"


def _story_table(views: Sequence[StoryView], width: int) -> Table:
    """One line a story; where it is narrow the headline gives way and the finding is its code, never the figures."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim", expand=True)
    for name in ("#", "pages", "texts", "origins"):
        table.add_column(name, justify="right", no_wrap=True, min_width=len(name))
    findings = [_highest(view) if width >= _WIDE else " ".join(_highest(view).split()[:2]) for view in views]
    table.add_column("first seen", no_wrap=True, min_width=10)
    table.add_column("highest", no_wrap=True, min_width=max(map(len, findings)))
    table.add_column("headline", overflow="ellipsis", no_wrap=True, ratio=1)
    for view, finding in zip(views, findings, strict=True):
        weight = view.highest()
        figures = (view.number, len(view.pages), len(view.story.states), view.story.origins)
        table.add_row(
            *(str(figure) for figure in figures),
            (view.story.first_seen or "no date")[:10],
            Text(finding, style=WEIGHT_STYLE[weight] if weight else ""),
            view.story.headline,
        )
    return table


def _highest(view: StoryView) -> str:
    weight = view.highest()
    if weight is None:
        return "none"
    if view.hidden:
        return "high L101 hidden source"
    first = next(change for change in view.changes if change.weight == weight)
    return f"{weight} {first.code} {shortened(change_title(first), 20)}"


# ------------------------------------------------------------------------------------------------------------- lineage


def _lineage_table(view: StoryView, width: int) -> Table:
    """The lineage as a tree: what is known of a page beside it, or below it where the terminal is narrow."""
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    for share in (2, 3) if width >= _WIDE else (1,):
        table.add_column(ratio=share)
    for row in descent_rows(view):
        if width >= _WIDE:
            table.add_row(_branch(row, view), _told_row(row, view))
        else:
            table.add_row(_branch(row, view))
            table.add_row(Padding(_told_row(row, view), (0, 0, 0, 3 * row.depth + 4)))
    return table


def _branch(row: DescentRow, view: StoryView) -> Text:
    lines = "".join("   " if last else "│  " for last in row.last[1:-1])
    joint = ("└─ " if row.last[-1] else "├─ ") if row.depth else ""
    article = view.articles.get(row.node.article or "")
    if article is None:
        return Text.assemble((lines + joint, "dim"), ("◇ ", ""), (row.node.name, "bold"))
    symbol = "● " if article.credits else "○ "
    outlet = f"{article.outlet}, " if article.outlet else ""
    label = view.labels[article.id]
    return Text.assemble((lines + joint, "dim"), symbol, (f"{label} ", "bold"), outlet + page_name(article))


def _told_row(row: DescentRow, view: StoryView) -> Text:
    article = view.articles.get(row.node.article or "")
    if article is None:
        namers = [view.name(s.child) for s in view.story.lineage.steps if s.parent == row.node.id]
        kind = "not in the pile" if row.node.kind == "outside" else "missing original"
        return Text(f"{kind} · " + (f"source of {listed(namers)}" if namers else "named by no step"), style="dim")
    steps = [row.step, *row.others] if row.step else []
    parts = [made_from(step, view.name(step.parent)) for step in steps]
    if not any(step.how == "credit" for step in steps):
        parts.append(sources_named(article))
    parts.append(counted(len(article.sentences), "sentence"))
    text = Text(" · ".join(parts))
    if article.id in view.hidden:
        text.append("  ! hidden source L101", style="bold dark_orange3")
    return text


def _print_noted(mark: str, words: str, console: Console, style: str) -> None:
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_row(Text(f"  {mark}", style=style), Text(words))
    console.print(table)


# ------------------------------------------------------------------------------------------------------------- changes


def _print_step(step: StepView, view: StoryView, console: Console) -> None:
    parent, child = view.name(step.alignment.parent), view.name(step.alignment.child)
    counts = told_counts(step.alignment.pairs)
    console.print(Text.assemble((f"What {child} changed from {parent}", "bold"), f"   {counts}"))
    shown = [change for change in step.heaviest() if change.weight != "low"][:_TOP_CHANGES]
    if shown:
        console.print(Padding(change_table(shown, view), (0, 0, 0, 2)))
    rest = [change for change in step.changes if change not in shown]
    if rest:
        by_weight = {weight: sum(change.weight == weight for change in rest) for weight in WEIGHTS}
        told = ", ".join(f"{n} {weight}" for weight, n in by_weight.items() if n)
        console.print(Text(f"  … and {told}" if shown else f"  {told}", style="dim"))


def change_table(changes: Sequence[Change], view: StoryView) -> Table:
    """Changes a row each: weight, code with its title, was and now, both places."""
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(ratio=2)
    table.add_column(ratio=5)
    table.add_column(no_wrap=True)
    for change in changes:
        style = WEIGHT_STYLE[change.weight]
        table.add_row(
            Text(change.weight, style=style),
            Text(change.code, style=style),
            change_title(change),
            was_now(change, 70),
            Text(view.places(change), style="dim"),
        )
    return table


def was_now(change: Change, length: int) -> Text:
    """The words of both sides: ``“was” → “now”``; a side that is not there is said to be dropped or added."""
    was, now = (quoted(side, length) if side else "" for side in (change.was, change.now))
    if was and now:
        return Text.assemble(was, (" → ", "bold"), now)
    return Text.assemble(was or now, (" dropped" if was else " added", "dim"))


# --------------------------------------------------------------------------------------------------------------- facts


def _print_facts(view: StoryView, console: Console) -> None:
    """How many facts all versions carry, and those that differ, with the words of each version."""
    versions = len(view.pages)
    everywhere = sum(len({one.article for one in fact.sightings}) == versions for fact in view.facts)
    differing = sorted((fact for fact in view.facts if fact.differs), key=lambda fact: not fact.disputed)
    parts = [str(len(view.facts)), f"in {'both' if versions == 2 else 'all'} {everywhere}"]
    parts += [f"only {label} {n}" for label, n in _only(view).items() if n]
    parts.append(f"differing {len(differing)}")
    console.print(Text.assemble(("Facts", "bold"), "  " + " · ".join(parts)))
    for fact in differing[:_TOP_CHANGES]:
        console.print(Padding(_fact_line(fact, view), (0, 0, 0, 2)))
    if len(differing) > _TOP_CHANGES:
        console.print(Text(f"  … and {len(differing) - _TOP_CHANGES} more that differ", style="dim"))


def _only(view: StoryView) -> dict[str, int]:
    found = dict.fromkeys(view.labels.values(), 0)
    for fact in view.facts:
        holders = {one.article for one in fact.sightings}
        if len(holders) == 1 and len(view.pages) > 1:
            found[view.labels[holders.pop()]] += 1
    return found


def _fact_line(fact: Fact, view: StoryView) -> Text:
    word = "disputed" if fact.disputed else "differs"
    text = Text.assemble((f"{word}  ", "bold dark_orange3" if fact.disputed else "cyan"), shortened(fact.about, 60))
    seen: set[str] = set()
    for one in fact.sightings:
        if one.article not in seen:
            seen.add(one.article)
            sentence = "" if one.sentence is None else str(one.sentence + 1)
            value = shortened(one.value or one.wording, 50)
            text.append(f"   {view.labels[one.article]}{sentence} “{value}”", style="dim")
    return text


# ----------------------------------------------------------------------------------------------------------------- end


def _print_alone(alone: Sequence[StoryView], console: Console) -> None:
    if not alone:
        return
    names = [page_name(view.pages[0]) for view in alone[:_ALONE_SHOWN]]
    more = f" and {len(alone) - _ALONE_SHOWN} more" if len(alone) > _ALONE_SHOWN else ""
    console.print()
    console.print(Text(f"{counted(len(alone), 'page')} with no kin in the pile: {', '.join(names)}{more}"))


def _print_codes(report: Report, console: Console) -> None:
    codes = summary_of_codes(report)
    if not codes or len(report.stories) < 2:
        return
    console.print()
    told = [f"{code} {RULES[code].title if code in RULES else ''} {n}" for code, n in codes[:8]]
    rest = sum(n for _, n in codes[8:])
    console.print(Text.assemble(("Findings  ", "bold"), " · ".join(told) + (f" · others {rest}" if rest else "")))


def _next(kin: Sequence[StoryView], alone: Sequence[StoryView], manner: Manner) -> Text:
    """Commands that exist, with this run's own paths; a page of a larger file has no path of its own."""
    called = " ".join(manner.paths) or "PATH"
    steps = [f"retold trace {called} --html story.html"]
    if len(kin) > _MANY_STORIES and not manner.every_story:
        steps.append(f"retold trace {called} -v (each story)")
    for view in kin[:1]:
        for step in view.steps[:1]:
            parent, child = view.articles[step.alignment.parent], view.articles[step.alignment.child]
            if is_own_file(parent) and is_own_file(child):
                steps.append(f"retold diff {parent.path} {child.path}")
        codes = [change.code for change in view.changes if change.weight == "high"] + ["L101"] * bool(view.hidden)
        steps += [f"retold rule {codes[0]}"] if codes else []
    pages = [page for view in (*kin, *alone) for page in view.pages if page.cut_share >= 0.01 and is_own_file(page)]
    if pages:
        steps.append(f"retold clean {max(pages, key=lambda page: page.cut_share).path} --show-cut")
    return Text.assemble(("Next: ", "bold"), "\n      ".join(steps))
