"""DailyMed: drug labels of the United States as Structured Product Labeling, HL7 version 3 XML.

https://dailymed.nlm.nih.gov/dailymed/spl-resources.cfm
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from probatum.errors import SourceError
from probatum.evidence.dates import PartialDate
from probatum.evidence.document import Document, DocumentKind, Identifiers
from probatum.sources.abbreviations import abbreviations
from probatum.sources.fetched import Readable
from probatum.sources.label_section import ADDRESS, SECTIONS, SET_ID, bare_title, drug_title
from probatum.sources.label_text import LabelText, words
from probatum.sources.normalised import TextBuilder
from probatum.sources.publication_date import partial_date
from probatum.sources.xml_file import flat, name, root_name, whole

_SPACE = "urn:hl7-org:v3"
_V3 = {"v": _SPACE}
_BY_CODE = {section.code: section.heading for section in SECTIONS}
_BY_TITLE = {section.heading[-1].lower(): section.heading for section in SECTIONS}
_ANIMAL = frozenset({"50577-6", "50578-4"})  # over the counter, prescription
_STAMP = re.compile(r"(\d{4})(\d{2})?(\d{2})?")


class SplSource:
    """Reads one label a file: what it is for, how it is given, what it warns of.

    Labels of drugs for animals are refused.
    """

    name = "dailymed"
    general = False

    def recognises(self, path: Path, head: bytes) -> bool:
        """Whether the root is a document of HL7 version 3."""
        return root_name(head) == "document" and _SPACE.encode() in head

    def read(self, path: Path) -> Iterator[Document]:
        """The label. Raises `SourceError`."""
        yield document(path)


def document(path: Readable) -> Document:
    """The label that a file or answer holds. Raises `SourceError`."""
    root = whole(path)
    set_id = _attribute(root, "v:setId", "root").lower()
    if not SET_ID.fullmatch(set_id):
        raise SourceError(path, "is no drug label: it needs <setId root=…>; fetch it from DailyMed")
    kind = _attribute(root, "v:code", "displayName").upper()
    if _attribute(root, "v:code", "code") in _ANIMAL or " ANIMAL " in f" {kind} ":
        raise SourceError(path, "is the label of a drug for animals; add labels of human drugs")
    builder = TextBuilder()
    for body in root.iterfind("v:component/v:structuredBody", _V3):
        _sections(body, builder)
    if not builder.blocks:
        raise SourceError(path, "holds no section on use, dosage or safety; fetch the full label")
    brands = [flat(found) for found in root.iterfind(".//v:manufacturedProduct/v:name", _V3)]
    generics = [flat(found) for found in root.iterfind(".//v:genericMedicine/v:name", _V3)]
    maker = root.find("v:author/v:assignedEntity/v:representedOrganization/v:name", _V3)
    updated = stamp(_attribute(root, "v:effectiveTime", "value"))
    return Document(
        id=f"label:{set_id}",
        kind=DocumentKind.LABEL,
        title=drug_title(brands, generics)
        or words(root.find("v:title", _V3))
        or f"Drug label {set_id}",
        text=builder.text,
        blocks=tuple(builder.blocks),
        identifiers=Identifiers(url=f"{ADDRESS}{set_id}"),
        publisher=flat(maker) or None,
        updated=updated,
        jurisdiction="US",
        keywords=tuple(dict.fromkeys(filter(None, (*brands, *generics)))),
        abbreviations=abbreviations(builder.text),
        revised=updated,
        source="dailymed",
        origin=path.name,
    )


def stamp(value: str) -> PartialDate | None:
    """The date of a time stamp: "20240131" and "20240131093000" are 2024-01-31."""
    found = _STAMP.match(value)
    return partial_date(*(part or "" for part in found.groups())) if found else None


def _sections(element: etree._Element, builder: TextBuilder) -> None:
    """The wanted sections in the order of the label, wherever they are nested."""
    for part in element:
        if name(part) == "component":
            _sections(part, builder)
        elif name(part) == "section":
            title = words(part.find("v:title", _V3))
            if heading := _heading(part, title):
                _write(part, heading, title, builder)
            else:
                _sections(part, builder)


def _write(
    part: etree._Element, heading: tuple[str, ...], title: str, builder: TextBuilder
) -> None:
    for level, step in enumerate(heading, start=1):
        builder.heading(level, step)
    level = len(heading) + 1
    if heading == ("Boxed warning",) and bare_title(title).lower() != "boxed warning":
        builder.heading(level, bare_title(title))  # it says of what is warned
        level += 1
    LabelText(builder).section(part, level)
    builder.heading(1, "")


def _heading(part: etree._Element, title: str) -> tuple[str, ...] | None:
    coded = _BY_CODE.get(_attribute(part, "v:code", "code"))
    plain = bare_title(title).lower().replace("&", "and").rstrip(":. ")
    return coded or _BY_TITLE.get(plain)


def _attribute(element: etree._Element, path: str, attribute: str) -> str:
    found = element.find(path, _V3)
    return (found.get(attribute) or "").strip() if found is not None else ""
