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
from retold.mention.memory import Memory
from retold.mention.parse import parse_all
from retold.mention.source import known_origin
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
        _judge(sheet, "sources", letter, (Tree(parses[doc["text"]]), Span(0, len(doc["text"])), Memory(())))
    return sheet


def own_docs() -> list[Record]:
    """Our labels, by the document that they stand in."""
    texts = {doc["id"]: doc for doc in records("facts-polnear")}
    found: dict[str, Record] = {}
    for line in OWN.read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        doc = found.setdefault(label["doc"], texts[label["doc"]] | {"labels": []})
        if digest(doc["text"][label["start"] : label["end"]]) != label["digest"]:
            raise ValueError(f"{label['doc']}: the words at {label['start']} are not those that were labelled")
        doc["labels"].append(label)
    return list(found.values())


def examine_own(docs: Iterable[Record]) -> Sheet:
    """Counts for ``sources-own``: the class of a phrase in its sentence, with what its article tells of people."""
    sheet = Sheet()
    kept = [(doc, article(doc)) for doc in docs]
    texts = (one.words_of(n) for _, one in kept for n in range(len(one.sentences)))
    trees = {text: Tree(parse) for text, parse in parse_all(texts, MentionSettings()).items()}
    for doc, one in kept:
        memory = Memory(trees[one.words_of(n)] for n in range(len(one.sentences)))
        for label in doc["labels"]:
            inside = next((s for s in one.sentences if s.start <= label["start"] < s.end), None)
            if inside is not None:
                tree = trees[one.text[inside.start : inside.end]]
                span = Span(label["start"] - inside.start, min(label["end"], inside.end) - inside.start)
                _judge(sheet, "sources-own", label["class"], (tree, span, memory))
    return sheet


def digest(words: str) -> str:
    """What shows that labelled words are still where they were."""
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def _judge(sheet: Sheet, figure: str, letter: str, phrase: tuple[Tree, Span, Memory]) -> None:
    tree, span, memory = phrase
    head = tree.head_of(span)
    given = known_origin(tree, head, span, memory).class_ if head is not None else "none"
    says = f"{letter} <> {given} :: {tree.words(span)}"
    sheet.judge(figure, given in _LETTERS[letter], f"{letter} taken for {given}", says)
