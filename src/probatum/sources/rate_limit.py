"""Turns at a host, shared between all processes of this machine that keep one folder."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

from filelock import FileLock

_LONGEST_QUEUE = 600.0
"""Seconds; a stamp farther ahead was written by a clock that was wrong."""


class RateLimit:
    """Gives each request a turn of its own, ``1 / rate`` seconds after the one before."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def wait(self, host: str, rate: float) -> None:
        """Sleep until this request's turn at ``host``; ``rate`` is in requests a second."""
        turn = self._turn(host, 1 / rate)
        time.sleep(max(0.0, turn - time.time()))

    def pause(self, host: str, seconds: float) -> None:
        """Nobody's turn comes for ``seconds``: the host asked for rest."""
        self._turn(host, 0.0, not_before=time.time() + seconds)

    def _turn(self, host: str, gap: float, not_before: float = 0.0) -> float:
        self._folder.mkdir(parents=True, exist_ok=True)
        stamp = self._folder / f"turn-{hashlib.sha256(host.encode()).hexdigest()[:16]}"
        with FileLock(stamp.with_suffix(".lock")):
            now = time.time()
            turn = max(now, not_before, _next(stamp, now))
            stamp.write_text(repr(turn + gap), encoding="ascii")
        return turn


def _next(stamp: Path, now: float) -> float:
    try:
        free = float(stamp.read_text(encoding="ascii"))
    except (FileNotFoundError, ValueError):
        return now
    return free if free < now + _LONGEST_QUEUE else now
