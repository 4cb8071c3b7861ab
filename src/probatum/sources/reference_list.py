"""The list of references at the end of a page: entries, and the parts of the page without it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from probatum.evidence.document import BibliographyEntry
from probatum.sources import identifier
from probatum.sources.normalised import clean
from probatum.sources.page_part import Heading, Part, Row, Stretch, without_signs

_TITLE = re.compile(
    r"(?:\d+\.?|[IVX]+\.)?\s*(?:(?:list of |key |selected )?references?(?: list)?|bibliography|"
    r"literature(?: cited)?|works cited|cited literature|footnotes|notes and references)\s*:?",
    re.I,
)
_ENTRY = re.compile(r"\s*(?:\[\^?(\w{1,12})\]:?|(\d{1,4})[.)])\s+(\S.*)", re.S)
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]+", re.I)
_PMID = re.compile(r"\bPMID:?\s*(\d{1,8})\b|pubmed(?:\.ncbi\.nlm\.nih\.gov)?/(\d{1,8})\b", re.I)
_URL = re.compile(r"https?://[^\s<>\"')\]]+")
_YEAR = re.compile(r"(?<![\d/.:-])(1[89]\d\d|20\d\d)(?![\d/-])")


class Cited(NamedTuple):
    """A page whose list of references has been set aside."""

    parts: tuple[Part, ...]
    bibliography: tuple[BibliographyEntry, ...]


def entry(key: str, text: str, links: Sequence[str] = ()) -> BibliographyEntry:
    """One reference with what can be read from its text and links: PMID, DOI, year, address."""
    text = clean(without_signs(text)).strip()
    where = " ".join((text, *links))
    pmid, url, doi = _PMID.search(where), _URL.search(where), _DOI.search(where)
    # A year in an address, or a day on which somebody read the page, is not the year of the work.
    years = _YEAR.findall(_DOI.sub("", _URL.sub("", text)))
    return BibliographyEntry(
        key=key,
        text=text,
        pmid=identifier.pmid(pmid.group(1) or pmid.group(2)) if pmid else None,
        doi=identifier.doi(doi.group()) if doi else None,
        year=int(years[-1]) if years else None,
        url=url.group().rstrip(".,;") if url else None,
    )


def heads_references(text: str) -> bool:
    """Whether a heading opens a list of references."""
    return bool(_TITLE.fullmatch(text.strip()))


def set_aside(parts: Sequence[Part]) -> Cited:
    """Part a page into its text and the entries under a heading such as "References".

    Entries count only when they are numbered, or are items of a list; what else stands under the
    heading stays in the text.
    """
    kept: list[Part] = []
    found: dict[str, BibliographyEntry] = {}
    below: int | None = None
    for part in parts:
        if isinstance(part, Heading):
            if below is not None and part.level <= below:
                below = None
            if below is None and heads_references(part.text):
                below = part.level
        elif below is not None and (numbered := _entry(part, len(found))):
            found.setdefault(numbered.key, numbered)
            continue
        kept.append(part)
    return Cited(tuple(kept), tuple(found.values()))


def _entry(part: Stretch | Row, before: int) -> BibliographyEntry | None:
    if isinstance(part, Row):
        cells = [cell.strip() for cell in part.cells if cell.strip()]
        numbered = len(cells) == 2 and re.fullmatch(r"\[?\d{1,4}[\].]?", cells[0])
        return entry(cells[0].strip("[]."), cells[1]) if numbered else None
    if match := _ENTRY.fullmatch(part.text):
        return entry(match.group(1) or match.group(2), match.group(3), part.links)
    if part.number or part.kind == "list item":
        return entry(part.number or str(before + 1), part.text, part.links)
    return None
