"""Where each line of furniture stands: to the article, to the labels above it, and to lines that say the same."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from retold.article.blocks import Block, Role, squash
from retold.article.byline import byline_names
from retold.article.line_marks import AT, word_count
from retold.tables.furniture import words_in

_LABELS = ("label", "comment", "newsletter", "follow", "paywall", "bio", "promo", "account", "legal")
"""Cues that make a short line a label over what follows."""
_LABEL_WORDS = 8
_PART, _BEGINS, _LONG = 12, 15, 25
"""Letters from which a line that is a part of another, begins like it, or stands in the article is no chance."""
_STEPS = ("at", "close", "under", "far")
"""How far below its label a line stands: it is the label, within three lines, within twelve, farther."""
_ZONES = ("top", "under_title", "inside", "after")
_LENGTHS = ("short", "line", "long")
PLACE = (
    *(f"zone:{zone}" for zone in _ZONES),
    *(f"zone:{zone}:{step}" for zone in _ZONES for step in (*_LENGTHS, "name", "dated")),
    *(f"after:{step}" for step in range(4)),
    *(f"end:{step}" for step in range(4)),
    *"after_article before_article alone page_first".split(),
    *(f"gap:{step}" for step in range(4)),
    *(f"run:{step}" for step in range(5)),
    *"role:byline role:date role:credit".split(),
    *"twice twice_long name_again again_near begins_near title part_of_title in_article author names_author".split(),
    *"blank_before blank_after kin_0 kin_some kin_most".split(),
    *(f"label:{label}:{step}" for label in _LABELS for step in _STEPS),
)
"""The columns that are made here."""

_NAME_LIKE, _DATED, _ENDS = (AT[name] for name in ("name_like", "dated", "ends"))
_LABEL_AT = {AT[label]: order for order, label in enumerate(_LABELS)}
_LABEL_MARKS = frozenset(_LABEL_AT)

_AT = {name: at for at, name in enumerate(PLACE)}
_IN_ZONE = {zone: {step: _AT[f"zone:{zone}:{step}"] for step in (*_LENGTHS, "name", "dated")} for zone in _ZONES}
_ZONE, _AFTER, _END, _GAP, _RUN = (
    tuple(at for at, name in enumerate(PLACE) if name.startswith(f"{group}:") and name.count(":") == 1)
    for group in ("zone", "after", "end", "gap", "run")
)
_LABEL = tuple(tuple(_AT[f"label:{label}:{step}"] for step in _STEPS) for label in _LABELS)

Told = list[tuple[int, int]]
"""Lines, each with the place in ``PLACE`` of a column that holds for it."""


class Places:
    """Where the lines of a page stand that are no part of the article; ``marks`` are those of each line."""

    def __init__(self, blocks: Sequence[Block], roles: Sequence[Role], marks: Sequence[tuple[int, ...]]) -> None:
        self.blocks, self.roles, self.marks = blocks, roles, marks
        self.article = [role in ("article", "title") for role in roles]
        self.lines = [at for at, own in enumerate(self.article) if not own]
        self.squashed = [squash(block.text) for block in blocks]
        self.counts = [word_count(block.text) for block in blocks]
        body = [at for at, role in enumerate(roles) if role == "article"]
        self.title = next((at for at, role in enumerate(roles) if role == "title"), None)
        self.first, self.last = (body[0], body[-1]) if body else (len(blocks), -1)

    def told(self) -> Told:
        """All columns that hold."""
        return [*self._zones(), *self._sides(), *self._runs(), *self._repeats(), *self._kin(), *self._labels()]

    def _zones(self) -> Told:
        found: Told = []
        total = len(self.blocks)
        for at in self.lines:
            zone = self._zone(at)
            inside = _IN_ZONE[_ZONES[zone]]
            found.append((at, _ZONE[zone]))
            found.append((at, inside[_length(self.counts[at])]))
            if _NAME_LIKE in self.marks[at]:
                found.append((at, inside["name"]))
            if _DATED in self.marks[at]:
                found.append((at, inside["dated"]))
            if at > self.last:
                found.append((at, _AFTER[_step(at - self.last, (1, 3, 8))]))
                found.append((at, _END[_step(total - 1 - at, (1, 5, 20))]))
        return found

    def _zone(self, at: int) -> int:
        if at > self.last:
            return 3
        if at > self.first:
            return 2
        return 1 if self.title is not None and at > self.title else 0

    def _sides(self) -> Told:
        """What stands right before and after a line: the article, white space, nothing."""
        found: Told = []
        count = len(self.blocks)
        for at in self.lines:
            before = at > 0 and self.roles[at - 1] == "article"
            behind = at + 1 < count and self.roles[at + 1] == "article"
            if before:
                found.append((at, _AT["after_article"]))
            if behind:
                found.append((at, _AT["before_article"]))
            if before and behind:
                found.append((at, _AT["alone"]))
            if self.blocks[at].gap:
                found.append((at, _AT["blank_before"]))
            if at + 1 < count and self.blocks[at + 1].gap:
                found.append((at, _AT["blank_after"]))
            if self.roles[at] != "furniture":
                found.append((at, _AT[f"role:{self.roles[at]}"]))
        return [(0, _AT["page_first"]), *found] if self.lines[:1] == [0] else found

    def _runs(self) -> Told:
        """How many lines of furniture, and how many short ones, stand in a row with a line."""
        short = [count <= 4 and not own for count, own in zip(self.counts, self.article, strict=True)]
        runs = _run_lengths(short)
        gaps = _run_lengths([not own for own in self.article])
        found = [(at, _RUN[_step(runs[at], (0, 2, 6, 15))]) for at in self.lines]
        found.extend((at, _GAP[_step(gaps[at], (1, 3, 8))]) for at in self.lines)
        return found

    def _repeats(self) -> Told:
        """What a line says that stands on the page elsewhere: once more, in the headline, in the article, in a name."""
        times = Counter(self.squashed)
        title = self.squashed[self.title] if self.title is not None else ""
        own = "".join(words for words, is_own in zip(self.squashed, self.article, strict=True) if is_own)
        authors = self._authors()
        found: Told = []
        for at in self.lines:
            words = self.squashed[at]
            size = len(words)
            if not words:
                continue
            if times[words] > 1 or size > _BEGINS:
                found.extend((at, _AT[name]) for name in self._near(at, times[words] > 1))
            if words == title:
                found.append((at, _AT["title"]))
            elif size > _PART and (words in title or (title and title in words)):
                found.append((at, _AT["part_of_title"]))
            if size > _LONG and words in own:
                found.append((at, _AT["in_article"]))
            if authors and words in authors:
                found.append((at, _AT["author"]))
            if authors and any(name in words and name != words for name in authors):
                found.append((at, _AT["names_author"]))
        return found

    def _near(self, at: int, twice: bool) -> Iterator[str]:
        """How the lines beside a line repeat it, and whether any line does (``twice``)."""
        words = self.squashed[at]
        near = [*self.squashed[max(0, at - 3) : at], *self.squashed[at + 1 : at + 4]]
        if twice:
            yield "twice"
            if len(words) > _LONG:
                yield "twice_long"
            if _NAME_LIKE in self.marks[at]:
                yield "name_again"
        if words in near:
            yield "again_near"
        if len(words) > _BEGINS and any(_begins(words, other) for other in near):
            yield "begins_near"

    def _authors(self) -> set[str]:
        lines = [block.text for block, role in zip(self.blocks, self.roles, strict=True) if role == "byline"]
        return {squash(name) for line in lines for name in byline_names(line)}

    def _kin(self) -> Told:
        """How many of a line's content words the article has too."""
        own = {
            word[:6]
            for block, is_own in zip(self.blocks, self.article, strict=True)
            if is_own
            for word in words_in(block.text)
            if len(word) > 4
        }
        found: Told = []
        for at in self.lines:
            if self.counts[at] < 4:
                continue
            words = {word[:6] for word in words_in(self.blocks[at].text[:300]) if len(word) > 4}
            if len(words) >= 3:
                share = len(words & own) / len(words)
                found.append((at, _AT["kin_0" if share < 0.15 else "kin_some" if share < 0.5 else "kin_most"]))
        return found

    def _labels(self) -> Told:
        """The last label above each line, and how far it is."""
        found: Told = []
        label, place = -1, 0
        for at in range(len(self.blocks)):
            if self.article[at]:
                label = -1 if self.roles[at] == "article" else label
                continue
            marks = self.marks[at]
            if self.counts[at] <= _LABEL_WORDS and _ENDS not in marks and (held := _LABEL_MARKS.intersection(marks)):
                label, place = min(_LABEL_AT[mark] for mark in held), at
            if label >= 0:
                found.append((at, _LABEL[label][_step(at - place, (0, 3, 12))]))
        return found


def _step(value: int, steps: Sequence[int]) -> int:
    return bisect_left(steps, value)


def _length(count: int) -> str:
    return "short" if count <= 4 else "line" if count <= 12 else "long"


def _run_lengths(held: Sequence[bool]) -> list[int]:
    """For each place, how many in a row with it hold; 0 where it does not."""
    lengths = [0] * len(held)
    start = 0
    for at in range(len(held) + 1):
        if at == len(held) or not held[at]:
            for place in range(start, at):
                lengths[place] = at - start
            start = at + 1
    return lengths


def _begins(words: str, other: str) -> bool:
    return other != words and (other.startswith(words) or (len(other) > _BEGINS and words.startswith(other)))
