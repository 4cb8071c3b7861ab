"""What search takes of a document, in bare values that need no document."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import NamedTuple

from probatum.evidence.document import Document
from probatum.evidence.passage import stretches


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
    def of(cls, document: Document) -> Searchable:
        """What search takes of it."""
        return cls(
            document=document.id,
            kind=str(document.kind),
            status=str(document.status),
            title=document.title,
            topics=" . ".join(document.topics),
            mesh=" . ".join(entry.descriptor for entry in document.mesh),
            text=document.text,
            stretches=tuple(
                (" . ".join(heading), _written(heading), start, end)
                for heading, start, end in stretches(document)
            ),
        )


@lru_cache(maxsize=10_000)
def _written(heading: tuple[str, ...]) -> str:
    return json.dumps(heading)
