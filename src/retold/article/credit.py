"""Credits: the outlets and agencies that a page itself names as the source of what it tells.

Three levels. *Article*: the whole text is said to come from there. *Passage*: a part. *Claim*: one statement.
A credit for a picture is none, and neither is a person or an office: "according to police" names no outlet. A poll
that an outlet had made is the subject of what is told, and so is an outlet that hires, sues, or speaks of itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from retold.article.credit_line import REPUBLISHED, credit_in_line, first_group
from retold.article.cue_words import CUES
from retold.article.outlet import BEFORE_NAMES, Mentioned, Outlets, is_same_outlet
from retold.article.relay import Relayed, relayed_in
from retold.article.slug import find_slug
from retold.model import Credit, CreditKind, CreditLevel, Sentence, Span
from retold.text import fold

_OPENING = 6
"""Sentences in which a word such as "first reported by" speaks for the whole article."""
_WORDS_SHOWN = 120
_PLAIN_WORD = re.compile(r"[^\W_]+")
_AGAIN = frozenset(
    """appeared published ran posted printed republished reprinted reproduced syndicated produced provided supplied
    distributed written Republished Reprinted read Read""".split()
)


def credits_in_text(
    text: str, sentences: tuple[Sentence, ...], own_outlet: str | None, outlets: Outlets | None = None
) -> tuple[Credit, ...]:
    """The credits inside a text, in its order, each with its place; what an outlet says of itself is left out."""
    outlets = outlets or Outlets()
    own = (own_outlet, outlets.named(own_outlet) or own_outlet) if own_outlet else ()
    reader = _Reader(text, outlets, own)
    found: dict[tuple[int, str], Credit] = {}
    for credit in (*reader.slug(sentences), *reader.told(sentences)):
        if credit.at and not reader.is_own(credit.name):
            found.setdefault((credit.at.start, credit.name), credit)
    return tuple(found[key] for key in sorted(found))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Finds the credits of one text."""

    text: str
    outlets: Outlets
    own: tuple[str, ...]
    """The page's own outlet, as the page and as the table call it."""
    heard: dict[str, set[str]] = field(default_factory=dict)
    """Full names that the text has told, by their last words, for when it goes on with ``the Courier``."""

    def is_own(self, name: str) -> bool:
        """True for the outlet that publishes this very text."""
        return any(is_same_outlet(name, own) for own in self.own)

    def slug(self, sentences: tuple[Sentence, ...]) -> Iterator[Credit]:
        """The agency at the head of the text."""
        slug = find_slug(self.text, sentences, self.outlets)
        if slug:
            yield from (self._credit(name, "slug", "article", slug.span) for name in slug.names)

    def told(self, sentences: tuple[Sentence, ...]) -> Iterator[Credit]:
        """The credits of lines that do nothing else, and of sentences, in their order."""
        number, done = 0, 0
        for sentence in sentences:
            if sentence.start < done:
                continue
            line = self._line(sentence)
            source = credit_in_line(line, self.outlets) if line else None
            if source:
                done = sentence.start + len(line)
                place = Span(sentence.start, done)
                yield from (self._credit(name, source.kind, source.level, place) for name in source.names)
            elif sentence.kind == "sentence":
                yield from self._of_sentence(sentence, number)
                number += 1

    def _line(self, sentence: Sentence) -> str:
        """The whole line that a sentence begins; empty for one inside a line, and for a caption."""
        if sentence.kind == "caption" or (sentence.start and self.text[sentence.start - 1] not in "\n\r"):
            return ""
        end = self.text.find("\n", sentence.start)
        return self.text[sentence.start : end if end >= 0 else len(self.text)].rstrip()

    def _of_sentence(self, sentence: Sentence, number: int) -> Iterator[Credit]:
        """The credits inside a sentence; ``number`` counts the sentences before it."""
        start, words = sentence.start, self.text[sentence.start : sentence.end]
        plain = _PLAIN_WORD.findall(words)
        again = not _AGAIN.isdisjoint(plain)
        cued = again or not CUES.isdisjoint(plain) or words.endswith("]") or (number == 0 and ":" in words)
        if not cued or not self.outlets.may_name(plain):
            return
        origin = REPUBLISHED.search(words) if again else None
        first = self.outlets.named(first_group(origin)) if origin else None
        if origin and first:
            end = origin.start() + len(origin.group().rstrip("."))
            yield self._credit(first, "republication", "article", _moved((origin.start(), end), start))
        for name, relay in self._relays(words, number):
            if not (origin and relay.span.start < origin.end() and origin.start() < relay.span.end):
                kind: CreditKind = relay.way if relay.way == "priority" else "relay"
                yield self._credit(name, kind, _level(relay, words, number), _moved(relay.span, start))

    def _relays(self, words: str, number: int) -> Iterator[tuple[str, Relayed]]:
        """The names in a sentence whose surroundings make them a credit."""
        mentions = [self._known(mention, words) for mention in self.outlets.mentioned_in(words)]
        for relay in relayed_in(words, mentions):
            name = self._name(relay.mention, words)
            if name and (relay.way != "headline" or number == 0):
                yield name, relay

    def _known(self, mention: Mentioned, words: str) -> Mentioned:
        """A mention, which is sure when a doubtful short name is that of one outlet named before."""
        last = words[mention.span.start : mention.span.end].rsplit(maxsplit=1)[-1]
        if mention.sure:
            self.heard.setdefault(last, set()).add(mention.name)
        elif len(self.heard.get(last, ())) == 1:
            return mention._replace(name=next(iter(self.heard[last])), sure=True)
        return mention

    def _name(self, mention: Mentioned, words: str) -> str | None:
        """The full name of an outlet mentioned; None for the page's own and for a name that is somebody else's here.

        A doubtful name stands as it is written when the outlet in the table is called otherwise.
        """
        written = words[mention.span.start : mention.span.end]
        if self.is_own(written) or self._is_somebody(mention, written):
            return None
        plainly = set(fold(written).split()) <= set(fold(mention.name).split())
        return mention.name if mention.sure or plainly else written

    def _is_somebody(self, mention: Mentioned, written: str) -> bool:
        """True for a doubtful name that is part of a person's in this text: ``Mr. Stern``, ``Howard Stern``."""
        if mention.sure or written.isupper():
            return False
        name = re.escape(written)
        if re.search(rf"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov)\.? {name}\b", self.text):
            return True
        for found in re.finditer(rf"(?:([\w.’'-]+)\W+)?\b([A-Z][a-z]+) {name}\b", self.text):
            before, given = found[1] or "", found[2]
            longer = before[:1].isupper() and before[-1] != "." and before.lower() not in BEFORE_NAMES
            if not longer and given.lower() not in BEFORE_NAMES and not self.outlets.named(f"{given} {written}"):
                return True
        return False

    def _credit(self, name: str, kind: CreditKind, level: CreditLevel, place: Span) -> Credit:
        wording = self.text[place.start : place.end].strip(" -–—:")[:_WORDS_SHOWN]
        at = self.text.index(wording, place.start)
        return Credit(name, wording, kind, level, at=Span(at, at + len(wording)))


def _moved(span: tuple[int, int], by: int) -> Span:
    return Span(span[0] + by, span[1] + by)


def _level(relay: Relayed, words: str, number: int) -> CreditLevel:
    """How much of the article a credit covers: a claim unless it stands where it speaks for more."""
    if relay.way == "priority":
        return "article" if number < _OPENING else "passage"
    if words.endswith(":"):
        return "passage"
    return "article" if number == 0 and relay.way != "talk" else "claim"
