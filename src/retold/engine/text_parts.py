"""What is done to each part of the texts: words and fingerprints are read, and furniture is told from them."""

from __future__ import annotations

import pickle
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retold.engine.array_parts import beside, map_array, map_pieces, read_arrays, write_arrays, write_pieces
from retold.engine.hash_ranges import by_range
from retold.engine.job import Job
from retold.engine.parts import part, write_bytes, write_values
from retold.engine.pile_parts import pile_parts
from retold.match.arrays import stretches_of
from retold.match.corpus import CorpusBuilder
from retold.match.furniture import covered
from retold.match.house_lines import house_lines
from retold.match.postings import text_of


def read_words(job: Job) -> None:
    """Texts -> their words, and their fingerprints by range."""
    bounds = read_arrays(job.stage("texts"))["bounds"].astype(np.int64)
    data = map_pieces(beside(job.stage("texts"), "data"), np.uint8)
    builder = CorpusBuilder(job.settings.reuse, len(data))
    builder.add(data.data, bounds)
    corpus, marks, count = builder.corpus(), builder.take_marks(), job.parts("texts")
    number = by_range(marks.hashes, count).astype(np.min_scalar_type(count))
    order = np.argsort(number, kind="stable")
    arrays: dict[str, NDArray[Any]] = {
        "words": corpus.words,
        "starts": corpus.starts,
        "lengths": corpus.lengths,
        "hashes": marks.hashes[order],
        "places": marks.places[order],
    }
    for name, array in arrays.items():
        write_pieces(beside(job.stage("words"), name), [array])
    if corpus.long:
        write_bytes(beside(job.stage("words"), "long"), pickle.dumps(dict(corpus.long)))
    ranges = np.cumsum(np.concatenate(([0], np.bincount(number, minlength=count))))
    write_arrays(job.stage("words"), {"firsts": corpus.firsts, "ranges": ranges})


def furnish(job: Job) -> None:
    """The blocks that each range of fingerprints takes for furniture -> the words of furniture in some texts."""
    pile = pile_parts(job.folder)
    starts, ends = [], []
    for number, bounds in enumerate(map_array(pile.stages / "pile" / "blocks.npy")):
        found = map_array(beside(part(pile.stages / "judged", number), "blocks"))
        here = slice(int(bounds[job.number]), int(bounds[job.number + 1]))
        starts.append(found[0, here].astype(np.int64))
        ends.append(found[1, here].astype(np.int64))
    words = covered(np.concatenate(starts), np.concatenate(ends))
    first, end = (int(at) for at in pile.bounds[job.number : job.number + 2])
    firsts = np.array(pile.firsts[first : end + 1])
    spent = stretches_of(words, firsts)
    before = np.concatenate(([0], np.cumsum(spent.ends - spent.starts)))
    write_pieces(beside(job.stage("furniture"), "starts"), [spent.starts])
    write_pieces(beside(job.stage("furniture"), "before"), [before])
    inside = np.bincount(text_of(words - firsts[0], firsts - firsts[0]), minlength=end - first)
    write_arrays(job.stage("furniture"), {"own": np.diff(firsts) - inside, "spent": before[-1:]})


def house(job: Job) -> None:
    """The lines of a part that are nothing but furniture, by outlet."""
    pile = pile_parts(job.folder)
    texts = np.arange(*pile.bounds[job.number : job.number + 2])
    corpus = pile.corpus(texts)
    told = zip(pile.names("outlet", texts), (text for _, text in pile.written(texts)), strict=True)
    write_values(job.stage("lines"), [house_lines(told, corpus, pile.hidden(texts, corpus))])
