"""Lines whose runs of words come as near to a true article as lines can: what a model for lines is to learn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bench.shingles import RUN, Shingles, words_of

_ROUNDS = 2
"""Times that all lines are looked at: what a line adds depends on the lines kept round it."""
_KNOWN = 0.5
"""Share of a line's words that the true article must have before the line is tried."""


def closest_lines(lines: Sequence[str], truth: str, kept: Sequence[bool]) -> list[bool]:
    """The kept lines, one after the other put in or left out wherever F1 of the shingles against the truth rises by it.

    A first guess by each line's own words is wrong about short items, cells and cross-headings, about scripts without
    spaces, and about what the page says twice; all of that shows in the shingles of the whole.
    """
    true = _runs(words_of(truth))
    known = {word for run in true for word in run}
    words = [words_of(line) for line in lines]
    found = list(kept)
    said = _runs([word for own, keep in zip(words, found, strict=True) if keep for word in own])
    both, many = (said & true).total(), said.total()
    for _ in range(_ROUNDS):
        for at, own in enumerate(words):
            if not own or (not found[at] and sum(word in known for word in own) < _KNOWN * len(own)):
                continue
            change = _change(words, found, at)
            more = sum(min(said[run] + times, true[run]) - min(said[run], true[run]) for run, times in change.items())
            longer = sum(change.values())
            if _f1(both + more, many + longer, true) > _f1(both, many, true):
                found[at] = not found[at]
                said.update(change)
                both, many = both + more, many + longer
    return found


def _change(words: Sequence[Sequence[str]], found: Sequence[bool], at: int) -> Shingles:
    """How often each shingle is said more when a line goes in, or comes out, between the kept words beside it."""
    above: list[str] = []
    for line in range(at - 1, -1, -1):
        if len(above) >= RUN - 1:
            break
        above = [*words[line], *above] if found[line] else above
    below: list[str] = []
    for line in range(at + 1, len(words)):
        if len(below) >= RUN - 1:
            break
        below = [*below, *words[line]] if found[line] else below
    above, below = above[-(RUN - 1) :], below[: RUN - 1]
    inside, outside = _runs([*above, *words[at], *below]), _runs([*above, *below])
    before, after = (inside, outside) if found[at] else (outside, inside)
    change = Counter(after)
    change.subtract(before)
    return change


def _runs(words: Sequence[str]) -> Shingles:
    """The whole shingles of some words; none of fewer words than one has."""
    return Counter(tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def _f1(both: int, many: int, true: Shingles) -> float:
    return 2 * both / max(1, many + true.total())
