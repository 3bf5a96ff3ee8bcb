"""Pairs of texts and groups of states as lines of JSON and as columns."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from retold.match.corpus import Corpus
from retold.match.reuse import Reuse
from retold.match.sources import Explained
from retold.match.states import States

Ids = Sequence[str] | Mapping[int, str]
"""The id of each text."""

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray


def pair_lines(reuse: Reuse, corpus: Corpus, ids: Ids) -> Iterator[str]:
    """A line of JSON for each pair of texts: both shares, and the passages with their places in either text."""
    pairs, passages = reuse.pairs, reuse.pairs.passages
    named = {text: _quoted(ids[text]) for text in {*pairs.text_a.tolist(), *pairs.text_b.tolist()}}
    spans = [
        f'{{"a":[{a},{end_a}],"b":[{b},{end_b}],"words":{words}}}'
        for a, end_a, b, end_b, words in zip(
            corpus.begins(passages.a).tolist(),
            corpus.ends(passages.end_a - 1).tolist(),
            corpus.begins(passages.b).tolist(),
            corpus.ends(passages.end_b - 1).tolist(),
            passages.words.tolist(),
            strict=True,
        )
    ]
    share_a, share_b = reuse.shares()
    bounds = pairs.bounds.tolist()
    for number, (a, b, words_a, words_b, one, two) in enumerate(
        zip(
            pairs.text_a.tolist(),
            pairs.text_b.tolist(),
            pairs.words_a.tolist(),
            pairs.words_b.tolist(),
            share_a.round(4).tolist(),
            share_b.round(4).tolist(),
            strict=True,
        )
    ):
        yield (
            f'{{"record":"pair","a":{named[a]},"b":{named[b]},"share_a":{one},"share_b":{two},'
            f'"words_a":{words_a},"words_b":{words_b},'
            f'"passages":[{",".join(spans[bounds[number] : bounds[number + 1]])}]}}\n'
        )


def gone_lines(gone: Iterable[tuple[str, str]]) -> Iterator[str]:
    """A line of JSON for each pair of texts, by their ids, that share passages no more."""
    for a, b in gone:
        yield f'{{"record":"gone","a":{_quoted(a)},"b":{_quoted(b)}}}\n'


def pair_table(reuse: Reuse, corpus: Corpus, ids: Ids) -> pa.Table:
    """The same as columns; a passage is a struct of ``a_start``, ``a_end``, ``b_start``, ``b_end``, ``words``."""
    import pyarrow as pa

    pairs, passages = reuse.pairs, reuse.pairs.passages
    share_a, share_b = reuse.shares()
    places: dict[str, NDArray[np.int64]] = {
        "a_start": corpus.begins(passages.a),
        "a_end": corpus.ends(passages.end_a - 1),
        "b_start": corpus.begins(passages.b),
        "b_end": corpus.ends(passages.end_b - 1),
        "words": passages.words,
    }
    spans = pa.StructArray.from_arrays([pa.array(column, pa.int64()) for column in places.values()], [*places])
    return pa.table(
        {
            "a": pa.array([ids[text] for text in pairs.text_a.tolist()], pa.string()),
            "b": pa.array([ids[text] for text in pairs.text_b.tolist()], pa.string()),
            "share_a": share_a,
            "share_b": share_b,
            "words_a": pairs.words_a,
            "words_b": pairs.words_b,
            "passages": _lists(pairs.bounds, spans),
        }
    )


def state_lines(states: States, kept: NDArray[np.int64], ids: Ids) -> Iterator[str]:
    """A line of JSON for each group of nearly identical texts: all of them by time, and the one to keep."""
    texts, bounds = states.texts.tolist(), states.bounds.tolist()
    for number, keep in enumerate(kept.tolist()):
        names = ",".join(_quoted(ids[text]) for text in texts[bounds[number] : bounds[number + 1]])
        yield f'{{"record":"state","keep":{_quoted(ids[keep])},"texts":[{names}]}}\n'


def state_table(states: States, kept: NDArray[np.int64], ids: Ids) -> pa.Table:
    """The same as columns."""
    import pyarrow as pa

    names = pa.array([ids[text] for text in states.texts.tolist()], pa.string())
    return pa.table(
        {
            "keep": pa.array([ids[text] for text in kept.tolist()], pa.string()),
            "texts": _lists(states.bounds, names),
        }
    )


def source_lines(found: Iterable[Explained], ids: Ids) -> Iterator[str]:
    """A line of JSON for each text that stands in earlier ones: each source with the share that it explains."""
    for one in found:
        sources = (f'{{"text":{_quoted(ids[text])},"share":{round(share, 4)}}}' for text, share in one.sources)
        told = f'"sources":[{",".join(sources)}],"rest":{round(one.rest, 4)}'
        yield f'{{"record":"sources","text":{_quoted(ids[one.text])},{told}}}\n'


def source_table(found: Iterable[Explained], ids: Ids) -> pa.Table:
    """The same as columns."""
    import pyarrow as pa

    rows = [
        {
            "text": ids[one.text],
            "sources": [{"text": ids[text], "share": round(share, 4)} for text, share in one.sources],
            "rest": round(one.rest, 4),
        }
        for one in found
    ]
    sources = pa.list_(pa.field("element", pa.struct([("text", pa.string()), ("share", pa.float64())])))
    return pa.Table.from_pylist(
        rows, schema=pa.schema([("text", pa.string()), ("sources", sources), ("rest", pa.float64())])
    )


def _lists(bounds: NDArray[np.int64], values: pa.Array) -> pa.Array:
    """Values as lists, named as they are when they are read from Parquet again."""
    import pyarrow as pa

    kind = pa.list_(pa.field("element", values.type))
    return pa.ListArray.from_arrays(pa.array(bounds, pa.int32()), values, type=kind)


def _quoted(words: str) -> str:
    return f'"{words}"' if words.isalnum() else json.dumps(words, ensure_ascii=False)
