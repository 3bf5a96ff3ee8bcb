"""Lines of a page whose words stand inside another line as well: lists of teasers say everything twice."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

_KEY = 30
"""Letters from which a repetition is no chance."""
_PROBE = 160
"""Letters that must agree; a teaser is often cut off after them."""


def repeated_lines(squashed: Sequence[str]) -> tuple[set[int], set[int]]:
    """Lines that begin like some stretch of a longer line, and those longer lines; lines come as letters only.

    One pass over the page with a window, so that a page of any length takes time in proportion to it.
    """
    inside: set[int] = set()
    holding: set[int] = set()
    starts = list(accumulate((len(words) + 1 for words in squashed), initial=0))
    waiting: dict[str, list[int]] = {}
    for at, words in enumerate(squashed):
        if len(words) >= _KEY:
            waiting.setdefault(words[:_KEY], []).append(at)
    joined = "\n".join(squashed)
    for place in range(len(joined) - _KEY + 1):
        lines = waiting.get(joined[place : place + _KEY])
        if not lines:
            continue
        other = bisect_right(starts, place) - 1
        found = [at for at in lines if at != other and joined.startswith(squashed[at][:_PROBE], place)]
        if found:
            waiting[joined[place : place + _KEY]] = [at for at in lines if at not in set(found)]
        for at in found:
            if len(squashed[other]) > len(squashed[at]):
                inside.add(at)
                holding.add(other)
    return inside, holding
