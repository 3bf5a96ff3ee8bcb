"""What tells the kind of each line of furniture on a page: its own marks, its neighbours', and its place."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from retold.article.blocks import Block, Role, squash
from retold.article.byline import byline_names
from retold.article.line_marks import AT, LENGTHS, MARKS, marks_of, word_count
from retold.tables.furniture import all_cues, words_in

Rows = npt.NDArray[np.float32]

_NEXT = (
    *all_cues(),
    *"label:first comment:only symbols digits ends cut colon bullet price mail handle clock ago dated credited".split(),
    *"credit_label name_like says by lower capitals prose stop_0 me quote copyright foreign glued".split(),
    *(f"words_{step}" for step in range(len(LENGTHS) + 1)),
)
"""Marks that tell something about the lines beside a line."""
_NEAR = (
    *all_cues(),
    *"dated ago price symbols name_like me mail handle credited prose stop_0 words_0 words_1 words_2".split(),
)
"""Marks that are counted among the lines round a line."""
_REACH = 4
_LABELS = ("label", "comment", "newsletter", "follow", "paywall", "bio", "promo", "account", "legal")
"""Cues that make a short line a label over what follows."""
_LABEL_WORDS = 8
_PART, _BEGINS, _LONG = 12, 15, 25
"""Letters from which a line that is a part of another, begins like it, or stands in the article is no chance."""
_STEPS = ("at", "close", "under", "far")
"""How far below its label a line stands: it is the label, within three lines, within twelve, farther."""
_ZONES = ("top", "under_title", "inside", "after")
_PLACE = (
    *(f"zone:{zone}" for zone in _ZONES),
    *(f"zone:{zone}:{step}" for zone in _ZONES for step in ("short", "line", "long", "name", "dated")),
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
_OFFSETS = (-2, -1, 1, 2)
FEATURES: tuple[str, ...] = (
    "any",
    *MARKS,
    *(f"{offset:+d}:{name}" for offset in _OFFSETS for name in ("article", *_NEXT)),
    *(f"near:{name}" for name in _NEAR),
    *_PLACE,
)
"""The columns, in the order the model was trained on."""

_PLACE_AT = {name: at for at, name in enumerate(_PLACE)}
_NEXT_COLUMNS = np.array([AT[name] for name in _NEXT])
_NEAR_COLUMNS = np.array([AT[name] for name in _NEAR])
_WITH_ZONE = (("name", AT["name_like"]), ("dated", AT["dated"]))
_LABEL_COLUMNS = np.array([AT[name] for name in _LABELS])


def kind_features(blocks: Sequence[Block], roles: Sequence[Role]) -> Rows:
    """One row for each line; the rows of the article's own lines hold nothing of use."""
    texts = [block.text for block in blocks]
    article = np.array([role in ("article", "title") for role in roles])
    marks = np.zeros((len(texts), len(MARKS)), np.float32)
    found = [() if own else marks_of(text) for text, own in zip(texts, article, strict=True)]
    held = np.repeat(np.arange(len(texts)), [len(one) for one in found])
    marks[held, [mark for one in found for mark in one]] = 1.0
    parts = [np.ones((len(texts), 1), np.float32), marks]
    beside = np.concatenate([article[:, None].astype(np.float32), marks[:, _NEXT_COLUMNS]], axis=1)
    parts.extend(_shifted(beside, offset) for offset in _OFFSETS)
    parts.append(_round(marks[:, _NEAR_COLUMNS]))
    parts.append(_Place(blocks, roles, article, marks).rows())
    return np.concatenate(parts, axis=1)


def _shifted(rows: Rows, offset: int) -> Rows:
    moved = np.zeros_like(rows)
    if offset < 0:
        moved[-offset:] = rows[:offset]
    else:
        moved[:-offset] = rows[offset:]
    return moved


def _round(rows: Rows) -> Rows:
    """How often each mark stands on the lines round a line, from 0 to 1 for three times or more."""
    sums = np.concatenate([np.zeros((1, rows.shape[1]), np.float32), np.cumsum(rows, axis=0, dtype=np.float32)])
    count = len(rows)
    first = np.maximum(np.arange(count) - _REACH, 0)
    last = np.minimum(np.arange(count) + _REACH + 1, count)
    around: Rows = np.minimum(sums[last] - sums[first] - rows, 3.0) / np.float32(3.0)
    return around


class _Place:
    """Where each line stands: to the article, to the labels above it, and to lines that say the same."""

    def __init__(
        self, blocks: Sequence[Block], roles: Sequence[Role], article: npt.NDArray[np.bool_], marks: Rows
    ) -> None:
        self.blocks, self.roles, self.article, self.marks = blocks, roles, article, marks
        self.squashed = [squash(block.text) for block in blocks]
        self.counts = [word_count(block.text) for block in blocks]
        body = [at for at, role in enumerate(roles) if role == "article"]
        self.title = next((at for at, role in enumerate(roles) if role == "title"), None)
        self.first, self.last = (body[0], body[-1]) if body else (len(blocks), -1)

    def rows(self) -> Rows:
        """The columns of ``_PLACE``."""
        found = np.zeros((len(self.blocks), len(_PLACE)), np.float32)
        groups = (self._zones(), self._sides(), self._runs(), self._repeats(), self._kin(), self._labels())
        told = [(at, _PLACE_AT[name]) for names in groups for at, name in names]
        found[[at for at, _ in told], [column for _, column in told]] = 1.0
        return found

    def _lines(self) -> list[int]:
        return [at for at in range(len(self.blocks)) if not self.article[at]]

    def _zones(self) -> list[tuple[int, str]]:
        found: list[tuple[int, str]] = []
        total = len(self.blocks)
        for at in self._lines():
            zone = self._zone(at)
            count = self.counts[at]
            found.append((at, f"zone:{zone}"))
            found.append((at, f"zone:{zone}:{_length(count)}"))
            found.extend((at, f"zone:{zone}:{name}") for name, mark in _WITH_ZONE if self.marks[at, mark])
            if zone == "after":
                found.append((at, f"after:{_step(at - self.last, (1, 3, 8))}"))
                found.append((at, f"end:{_step(total - 1 - at, (1, 5, 20))}"))
        return found

    def _zone(self, at: int) -> str:
        if at > self.last:
            return "after"
        if at > self.first:
            return "inside"
        return "under_title" if self.title is not None and at > self.title else "top"

    def _sides(self) -> list[tuple[int, str]]:
        """What stands right before and after a line: the article, white space, nothing."""
        found: list[tuple[int, str]] = []
        count = len(self.blocks)
        for at in self._lines():
            before = at > 0 and self.roles[at - 1] == "article"
            behind = at + 1 < count and self.roles[at + 1] == "article"
            rows = (
                ("after_article", before),
                ("before_article", behind),
                ("alone", before and behind),
                ("page_first", at == 0),
                ("blank_before", self.blocks[at].gap),
                ("blank_after", at + 1 < count and self.blocks[at + 1].gap),
            )
            found.extend((at, name) for name, holds in rows if holds)
            if self.roles[at] in ("byline", "date", "credit"):
                found.append((at, f"role:{self.roles[at]}"))
        return found

    def _runs(self) -> list[tuple[int, str]]:
        """How many lines of furniture, and how many short ones, stand in a row with a line."""
        short = [count <= 4 and not own for count, own in zip(self.counts, self.article, strict=True)]
        runs = _run_lengths(short)
        gaps = _run_lengths([not own for own in self.article])
        found = [(at, f"run:{_step(runs[at], (0, 2, 6, 15))}") for at in self._lines()]
        found.extend((at, f"gap:{_step(gaps[at], (1, 3, 8))}") for at in self._lines())
        return found

    def _repeats(self) -> list[tuple[int, str]]:
        """What a line says that stands on the page elsewhere: once more, in the headline, in the article, in a name."""
        found: list[tuple[int, str]] = []
        times = Counter(self.squashed)
        title = self.squashed[self.title] if self.title is not None else ""
        own = "".join(words for words, is_own in zip(self.squashed, self.article, strict=True) if is_own)
        authors = self._authors()
        for at in self._lines():
            words = self.squashed[at]
            if not words:
                continue
            twice, size = times[words] > 1, len(words)
            near: list[str] = []
            if twice or size > _BEGINS:
                near = [*self.squashed[max(0, at - 3) : at], *self.squashed[at + 1 : at + 4]]
            rows = (
                ("twice", twice),
                ("twice_long", twice and size > _LONG),
                ("name_again", twice and bool(self.marks[at, AT["name_like"]])),
                ("again_near", words in near),
                ("begins_near", size > _BEGINS and any(_begins(words, other) for other in near)),
                ("title", words == title),
                (
                    "part_of_title",
                    size > _PART and words != title and (words in title or (bool(title) and title in words)),
                ),
                ("in_article", size > _LONG and words in own),
                ("author", words in authors),
                ("names_author", any(name in words and name != words for name in authors)),
            )
            found.extend((at, name) for name, holds in rows if holds)
        return found

    def _authors(self) -> set[str]:
        lines = [block.text for block, role in zip(self.blocks, self.roles, strict=True) if role == "byline"]
        return {squash(name) for line in lines for name in byline_names(line)}

    def _kin(self) -> list[tuple[int, str]]:
        """How many of a line's content words the article has too."""
        own = {
            word[:6]
            for block, is_own in zip(self.blocks, self.article, strict=True)
            if is_own
            for word in words_in(block.text)
            if len(word) > 4
        }
        found: list[tuple[int, str]] = []
        for at in self._lines():
            if self.counts[at] < 4:
                continue
            words = {word[:6] for word in words_in(self.blocks[at].text[:300]) if len(word) > 4}
            if len(words) >= 3:
                share = len(words & own) / len(words)
                found.append((at, "kin_0" if share < 0.15 else "kin_some" if share < 0.5 else "kin_most"))
        return found

    def _labels(self) -> list[tuple[int, str]]:
        """The last label above each line, and how far it is."""
        held = self.marks[:, _LABEL_COLUMNS] > 0
        ends = self.marks[:, AT["ends"]] > 0
        found: list[tuple[int, str]] = []
        label, place = None, 0
        for at in range(len(self.blocks)):
            if self.article[at]:
                label = None if self.roles[at] == "article" else label
                continue
            if self.counts[at] <= _LABEL_WORDS and not ends[at] and held[at].any():
                label, place = _LABELS[int(held[at].argmax())], at
            if label:
                found.append((at, f"label:{label}:{_STEPS[_step(at - place, (0, 3, 12))]}"))
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
