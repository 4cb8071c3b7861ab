"""One entry of a reference list, read: identifiers, year, first author, journal."""

from __future__ import annotations

import re

from probatum.evidence.checked import ForeignReference

_PMID = re.compile(r"\bPMID:?\s*(\d{1,8})|pubmed\.ncbi\.nlm\.nih\.gov/(\d{1,8})", re.I)
_DOI = re.compile(r"\b(10\.\d{4,9}/[^\s\"<>]+[^\s\"<>.,;)])", re.I)
_PMCID = re.compile(r"\b(PMC\d+)\b")
_URL = re.compile(r"https?://[^\s)>\]]+")
_YEAR = re.compile(r"(?<![\d/.:-])((?:19|20)\d\d)(?![\d/-])")
_LINK = re.compile(r"\[([^\]^]+)\]\((https?://[^)]+)\)")
MARKUP = re.compile(r"\*\*|__|`|(?<!\w)[*_](?=\w)|(?<=[\w.])[*_](?!\w)")
_AUTHOR = re.compile(r"[A-Z][\w'’-]+")


def reference_of(key: str, text: str) -> ForeignReference:
    """What can be read from the words of an entry."""
    pmid, doi, pmcid, url = (p.search(text) for p in (_PMID, _DOI, _PMCID, _URL))
    years = _YEAR.findall(_DOI.sub("", _URL.sub("", text)))
    return ForeignReference(
        key=key,
        text=plain(text),
        pmid=next((group for group in pmid.groups() if group), None) if pmid else None,
        doi=doi.group(1).lower() if doi else None,
        pmcid=pmcid.group(1) if pmcid else None,
        url=url.group(0).rstrip(".,;") if url else None,
        year=int(years[-1]) if years else None,
    )


def first_author(reference: ForeignReference) -> str:
    """Family name of the first author, lower case; "" where none begins the entry."""
    match = _AUTHOR.match(reference.text)
    return match.group(0).lower() if match else ""


def plain(text: str) -> str:
    """Without the marks of Markdown; links as their words and address."""
    return " ".join(MARKUP.sub("", _LINK.sub(r"\1 \2", text)).split())
