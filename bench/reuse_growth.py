"""How the cost of ``retold match`` grows: ``python -m bench.reuse_growth [--most 1000000] [--plot FILE.svg]``.

Piles of invented words (Zipf's law over 50,000), three of ten texts an edited copy of an earlier one,
thirty outlets that put a block of furniture under most of theirs. Each size is run as a whole process, gaoya up to
100,000 texts; counted are CPU seconds and the most memory held.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.reuse_workload import ROOT, installed

_WORDS, _COPIES, _OUTLETS = 50_000, 0.3, 30
_GAOYA_MOST = 100_000


@dataclass(frozen=True, slots=True)
class Point:
    """What one tool took for a pile of some size."""

    tool: str
    texts: int
    seconds: float
    peak: float
    """Megabytes."""


def pile(texts: int, length: int, seed: int = 7) -> Path:
    """A file of so many texts of so many words, made when it is not there."""
    path = ROOT / "out" / f"growth-{texts}-{length}.jsonl"
    if path.is_file():
        return path
    path.parent.mkdir(exist_ok=True)
    rng = np.random.default_rng(seed)
    vocabulary = np.array(
        [f"{'bcdfglmnprstv'[n % 13]}{'aeiou'[n % 5]}{np.base_repr(n, 36).lower()}" for n in range(_WORDS)]
    )
    chances = 1 / np.arange(2.7, _WORDS + 2.7)
    bounds = np.cumsum(chances / chances.sum())

    def drawn(count: int) -> np.ndarray:
        return np.minimum(np.searchsorted(bounds, rng.random(count)), _WORDS - 1)

    blocks = [" ".join(vocabulary[drawn(40)]) for _ in range(_OUTLETS)]
    kept: list[np.ndarray] = []
    with path.open("w", encoding="utf-8") as file:
        for number in range(texts):
            words = drawn(length)
            if kept and rng.random() < _COPIES:
                same = rng.random(length) > 0.08
                words = np.where(same, kept[int(rng.integers(len(kept)))], words)
            if number % 3 == 0 and len(kept) < 300_000:
                kept.append(words)
            outlet = int(rng.integers(_OUTLETS))
            text = " ".join(vocabulary[words]) + (f"\n\n{blocks[outlet]}" if rng.random() < 0.75 else "")
            file.write(json.dumps({"id": f"d{number:07d}", "outlet": f"Outlet {outlet}", "text": text}) + "\n")
    return path


def measured(tool: str, texts: int, length: int) -> Point:
    """One tool on a pile, as a whole process."""
    documents = pile(texts, length)
    out = documents.with_suffix(f".{tool}.{'jsonl' if tool == 'retold' else 'tsv'}")
    ours = ["-m", "retold", "match", str(documents), "-o", str(out), "-q"]
    theirs = ["-m", "bench.reuse_peers", tool, str(documents), str(out)]
    process = subprocess.Popen([sys.executable, *(ours if tool == "retold" else theirs)], cwd=ROOT)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{tool} failed on {documents}")
    return Point(tool, texts, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000)


def drawing(points: Sequence[Point]) -> str:
    """CPU seconds and memory over the number of texts, both axes logarithmic, as SVG."""
    left = _panel(points, "CPU seconds", [(p.tool, p.texts, p.seconds) for p in points], 0)
    right = _panel(points, "peak memory, MB", [(p.tool, p.texts, p.peak) for p in points], 400)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="320" font-family="sans-serif" font-size="12">'
        f'<rect width="800" height="320" fill="white"/>{left}{right}</svg>\n'
    )


_COLOURS = {"retold": "#0b6e4f", "gaoya": "#b3541e"}


def _panel(points: Sequence[Point], title: str, rows: Sequence[tuple[str, int, float]], at: int) -> str:
    """One chart, ``at`` pixels from the left."""
    texts = [np.log10(p.texts) for p in points]
    low, high = np.floor(np.log10(min(row[2] for row in rows))), np.ceil(np.log10(max(row[2] for row in rows)))

    def x(value: float) -> float:
        return float(at + 60 + 310 * (np.log10(value) - min(texts)) / max(1e-9, max(texts) - min(texts)))

    def y(value: float) -> float:
        return float(270 - 220 * (np.log10(value) - low) / (high - low))

    parts = [f'<text x="{at + 60}" y="30" font-weight="bold">{title}</text>']
    for power in np.arange(low, high + 1):
        line = y(10**power)
        parts.append(f'<path d="M{at + 60} {line:.0f}h310" stroke="#ddd"/>')
        parts.append(f'<text x="{at + 54}" y="{line + 4:.0f}" text-anchor="end">{10**power:,g}</text>')
    for size in sorted({p.texts for p in points}):
        parts.append(f'<text x="{x(size):.0f}" y="290" text-anchor="middle">{size:,}</text>')
    parts.append(f'<text x="{at + 215}" y="310" text-anchor="middle">texts</text>')
    for tool, colour in _COLOURS.items():
        own = [(x(size), y(value)) for name, size, value in rows if name == tool]
        if own:
            path = "L".join(f"{a:.0f} {b:.0f}" for a, b in own)
            parts.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
            parts += [f'<circle cx="{a:.0f}" cy="{b:.0f}" r="3" fill="{colour}"/>' for a, b in own]
            parts.append(f'<text x="{own[-1][0] - 8:.0f}" y="{own[-1][1] - 8:.0f}" text-anchor="end">{tool}</text>')
    return "".join(parts)


def main(words: Sequence[str]) -> int:
    """Measure the sizes up to the one asked for and print a row each."""
    parser = argparse.ArgumentParser(prog="python -m bench.reuse_growth")
    parser.add_argument("--most", type=int, default=100_000, help="texts of the largest pile (100000)")
    parser.add_argument("--words", type=int, default=100, help="words of a text without its furniture (100)")
    parser.add_argument("--plot", type=Path, help="draw the rows into this SVG")
    asked = parser.parse_args(words)
    points: list[Point] = []
    print(f"{'texts':>10}{'tool':>10}{'CPU s':>9}{'us a text':>11}{'peak MB':>9}")
    for power in range(3, 7):
        for tool in ("retold", "gaoya"):
            texts = 10**power
            if texts > asked.most or (tool == "gaoya" and (texts > _GAOYA_MOST or not installed("gaoya"))):
                continue
            one = measured(tool, texts, asked.words)
            points.append(one)
            each = 1e6 * one.seconds / texts
            print(f"{texts:>10,}{tool:>10}{one.seconds:>9.2f}{each:>11.0f}{one.peak:>9,.0f}", flush=True)
    if asked.plot:
        asked.plot.write_text(drawing(points), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
