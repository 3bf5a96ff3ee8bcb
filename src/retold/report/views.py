"""A report story by story, with the letters A, B, C ... that stand for its pages in every output."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from retold.change.codes import PRECEDENCE
from retold.model import Alignment, Article, Change, Fact, Mention, Pair, Place, Report, Ruling, Step, Story, Weight
from retold.report.wording import WEIGHTS


def label_pages(story: Story) -> dict[str, str]:
    """The letter of each article of a story (A ... Z, AA ...), in the order of the story; the same in every output."""
    return {article: _letters(number) for number, article in enumerate(story.articles)}


def _letters(number: int) -> str:
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class StepView:
    """One parent and child of the pile: how their sentences stand to each other and what changed, in reading order."""

    alignment: Alignment
    step: Step | None
    changes: tuple[Change, ...]

    def heaviest(self) -> tuple[Change, ...]:
        """The changes by weight, then by class, then in reading order."""
        return tuple(sorted(self.changes, key=lambda c: (WEIGHTS.index(c.weight), PRECEDENCE.index(c.class_))))


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story with everything the report says about it."""

    number: int
    story: Story
    articles: dict[str, Article]
    labels: dict[str, str]
    steps: tuple[StepView, ...]
    facts: tuple[Fact, ...]
    mentions: tuple[Mention, ...]
    rulings: tuple[Ruling, ...]
    """What people have decided about its articles."""

    @property
    def pages(self) -> tuple[Article, ...]:
        """The articles in the order of their letters."""
        return tuple(self.articles[one] for one in self.story.articles)

    @property
    def changes(self) -> tuple[Change, ...]:
        """The changes of all steps."""
        return tuple(change for step in self.steps for change in step.changes)

    @property
    def hidden(self) -> frozenset[str]:
        """The articles that retell another text and credit no source."""
        return frozenset(one.article for one in self.story.lineage.hidden)

    def highest(self) -> Weight | None:
        """The weight of the heaviest finding; a hidden source counts as high."""
        found = {change.weight for change in self.changes} | ({"high"} if self.hidden else set())
        return next((weight for weight in WEIGHTS if weight in found), None)

    def name(self, node: str) -> str:
        """A node of the lineage in words: the letter of a page, the name of an outside source."""
        if node in self.labels:
            return self.labels[node]
        return next((one.name for one in self.story.lineage.nodes if one.id == node), node)

    @property
    def called(self) -> dict[str, str]:
        """What the nodes of the lineage are called in its sentences."""
        return {node.id: node.name for node in self.story.lineage.nodes}

    def at(self, article: str, place: Place | None, part: str = "credit line") -> str:
        """A place in words: ``B8``; sentences count from 1 here. ``B headline`` where there is no sentence."""
        if place is None:
            return ""
        label = self.labels[article]
        if place.sentence is not None:
            return f"{label}{place.sentence + 1}"
        return f"{label} {part}"

    def places(self, change: Change) -> str:
        """Both places of a change: ``B8 → A6``."""
        part = "credit line" if change.class_ == "credit" else "headline"
        sides = (self.at(change.parent, change.parent_at, part), self.at(change.child, change.child_at, part))
        return " → ".join(side for side in sides if side)


def story_views(report: Report) -> tuple[StoryView, ...]:
    """The stories of a report, weightiest first: those with kin, then by highest finding, then by size."""
    by_id = {article.id: article for article in report.articles}
    views = [_story_view(report, story, by_id) for story in report.stories]
    views.sort(key=_standing)
    return tuple(replace(view, number=number) for number, view in enumerate(views, 1))


def summary_of_codes(report: Report) -> tuple[tuple[str, int], ...]:
    """How often each code occurs, the most frequent first; hidden sources at the front."""
    hidden = sum(len(story.lineage.hidden) for story in report.stories)
    counts = Counter(change.code for change in report.changes)
    told = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ((("L101", hidden),) if hidden else ()) + tuple(told)


def rows_of(alignment: Alignment) -> tuple[Pair, ...]:
    """The pairs in reading order of the parent, each added sentence after the child's sentence before it."""
    heads = [pair for pair in alignment.pairs if pair.part != "body"]
    body = [pair for pair in alignment.pairs if pair.part == "body"]
    rows = sorted((pair for pair in body if pair.parent), key=lambda pair: pair.parent)
    for added in sorted((pair for pair in body if not pair.parent), key=lambda pair: pair.child):
        rows.insert(_after(rows, added.child[0]), added)
    return (*heads, *rows)


def runs_of(rows: Sequence[Pair], shortest: int) -> Iterator[tuple[Pair, ...]]:
    """The rows one by one, but runs of at least ``shortest`` identical sentences together."""
    run: list[Pair] = []
    for pair in [*rows, None]:
        if pair is not None and pair.op == "same" and pair.part == "body":
            run.append(pair)
            continue
        if len(run) >= shortest:
            yield tuple(run)
        else:
            yield from ((one,) for one in run)
        run = []
        if pair is not None:
            yield (pair,)


def _after(rows: Sequence[Pair], child: int) -> int:
    before = [at for at, row in enumerate(rows) if row.op != "move" and row.child and row.child[-1] < child]
    return before[-1] + 1 if before else 0


def _story_view(report: Report, story: Story, by_id: dict[str, Article]) -> StoryView:
    inside = set(story.articles)
    taken = {(step.parent, step.child): step for step in story.lineage.steps}
    steps = tuple(
        StepView(
            alignment,
            taken.get((alignment.parent, alignment.child)),
            tuple(c for c in report.changes if (c.parent, c.child) == (alignment.parent, alignment.child)),
        )
        for alignment in report.alignments
        if alignment.child in inside and alignment.parent in inside
    )
    return StoryView(
        number=0,
        story=story,
        articles={one: by_id[one] for one in story.articles},
        labels=label_pages(story),
        steps=steps,
        facts=tuple(fact for fact in report.facts if fact.story == story.id),
        mentions=tuple(mention for mention in report.mentions if mention.article in inside),
        rulings=tuple(ruling for ruling in report.rulings if {ruling.child, ruling.other} & inside),
    )


def _standing(view: StoryView) -> tuple[bool, int, int, int, str]:
    highest = view.highest()
    weight = WEIGHTS.index(highest) if highest else len(WEIGHTS)
    heavy = sum(change.weight == "high" for change in view.changes) + len(view.hidden)
    return (len(view.pages) < 2, weight, -heavy, -len(view.pages), view.story.id)
