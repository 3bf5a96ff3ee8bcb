"""One near-duplicate tool over a file of documents, as a whole process: ``python -m bench.reuse_peers NAME DOCS OUT``.

Each reads the lines of JSON, takes word 5-grams in lower case, 128 permutations (gaoya: 42 bands of 3), and writes the
pairs whose estimated Jaccard reaches one half (or the number after the name: ``gaoya:0.2``), two ids a line. Written
from the documentation of each; the tools are optional (``pip install "retold[bench]"``).
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence

_WORD = re.compile(r"\w+")
_GRAM, _PERMUTATIONS, _BANDS = 5, 128, 32

Pairs = Iterable[tuple[int, int]]


def _grams(text: str) -> list[str]:
    words = _WORD.findall(text.lower())
    return list({" ".join(words[at : at + _GRAM]) for at in range(max(1, len(words) - _GRAM + 1))})


def _upwards(found: Iterable[Sequence[int]]) -> Iterator[tuple[int, int]]:
    for text, others in enumerate(found):
        yield from ((text, other) for other in others if other > text)


def gaoya(texts: Sequence[str], least: float) -> Pairs:
    """gaoya: tokeniser, MinHash and index in Rust."""
    from gaoya.minhash import MinHashStringIndex

    bands, rows = (42, 3) if least > 0.3 else (64, 2)
    index = MinHashStringIndex(32, least, bands, rows, None, "word", True, (_GRAM, _GRAM), id_container="vec")
    index.par_bulk_insert_docs(list(range(len(texts))), list(texts))
    return _upwards(index.par_bulk_query(list(texts)))


def rensa(texts: Sequence[str], least: float) -> Pairs:
    """rensa: R-MinHash in Rust, tokens from here."""
    from rensa import RMinHash, RMinHashLSH

    sketches = RMinHash.from_token_sets((_grams(text) for text in texts), _PERMUTATIONS, 42)
    index = RMinHashLSH(least, _PERMUTATIONS, _BANDS)
    index.insert_many(sketches)
    near = _upwards(index.query_all(sketches))
    return ((a, b) for a, b in near if sketches[a].jaccard(sketches[b]) >= least)


def fastsketchlsh(texts: Sequence[str], least: float) -> Pairs:
    """FastSketchLSH: SIMD sketches, tokens from here."""
    from FastSketchLSH import LSH, FastSimilaritySketch

    sketches = FastSimilaritySketch(_PERMUTATIONS).batch([_grams(text) for text in texts])
    index = LSH(_PERMUTATIONS, _BANDS)
    index.insert(sketches)
    near = _upwards(list(row) for row in index.query(sketches))
    return ((a, b) for a, b in near if (sketches[a] == sketches[b]).mean() >= least)


def datasketch(texts: Sequence[str], least: float) -> Pairs:
    """datasketch: MinHash with NumPy, index in Python."""
    from datasketch import MinHash, MinHashLSH

    sketches = MinHash.bulk(([gram.encode() for gram in _grams(text)] for text in texts), num_perm=_PERMUTATIONS)
    index = MinHashLSH(least, _PERMUTATIONS)
    for number, sketch in enumerate(sketches):
        index.insert(number, sketch, check_duplication=False)
    near = _upwards(index.query(sketch) for sketch in sketches)
    return ((a, b) for a, b in near if sketches[a].jaccard(sketches[b]) >= least)


PEERS: dict[str, Callable[[Sequence[str], float], Pairs]] = {
    "gaoya": gaoya,
    "rensa": rensa,
    "FastSketchLSH": fastsketchlsh,
    "datasketch": datasketch,
}


def main(name: str, documents: str, out: str) -> None:
    """Read the documents, find the pairs and write them."""
    tool, _, least = name.partition(":")
    ids, texts = [], []
    with open(documents, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            ids.append(record["id"])
            texts.append(record["text"])
    with open(out, "w", encoding="utf-8") as file:
        file.writelines(f"{ids[a]}\t{ids[b]}\n" for a, b in PEERS[tool](texts, float(least or 0.5)))


if __name__ == "__main__":
    main(*sys.argv[1:])
