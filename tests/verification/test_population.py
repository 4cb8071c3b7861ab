"""Of which patients a sentence speaks, and whether its source speaks of the same."""

from __future__ import annotations

import pytest

from probatum.evidence.claim import Verdict
from probatum.evidence.markers import markers
from probatum.verification.population import check_population


@pytest.mark.parametrize(
    ("claim", "source", "words"),
    [
        (
            "KRAS-mutant disease",
            "KRAS wild-type disease",
            "RAS altered, the source of RAS wild-type",
        ),
        ("RAS wild-type disease", "disease with a KRAS mutation", "RAS wild-type, the source of"),
        (
            "HER2-negative cancer",
            "HER2-positive cancer",
            "HER2 negative, the source of HER2 positive",
        ),
        ("pMMR tumours", "tumours with microsatellite instability", "proficient"),
        ("as first-line treatment", "as second-line treatment", "first line, the source of second"),
        ("adjuvant chemotherapy", "neoadjuvant chemotherapy", "adjuvant, the source of neoadj"),
        ("metastatic disease", "early-stage disease", "metastatic, the source of early"),
        ("in children", "in adults", "children, the source of adults"),
        ("in men", "in women", "men, the source of women"),
        ("in premenopausal women", "in postmenopausal women", "premenopausal, the source of post"),
        ("newly diagnosed disease", "relapsed disease", "newly diagnosed, the source of recurrent"),
    ],
)
def test_other_patients_are_named_and_the_source_does_not_carry_the_claim(
    claim: str, source: str, words: str
):
    reason = check_population(claim, source)
    assert reason is not None
    assert reason.verdict is Verdict.NOT_FOUND
    assert words in reason.text


@pytest.mark.parametrize(
    ("claim", "source", "words"),
    [
        ("It shrank tumours.", "It shrank tumours in mice.", "animals"),
        ("It relieves pain.", "It relieves pain in children.", "children"),
        ("It is safe.", "It is safe in pregnant women.", "pregnant"),
    ],
)
def test_a_restriction_that_is_left_out_makes_it_partly(claim: str, source: str, words: str):
    reason = check_population(claim, source)
    assert reason is not None
    assert reason.verdict is Verdict.PARTLY
    assert words in reason.text


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("in adults with KRAS wild-type cancer", "in adults without a KRAS mutation"),
        ("in patients with cancer", "in men and women with cancer"),
        ("first-line treatment", "previously untreated patients"),
        ("it helps adults", "it helps"),
        ("it helps", "it helps adults"),
        ("adults and children", "children and adults"),
    ],
)
def test_the_same_patients_or_none_raise_no_objection(claim: str, source: str):
    assert check_population(claim, source) is None


def test_the_status_of_a_marker_is_read_with_its_negation():
    assert markers("patients without any KRAS mutation")["RAS"] == {"RAS wild-type"}
    assert markers("KRAS exon 2 wild-type cancer")["RAS"] == {"RAS wild-type"}
    assert markers("BRAF V600E mutated melanoma")["BRAF"] == {"BRAF altered"}
    assert markers("RET the drug, then MET it") == {}


@pytest.mark.parametrize(("ours", "theirs"), [("mutated", "wild-type"), ("wild-type", "mutated")])
def test_a_variant_of_any_gene_is_not_the_wild_type(ours: str, theirs: str):
    source = f"The effect was large in amplified gout (HR 0.5) and not in GENE9 {theirs} gout."
    reason = check_population(source.replace(theirs, ours), source)
    assert reason is not None
    assert reason.verdict is Verdict.NOT_FOUND
    assert check_population(source, source) is None
