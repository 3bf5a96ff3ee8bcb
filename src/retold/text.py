"""Sentences, words, normal forms and spans: what every stage needs to know about text."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator

from retold.model import Sentence, Span

_FOLD = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "‚": "'",
        "‛": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‐": "-",
        "‑": "-",
        "–": "-",
        "—": "-",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "…": "...",
    }
)

_WORD = re.compile(r"\w+(?:[.,:/]\d+)*(?:['’\-]\w+)*", re.UNICODE)

_ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof sen rep gov gen col lt sgt capt cmdr adm maj brig hon rev st sr jr supt insp
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun
    inc corp co ltd llc plc bros dept univ assn est vs etc al no nos vol fig approx ave blvd rd mt ft
    u.s u.k u.n e.g i.e a.m p.m d.c ph.d""".split()
)
_NEVER_END = frozenset(
    "mr mrs ms dr prof sen rep gov gen col lt sgt capt cmdr adm maj brig hon rev vs e.g i.e st mt".split()
)
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)")
_STATES = frozenset(("u.s", "u.k", "u.n", "d.c"))
_STARTERS = frozenset(
    """The A An In On At He She It They We But And This That These Those There When While After Before If As For With
    However Meanwhile Its His Her Their Not Some Many Most Several Last Since By From Under Police Officials""".split()
)
"""Words that begin a sentence far more often than they follow an abbreviation inside one."""
_TAG_REACH = 100
"""Letters after a closing mark that decide whether the sentence goes on; the rest of a long line is not copied."""
_OPENING = "\"'“‘«„(["
_LOWER = re.compile(r"\s*[a-z]")
_TAG = re.compile(
    r"(?:(?:[A-Z][\w.'’-]*|of|the|de|van|von|bin|al)\s+){1,6}"
    r"(?:said|says|asked|asks|added|adds|wrote|writes|replied|demanded|wondered|shouted|yelled|cried|exclaimed|joked|quipped"
    r"|tweeted|told|continued|recalled|responded|answered|screamed|laughed|mused|insisted|remarked)\b"
    r"(?=[.,;:]|\s+(?:on|in|at|to|of|during|after|before|when|as|with|while|from|later|him|her|them|me|us|reporters)\b"
    r"|\s+[A-Z]\w+day\b|$)"
)
"""Name and verb of saying right after a question or exclamation in quotation marks: ``“Why?” Berg asked.``"""


def digest(*parts: str, size: int = 12) -> str:
    """A short id made from content: the same parts give the same hexadecimal string on every run and machine."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:size]


def fold(text: str) -> str:
    """Text in its plain clothes, for comparing: NFKC, lower case, straight quotes and dashes, single spaces."""
    plain = unicodedata.normalize("NFKC", text).translate(_FOLD).lower()
    return " ".join(plain.split())


def without_accents(text: str) -> str:
    """Text in its plain clothes and without accents, for comparing names: outlets differ in whether they print them."""
    return "".join(char for char in unicodedata.normalize("NFD", fold(text)) if not unicodedata.combining(char))


def words(text: str) -> list[tuple[str, Span]]:
    """The words of a text in plain clothes, each with its span in the text as given."""
    return [(fold(found.group()), Span(*found.span())) for found in _WORD.finditer(text)]


def in_digits(value: float) -> str:
    """A number as people read it: ``1,400``, ``48.6 million``, ``0.25``."""
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(value) >= size:
            return f"{round(value / size, 3):,g} {word}"
    return f"{round(value, 3):,.10g}"


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """Sentences and cross-headings of a text whose paragraphs are separated by line breaks.

    A line without a closing mark that is short and stands alone is a heading. A sentence never crosses a line break.
    """
    return tuple(sentence for line in _lines(text) for sentence in _sentences_of_line(text, line))


def _lines(text: str) -> Iterator[Span]:
    for found in re.finditer(r"[^\n\r\u2028\u2029]+", text):
        raw = found.group()
        start = found.start() + len(raw) - len(raw.lstrip())
        end = found.start() + len(raw.rstrip())
        if end > start:
            yield Span(start, end)


def _sentences_of_line(text: str, line: Span) -> Iterator[Sentence]:
    start = line.start
    for found in _END.finditer(text, line.start, line.end):
        if found.end() < line.end and _goes_on(text, start, found, line.end):
            continue
        yield Sentence(start, found.end())
        start = found.end()
        while start < line.end and text[start].isspace():
            start += 1
    if start < line.end:
        whole_line = start == line.start
        yield Sentence(start, line.end, "heading" if whole_line and _is_heading(text[start : line.end]) else "sentence")


def _goes_on(text: str, start: int, end: re.Match[str], stop: int) -> bool:
    """True when the closing mark does not end the sentence: an abbreviation, an initial, or a tag after a quote."""
    after = text[end.end() : min(stop, end.end() + _TAG_REACH)].lstrip()
    mark = end.group()
    if _LOWER.match(after) or (len(mark) > 1 and mark[0] in "?!" and _TAG.match(after)):
        return True
    if mark != ".":
        return False
    before = text[start : end.start()]
    last = before.rsplit(maxsplit=1)[-1].lower().lstrip("(\"'“‘") if before.strip() else ""
    if last in _NEVER_END or (len(last) == 1 and last.isalpha()):
        return True
    following = after.lstrip(_OPENING)
    if last in _STATES:
        # ``the U.S. Department`` goes on; ``in the U.S. The minister`` does not.
        return following.split(maxsplit=1)[:1] != [] and following.split(maxsplit=1)[0] not in _STARTERS
    return last in _ABBREVIATIONS and not following[:1].isupper()


def _is_heading(line: str) -> bool:
    return len(line) <= 120 and len(line.split()) <= 16 and line[-1] not in '.!?:;,…"”'
