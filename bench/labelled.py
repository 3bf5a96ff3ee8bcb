"""Pages whose true article is known, as lines with a label each: flat renderings as they come, HTML by aligning."""

from __future__ import annotations

import json
import os
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt
from courlan import extract_domain

from bench.closest import closest_lines
from bench.shingles import LOST, likeness
from retold.article.blocks import Block, squash
from retold.article.dom import visible_blocks
from retold.article.html import parse_html

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("RETOLD_DATA") or ROOT.parent / "shared" / "data")
HTML_SETS = ("aeb", "fundus", "wcxb")
_WORD = re.compile(r"\w+")
Mask = npt.NDArray[np.bool_]
_LONG = 5
"""Words from which a block is known by its triples of words."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A page as lines, with what is true of each line and the true article."""

    id: str
    lines: tuple[str, ...]
    gaps: tuple[bool, ...]
    kept: tuple[bool, ...]
    spoken: tuple[bool, ...]
    """Lines that are neither article nor a repetition of it, so that their words speak for furniture."""
    truth: str
    title: str | None
    domain: str
    group: str
    """The set and the way it was rendered."""
    news: bool
    blocks: tuple[Block, ...] = ()
    html: str = ""
    on_page: bool = True
    """False when the page does not show its true article, so that there is nothing to learn from it."""


def flat_pages() -> list[Labelled]:
    """The renderings of ``extraction-flat``."""
    with (DATA / "extraction-flat" / "docs.jsonl").open(encoding="utf-8") as stream:
        return [_flat(json.loads(line)) for line in stream]


def html_pages(name: str) -> Iterator[dict[str, object]]:
    """The records of one set of HTML pages with their true articles; nothing when it is absent."""
    path = DATA / f"extraction-{name}" / "pages.jsonl"
    if path.is_file():
        with path.open(encoding="utf-8") as stream:
            yield from map(json.loads, stream)


def labelled_html(name: str) -> list[Labelled]:
    """The visible blocks of the pages of one set."""
    return [page for row in html_pages(name) if (page := _html(row, name)) is not None]


def made_up(pages: Sequence[Labelled], seed: int = 7) -> list[Labelled]:
    """Pages made of one true article each: alone, under its headline, or with the furniture of another page round it.

    The renderings are full of furniture; without these a model would not know a text that has none.
    """
    chance = random.Random(seed)
    seen: set[str] = set()
    made: list[Labelled] = []
    for page in pages:
        paragraphs = [part.strip() for part in page.truth.split("\n") if part.strip()]
        if page.truth in seen or len(page.truth.split()) < 60:
            continue
        seen.add(page.truth)
        if len(paragraphs) > 3 and chance.random() < 0.3:
            paragraphs = paragraphs[: chance.randint(3, len(paragraphs))]
        made.append(_made_up(page, paragraphs, chance.choice(pages), chance))
    return made


def _made_up(page: Labelled, paragraphs: list[str], other: Labelled, chance: random.Random) -> Labelled:
    above: list[str] = []
    below: list[str] = []
    where = chance.random()
    body = [at for at, keep in enumerate(other.kept) if keep]
    if where > 0.35:
        last = body[-1] if body else -1
        below = list(other.lines[last + 1 : last + 1 + chance.randint(1, 40)])
    if where > 0.6 and body:
        above = list(other.lines[max(0, body[0] - chance.randint(1, 20)) : body[0]])
    if page.title and where < 0.5:
        above.append(page.title)
    lines = (*above, *paragraphs, *below)
    kept = tuple(len(above) <= at < len(above) + len(paragraphs) for at in range(len(lines)))
    spaced = chance.random() < 0.5
    gaps = tuple(at == 0 or spaced for at in range(len(lines)))
    nothing = (False,) * len(lines)
    truth = "\n".join(paragraphs)
    return Labelled(page.id, lines, gaps, kept, nothing, truth, page.title, page.domain, "made up", True)


def _flat(row: dict[str, object]) -> Labelled:
    labels, title, news = str(row["labels"]), row.get("title"), row["source"] != "wcxb"
    return Labelled(
        id=str(row["id"]),
        lines=tuple(row["lines"]),  # type: ignore[arg-type]
        gaps=tuple(map(bool, row["blank_before"])),  # type: ignore[call-overload]
        kept=tuple(label in "am" for label in labels),
        spoken=tuple(label in "fbe" for label in labels),
        truth=str(row["truth"]),
        title=str(title) if title else None,
        domain=str(row["domain"]),
        group=("" if news else "other pages, ") + str(row["render"]),
        news=news,
    )


def _html(row: dict[str, object], name: str) -> Labelled | None:
    source, url, truth = str(row["html"]), str(row["url"]), str(row["truth"])
    root = parse_html(source)
    blocks = visible_blocks(root) if root is not None else ()
    if not blocks:
        return None
    extra = row.get("extra")
    kind = str(extra.get("page_type", "article")) if isinstance(extra, dict) else "article"
    lines = tuple(block.text for block in blocks)
    kept = nearest(blocks, truth)
    shown = likeness("\n".join(line for line, keep in zip(lines, kept, strict=True) if keep), truth)
    return Labelled(
        id=str(row["id"]),
        lines=lines,
        gaps=(True,) * len(blocks),
        kept=tuple(kept),
        spoken=tuple(not keep for keep in kept),
        truth=truth,
        title=None,
        domain=extract_domain(url, fast=True) or urlsplit(url).hostname or url,
        group=name if kind == "article" else f"{name}, {kind}",
        news=name != "wcxb",
        blocks=blocks,
        html=source,
        on_page=shown.bag >= LOST,
    )


def nearest(blocks: Sequence[Block], truth: str) -> list[bool]:
    """Which blocks come nearest to the true article."""
    return closest_lines([block.text for block in blocks], truth, label_blocks(blocks, truth).tolist())


def label_blocks(blocks: Sequence[Block], truth: str) -> Mask:
    """Which blocks are in the true article: by their word triples, short ones whole and among others.

    Of blocks that say the same, as many are kept as the truth has, those with the most article round them first.
    """
    true_words = [word.lower() for word in _WORD.findall(truth)]
    triples = _triples(true_words)
    lines, letters = {squash(line) for line in truth.split("\n")}, squash(truth)
    squashed = [squash(block.text) for block in blocks]
    words = [[word.lower() for word in _WORD.findall(block.text)] for block in blocks]
    long_ones = np.array([len(own) for own in words])
    kept = np.array(
        [
            len(_triples(own) & triples) >= 0.6 * len(_triples(own))
            if len(own) >= _LONG
            else bool(said) and (said in lines or (len(said) > 3 and said in letters))
            for own, said in zip(words, squashed, strict=True)
        ]
    )
    strong = kept & (long_ones >= 8)
    round_it = np.convolve(np.pad(strong * long_ones, 4), np.ones(9), "valid") - strong * long_ones
    for said, times in Counter(said for said, keep in zip(squashed, kept, strict=True) if keep and said).items():
        allowed = max(1, letters.count(said) if len(said) > 12 else 1)
        same = [at for at in range(len(kept)) if kept[at] and squashed[at] == said]
        places = sorted(same, key=lambda at: -round_it[at])
        kept[places[allowed:] if times > allowed else []] = False
    return _without_strays(kept, long_ones, [said in lines for said in squashed])


def _without_strays(kept: Mask, words: npt.NDArray[np.int_], whole: Sequence[bool]) -> Mask:
    """Without short blocks that say what the truth says somewhere, but stand away from it."""
    strong = np.flatnonzero(kept & (words >= 8))
    if not len(strong):
        return kept
    for at in map(int, np.flatnonzero(kept & (words < 8))):
        after = int(np.searchsorted(strong, at))
        near = 0 < after < len(strong) and strong[after] - at <= 3 and at - strong[after - 1] <= 3
        if not (strong[0] - 2 <= at <= strong[-1] + 2 and (whole[at] or near)):
            kept[at] = False
    return kept


def _triples(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + 3]) for at in range(len(words) - 2)}
