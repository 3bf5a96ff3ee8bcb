"""Walks over the grammar of a parsed sentence: what hangs on what, and which words that covers."""

from __future__ import annotations

import re
from collections.abc import Iterable

from retold.mention.parse import Parse
from retold.model import Span, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_LOOSE = frozenset({"punct", "SPACE"})
_DATELINE = re.compile(
    r"[A-Z][A-Z.'’\s-]+(?:,\s[A-Z][\w.\s,]{1,30}?)?(?:\s\([^)]{2,30}\))?\s?(?:--|[-–—])\s(?=[A-Z“\"])"
)
"""``HARROW, Kestria (Vale News) - `` at the start of a sentence: it hangs on no word of it."""


class Tree:
    """The grammar of one sentence, for looking up; it is never changed."""

    __slots__ = ("_children", "parse", "tokens")

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.tokens: tuple[Token, ...] = parse.tokens
        children: list[list[int]] = [[] for _ in parse.tokens]
        dateline = _DATELINE.match(parse.text)
        begin = dateline.end() if dateline else 0
        for number, token in enumerate(parse.tokens):
            if token.head != number and token.start >= begin:
                children[token.head].append(number)
        self._children = tuple(map(tuple, children))

    def children(self, number: int, *deps: str) -> tuple[int, ...]:
        """What hangs directly on a token, in the order of the text; only these kinds when some are given."""
        found = self._children[number]
        return tuple([child for child in found if self.tokens[child].dep in deps]) if deps and found else found

    def child(self, number: int, *deps: str) -> int | None:
        """The first child of these kinds."""
        found = self.children(number, *deps)
        return found[0] if found else None

    def subtree(self, number: int, without: Iterable[int] = ()) -> list[int]:
        """A token with all that hangs on it, in the order of the text; branches at ``without`` are left out."""
        cut = set(without)
        inside, waiting = [], [number]
        while waiting:
            here = waiting.pop()
            inside.append(here)
            waiting.extend(child for child in self._children[here] if child not in cut)
        return sorted(inside)

    def subject(self, verb: int) -> int | None:
        """The subject of a verb, taken over from the verb it is joined to when it has none of its own."""
        seen: set[int] = set()
        here = verb
        while here not in seen:
            seen.add(here)
            found = self.children(here, *SUBJECTS)
            if found:
                return found[-1]
            if self.tokens[here].dep not in ("conj", "xcomp", "advcl", "dep"):
                return None
            here, below = self.tokens[here].head, here
            if self.tokens[below].dep == "xcomp" and (whom := self._whom(here, below)) is not None:
                return whom
        return None

    def _whom(self, verb: int, below: int) -> int | None:
        """Whom a verb makes the subject of the verb below it: ``the court ordered Marlow to pay``."""
        whom = self.child(verb, "dobj")
        made = whom is not None and verb < whom < below and self.tokens[verb].lemma not in ("promise", "threaten")
        return whom if made else None

    def passive(self, verb: int) -> bool:
        """True when the verb stands in the passive."""
        return bool(self.children(verb, "auxpass", "nsubjpass"))

    def negated(self, verb: int) -> bool:
        """True when the verb is negated."""
        return bool(self.children(verb, "neg"))

    def object_of(self, number: int, preposition: str) -> int | None:
        """The noun or clause that a preposition joins to a token."""
        for child in self.children(number, "prep", "agent"):
            if self.tokens[child].lemma.lower() == preposition:
                return self.child(child, "pobj", "pcomp")
        return None

    def parts(self, numbers: Iterable[int]) -> tuple[Span, ...]:
        """The words at these token numbers as spans, one for each unbroken stretch, without loose marks at the ends."""
        stretches: list[list[int]] = []
        for number in sorted(set(numbers)):
            if stretches and number == stretches[-1][-1] + 1:
                stretches[-1].append(number)
            else:
                stretches.append([number])
        found = [self._trimmed(stretch) for stretch in stretches]
        return tuple(span for span in found if span is not None)

    def span(self, numbers: Iterable[int]) -> Span | None:
        """One span from the first to the last of these tokens."""
        places = list(numbers)
        return self._trimmed(sorted(places)) if places else None

    def words(self, span: Span) -> str:
        """The words of a span."""
        return self.parse.text[span.start : span.end]

    def at(self, span: Span) -> list[int]:
        """The tokens that lie in a span."""
        return [
            number for number, token in enumerate(self.tokens) if token.start >= span.start and token.end <= span.end
        ]

    def head_of(self, span: Span) -> int | None:
        """The token of a span on which the rest of the span hangs."""
        inside = self.at(span)
        members = set(inside)
        outward = [n for n in inside if self.tokens[n].head not in members or self.tokens[n].head == n]
        words = [n for n in outward if self.tokens[n].pos not in _LOOSE and self.tokens[n].dep not in _LOOSE]
        found = words or outward
        return found[-1] if found else None

    def _trimmed(self, numbers: list[int]) -> Span | None:
        first, last = 0, len(numbers)
        while first < last and self._is_loose(numbers[first], opening=True):
            first += 1
        while last > first and self._is_loose(numbers[last - 1], opening=False):
            last -= 1
        if first == last:
            return None
        return Span(self.tokens[numbers[first]].start, self.tokens[numbers[last - 1]].end)

    def _is_loose(self, number: int, *, opening: bool) -> bool:
        text = self.tokens[number].text
        if text.isspace() or text in {",", ";", ":", "-", "–", "—", "--", "."}:
            return True
        return text in {")", "]"} if opening else text in {"(", "["}
