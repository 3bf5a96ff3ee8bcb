"""What words and labels say about lines after the line model, which knows how lines look.

On 599 labelled renderings of news pages, judged by models that never saw the site, they leave shingle F1 as it is
(.931); they are for teasers, adverts and captions that read like prose. Cutting all under a label would cost .002.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from retold.article.blocks import Block
from retold.article.inserts import inserted
from retold.article.kind_words import COMMENTS, LABEL, is_certain, is_glued, kind_by_words
from retold.article.line_model import Judged
from retold.article.repeats import Repeats
from retold.settings import ArticleSettings

_PARAGRAPH = 20
"""Words from which a sure line cannot be the teaser under a label."""
_SHORT = 9
_LEAD_WORDS = 8
_LABEL_WORDS = 7
_BOX_SHARE = 0.25
"""Share of the kept words up to which an element with a label is a box in the article or beside it."""
_ALL_LINK = 0.9
"""Share of linked letters from which a block is nothing but a link."""
_LEAST_HEADLINE = 3
_TEASER_BLOCKS = 4
"""Blocks of one teaser at most: headline, lead, author, date."""
_REACH = 12
"""Blocks below a label among which its box can reach into the article."""
_LABEL_CHARACTERS = 60
_NEVER_AT_ENDS = frozenset({"disclaimer", "legal", "newsletter", "paywall", "comment", "share"})
_FULL_STOP = re.compile(r"[.!?。！？][\"'”’»)\]]*$")
_ENDS = re.compile(r"[.!?…。！？:;,][\"'”’»)\]]*$")


def corrected(blocks: Sequence[Block], judged: Judged, kept: Sequence[bool], settings: ArticleSettings) -> list[bool]:
    """The kept lines without those whose words or label call them furniture, and with the lead right above them.

    Corrections that would take more than half of the words are wrong about the page, and none of them is made.
    """
    chances: list[float] = judged.chances.tolist()
    labels = [_is_label(block) for block in blocks]
    found = [
        keep and not is_certain(block.text) and not (chance < settings.sure_chance and kind_by_words(block.text))
        for block, chance, keep in zip(blocks, chances, kept, strict=True)
    ]
    cut = _listed(blocks, chances, labels, settings) | _repeated(blocks, judged.again)
    cut |= _boxes(blocks, kept, labels) | _comments(blocks, kept)
    for at in cut | inserted(blocks, kept, chances, settings.sure_chance):
        found[at] = False
    if 2 * _words(blocks, found) < _words(blocks, kept):
        return list(kept)
    _trim_ends(blocks, found)
    _keep_first_sentence(blocks, found, chances, settings)
    return found


def _listed(
    blocks: Sequence[Block], chances: Sequence[float], labels: Sequence[bool], settings: ArticleSettings
) -> set[int]:
    """Headlines under a label such as "Related", and unsure sentences there."""
    return {
        at
        for at in _below_labels(blocks, chances, labels, settings)
        if chances[at] < settings.labelled_chance or not _ENDS.search(blocks[at].text)
    }


def _repeated(blocks: Sequence[Block], again: Repeats) -> set[int]:
    """Headlines that are glued to leads, and those leads when they stand below as well."""
    glued = {at for at in again.holding if is_glued(blocks[at].text)}
    return glued | {at for at in again.inside if not glued.isdisjoint(range(at - _TEASER_BLOCKS, at))}


def _boxes(blocks: Sequence[Block], kept: Sequence[bool], labels: Sequence[bool]) -> set[int]:
    """What stands in one small element with a label, or with a linked headline and little else."""
    found: set[int] = set()
    most = _BOX_SHARE * _words(blocks, kept)
    for at, block in enumerate(blocks):
        label = labels[at]
        if not block.markup or at in found or not (label or block.links >= _ALL_LINK):
            continue
        if not any(kept[max(0, at - _TEASER_BLOCKS) : at + _REACH]):
            continue
        if not label and len(block.text.split()) < _LEAST_HEADLINE and "aside" not in block.place.split():
            continue
        box = next((box for holder in reversed(block.inside[1:]) if len(box := _inside(blocks, at, holder)) > 1), None)
        if box and (label or len(box) <= _TEASER_BLOCKS) and _words_of(blocks, kept, box) <= most:
            found.update(box)
    return found


def _comments(blocks: Sequence[Block], kept: Sequence[bool]) -> set[int]:
    """All below the label of the readers' comments, unless more than half of the text stands there."""
    for at, block in enumerate(blocks):
        below = range(at, len(blocks))
        if len(block.text) <= _LABEL_CHARACTERS and COMMENTS.match(block.text.rstrip(" :")):
            return set(below) if 2 * _words_of(blocks, kept, below) <= _words(blocks, kept) else set()
    return set()


def _words_of(blocks: Sequence[Block], kept: Sequence[bool], some: range) -> int:
    return sum(len(blocks[at].text.split()) for at in some if kept[at])


def _inside(blocks: Sequence[Block], at: int, holder: int) -> range:
    """The blocks round one of them that an element holds, which stand together."""
    first = last = at
    while first > 0 and holder in blocks[first - 1].inside:
        first -= 1
    while last + 1 < len(blocks) and holder in blocks[last + 1].inside:
        last += 1
    return range(first, last + 1)


def _words(blocks: Sequence[Block], kept: Sequence[bool]) -> int:
    return sum(len(block.text.split()) for block, keep in zip(blocks, kept, strict=True) if keep)


def _keep_first_sentence(
    blocks: Sequence[Block], kept: list[bool], chances: Sequence[float], settings: ArticleSettings
) -> None:
    """Keep a sentence of its own right above the first kept line: nothing above a short lead speaks for it."""
    above = next((at for at, keep in enumerate(kept) if keep), 0) - 1
    if above < 0 or chances[above] < settings.lead_chance:
        return
    text = blocks[above].text
    kept[above] = bool(_FULL_STOP.search(text)) and len(text.split()) >= _LEAD_WORDS and not kind_by_words(text)


def _trim_ends(blocks: Sequence[Block], kept: list[bool]) -> None:
    """Cut lines at both ends of the article whose words call them furniture, however much like prose they read.

    No article ends with a cross-heading: one without text below it belongs to what comes next.
    """
    body = [at for at, keep in enumerate(kept) if keep]
    for order in (body, body[::-1]):
        for at in order:
            heads_nothing = order[0] == body[-1] and blocks[at].kind in ("heading", "title")
            if not heads_nothing and kind_by_words(blocks[at].text) not in _NEVER_AT_ENDS:
                break
            kept[at] = False


def _below_labels(
    blocks: Sequence[Block], chances: Sequence[float], labels: Sequence[bool], settings: ArticleSettings
) -> set[int]:
    """Labels such as "Related" and what stands under them, up to the next empty line or paragraph of the article."""
    found: set[int] = set()
    label = -1
    for at, is_label in enumerate(labels):
        if is_label:
            label = at
        elif label >= 0 and _leaves_list(blocks, at, label, chances[at], settings):
            label = -1
        if label >= 0:
            found.add(at)
    return found


def _leaves_list(blocks: Sequence[Block], at: int, label: int, chance: float, settings: ArticleSettings) -> bool:
    """True for the first line after a list of teasers: a paragraph too long, too sure or too far off for one."""
    block = blocks[at]
    words = len(block.text.split())
    sure, ends = chance >= settings.sure_chance, bool(_ENDS.search(block.text))
    if words >= _PARAGRAPH and block.links < 0.5:
        return sure or block.markup
    if block.markup:
        return (
            ends
            and at > label + 1
            and chance >= settings.labelled_chance
            and words >= _SHORT
            and blocks[at - 1].links < 0.5
        )
    return sure and ends and block.gap and at > label + 1


def _is_label(block: Block) -> bool:
    text = block.text.rstrip(" :")
    return bool(LABEL.match(text)) and len(text.split()) <= _LABEL_WORDS and not _ENDS.search(text)
