"""What a page shows besides the article."""

from __future__ import annotations

from dataclasses import dataclass

from retold.simulate.clock import Shown, in_words
from retold.simulate.outlet import Outlet


@dataclass(frozen=True, slots=True)
class Teaser:
    """The link to another story."""

    title: str
    blurb: str
    author: str
    day: str


@dataclass(frozen=True, slots=True)
class Comment:
    """What a reader wrote below."""

    nick: str
    words: str


@dataclass(frozen=True, slots=True)
class Face:
    """Everything that a page prints."""

    outlet: Outlet
    title: str
    paragraphs: tuple[str, ...]
    notes: tuple[str, ...]
    author: str
    shown: Shown
    url: str
    canonical: str
    teasers: tuple[Teaser, ...]
    comments: tuple[Comment, ...]
    caption: str
    cut_in: int
    """Number of paragraphs before the furniture inside the article."""

    @property
    def date(self) -> str | None:
        """The visible date in words."""
        return in_words(self.shown, not self.outlet.house.american)
