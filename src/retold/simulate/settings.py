"""What a simulation can be asked for, and how strongly each regime rewrites."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from retold.page import SettingsError

Regime = Literal["light", "mixed", "heavy"]
Clocks = Literal["good", "bad", "mixed"]
Form = Literal["html", "text", "mixed", "jsonl"]
How = Literal["copy", "edit", "retelling", "excerpt", "revision"]
ClockKind = Literal["exact", "day", "late", "zone", "none"]


@dataclass(frozen=True, slots=True)
class SimulationSettings:
    """How many stories of which kind; the same settings give the same bytes on every machine."""

    stories: int = 200
    seed: int = 7
    regime: Regime = "mixed"
    clocks: Clocks = "mixed"
    pages: Form = "mixed"
    least_pages: int = 6
    most_pages: int = 14
    """Texts of one story before some of them are removed from the pile."""
    removed: float = 0.2
    removed_roots: float = 0.35
    """Share of retold texts and of originals that the pile does not hold: originals sit behind paywalls."""
    two_origins: float = 0.3
    """Share of stories with a second report of the same event that was written independently."""

    def __post_init__(self) -> None:
        for name, known in (("regime", Regime), ("clocks", Clocks), ("pages", Form)):
            if getattr(self, name) not in get_args(known):
                raise SettingsError(f"{name} must be one of {', '.join(get_args(known))}")
        if self.stories < 1 or not 2 <= self.least_pages <= self.most_pages:
            raise SettingsError("a simulation needs at least one story, and stories of at least two pages")


FROZEN = SimulationSettings(stories=60, seed=60)
"""The set that tests and measurements share; a test keeps its digest."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Chances of each operation: a sentence, a place in it, or (``extra``, ``error``) a text."""

    drop: float
    reword: float
    tell_less: float
    """Of a place with a listed change of content: attribution weakened, figure dropped, role lost ..."""
    word: float
    synonym: float
    join: float
    move: float
    extra: float
    error: float


RATES: dict[How, Rates] = {
    "copy": Rates(0, 0, 0, 0, 0, 0, 0, 0, 0),
    "edit": Rates(0.08, 0.10, 0.12, 0.15, 0.03, 0.04, 0.03, 0.2, 0.15),
    "retelling": Rates(0.20, 0.60, 0.28, 0.50, 0.10, 0.12, 0.07, 0.4, 0.30),
    "excerpt": Rates(0.10, 0.12, 0.15, 0.18, 0.03, 0.03, 0.0, 0.05, 0.10),
    "revision": Rates(0.03, 0.06, 0.05, 0.06, 0.0, 0.0, 0.02, 0.8, 0.05),
}
"""Chosen so that an edited text keeps about four fifths of its parent's words and a retelling about half."""

HEAVY_RETELLING = Rates(0.22, 0.85, 0.35, 0.65, 0.18, 0.15, 0.1, 0.4, 0.35)

MODES: dict[Regime, tuple[tuple[How, float], ...]] = {
    "light": (("copy", 0.30), ("edit", 0.50), ("retelling", 0.05), ("excerpt", 0.15)),
    "mixed": (("copy", 0.22), ("edit", 0.33), ("retelling", 0.30), ("excerpt", 0.15)),
    "heavy": (("copy", 0.06), ("edit", 0.14), ("retelling", 0.68), ("excerpt", 0.12)),
}
"""Shares of the ways to make a text from another."""

REVISED = 0.08
RECAPTURED = 0.05
MERGED = 0.15
"""Share of new texts that are an outlet's own later version, a second capture, or take sentences of a second text."""

CLOCKS: dict[str, tuple[tuple[ClockKind, float], ...]] = {
    "good": (("exact", 0.60), ("day", 0.15), ("late", 0.12), ("zone", 0.06), ("none", 0.07)),
    "bad": (("exact", 0.20), ("day", 0.25), ("late", 0.30), ("zone", 0.10), ("none", 0.15)),
}
"""What a page shows as its time of publication: to the minute, the day, the time of an update or of the crawl, a time
in another zone without saying so, or nothing."""


def rates_for(how: How, regime: Regime) -> Rates:
    """The chances of the operations when a text is made in this way."""
    return HEAVY_RETELLING if (how, regime) == ("retelling", "heavy") else RATES[how]
