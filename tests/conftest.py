"""What all tests share: where the measuring sets lie, a report of the example pile made once, the engines."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

import retold
from retold.engine import Engine
from retold.engine.local import LocalEngine

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of the measuring sets; a test that needs it is skipped, with the reason, when it is absent."""
    folder = Path(os.environ.get("RETOLD_DATA") or ROOT.parent / "shared" / "data")
    if not folder.is_dir():
        pytest.skip(f"the measuring sets are not at {folder} (set RETOLD_DATA)")
    return folder


@pytest.fixture(scope="session")
def examples() -> Path:
    """The bundled example pile."""
    return ROOT / "examples"


@pytest.fixture(scope="session")
def example_report(examples: Path) -> retold.Report:
    """The example pile traced once for all tests."""
    return retold.trace([examples])


@pytest.fixture(scope="module")
def spark() -> Iterator[Engine]:
    """One session for a module of tests, on two worker processes with a core and a gigabyte each."""
    if find_spec("pyspark") is None:
        pytest.skip('PySpark is not installed (pip install "retold[spark]")')
    if shutil.which("java") is None:
        pytest.skip("there is no Java to run Spark with")
    from retold.engine.spark import SparkEngine

    engine = SparkEngine("local-cluster[2,1,1024]")
    yield engine
    engine.close()


@pytest.fixture(params=("local", "spark"))
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each engine in turn."""
    found: Engine = LocalEngine(1) if request.param == "local" else request.getfixturevalue("spark")
    return found
