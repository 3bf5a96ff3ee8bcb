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

_TITLES = frozenset(
    """mr mrs ms messrs mx dr drs prof sen sens rep reps gov gen col lt sgt capt cmdr adm maj brig hon rev fr st mt ft
    supt asst atty insp pres amb vs e.g i.e sr hr sra dra srta sig dott dhr mevr ul exa ex bl.a f.eks t.ex mio
    mrd""".split()
)
"""Abbreviations that stand in front of a name, or of a noun in other languages."""
_BEFORE_NUMBERS = frozenset(
    """no nos nr nrs fig figs sec art arts ch vol vols p pp par eq op a.d max min approx c ca est kl núm num pág pag blz
    bd tel ext abs ziff""".split()
)
_ABBREVIATIONS = frozenset(
    """jr jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun inc corp co ltd llc
    plc bros dept univ assn est etc al approx ave blvd rd ph.d usw bzw bijv ecc np""".split()
)
"""Abbreviations that may end a sentence: a capital after them begins the next."""
_NEVER_LAST = frozenset(("e.g", "i.e", "vs"))
"""Abbreviations that no sentence ends with, whatever follows."""
_STARTERS = frozenset(
    """The A An In On At He She It They We You But And This That These Those There When While After Before If As For
    With However Meanwhile Its His Her Their Our Not No Some Many Most Several Last Since By From Under Police
    Officials Both One Two Three So Then Also Yet What Why How Who Where Other Another Each All Even Still Because
    Although Though Until Instead Despite More Such Now To""".split()
)
"""Words that begin a sentence far more often than they follow an abbreviation inside one."""
_OFFICES = frozenset(
    "Chief Chairman Chairwoman CEO President Director Vice Executive Founder Spokesman Spokeswoman".split()
)
"""Words that follow a company's name as the office of a person."""
_DAYS = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Febr)uary|March|April|May|June|July|August|October"
    r"|(?:Sept|Nov|Dec)ember"
)
_ORDINAL = re.compile(
    r"(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jahrhundert)\b"
)
"""What a number with a point counts in German and its neighbours: ``3. Oktober``."""
_NOTES = r"(?:(?<=[a-z]\.)\d{1,3}(?=\s+[A-Z“\"]))?(?:\s?\[(?:\d{1,3}|[a-z][a-z ]{0,30}[a-z])\])*"
_END = re.compile(rf"(?:[.!?…।؟]+(?:[\"'”’“‘«)\]]|\s?»)*{_NOTES}(?=\s|$))|[。！？]+[」』”）]*")
"""A closing mark with the quotation marks, brackets and notes (``[4]``, ``[citation needed]``) that belong to it."""
_CREDITED = re.compile(r"\s(?=\(?(?:Image|Photo|Photograph|Picture|Credit|Illustration|Graphic)(?: credit)?:\s)")
"""Before the credit of a picture a caption ends, with a mark or without."""
_DOTTED = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]|([A-Z])\1")
"""Initials and letters with points (``A.J``, ``U.S``), and the doubled ones of Spanish plurals (``EE. UU.``)."""
_LISTED = re.compile(r"\(?\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]")
"""The number of an item of a list or section."""
_WORD_AFTER = re.compile(r"[\"'“‘«„(\[¿¡]*([^\W_][\w'’.-]*)?")
_LOWER = re.compile(r"[a-z](?![a-z]{0,6}[A-Z])")
"""A small letter that is no brand's (``eBay``)."""
_ASIDE = re.compile(r"[—–-]+\s[a-z]")
_SIGNED = re.compile(
    r"(?:[—–―]|--?)\s?[A-Z][\w.'’-]*(?:\s(?:[A-Z][\w.'’-]*|de|van|von|bin|al)){0,4}(?:,[^\n.!?]{0,80})?(?:\n|$)"
)
_TAG_REACH = 120
"""Letters after a closing mark that decide whether the sentence goes on; the rest of a long line is not copied."""
_NAMED = r"(?:[A-Z][\w.'’-]*|of|the|de|van|von|bin|al)(?:\s+(?:[A-Z][\w.'’-]*|of|the|de|van|von|bin|al)){0,5}"
_TAG = re.compile(
    rf"(?:{_NAMED}(?:,\s[^,.!?“”\"]{{2,60}},)?|[A-Z][\w-]*['’]s(?:\s[a-z-]+){{1,3}}(?:,\s{_NAMED},|\s{_NAMED}))\s+"
    r"(?:said|says|asked|asks|added|adds|wrote|writes|replied|demanded|wondered|shouted|yelled|cried|exclaimed|joked"
    r"|quipped|tweeted|told|continued|recalled|responded|answered|screamed|laughed|mused|insisted|remarked)\b"
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
    for end in _ends(text, line):
        if end > start and end < line.end:
            yield Sentence(start, end)
            start = end
            while start < line.end and text[start].isspace():
                start += 1
    if start < line.end:
        whole_line = start == line.start
        yield Sentence(start, line.end, "heading" if whole_line and _is_heading(text[start : line.end]) else "sentence")


def _ends(text: str, line: Span) -> Iterator[int]:
    """Where sentences end inside a line, from left to right."""
    credits = [found.start() for found in _CREDITED.finditer(text, line.start, line.end)] if ":" in text else []
    start = line.start
    for found in _END.finditer(text, line.start, line.end):
        while credits and credits[0] < found.end():
            start = credits.pop(0)
            yield start
        if found.end() < line.end and _goes_on(text, start, found, line.end):
            continue
        start = found.end()
        yield start
    yield from credits


def _goes_on(text: str, start: int, end: re.Match[str], stop: int) -> bool:
    """True when the closing mark does not end the sentence: an abbreviation, a tag after a quote, an aside."""
    after = text[end.end() : min(stop, end.end() + _TAG_REACH)].lstrip()
    mark = end.group()
    if _LOWER.match(after) or after.startswith(("...", "…")):
        return True
    if mark[0] in "?!":
        return bool(_ASIDE.match(after)) or (len(mark) > 1 and bool(_TAG.match(after)))
    if len(mark) > 1 and mark[-1] in "\"”’'»" and _SIGNED.match(after):
        return True
    if mark != ".":
        return False
    return _is_abbreviated(text[start : end.start()], after)


def _is_abbreviated(before: str, after: str) -> bool:
    """True when the point after these words is a point of their last word and no full stop."""
    word = before.rsplit(maxsplit=1)[-1].lstrip("(\"'“‘[") if before.strip() else ""
    last = word.lower()
    following = found[1] or "" if (found := _WORD_AFTER.match(after)) else ""
    is_first = before.strip() == word
    if following[:1].isdigit():
        return (last in _BEFORE_NUMBERS and word != "no") or last.endswith("str") or last in _ABBREVIATIONS
    if is_first and _LISTED.fullmatch(word):
        return True
    if last.isdigit():
        return len(last) <= 2 and bool(_ORDINAL.match(following))
    if last in ("a.m", "p.m"):
        return bool(_DAYS.match(following)) or (len(before.split()) <= 4 and following not in _STARTERS)
    if last in _TITLES or _DOTTED.fullmatch(word):
        return last in _NEVER_LAST or following not in _STARTERS
    return last in _ABBREVIATIONS and (not following[:1].isupper() or following in _OFFICES)


def _is_heading(line: str) -> bool:
    return len(line) <= 120 and len(line.split()) <= 16 and line[-1] not in '.!?:;,…"”'
