"""Visible blocks of a page with markup: what a reader sees as one line or paragraph, and what stands round it."""

from __future__ import annotations

import pytest

from retold.article import clean_page
from retold.article.blocks import Block
from retold.article.dom import visible_blocks
from retold.article.html import parse_html
from retold.page import Page
from retold.settings import ArticleSettings


def blocks(body: str) -> tuple[Block, ...]:
    root = parse_html(f"<html><body>{body}</body></html>")
    assert root is not None
    return visible_blocks(root)


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<p>One <b>bold</b> word</p><p>Two</p>", ["One bold word", "Two"]),
        ("<p>One<!-- note --> two</p>", ["One two"]),
        ("<p>The quay,<br>the pier</p>", ["The quay, the pier"]),
        ("<p>The quay.<br>The pier.</p>", ["The quay.", "The pier."]),
        ("<p>Seen</p><div style='display: none'>Unseen</div>tail", ["Seen", "tail"]),
        ("<p hidden>Unseen</p><script>var x = 1</script><p>Seen</p>", ["Seen"]),
        ("<table><tr><th>Port</th><th>Ships</th></tr></table>", ["Port | Ships"]),
        ("<table><tr><td>Ansk</td><td>12 <b>ships</b></td></tr></table>", ["Ansk | 12 ships"]),
        ("<table><tr><td><p>Menu</p></td><td><p>The story.</p></td></tr></table>", ["Menu", "The story."]),
        ("<ul><li>One</li><li>Two</li></ul>", ["One", "Two"]),
        ("<div>" * 1_900 + "Deep" + "</div>" * 1_900, ["Deep"]),
    ],
)  # fmt: skip
def test_blocks_are_what_a_reader_sees(body: str, shown: list[str]) -> None:
    """Paragraphs, items and rows are blocks of their own; what is hidden is none; no depth loses a word."""
    assert [block.text for block in blocks(body)] == shown


def test_a_block_knows_its_links_its_place_and_its_company() -> None:
    """The share of linked letters, the elements round it, and which blocks stand in the same element."""
    menu, first, second = blocks(
        "<nav><a href='/'>Home</a></nav><div class='article-body'><p>Half <a href='/x'>half</a></p><p>Two</p></div>"
    )

    assert (menu.links, menu.place) == (1.0, "nav")
    assert (first.links, first.place) == (0.5, "body")
    assert first.inside[:-1] == second.inside[:-1] != menu.inside[:-1]


def test_a_block_stands_where_its_start_says() -> None:
    """The blocks count in their own joined text."""
    found = blocks("<p>One</p><p>Two <i>words</i></p><p>Three</p>")
    visible = "\n".join(block.text for block in found)

    assert [visible[block.start : block.end] for block in found] == ["One", "Two words", "Three"]


@pytest.mark.parametrize(
    "opening", "<script> <!-- <style> <textarea> <noscript> <svg> <iframe> <select> <object> <template>".split()
)
def test_what_an_unclosed_element_hides_is_said(opening: str) -> None:
    """The second half of an article behind an element that is never closed is not lost in silence."""
    half = "<p>The harbour board closed the east quay on Tuesday, and thirty boats have to look for another berth.</p>"
    other = "<p>A court in Harrow hears on Friday whether the owners of the dredger must pay for the piles.</p>"
    source = f"<html><body><article>{half * 4}{opening}{other * 4}</article></body></html>"

    article, problems = clean_page(Page("page", "page", "html", source), ArticleSettings())

    whole = article is not None and article.text.count("A court") == 4
    assert whole or any(problem.code == "unclosed" for problem in problems)


def test_a_closed_element_hides_nothing() -> None:
    """A page whose elements are closed gives no note, however many of them hide something."""
    half = "<p>The harbour board closed the east quay on Tuesday, and thirty boats have to look for another berth.</p>"
    source = (
        f"<html><body>{half * 4}<script>var page = '<p>{'x' * 500}</p>'</script><!-- {half * 4} -->{half}</body></html>"
    )

    _, problems = clean_page(Page("page", "page", "html", source), ArticleSettings())

    assert not problems
