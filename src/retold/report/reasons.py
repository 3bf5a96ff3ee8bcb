"""Why an article stands where it stands in the lineage of its story, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from retold.model import Report, Ruling, Step, Story
from retold.report.wording import counted, likelihood


def reasons(report: Report, article: str) -> list[str]:
    """The lines that ``retold why`` prints: each step into the article with its clues, and what is left open."""
    story = next(one for one in report.stories if article in one.articles)
    names = {node.id: node.name for node in story.lineage.nodes}
    lines = [line for step in story.lineage.steps if step.child == article for line in _step(step, names)]
    if article in story.origin_nodes:
        lines.append(story.origins_say[story.origin_nodes.index(article)])
    lines += [f"Hidden source: {one.says}" for one in story.lineage.hidden if one.article == article]
    lines += [f"Open: {one.says}" for one in story.lineage.undecided if article in one.articles]
    lines += [f"Ruled: {ruling_says(one, names)}" for one in report.rulings if article in (one.child, one.other)]
    return [*lines, *_behind(story)]


def ruling_says(ruling: Ruling, names: Mapping[str, str]) -> str:
    """A ruling in one sentence; articles by what they are called."""
    child, other = names.get(ruling.child, ruling.child), names.get(ruling.other or "", ruling.other)
    if ruling.kind == "parent":
        said = f"{child} was made from {other}"
    elif ruling.kind == "none":
        said = f"{child} was made from no article of the pile"
    else:
        said = f"{child} and {other} {'are' if ruling.same else 'are not'} of one story"
    when = f", {ruling.made[:10]}" if ruling.made else ""
    return f"{said} (decided by a person{when}{': ' + ruling.note if ruling.note else ''})."


def _step(step: Step, names: Mapping[str, str]) -> list[str]:
    direction = "" if step.how == "credit" else f", the direction {step.direction_confidence:.2f}"
    head = (
        f"{names[step.child]} comes from {names[step.parent]} ({step.how}): {likelihood(step.confidence)}{direction}."
    )
    clues = [f"  {clue.weight:+6.2f}  {clue.says}" for clue in step.clues]
    return [head, *clues, *(f"  or from {names[one.parent]}: {one.confidence:.2f}" for one in step.alternatives)]


def _behind(story: Story) -> list[str]:
    """The count of independent origins with its reasons."""
    stand = "stands" if story.origins == 1 else "stand"
    count = f"{counted(story.origins, 'independent origin')} {stand} behind {counted(len(story.articles), 'article')}:"
    return [count, *(f"  {says}" for says in story.origins_say)]
