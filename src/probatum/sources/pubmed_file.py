"""One of NLM's yearly or daily files: records with their versions, and the numbers taken back.

https://www.nlm.nih.gov/databases/download/pubmed_medline.html
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from probatum.errors import SourceError
from probatum.evidence.plain import Plain
from probatum.sources.pubmed import RECORDS, numbered
from probatum.sources.pubmed_record import number, numbers
from probatum.sources.xml_file import each_written

_DELETIONS = ("DeleteCitation", "DeleteDocument")
_OPENING_DELETIONS = tuple(b"<%b" % name.encode() for name in _DELETIONS)


class Entry(NamedTuple):
    """A record as a document in plain values, or, without one, the word that it is taken back."""

    pmid: str
    version: int
    told: Plain | None


class Problem(NamedTuple):
    """A record that cannot be read as evidence, and why; the file goes on behind it."""

    reason: str


def entries(path: Path) -> Iterator[Entry | Problem]:
    """What the file says, in its order. Raises `SourceError` when the file itself is damaged."""
    for element in each_written(path, (*RECORDS, *_DELETIONS)):
        if element.startswith(_OPENING_DELETIONS):
            yield from (Entry(*gone, None) for gone in numbers(element) if gone.pmid)
        else:
            yield _record(path, element)


def _record(path: Path, element: bytes) -> Entry | Problem:
    stated = number(element)
    try:
        return Entry(*stated, numbered(path, element, stated.pmid))
    except SourceError as error:
        return Problem(error.reason)
