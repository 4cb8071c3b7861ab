"""ClinicalTrials.gov: registered studies, version 2 of its JSON, one study or many.

https://clinicaltrials.gov/data-api/about-api/study-data-structure
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from probatum.errors import SourceError
from probatum.evidence.dates import PartialDate
from probatum.evidence.document import (
    BibliographyEntry,
    Document,
    DocumentKind,
    Identifiers,
    MeshHeading,
    StudyDesign,
)
from probatum.sources.abbreviations import abbreviations
from probatum.sources.fetched import Readable
from probatum.sources.identifier import pmid
from probatum.sources.json_file import line, lines, loaded, part, parts
from probatum.sources.normalised import TextBuilder
from probatum.sources.publication_date import partial_date
from probatum.sources.trial_protocol import phase, protocol, spoken
from probatum.sources.trial_results import results

_HEAD = re.compile(rb'\s*[{\[].*"(?:protocolSection|studies)"\s*:', re.S)
_NUMBER = re.compile(r"NCT\d{8}")
_MODELS = {
    "COHORT": StudyDesign.COHORT,
    "CASE_CONTROL": StudyDesign.CASE_CONTROL,
}


class ClinicalTrialsSource:
    """Reads what the site and its interface give: a study, a page of studies, or a list of them."""

    name = "clinicaltrials"
    general = False

    def recognises(self, path: Path, head: bytes) -> bool:
        """Whether it is JSON that holds a protocol or studies."""
        return bool(_HEAD.match(head.removeprefix(b"\xef\xbb\xbf")))

    def read(self, path: Path) -> Iterator[Document]:
        """The studies in order."""
        empty = True
        for study in studies(path):
            empty = False
            yield document(path, study)
        if empty:
            raise SourceError(path, "holds no study; download studies as JSON")


def studies(path: Readable) -> Iterator[dict[str, Any]]:
    """The study objects of a file or answer. Raises `SourceError`."""
    held = loaded(path)
    if isinstance(held, list):
        held = {"studies": held}
    if isinstance(held, dict) and "protocolSection" in held:
        held = {"studies": [held]}
    return parts(part(held), "studies")


def document(path: Readable, study: dict[str, Any]) -> Document:
    """One study as a document. Raises `SourceError` naming ``path``."""
    told = part(study, "protocolSection")
    identity = part(told, "identificationModule")
    number = line(identity, "nctId")
    if not _NUMBER.fullmatch(number):
        raise SourceError(path, f"a study has no NCT number ({number or 'none'}); fetch it anew")
    title = line(identity, "officialTitle") or line(identity, "briefTitle")
    title = title or f"Untitled study {number}"
    builder = TextBuilder()
    protocol(told, builder)
    found = part(study, "resultsSection")
    results(found, builder)
    if not builder.blocks:
        builder.block(title)
    updated = _posted(told, "lastUpdatePostDateStruct")
    return Document(
        id=f"nct:{number}",
        kind=DocumentKind.TRIAL_RECORD,
        title=title,
        text=builder.text,
        blocks=tuple(builder.blocks),
        topics=tuple(name.lower() for name in lines(part(told, "conditionsModule"), "conditions")),
        identifiers=Identifiers(nct=number, url=f"https://clinicaltrials.gov/study/{number}"),
        publisher=line(part(told, "sponsorCollaboratorsModule", "leadSponsor"), "name") or None,
        published=_posted(told, "studyFirstPostDateStruct"),
        updated=updated,
        publication_types=_types(told),
        # What is only planned has found nothing yet, as with any other protocol.
        design=_design(told) if found else None,
        mesh=_mesh(study),
        keywords=lines(part(told, "conditionsModule"), "keywords"),
        bibliography=tuple(_bibliography(told)),
        abbreviations=abbreviations(builder.text),
        revised=updated,
        source="clinicaltrials",
        origin=path.name,
    )


def _posted(told: dict[str, Any], name: str) -> PartialDate | None:
    stated = line(part(told, "statusModule", name), "date")
    return partial_date(*stated.split("-", 2)) if stated else None


def _types(told: dict[str, Any]) -> tuple[str, ...]:
    design = part(told, "designModule")
    kind = spoken(line(design, "studyType")).capitalize()
    phases = (phase(name).capitalize() for name in lines(design, "phases") if name != "NA")
    return tuple(filter(None, (kind, *phases)))


def _design(told: dict[str, Any]) -> StudyDesign | None:
    module = part(told, "designModule")
    stated = part(module, "designInfo")
    if line(module, "studyType") == "INTERVENTIONAL":
        randomised = line(stated, "allocation") == "RANDOMIZED"
        return StudyDesign.RANDOMISED_TRIAL if randomised else StudyDesign.CLINICAL_TRIAL
    if line(stated, "timePerspective") == "CROSS_SECTIONAL":
        return StudyDesign.CROSS_SECTIONAL
    return _MODELS.get(line(stated, "observationalModel"))


def _mesh(study: dict[str, Any]) -> tuple[MeshHeading, ...]:
    terms = (
        line(term, "term")
        for browse in ("conditionBrowseModule", "interventionBrowseModule")
        for term in parts(part(study, "derivedSection", browse), "meshes")
    )
    return tuple(MeshHeading(descriptor=term) for term in dict.fromkeys(filter(None, terms)))


def _bibliography(told: dict[str, Any]) -> Iterator[BibliographyEntry]:
    for place, entry in enumerate(parts(part(told, "referencesModule"), "references"), start=1):
        if text := line(entry, "citation"):
            yield BibliographyEntry(key=str(place), text=text, pmid=pmid(line(entry, "pmid")))
