"""The passages of two texts that tell the same in other words: copied, edited, translated twice, or told in short.

Three finds come together. Sentences with like words give regions (``sentence_seeds``), which are cut to the word
(``stretch``). Stretches of one text whose words all come from the other (``borrowed``) give passages that no sentence
betrays; where those words stand all over the other text, the stretch is its summary.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from retold.match.borrowed import borrowed_words, explained
from retold.match.pair_words import Ints, PairWords, pair_words
from retold.match.sentence_seeds import Region, reworded_regions
from retold.match.stretch import Stretch, densest_stretch, is_literal, trimmed
from retold.model import Passage
from retold.settings import RewordedSettings

Manner = Literal["literal", "reworded", "summary"]


@dataclass(frozen=True, slots=True)
class Reworded:
    """A passage of two texts and how one follows the other: word for word, in other words, or in far fewer."""

    passage: Passage
    manner: Manner


@dataclass(frozen=True, slots=True)
class _Find:
    gain: float
    region: Region


def reworded_passages(a: str, b: str, settings: RewordedSettings) -> tuple[Reworded, ...]:
    """The passages that stand in both texts, word for word or in other words, in the order of the second text.

    No passage of the second text overlaps another by much; one of the first may be used again and again.
    """
    left, right = pair_words(a, b, settings)
    if not len(left) or not len(right):
        return ()
    finds, told = _finds(left, right, settings)
    found = [Reworded(Passage(left.span(region[0]), right.span(region[1])), "summary") for region in told]
    kept = list(told)
    for find in sorted(finds, key=lambda find: (-find.gain, find.region)):
        in_a, in_b = find.region
        if any(_overlap(in_b, other) > settings.most_overlap * (in_b[1] - in_b[0]) for _, other in kept):
            continue
        kept.append(find.region)
        literal = is_literal(left, right, find.region, settings)
        if not literal:
            in_a, in_b = _to_sentence(in_a, left.sentences, settings), _to_sentence(in_b, right.sentences, settings)
        passage = Passage(left.span(in_a), right.span(in_b))
        if min(span.end - span.start for span in passage) >= settings.least_letters:
            found.append(Reworded(passage, "literal" if literal else _manner(in_a, in_b, settings)))
    return tuple(sorted(found, key=lambda one: (one.passage.b, one.passage.a)))


def _finds(a: PairWords, b: PairWords, settings: RewordedSettings) -> tuple[list[_Find], list[Region]]:
    """Passages with what they gain, and summaries."""
    regions = [trimmed(a, b, region, settings) for region in reworded_regions(a, b, settings)]
    finds = [_Find(gain, region) for gain, region in regions if gain >= settings.least_gain]
    told: list[Region] = []
    words = borrowed_words(b, a, settings)
    for says, stretch in words.stretches(settings.borrowed):
        there = densest_stretch(a, b, stretch, settings)
        if explained(b, stretch, a, there) >= settings.one_place:
            gain, region = trimmed(a, b, (there, stretch), settings)
            if gain >= settings.least_gain:
                finds.append(_Find(gain, region))
            continue
        length = stretch[1] - stretch[0]
        beside = words.beside(stretch, [find.region[1] for find in finds])
        if (
            says >= settings.summary
            and beside >= settings.summary_beside * says
            and words.known_elsewhere(stretch) <= settings.summary_apart
            and len(a) >= settings.summary_ratio * length
        ):
            told.append(((0, len(a)), _to_sentence(stretch, b.sentences, settings)))
    return finds, told


def _manner(in_a: Stretch, in_b: Stretch, settings: RewordedSettings) -> Manner:
    short, long = sorted((in_a[1] - in_a[0], in_b[1] - in_b[0]))
    return "summary" if long >= settings.summary_ratio * short else "reworded"


def _overlap(one: Stretch, other: Stretch) -> int:
    return min(one[1], other[1]) - max(one[0], other[0])


def _to_sentence(stretch: Stretch, sentences: Ints, settings: RewordedSettings) -> Stretch:
    """A stretch with each end at the next border of sentences, if one is near."""
    reach = min(settings.snap_words, (stretch[1] - stretch[0]) // 4)
    start, end = (min(sentences.tolist(), key=lambda border: (abs(border - place), border)) for place in stretch)
    begin = start if abs(start - stretch[0]) <= reach else stretch[0]
    return (begin, end if abs(end - stretch[1]) <= reach else stretch[1])
