"""Whom a pronoun means: sources that are called he, she, they or it, against marked coreference (facts-gum).

A source is right when the name it was given is in the words of one mention of the same person or thing, or they in
it. A pronoun of whom no mention has a name or noun is left out; one that was given nobody is missed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from bench.mention_sets import Record, Sheet, analysed, labels, records
from retold.model import Attribution

FOLDER = "facts-gum"
_GENRES = frozenset("news bio essay letter court voyage speech academic textbook".split())
_WORDS = frozenset("he she they it him her them".split())
_PRONOUNS = _WORDS | frozenset(
    "his hers their its himself herself themselves itself who i me my we us our you your".split()
)


def parts() -> list[Record]:
    """Texts that tell of the world; in stories and talks few people have a name."""
    return [doc for doc in records(FOLDER) if doc["genre"] in _GENRES]


def examine(docs: Iterable[Record]) -> Sheet:
    """Counts for ``pronouns``."""
    sheet = Sheet()
    for doc, analysis in analysed(docs):
        marked = [label for label in labels(FOLDER)[doc["id"]] if label["kind"] == "entity"]
        cluster_at = {(label["start"], label["end"]): label["cluster"] for label in marked}
        called: dict[str, set[str]] = defaultdict(set)
        for label in marked:
            if label["text"].lower() not in _PRONOUNS:
                called[label["cluster"]].add(label["text"].lower())
        for one in analysis.mentions:
            if not isinstance(one, Attribution) or one.source.text.lower() not in _WORDS:
                continue
            place = one.source.spans[-1]
            known = called.get(cluster_at.get((place.start, place.end), ""), set())
            if not known:
                continue
            given = one.source.name
            right = given is not None and any(given.lower() in words or words in given.lower() for words in known)
            sheet.count("pronouns", int(right), int(given is not None), 1)
            if not right:
                around = doc["text"][max(0, place.start - 200) : place.end + 40]
                says = f"{one.source.text} = {given} | {', '.join(sorted(known)[:3])} :: {around}"
                sheet.slip("pronouns", "missed" if given is None else "another", says)
    return sheet
