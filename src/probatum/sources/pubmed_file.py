"""One of NLM's yearly or daily files: records with their versions, and the numbers taken back.

https://www.nlm.nih.gov/databases/download/pubmed_medline.html
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from probatum.errors import SourceError
from probatum.evidence.plain import Plain
from probatum.sources.identifier import pmid
from probatum.sources.pubmed import RECORDS, told
from probatum.sources.xml_file import each

_DELETIONS = ("DeleteCitation", "DeleteDocument")


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
    for element in each(path, (*RECORDS, *_DELETIONS)):
        if element.tag in _DELETIONS:
            yield from _deletions(element)
        else:
            yield _record(path, element)


def _deletions(element: etree._Element) -> Iterator[Entry]:
    for stated in element.iterchildren():
        if stated.tag in ("PMID", "DeletedPMID") and (number := pmid(stated.text or "")):
            yield Entry(number, _version(stated), None)


def _record(path: Path, element: etree._Element) -> Entry | Problem:
    try:
        found = told(path, element)
    except SourceError as error:
        return Problem(error.reason)
    # `told` refuses a record without a number, so there is one.
    return Entry(found["identifiers"]["pmid"], _version(next(element.iter("PMID"))), found)


def _version(number: etree._Element) -> int:
    stated = number.get("Version", "1")
    return int(stated) if stated.isdecimal() and len(stated) < 6 else 1
