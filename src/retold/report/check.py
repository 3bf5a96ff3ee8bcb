"""What was found, line by line, as linters say it: each finding with its file, line, code and weight.

A finding stands where the reader can change something: in the page that differs from its parent; words that it lost
stand at the sentence after which they are missing.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from retold.change.codes import RULES
from retold.model import Alignment, Article, Change, PageSpan, Report, Span, Weight
from retold.page import Page
from retold.report.wording import change_title, page_name, quoted

SHAPE = "retold-check/1"
WEIGHTS: tuple[Weight, ...] = ("low", "medium", "high")
_WORDS = 80
_KNOWN_START = 40
"""Letters of a sentence by which it is looked for in the markup of a page."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the answer. ``line`` and ``column`` count from 1 in the page as it was read."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    code: str
    weight: Weight
    message: str
    id: str
    """The same for the same finding on every run and machine."""
    record: str | None = None
    """Id of the record when the file holds several pages; line and column then count in its text."""
    parent: str | None = None
    """Path of the page it is compared with."""

    @property
    def where(self) -> str:
        """The page as it is named in the text form."""
        return f"{self.path}#{self.record}" if self.record else self.path


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which findings are shown: codes or beginnings of codes, and the least weight."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    least: Weight = "medium"

    def takes(self, code: str, weight: Weight) -> bool:
        """True for a finding that is wanted."""
        chosen = not self.select or code.startswith(self.select)
        return chosen and not code.startswith(self.ignore or ("-",)) and at_least(weight, self.least)


def at_least(weight: Weight, least: Weight) -> bool:
    """True when a weight is ``least`` or heavier."""
    return WEIGHTS.index(weight) >= WEIGHTS.index(least)


def known_prefix(prefix: str) -> bool:
    """True when at least one code begins so."""
    return any(code.startswith(prefix) for code in RULES)


def findings_of(report: Report, pages: Mapping[str, Page], wanted: Wanted) -> tuple[Finding, ...]:
    """The findings of a report in the order of path and line; ``pages`` are the pages as read, by path and id."""
    articles = {article.id: article for article in report.articles}
    alignments = {(one.parent, one.child): one for one in report.alignments}
    found = [
        _of_change(change, articles, alignments[change.parent, change.child], pages)
        for change in report.changes
        if wanted.takes(change.code, change.weight)
    ]
    if wanted.takes("L101", RULES["L101"].weight):
        for story in report.stories:
            found += (_of_hidden(articles[one.article], one.says) for one in story.lineage.hidden)
    return tuple(sorted(found, key=lambda one: (one.path, one.line, one.column, one.code, one.id)))


def _of_change(
    change: Change, articles: Mapping[str, Article], alignment: Alignment, pages: Mapping[str, Page]
) -> Finding:
    parent, child = articles[change.parent], articles[change.child]
    text = page_text(child, pages)
    place = change.child_at
    if place is not None:
        span = place.page or _on_page(child, place.sentence, place.span, text)
    else:
        span = _after_what(change, child, alignment, text)
    was, now = (quoted(words, _WORDS) if words else "nothing" for words in (change.was, change.now))
    message = f"{change_title(change)}: {was} -> {now} (from {page_name(parent)})"
    return _finding(child, text, span, (change.code, change.weight, message, change.id, parent.path))


def _of_hidden(article: Article, says: str) -> Finding:
    rule = RULES["L101"]
    return _finding(article, "", None, (rule.code, rule.weight, f"{rule.title}: {says}", f"L101-{article.id}", None))


def _finding(article: Article, text: str, span: Span | None, told: tuple[str, Weight, str, str, str | None]) -> Finding:
    start, end = span or (0, 0)
    code, weight, message, identity, parent = told
    line, column = _line_and_column(text, start)
    end_line, end_column = _line_and_column(text, end)
    record = article.given_id if article.kind == "record" else None
    return Finding(article.path, line, column, end_line, end_column, code, weight, message, identity, record, parent)


def page_key(path: str, given_id: str | None) -> str:
    """By what the page of an article is found again."""
    return f"{path}#{given_id or ''}"


def page_text(article: Article, pages: Mapping[str, Page]) -> str:
    """The page as it was read; the article's own text when the page is not there."""
    page = pages.get(page_key(article.path, article.given_id))
    return page.text if page else article.text


# --------------------------------------------------------------------------------------------------------------- places


def _after_what(change: Change, child: Article, alignment: Alignment, text: str) -> Span | None:
    """The sentence of the child after which lost words are missing: the counterpart of what stood before them."""
    lost = change.parent_at.sentence if change.parent_at else None
    if lost is None:
        return None
    before = {c for pair in alignment.pairs for p in pair.parent for c in pair.child if p <= lost}
    at = max(before, default=0)  # with nothing before it: at the beginning of the text
    return _on_page(child, at, None, text) if child.sentences else None


def _on_page(article: Article, sentence: int | None, span: Span | None, text: str) -> Span | None:
    """Where words of an article stand on its page; for markup, where the beginning of their sentence stands."""
    if sentence is None:
        return article.title_page
    whole = Span(article.sentences[sentence].start, article.sentences[sentence].end)
    start, end = span or whole
    for piece in article.page_spans:
        if isinstance(piece, PageSpan) and piece.article_start <= start < piece.article_end:
            offset = piece.page_start - piece.article_start
            return Span(start + offset, min(end, piece.article_end) + offset)
    if text == article.text:
        return Span(start, end)
    return _in_markup(article.text[start:end], text) or _in_markup(article.text[whole.start : whole.end], text)


def _in_markup(words: str, text: str) -> Span | None:
    """The first place of words in the source of a page, whatever spaces stand between them."""
    parts = words[:_KNOWN_START].split()
    if len(parts) > 1 and len(words) > _KNOWN_START:
        parts = parts[:-1]
    found = re.search(r"\s+".join(map(re.escape, parts)), text) if len(parts) > 1 else None
    return Span(found.start(), found.end()) if found else None


def _line_and_column(text: str, offset: int) -> tuple[int, int]:
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


# ---------------------------------------------------------------------------------------------------------------- forms


def as_text(findings: Sequence[Finding], statistics: bool) -> str:
    """A line a finding, then how many there are."""
    lines = [f"{one.where}:{one.line}: {one.code} {one.weight} {one.message}" for one in findings]
    if statistics:
        counts = Counter(one.code for one in findings)
        lines += ["", *(f"{count:>5}  {code}  {RULES[code].title}" for code, count in sorted(counts.items()))]
    return "\n".join([*lines, _summary(findings)]) + "\n"


def _summary(findings: Sequence[Finding]) -> str:
    if not findings:
        return "Nothing found."
    by_weight = Counter(one.weight for one in findings)
    told = ", ".join(f"{by_weight[weight]} {weight}" for weight in reversed(WEIGHTS) if by_weight[weight])
    pages = len({one.where for one in findings})
    return f"{len(findings)} found ({told}) in {pages} page{'s' if pages != 1 else ''}."


def as_json(findings: Sequence[Finding]) -> str:
    """The findings as one JSON document, with the number of each code."""
    counts = dict(sorted(Counter(one.code for one in findings).items()))
    document = {"schema": SHAPE, "findings": [asdict(one) for one in findings], "counts": counts}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


_LEVELS: dict[Weight, str] = {"high": "error", "medium": "warning", "low": "notice"}


def as_github(findings: Sequence[Finding]) -> str:
    """Workflow commands that GitHub shows as annotations at the lines of a change."""
    return "".join(_annotations(findings))


def _annotations(findings: Sequence[Finding]) -> Iterator[str]:
    for one in findings:
        fields = {
            "file": one.path,
            "line": str(one.line),
            "endLine": str(one.end_line),
            "title": f"{one.code} {RULES[one.code].title}",
        }
        if one.line == one.end_line:  # columns of several lines are refused
            fields |= {"col": str(one.column), "endColumn": str(one.end_column)}
        told = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in fields.items())
        yield f"::{_LEVELS[one.weight]} {told}::{_escaped(one.message)}\n"


def _escaped(text: str, more: str = "") -> str:
    for char in "%\r\n" + more:
        text = text.replace(char, f"%{ord(char):02X}")
    return text
