"""One of NLM's yearly or daily files: records with their versions, and the numbers taken back.

https://www.nlm.nih.gov/databases/download/pubmed_medline.html
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from probatum.errors import SourceError
from probatum.evidence.plain import Plain
from probatum.sources.pubmed import RECORDS, told_all
from probatum.sources.pubmed_record import number, numbers
from probatum.sources.xml_file import each_written

_TOGETHER = 16  # records; more would no longer stay at the processor's hand
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
    for elements in _some(each_written(path, (*RECORDS, *_DELETIONS))):
        yield from _read(path, elements)


def _some(elements: Iterator[bytes]) -> Iterator[list[bytes]]:
    some: list[bytes] = []
    try:
        for element in elements:
            some.append(element)
            if len(some) == _TOGETHER:
                yield some
                some = []
    except SourceError:
        yield some  # these stood before the damage
        raise
    yield some


def _read(path: Path, elements: list[bytes]) -> Iterator[Entry | Problem]:
    records = [each for each in elements if not each.startswith(_OPENING_DELETIONS)]
    stated = [*map(number, records)]
    told = zip(stated, told_all(path, records, [each.pmid for each in stated]), strict=True)
    for element in elements:
        if element.startswith(_OPENING_DELETIONS):
            yield from (Entry(*gone, None) for gone in numbers(element) if gone.pmid)
            continue
        own, found = next(told)
        yield Problem(found.reason) if isinstance(found, SourceError) else Entry(*own, found)
