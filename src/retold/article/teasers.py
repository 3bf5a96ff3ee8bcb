"""The other stories that a page points to: lines of teasers that stand together become one record each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from retold.article import wordlists
from retold.article.blocks import Block, squash
from retold.article.byline import people
from retold.article.line_marks import word_count
from retold.model import FurnitureKind, Teaser
from retold.tables.furniture import cues_in, words_in

_Part = Literal["words", "author", "date", "small"]

_MOST_META = 60
"""Characters up to which a line is an author, a date, a section or a label."""
_HEADLINE_WORDS = 4
"""Words from which a line is a headline or a lead; shorter ones name a section, a rank, a person."""
_LEAD_WORDS = 9
_LONGER = 1.2
"""How much longer than its headline a line is that reads like a lead."""
_SAME = 30
"""Letters by which words are known that a headline runs on into."""
_MOST_NAMES = 8
"""Words that a line of authors has at most."""
_BY = re.compile(r"^\W*(?:by|von|par|por|di|door|av|author|autor|text)\b[\s:]*", re.IGNORECASE)
_END = re.compile(r"(?:[.!…][\"'”’»)]*|\.\.\.)$")
_NAME = re.compile(r"[^\W\d_][\w.’'\-]+(?: [^\W\d_][\w.’'\-]*){1,3}$")
_CLOCK = re.compile(r"\W*\d{1,2}[:.]\d{2}(?: ?(?:uhr|[ap]m))?\W*$", re.IGNORECASE)
_BULLET = re.compile(r"^[\s*+•·▪►–—>»|]+")


@dataclass(slots=True)
class _Open:
    """A record being filled."""

    at: int
    headline: str
    author: str | None = None
    date: str | None = None
    text: list[str] = field(default_factory=list)

    def takes(self, part: _Part, text: str) -> bool:
        """Put an author or date into the record when that place is free; True when it was put or said already."""
        was = self.author if part == "author" else self.date
        if was is not None:
            return was == text
        if part == "author":
            self.author = text
        else:
            self.date = text
        return True

    def add(self, text: str) -> None:
        """Put a lead into the record; a headline that runs on into it, once tags are gone, ends where it begins."""
        at = self.headline.find(text[:_SAME], 1)
        if at > 0:
            self.headline = self.headline[:at].rstrip()
        self.text.append(text)

    def teaser(self) -> Teaser:
        """The finished record."""
        return Teaser(self.headline, self.author, self.date, " ".join(self.text) or None)


def teasers_of(blocks: Sequence[Block], kinds: Sequence[FurnitureKind | None]) -> dict[int, Teaser]:
    """The teasers of a page, by the number of the line that is their headline.

    A headline opens a record; the lead, author and date below it join it. Where a list begins with a date or a line
    such as "By Ada Lum", they belong to the headline that follows; a name alone may be a section and never does.
    """
    found: dict[int, Teaser] = {}
    start = 0
    for at in range(len(blocks) + 1):
        if at == len(blocks) or kinds[at] not in ("teaser", "placeholder"):
            lines = [(place, _BULLET.sub("", blocks[place].text)) for place in range(start, at)]
            for record in _records([line for line in lines if kinds[line[0]] == "teaser"]):
                found[record.at] = record.teaser()
            start = at + 1
    return found


def _records(lines: Sequence[tuple[int, str]]) -> list[_Open]:
    parts = [(place, text, _part(text)) for place, text in lines]
    told = [row for row in parts if row[2] != "small"]
    leads = bool(told) and told[0][2] != "words"
    records: list[_Open] = []
    waiting: dict[_Part, str] = {}
    for place, text, part in told:
        now = records[-1] if records else None
        if part == "words":
            if now and _is_lead(text, now):
                now.add(text)
            else:
                records.append(_Open(place, text, waiting.get("author"), waiting.get("date")))
                waiting = {}
            continue
        shown = _BY.sub("", text) if part == "author" else text
        ahead = leads and (part == "date" or shown != text)
        if now and (not ahead or shown in (now.author, now.date)) and now.takes(part, shown):
            continue
        if part == "date" or shown != text:
            waiting[part] = shown
    return records


def _part(text: str) -> _Part:
    """What a line of a teaser is: words of a headline or lead, an author, a date, or something small."""
    if len(text) <= _MOST_META:
        if wordlists.may_say_when(text) and (_CLOCK.match(text) or wordlists.AGO.search(text) or _is_date(text)):
            return "date"
        if _is_author(text):
            return "author"
        if _is_label(text):
            return "small"
    return "words" if word_count(text) >= _HEADLINE_WORDS else "small"


def _is_author(text: str) -> bool:
    said = _BY.match(text)
    if said:
        return text[said.end() : said.end() + 1].isupper() and word_count(text) <= _MOST_NAMES
    named = bool(_NAME.match(text)) and not text.isupper() and all(word[0].isupper() for word in text.split())
    return named and not cues_in(words_in(text)) and bool(people([text]))


def _is_date(text: str) -> bool:
    """True for a date with hardly a word besides it, so that a headline with a date in it stays one."""
    return bool(wordlists.DATE.search(text)) and len(words_in(wordlists.DATE.sub(" ", text))) <= 2


def _is_label(text: str) -> bool:
    words = words_in(text)
    return any(length == len(words) and {"label", "nav"} & set(cues) for _, length, cues in cues_in(words))


def _is_lead(text: str, record: _Open) -> bool:
    """True for words under a headline that tell more of it: a sentence, or what the headline runs on into."""
    if squash(text)[:_SAME] and squash(text)[:_SAME] in squash(record.headline):
        return True
    longer, count = len(text) > _LONGER * len(record.headline), word_count(text)
    sentence = bool(_END.search(text)) and count >= _LEAD_WORDS
    return not record.text and (sentence or (longer and count >= 2 * _LEAD_WORDS))
