"""Records with named columns, of a table or a JSON file, as pages: what all such inputs have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from retold.page import Page, PageKind, Problem
from retold.read.columns import has_column, renamed, says_columns, value_at, words_at
from retold.read.decode import without_surrogates
from retold.read.names import Names
from retold.read.walk import Found
from retold.settings import Columns, ReadSettings

Record = Mapping[str, object]
Row = tuple[str, Record] | Problem
"""Where a record stands (``line 4``) and what is in it, or why it cannot be read."""

_LOOKED_AT = 5
"""Records read before a file is taken for one without texts, such as a table of labels beside the documents."""


def read_records(
    rows: Iterable[Row], found: Found, settings: ReadSettings, names: Sequence[str] = ()
) -> Iterator[Page | Problem]:
    """A page for each record with text or markup; a record that cannot be used is a ``Problem`` that gives its place.

    ``names`` are all columns of a table, when they are known beforehand.

    The text is kept letter for letter, so that offsets from elsewhere still hold. In a file that the user did not
    name a record needs an id: notes about documents often have a text of their own, documents have an id.
    """
    reader = _Reader(found, settings, names)
    held: list[Page | Problem] = []
    for row in rows:
        held.append(reader.read(row))
        if reader.found_text or reader.seen >= _LOOKED_AT:
            if not reader.found_text and reader.only_textless:
                break
            yield from held
            held = []
    if held and reader.only_textless:
        yield no_texts(found, settings.columns, reader.names)
        return
    yield from held
    if not reader.seen:
        yield Problem(str(found.path), "read", "empty", "the file holds no records")
    yield from reader.never_met()


def no_texts(found: Found, columns: Columns, names: Iterable[str]) -> Problem:
    """That a file holds records of something else than documents."""
    needed = f'"{columns.text}" or "{columns.html}"' + ("" if found.named else f' and an "{columns.id}"')
    says = f"its records have no {needed}; {says_columns(names)} (--columns text=NAME says which one holds the text)"
    return Problem(str(found.path), "read", "no-texts", says)


class _Reader:
    """Turns the records of one file into pages and keeps their names distinct."""

    def __init__(self, found: Found, settings: ReadSettings, names: Sequence[str]) -> None:
        self.seen = 0
        self.found_text = False
        self.names = dict.fromkeys(names)
        self._found, self._columns, self._most = found, settings.columns, settings.max_bytes
        self._textless = 0
        self._wanted = renamed(settings.columns)
        self._ids = Names()

    @property
    def only_textless(self) -> bool:
        """True when all records so far are proper ones and none has a text: a table of something else."""
        return self._textless == self.seen > 0

    def read(self, row: Row) -> Page | Problem:
        self.seen += 1
        if isinstance(row, Problem):
            return row
        place, record = row
        if self.seen <= _LOOKED_AT:
            self.names |= dict.fromkeys(record)
        self._wanted = {field: name for field, name in self._wanted.items() if not has_column(record, name)}
        columns = self._columns
        given = {name: value_at(record, name) for name in (columns.text, columns.html) if has_column(record, name)}
        if not given or not (self._found.named or words_at(record, columns.id)):
            self._textless += 1
            return self._problem("bad-record", f'{place} has no "{columns.text}" or "{columns.html}" with words in it')
        self.found_text = True
        for name, value in given.items():
            if not isinstance(value, str | None):
                return self._problem("bad-record", f'the "{name}" of {place} is not text')
            if value and value.strip():
                return self._page(record, value, "record" if name == columns.text else "html", place)
        return self._problem("empty", f"the text of {place} is empty")

    def never_met(self) -> Iterator[Problem]:
        """The columns that a user named and no record has."""
        for field, name in self._wanted.items():
            if self.found_text and field not in ("text", "html"):
                says = f'there is no column "{name}" for the {field}; {says_columns(self.names)}'
                yield Problem(str(self._found.path), "read", "no-column", says, fatal=False)

    def _page(self, record: Record, text: str, kind: PageKind, place: str) -> Page | Problem:
        if len(text) > self._most:
            return self._problem("too-large", f"the text of {place} is longer than {self._most:,} characters")
        columns = self._columns
        given_id = words_at(record, columns.id)
        return Page(
            name=f"{self._found.name}#{self._ids.free(given_id or place)}",
            path=str(self._found.path),
            kind=kind,
            text=without_surrogates(text),
            url=words_at(record, columns.url),
            given_id=given_id,
            title=words_at(record, columns.title),
            date=words_at(record, columns.date),
            outlet=words_at(record, columns.outlet),
        )

    def _problem(self, code: str, says: str) -> Problem:
        return Problem(str(self._found.path), "read", code, says)
