"""Measure everything that takes no training library: ``python -m bench [PART ...]`` prints one table a part.

A set that is absent is said so and passed over. ``bench/train_lines.py`` is run by itself (it needs catboost).
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import retold
from bench import cleaning, credits, hostile, lineage, linekinds, metadata, pairs
from tests.examples_truth import EXAMPLES, load_truth, score, table


def _examples() -> None:
    print(table(score(retold.trace([EXAMPLES]), load_truth())))


PARTS: dict[str, Callable[[], None]] = {
    "cleaning": cleaning.main,
    "examples": _examples,
    "pairs": pairs.main,
    "lineage": lambda: lineage.main(()),
    "credits": credits.main,
    "hostile": hostile.main,
    "linekinds": linekinds.main,
    "metadata": metadata.main,
}


def main(names: list[str]) -> int:
    """Run the named parts, or all of them."""
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        print(f"no part {', '.join(unknown)}; there are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    for name in names or PARTS:
        print(f"== {name}", flush=True)
        PARTS[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
