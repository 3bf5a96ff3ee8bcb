"""The months of the year, in the languages of the news."""

from __future__ import annotations

from functools import cache

from retold.tables.lines import rows, values
from retold.text import without_accents


def month_named(word: str, language: str | None = None) -> int | None:
    """The number of the month that a word or its short form names, 1 to 12; accents do not matter.

    A form that names one month here and another there (``listopada``) needs the code of its language.
    """
    found = _months().get(without_accents(word).rstrip("."), {})
    if len(set(found.values())) == 1:
        return next(iter(found.values()))
    return found.get(language or "")


@cache
def _months() -> dict[str, dict[str, int]]:
    """Months by form, then by language."""
    found: dict[str, dict[str, int]] = {}
    for language, *cells in rows("months.tsv", 13):
        for number, cell in enumerate(cells, start=1):
            for form in values(cell):
                found.setdefault(without_accents(form), {})[language] = number
    return found
