"""Which independent origins stand behind a story: the texts at its top, those of one lost original taken together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from retold.lineage.graph import Outside, Tree
from retold.settings import LineageSettings


@dataclass(frozen=True, slots=True)
class Source:
    """An origin above some states that have no parent in the pile: an outlet they credit, or an original unknown.

    One state alone that credits nobody is its own origin and has no source.
    """

    children: tuple[int, ...]
    """State numbers, in order."""
    outside: Outside | None


def lost_sources(tree: Tree, settings: LineageSettings) -> tuple[Source, ...]:
    """The sources above the states at the top that go back to one original, and above those that credit an outlet."""
    tops = [number for number in range(len(tree.states)) if tree.parents[number] == tree.root]
    crediting = [
        [child for child in range(len(tree.states)) if tree.parents[child] == len(tree.states) + place]
        for place in range(len(tree.outsides))
    ]
    groups: list[list[int]] = [one for one in crediting if one]
    named = [outside for outside, one in zip(tree.outsides, crediting, strict=True) if one]
    found = [Source(tuple(sorted(group)), outside) for group, outside in zip(groups, named, strict=True)]
    alone: list[list[int]] = []
    for top in tops:
        home = max(found, key=lambda one: _common(tree, one.children, top), default=None)
        if home and _common(tree, home.children, top) >= settings.common_origin:
            found[found.index(home)] = Source((*home.children, top), home.outside)
            continue
        near = [one for one in alone if _common(tree, one, top) >= settings.common_origin]
        alone = [one for one in alone if one not in near] + [[*(member for one in near for member in one), top]]
    return (*found, *(Source(tuple(sorted(group)), None) for group in alone if len(group) > 1))


def _common(tree: Tree, group: Sequence[int], number: int) -> float:
    """The best log-odds that a state goes back to the original of one of a group."""
    return max(float(tree.common[member, number]) for member in group)


def origins_say(
    origins: Sequence[str], children: Mapping[str, Sequence[str]], names: Mapping[str, str]
) -> tuple[str, ...]:
    """Why each node without a parent is counted as an origin of its own."""
    return tuple(_says(origin, tuple(children.get(origin, ())), names) for origin in origins)


def _says(origin: str, children: Sequence[str], names: Mapping[str, str]) -> str:
    pages = "1 page" if len(children) == 1 else f"{len(children)} pages"
    if origin.startswith("outside:"):
        return f"{origin.removeprefix('outside:')} is not in the pile; {pages} have their text from it."
    if origin.startswith("missing:"):
        told = " and ".join(names[one] for one in children[:2])
        return f"{pages} ({told}{', ...' if len(children) > 2 else ''}) go back to one text that is not in the pile."
    if not children:
        return f"{names[origin]} has its text from no other page of the pile, and no page has it from there."
    return f"{names[origin]} has its text from no other page of the pile; {pages} have theirs from it."
