"""Texts brought into an index and taken out of it, and what that changes among its pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from retold.match.arrays import Flags, Hashes, Ints, Stretches, among_sorted, distinct, stretches_of
from retold.match.corpus import About, Corpus, Facts, about_of
from retold.match.fingerprint import Marks, fingerprint
from retold.match.lookup import Shelf, merged, shelf_of
from retold.match.postings import post
from retold.match.reuse import Reuse, in_order, joined, reuse_of, seeding
from retold.match.update import Indexed, Update, update
from retold.match_index import Kept, MatchIndex, digests_of
from retold.settings import ReuseSettings

_MOST_SHELVES = 16
_MOST_NEW = 0.25
"""Share of an index's fingerprints on shelves of their own from which all are put together: so that each addition pays
for its own size, and a look-up asks few shelves."""


@dataclass(frozen=True, slots=True)
class New:
    """Texts that are to be brought in, with different ids."""

    ids: Sequence[str]
    facts: Facts
    corpus: Corpus
    marks: Marks


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of the pairs."""

    reuse: Reuse
    """The pairs that are new or different."""
    gone: tuple[tuple[int, int], ...]
    """Texts of the pairs that are no more."""
    came: int
    went: int


def bring_in(index: MatchIndex, new: New, removed: Sequence[str], settings: ReuseSettings) -> tuple[Changed, list[str]]:
    """Bring texts in and take others out; what changed, and ids to remove that are not there.

    A text whose id is there takes the place of the old one; one that is there letter for letter is passed over.
    """
    kept = index.kept()
    going, missing = _texts_named(index, kept.there, removed)
    stays, replaced = _not_yet_there(index, kept.there, new)
    out = np.union1d(going, replaced)
    if len(stays) < len(new.ids):
        corpus = new.corpus.only(stays)
        ids = [new.ids[number] for number in stays.tolist()]
        new = New(ids, new.facts.only(stays), corpus, fingerprint(corpus.words, corpus.firsts, settings))
    fresh = not kept.there.any()
    _put(index, new)
    there = np.concatenate((kept.there, np.ones(len(new.ids), np.bool_)))
    there[out] = False
    if fresh and len(new.ids) == index.texts:
        about = about_of(new.facts)
        found = seeding(new.corpus, post(new.marks, new.corpus.firsts), about, settings)
        reuse = reuse_of(found, new.corpus, about, settings)
        hidden = stretches_of(np.flatnonzero(found.hidden), new.corpus.firsts)
        changed = Changed(reuse, (), len(new.ids), 0)
        kept = Kept(there, reuse.own, reuse.furniture, hidden, reuse.pairs)
    else:
        changed, kept = _updated(index, (kept, there), new.marks, settings)
    _tidy(index)
    index.commit(kept)
    return changed, missing


def whole(index: MatchIndex) -> tuple[Reuse, About]:
    """All pairs of an index in the order of time."""
    kept, about = index.kept(), about_of(index.facts())
    return Reuse(in_order(kept.pairs, about.order), kept.own, kept.furniture), about


def _put(index: MatchIndex, new: New) -> None:
    before = index.manifest.counts["words"]
    shelf = shelf_of(Marks(new.marks.hashes, new.marks.places.astype(np.int64) + before)) if len(new.ids) else None
    index.append(new.corpus, new.facts, new.ids, shelf)


def _updated(index: MatchIndex, state: tuple[Kept, Flags], new: Marks, settings: ReuseSettings) -> tuple[Changed, Kept]:
    """What changes where the texts that are there now are others than what is kept says; ``new`` came last of all."""
    kept, there = state
    before = np.zeros(len(there), np.bool_)
    before[: len(kept.there)] = kept.there
    corpus, facts = index.corpus(), index.facts()
    came = Marks(new.hashes, new.places.astype(np.int64) + corpus.firsts[len(kept.there)])
    indexed = Indexed(corpus, facts, index.shelves(), before, there, kept.furniture, kept.hidden)
    found = update(indexed, came, settings)
    touched = before & ~there
    touched[found.texts] = True
    old = kept.pairs
    again = touched[old.text_a] | touched[old.text_b]
    own = np.zeros(len(there), np.int64)
    own[: len(kept.own)] = kept.own
    was = Reuse(old.only(np.flatnonzero(again)), own.copy(), kept.furniture)
    own[found.texts] = found.own
    pairs = joined([old.only(np.flatnonzero(~again)), found.pairs])
    different, gone = _different(was, Reuse(found.pairs, own, found.furniture))
    changed = found.pairs.only(different)
    order = facts.order_of(distinct(np.concatenate((changed.text_a, changed.text_b))))
    news = Reuse(in_order(changed, order), own, found.furniture)
    hidden = _hidden(kept, found, touched, corpus.firsts)
    added, removed = int((there & ~before).sum()), int((before & ~there).sum())
    return Changed(news, gone, added, removed), Kept(there, own, found.furniture, hidden, pairs)


def _hidden(kept: Kept, found: Update, touched: Flags, firsts: Ints) -> Stretches:
    """The words of furniture in all texts as they are now."""
    old = kept.hidden.within(np.flatnonzero(~touched), firsts)
    new = found.hidden
    starts, ends = np.concatenate((old.starts, new.starts)), np.concatenate((old.ends, new.ends))
    order = np.argsort(starts, kind="stable")
    return Stretches(starts[order], ends[order])


def _different(was: Reuse, now: Reuse) -> tuple[Ints, tuple[tuple[int, int], ...]]:
    """Numbers of the pairs that were not so before, and the texts of those that are no more."""
    old, new = _rows(was), _rows(now)
    different = [number for number, (pair, row) in enumerate(new.items()) if old.get(pair) != row]
    return np.array(different, np.int64), tuple(pair for pair in old if pair not in new)


def _rows(reuse: Reuse) -> dict[tuple[int, int], tuple[object, ...]]:
    pairs, found = reuse.pairs, reuse.pairs.passages
    passages = np.stack((found.a, found.end_a, found.b, found.end_b, found.words)).T
    bounds = pairs.bounds.tolist()
    rows = zip(
        pairs.text_a.tolist(),
        pairs.text_b.tolist(),
        reuse.own[pairs.text_a].tolist(),
        reuse.own[pairs.text_b].tolist(),
        pairs.words_a.tolist(),
        pairs.words_b.tolist(),
        strict=True,
    )
    return {
        (a, b): (*rest, passages[bounds[number] : bounds[number + 1]].tobytes())
        for number, (a, b, *rest) in enumerate(rows)
    }


def _not_yet_there(index: MatchIndex, there: Flags, new: New) -> tuple[Ints, Ints]:
    """Which of the new texts are to be brought in, and the old ones whose place they take."""
    old, _ = _texts_named(index, there, new.ids)
    if not len(old):
        return np.arange(len(new.ids)), old
    number = {name: place for place, name in enumerate(new.ids)}
    names = index.ids(old.tolist())
    places = np.array([number[names[text]] for text in old.tolist()], np.int64)
    facts = index.facts()
    same = (
        (index.digests()[old] == digests_of(new.corpus)[places])
        & (facts.outlets[old] == new.facts.outlets[places])
        & (facts.times[old] == new.facts.times[places])
    )
    return np.setdiff1d(np.arange(len(new.ids)), places[same]), old[~same]


def _texts_named(index: MatchIndex, there: Flags, names: Sequence[str]) -> tuple[Ints, list[str]]:
    """The texts of an index with these ids, and the ids that none has."""
    if not names or not len(there):
        return np.empty(0, np.int64), list(names)
    heads = index.facts().heads
    asked = np.frombuffer(b"".join(one.encode("utf-8", "surrogatepass")[:16].ljust(16, b"\0") for one in names), ">u8")
    likely = np.flatnonzero(
        there & among_sorted(_mixed(heads), np.sort(_mixed(asked.reshape(-1, 2).astype(np.uint64))))
    )
    found = index.ids(likely.tolist())
    wanted = set(names)
    there_are = set(found.values())
    texts = [text for text, name in found.items() if name in wanted]
    return np.array(texts, np.int64), [name for name in names if name not in there_are]


def _mixed(heads: Hashes) -> Hashes:
    mixed: Hashes = heads[:, 0] * np.uint64(0x9E3779B97F4A7C15) ^ heads[:, 1]
    return mixed


def _tidy(index: MatchIndex) -> None:
    """Put the shelves together when there are many, or when what is beside the first has grown large."""
    shelves: list[Shelf] = index.shelves()
    beside = sum(len(shelf.hashes) for shelf in shelves[1:])
    if len(shelves) > _MOST_SHELVES or (len(shelves) > 1 and beside > _MOST_NEW * len(shelves[0].hashes)):
        index.put_shelves_together(merged(shelves))
