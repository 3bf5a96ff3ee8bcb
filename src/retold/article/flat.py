"""A page whose markup is gone: which lines are the article, and which are its headline, byline, date and source line.

A trained model tells which lines are article (``line_model``); the rules here find what belongs to it round them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from retold.article import wordlists
from retold.article.blocks import Block, Role, Sorted, lines_of, squash
from retold.article.byline import byline_names, people
from retold.article.confidence import Trust, trust
from retold.article.corrections import corrected
from retold.article.credit_line import LONGEST_LINE, closing_line, priority_line, republication_line, source_line
from retold.article.date import parse_date
from retold.article.inserts import labelled_kind
from retold.article.keep import keep_likely
from retold.article.kind_words import kind_by_words
from retold.article.line_model import judge_lines
from retold.page import Page, Problem
from retold.settings import ArticleSettings

_HEAD_LINES = 12
"""Lines above the article among which its headline, byline and date are looked for."""
_INSIDE = 2
"""Lines of the article behind its first that are still its head: a byline may stand below a summary."""
_TAIL_LINES = 4
"""Lines below the article that may still be a credit or a byline."""
_SHORT = 9
_LEAST_WORDS = 5
"""Words that one line of an article must have: a page of buttons and figures has none."""
_DATE_LABEL = re.compile(
    r"\b(?:published|posted|updated|last (?:updated|modified)|created|released|stand|veröffentlicht|publié"
    r"|publicado|pubblicato"
    r"|aktualisiert|mis à jour|actualizado|on|at|am|um|by|uhr|le|el|the|of|de|du|hours?|hrs|min(?:ute)?s? read"
    r"|read|today|gmt|utc"
    r"|ist|est|edt|et|bst|jst|cet|cest|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|am|pm)\b",
    re.IGNORECASE,
)
_LABELLED_DATE = re.compile(r"^\W*(?:first |last )?(?:published|posted|updated|veröffentlicht|publié|publicado)", re.I)
_WORD = re.compile(r"[^\W\d_]{2,}")
_MOST_DATE = 120
"""Characters of the longest line that says when and hardly anything else."""
_ENDS = re.compile(r"[.!?…。！？:;,][\"'”’»)\]]*$")


def sort_lines(text: str, settings: ArticleSettings) -> tuple[Sorted, Trust]:
    """The lines of a flat page with their roles, and how far to trust them; no line is an article's when none is."""
    blocks = lines_of(text)
    judged = judge_lines([block.text for block in blocks], [block.gap for block in blocks])
    kept = corrected(blocks, judged, keep_likely(judged, settings), settings)
    return with_head(blocks, kept), trust(judged, kept)


def too_long(page: Page, lines: int, characters: int, settings: ArticleSettings) -> Problem | None:
    """The problem of a page with more text than any article has; None for one of sound size."""
    if lines <= settings.most_lines and characters <= settings.most_characters:
        return None
    says = f"it has {lines:,} lines and {characters:,} characters of text, far more than an article has"
    return Problem(page.place, "clean", "too-long", says)


def with_head(
    blocks: Sequence[Block], kept: Sequence[bool], title: int | None = None, edges_only: bool = False
) -> Sorted:
    """Roles for all lines, once it is known which ones are article; ``title`` when markup tells the headline.

    ``edges_only``: no headline is looked for among the lines, and those inside the article stay as they are.
    """
    roles: list[Role] = ["article" if keep else "furniture" for keep in kept]
    body = [at for at, keep in enumerate(kept) if keep]
    if not any(_is_prose(blocks[at].text) for at in body):
        nothing: list[Role] = ["furniture"] * len(blocks)
        return Sorted(tuple(blocks), tuple(nothing))
    title = _title(blocks, body) if title is None and not edges_only else title
    if title is not None:
        roles[title] = "title"
        for at in range(title):
            if roles[at] == "article" and not _ENDS.search(blocks[at].text) and len(blocks[at].text.split()) < _SHORT:
                roles[at] = "furniture"
        body = [at for at, role in enumerate(roles) if role == "article"] or body
    _take_out(_Frame(blocks, body, title), roles, edges_only)
    return Sorted(tuple(blocks), tuple(roles))


def _is_prose(text: str) -> bool:
    """True for a line with a few words; scripts without spaces count by characters."""
    return len(_WORD.findall(text)) >= _LEAST_WORDS or (
        not text.isascii() and sum(map(str.isalpha, text)) >= 4 * _LEAST_WORDS
    )


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the article stands on the page."""

    blocks: Sequence[Block]
    body: Sequence[int]
    title: int | None

    def near_head(self, at: int) -> bool:
        """Between the headline and the first lines of the body, or just above them when there is no headline."""
        first = self.body[0]
        top = self.title if self.title is not None and self.title <= first else first - 4
        return top <= at <= first + _INSIDE

    def under_title(self, at: int) -> bool:
        """Strictly between a known headline and the body, where only bylines, dates and buttons stand."""
        return self.title is not None and self.title < at < self.body[0]

    def near_tail(self, at: int) -> bool:
        """The last line of the body or one of the few below it."""
        return self.body[-1] <= at <= self.body[-1] + _TAIL_LINES


def _title(blocks: Sequence[Block], body: Sequence[int]) -> int | None:
    """The line that is the headline: next above the body, shaped like one, and about what the body is about."""
    first = body[0]
    topic, below = _topic(blocks[at].text for at in body), _topic(blocks[at].text for at in body if at != first)
    best, best_score = None, 0.0
    for at in range(max(0, first - _HEAD_LINES), first + 1):
        text = blocks[at].text
        if at == first and (_ENDS.search(text) or len(body) < 2 or not _starts_body(blocks, body)):
            continue
        if not _headline_shape(text):
            continue
        words = _topic([text])
        shared = len(words & (below if at == first else topic))
        share = shared / max(len(words), 1)
        above = at < first and not _between(blocks, at, first)
        if shared < (1 if above else 2) or (share < 0.25 and not above):
            continue
        score = share + 1.0 / (1 + _between(blocks, at, first)) + min(len(words), 8) / 16
        if score > best_score:
            best, best_score = at, score
    return best


def _between(blocks: Sequence[Block], title: int, first: int) -> int:
    """Lines between headline and body, not counting those that belong there: byline, date, source line, buttons."""
    return sum(
        not (
            is_date_line(block.text)
            or byline_names(block.text)
            or kind_by_words(block.text)
            or _is_credit(block.text, True)
        )
        for block in blocks[title + 1 : first]
    )


def _starts_body(blocks: Sequence[Block], body: Sequence[int]) -> bool:
    """True when the line under the first kept one is a paragraph, so that the first one is a headline over it."""
    follower = blocks[body[1]].text
    return len(follower) > 1.3 * len(blocks[body[0]].text) and bool(_ENDS.search(follower))


def _headline_shape(text: str) -> bool:
    words = text.split()
    wide = len(text) > 8 and len(words) < 3 and not text.isascii()
    if not (3 <= len(words) <= 30 or wide) or len(text) > 220:
        return False
    if text.endswith((".", ":", ",", ";", "...", "…")) and not re.search(r"\b[A-Z]\.[A-Z]?\.?$", text):
        return False
    if byline_names(text) or is_date_line(text) or source_line(text, own_place=False):
        return False
    if labelled_kind(text) == "caption":
        return False
    return kind_by_words(text) in (None, "teaser", "promotion") and not wordlists.AGO.search(text)


def _topic(texts: Iterable[str]) -> set[str]:
    found = {word.lower()[:6] for text in texts for word in _WORD.findall(text) if len(word) > 2}
    return {word for word in found if word not in wordlists.STOP_WORDS}


def is_date_line(text: str) -> bool:
    """True for a line that says when and hardly anything else."""
    return len(text) <= _MOST_DATE and _says_when(text)


@lru_cache(maxsize=4_096)
def _says_when(text: str) -> bool:
    """The same for a short line; several rules ask it of one line."""
    if not wordlists.may_say_when(text):
        return False
    if not (wordlists.DATE.search(text) or wordlists.AGO.search(text) or parse_date(text)):
        return False
    rest = wordlists.AGO.sub(" ", wordlists.DATE.sub(" ", _DATE_LABEL.sub(" ", text)))
    return len(_WORD.findall(rest)) <= 2


def _take_out(frame: _Frame, roles: list[Role], edges_only: bool) -> None:
    """Mark bylines, dates and credit lines round the article; inside it only lines that can be nothing else."""
    headline = squash(frame.blocks[frame.title].text) if frame.title is not None else ""
    most = 2 * len(frame.blocks[frame.title].text) if frame.title is not None else 0  # marks and spaces do not count
    first, last = frame.body[0] + _INSIDE, frame.body[-1]
    lines = range(len(frame.blocks))
    for at in (*lines[: first + 1], *lines[max(last, first + 1) : last + _TAIL_LINES + 1]) if edges_only else lines:
        if at == frame.title:
            continue
        text = frame.blocks[at].text
        role: Role | None = None
        if first < at < last:
            role = "credit" if len(text) <= LONGEST_LINE and _is_credit(text, False) else None
        elif at <= last + _TAIL_LINES:
            role = _role_at_edge(frame, at)
        if role:
            roles[at] = role
        elif len(headline) <= len(text) <= most and squash(text) == headline:
            roles[at] = "furniture"


def _role_at_edge(frame: _Frame, at: int) -> Role | None:
    """What a line in the head or tail of the article is besides it, if it is anything; most lines far above are not."""
    head, tail = frame.near_head(at), frame.near_tail(at)
    inside = frame.body[0] <= at <= frame.body[-1]
    if (head or tail or inside) and _is_credit(frame.blocks[at].text, head or tail):
        return "credit"
    if (head or (tail and at <= frame.body[-1] + 1)) and names_in_byline(frame.blocks[at]):
        return "byline"
    return "date" if _is_date(frame, at) else None


def _is_date(frame: _Frame, at: int) -> bool:
    """True for the article's own date: in its head, or below it with a word that says so."""
    text = frame.blocks[at].text
    if frame.under_title(at) and len(text) < 80 and parse_date(text):
        return True
    own = frame.near_head(at) or (frame.near_tail(at) and bool(_LABELLED_DATE.match(text)))
    return own and is_date_line(text)


def names_in_byline(block: Block) -> tuple[str, ...]:
    """The people in a line that is a byline by its first word or by its markup."""
    marked = "byline" in block.place.split() and len(block.text) < 100
    return byline_names(block.text) or (people([block.text]) if marked else ())


def _is_credit(text: str, own_place: bool) -> bool:
    if source_line(text, own_place) or closing_line(text) or republication_line(text):
        return True
    return own_place and priority_line(text) is not None
