"""Finds whose a quotation is that no saying covers: by a tag, a colon, a signature, its sentence, or who spoke."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retold.mention.attribute import attributed
from retold.mention.cue import cues
from retold.mention.memory import Memory
from retold.mention.reference import Mind, subject_named
from retold.mention.saying import Saying
from retold.mention.seat import Seat
from retold.mention.source import origin_of
from retold.mention.speaker import speaker_above
from retold.mention.tree import Tree
from retold.model import Attribution, Source, Span, Words
from retold.settings import MentionSettings

SPOKEN = frozenset(
    {"attribution.said", "attribution.goes-on", "attribution.colon", "attribution.letters", "attribution.tag"}
)
"""Rules for what somebody said in so many words; only after these does a quotation go on."""
_SIGNATURE = re.compile(
    r"[^\S\n]*(?P<dash>[―—–]|--)[^\S\n]*(?P<name>[A-Z][\w.’'-]*(?:[^\S\n]+(?:[A-Z][\w.’'-]*|de|van|von|bin|al)){1,4})"
    r"(?=[^\S\n]*(?:,[^\n]{0,60})?(?:\n|$))"
)
_NAMED_BEFORE = re.compile(r"(?:^|[.!?”\"]\s|\n)(?P<name>[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,3})(?P<colon>:)\s*$")
_TAG_WORDS = 14
"""Words between a quotation and the verb of its tag: ``Ada Brook, the mayor of Marlow since May, said``."""
_STOPS = frozenset({".", ";", ":", "“", "”", '"', "''", "``", "—", "–"})
_TELLING = frozenset("tell say add write speak talk comment remark reply respond".split())
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})


class Floating:
    """The quotations of an article that no saying covers, with what is known of its speakers."""

    def __init__(self, seats: Sequence[Seat], minds: Sequence[Mind], memory: Memory, settings: MentionSettings) -> None:
        pairs = [(seat, mind) for seat, mind in zip(seats, minds, strict=True) if seat.number is not None]
        self._seats = [seat for seat, _ in pairs]
        self._minds = [mind for _, mind in pairs]
        self._memory = memory
        self._settings = settings

    def owned(self, quotation: Span) -> Attribution | None:
        """The attribution that the text beside a quotation gives; None when nothing beside it tells."""
        place = self._place_of(quotation.start)
        if place is None:
            return None
        seat = self._seats[place]
        return (
            _signed(seat, quotation)
            or self._tagged(quotation)
            or self._announced(seat, quotation)
            or self._enclosed(place, quotation)
            or self._told_after(quotation)
        )

    def heir(self, found: Sequence[Attribution], quotation: Span, last: int | None) -> int | None:
        """The attribution whose source goes on speaking: the last one before the quotation, when it is near."""
        spoken = [
            n
            for n, one in enumerate(found)
            if one.source.spans
            and one.cue.spans[0].start < quotation.start
            and one.rule in SPOKEN
            and one.source.class_ not in ("none", "generic")
        ]
        if not spoken:
            return None
        nearest = max(spoken, key=lambda n: found[n].cue.spans[0].start)
        if last is not None and found[last].content_spans[0].start > found[nearest].cue.spans[0].start:
            nearest = last
        text = self._seats[0].article.text
        gap = text[max(found[nearest].cue.spans[0].end, found[nearest].content_spans[-1].end) : quotation.start]
        near = len(gap.split("\n")) <= 2 * self._settings.speaks_for_paragraphs + 1
        return nearest if near and len(gap) < self._settings.speaks_for_letters else None

    def mention_of(self, one: Attribution, quotation: Span) -> Source | None:
        """The last subject between a saying and a later quotation that is the same person: ``he`` or the name."""
        if one.source.name is None:
            return None
        for seat, mind in zip(reversed(self._seats), reversed(self._minds), strict=True):
            if seat.end > quotation.start:
                continue
            if seat.offset < one.cue.spans[0].end:
                return None
            subject = subject_named(seat.tree, self._memory, mind)
            if subject is not None:
                span, name = subject
                again = seat.tree.words(span)
                return replace(one.source, spans=(seat.placed(span),), text=again) if name == one.source.name else None
        return None

    def _place_of(self, at: int) -> int | None:
        return next((place for place, seat in enumerate(self._seats) if seat.offset <= at < seat.end), None)

    def _tagged(self, quotation: Span) -> Attribution | None:
        """``…,” said Ada Brook, the mayor`` and ``…,” Ada Brook, the mayor, said`` where the parser was lost."""
        place = self._place_of(quotation.end - 1)
        if place is None:
            return None
        seat = self._seats[place]
        tree, end = seat.tree, quotation.end - seat.offset
        first = next((n for n, token in enumerate(tree.tokens) if token.start >= end), None)
        if first is None:
            return None
        cue = _cue_behind(tree, first)
        span = _source_beside(tree, first, cue) if cue is not None else None
        if cue is None or span is None:
            return None
        return self._made(place, cue, span, "attribution.tag", quotation)

    def _announced(self, seat: Seat, quotation: Span) -> Attribution | None:
        """The attribution of a quotation after a colon: a name before it, or the subject of the sentence before it."""
        before = seat.article.text[: quotation.start].rstrip()
        if not before.endswith(":"):
            return None
        if (named := _NAMED_BEFORE.search(before[-80:])) is not None:
            offset = max(0, len(before) - 80)
            place = Span(named.start("name") + offset, named.end("name") + offset)
            source = Source((place,), named["name"], "named", self._memory.full_name(named["name"]))
            return _plain(seat, quotation, source, Span(len(before) - 1, len(before)))
        at = self._place_of(len(before) - 1)
        tree = self._seats[at].tree if at is not None else seat.tree
        root = next(
            (n for n, token in enumerate(tree.tokens) if token.head == n and token.pos in ("VERB", "AUX")), None
        )
        subject = tree.child(root, "nsubj") if root is not None else None
        if root is not None and subject is not None and tree.tokens[subject].lemma.lower() == "it":
            subject = subject if tree.tokens[root].lemma.lower() in _TELLING else None
        source_ = tree.span(tree.subtree(subject)) if subject is not None else None
        if at is None or root is None or source_ is None or self._seats[at].placed(source_).end > quotation.start:
            return None
        return self._made(at, root, source_, "attribution.colon", quotation)

    def _enclosed(self, place: int, quotation: Span) -> Attribution | None:
        """A quotation inside a sentence: whoever speaks, judges or acts in the clause around it."""
        seat = self._seats[place]
        tree = seat.tree
        start = quotation.start - seat.offset
        inside = [n for n, t in enumerate(tree.tokens) if start <= t.start and t.end <= quotation.end - seat.offset]
        if not inside or (start <= 1 and quotation.end >= seat.end - 1):
            return None
        here = inside[0]
        while tree.tokens[here].head != here:
            here = tree.tokens[here].head
            token = tree.tokens[here]
            if here in inside or token.pos not in ("VERB", "AUX") or token.dep in ("aux", "auxpass"):
                continue
            speaker = speaker_above(tree, here)
            source = tree.span(tree.subtree(speaker, without=_clauses(tree, speaker))) if speaker is not None else None
            if source is not None and not start <= source.start < quotation.end - seat.offset:
                return self._made(place, here, source, "attribution.borrowed", quotation)
        return None

    def _told_after(self, quotation: Span) -> Attribution | None:
        """``“It is over.” Ada Brook told the Coast Daily on Monday.``: the next sentence tells who spoke."""
        end = self._place_of(quotation.end - 1)
        if end is None or end + 1 >= len(self._seats) or quotation.end < self._seats[end].end - 1:
            return None
        seat = self._seats[end + 1]
        if "\n" in seat.article.text[quotation.end : seat.offset] or seat.sayings:
            return None
        tree = seat.tree
        root = next((n for n, token in enumerate(tree.tokens) if token.head == n and token.pos == "VERB"), None)
        subject = tree.child(root, "nsubj") if root is not None else None
        if root is None or subject is None or tree.tokens[root].lemma.lower() not in _TELLING:
            return None
        source = tree.span(tree.subtree(subject, without=_clauses(tree, subject)))
        return self._made(end + 1, root, source, "attribution.tag", quotation) if source is not None else None

    def _made(self, place: int, cue: int, source: Span, rule: str, quotation: Span) -> Attribution | None:
        seat = self._seats[place]
        head = seat.tree.head_of(source)
        if head is None:
            return None
        token = seat.tree.tokens[cue]
        origin = origin_of(seat.tree, head, source)
        saying = Saying(source, Span(token.start, token.end), (), head, origin, "neutral", False, rule)
        made = attributed(seat, saying, self._memory, self._minds[place])
        return replace(made, content_spans=(quotation,), sentence=seat.number, span=quotation)


def _signed(seat: Seat, quotation: Span) -> Attribution | None:
    """The attribution of a quotation that a dash and a name follow."""
    found = _SIGNATURE.match(seat.article.text, quotation.end)
    if not found:
        return None
    source = Source((Span(*found.span("name")),), found["name"], "named", found["name"])
    made = _plain(seat, quotation, source, Span(*found.span("dash")))
    return replace(made, rule="attribution.signed", span=Span(quotation.start, found.end("name")))


def _plain(seat: Seat, quotation: Span, source: Source, cue: Span) -> Attribution:
    """An attribution that the letters alone tell."""
    return Attribution(
        article=seat.article.id,
        sentence=seat.number,
        span=quotation,
        rule="attribution.colon",
        confidence=0.7,
        content_spans=(quotation,),
        source=source,
        cue=Words((cue,), seat.article.text[cue.start : cue.end]),
    )


def _cue_behind(tree: Tree, first: int) -> int | None:
    """The verb of saying within a few words behind a quotation, before anything else ends the tag."""
    for number in range(first, min(len(tree.tokens), first + _TAG_WORDS)):
        token = tree.tokens[number]
        if token.text in _STOPS:
            return None
        cue = cues().get(token.lemma.lower())
        if (
            token.tag in _FINITE
            and cue is not None
            and cue.takes("quote")
            and token.dep not in ("amod", "relcl", "acl")
        ):
            return number
    return None


def _source_beside(tree: Tree, first: int, cue: int) -> Span | None:
    """The words between quotation and verb, or behind the verb up to the next mark, when they are a noun phrase."""
    words = range(first, cue)
    if cue - first <= 1 and all(tree.tokens[n].text == "," for n in words):
        stop = next(
            (n for n in range(cue + 1, len(tree.tokens)) if tree.tokens[n].text in _STOPS | {","}), len(tree.tokens)
        )
        words = range(cue + 1, stop)
    nouns = [n for n in words if tree.tokens[n].pos in ("PROPN", "NOUN", "PRON")]
    if not nouns or any(tree.tokens[n].tag in ("VBD", "VBZ", "VBP") and tree.tokens[n].dep == "ROOT" for n in words):
        return None
    if tree.tokens[words[0]].pos in ("CCONJ", "SCONJ", "ADP"):
        return None
    return tree.span(words)


def _clauses(tree: Tree, noun: int) -> tuple[int, ...]:
    return tree.children(noun, "relcl", "acl", "ccomp", "parataxis")
