"""Notices that a work gives on others: a retraction names the paper that it retracts."""

from __future__ import annotations

import re

from lxml import etree

from probatum.evidence.document import Notice, NoticeKind
from probatum.sources.identifier import doi, pmid
from probatum.sources.xml_file import flat, name

_HREF = "{http://www.w3.org/1999/xlink}href"
GIVEN_IN_PUBMED = {
    "RetractionOf": NoticeKind.RETRACTION,
    "RetractedandRepublishedFrom": NoticeKind.RETRACTION,
    "ExpressionOfConcernFor": NoticeKind.EXPRESSION_OF_CONCERN,
    "ErratumFor": NoticeKind.CORRECTION,
    "PartialRetractionOf": NoticeKind.CORRECTION,
    "CorrectedandRepublishedFrom": NoticeKind.CORRECTION,
    "RepublishedFrom": NoticeKind.CORRECTION,
    "UpdateOf": NoticeKind.UPDATED_BY,
}
"""https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html#commentscorrections"""
_JATS = (
    (re.compile(r"^partial-retraction"), NoticeKind.CORRECTION),
    (re.compile(r"^(retraction|withdrawal|removal)"), NoticeKind.RETRACTION),
    (re.compile(r"^expression-of-concern"), NoticeKind.EXPRESSION_OF_CONCERN),
    (re.compile(r"^(correction|addendum|erratum|corrected)"), NoticeKind.CORRECTION),
)
_JATS_LINK = re.compile(r"retracted|corrected|concern|addended|withdrawn|removed", re.I)


def given_in_pubmed(citation: etree._Element) -> tuple[Notice, ...]:
    """From links to the works a record is on, in today's form and in that of before 2008."""
    links = citation.findall("CommentsCorrectionsList/CommentsCorrections")
    links += citation.findall("CommentsCorrections/*")
    found = []
    for link in links:
        kind = GIVEN_IN_PUBMED.get(link.get("RefType") or name(link))
        if kind:
            text = flat(link.find("RefSource"))
            found.append(
                Notice(kind=kind, text=text, pmid=pmid(flat(link.find("PMID"))), doi=doi(text))
            )
    return tuple(notice for notice in found if notice.pmid or notice.doi)


def given_in_jats(article: etree._Element, meta: etree._Element) -> tuple[Notice, ...]:
    """From the type of a notice and its links to the works that it is on."""
    type_ = (article.get("article-type") or "").lower()
    kind = next((kind for sign, kind in _JATS if sign.search(type_)), None)
    if kind is None:
        return ()
    found = []
    for link in meta.findall("related-article"):
        if _JATS_LINK.search(link.get("related-article-type") or ""):
            target = link.get(_HREF) or ""
            system = link.get("ext-link-type") or ""
            number = pmid(target) if system in ("pubmed", "pmid") else None
            found.append(Notice(kind=kind, text=flat(link), pmid=number, doi=doi(target)))
    return tuple(notice for notice in found if notice.pmid or notice.doi)
