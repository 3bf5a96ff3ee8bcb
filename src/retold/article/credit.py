"""Credits: the outlets and agencies that a page itself names as the source of what it tells.

Three levels. *Article*: the whole text is said to come from there. *Passage*: a part. *Claim*: one statement.
A credit for a picture is none, and neither is a person or an office: "according to police" names no outlet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from retold.article.outlet import Mentioned, Outlets, bare, is_same_outlet
from retold.article.relay import CUES, Relayed, relayed, words_of
from retold.model import Credit, CreditKind, CreditLevel, Sentence, Span
from retold.text import fold

_UP = r"[A-ZÀ-ÞА-Я][\w.&'’\-]*"
_NAME = rf"(?:[Tt]he\s+)?{_UP}(?:\s+(?:(?:of|and|&|de|la|le|der|für|du|do|da)\s+)?(?:{_UP}|\d+)){{0,5}}"
_SHORT_NAME = rf"{_UP}(?:[ /]{_UP}){{0,2}}"

_SOURCE_LABELLED = re.compile(
    rf"^\W*(?i:(?:sources?|quellen?|fuentes?|fonti|fonte|via|credit|bron|källa|источник)\s*[:：–-]\s*|via\s+(?:the\s+)?)"
    rf"(?P<name>{_NAME}(?:\s*[,/]\s*{_NAME})*)\W*$"
)
_SOURCE_BARE = re.compile(rf"^(?:Source|Quelle|Fuente|Fonte|SOURCE)\s+(?P<name>{_SHORT_NAME})\.?$")
_INPUTS = re.compile(
    rf"^\W*(?i:with\s+(?:additional\s+)?(?:inputs?|reports?|reporting|material|files?|information)\s+(?:from|by)"
    rf"|mit\s+(?:material|informationen)\s+(?:von|der)|avec|con\s+información\s+de|com\s+informações\s+d[aeo])\s+"
    rf"(?P<name>{_NAME}(?:\s*(?:,|/|and)\s*{_NAME})*)\W*$"
)
_COPYRIGHT = re.compile(
    rf"^\W*(?:©|\([cC]\)|[Cc]opyright)\s*(?:©\s*)?(?:19"
    rf"|20)\d\d\s+(?P<name>{_NAME})(?:\.?\s+[Aa]ll [Rr]ights [Rr]eserved)?\W*$"
)
_SLUG = re.compile(
    rf"^\W*(?:[A-ZÀ-Þ][^()\n]{{1,60}}?[\s,]+)?(?:\((?P<a>{_SHORT_NAME}|[a-z]{{2,5}})\)|/(?P<b>{_SHORT_NAME})/)\s*(?:[-–—:]+|--)\s*"
)
_CLOSING = re.compile(
    r"^\W*(?:additional\s+)?(?:report(?:ing|ed)|writing|written|edit(?:ing|ed)|compiled|coverage)\s+by\b.*$",
    re.IGNORECASE,
)
_REPUBLISHED = re.compile(
    rf"\b(?i:originally|first)\s+(?:appeared|published|ran|posted|printed)\s+(?:in|on|at|by|with)\s+(?P<a>{_NAME})"
    rf"|\b(?i:re-?published|reprinted|reproduced|syndicated)\s+(?:here\s+)?(?:with\s+(?:the\s+)?(?:kind\s+)?permission\s+)?"
    rf"(?:from|of|by)\s+(?P<b>{_NAME})"
    rf"|\b[Rr]ead\s+the\s+(?:original|full|rest|whole|entire)\s+(?:of\s+(?:the|this)\s+)?(?:article|story|report|piece|post)\s+(?:here\s+)?(?:at|on|in|from)\s+(?P<c>{_NAME})"
)
_PRIORITY_LINE = re.compile(
    rf"^\W*(?:(?:[Tt]his|[Tt]he)\s+(?:story|news)\s+(?:was\s+)?)?(?i:first|originally)\s+(?:reported|revealed|disclosed|broken)"
    rf"\s+(?:by|in)\s+(?P<name>{_NAME})\W*$"
)
_PICTURE = re.compile(r"\b(?:photo|picture|image|foto|bild|getty|file)\b", re.IGNORECASE)
_FIRST_SENTENCES = 2
_OPENING = 6
"""Sentences in which a word such as "first reported by" speaks for the whole article."""
_WORDS_SHOWN = 120
_PLAIN_WORD = re.compile(r"[^\W_]+")
_AGAIN = frozenset(
    "appeared published ran posted printed republished reprinted reproduced syndicated Republished Reprinted read Read".split()
)

@dataclass(frozen=True, slots=True)
class NamedSource:
    """Outlets that a line of its own credits, and how."""

    names: tuple[str, ...]
    kind: CreditKind


def source_line(line: str, own_place: bool) -> NamedSource | None:
    """The source that a whole line names; ``own_place``: it stands where credits stand, next to headline or last line.

    There any proper name is taken, for that is what the place is for. Elsewhere only the name of an outlet is, since
    charts and tables have sources as well.
    """
    if len(line) > 160 or _PICTURE.search(line):
        return None
    for pattern in (_SOURCE_LABELLED, _INPUTS, _SOURCE_BARE):
        found = pattern.match(line)
        if found:
            names = tuple(_names(found["name"], own_place))
            return NamedSource(names, "source-line") if names else None
    found = _COPYRIGHT.match(line)
    if found and Outlets().named(found["name"]):
        return NamedSource((bare(found["name"]),), "source-line")
    return None


def closing_line(line: str) -> NamedSource | None:
    """A closing line such as ``(Reporting by A; editing by B)``, with the agencies it names, often none."""
    if not _CLOSING.match(line) or len(line) > 300:
        return None
    pieces = re.split(r"[;,]|\band\b|\bfor\b|\bin\b|\bby\b", line.strip(" ()[]"))
    return NamedSource(tuple(dict.fromkeys(name for piece in pieces if (name := Outlets().named(piece)))), "closing")


def republication_line(line: str) -> NamedSource | None:
    """A line that says nothing but where the article first stood."""
    found = _REPUBLISHED.search(line)
    if not found or len(line) > 250:
        return None
    about_itself = re.match(
        r"^\W*(?:(?:this|the)\s+(?:article|story|piece|report|post|column|text)|(?:re-?published|reprinted|originally|first|read))",
        line,
        re.IGNORECASE,
    )
    return NamedSource((bare(_first(found)),), "republication") if about_itself else None


def priority_line(line: str) -> NamedSource | None:
    """A line that says nothing but who had the story first."""
    found = _PRIORITY_LINE.match(line)
    return NamedSource((bare(found["name"]),), "priority") if found and len(line) <= 160 else None


def after_slug(text: str, sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """The sentences, the opening one without the slug of an agency before its first word."""
    bodies = [at for at, sentence in enumerate(sentences) if sentence.kind == "sentence"][:_FIRST_SENTENCES]
    for at in bodies:
        sentence = sentences[at]
        words = text[sentence.start : sentence.end]
        slug = _SLUG.match(words) if _starts_line(text, sentence.start) else None
        if slug and words[slug.end() :] and not words[slug.end()].islower():
            return (*sentences[:at], replace(sentence, start=sentence.start + slug.end()), *sentences[at + 1 :])
    return sentences


def _starts_line(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] in "\n\r"


def credits_in_text(
    text: str, sentences: tuple[Sentence, ...], own_outlet: str | None, outlets: Outlets | None = None
) -> tuple[Credit, ...]:
    """The credits inside a text, in its order, each with its place; what an outlet says of itself is left out."""
    reader = _Reader(text, outlets or Outlets(), own_outlet)
    found: dict[tuple[int, str], Credit] = {}
    bodies = [sentence for sentence in sentences if sentence.kind == "sentence"]
    for number, sentence in enumerate(bodies):
        for credit in reader.credits_of(sentence, number):
            found.setdefault((credit.at.start if credit.at else 0, credit.name), credit)
    return tuple(found[key] for key in sorted(found))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Finds the credits of one text."""

    text: str
    outlets: Outlets
    own: str | None
    heard: dict[str, str] = field(default_factory=dict)
    """Full names that the text has told, by their last words, for when it goes on with ``the Courier``."""

    def credits_of(self, sentence: Sentence, number: int) -> Iterator[Credit]:
        """The credits of one sentence; ``number`` counts the sentences before it."""
        words = self.text[sentence.start : sentence.end]
        if number < _FIRST_SENTENCES and _starts_line(self.text, sentence.start):
            yield from self._slug(words, sentence.start)
        plain = _PLAIN_WORD.findall(words)
        if (CUES.isdisjoint(plain) and _AGAIN.isdisjoint(plain)) or not self.outlets.may_name(plain):
            return
        origin = _REPUBLISHED.search(words) if not _AGAIN.isdisjoint(plain) else None
        if origin:
            yield from self._origin(words, sentence.start, origin)
        for name, relay in self._relays(words):
            if origin and relay.span.start < origin.end() and origin.start() < relay.span.end:
                continue
            kind: CreditKind = relay.way if relay.way == "priority" else "relay"
            yield _credit(name, kind, _level(relay, words, number), words, sentence.start, relay.span)

    def _relays(self, words: str) -> Iterator[tuple[str, Relayed]]:
        mentions = self.outlets.mentioned_in(words)
        tokens = words_of(words) if mentions else []
        relay: Relayed | None = None
        for mention in mentions:
            relay = relayed(tokens, mention, relay)
            name = self._name(mention, words) if relay else None
            if relay and name:
                yield name, relay

    def _name(self, mention: Mentioned, words: str) -> str | None:
        """The full name of an outlet mentioned; None for the page's own and for a name that is somebody else's here."""
        written = words[mention.span.start : mention.span.end]
        if self.own and (is_same_outlet(written, self.own) or is_same_outlet(mention.name, self.own)):
            return None
        if mention.sure:
            self.heard.setdefault(written.split()[-1], mention.name)
            return mention.name
        if self._is_somebody(written):
            return None
        plainly = set(fold(written).split()) <= set(fold(mention.name).split())
        return self.heard.get(written) or (mention.name if plainly else written)

    def _is_somebody(self, written: str) -> bool:
        """True for a doubtful name that is part of a person's in this text: ``Mr. Stern``, ``Howard Stern``."""
        people = re.finditer(rf"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov)\.? {written}\b|\b[a-z]+,? ([A-Z][a-z]+ {written})\b", self.text)
        return any(not (one[1] and self.outlets.named(one[1])) for one in people)

    def _slug(self, words: str, start: int) -> Iterator[Credit]:
        slug = _SLUG.match(words)
        if slug:
            name = slug["a"] or slug["b"]
            yield _credit(self.outlets.named(name) or name, "slug", "article", words, start, Span(*slug.span()))

    def _origin(self, words: str, start: int, found: re.Match[str]) -> Iterator[Credit]:
        name = self.outlets.named(_first(found))
        if name and not (self.own and is_same_outlet(name, self.own)):
            yield _credit(name, "republication", "article", words, start, Span(*found.span()))


def _level(relay: Relayed, words: str, number: int) -> CreditLevel:
    """How much of the article a credit covers: a claim unless it stands where it speaks for the whole."""
    if relay.way == "priority":
        return "article" if number < _OPENING else "passage"
    if words.endswith(":"):
        return "passage"
    return "article" if number == 0 and relay.way == "report" else "claim"


def _credit(name: str, kind: CreditKind, level: CreditLevel, words: str, start: int, place: Span) -> Credit:
    wording = words[place.start : place.end].strip(" -–—:")[:_WORDS_SHOWN]
    at = words.index(wording, place.start) + start
    return Credit(name, wording, kind, level, at=Span(at, at + len(wording)))


def _names(words: str, own_place: bool) -> Iterator[str]:
    for piece in re.split(r"\s*(?:,|/|\band\b)\s*", words):
        name = bare(piece)
        if name and (own_place or Outlets().named(name)):
            yield name


def _first(match: re.Match[str]) -> str:
    return next(group for group in match.groups() if group)
