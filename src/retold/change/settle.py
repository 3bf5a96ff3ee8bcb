"""The last shape of edits: whole dates and figures, one edit inside a quotation, the first word with what stood before.

Each step takes the edits of a pair and gives them back, joined or widened; none drops a difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retold.change.edit import Edit, image, overlap, union
from retold.change.side import Range, Side
from retold.change.tokens import Column
from retold.model import DateMention, Figure


def settle(edits: Sequence[Edit], was: Side, now: Side, columns: Sequence[Column]) -> list[Edit]:
    """The edits in their last shape, in the order of the text."""
    shaped = [_whole_values(edit, was, now, columns) for edit in edits]
    shaped = _join(shaped, lambda a, b: _one_value(a, b, was, now) or _one_quote(a, b, was, now))
    return [_with_first_word(edit, was, now, columns) for edit in shaped]


def _whole_values(edit: Edit, was: Side, now: Side, columns: Sequence[Column]) -> Edit:
    """An edit that touches part of a date or figure shows all of it, on both sides."""
    if edit.kind != "edit":
        return edit
    left, right = _values_around(was, edit.was), _values_around(now, edit.now)
    if (left, right) == (edit.was, edit.now):
        return edit
    grown_left = union(left, image(columns, right, to_child=False))
    grown_right = union(right, image(columns, left, to_child=True))
    return replace(edit, was=grown_left, now=grown_right)


def _values_around(side: Side, at: Range | None) -> Range | None:
    """A range grown to the dates and figures that it touches."""
    for mention in side.mentions if at else ():
        if isinstance(mention, DateMention | Figure):
            value = side.range_of([mention.span])
            if overlap(at, value):
                at = union(at, value)
    return at


def _one_value(a: Edit, b: Edit, was: Side, now: Side) -> bool:
    """A lone preposition in front of an edited date or figure (``on Wednesday`` -> ``this week``) belongs to it."""
    if not (_touch(a.was, b.was) or _touch(a.now, b.now)):
        return False
    words = [side.tokens[n] for side, at in ((was, a.was), (now, a.now)) if at for n in range(*at)]
    if not words or any(token.pos not in ("ADP", "PART", "DET") for token in words):
        return False
    return any(
        isinstance(mention, DateMention | Figure) and overlap(at, side.range_of([mention.span]))
        for side, at in ((was, b.was), (now, b.now))
        for mention in side.mentions
    )


def _one_quote(a: Edit, b: Edit, was: Side, now: Side) -> bool:
    """Neighbouring edits between the same quotation marks are one alteration."""
    for side, left, right in ((was, a.was, b.was), (now, a.now, b.now)):
        if left is None or right is None or right[0] - left[1] > 1:
            continue
        if any(low <= left[0] and right[1] <= high for low, high in side.quoted):
            return True
    return False


def _touch(a: Range | None, b: Range | None) -> bool:
    return a is not None and b is not None and a[1] == b[0]


def _join(edits: list[Edit], belong: object) -> list[Edit]:
    """Neighbours that belong together become one edit."""
    joined: list[Edit] = []
    for edit in edits:
        last = joined[-1] if joined else None
        together = last is not None and last.kind == edit.kind == "edit"
        if together and last is not None and callable(belong) and belong(last, edit):
            joined[-1] = Edit(union(last.was, edit.was), union(last.now, edit.now))
        else:
            joined.append(edit)
    return joined


def _with_first_word(edit: Edit, was: Side, now: Side, columns: Sequence[Column]) -> Edit:
    """When words before it went or came, a word that changed its first letter with that is shown too.

    ``Three people said`` -> ``People said``: not a bare loss of ``Three``, but ``Three people`` -> ``People``.
    """
    if edit.kind != "edit" or (edit.was is None) == (edit.now is None):
        return edit
    end = edit.was[1] if edit.was else edit.now[1] if edit.now else 0
    column = next((c for c in columns if (c.was if edit.was else c.now) == end), None)
    if column is None or column.was is None or column.now is None or not column.same:
        return edit
    if was.tokens[column.was].text == now.tokens[column.now].text:
        return edit
    return Edit(union(edit.was, (column.was, column.was + 1)), union(edit.now, (column.now, column.now + 1)))
