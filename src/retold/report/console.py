"""A console on which words from a page are only words: they cannot steer the terminal or style the answer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TextIO

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters, and the marks that turn the direction of text; tab and line break are neither."""


class SafeConsole(Console):
    """A console that drops steering characters and takes square brackets as brackets."""

    def __init__(self, file: TextIO | None = None, width: int | None = None, no_color: bool = False) -> None:
        super().__init__(file=file, width=width, no_color=no_color or None, markup=False, emoji=False, highlight=False)

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """The segments of a renderable, cleaned before the console adds its own styles."""
        for text, style, control in super().render(renderable, options):
            yield Segment(text if control else _STEERING.sub("", text), style, control)
