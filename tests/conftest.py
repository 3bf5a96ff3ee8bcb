"""What all tests share: where the measuring sets lie, and a report of the example pile made once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import retold

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
