"""A text made from several parents: what one parent lacks and another has is nothing that the child added."""

from __future__ import annotations

from collections.abc import Sequence

from retold.model import Alignment, Change


def without_other_parents(changes: Sequence[Change], alignments: Sequence[Alignment]) -> tuple[Change, ...]:
    """The changes without sentences that are new against one parent but stand in another parent of the same child."""
    carried = {
        (alignment.child, sentence, alignment.parent)
        for alignment in alignments
        for pair in alignment.pairs
        if pair.parent
        for sentence in pair.child
    }
    parents: dict[str, set[str]] = {}
    for alignment in alignments:
        parents.setdefault(alignment.child, set()).add(alignment.parent)

    def is_added(change: Change) -> bool:
        place = change.child_at
        if change.parent_at is not None or place is None or place.sentence is None:
            return True
        others = parents[change.child] - {change.parent}
        own = (change.child, place.sentence, change.parent) in carried
        return own or not any((change.child, place.sentence, other) in carried for other in others)

    return tuple(change for change in changes if is_added(change))
