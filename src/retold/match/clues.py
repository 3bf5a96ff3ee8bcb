"""What shared words and dates say about whether two articles tell one event; each clue with its reason in words."""

from __future__ import annotations

from datetime import date

from retold.match.passages import Shared
from retold.model import Article, Clue

MUCH = 0.4
"""Share from which shared words alone speak for one event; below it the rest of the texts must be alike too, since a
paragraph of background is carried from event to event."""

LITTLE = 0.05
"""Share below which taking the shared words away would change nothing."""

_TOLD_WITHIN = 3
"""Days in which an event is told; later pages tell of what came of it."""


def sharing_clues(shared: Shared, a: Article, b: Article) -> tuple[Clue, ...]:
    """What the shared words say about the event; words that are stock of an outlet or a firm say less."""
    if not shared.chains:
        return ()
    much = max(shared.share_a, shared.share_b)
    says = (
        f"{shared.words} words stand in both word for word:"
        f" {shared.share_a:.0%} of the one, {shared.share_b:.0%} of the other."
    )
    clues = [Clue("shared-words", round(10 * much if much >= MUCH else 25 * much * much, 2), says)]
    if much < MUCH:
        if a.outlet is not None and a.outlet == b.outlet:
            clues.append(
                Clue("house-words", -1.5, "Both are of one outlet, which may use the shared words everywhere.")
            )
        if shared.only_at_the_end():
            clues.append(
                Clue("end-words", -1.5, "The shared words stand only at the end of both, as stock paragraphs do.")
            )
    return tuple(clues)


def time_clues(a: Article, b: Article) -> tuple[Clue, ...]:
    """What the dates of publication say."""
    if not a.date.value or not b.date.value or "inferred" in (a.date.basis, b.date.basis):
        return ()
    try:
        days = abs((date.fromisoformat(a.date.value[:10]) - date.fromisoformat(b.date.value[:10])).days)
    except ValueError:
        return ()
    if days <= _TOLD_WITHIN:
        return ()
    weight = -min(2.5, 0.15 * (days - _TOLD_WITHIN))
    return (Clue("days-apart", round(weight, 2), f"They were published {days} days apart."),)
