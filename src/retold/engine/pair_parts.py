"""What is done to each stretch of time: the pairs whose later text is of it, and what they say of these texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from retold.engine.array_parts import beside, map_array, read_arrays, read_piece, write_arrays
from retold.engine.hash_ranges import place_kind
from retold.engine.job import Job
from retold.engine.parts import part, write_bytes, write_table
from retold.engine.pile_parts import PileParts, pile_parts
from retold.match.arrays import Ints, distinct
from retold.match.candidates import Seeds, outside
from retold.match.corpus import Corpus
from retold.match.furniture import no_furniture
from retold.match.postings import text_of
from retold.match.reuse import Reuse, in_order, joined, pairs_through
from retold.match.states import States, kept_of, nearly_same
from retold.match_answer import Form, Keep
from retold.report.reuse import pair_lines, pair_table, source_lines, source_table, state_lines, state_table

if TYPE_CHECKING:
    import pyarrow as pa


_SEEDS_OF_PAIR = 25
"""Seeds of a part for each pair that is followed in one go. Pairs of copies have 30 and more; in a story of thousands
each text meets few others in any fingerprint, and many pairs in all."""


@dataclass(frozen=True, slots=True)
class _Followed:
    """The pairs of a stretch of time, and the texts in them, which are numbered among themselves."""

    pile: PileParts
    texts: Ints
    corpus: Corpus
    reuse: Reuse

    def ids(self) -> list[str]:
        """The id of each text."""
        return self.pile.names("id", self.texts)


def pairs(job: Job, form: Form = "parquet") -> None:
    """Seeds -> the pairs of texts that share passages through them."""
    found = _follow(job)
    _answer(job, "pair", (pair_table if form == "parquet" else pair_lines)(found.reuse, found.corpus, found.ids()))


def sources(job: Job, form: Form = "parquet") -> None:
    """Seeds -> for each text the earlier ones that it stands in."""
    from retold.match.sources import sources_of

    found = _follow(job)
    explained = sources_of(found.reuse, job.settings.reuse.source_share)
    _answer(job, "source", (source_table if form == "parquet" else source_lines)(explained, found.ids()))


def near(job: Job) -> None:
    """Seeds -> the pairs of nearly identical texts."""
    found = _follow(job)
    same = nearly_same(found.reuse, job.settings.reuse.state_share)
    both = {"a": found.reuse.pairs.text_a[same], "b": found.reuse.pairs.text_b[same]}
    write_arrays(job.stage("near"), {name: found.texts[texts] for name, texts in both.items()})


def keep(job: Job, kept: Keep, form: Form = "parquet") -> None:
    """Groups of nearly identical texts -> the same with the one to keep."""
    pile, given = pile_parts(job.folder), read_arrays(job.stage("groups"))
    texts = distinct(given["texts"])
    states = States(np.searchsorted(texts, given["texts"]), given["bounds"])
    worth = np.zeros(len(texts))
    if kept == "longest":
        worth = map_array(pile.stages / "pile" / "own.npy")[texts].astype(np.float64)
    elif kept == "credited":
        from retold.article.outlet import outlets_of
        from retold.match.credited import worth_by_credits

        known = outlets_of({outlet for outlet in pile.names("outlet") if outlet})
        worth = worth_by_credits(states, dict(pile.written(texts)), pile.names("outlet", texts), known)
    chosen = kept_of(states, worth, pile.about.order[texts])
    ids = pile.names("id", texts)
    _answer(job, "state", (state_table if form == "parquet" else state_lines)(states, chosen, ids))


def _follow(job: Job) -> _Followed:
    pile, settings = pile_parts(job.folder), job.settings.reuse
    a, b = _seeds(job, pile)
    texts = distinct(np.concatenate((text_of(a, pile.firsts), text_of(b, pile.firsts))))
    corpus = pile.corpus(texts)
    hidden = pile.hidden(texts, corpus)
    seeds = Seeds(pile.within(texts, corpus, a), pile.within(texts, corpus, b))
    order = pile.about.order[texts]
    seeds = outside(seeds, hidden, settings.run_words)
    lots = _in_lots(seeds, corpus, order, max(1, job.settings.engine.part_seeds // _SEEDS_OF_PAIR))
    found = joined([pairs_through(some, corpus, order, settings) for some in lots])
    write_arrays(job.stage("followed"), {"pairs": np.array([len(found.text_a)])})
    own = map_array(pile.stages / "pile" / "own.npy")[texts]
    return _Followed(pile, texts, corpus, Reuse(in_order(found, order), own, no_furniture()))


def _in_lots(seeds: Seeds, corpus: Corpus, order: Ints, most: int) -> Iterator[Seeds]:
    """All seeds in one go, or in lots of about so many pairs; all of a pair together."""
    text_a, text_b = text_of(seeds.a, corpus.firsts), text_of(seeds.b, corpus.firsts)
    pairs, which = np.unique(text_a * len(order) + text_b, return_inverse=True)
    if len(pairs) <= most:
        yield seeds
        return
    lot = which // most
    for number in range(int(lot.max()) + 1):
        here = np.flatnonzero(lot == number)
        yield Seeds(seeds.a[here], seeds.b[here])


def _seeds(job: Job, pile: PileParts) -> tuple[Ints, Ints]:
    kind = place_kind(pile)
    found = [np.empty(0, kind)]
    for number, bounds in enumerate(map_array(pile.stages / "pile" / "seeds.npy")):
        start, stop = (2 * int(at) for at in bounds[job.number : job.number + 2])
        if stop > start:
            found.append(read_piece(beside(part(pile.stages / "seeds", number), "pairs"), kind, start, stop))
    both = np.concatenate(found).reshape(-1, 2)
    return both[:, 0].astype(np.int64), both[:, 1].astype(np.int64)


def _answer(job: Job, kind: str, found: pa.Table | Iterable[str]) -> None:
    path = part(job.folder / kind, job.number)
    if isinstance(found, Iterator):
        write_bytes(path, "".join(found).encode())
    else:
        write_table(path, found)
