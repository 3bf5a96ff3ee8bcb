"""How well furniture is named: ``python -m bench linekinds`` on our own labels of 60 flat pages.

The labels (``bench/labels/linekinds.jsonl``, what counts as what in its README) are split by a hash of the pages' ids:
the errors of one half are looked at when rules change (dev), the other half is for figures only (held out). Two
measures: the kinds given the true article lines, and the kinds of the whole way from a page's text on. The macro F1 is
over the kinds of furniture with at least 15 true lines in the half.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.labelled import HTML_SETS, html_pages
from retold.article.blocks import Block, Role, lines_of
from retold.article.dom import visible_blocks
from retold.article.flat import sort_lines, with_head
from retold.article.furniture import kinds_of
from retold.article.html import parse_html
from retold.settings import ArticleSettings

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("RETOLD_DATA") or ROOT.parent / "shared" / "data") / "extraction-flat" / "docs.jsonl"
LABELS = ROOT / "bench" / "labels" / "linekinds.jsonl"

BLOCKS = "blocks"
"""The rendering of a page of HTML as the blocks that our own reading finds, a line each."""
NOT_FURNITURE = frozenset({"article", "title", "credit"})
LEAST_LINES = 15
WORST = 12


@dataclass(frozen=True, slots=True)
class Labelled:
    """A page with the true kind of each line."""

    id: str
    blocks: tuple[Block, ...]
    text: str
    kinds: tuple[str, ...]


@dataclass(slots=True)
class Score:
    """True and found kinds of lines, counted in pairs."""

    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, true: Sequence[str], found: Sequence[str], furniture_only: bool) -> None:
        """Count a page; ``furniture_only`` leaves out the lines that are given as no furniture."""
        for kind, said in zip(true, found, strict=True):
            if not furniture_only or kind not in NOT_FURNITURE:
                self.pairs[kind, said] += 1

    def kinds(self) -> list[str]:
        """The kinds of furniture with enough true lines to be scored."""
        there: Counter[str] = Counter()
        for (true, _), count in self.pairs.items():
            there[true] += count
        return sorted(kind for kind, count in there.items() if count >= LEAST_LINES and kind not in NOT_FURNITURE)

    def of(self, kind: str) -> tuple[float, float, float, int]:
        """Precision, recall, F1 and number of true lines of one kind."""
        right = self.pairs[kind, kind]
        found = sum(count for (_, said), count in self.pairs.items() if said == kind)
        there = sum(count for (true, _), count in self.pairs.items() if true == kind)
        return right / max(found, 1), right / max(there, 1), 2 * right / max(found + there, 1), there

    def macro(self, without: str = "") -> float:
        """Mean F1 of the scored kinds."""
        kinds = [kind for kind in self.kinds() if kind != without]
        return sum(self.of(kind)[2] for kind in kinds) / len(kinds)

    def table(self) -> str:
        """A line a kind, and the pairs that are mistaken for each other most often."""
        rows = ["kind          precision  recall      F1   lines"]
        for kind in sorted(self.kinds(), key=lambda kind: -self.of(kind)[3]):
            precision, recall, f1, there = self.of(kind)
            rows.append(f"{kind:14}{precision:9.3f}{recall:8.3f}{f1:8.3f}{there:8}")
        wrong = Counter({pair: count for pair, count in self.pairs.items() if pair[0] != pair[1]})
        rows.append("worst: " + ", ".join(f"{a} as {b} {n}" for (a, b), n in wrong.most_common(WORST)))
        return "\n".join(rows)


def main() -> None:
    """Prints both measures for both halves."""
    if not DATA.exists():
        print("extraction-flat: not there, skipped")
        return
    for name, part in zip(("dev", "held out"), halves(load()), strict=True):
        for what, found in (("given the article", given_article), ("whole way", whole_way)):
            began = time.process_time()
            score = Score()
            for page in part:
                score.add(page.kinds, found(page), furniture_only=found is given_article)
            spent = 1000 * (time.process_time() - began) / len(part)
            print(
                f"{name}, {what}: macro F1 {score.macro():.3f} over {len(score.kinds())} kinds,"
                f" {score.macro(without='other'):.3f} without other; {len(part)} pages, {spent:.1f} ms CPU a page"
            )
            print(score.table())


def load(labels: Path = LABELS) -> list[Labelled]:
    """The labelled pages; stops when the set holds other lines than were labelled.

    A page of HTML is cut into lines by our own reading, which may change: if it did, the page is left out, and said so.
    """
    wanted = {(one["id"], one["render"]): one for one in map(json.loads, labels.read_text("utf-8").splitlines())}
    found: list[Labelled] = []
    with DATA.open(encoding="utf-8") as stream:
        for record in map(json.loads, stream):
            label = wanted.get((record["id"], record["render"]))
            if label:
                if not _same_lines(record["lines"], label):
                    raise SystemExit(f"{record['id']}: its lines are not those that were labelled")
                found.append(_labelled(record["lines"], record["blank_before"], label))
    for lines, label in _blocks_of({page: label for (page, render), label in wanted.items() if render == BLOCKS}):
        if _same_lines(lines, label):
            found.append(_labelled(lines, (False,) * len(lines), label))
        else:
            print(f"{label['id']}: left out, its blocks are not those that were labelled")
    return found


def _blocks_of(wanted: dict[str, dict[str, Any]]) -> Iterator[tuple[list[str], dict[str, Any]]]:
    """The visible blocks of the labelled pages of HTML."""
    for name in HTML_SETS if wanted else ():
        for row in html_pages(name):
            label = wanted.get(f"{name}:{row['id']}")
            root = parse_html(str(row["html"])) if label else None
            if label and root is not None:
                yield [block.text for block in visible_blocks(root)], label


def _same_lines(lines: Sequence[str], label: dict[str, Any]) -> bool:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest() == str(label["sha256"])


def _labelled(lines: Sequence[str], gaps: Sequence[bool], label: dict[str, Any]) -> Labelled:
    text = "\n".join(
        ("\n" if gap else "") + (" ".join(line.split()) or "·") for line, gap in zip(lines, gaps, strict=True)
    )
    kinds = [kind for first, last, kind in label["runs"] for _ in range(first, last + 1)]
    return Labelled(label["id"], lines_of(text), text, tuple(kinds))


def halves(pages: Sequence[Labelled]) -> tuple[list[Labelled], list[Labelled]]:
    """The pages whose errors may be looked at, and those for figures only, by a hash of their ids."""
    ordered = sorted(pages, key=lambda page: hashlib.sha256(f"half:{page.id}".encode()).hexdigest())
    return ordered[0::2], ordered[1::2]


def roles_given(page: Labelled) -> tuple[Role, ...]:
    """The roles of the lines when those of the article and its headline are known."""
    title = next((at for at, kind in enumerate(page.kinds) if kind == "title"), None)
    return with_head(page.blocks, [kind == "article" for kind in page.kinds], title).roles


def given_article(page: Labelled) -> list[str]:
    """The kinds found when the lines of the article and its headline are given."""
    return _named(page.blocks, roles_given(page))


def whole_way(page: Labelled) -> list[str]:
    """The kinds found from the text of the page on."""
    found, _ = sort_lines(page.text, ArticleSettings())
    return _named(found.blocks, found.roles)


def _named(blocks: Sequence[Block], roles: Sequence[Role]) -> list[str]:
    return [kind or role for role, kind in zip(roles, kinds_of(blocks, roles), strict=True)]
