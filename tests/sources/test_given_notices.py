"""Notices point at the works that they are on."""

from __future__ import annotations

import pytest
from lxml import etree

from probatum.evidence.document import Notice, NoticeKind
from probatum.sources import pubmed_record
from probatum.sources.given_notices import given_in_jats, given_in_pubmed


def pubmed(links: str) -> tuple[Notice, ...]:
    found = given_in_pubmed(etree.fromstring(f"<MedlineCitation>{links}</MedlineCitation>"))
    kept = pubmed_record.links(f"<PMID>9</PMID>{links}\n".encode())
    assert (() if kept is None else given_in_pubmed(kept)) == found, "as of a whole record"
    return found


@pytest.mark.parametrize(
    ("relation", "kind"),
    [
        ("RetractionOf", NoticeKind.RETRACTION),
        ("ExpressionOfConcernFor", NoticeKind.EXPRESSION_OF_CONCERN),
        ("ErratumFor", NoticeKind.CORRECTION),
        ("PartialRetractionOf", NoticeKind.CORRECTION),
    ],
)
def test_a_pubmed_notice_names_the_record_it_is_on(relation: str, kind: NoticeKind):
    inner = "<RefSource>J Ex. 2020;1:2</RefSource><PMID>5</PMID>"
    expected = (Notice(kind=kind, text="J Ex. 2020;1:2", pmid="5"),)
    today = f'<CommentsCorrections RefType="{relation}">{inner}</CommentsCorrections>'
    assert pubmed(f"<CommentsCorrectionsList>{today}</CommentsCorrectionsList>") == expected
    before_2008 = f"<CommentsCorrections><{relation}>{inner}</{relation}></CommentsCorrections>"
    assert pubmed(before_2008) == expected


@pytest.mark.parametrize("relation", ["Cites", "CommentOn", "RetractionIn", "ReprintOf"])
def test_other_links_of_pubmed_give_no_notice(relation: str):
    link = f'<CommentsCorrections RefType="{relation}"><PMID>5</PMID></CommentsCorrections>'
    assert pubmed(f"<CommentsCorrectionsList>{link}</CommentsCorrectionsList>") == ()


def test_a_notice_is_found_among_other_links_and_however_it_is_written():
    cited = '<CommentsCorrections RefType="Cites"><PMID>4</PMID></CommentsCorrections>'
    link = "<CommentsCorrections RefType = 'Erratum&#x46;or' ><PMID>5</PMID></CommentsCorrections >"
    found = (Notice(kind=NoticeKind.CORRECTION, text="", pmid="5"),)
    listed = f"<CommentsCorrectionsList>{cited}{link}{cited}</CommentsCorrectionsList>"
    assert pubmed(listed) == found
    assert pubmed(listed.replace(link, "")) == ()
    assert pubmed("<CommentsCorrectionsList/>") == ()
    assert pubmed("<CommentsCorrections RefType='ErratumFor'/>") == ()


def test_a_link_without_a_number_names_no_work():
    link = (
        '<CommentsCorrections RefType="RetractionOf"><RefSource>J</RefSource></CommentsCorrections>'
    )
    assert pubmed(f"<CommentsCorrectionsList>{link}</CommentsCorrectionsList>") == ()


def jats(type_: str, relation: str, target: str = "10.1000/A", system: str = "doi"):
    link = (
        f'<related-article related-article-type="{relation}" ext-link-type="{system}" '
        f'xlink:href="{target}"/>'
    )
    article = etree.fromstring(
        f'<article article-type="{type_}" xmlns:xlink="http://www.w3.org/1999/xlink">'
        f"<front><article-meta>{link}</article-meta></front></article>"
    )
    return given_in_jats(article, article.find("front/article-meta"))


def test_a_jats_notice_names_the_article_it_is_on():
    assert jats("retraction", "retracted-article") == (
        Notice(kind=NoticeKind.RETRACTION, doi="10.1000/a"),
    )
    assert jats("correction", "corrected-article", "5", "pubmed") == (
        Notice(kind=NoticeKind.CORRECTION, pmid="5"),
    )
    concern = jats("expression-of-concern", "object-of-concern")
    assert [notice.kind for notice in concern] == [NoticeKind.EXPRESSION_OF_CONCERN]


def test_an_ordinary_article_and_an_unrelated_link_give_no_notice():
    assert jats("research-article", "corrected-article") == ()
    assert jats("retraction", "companion") == ()


def test_a_notice_of_before_2008_counts_whatever_stands_around_it():
    written = (
        b'<CommentsCorrections RefType="Cites"><RetractionIn><RefSource>Gazette 2001</RefSource>'
        b'<PMID Version="1">5</PMID></RetractionIn></CommentsCorrections>'
    )
    found = pubmed_record.links(written)
    assert found is not None
    assert [(notice.kind, notice.pmid) for notice in pubmed_record.notices(found)] == [
        (NoticeKind.RETRACTION, "5")
    ]
    assert pubmed_record.links(written.replace(b"RetractionIn", b"OriginalReportIn")) is None
