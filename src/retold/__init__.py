"""News provenance: which pages tell the same story, who retold whom, what changed on the way.

>>> import retold
>>> report = retold.trace(["examples"])
>>> len(report.stories) > 1
True
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from retold.model import Article, Report
    from retold.page import InputError, RetoldError
    from retold.settings import Settings
    from retold.trace import clean, compare, mentions, trace

__all__ = ["Article", "InputError", "Report", "RetoldError", "Settings", "clean", "compare", "mentions", "trace"]

_HOMES = {
    "Article": "retold.model",
    "InputError": "retold.page",
    "Report": "retold.model",
    "RetoldError": "retold.page",
    "Settings": "retold.settings",
    "clean": "retold.trace",
    "compare": "retold.trace",
    "mentions": "retold.trace",
    "trace": "retold.trace",
}


def __getattr__(name: str) -> object:
    """Load a public name at its first use, so that ``retold --help`` costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'retold' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


class _Package(ModuleType):
    """A package whose function ``trace`` is not replaced when its submodule of the same name is imported."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (isinstance(value, ModuleType) and name in _HOMES):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
