"""MedQuAD: question-and-answer pages of the NIH's and CDC's sites for patients, as XML.

Ben Abacha A, Demner-Fushman D. A question-entailment approach to question answering.
BMC Bioinformatics 2019;20:511. Data: https://github.com/abachaa/MedQuAD, CC BY 4.0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from probatum.errors import SourceError
from probatum.evidence.document import (
    Audience,
    BlockKind,
    Document,
    DocumentKind,
    Identifiers,
)
from probatum.sources.abbreviations import abbreviations
from probatum.sources.normalised import TextBuilder, clean
from probatum.sources.xml_file import flat, root_name, whole

_ROOTS = ("Document", "DiseaseFile")
_PUBLISHERS = {
    "ADAM": "A.D.A.M. Medical Encyclopedia, MedlinePlus",
    "CDC": "Centers for Disease Control and Prevention",
    "CancerGov": "National Cancer Institute",
    "GARD": "Genetic and Rare Diseases Information Center",
    "GHR": "Genetics Home Reference, National Library of Medicine",
    "MPlusDrugs": "MedlinePlus, National Library of Medicine",
    "MPlusHealthTopics": "MedlinePlus, National Library of Medicine",
    "MPlusHerbsSupplements": "MedlinePlus, National Library of Medicine",
    "NHLBI": "National Heart, Lung, and Blood Institute",
    "NIDDK": "National Institute of Diabetes and Digestive and Kidney Diseases",
    "NIHSeniorHealth": "NIH SeniorHealth, National Institute on Aging",
    "NINDS": "National Institute of Neurological Disorders and Stroke",
}
_DASH = re.compile(r"(?<!\S)-\s+(?=\S)")
_BREAK = re.compile(r"\s{2,}(?=- )|\s{3,}")
_ASKED_TWICE = re.compile(r"(?:\s*\?)+$")
_LABEL = re.compile(r"^\s*Summary\s*:\s*")


class MedQuadSource:
    """Reads one page a file. Files whose answers the publisher withdrew are refused."""

    name = "medquad"
    general = False

    def recognises(self, path: Path, head: bytes) -> bool:
        """Whether the root is that of MedQuAD and has a focus or questions."""
        return root_name(head) in _ROOTS and (b"<Focus" in head or b"<QAPair" in head)

    def read(self, path: Path) -> Iterator[Document]:
        """The page."""
        page = whole(path)
        number, source = page.get("id") or page.get("fid"), page.get("source")
        if page.tag not in _ROOTS or not number or not source:
            raise SourceError(path, "is no MedQuAD page: it needs <Document id=… source=…>")
        builder = TextBuilder()
        for pair in page.iter("QAPair"):
            builder.heading(1, _question(pair))
            _answer(pair, builder)
        if not builder.blocks:
            raise SourceError(
                path, "holds no answers (MedQuAD withdrew some); read the page at its publisher"
            )
        yield Document(
            id=f"medquad:{source}-{_whole_number(number, path)}".replace(" ", ""),
            kind=DocumentKind.PATIENT_INFORMATION,
            title=flat(page.find("Focus")) or builder.blocks[0].heading[-1],
            text=builder.text,
            blocks=tuple(builder.blocks),
            topics=_topics(page),
            identifiers=Identifiers(url=page.get("url") or None),
            publisher=_PUBLISHERS.get(source, source),
            jurisdiction="US",
            audience=Audience.PATIENT,
            licence="CC BY 4.0",
            abbreviations=abbreviations(builder.text),
            origin=path.name,
        )


def _whole_number(number: str, path: Path) -> str:
    """Pages cut into several share one number; only their files' names tell them apart."""
    stem = path.name.partition(".")[0]
    return stem if stem.startswith(f"{number}_") else number


def _topics(page: etree._Element) -> tuple[str, ...]:
    """The focus and its synonyms, unless the page is marked as not about a disease."""
    if flat(page.find("FocusAnnotations/Category")) == "Other":
        return ()
    names = [page.find("Focus"), *page.iter("Synonym")]
    return tuple(dict.fromkeys(filter(None, (flat(part).lower() for part in names))))


def _question(pair: etree._Element) -> str:
    text = flat(pair.find("Question"))
    return _ASKED_TWICE.sub("?", text) or "Answer"


def _answer(pair: etree._Element, builder: TextBuilder) -> None:
    """Lines are paragraphs; within a line wide gaps part paragraphs, and dashes begin items."""
    answer = pair.find("Answer")
    text = "".join(map(str, answer.itertext())) if answer is not None else ""
    for line in _LABEL.sub("", text).splitlines():
        for piece in _BREAK.split(_DASH.sub("- ", line)):
            stretch = clean(piece).strip()
            if stretch.startswith("- "):
                builder.block(stretch[2:], BlockKind.LIST_ITEM)
            elif stretch != "-":
                builder.block(stretch)
