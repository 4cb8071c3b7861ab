"""Shared by every room's tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

BESIDE_THE_REPOSITORY = Path(__file__).parents[2] / "shared" / "data"


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Cases of bytes are named by their place.

    Packed bytes carry the second they were packed in, and workers that collect at different
    seconds would not agree on the names of their tests.
    """
    return argname if isinstance(val, bytes) else None


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real evidence; tests that need it are skipped where it is absent."""
    folder = Path(os.environ.get("PROBATUM_SHARED_DATA", BESIDE_THE_REPOSITORY))
    if not folder.is_dir():
        pytest.skip(f"real evidence is not at {folder}; set PROBATUM_SHARED_DATA to its folder")
    return folder
