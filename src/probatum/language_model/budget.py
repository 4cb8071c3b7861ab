"""How many tokens may still be spent: on this question, and today."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from probatum.errors import ModelFailed

_WAIT = 5.0


class Budget:
    """The day's count is shared by all processes; that of the question lives with this object.

    A day begins at midnight UTC.
    """

    def __init__(self, spent: Path, per_question: int, per_day: int) -> None:
        self._path, self._per_question, self._per_day = spent, per_question, per_day
        self._question = 0

    def take(self, tokens: int) -> None:
        """Set aside what a request may cost at most. Raises `ModelFailed` when it is too much."""
        if self._question + tokens > self._per_question:
            raise ModelFailed("the budget of tokens for one question is used up")
        self._add(tokens, self._per_day)
        self._question += tokens

    def settle(self, taken: int, used: int) -> None:
        """Give back what was set aside and not used."""
        self._question += used - taken
        self._add(used - taken, None)

    def _add(self, tokens: int, most: int | None) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(f"{self._path}.lock", timeout=_WAIT):
                spent = self._today() + tokens
                if most is not None and spent > most:
                    raise ModelFailed("the budget of tokens for today is used up")
                day = datetime.now(UTC).date().isoformat()
                new = self._path.with_suffix(".new")
                new.write_text(json.dumps({"day": day, "tokens": max(0, spent)}))
                new.replace(self._path)
        except (OSError, Timeout) as error:
            raise ModelFailed(f"the tokens of the day cannot be counted ({error})") from error

    def _today(self) -> int:
        """A count that cannot be read is a budget used up: what was spent is not known."""
        try:
            stored = json.loads(self._path.read_text(encoding="utf-8"))
            day, tokens = stored["day"], int(stored["tokens"])
            return tokens if day == datetime.now(UTC).date().isoformat() else 0
        except FileNotFoundError:
            return 0
        except (ValueError, KeyError, TypeError) as error:
            raise ModelFailed(f"{self._path} cannot be read; remove it to count anew") from error
