"""The machine forms: one JSON document, or one record a line."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Literal

from retold.model import SCHEMA, Analysis, Article, Json, Report, record
from retold.page import Problem

RecordKind = Literal["run", "article", "problem", "match", "story", "alignment", "change", "mention", "fact"]


def json_document(report: Report) -> str:
    """The whole report as one JSON document with a line break at its end."""
    return report.to_json() + "\n"


def json_lines(report: Report) -> Iterator[str]:
    """The report record by record: each line one object whose ``record`` says what it is; the run comes first."""
    parts: tuple[tuple[RecordKind, Iterable[object]], ...] = (
        ("run", (report.run,)),
        ("article", report.articles),
        ("problem", report.problems),
        ("match", report.matches),
        ("story", report.stories),
        ("alignment", report.alignments),
        ("change", report.changes),
        ("mention", report.mentions),
        ("fact", report.facts),
    )
    for kind, values in parts:
        for value in values:
            yield _line({"schema": report.schema, "record": kind} if kind == "run" else {"record": kind}, record(value))


def article_line(article: Article) -> str:
    """An article as a line of JSON, as it stands in ``json_lines`` of a report."""
    return _line({"record": "article"}, record(article))


def cleaned_document(articles: Iterable[Article], problems: Sequence[Problem]) -> Iterator[str]:
    """Cleaned pages as one JSON document, in pieces: ``articles`` and ``problems`` of the report's shape.

    ``problems`` are looked at when all articles are written, so they may be gathered meanwhile.
    """
    before = f'{{"schema":{_dumped(SCHEMA)},"articles":['
    for article in articles:
        yield before + _dumped(record(article))
        before = ","
    if before == ",":
        yield f'],"problems":{_dumped(record(tuple(problems)))}}}\n'


def mention_line(article: Article, found: Analysis, model: str, kinds: Collection[str]) -> str:
    """An article as a line of JSON with its ``mentions`` of the ``kinds``, and the language model that read it."""
    wanted = tuple(mention for mention in found.mentions if mention.kind in kinds)
    body = record(article)
    assert isinstance(body, dict)
    return _line({"schema": SCHEMA, "model": model}, {**body, "mentions": record(wanted)})


def _line(head: dict[str, Json], body: Json) -> str:
    assert isinstance(body, dict)
    return _dumped({**head, **body}) + "\n"


def _dumped(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
