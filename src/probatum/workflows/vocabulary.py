"""Adding a vocabulary that the owner has fetched, to what questions are read by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from probatum.evidence.spelling import EDITION
from probatum.evidence.subject_heading import SubjectHeading
from probatum.library.vocabularies import Entry, Listed, Name, Origin, Vocabularies
from probatum.retrieval.heading_kinds import (
    UNSPECIFIC,
    WIDE,
    heading_kind,
    held_back,
    is_unspecific,
)
from probatum.retrieval.words import forms
from probatum.sources.vocabulary_file import MESH, VocabularyFile, vocabulary_file


def add_vocabulary(path: Path, vocabularies: Vocabularies, now: datetime) -> Listed:
    """Read a file of the publisher's and keep what names conditions and treatments.

    It takes the place of an earlier edition; whatever is wrong with the file, that one stays. The
    file is read twice, for only its tree tells what has something narrower below it.

    Raises `SourceError`, `UsageError` when nothing in it is to be kept, `LibraryBusy`.
    """
    file = vocabulary_file(path)
    origin = Origin(file.published, path.name, f"{now.astimezone(UTC):%Y-%m-%d}", EDITION)
    return vocabularies.put(origin, _entries(file, _parents(file.headings())))


def _parents(headings: Iterable[SubjectHeading]) -> frozenset[str]:
    """Places that have another heading below them."""
    places = (place for heading in headings if not heading.part for place in heading.places)
    return frozenset(place.rpartition(".")[0] for place in places)


def _entries(file: VocabularyFile, parents: frozenset[str]) -> Iterator[Entry]:
    mesh = file.published.name == MESH
    for heading in file.headings():
        has_narrower = not parents.isdisjoint(heading.places)
        kind = heading_kind(heading, mesh=mesh, has_narrower=has_narrower)
        if kind is not None:
            yield Entry(
                code=heading.code,
                name=heading.name,
                kind=kind.kind,
                group=kind.group,
                names=tuple(_names(heading, wide=kind.wide, mesh=mesh)),
                places=heading.places,
                classes=heading.classes,
            )


def _names(heading: SubjectHeading, *, wide: bool, mesh: bool) -> Iterator[Name]:
    leaning = heading.part and not mesh  # what a category includes is told within it
    for name in (heading.name, *heading.synonyms):
        preferred = name == heading.name
        held = WIDE if wide else held_back(name, preferred=preferred, leaning=leaning)
        if not held and not mesh and is_unspecific(name):
            held = UNSPECIFIC
        yield Name(name, forms(name), held)
