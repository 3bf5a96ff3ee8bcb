"""Measure everything that takes no training library: ``python -m bench [PART ...]`` prints one table a part.

``python -m bench changes --errors CLASS`` and ``mentions --errors FIGURE`` list what was missed or wrong instead. A set
that is absent is said so and passed over. ``bench/train_lines.py`` is run by itself (it needs catboost).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

import retold
from bench import align, changes, cleaning, credits, flat, hostile, lineage, linekinds, mentions, metadata, pairs, reuse
from tests.examples_truth import EXAMPLES, load_truth, score, table


def _examples() -> None:
    print(table(score(retold.trace([EXAMPLES]), load_truth())))


PARTS: dict[str, Callable[[], None]] = {
    "cleaning": cleaning.main,
    "flat": flat.main,
    "examples": _examples,
    "pairs": pairs.main,
    "lineage": lambda: lineage.main(()),
    "credits": credits.main,
    "hostile": hostile.main,
    "linekinds": linekinds.main,
    "metadata": metadata.main,
    "changes": changes.main,
    "align": align.main,
    "mentions": mentions.main,
    "reuse": reuse.main,
}


def main(words: Sequence[str]) -> int:
    """Run the named parts, or all of them."""
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("part", nargs="*", help=", ".join(PARTS))
    parser.add_argument(
        "--errors", metavar="KIND", help="list the errors of changes or mentions: a class, figure, or all"
    )
    options = parser.parse_args(words)
    names = options.part
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        print(f"no part {', '.join(unknown)}; there are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    if options.errors:
        if "mentions" in names:
            mentions.main(options.errors)
        else:
            changes.main(options.errors)
        return 0
    for name in names or PARTS:
        print(f"== {name}", flush=True)
        PARTS[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
