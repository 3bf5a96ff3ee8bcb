"""Patterns that hardly any line matches, behind a look for letters without which none can."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cued:
    """A pattern for texts in small letters, and stretches of letters of which any match holds one.

    Looking for a stretch of letters is thirty times as fast as trying a pattern with many ways to begin.
    """

    pattern: re.Pattern[str]
    cues: tuple[str, ...]

    def found_in(self, low: str) -> bool:
        """True when the pattern matches somewhere in a text, which is given in small letters."""
        for cue in self.cues:  # a plain loop: this is asked of every line
            if cue in low:
                return self.pattern.search(low) is not None
        return False


def cued(cues: str, pattern: str) -> Cued:
    """A pattern written in small letters, with its cues, parted by bars; every match must hold one of them."""
    return Cued(re.compile(pattern), tuple(cues.split("|")))
