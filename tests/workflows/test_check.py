"""References of a page, and words on another disease."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from probatum.evidence.claim import Verdict
from probatum.evidence.document import DocumentKind, Identifiers
from probatum.library.embedded import EmbeddedIndex
from probatum.verification.page import read_page
from probatum.workflows.check import check_page
from tests.evidence_by_hand import document

RECTAL = "Drugone is recommended as first-line treatment of metastatic rectal cancer."
SARCOMA = "Drugtwo is recommended as first-line treatment of soft tissue sarcoma."


@pytest.fixture
def index(tmp_path: Path) -> Iterator[EmbeddedIndex]:
    library = EmbeddedIndex(tmp_path / "library", create=True)
    library.add([
        document(RECTAL, name="file:rectal", title="House guideline on rectal cancer",
                 topics=("rectal cancer",), updated="2026-01-01"),
        document(SARCOMA, name="file:sarcoma", title="Consensus on soft tissue sarcoma",
                 topics=("soft tissue sarcoma",), updated="2021-01-01"),
        document("Drugone doubled survival in rectal cancer.", name="pmid:11",
                 title="Drugone in rectal cancer", kind=DocumentKind.RESEARCH,
                 identifiers=Identifiers(pmid="11"), published="2020", status="retracted"),
    ])  # fmt: skip
    yield library
    library.close()


def page(sentence: str, reference: str) -> str:
    return f"# Rectal cancer\n\n{sentence} [1]\n\n## References\n1. {reference}\n"


def problems(index: EmbeddedIndex, reference: str) -> str:
    (resolved,) = check_page(read_page(page(RECTAL, reference)), index).references
    return "; ".join(resolved.problems)


def test_a_reference_that_agrees_has_no_problem(index):
    assert problems(index, "House guideline on rectal cancer. 2026.") == ""


def test_an_identifier_of_another_work_and_a_wrong_year_are_named(index):
    found = problems(index, "Nobody N. The weather of the north. 2011. PMID 11")
    assert "belongs to another work: Drugone in rectal cancer" in found
    assert "it is 2020, not 2011" in found


def test_an_identifier_alone_disagrees_with_nothing(index):
    assert problems(index, "PMID: 11") == "the work is retracted"
    assert problems(index, "https://pubmed.ncbi.nlm.nih.gov/11/") == "the work is retracted"


def test_a_work_is_known_by_its_address_alone(tmp_path: Path):
    library = EmbeddedIndex(tmp_path / "addresses", create=True)
    library.add([document(RECTAL, name="file:rectal", title="Rectal cancer treatment",
                 identifiers=Identifiers(url="https://www.house.test/hp/rectal-treatment"))])  # fmt: skip
    listed = "The house. http://house.test/hp/rectal-treatment/?utm=1"
    (resolved,) = check_page(read_page(page(RECTAL, listed)), library).references
    library.close()
    assert resolved.document == "file:rectal"


def test_a_work_that_the_reference_list_lacks_is_named(index):
    text = f"# Rectal cancer\n\n{RECTAL[:-1]} (Smith 2019).\n\n## References\n1. Other. 2020.\n"
    *_, lacking = check_page(read_page(text), index).references
    assert "the page's reference list does not have it" in "; ".join(lacking.problems)


def test_a_retracted_work_is_named(index):
    assert "retracted" in problems(index, "Drugone in rectal cancer. 2020. PMID 11")


def test_a_work_on_another_disease_is_named(index):
    found = problems(index, "Consensus on soft tissue sarcoma. 2021.")
    assert "about another disease: it speaks of soft tissue sarcoma" in found


def test_words_on_another_disease_carry_nothing(index):
    sentence = "Drugtwo is recommended as first-line treatment."
    report = check_page(read_page(page(sentence, "Consensus on soft tissue sarcoma. 2021.")), index)
    (checked,) = report.claims
    assert checked.verdict is Verdict.NOT_FOUND
    assert "disease" in {reason.check for reason in checked.reasons}


def test_a_contradiction_is_shown_though_its_source_names_the_disease_in_passing(tmp_path: Path):
    library = EmbeddedIndex(tmp_path / "passing", create=True)
    library.add([
        document("Drugthree is not recommended for patients with rectal cancer.",
                 name="file:sarcoma", title="Consensus on soft tissue sarcoma",
                 topics=("soft tissue sarcoma",)),
    ])  # fmt: skip
    sentence = "Drugthree is recommended for patients with rectal cancer."
    reference = "Consensus on soft tissue sarcoma. 2021."
    (checked,) = check_page(read_page(page(sentence, reference)), library).claims
    library.close()
    assert checked.verdict is Verdict.CONTRADICTED
    assert "names it in passing" in "; ".join(reason.text for reason in checked.reasons)


def test_words_that_share_nearly_nothing_with_a_sentence_are_not_shown_beside_it(index):
    sentence = "Breast feeding is recommended for every newborn of the maternity ward at night."
    (checked,) = check_page(read_page(f"# Rectal cancer\n\n{sentence}\n"), index).claims
    assert checked.verdict is Verdict.NOT_FOUND
    assert checked.quote == checked.title == ""
    assert not any(reason.words for reason in checked.reasons)


def test_the_nearest_words_are_shown_where_they_share_much_with_a_sentence(index):
    sentence = "Drugone is recommended at night against itching by metastatic nodules."
    (checked,) = check_page(read_page(f"# Rectal cancer\n\n{sentence}\n"), index).claims
    assert checked.verdict is Verdict.NOT_FOUND
    assert checked.quote == RECTAL


def test_a_sentence_whose_citation_does_not_carry_it_is_not_saved_by_another_source(index):
    report = check_page(read_page(page(RECTAL, "Consensus on soft tissue sarcoma. 2021.")), index)
    (checked,) = report.claims
    assert checked.verdict is Verdict.NOT_FOUND
    assert checked.elsewhere
    assert checked.document == "file:rectal"


def test_an_uncited_sentence_is_checked_against_the_whole_library(index):
    report = check_page(read_page(f"# Rectal cancer\n\n{RECTAL}\n"), index)
    assert [checked.verdict for checked in report.claims] == [Verdict.SUPPORTED]


def test_a_regimen_said_to_hold_the_drugs_of_another_is_contradicted(index):
    sentence = "CAPOX consists of capecitabine and irinotecan."
    (checked,) = check_page(read_page(f"# Rectal cancer\n\n{sentence}\n"), index).claims
    assert checked.verdict is Verdict.CONTRADICTED
    assert "CAPOX is described with irinotecan; it holds capecitabine, oxaliplatin" in (
        "; ".join(reason.text for reason in checked.reasons)
    )


def test_what_follows_from_a_test_is_shown_from_works_on_the_disease_of_the_page(tmp_path: Path):
    library = EmbeddedIndex(tmp_path / "tests", create=True)
    library.add([
        document("Breast cancer that is HER2-positive is treated with trastuzumab.",
                 name="file:breast", title="Breast cancer", topics=("breast cancer",)),
        document("Tucatinib benefits patients with HER2-positive rectal cancer.",
                 name="file:rectal", title="Rectal cancer", topics=("rectal cancer",)),
    ])  # fmt: skip
    text = "# Rectal cancer\n\nHER2 amplification should be tested in every patient.\n"
    found = check_page(read_page(text), library).findings
    library.close()
    assert [f.words for f in found] == [
        "Tucatinib benefits patients with HER2-positive rectal cancer."
    ]


def test_what_the_library_contradicts_is_contradicted_though_the_cited_work_is_unknown(index):
    sentence = RECTAL.replace("is recommended", "is not recommended")
    (checked,) = check_page(read_page(page(sentence, "Nobody N. Other. 2020.")), index).claims
    assert checked.verdict is Verdict.CONTRADICTED
    assert checked.elsewhere


def test_a_sentence_on_a_trial_record_is_reckoned_with_its_figures(tmp_path: Path):
    rows = (
        "Group: Tea; With any serious adverse event: 5 of 60",
        "Group: Water; With any serious adverse event: 2 of 58",
        "Serious adverse event: Scald; System: Injury; Group: Tea; Participants: 4 of 60",
        "Serious adverse event: Scald; System: Injury; Group: Water; Participants: 1 of 58",
    )
    library = EmbeddedIndex(tmp_path / "trials", create=True)
    library.add([document("\n".join(rows), name="nct:NCT00000042", title="Tea for thirst",
                          kind=DocumentKind.TRIAL_RECORD)])  # fmt: skip
    sentences = (
        "There were more serious cases of scald in the tea group than in the water group.",
        "There were fewer serious cases of scald in the tea group than in the water group.",
    )
    text = "# Thirst\n\n" + " ".join(f"{s} [1]" for s in sentences)
    text += "\n\n## References\n1. Tea for thirst. 2024.\n"
    right, wrong = check_page(read_page(text), library).claims
    library.close()
    assert (right.verdict, wrong.verdict) == (Verdict.SUPPORTED, Verdict.CONTRADICTED)
    assert "the tea group: 4 of 60 (6.7%), the water group: 1 of 58 (1.7%)" in wrong.reasons[0].text


def test_criteria_of_the_cited_record_may_name_other_diseases(tmp_path: Path):
    text = "Exclusion Criteria\nPregnant or breast-feeding\nChronic liver disease"
    library = EmbeddedIndex(tmp_path / "criteria", create=True)
    library.add([document(text, name="nct:NCT00000043", title="Drugone in rectal cancer",
                          topics=("rectal cancer",), kind=DocumentKind.TRIAL_RECORD)])  # fmt: skip
    said = ("Pregnant women were eligible for the trial.",
            "Patients with cirrhosis were not eligible for the trial.")  # fmt: skip
    text = "# Rectal cancer\n\n" + " ".join(f"{s} [1]" for s in said)
    text += "\n\n## References\n1. Drugone in rectal cancer. 2024.\n"
    wrong, right = check_page(read_page(text), library).claims
    library.close()
    assert (wrong.verdict, right.verdict) == (Verdict.CONTRADICTED, Verdict.SUPPORTED)
    assert right.quote == "Chronic liver disease"


def test_words_alone_support_no_sentence_on_a_trial_record(tmp_path: Path):
    library = EmbeddedIndex(tmp_path / "likened", create=True)
    told = "Adults with asthma receive drugone twice daily and drugtwo once daily for two weeks."
    library.add([document(told, name="nct:1", title="Drugone and drugtwo in asthma",
                          kind=DocumentKind.TRIAL_RECORD)])  # fmt: skip
    turned = "Adults with asthma receive drugtwo twice daily and drugone once daily for two weeks."
    text = f"# Asthma\n\n{told}\n\n{turned}\n"
    verdicts = [checked.verdict for checked in check_page(read_page(text), library).claims]
    library.close()
    assert verdicts[0] is Verdict.SUPPORTED
    assert verdicts[1] is not Verdict.SUPPORTED
