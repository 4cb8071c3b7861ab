"""Where things are kept. Reads the environment; builds nothing."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

from probatum.evidence.value import Value


class Settings(Value):
    """``PROBATUM_LIBRARY`` names another folder for the owner's library."""

    library: Path
    library_was_named: bool
    cache: Path


def settings(library: Path | None = None) -> Settings:
    """What was named in the call comes first, then the environment, then the usual place."""
    named = library or (Path(text) if (text := os.environ.get("PROBATUM_LIBRARY")) else None)
    return Settings(
        library=named or platformdirs.user_data_path("probatum") / "library",
        library_was_named=named is not None,
        cache=platformdirs.user_cache_path("probatum"),
    )
