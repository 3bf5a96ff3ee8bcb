"""An index that texts come to and go from says what matching all texts anew would say."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from retold.match.arrays import stretches_of
from retold.match.chain import Pairs
from retold.match.fingerprint import Marks, fingerprint_some
from retold.match.lookup import merged, shelf_of
from retold.match.reuse import find_reuse, seeding
from retold.match.update import Indexed, update
from retold.settings import ReuseSettings
from tests.invented import Told, corpus_of, edited, invented, told_of

SETTINGS = replace(ReuseSettings(), popular=8)
Row = tuple[str, str, int, int, tuple[tuple[int, ...], ...]]


def _pile(seed: int) -> list[Told]:
    """Stories with copies, a hub of copies, outlets with notices, quotations, in no order."""
    rng = random.Random(seed)
    notices = [" ".join(invented(rng, rng.randint(20, 60))) for _ in range(4)]
    stories = [invented(rng, rng.randint(60, 160)) for _ in range(12)]
    texts = []
    for number in range(90):
        words = invented(rng, rng.randint(30, 120))
        kind = rng.random()
        if kind < 0.25:
            words = edited(rng, stories[0], 0.04)
        elif kind < 0.55:
            words = edited(rng, rng.choice(stories), rng.choice([0.0, 0.05, 0.25]))
        elif kind < 0.7:
            words += rng.choice(stories)[:40]
        outlet = rng.randrange(4)
        if rng.random() < 0.6:
            words += notices[outlet].split()
        named = f"Outlet {outlet}" if rng.random() < 0.7 else None
        date = f"2025-04-{rng.randint(1, 28):02}" if rng.random() < 0.8 else None
        texts.append(Told(f"t{number:03}", " ".join(words), named, date))
    rng.shuffle(texts)
    return texts


def _rows(pairs: Pairs, texts: Sequence[Told], whole: Sequence[int]) -> set[Row]:
    """Pairs by ids, with passages counted in words of their texts; ``whole`` are the first words of the texts."""
    rows: set[Row] = set()
    for number, (a, b) in enumerate(zip(pairs.text_a.tolist(), pairs.text_b.tolist(), strict=True)):
        here, found = slice(pairs.bounds[number], pairs.bounds[number + 1]), pairs.passages
        places = found.a[here] - whole[a], found.end_a[here] - whole[a], found.b[here] - whole[b]
        passages = np.stack((*places, found.end_b[here] - whole[b], found.words[here])).T.tolist()
        words = int(pairs.words_a[number]), int(pairs.words_b[number])
        rows.add((texts[a].id, texts[b].id, *words, tuple(map(tuple, passages))))
    return rows


def _anew(texts: Sequence[Told]) -> tuple[set[Row], dict[str, int]]:
    corpus, postings, about = corpus_of(texts, SETTINGS)
    reuse = find_reuse(corpus, postings, about, SETTINGS)
    own = {text.id: words for text, words in zip(texts, reuse.own.tolist(), strict=True)}
    return _rows(reuse.pairs, texts, corpus.firsts.tolist()), own


@pytest.mark.parametrize("seed", range(12))
def test_texts_that_come_and_go_change_what_matching_anew_would_change(seed: int) -> None:
    """Pairs that an update leaves alone and those it gives are together the pairs of the texts that are there."""
    rng = random.Random(seed)
    texts = _pile(seed)
    state = {text.id: rng.choice(["stays", "stays", "stays", "comes", "goes"]) for text in texts}
    before = np.array([state[text.id] != "comes" for text in texts])
    after = np.array([state[text.id] != "goes" for text in texts])
    old, now = (
        [text for text in texts if state[text.id] != "comes"],
        [text for text in texts if state[text.id] != "goes"],
    )
    corpus, _, _ = corpus_of(texts, SETTINGS)
    first, second = np.flatnonzero(before), np.flatnonzero(~before)
    shelves = [shelf_of(fingerprint_some(corpus.words, corpus.firsts, part, SETTINGS)) for part in (first, second)]
    old_corpus, old_postings, old_about = corpus_of(old, SETTINGS)
    known = seeding(old_corpus, old_postings, old_about, SETTINGS)
    shift = corpus.firsts[first] - old_corpus.firsts[:-1]
    hidden = np.flatnonzero(known.hidden)
    hidden += shift[np.searchsorted(old_corpus.firsts, hidden, side="right") - 1]

    inside = stretches_of(hidden, corpus.firsts)
    came = fingerprint_some(corpus.words, corpus.firsts, second, SETTINGS)
    found = update(Indexed(corpus, told_of(texts), shelves, before, after, known.furniture, inside), came, SETTINGS)

    rows, own = _anew(old)
    touched = {texts[one].id for one in found.texts.tolist()} | {name for name, kind in state.items() if kind == "goes"}
    left = {row for row in rows if not touched & {row[0], row[1]}}
    expected, expected_own = _anew(now)
    assert left | _rows(found.pairs, texts, corpus.firsts.tolist()) == expected
    words = own | {texts[one].id: words for one, words in zip(found.texts.tolist(), found.own.tolist(), strict=True)}
    assert {name: words[name] for name in expected_own} == expected_own
    again = find_reuse(*corpus_of(now, SETTINGS), SETTINGS).furniture
    assert found.furniture.rows().tolist() == again.rows().tolist()
    assert found.furniture.last.tolist() == again.last.tolist()


def test_shelves_put_together_are_one_shelf() -> None:
    """Merging loses nothing and keeps the order."""
    rng = np.random.default_rng(1)
    parts = [
        shelf_of(Marks(rng.integers(0, 50, size).astype(np.uint64), np.arange(size, dtype=np.uint32)))
        for size in (30, 0, 20)
    ]

    whole = merged(parts)

    assert whole.hashes.tolist() == sorted(np.concatenate([part.hashes for part in parts]).tolist())
