"""A page with markup: parsed once, its visible blocks sorted into article and furniture, its own statements read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from retold.article.about import about_html, title_block
from retold.article.assemble import Draft
from retold.article.blocks import Block, squash
from retold.article.dom import visible_blocks
from retold.article.flat import below_labels, keep_lines, too_long, trim_ends, with_head
from retold.article.furniture import is_certain, kind_by_words
from retold.article.line_model import line_chances
from retold.article.metadata import read_metadata
from retold.article.nesting import nesting
from retold.model import Page, Problem
from retold.settings import ArticleSettings

_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")
_LONG = 25
"""Letters from which a block is found by its words alone; shorter ones may stand on a page by chance."""
_REACH = 4
"""Blocks before and after the article among which a lost paragraph of it is looked for."""
_PROSE = 18
"""Words from which a block without links is a paragraph that the extractor will have had its reason to take."""
_WORD = re.compile(r"\w+")


def draft_html(page: Page, settings: ArticleSettings) -> tuple[Draft | None, tuple[Problem, ...]]:
    """A page with markup, sorted; one that is nested beyond reason is refused before it is parsed."""
    if nesting(page.text, settings.most_nesting) > settings.most_nesting:
        says = f"its markup is nested more than {settings.most_nesting:,} levels deep, which no real page is"
        return None, (Problem(page.path, "clean", "too-deep", says),)
    root = _parse(page.text)
    blocks = visible_blocks(root) if root is not None else ()
    if root is None or not blocks:
        return None, (Problem(page.path, "clean", "no-article", "its markup shows no text to a reader"),)
    long = too_long(page, len(blocks), blocks[-1].end, settings)
    if long:
        return None, (long,)
    metadata = read_metadata(root, page.url)
    kept = _choose(root, blocks, settings)
    title = title_block(blocks, kept, metadata)
    add_standfirst(page.text, blocks, kept, title)
    found = with_head(blocks, kept, title)
    return Draft(page, found, about_html(page, root, found, metadata)), ()


def _parse(source: str) -> HtmlElement | None:
    clean = _CONTROL.sub(" ", source)
    clean = re.sub(r"^\s*<\?xml[^>]*\?>", "", clean, count=1)
    try:
        return document_fromstring(clean, parser=HTMLParser(huge_tree=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _choose(root: HtmlElement, blocks: Sequence[Block], settings: ArticleSettings) -> list[bool]:
    """Which blocks are the article: what the extractor takes, corrected by the line model where the two differ."""
    if not blocks:
        return []
    chances = line_chances([block.text for block in blocks], [block.gap for block in blocks])
    elements = sum(1 for _ in root.iter(etree.Element))
    taken = _extracted(root) if elements <= settings.most_elements else ""
    if len(squash(taken)) < 100:
        return keep_lines(blocks, chances, settings)
    kept = _found_again(blocks, taken)
    if sum(len(squash(block.text)) for block, keep in zip(blocks, kept, strict=True) if keep) < 0.5 * len(
        squash(taken)
    ):
        return keep_lines(blocks, chances, settings)
    return _corrected(blocks, kept, chances, settings)


def _extracted(root: HtmlElement) -> str:
    """The main text by trafilatura, which changes the tree it is given and so gets a copy; empty when it fails."""
    from trafilatura import bare_extraction

    found: Any = bare_extraction(deepcopy(root), include_comments=False, with_metadata=False)
    return str(found.text or "") if found is not None else ""


def _found_again(blocks: Sequence[Block], taken: str) -> list[bool]:
    """The blocks whose words the extractor took; of equal blocks the one that stands among others that it took."""
    squashed = squash(taken)
    lines = {squash(piece) for line in taken.split("\n") for piece in (line, *line.split("|"))} - {""}
    grams = _grams(taken)
    kept = []
    for block in blocks:
        words = squash(block.text)
        if len(words) >= _LONG:
            kept.append(words in squashed or _covered(block.text, grams) >= 0.7)
        else:
            kept.append(False)
    _add_short(blocks, kept, lines)
    _drop_doubles(blocks, kept)
    return kept


def _add_short(blocks: Sequence[Block], kept: list[bool], lines: set[str]) -> None:
    """Short lines such as cross-headings count only between or right beside long ones."""
    long_ones = [at for at, keep in enumerate(kept) if keep]
    if not long_ones:
        return
    for at in range(max(0, long_ones[0] - 1), min(len(blocks), long_ones[-1] + 2)):
        words = squash(blocks[at].text)
        if not kept[at] and words in lines:
            kept[at] = True


def _drop_doubles(blocks: Sequence[Block], kept: list[bool]) -> None:
    times = Counter(squash(block.text) for block, keep in zip(blocks, kept, strict=True) if keep)
    for words in [words for words, count in times.items() if count > 1 and len(words) >= _LONG]:
        places = [at for at, block in enumerate(blocks) if kept[at] and squash(block.text) == words]
        best = max(places, key=lambda at: (sum(kept[max(0, at - 3) : at + 4]), -at))
        for at in places:
            kept[at] = at == best


def _grams(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    return {tuple(words[at : at + 3]) for at in range(len(words) - 2)}


def _covered(text: str, grams: set[tuple[str, ...]]) -> float:
    own = _grams(text)
    return len(own & grams) / len(own) if own else 0.0


def _corrected(
    blocks: Sequence[Block], kept: Sequence[bool], chances: Sequence[float], settings: ArticleSettings
) -> list[bool]:
    """The extractor's choice without what is plainly furniture, and with paragraphs that it lost round the start."""
    chosen = [
        keep and not _is_plain_furniture(block, chance, settings)
        for block, keep, chance in zip(blocks, kept, chances, strict=True)
    ]
    teasers = below_labels(blocks, chances, settings)
    for at in teasers:
        chosen[at] = False
    _add_lost(blocks, chosen, [0.0 if at in teasers else chance for at, chance in enumerate(chances)], settings)
    trim_ends(blocks, chosen)
    return chosen if any(chosen) else list(kept)


def _add_lost(blocks: Sequence[Block], chosen: list[bool], chances: Sequence[float], settings: ArticleSettings) -> None:
    """Take back sure paragraphs that the extractor lost inside the article or right after it, and cross-headings."""
    body = [at for at, keep in enumerate(chosen) if keep]
    if not body:
        return
    last, at = body[-1], max(0, body[0] - _REACH)
    while at <= min(last + _REACH, len(blocks) - 1):
        block = blocks[at]
        if (
            not chosen[at]
            and not _odd_place(block)
            and not is_certain(block.text)
            and not kind_by_words(block.text)
            and block.links < 0.5
        ):
            paragraph = chances[at] >= settings.sure_chance and len(block.text.split()) >= 8
            heading = block.kind == "heading" and chances[at] >= settings.line_chance and body[0] < at < last
            if (paragraph or heading) and not _said_already(blocks, chosen, at):
                chosen[at] = True
                last = max(last, at)
        at += 1


def _said_already(blocks: Sequence[Block], chosen: Sequence[bool], at: int) -> bool:
    words = blocks[at].text
    return any(keep and block.text == words for block, keep in zip(blocks, chosen, strict=True))


def _is_plain_furniture(block: Block, chance: float, settings: ArticleSettings) -> bool:
    """True for a block that the line model is nearly sure about, whose words give it away, or that is only a link."""
    prose = len(block.text.split()) >= _PROSE and block.links < 0.5
    if chance < settings.hopeless_chance:
        return not prose or chance < settings.hopeless_chance / 4
    if is_certain(block.text) or (chance < settings.sure_chance and kind_by_words(block.text)):
        return True
    return block.links > 0.6 and chance < settings.line_chance and not prose


def add_standfirst(source: str, blocks: Sequence[Block], kept: list[bool], title: int | None) -> None:
    """Keep the summary between headline and first paragraph when a second extractor takes it too."""
    first = next((at for at, keep in enumerate(kept) if keep), 0)
    between = [
        at
        for at in range((title if title is not None else first) + 1, first)
        if _reads_like_summary(blocks[at]) and not _said_already(blocks, kept, at)
    ]
    if not 0 < len(between) <= 3:
        return
    from resiliparse.extract.html2text import extract_plain_text

    second = squash(extract_plain_text(source, main_content=True, alt_texts=False))
    for at in between:
        kept[at] = squash(blocks[at].text) in second


def _reads_like_summary(block: Block) -> bool:
    if not 8 <= len(block.text.split()) <= 90 or block.links > 0.3 or block.kind not in ("text", "heading"):
        return False
    return (
        not kind_by_words(block.text)
        and not (_ODD - {"header"}) & set(block.place.split())
        and block.text[-1] in '.!?…"”'
    )


_ODD = frozenset("nav footer aside comment newsletter share related advert legal caption form byline date".split())


def _odd_place(block: Block) -> bool:
    return bool((_ODD - {"byline", "date"}) & set(block.place.split()))
