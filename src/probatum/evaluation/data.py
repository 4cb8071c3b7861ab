"""Where suites find their data. None of it comes with the package."""

from __future__ import annotations

import os
from pathlib import Path

from probatum.errors import UsageError

VARIABLE = "PROBATUM_SHARED_DATA"


def data_folder(named: Path | None = None) -> Path:
    """The folder with ``bench/`` and ``corpus/``: the one named, else of ``PROBATUM_SHARED_DATA``.

    Raises `UsageError` when there is none.
    """
    folder = named or (Path(text) if (text := os.environ.get(VARIABLE)) else None)
    if folder is None:
        raise UsageError(f"name the folder of the benchmarks with --data or {VARIABLE}")
    if not folder.is_dir():
        raise UsageError(f"there is no folder {folder}; name that of the benchmarks with --data")
    return folder


def part(folder: Path, *names: str) -> Path:
    """A file or folder of the data. Raises `UsageError` when it is not there."""
    found = folder.joinpath(*names)
    if not found.exists():
        raise UsageError(f"{found} is not there; this suite needs it")
    return found
