"""The layout shows the way of the data, and the way has one direction."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src" / "retold"
MODULES = sorted(SOURCE.rglob("*.py"))

LAYERS = (
    ("page",),
    ("model",),
    ("settings", "text", "tables", "forest", "processor", "worker", "workers"),
    ("read", "article", "match", "story", "mention", "lineage", "change"),
    ("family", "dispute"),
    ("fact", "ruling"),
    ("simulate",),
    ("trace",),
    ("report",),
    ("resume", "match_index", "match_update", "match_answer"),
    ("clean_run", "match_run"),
    ("engine",),
    ("commands",),
    ("cli", "__main__"),
)
"""Each layer may import those above it and itself."""

IMPURE = {"os", "time", "random", "socket", "requests", "urllib.request", "subprocess", "datetime.now"}
STAGES = ("article", "match", "story", "mention", "lineage", "change", "family", "dispute", "fact")
FORBIDDEN_NAMES = {"utils", "helpers", "manager", "base", "core", "misc"}


def _room(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_run_one_way(path: Path) -> None:
    """A module imports only its own layer and those before it."""
    level = {room: number for number, layer in enumerate(LAYERS) for room in layer}
    if _room(path) == "__init__":
        return

    ours = {name.split(".")[1] for name in _imports(path) if name.startswith("retold.")}

    assert {room for room in ours if level[room] > level[_room(path)]} == set()


@pytest.mark.parametrize(
    "path", [p for p in MODULES if _room(p) in STAGES], ids=lambda path: str(path.relative_to(SOURCE))
)
def test_stages_are_pure(path: Path) -> None:
    """A stage looks at values only: no environment, clock, network or randomness."""
    assert _imports(path) & IMPURE == set()


def test_names_say_what_a_module_is_about() -> None:
    """No drawer among the modules."""
    assert [path for path in MODULES if path.stem in FORBIDDEN_NAMES] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_functions_stay_short(path: Path) -> None:
    """No function is longer than 50 lines, none takes more than six parameters."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            arguments = [a for a in (*node.args.args, *node.args.kwonlyargs) if a.arg not in ("self", "cls")]
            framework = any("option" in ast.dump(d) or "argument" in ast.dump(d) for d in node.decorator_list)

            assert length <= 50, f"{path.name}:{node.lineno} {node.name} has {length} lines"
            assert framework or len(arguments) <= 6, f"{path.name}:{node.lineno} {node.name}"


def test_importing_retold_loads_nothing_heavy() -> None:
    """``import retold`` loads no language model, HTML extractor or terminal library."""
    heavy = (
        "{'spacy', 'trafilatura', 'rich', 'jinja2', 'resiliparse', 'py3langid', 'pyarrow', 'fastwarc', 'feedparser'}"
    )
    code = f"import retold, sys; print(sorted({heavy} & set(sys.modules)))"

    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()

    assert loaded == "[]"


def test_nothing_strays_into_the_root() -> None:
    """What git holds at the top is known by name: notes and pages that somebody worked with stay outside."""
    root = SOURCE.parent.parent
    listed = subprocess.run(["git", "ls-files"], capture_output=True, text=True, cwd=root, check=False)
    if listed.returncode:
        pytest.skip("not a clone")

    assert {line.split("/")[0] for line in listed.stdout.splitlines()} <= {
        *(".ci", ".gitignore", "bench", "docs", "examples", "src", "tests"),
        *("CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "README.md", "pyproject.toml", "requirements.lock"),
    }
