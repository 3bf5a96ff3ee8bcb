"""Two pages compared, as terminal text: every change with weight, words, place and reason."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from retold.model import Change, Report, Weight
from retold.report.terminal import WEIGHT_STYLE, was_now
from retold.report.views import StepView, StoryView, story_views
from retold.report.wording import WEIGHTS, change_title, page_name, told_counts

_LENGTH = 160


def print_difference(report: Report, console: Console, least: Weight) -> None:
    """Print the changes of the one step of a comparison, the heaviest first, those below ``least`` only counted."""
    for view in story_views(report):
        for step in view.steps:
            _print_step(step, view, console, least)


def _print_step(step: StepView, view: StoryView, console: Console, least: Weight) -> None:
    parent, child = view.articles[step.alignment.parent], view.articles[step.alignment.child]
    left, right = view.labels[parent.id], view.labels[child.id]
    console.print(
        Text.assemble(
            (f"{left} ", "bold"), page_name(parent), ("  →  ", "dim"), (f"{right} ", "bold"), page_name(child)
        )
    )
    console.print(Text(told_counts(step.alignment.pairs), style="dim"))
    shown = WEIGHTS[: WEIGHTS.index(least) + 1]
    for weight in shown:
        changes = [change for change in step.heaviest() if change.weight == weight]
        if changes:
            console.print()
            console.print(Text(f"{weight} ({len(changes)})", style=WEIGHT_STYLE[weight]))
            for change in changes:
                _print_change(change, view, console)
    left_out = sum(change.weight not in shown for change in step.changes)
    if left_out:
        console.print(Text(f"\n{left_out} lighter changes left out", style="dim"))


def _print_change(change: Change, view: StoryView, console: Console) -> None:
    head = Text.assemble(
        (change.code, WEIGHT_STYLE[change.weight]), f" {change_title(change)}  ", (view.places(change), "dim")
    )
    if change.also:
        head.append(f"  also {', '.join(change.also)}", style="dim")
    console.print(Padding(head, (0, 0, 0, 2)))
    console.print(Padding(was_now(change, _LENGTH), (0, 0, 0, 7)))
    console.print(Padding(Text(change.says, style="dim"), (0, 0, 0, 7)))
