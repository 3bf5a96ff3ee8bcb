"""A page with markup: parsed once, its visible blocks sorted into article and furniture, its own statements read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy

from lxml import etree
from lxml.html import (
    HtmlComment,
    HtmlElement,
    HtmlEntity,
    HTMLParser,
    HtmlProcessingInstruction,
    document_fromstring,
)

from retold.article.about import about_html, title_block
from retold.article.assemble import About, Draft
from retold.article.blocks import Block
from retold.article.confidence import trust
from retold.article.corrections import corrected
from retold.article.dom import visible_blocks
from retold.article.extractors import resiliparse_text, trafilatura_text
from retold.article.flat import too_long, with_head
from retold.article.form import Told, Update, form_of
from retold.article.keep import keep_likely, sureness
from retold.article.line_model import Judged, judge_blocks, read_blocks
from retold.article.metadata import Metadata, read_metadata
from retold.article.nesting import nesting
from retold.article.unclosed import hidden_by_unclosed
from retold.page import Page, Problem
from retold.settings import ArticleSettings
from retold.tables import outlet_table

_CONTROL = bytes(32 if code == 127 or (code < 32 and chr(code) not in "\t\n\f\r") else code for code in range(256))
"""A space for each control character."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_PLAIN = etree.ElementDefaultClassLookup(HtmlElement, HtmlComment, HtmlProcessingInstruction, HtmlEntity)
"""One class for all elements: forms and their fields have no use for one of their own, which costs a call for each."""
_XML = re.compile(rb"^\s*<\?xml[^>]*\?>")


def draft_html(page: Page, settings: ArticleSettings) -> tuple[Draft | None, tuple[Problem, ...]]:
    """A page with markup, sorted; one that is nested beyond reason is refused before it is parsed."""
    opened = page.text.count("<") - page.text.count("</")  # no page is nested deeper than it has elements
    if opened > settings.most_nesting and nesting(page.text, settings.most_nesting) > settings.most_nesting:
        says = f"its markup is nested more than {settings.most_nesting:,} levels deep, which no real page is"
        return None, (Problem(page.place, "clean", "too-deep", says),)
    root = parse_html(page.text)
    blocks = visible_blocks(root) if root is not None else ()
    if root is None or not blocks:
        return None, (Problem(page.place, "clean", "no-article", "its markup shows no text to a reader"),)
    long = too_long(page, len(blocks), blocks[-1].end, settings)
    if long:
        return None, (long,)
    metadata = read_metadata(root, page.url, outlet_table(settings.outlets))
    judged = _judged(page.text, root, blocks, settings)
    kept = corrected(blocks, judged, keep_likely(judged, settings), settings)
    found = with_head(blocks, kept, title_block(blocks, kept, metadata))
    about = about_html(page, root, found, metadata)
    form = form_of(found, told_by(about, metadata))
    hidden = hidden_by_unclosed(page.text, blocks)
    notes = (Problem(page.place, "clean", "unclosed", hidden, fatal=False),) if hidden else ()
    return Draft(page, found, about, form, trust(judged, kept)), notes


def told_by(about: About, metadata: Metadata) -> Told:
    """What the page says of its own kind."""
    updates = tuple(Update(words, stamp) for words, stamp in metadata.posts)
    return Told(about.title, about.url, about.free, updates, live=bool(updates))


def parse_html(source: str) -> HtmlElement | None:
    """The tree of a page, however deep it is and however long its texts; None when there is none.

    Raises ``MemoryError`` where the parser ran out of memory, of which it makes an empty page by itself.
    """
    try:
        code = source.encode()
    except UnicodeEncodeError:
        code = _SURROGATE.sub(" ", source).encode()
    clean = _XML.sub(b"", code.translate(_CONTROL), count=1)
    parser = HTMLParser(huge_tree=True, encoding="utf-8", collect_ids=False)
    parser.set_element_class_lookup(_PLAIN)
    try:
        return document_fromstring(clean, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        if any(entry.type == etree.ErrorTypes.ERR_NO_MEMORY for entry in parser.error_log):
            raise MemoryError from None
        return None


def _judged(source: str, root: HtmlElement, blocks: Sequence[Block], settings: ArticleSettings) -> Judged:
    """The chances of the blocks: with the fast extractor's opinion, and with the slow one's where that leaves doubt.

    The slow one is not asked about a monstrous tree.
    """
    read = read_blocks(blocks).told("resiliparse", resiliparse_text(source))
    judged = judge_blocks(read)
    if sureness(judged) >= settings.second_opinion or sum(1 for _ in root.iter(etree.Element)) > settings.most_elements:
        return judged
    return judge_blocks(read.told("trafilatura", trafilatura_text(deepcopy(root))))
