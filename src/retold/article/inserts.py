"""Lines that a page sets into or under an article, known by a label at their start or by their shape.

They read like prose, so that a line model keeps them: an advert with its offer, a caption in brackets, a link to
another story, a ticker, a diary of events, a list of references, a table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from retold.article import wordlists
from retold.article.blocks import Block
from retold.article.cued import cued
from retold.model import FurnitureKind

_MOST_LABELLED = 320
"""Characters up to which a labelled line is one insert: a longer one may hold a paragraph behind its label."""
_MOST_LINKED = 160
"""The same for a label such as "Video", which also opens sentences about one."""
_MOST_OFFER = 300

_CAPTION = (
    r"(?:pictured(?: above| below| here)?|(?:file |library |stock |archive )?(?:photos?|pictures?|images?|photographs?"
    r"|foto|bild|illustration|graphic)(?: gallery| caption| credit| series| by)?)"
)
_ADVERT = (
    r"ad(?:vert|vertisement|vertising|vertorial)?|sponsored(?: (?:content|post|link|by))?|promoted|promotion"
    r"|paid (?:post|content|partnership|for by)|partner (?:content|offer)|(?:reader|special|subscriber) offer"
    r"|anzeige|werbung|publicité|publicidad|pubblicità|reklama?"
)
_LINK = (
    r"(?:read|see|watch|listen|look|view|more|related|also)(?: (?:also|more|next|now|too|here|on|this|read|photos?"
    r"|pictures?|videos?|gallery|stories|story|articles?|reading|coverage|news))*"
    r"|don'?t miss|in case you missed it|recommended"
    r"|you (?:may|might) also like|next up|quiz|poll|vote|forum|discuss|gallery|photo gallery|video|podcast|audio"
    r"|in (?:pictures|photos)|lesen sie auch|mehr zum thema|lire aussi|à lire aussi|lea también|leer también"
    r"|leggi anche|leia também|lees ook|läs också|czytaj także|baca juga"
)
_LABELLED: tuple[tuple[FurnitureKind, re.Pattern[str], int], ...] = (
    ("caption", re.compile(rf"^[>»›▶►\s]*{_CAPTION}\s*[:|]"), _MOST_LABELLED),
    ("caption", re.compile(rf"^[\[(（【]\s*{_CAPTION}\b[^\n]*[\])）】]$"), _MOST_LABELLED),
    ("promotion", re.compile(rf"^[>»›▶►\s]*(?:{_ADVERT})\s*[:|–—]"), _MOST_LABELLED),
    ("teaser", re.compile(rf"^[>»›▶►\s]*(?:{_LINK})\s*[:|]"), _MOST_LINKED),
)
_OFFER = re.compile(
    r"\bfree trial\b|\bcancel any ?time\b|\b(?:without|no) (?:ads|adverts)\b|\bad-free\b|\bunlimited access\b"
    r"|\b(?:first|next) (?:\w+ )?(?:weeks?|months?|year) (?:free|for)\b|[\d.]+ (?:a|per) (?:week|month|quarter|year)\b",
)
_ORDER = re.compile(
    r"(?:^|[.:!?–—]\s+)(?:start|subscribe|join|get|try|read|sign up|order|buy|save|enjoy|claim|upgrade|support"
    r"|become)\b",
)
_BETTING = cued("18+|gamble|t&cs", r"(?:^|\W)18\+(?!\w)|\bgamble (?:responsibly|aware)\b|\bt&cs apply\b")
_RECRUITS = re.compile(
    r"^\W*(?:join|get|follow|become|meet)\b[^.!?]{0,60}\b(?:readers|subscribers|members|followers|listeners|fans)\b"
    r"[^.!?]{0,60}\b(?:our|us)\b",
)
_ASKS = re.compile(
    r"^\W*(?:have|do|did|are|were|can|could)\s+you\b[^?]{0,120}\?\W+(?:please\s+)?"
    r"(?:call|ring|e-?mail|write|contact|send|text|tell|message|get in touch|let)\b[^\n]*\b(?:us|our)\b",
)
_REPLIES = re.compile(r"(?:^|[:?!|·(–—-]\s*)\d[\d,.]*\s+(?:replies|reply|comments?|answers|votes)\)?$")
_YOURS = re.compile(r"\b(?:your|our|us|dein|deine|ihre?|votre|notre|tu|nuestro)\b")
_QUOTES = re.compile('["“”„«»]')

_STAMPED = re.compile(
    r"^\W*(?P<hour>[01]?\d|2[0-4])[:.h](?P<minute>[0-5]\d)(?!\d|[.,]\d)(?:\s*(?:[ap]\.?m\.?|uhr|gmt|utc|[ce]es?t))?\b[\s:|–—-]*\S",
    re.IGNORECASE,
)
_DAY = r"(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|nesday|sday|rsday|urday)?"
_NOTICE = re.compile(
    rf"^\W*{_DAY}\.?,?\s+(?:\d{{1,2}}(?:st|nd|rd|th)?\s+[a-z]{{3,9}}|[a-z]{{3,9}}\s+\d{{1,2}}(?:st|nd|rd|th)?)"
    r"[,.]?\s+(?:at\s+|from\s+)?(?:\d{1,2}(?:[.:]\d{2})?\s*(?:[ap]\.?m\b\.?|uhr)?|noon|midday|midnight)[\s,]*[:–—-]\s",
    re.IGNORECASE,
)
_REFERENCES = re.compile(
    r"^\W*(?:references?|bibliography|works cited|further reading|footnotes|end ?notes|sources and notes|literatur"
    r"|références|referencias)\W*$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^\s*(?:\[\d{1,3}\]|\(?\d{1,3}[.)])\s")
_CELL = re.compile(r"\s{2,}|\t+|\s\|\s")
_FIGURE = re.compile(r"^[-+−]?[\d.,:]+%?$")


def labelled_kind(text: str) -> FurnitureKind | None:
    """What a line is that begins with its own label, or that asks or offers the reader something; None for prose."""
    if len(text) > _MOST_LABELLED:
        return None
    low = text.lower()
    kind = _label_of(low)
    return kind if kind and not wordlists.SAID.search(low) else None


def _label_of(low: str) -> FurnitureKind | None:
    for kind, pattern, most in _LABELLED:
        if len(low) <= most and pattern.match(low):
            return kind
    if len(low) <= _MOST_LINKED and _REPLIES.search(low):
        return "comment"
    return "promotion" if _is_offer(low) else None


def _is_offer(low: str) -> bool:
    if len(low) > _MOST_OFFER or _QUOTES.search(low):
        return False
    sells = _ORDER.search(low) and _YOURS.search(low) and _OFFER.search(low)
    return bool(sells or _RECRUITS.match(low) or _ASKS.match(low)) or _BETTING.found_in(low)


def inserted(blocks: Sequence[Block], kept: Sequence[bool], chances: Sequence[float], sure: float) -> set[int]:
    """The kept lines that are inserts; a notice or a row of a table only when the model is not sure of it."""
    return (
        _tickers(blocks)
        | _references(blocks)
        | {
            at
            for at, block in enumerate(blocks)
            if kept[at]
            and (
                labelled_kind(block.text) or (chances[at] < sure and (_NOTICE.match(block.text) or _is_row(block.text)))
            )
        }
    )


def _tickers(blocks: Sequence[Block]) -> set[int]:
    """Two or more lines in a row that begin with a time, the latest first: news that comes in, not a chronicle."""
    found: set[int] = set()
    run: list[tuple[int, int]] = []
    for at, block in enumerate((*blocks, None)):
        stamp = _STAMPED.match(block.text) if block else None
        if stamp:
            run.append((at, int(stamp["hour"]) * 60 + int(stamp["minute"])))
        if stamp or not run:
            continue
        times = [minute for _, minute in run]
        latest_first = all(one > other for one, other in pairwise(times))
        if len(run) > 1 and latest_first and 2 * len(run) < len(blocks):
            found.update(number for number, _ in run)
        run = []
    return found


def _references(blocks: Sequence[Block]) -> set[int]:
    """A heading such as "References" with the numbered lines under it."""
    found: set[int] = set()
    for at, block in enumerate(blocks):
        if _REFERENCES.match(block.text):
            under = at + 1
            while under < len(blocks) and _NUMBERED.match(blocks[under].text):
                under += 1
            if under > at + 1:
                found.update(range(at, under))
    return found


def _is_row(text: str) -> bool:
    """True for the row of a table: cells apart from each other, most of them figures."""
    cells = [cell for cell in _CELL.split(text) if cell]
    return len(cells) >= 4 and 2 * sum(bool(_FIGURE.match(cell)) for cell in cells) > len(cells)
