"""Shared by every room's tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

BESIDE_THE_REPOSITORY = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real evidence; tests that need it are skipped where it is absent."""
    folder = Path(os.environ.get("PROBATUM_SHARED_DATA", BESIDE_THE_REPOSITORY))
    if not folder.is_dir():
        pytest.skip(f"real evidence is not at {folder}; set PROBATUM_SHARED_DATA to its folder")
    return folder
