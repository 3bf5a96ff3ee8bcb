"""The class of a source, on phrases that stand alone (facts-sources) and on phrases in their sentences (our labels).

``bench/labels/sources.jsonl`` holds places in the training part of facts-polnear with the class that we gave them by
hand, and no words of the texts; they were labelled before anything was tuned and are never used for tuning.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from bench.mention_sets import Record, Sheet, article, labels, records
from retold.mention.parse import parse_all
from retold.mention.source import origin_of
from retold.mention.tree import Tree
from retold.model import Span
from retold.settings import MentionSettings

FOLDER = "facts-sources"
OWN = Path(__file__).parent / "labels" / "sources.jsonl"
_LETTERS = {
    "N": ("named",),
    "O": ("body",),
    "M": ("outlet",),
    "D": ("document",),
    "A": ("anonymous-person", "anonymous-group"),
    "G": ("generic",),
    "X": ("generic", "pronoun"),
    "P": ("pronoun",),
}
"""The letters of the labels; X is a known person who is only described (``the candidate``), which has no class."""


def examine(docs: Iterable[Record]) -> Sheet:
    """Counts for ``sources``: the class of a phrase that is parsed by itself."""
    sheet = Sheet()
    kept = list(docs)
    parses = parse_all((doc["text"] for doc in kept), MentionSettings())
    for doc in kept:
        letter = labels(FOLDER)[doc["id"]][0]["class"]
        _judge(sheet, "sources", letter, Tree(parses[doc["text"]]), Span(0, len(doc["text"])))
    return sheet


def own_docs() -> list[Record]:
    """Our labels, each with the sentence that it stands in."""
    texts = {doc["id"]: doc for doc in records("facts-polnear")}
    found = []
    for line in OWN.read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        text = texts[label["doc"]]["text"]
        words = text[label["start"] : label["end"]]
        if digest(words) != label["digest"]:
            raise ValueError(f"{label['doc']}: the words at {label['start']} are not those that were labelled")
        sentences = article(texts[label["doc"]]).sentences
        inside = next((one for one in sentences if one.start <= label["start"] < one.end), None)
        if inside is not None:
            span = Span(label["start"] - inside.start, min(label["end"], inside.end) - inside.start)
            found.append(label | {"text": text[inside.start : inside.end], "span": span})
    return found


def examine_own(docs: Iterable[Record]) -> Sheet:
    """Counts for ``sources-own``: the class of a phrase in its sentence."""
    sheet = Sheet()
    kept = list(docs)
    parses = parse_all((doc["text"] for doc in kept), MentionSettings())
    for doc in kept:
        _judge(sheet, "sources-own", doc["class"], Tree(parses[doc["text"]]), doc["span"])
    return sheet


def digest(words: str) -> str:
    """What shows that labelled words are still where they were."""
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def _judge(sheet: Sheet, figure: str, letter: str, tree: Tree, span: Span) -> None:
    head = tree.head_of(span)
    given = origin_of(tree, head, span).class_ if head is not None else "none"
    says = f"{letter} <> {given} :: {tree.words(span)}"
    sheet.judge(figure, given in _LETTERS[letter], f"{letter} taken for {given}", says)
