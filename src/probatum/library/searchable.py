"""What search takes of a document, in bare values that need no document."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import NamedTuple

from probatum.evidence.document import Block, Status
from probatum.evidence.passage import stretches
from probatum.evidence.plain import Plain


class Searchable(NamedTuple):
    """One document for search. A stretch is a heading, its path as JSON, start and end."""

    document: str
    kind: str
    status: str
    title: str
    topics: str
    mesh: str
    text: str
    stretches: tuple[tuple[str, str, int, int], ...]

    @classmethod
    def of(cls, told: Plain) -> Searchable:
        """What search takes of a document."""
        return cls(
            document=told["id"],
            kind=str(told["kind"]),
            status=str(told.get("status", Status.CURRENT)),
            title=told["title"],
            topics=" . ".join(told.get("topics", ())),
            mesh=" . ".join(entry["descriptor"] for entry in told.get("mesh", ())),
            text=told["text"],
            stretches=tuple(
                (" . ".join(heading), _written(heading), start, end)
                for heading, start, end in stretches(map(Block.model_validate, told["blocks"]))
            ),
        )


@lru_cache(maxsize=10_000)
def _written(heading: tuple[str, ...]) -> str:
    return json.dumps(heading)
