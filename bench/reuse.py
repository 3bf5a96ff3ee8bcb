"""How well reuse is found in given texts: ``python -m bench reuse``.

Passages of two given texts by plagdet (``reuse-pan13``), how a text was made from another (``reuse-clough``), and the
workload beside the best peers, where it was made before (``python -m bench.reuse_workload`` makes and measures it).
"""

from __future__ import annotations

from bench import reuse_clough, reuse_pan13, reuse_workload
from bench.floors import line
from bench.mention_sets import Absent
from bench.reuse_pan13 import OVERALL

SAMPLE = 5
"""Every how many pairs of ``reuse-pan13`` are asked for by the tests."""


def figures(sample: int = 1) -> dict[str, float]:
    """The figures that have a bar, by name, on every ``sample``-th pair. Raises ``Absent``."""
    return _passages(reuse_pan13.scored(sample)) | _answers()


def _passages(scored: reuse_pan13.Scored) -> dict[str, float]:
    found = reuse_pan13.by_kind(scored)
    return {"plagdet": 100 * found[OVERALL].score, "plagdet-summary": 100 * found["summary-obfuscation"].score}


def _answers() -> dict[str, float]:
    kinds, derived = reuse_clough.shares_right(reuse_clough.judged())
    return {"four-ways": kinds, "derived": derived}


def main() -> None:
    """Print the figures beside their bars, and the tables behind them."""
    try:
        scored = reuse_pan13.scored()
        _print(_passages(scored))
        reuse_pan13.show(scored)
    except Absent as absent:
        print(f"{reuse_pan13.FOLDER}: skipped, {absent}")
    try:
        _print(_answers())
        reuse_clough.main()
    except Absent as absent:
        print(f"{reuse_clough.FOLDER}: skipped, {absent}")
    try:
        reuse_workload.measure(20_000, False, reuse_workload.TOOLS)
    except Absent as absent:
        print(f"workload: skipped, {absent}")


def _print(found: dict[str, float]) -> None:
    for name, value in found.items():
        print(line(f"reuse.{name}", value), flush=True)
