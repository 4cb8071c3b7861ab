"""What every form of a PDQ summary shares: which parts are evidence, its list of references, facts.

Marks name entry N of the reference list that ends section S, as "S.N".
"""

from __future__ import annotations

import re

from probatum.evidence.dates import PartialDate
from probatum.evidence.document import (
    Audience,
    BibliographyEntry,
    Document,
    DocumentKind,
    Identifiers,
)
from probatum.sources.abbreviations import abbreviations
from probatum.sources.normalised import TextBuilder, clean

TITLE = re.compile(r"(.+?)\s*\(PDQ®\)\s*[–-]\s*(Health Professional|Patient) Version\s*")
_UPDATED = re.compile(r"Latest Updates to This Summary \((\d\d)/(\d\d)/(\d{4})\)")
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
_NOT_EVIDENCE = (
    "about this pdq summary",
    "latest updates to this summary",
    "current clinical tri",
    "key references",
)
_ASIDE = re.compile(r"^\s*\[?(?:Go to (?:the )?Patient Version|Enlarge\b|\(Refer to )", re.I)
_SUBJECT = re.compile(
    r"^(?:Genetics of |Pathophysiology of )?(.+?)(?: (?:Treatment|Screening|Prevention|Management)"
    r"(?: (?:During|of|and|Symptom).*)?)?$"
)


def is_aside(text: str) -> bool:
    """Whether a paragraph only leads elsewhere."""
    return bool(_ASIDE.match(text))


class Summary:
    """A summary as it is read, heading by heading."""

    def __init__(self) -> None:
        self.builder = TextBuilder()
        self.in_references = False
        self._bibliography: list[BibliographyEntry] = []
        self._updated: PartialDate | None = None
        self._skipped_below: int | None = None

    @property
    def is_skipping(self) -> bool:
        """Whether what stands here is about the page and no evidence."""
        return self._skipped_below is not None

    def heading(self, level: int, title: str) -> None:
        """A heading; "References" opens the list of its section."""
        if updated := _UPDATED.fullmatch(title.strip()):
            self._updated = "{2}-{0}-{1}".format(*updated.groups())
        self.in_references = title == "References"
        if self.in_references:
            return
        if self._skipped_below is not None and level > self._skipped_below:
            return
        self._skipped_below = level if title.lower().startswith(_NOT_EVIDENCE) else None
        if self._skipped_below is None:
            self.builder.heading(level, title)

    def reference(self, key: str, text: str, pmid: str | None) -> None:
        """One entry of a section's list of references."""
        text = clean(text).strip()
        years = _YEAR.findall(text)
        self._bibliography.append(
            BibliographyEntry(key=key, text=text, pmid=pmid, year=int(years[-1]) if years else None)
        )

    def document(
        self, title: re.Match[str], *, name: str, url: str | None, origin: str
    ) -> Document:
        """The document; ``title`` is a match of `TITLE`. Raises ``ValueError`` without text."""
        builder, called = self.builder, clean(title.group(1)).strip()
        subject = _SUBJECT.match(called)
        patient = title.group(2) == "Patient"
        if not builder.blocks:
            raise ValueError("holds no text below its title")
        return Document(
            id=name,
            kind=DocumentKind.PATIENT_INFORMATION if patient else DocumentKind.GUIDELINE,
            title=f"{called} (PDQ)",
            text=builder.text,
            blocks=tuple(builder.blocks),
            topics=(subject.group(1).lower(),) if subject else (),
            identifiers=Identifiers(url=url),
            publisher="National Cancer Institute",
            updated=self._updated,
            jurisdiction="US",
            audience=Audience.PATIENT if patient else Audience.PROFESSIONAL,
            licence="US government work; free reuse of text with attribution",
            bibliography=tuple(self._bibliography),
            marks=tuple(builder.marks),
            grades=tuple(builder.grades),
            abbreviations=abbreviations(builder.text),
            origin=origin,
        )
