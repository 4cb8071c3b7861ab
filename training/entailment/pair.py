"""A training pair: words of a source, a claim, and what the one says of the other."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

LABELS = ("supported", "contradicted", "not enough")
SUPPORTED, CONTRADICTED, NOT_ENOUGH = range(3)
SEED = 20261125


class Pair(NamedTuple):
    """`label` is a place in `LABELS`; `kind` says how the pair was made."""

    source: str
    claim: str
    label: int
    kind: str
    work: str


def write(pairs: Iterable[Pair], path: Path) -> None:
    """One JSON object a line."""
    with path.open("w", encoding="utf-8") as out:
        for pair in pairs:
            out.write(json.dumps(pair._asdict(), ensure_ascii=False) + "\n")


def read(path: Path) -> Iterator[Pair]:
    """The pairs of a file that `write` made."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield Pair(**json.loads(line))
