"""From aligned words to edits: whole phrases that were replaced, lost, gained or moved, never half a phrase.

Differing columns that belong to one phrase are one edit. A changed verb shows its whole verb group
(``were due to set out`` -> ``were to depart``); a noun phrase is shown whole when its head changed,
when a number in it changed or when it changed in two places; a lost or gained run of words stays in one piece.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from retold.change.edit import Edit, image, overlap, range_of, union
from retold.change.settle import settle
from retold.change.side import Range, Side
from retold.change.tokens import Column, align_tokens
from retold.tables import hedge_class


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides with their alignment and their edits."""

    was: Side
    now: Side
    columns: tuple[Column, ...]
    edits: tuple[Edit, ...]


def compare_sides(was: Side, now: Side) -> Comparison:
    """Align the words of two sides and gather what differs into edits."""
    columns = align_tokens(was, now)
    if _same_words(was, now):
        return Comparison(was, now, columns, _whole(was, now, columns))
    runs = [_Run(group) for group in _groups(was, now, columns)]
    moved, rest = _pair_moved(runs, was, now, columns)
    edits = [_widen(run, was, now, columns) for run in rest]
    edits = _merge_overlaps([edit for edit in edits if not _only_boundary(edit, was, now)])
    edits = settle(sorted([*moved, *edits], key=_place), was, now, columns)
    return Comparison(was, now, columns, tuple(_merge_overlaps(edits)))


@dataclass(frozen=True, slots=True)
class _Run:
    """Differing columns that make one edit, before it is widened to whole phrases."""

    columns: list[Column]

    @property
    def was(self) -> list[int]:
        return [c.was for c in self.columns if c.was is not None]

    @property
    def now(self) -> list[int]:
        return [c.now for c in self.columns if c.now is not None]


def _place(edit: Edit) -> tuple[Range, Range]:
    return edit.now or edit.was or (0, 0), edit.was or (0, 0)


def _same_words(was: Side, now: Side) -> bool:
    left, right = ([w for w in side.plain if any(map(str.isalnum, w))] for side in (was, now))
    return left != right and sorted(left) == sorted(right)


def _whole(was: Side, now: Side, columns: Sequence[Column]) -> tuple[Edit, ...]:
    differ = [number for number, column in enumerate(columns) if not column.same]
    inside = columns[differ[0] : differ[-1] + 1]
    left = [c.was for c in inside if c.was is not None]
    right = [c.now for c in inside if c.now is not None]
    if not left or not right:
        return ()
    return (Edit((left[0], left[-1] + 1), (right[0], right[-1] + 1), "reordered"),)


# ------------------------------------------------------------------------------------------------------------- groups


def _groups(was: Side, now: Side, columns: Sequence[Column]) -> list[list[Column]]:
    """Differing columns gathered by phrase."""
    differ = [number for number, column in enumerate(columns) if not column.same and not _is_space(column, was, now)]
    leader = {number: number for number in differ}

    def find(number: int) -> int:
        while leader[number] != number:
            number = leader[number]
        return number

    for a, b in pairwise(differ):
        near = b == a + 1
        if (near and _adjoin(columns[a], columns[b], was, now)) or _one_phrase(columns[a], columns[b], was, now):
            leader[find(b)] = find(a)
    gathered: dict[int, list[Column]] = {}
    for number in differ:
        gathered.setdefault(find(number), []).append(columns[number])
    return list(gathered.values())


def _is_space(column: Column, was: Side, now: Side) -> bool:
    token = was.tokens[column.was] if column.was is not None else now.tokens[column.now or 0]
    return token.pos == "SPACE"


def _adjoin(a: Column, b: Column, was: Side, now: Side) -> bool:
    """Neighbouring columns that are one edit: one run lost or gained, or a run put in place of another."""
    if _stands_alone(a, was, now) != _stands_alone(b, was, now):
        return False
    replaced_a, replaced_b = a.was is not None and a.now is not None, b.was is not None and b.now is not None
    if not replaced_a and not replaced_b:
        return (a.was is None) == (b.was is None) or not _other_part(a, b, was, now)
    return _is_gained_object(a, b, was, now) or _is_gained_object(b, a, was, now)


def _other_part(a: Column, b: Column, was: Side, now: Side) -> bool:
    """True when a lost and a gained noun phrase play other parts in their clauses, one of them as the subject."""
    lost, gained = (a, b) if a.was is not None else (b, a)
    if lost.was is None or gained.now is None:
        return False
    heads = was.tokens[was.phrases[lost.was]], now.tokens[now.phrases[gained.now]]
    nouns = all(head.pos in ("NOUN", "PROPN", "PRON") for head in heads)
    return nouns and heads[0].dep.startswith("nsubj") != heads[1].dep.startswith("nsubj")


def _stands_alone(column: Column, was: Side, now: Side) -> bool:
    """An adverb that was only lost or gained is an edit of its own: how sure, how often, in what manner."""
    if column.was is not None and column.now is not None:
        return False
    side, number = (was, column.was) if column.was is not None else (now, column.now)
    if number is None:
        return False
    token = side.tokens[number]
    return (
        token.pos == "ADV"
        and side.phrases[number] == number
        and (token.text.lower().endswith("ly") or hedge_class(token.lemma) is not None)
    )


def _one_phrase(a: Column, b: Column, was: Side, now: Side) -> bool:
    """Two differing columns of the same verb group or noun phrase, on either side."""
    return any(
        left is not None
        and right is not None
        and side.phrases[left] == side.phrases[right]
        and side.kind(left) != "other"
        for side, left, right in ((was, a.was, b.was), (now, a.now, b.now))
    )


def _is_gained_object(verb: Column, part: Column, was: Side, now: Side) -> bool:
    """The object that came with another verb (``set out`` -> ``begin the march``) belongs to that verb's edit."""
    if verb.was is None or verb.now is None:
        return False
    for side, of_verb, of_part, other in ((now, verb.now, part.now, part.was), (was, verb.was, part.was, part.now)):
        if of_part is None or other is not None:
            continue
        noun = side.tokens[side.phrases[of_part]]
        if noun.dep == "dobj" and side.phrases[noun.head] == side.phrases[of_verb] and side.kind(of_verb) == "verb":
            return True
    return False


# -------------------------------------------------------------------------------------------------------------- widen


def _widen(run: _Run, was: Side, now: Side, columns: Sequence[Column]) -> Edit:
    """The run's ranges, widened to whole phrases where half a phrase would say nothing."""
    left, right = range_of(run.was), range_of(run.now)
    replaced = bool(left and right)
    if _needs_whole_phrase(run.was, was, replaced) or _needs_whole_phrase(run.now, now, replaced):
        left, right = _phrases_around(was, left), _phrases_around(now, right)
        left, right = (
            union(left, image(columns, right, to_child=False)),
            union(right, image(columns, left, to_child=True)),
        )
    return Edit(left, right)


def _needs_whole_phrase(numbers: list[int], side: Side, replaced: bool) -> bool:
    """True for part of a verb group, and for a noun phrase whose head, number, or more than one place changed."""
    if not numbers or len({side.phrases[n] for n in numbers}) != 1:
        return False
    head = side.phrases[numbers[0]]
    size = sum(own == head for own in side.phrases)
    kind = side.kind(numbers[0])
    if kind == "verb":
        return replaced or len(numbers) < size
    if kind != "noun" or len(numbers) == size:
        return False
    broken = numbers[-1] - numbers[0] + 1 > len(numbers)
    several = len(numbers) > 1 and any(side.tokens[n].pos == "DET" for n in numbers)
    return head in numbers or broken or several or any(side.tokens[n].pos == "NUM" for n in numbers)


def _phrases_around(side: Side, at: Range | None) -> Range | None:
    """A range grown to the ends of the verb group or noun phrase that it touches, as far as it is unbroken."""
    if at is None:
        return None
    first, last = at
    heads = {side.phrases[n] for n in range(first, last) if side.kind(n) in ("verb", "noun")}
    while first > 0 and side.phrases[first - 1] in heads:
        first -= 1
    while last < len(side.tokens) and side.phrases[last] in heads:
        last += 1
    return first, last


def _only_boundary(edit: Edit, was: Side, now: Side) -> bool:
    """Only marks at a place where sentences were joined or parted: the merge itself says it."""
    marks = was.words(edit.was) + now.words(edit.now)
    joined = len(was.sentences) != len(now.sentences)
    return joined and bool(marks) and not any(map(str.isalnum, marks)) and not any(m in marks for m in "\"“”‘’'«»")


def _merge_overlaps(edits: Sequence[Edit]) -> list[Edit]:
    merged: list[Edit] = []
    for edit in sorted(edits, key=_place):
        for number, other in enumerate(merged):
            if overlap(edit.was, other.was) or overlap(edit.now, other.now):
                kind = edit.kind if edit.kind == other.kind else "edit"
                merged[number] = Edit(union(edit.was, other.was), union(edit.now, other.now), kind)
                break
        else:
            merged.append(edit)
    return merged


# -------------------------------------------------------------------------------------------------------------- moved


def _pair_moved(runs: list[_Run], was: Side, now: Side, columns: Sequence[Column]) -> tuple[list[Edit], list[_Run]]:
    """A loss and a gain of the same content inside one pair are one edit: the words moved. Also: the runs left over."""
    gained = [run for run in runs if not run.was]
    moved: list[Edit] = []
    rest = [run for run in runs if run.was and run.now]
    for loss in (run for run in runs if not run.now):
        twin = next((gain for gain in gained if _same_content(loss, gain, was, now)), None)
        if twin is None:
            rest.append(loss)
            continue
        gained.remove(twin)
        moved.append(_moved(loss, twin, (was, now), columns))
    return moved, [*rest, *gained]


def _same_content(loss: _Run, gain: _Run, was: Side, now: Side) -> bool:
    a, b = _content(was, loss.was), _content(now, gain.now)
    return bool(a) and bool(b) and (a <= b or b <= a) and min(len(a), len(b)) * 3 >= max(len(a), len(b))


def _content(side: Side, numbers: list[int]) -> set[str]:
    tokens = [side.tokens[n] for n in numbers]
    return {t.lemma.lower() for t in tokens if t.pos in ("NOUN", "PROPN", "NUM", "ADJ", "VERB") and t.dep != "aux"}


def _moved(loss: _Run, gain: _Run, sides: tuple[Side, Side], columns: Sequence[Column]) -> Edit:
    """Shown with the noun phrase that the words belong to, when it is the same one on both sides."""
    was, now = sides
    lost, gained = range_of(loss.was), range_of(gain.now)
    head = was.phrases[loss.was[0]]
    twin = next((c.now for c in columns if c.was == head), None)
    if twin is not None and gained is not None and was.kind(head) == "noun":
        first, last = now.subtree(twin)
        if first <= gained[0] and gained[1] <= last + 1:
            return Edit(was.phrase(head), union(now.phrase(twin), gained), "moved")
    return Edit(lost, gained, "moved")
