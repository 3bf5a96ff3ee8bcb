"""Sentences that are not certain, against the sample of the CoNLL-2010 shared task (facts-hedge)."""

from __future__ import annotations

from collections.abc import Iterable

from bench.mention_sets import Record, Sheet, analysed, labels, records
from retold.model import Hedge
from retold.settings import MentionSettings

FOLDER = "facts-hedge"
UNSURE = frozenset({"hedge", "evidential", "approximator"})
"""Classes that make a sentence uncertain: vague groups (``some``, ``several``) are approximators. Boosters do not."""


def parts() -> list[Record]:
    return records(FOLDER)


def examine(docs: Iterable[Record], settings: MentionSettings | None = None) -> Sheet:
    """Counts for ``hedges``: F of the uncertain sentences."""
    sheet = Sheet()
    for doc, analysis in analysed(docs, settings):
        true = bool(labels(FOLDER)[doc["id"]][0]["uncertain"])
        hedges = [one for one in analysis.mentions if isinstance(one, Hedge) and one.class_ in UNSURE]
        sheet.count("hedges", int(true and bool(hedges)), int(bool(hedges)), int(true))
        if true and not hedges:
            sheet.slip("hedges", "missed", doc["text"])
        for one in hedges if not true else []:
            sheet.slip("hedges", f"certain although “{one.word}”", doc["text"])
    return sheet
