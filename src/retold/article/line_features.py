"""What a line of a flat page looks like, in numbers: its own form, its neighbours, and what the page repeats."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from retold.article import wordlists
from retold.article.repeats import repeated_lines

_TOKEN = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*|\d+(?:[.,:]\d+)*")
_WIDE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_END = re.compile(r"[.!?…。！？।۔][\"'”’»“)\]）」』]*\s*$")
_INNER_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+[A-ZÀ-ÞА-Я\"“„«]|[。！？।]")
_CUT = re.compile(r"(?:\.\.\.|…|\[…\]|\[\.\.\.\])\s*$")
_GLUED = re.compile(r"[a-zà-ÿ)%][A-ZÀ-Þ][a-zA-ZÀ-ÿ]|[a-z]\.[A-Z][a-z]|[!?][A-Z][a-z]")
_BULLET = re.compile(r"^\s*(?:[*+•·▪►–—\-»>|]|o\s|\d+[.)]\s)")
_LINK = re.compile(r"https?://|www\.|\b[\w.]+@[\w.]+|(?:^|\s)[@#]\w")
_BARS = re.compile(r"[|»›/•·→▶]")
_QUOTE = re.compile(r"[\"“”„«»「]")
_DIGITS = re.compile(r"\d+")
_NOT_WORD = re.compile(r"\W+")

_LOOKED_AT = 5_000
"""Characters of a line that are looked at; a paragraph is shorter, and a flood of letters must not cost minutes."""
_SHORT = 6
"""Words up to which a line is called short."""

OWN = (
    "chars words word_length ends colon cut_off stop_words capitals all_caps digits commas sentences"
    " furniture imperative second_person bullet quotes date clock ago link glued bars said byline long_without_end"
    " repeats shape_repeats inside_other holds_other symbols_only"
).split()
PLACE = (
    "line_share char_share blank_before blank_after prose_before prose_after prose_5 prose_20 short_5 furniture_5"
    " date_5 in_block from_block_start from_block_end block_words topic topic_rare page_lines page_prose page_words"
    " first_line last_prose_gap next_prose_gap"
).split()
_NEIGHBOURS = "words ends stop_words furniture date capitals".split()
FEATURES: tuple[str, ...] = (
    *OWN,
    *PLACE,
    *(f"{name}{step:+d}" for step in (-2, -1, 1, 2) for name in _NEIGHBOURS),
)
"""The columns, in the order the model was trained on."""


@dataclass(frozen=True, slots=True)
class _Line:
    """What is worked out once for a line and used by several columns."""

    text: str
    tokens: tuple[str, ...]
    words: float
    squashed: str
    own: tuple[float, ...]

    def value(self, name: str) -> float:
        return self.own[_OWN_AT[name]]

    @property
    def prose(self) -> float:
        """Words of a line that reads like sentences; minus a little for one that does not."""
        if self.value("ends") and self.words >= 8:
            return min(self.words, 60.0) * (0.3 if self.value("furniture") * 8 > self.words else 1.0)
        if self.words >= 20 and self.value("stop_words") > 0.25:
            return self.words * 0.4
        return 0.0


_OWN_AT = {name: at for at, name in enumerate(OWN)}


def line_features(texts: Sequence[str], blank_before: Sequence[bool]) -> list[tuple[float, ...]]:
    """One row of numbers for each line; ``blank_before`` says whether white space sets it off from the line above."""
    if not texts:
        return []
    lines = _with_repeats([_line(text) for text in texts])
    page = _Page(lines, blank_before)
    return [(*line.own, *page.place(at), *page.neighbours(at)) for at, line in enumerate(lines)]


def _line(text: str) -> _Line:
    text = text.strip()[:_LOOKED_AT]
    tokens = tuple(_TOKEN.findall(text))
    wide = len(_WIDE.findall(text))
    words = len(tokens) + wide / 2
    low = tuple(token.lower() for token in tokens)
    cased = [token for token in tokens if token[0].isalpha()]
    many = max(words, 1.0)
    cut = bool(_CUT.search(text))
    ends = bool(_END.search(text)) and not cut
    own = (
        math.log1p(len(text)),
        math.log1p(words),
        sum(map(len, tokens)) / max(len(tokens), 1),
        float(ends),
        float(text.endswith((":", "："))),
        float(cut),
        0.4 if wide > len(text) / 3 else sum(token in wordlists.STOP_WORDS for token in low) / many,
        sum(token[0].isupper() for token in cased) / max(len(cased), 1),
        sum(token.isupper() and len(token) > 1 for token in cased) / max(len(cased), 1),
        sum(map(str.isdigit, text)) / max(len(text), 1),
        (text.count(",") + text.count("、") + text.count("，")) / many,
        float(min(len(_INNER_END.findall(text)), 8)),
        min(len(wordlists.FURNITURE.findall(text)), 5) / math.sqrt(many),
        len(wordlists.IMPERATIVE.findall(text)) / many,
        len(wordlists.SECOND_PERSON.findall(text)) / many,
        float(bool(_BULLET.match(text))),
        float(bool(_QUOTE.search(text))),
        float(bool(wordlists.DATE.search(text))),
        float(bool(wordlists.CLOCK.search(text))),
        float(bool(wordlists.AGO.search(text))),
        float(bool(_LINK.search(text))),
        float(min(len(_GLUED.findall(text)), 3)),
        len(_BARS.findall(text)) / many,
        float(bool(wordlists.SAID.search(text))),
        float(bool(wordlists.BYLINE.search(text))),
        float(not ends and len(text) >= 100),
    )
    return _Line(text, low, words, _NOT_WORD.sub("", text).lower(), own)


def _with_repeats(lines: list[_Line]) -> list[_Line]:
    """The lines with the columns that need the whole page: what stands there again, in full, in shape, or in part."""
    exact = Counter(line.squashed for line in lines)
    shapes = Counter(_shape(line) for line in lines)
    inside, holds = repeated_lines([line.squashed for line in lines])
    return [
        _Line(
            line.text,
            line.tokens,
            line.words,
            line.squashed,
            (
                *line.own,
                math.log1p(exact[line.squashed] - 1),
                math.log1p(shapes[_shape(line)] - 1),
                float(at in inside),
                float(at in holds),
                float(not line.squashed),
            ),
        )
        for at, line in enumerate(lines)
    ]


def _shape(line: _Line) -> str:
    return _DIGITS.sub("0", line.squashed) if line.words <= 2 * _SHORT else line.squashed


class _Page:
    """The lines together: running sums, the best block of prose, and its vocabulary."""

    def __init__(self, lines: list[_Line], blank_before: Sequence[bool]) -> None:
        self.lines, self.blank = lines, [*blank_before, True]
        self.prose = [line.prose for line in lines]
        self.sums = {
            "prose": _running(self.prose),
            "short": _running([float(line.words <= _SHORT) for line in lines]),
            "furniture": _running([float(line.value("furniture") > 0) for line in lines]),
            "date": _running([float(line.value("date") + line.value("ago") > 0) for line in lines]),
            "chars": _running([float(len(line.text)) for line in lines]),
        }
        self.block = _best_block(self.prose)
        self.topic = self._topic()
        self.last_prose, self.next_prose = self._gaps()

    def place(self, at: int) -> tuple[float, ...]:
        """The columns of ``PLACE`` for one line."""
        count = len(self.lines)
        first, last = self.block
        all_chars, all_prose = self.sums["chars"][-1], self.sums["prose"][-1]
        topic, rare = self._likeness(at)
        return (
            at / count,
            self.sums["chars"][at] / max(all_chars, 1.0),
            float(self.blank[at]),
            float(self.blank[at + 1]),
            self.prose[at - 1] if at else 0.0,
            self.prose[at + 1] if at + 1 < count else 0.0,
            self._around("prose", at, 5),
            self._around("prose", at, 20),
            self._around("short", at, 5),
            self._around("furniture", at, 5),
            self._around("date", at, 5),
            float(first <= at < last),
            float(max(-30, min(30, at - first))),
            float(max(-30, min(30, at - last))),
            (self.sums["prose"][last] - self.sums["prose"][first]) / max(all_prose, 1.0),
            topic,
            rare,
            math.log1p(count),
            sum(value > 0 for value in self.prose) / count,
            math.log1p(sum(line.words for line in self.lines)),
            float(at == 0),
            self.last_prose[at],
            self.next_prose[at],
        )

    def neighbours(self, at: int) -> tuple[float, ...]:
        """A few own columns of the two lines before and after; -1 beyond the ends of the page."""
        row: list[float] = []
        for step in (-2, -1, 1, 2):
            there = at + step
            inside = 0 <= there < len(self.lines)
            row.extend(self.lines[there].value(name) if inside else -1.0 for name in _NEIGHBOURS)
        return tuple(row)

    def _around(self, name: str, at: int, reach: int) -> float:
        sums = self.sums[name]
        return sums[min(len(self.lines), at + reach + 1)] - sums[max(0, at - reach)]

    def _topic(self) -> Counter[str]:
        first, last = self.block
        return Counter(token for line in self.lines[first:last] for token in set(_content(line)))

    def _likeness(self, at: int) -> tuple[float, float]:
        """Share of the line's content words that the best block has too, in another line than this one."""
        words = set(_content(self.lines[at]))
        if not words:
            return 0.0, 0.0
        own = 1 if self.block[0] <= at < self.block[1] else 0
        shared = [word for word in words if self.topic[word] > own]
        return len(shared) / len(words), math.log1p(len(shared))

    def _gaps(self) -> tuple[list[float], list[float]]:
        def distances(values: Sequence[float]) -> list[float]:
            gap, found = 30.0, []
            for value in values:
                found.append(gap)
                gap = 0.0 if value > 10 else min(gap + 1, 30.0)
            return found

        return distances(self.prose), distances(self.prose[::-1])[::-1]


def _content(line: _Line) -> list[str]:
    if _WIDE.search(line.text):
        return [line.squashed[at : at + 2] for at in range(len(line.squashed) - 1)]
    return [token for token in line.tokens if len(token) > 3 and token not in wordlists.STOP_WORDS]


def _running(values: Sequence[float]) -> list[float]:
    return list(accumulate(values, initial=0.0))


def _best_block(prose: Sequence[float]) -> tuple[int, int]:
    """The stretch of lines with the highest sum when prose counts its words and any other line costs a few."""
    best, best_sum, start, total = (0, 0), 0.0, 0, 0.0
    for at, value in enumerate(prose):
        if total <= 0:
            start, total = at, 0.0
        total += value if value > 0 else -8.0
        if total > best_sum:
            best, best_sum = (start, at + 1), total
    return best
