"""The pages in which the owner says what the board is and is not, with the rules in force."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from probatum.errors import UsageError
from probatum.publishing.editorial import DISCLAIMER, POLICY, Editorial, usual
from probatum.records.records import Records
from probatum.review.policy import enacted_in_words, in_words
from probatum.workflows.policy import policies_of

_LONGEST = 200_000
"""Bytes of a page of the owner's."""


def editorial(records: Records, folder: Path, today: date) -> Editorial:
    """``policy.md`` and ``disclaimer.md`` of the folder, or the usual words where there is none.

    Raises `UsageError` naming a file that cannot be read.
    """
    return Editorial(
        policy=_written(folder, POLICY),
        disclaimer=_written(folder, DISCLAIMER),
        rules=tuple(rules_of(records)),
        on=today,
    )


def rules_of(records: Records) -> Iterator[str]:
    """The rules in force with their version, then the versions before."""
    *before, now = policies_of(records)
    yield enacted_in_words(now)
    yield from in_words(now.policy)
    yield from (f"Before: {enacted_in_words(one)}" for one in reversed(before))


def _written(folder: Path, name: str) -> str:
    path = folder / f"{name}.md"
    try:
        with path.open("rb") as file:
            body = file.read(_LONGEST + 1)
    except FileNotFoundError:
        return usual(name)
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror})") from error
    if len(body) > _LONGEST:
        raise UsageError(f"{path} is longer than {_LONGEST:,} bytes; shorten it")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is no UTF-8 text; save it as UTF-8") from error
