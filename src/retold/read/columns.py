"""What the columns of a table are called: how a user says it, and how a value is found by it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import date, datetime

from retold.page import SettingsError
from retold.read.decode import without_surrogates
from retold.settings import Columns

FIELDS = tuple(item.name for item in fields(Columns))
_MOST_SHOWN = 20


def parse_columns(given: str) -> Columns:
    """Names of columns from ``id=doc_id,text=body``; what is not named keeps its usual name.

    Raises ``SettingsError`` with the reason when a part is not of the form ``FIELD=COLUMN`` or names no known field.
    """
    named: dict[str, str] = {}
    for part in given.split(","):
        field, equals, column = (piece.strip() for piece in part.partition("="))
        if not (field and equals and column):
            raise SettingsError(f"{part.strip()!r} is not of the form FIELD=COLUMN, as in id=doc_id,text=body")
        if field not in FIELDS:
            raise SettingsError(f"there is no field {field!r} to name a column for; there are {', '.join(FIELDS)}")
        if field in named:
            raise SettingsError(f"the column of {field!r} is named twice")
        named[field] = column
    return replace(Columns(), **named)


def value_at(record: Mapping[str, object], column: str) -> object:
    """The value of a column; ``a.b`` is looked up as such, then as ``b`` inside ``a``. None when there is none."""
    if column in record:
        return record[column]
    first, dot, rest = column.partition(".")
    inner = record.get(first) if dot else None
    return value_at(inner, rest) if isinstance(inner, Mapping) else None


def has_column(record: Mapping[str, object], column: str) -> bool:
    """True when a record has a column of that name, be it empty."""
    first, dot, rest = column.partition(".")
    inner = record.get(first) if dot else None
    return column in record or (isinstance(inner, Mapping) and has_column(inner, rest))


def words_at(record: Mapping[str, object], column: str) -> str | None:
    """The value of a column as words; None for one that is missing, empty, or no single value."""
    value = value_at(record, column)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return without_surrogates(str(value)).strip() or None


def says_columns(names: Iterable[str]) -> str:
    """The columns that are there, as a clause for a message."""
    listed = list(names)
    more = f" and {len(listed) - _MOST_SHOWN} more" if len(listed) > _MOST_SHOWN else ""
    return f"its columns are {', '.join(listed[:_MOST_SHOWN])}{more}" if listed else "it has no columns"


def renamed(columns: Columns) -> dict[str, str]:
    """The columns that a user named, by field."""
    usual = Columns()
    return {name: getattr(columns, name) for name in FIELDS if getattr(columns, name) != getattr(usual, name)}
