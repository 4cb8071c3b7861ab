"""Answers of services kept on disk, each until it is too old."""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path


class KeptAnswers:
    """One file an answer, named by a hash of what was asked. Whoever fails to write goes on."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, asked: str, seconds: float) -> bytes | None:
        """The answer when it is younger than ``seconds``."""
        path = self._path(asked)
        try:
            age = time.time() - path.stat().st_mtime
            return path.read_bytes() if 0 <= age < seconds else None
        except OSError:
            return None

    def keep(self, asked: str, answer: bytes) -> None:
        """Written whole or not at all, readable by its owner only."""
        path = self._path(asked)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, scratch = tempfile.mkstemp(dir=path.parent, prefix="part-")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(answer)
                Path(scratch).replace(path)
            except OSError:
                Path(scratch).unlink(missing_ok=True)
                raise

    def clear(self, seconds: float) -> None:
        """Delete what is older than ``seconds``."""
        with suppress(OSError):
            for path in self._folder.glob("??/*"):
                with suppress(OSError):
                    if time.time() - path.stat().st_mtime > seconds:
                        path.unlink()

    def _path(self, asked: str) -> Path:
        name = hashlib.sha256(asked.encode()).hexdigest()
        return self._folder / name[:2] / name
