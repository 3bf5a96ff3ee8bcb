"""Every threshold of retold in one frozen value, each with its reason and its measurement.

A stage takes the part that is named after it. Nothing here is read from the environment or from a file: that is the
command line's work.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """Limits on what is read."""

    max_bytes: int = 10_000_000
    """Largest page: the 99th percentile of 2,500 real news pages is 1.8 MB; anything above 10 MB is not an article."""


@dataclass(frozen=True, slots=True)
class ArticleSettings:
    """How a page becomes an article."""


@dataclass(frozen=True, slots=True)
class MatchSettings:
    """When two articles share text."""


@dataclass(frozen=True, slots=True)
class LineageSettings:
    """When one article is said to come from another."""


@dataclass(frozen=True, slots=True)
class MentionSettings:
    """How sentences are read."""

    model: str | None = None
    """Name or path of a spaCy model to use; None: the best one installed (see ``mention/parse.py``)."""


@dataclass(frozen=True, slots=True)
class ChangeSettings:
    """How sentences are aligned and differences named."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; the defaults are what the documentation's figures were measured with."""

    read: ReadSettings = field(default_factory=ReadSettings)
    article: ArticleSettings = field(default_factory=ArticleSettings)
    match: MatchSettings = field(default_factory=MatchSettings)
    lineage: LineageSettings = field(default_factory=LineageSettings)
    mention: MentionSettings = field(default_factory=MentionSettings)
    change: ChangeSettings = field(default_factory=ChangeSettings)
