"""Stories with known truth, compared and ready for training and measuring: simulated, and those of the data sets."""

from __future__ import annotations

import json
import os
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from retold.lineage.states import State, text_states
from retold.lineage.step_features import Compared, compare_states
from retold.lineage.telling import Telling, take_apart
from retold.model import Article, Dated
from retold.settings import LineageSettings
from retold.simulate import SimulatedStory, SimulationSettings, simulate
from retold.text import split_sentences

DATA = Path(os.environ.get("RETOLD_DATA", Path(__file__).parents[2] / "shared" / "data"))
SETS = ("lineage-narration", "lineage-telephone", "lineage-multipath")
_GENERATIONS = 5
_FEW = (2, 4)
_WITH_SOURCES = 0.6
"""Share of the small piles that keep their clocks and credits."""
_SETTINGS = LineageSettings()


@dataclass(frozen=True, slots=True)
class Truth:
    """What is known about a story, by numbers of its states."""

    edges: Mapping[tuple[int, int], bool]
    """Parent and child; True for a parent that only gave sentences."""
    roots: tuple[int, ...]
    origins: tuple[frozenset[str], ...]
    """For each state, the original reports behind it; empty where the set does not say."""
    origin_count: int = 0


@dataclass(frozen=True, slots=True)
class Case:
    """A story compared, with its truth. ``family``: what must not stand on both sides of a split."""

    id: str
    family: str
    kind: str
    """all: the whole pile; bare: without clocks and credits; few: two to four texts; or the name of a data set."""
    clocks: str
    states: tuple[State, ...]
    compared: Compared
    truth: Truth

    @property
    def labels(self) -> npt.NDArray[np.bool_]:
        """For every pair whether it is a true step."""
        pairs = self.compared.pairs
        ends = zip(pairs.parents.tolist(), pairs.children.tolist(), strict=True)
        return np.array([end in self.truth.edges for end in ends])

    @property
    def weights(self) -> npt.NDArray[np.float64]:
        """How much each pair counts: a parent that only gave sentences half."""
        pairs = self.compared.pairs
        ends = zip(pairs.parents.tolist(), pairs.children.tolist(), strict=True)
        return np.array([0.5 if self.truth.edges.get(end) else 1.0 for end in ends])


# ------------------------------------------------------------------------------------------------- simulated stories


def simulated(settings: SimulationSettings, kinds: Sequence[str] = ("all",)) -> Iterator[Case]:
    """Every simulated story as a case of each kind; stories that are one state only are left out."""
    for story in simulate(settings):
        chance = random.Random(f"{settings.seed} {settings.regime} {story.id}")
        for kind in kinds:
            case = _simulated(story, kind, chance)
            if case is not None:
                yield case


def _simulated(story: SimulatedStory, kind: str, chance: random.Random) -> Case | None:
    pile = [text.id for text in story.pile]
    kept = set(chance.sample(pile, min(len(pile), chance.randint(*_FEW)))) if kind == "few" else set(pile)
    tellings = [take_apart(article, None) for article in story.articles() if article.given_id in kept]
    if kind == "bare" or (kind == "few" and chance.random() > _WITH_SOURCES):
        tellings = [_without_sources(one) for one in tellings]
    states = text_states(tellings, _SETTINGS.same_text)
    if len(states) < 2:
        return None
    number = {telling.article.given_id: at for at, state in enumerate(states) for telling in state}
    edges = _between_states(_nearest(story, kept), number)
    originals: list[set[str]] = [set() for _ in states]
    for one in kept:
        originals[number[one]] |= set(story.originals_of(one))
    truth = Truth(
        edges=edges,
        roots=_roots(len(states), edges),
        origins=tuple(frozenset(one) for one in originals),
        origin_count=len(set().union(*originals)),
    )
    family = story.reports[0].split("-")[0]
    return Case(story.id, family, kind, story.clocks, states, compare_states(states, _SETTINGS), truth)


def _without_sources(telling: Telling) -> Telling:
    bare = replace(telling.article, date=Dated(), credits=(), outlet=None, url=None)
    return replace(telling, article=bare)


def _nearest(story: SimulatedStory, kept: set[str]) -> dict[tuple[str, str], bool]:
    """From the nearest ancestors among the texts that are kept, with whether they only gave sentences."""
    above: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for edge in story.edges:
        above[edge.child].append((edge.parent, edge.second))

    def reached(child: str, second: bool) -> list[tuple[str, bool]]:
        found = []
        for parent, only in above[child]:
            found += [(parent, second or only)] if parent in kept else reached(parent, second or only)
        return found

    edges: dict[tuple[str, str], bool] = {}
    for child in kept:
        for parent, second in reached(child, False):
            edges[parent, child] = edges.get((parent, child), True) and second
    return edges


def _between_states(
    edges: Mapping[tuple[str, str], bool], number: Mapping[str | None, int]
) -> dict[tuple[int, int], bool]:
    found: dict[tuple[int, int], bool] = {}
    for (parent, child), second in edges.items():
        ends = number[parent], number[child]
        if ends[0] != ends[1] and ends[::-1] not in found:
            found[ends] = found.get(ends, True) and second
    return found


def _roots(count: int, edges: Mapping[tuple[int, int], bool]) -> tuple[int, ...]:
    below = {child for _, child in edges}
    return tuple(state for state in range(count) if state not in below)


# -------------------------------------------------------------------------------------------------------- data sets


def trees_of(name: str) -> dict[str, dict[str, str]]:
    """The trees of a data set: for each the parent of every text. Of telephone one tree a story and draw."""
    trees: dict[str, dict[str, str]] = defaultdict(dict)
    for label in records_of(name, "labels.jsonl"):
        tree = label["tree"]
        if name == "lineage-telephone":
            story, _, draw, generation = label["child"].split("/")
            if int(generation[1:]) > _GENERATIONS:
                continue
            tree = f"{story}/{draw}"
        trees[tree][label["child"]] = label["parent"]
    return trees


def told_again(name: str) -> Iterator[Case]:
    """The trees of a data set as cases; the texts in an order that says nothing."""
    articles = {record["id"]: article_of(record) for record in records_of(name, "docs.jsonl")}
    for tree, parents in trees_of(name).items():
        ids = sorted({*parents, *parents.values()})
        random.Random(tree).shuffle(ids)
        number = {one: at for at, one in enumerate(ids)}
        states = tuple((take_apart(articles[one], None),) for one in ids)
        edges = {(number[parent], number[child]): False for child, parent in parents.items()}
        truth = Truth(edges, _roots(len(ids), edges), (), 0)
        family = tree.split("/")[0] if name == "lineage-telephone" else tree
        yield Case(tree, family, name, "none", states, compare_states(states, _SETTINGS), truth)


def is_there(name: str) -> bool:
    """True when a data set can be read."""
    return (DATA / name / "docs.jsonl").exists()


def article_of(record: Mapping[str, str]) -> Article:
    """A record of a data set as an article, without clock and source."""
    text = record["text"]
    return Article(
        id=record["id"],
        given_id=record["id"],
        path=record["id"],
        kind="record",
        url=None,
        title=record.get("title"),
        outlet=None,
        byline=(),
        date=Dated(),
        language="en",
        text=text,
        sentences=split_sentences(text),
        credits=(),
        furniture=(),
        page_spans=(),
    )


def records_of(name: str, file: str) -> list[dict[str, str]]:
    """The records of one file of a data set."""
    return [json.loads(line) for line in (DATA / name / file).read_text("utf-8").splitlines()]
