"""An answer such as chatbots give, with their typical faults: each must be named.

Page and library are written by hand for this test; neither the studies nor the numbers are real.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.test_ask import home, probatum

__all__ = ["home"]

GUIDELINE = """---
id: rectal-metastatic
title: House guideline on metastatic rectal cancer
condition: [rectal cancer]
publisher: Example Society
updated: 2025-03-01
---
# House guideline on metastatic rectal cancer

## Systemic therapy

FOLFOX (leucovorin, fluorouracil and oxaliplatin) or FOLFIRI (leucovorin, fluorouracil and
irinotecan) is recommended as first-line chemotherapy of metastatic rectal cancer.

Bevacizumab 5 mg/kg every 2 weeks may be added to first-line chemotherapy of rectal cancer.

Panitumumab is recommended only for RAS wild-type metastatic rectal cancer.

Panitumumab should not be given for RAS-mutant metastatic rectal cancer.

Maintenance with capecitabine is given after induction with FOLFOX in metastatic rectal cancer.

## Bone metastases

A single fraction of 8 Gy is recommended for painful bone metastases of rectal cancer.

Denosumab 120 mg every 4 weeks is recommended for bone metastases of rectal cancer.

## Retroperitoneal and inguinal lymph nodes

Inguinal lymph node metastases of rectal cancer are treated with systemic therapy.
"""
SUMMARY = """---
id: answers-rectal
title: Metastatic rectal cancer in brief
condition: [rectal cancer]
kind: practical summary
publisher: MediAnswers
updated: 2026-01-02
---
# Metastatic rectal cancer in brief

Systemic therapy is the mainstay of treatment of metastatic rectal cancer.
"""
OLD = """---
id: bone-old
title: Bone health in rectal cancer
condition: [rectal cancer]
publisher: Example Society
updated: 2015
status: superseded
---
# Bone health in rectal cancer

Zoledronic acid is recommended every month for bone metastases of rectal cancer.
"""
ARTICLE = """<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">{pmid}</PMID>
<Article PubModel="Print"><Journal><JournalIssue CitedMedium="Print"><PubDate><Year>{year}</Year>
</PubDate></JournalIssue><Title>{journal}</Title></Journal><ArticleTitle>{title}</ArticleTitle>
<Abstract><AbstractText>{abstract}</AbstractText></Abstract>
<AuthorList CompleteYN="Y"><Author ValidYN="Y"><LastName>{author}</LastName><Initials>A</Initials>
</Author></AuthorList><Language>eng</Language>
<PublicationTypeList><PublicationType UI="D016428">{kind}</PublicationType></PublicationTypeList>
</Article></MedlineCitation></PubmedArticle>
"""
ARTICLES = (
    {"pmid": "9000001", "year": "2018", "journal": "Journal of Colorectal Trials",
     "title": "Bevacizumab with first-line chemotherapy in metastatic rectal cancer.",
     "abstract": "Adding bevacizumab to chemotherapy lengthened progression-free survival from 8.0 "
     "to 9.4 months (hazard ratio 0.80) in patients with metastatic rectal cancer.",
     "author": "Brook", "kind": "Randomized Controlled Trial"},
    {"pmid": "9000002", "year": "2020", "journal": "Sarcoma Letters",
     "title": "Consensus on the management of soft tissue sarcoma.",
     "abstract": "Doxorubicin is recommended as first-line treatment of retroperitoneal soft tissue "
     "sarcoma.", "author": "Stone", "kind": "Journal Article"},
    {"pmid": "9000003", "year": "2016", "journal": "Annals of Invented Oncology",
     "title": "Radiotherapy of bone metastases from rectal cancer.",
     "abstract": "Radiotherapy relieved pain in 60% of patients with bone metastases of rectal "
     "cancer.", "author": "Hill", "kind": "Retracted Publication"},
)  # fmt: skip
PAGE = """---
publisher: MediAnswers
---
# Metastatic rectal adenocarcinoma after abdominoperineal resection and chemoradiation

## Systemic therapy

Systemic therapy is the mainstay of treatment of metastatic rectal cancer. [1]
FOLFOX (leucovorin, fluorouracil and irinotecan) is recommended as first-line chemotherapy of
metastatic rectal cancer. [2]
Doxorubicin is recommended as first-line treatment of retroperitoneal metastases. [3]
Bevacizumab 15 mg/kg every 2 weeks may be added to first-line chemotherapy of rectal cancer. [2]
Adding bevacizumab lengthened progression-free survival from 8.0 to 9.4 months in patients with
metastatic rectal cancer. [4]
Maintenance with capecitabine is given before induction with FOLFOX in metastatic rectal cancer. [2]
KRAS and NRAS should be tested in all patients with metastatic rectal cancer. [2]

## Sites

Denosumab 120 mg every 4 weeks is recommended for bone metastases of rectal cancer. [2]
Radiotherapy relieved pain in 60% of patients with bone metastases of rectal cancer. [5]
Zoledronic acid is recommended every month for bone metastases of rectal cancer. [6]
Inguinal lymph node metastases of rectal cancer are cured by groin dissection in most patients. [7]
Inguinal lymph node metastases of rectal cancer are treated with systemic therapy.
A single fraction of 8 Gy is not recommended for painful bone metastases of rectal cancer.

## References

1. Summary. Metastatic rectal cancer in brief. MediAnswers. 2026.
2. House guideline on metastatic rectal cancer. Example Society. 2025.
3. Stone A. Consensus on the management of soft tissue sarcoma. Sarcoma Letters. 2020. PMID 9000002
4. Brook A. Bevacizumab with first-line chemotherapy in metastatic rectal cancer. New Journal of
   Surgery. 2011. PMID 9000001
5. Hill A. Radiotherapy of bone metastases from rectal cancer. Ann Inv Oncol. 2016. PMID 9000003
6. Bone health in rectal cancer. Example Society. 2015.
7. Nobody N. Groin dissection cures rectal cancer. Journal of Dreams. 2019. PMID 99999998
"""


@pytest.fixture(scope="module")
def shelf(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("evidence")
    for name, text in (("guideline", GUIDELINE), ("summary", SUMMARY), ("old", OLD)):
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    articles = "".join(ARTICLE.format(**article) for article in ARTICLES)
    (folder / "articles.xml").write_text(
        f'<?xml version="1.0"?>\n<PubmedArticleSet>{articles}</PubmedArticleSet>', encoding="utf-8"
    )
    shelf = tmp_path_factory.mktemp("shelf")
    added = probatum("library", "--library", str(shelf), "add", str(folder), home=home)
    assert added.returncode == 0, added.stderr + added.stdout
    return shelf


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    page = tmp_path_factory.mktemp("page") / "answer.md"
    page.write_text(PAGE, encoding="utf-8")
    return page


@pytest.fixture(scope="module")
def report(home: Path, shelf: Path, page: Path) -> dict[str, Any]:
    run = probatum("check", str(page), "--library", str(shelf), "--format", "json", home=home)
    assert run.returncode == 8, run.stderr
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def problems(report: dict[str, Any], key: str) -> str:
    (found,) = (r for r in report["references"] if r["reference"]["key"] == key)
    return "; ".join(found["problems"])


def said(report: dict[str, Any], words: str) -> tuple[str, str]:
    """Verdict and reasons of the sentence that holds the words."""
    (found,) = (c for c in report["claims"] if words in c["claim"]["text"])
    return found["verdict"], "; ".join(reason["text"] for reason in found["reasons"])


def finding(report: dict[str, Any], check: str) -> str:
    return "; ".join(f["text"] for f in report["findings"] if f["check"] == check)


def test_a_consensus_on_another_disease_is_named(report: dict[str, Any]):
    assert "about another disease: it speaks of soft tissue sarcoma" in problems(report, "3")
    verdict, reasons = said(report, "Doxorubicin")
    assert verdict == "not found"
    assert "speaks of soft tissue sarcoma" in reasons


def test_a_regimen_described_with_a_drug_of_another_is_named(report: dict[str, Any]):
    assert (
        "FOLFOX is described with irinotecan; it holds fluorouracil, leucovorin, oxaliplatin"
        in (finding(report, "regimen"))
    )


def test_steps_in_the_opposite_order_are_named(report: dict[str, Any]):
    verdict, reasons = said(report, "Maintenance")
    assert verdict == "contradicted"
    assert "opposite order" in reasons


def test_a_citation_of_oneself_and_a_secondary_source_are_named(report: dict[str, Any]):
    assert "a citation of oneself" in problems(report, "1")
    assert "a secondary source" in problems(report, "1")
    assert report["figures"]["self_citations"] == pytest.approx(1 / 7)


def test_a_test_without_consequence_is_named_with_what_would_follow(report: dict[str, Any]):
    assert "RAS: a test is asked for" in finding(report, "consequence")
    (found,) = (f for f in report["findings"] if f["check"] == "consequence")
    assert "Panitumumab" in found["words"]


def test_a_wrong_year_and_journal_are_named(report: dict[str, Any]):
    assert "the year disagrees: it is 2018, not 2011" in problems(report, "4")
    assert "the journal disagrees: it is Journal of Colorectal Trials" in problems(report, "4")


def test_a_retracted_and_a_superseded_work_are_named(report: dict[str, Any]):
    assert "the work is retracted" in problems(report, "5")
    assert said(report, "Radiotherapy relieved")[0] == "not found"
    assert "the work is superseded" in problems(report, "6")
    verdict, reasons = said(report, "Zoledronic")
    assert verdict == "partly supported"
    assert "a newer one replaced" in reasons


def test_an_invented_reference_is_named(report: dict[str, Any]):
    assert "PubMed has given no number as high as 99999998" in problems(report, "7")
    assert "not in the library" in problems(report, "7")
    assert said(report, "groin dissection")[0] == "not found"


def test_a_dose_that_is_not_the_source_s_is_contradicted(report: dict[str, Any]):
    verdict, reasons = said(report, "Bevacizumab 15")
    assert verdict == "contradicted"
    assert "15 mg/kg every 2 weeks, the source 5 mg/kg every 2 weeks" in reasons


def test_uncited_sentences_are_held_against_the_library(report: dict[str, Any]):
    assert said(report, "are treated with systemic")[0] == "supported"
    assert said(report, "A single fraction")[0] == "contradicted"


def test_true_sentences_with_true_references_pass(report: dict[str, Any]):
    assert said(report, "Denosumab")[0] == "supported"
    assert said(report, "lengthened progression-free")[0] == "supported"
    assert problems(report, "2") == ""
    assert "journal" not in problems(report, "5"), "an abbreviation of it is no other journal"


def test_the_page_for_people_needs_nothing_else_and_shows_both_sides(
    home: Path, shelf: Path, page: Path
):
    shown = probatum("check", str(page), "--library", str(shelf), "--format", "html", home=home)
    html = shown.stdout
    assert "default-src 'none'" in html
    assert "<script" not in html
    assert "src=" not in html
    assert "<mark>15</mark>" in html
    assert "<mark>5</mark>" in html
