"""Sentences that are no quotations, against the words of a source."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from probatum.evidence.claim import Verdict
from probatum.verification.direction import check_direction
from probatum.verification.entailment import Probabilities
from probatum.verification.negation import check_negation
from probatum.verification.other_names import OtherNames, called_as_in
from probatum.verification.support import Support, Window, support

SOURCE = (
    "In adults with asthma, drugmab 20 mg once weekly reduced attacks from 20% to 10% "
    "compared with placebo (hazard ratio 0.50; 95% CI, 0.40–0.62; P < .001).",
    "Drugmab may be considered for adults with severe asthma.",
    "Drugmab did not improve sleep in adults with asthma.",
    "Higher eosinophil counts were associated with attacks in adults with asthma.",
)


def check(claim: str, *source: str) -> Support:
    return support(claim, [Window(text, "Asthma", "d") for text in source or SOURCE])


@pytest.mark.parametrize("claim", SOURCE)
def test_what_the_source_says_is_supported(claim: str):
    assert check(claim).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    "claim",
    [
        "Drugmab 20 mg weekly reduced asthma attacks from 20% to 10% compared with placebo.",
        "Compared with placebo, drugmab reduced attacks in adults with asthma (HR 0.5).",
        "Sleep of adults with asthma was not improved by drugmab.",
        "For adults with severe asthma, drugmab may be considered.",
    ],
)
def test_the_same_in_other_order_is_supported(claim: str):
    assert check(claim).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("claim", "check_name"),
    [
        (SOURCE[0].replace("20 mg", "200 mg"), "numbers"),
        (SOURCE[0].replace("20 mg", "20 mcg"), "numbers"),
        (SOURCE[0].replace("from 20% to 10%", "from 20% to 15%"), "numbers"),
        (SOURCE[0].replace("P < .001", "P > .001"), "numbers"),
        (SOURCE[0].replace("reduced", "increased"), "direction"),
        (SOURCE[0].replace("drugmab", "othermab"), "names"),
        (SOURCE[1].replace("may be", "should not be"), "negation"),
        ("Drugmab improved sleep in adults with asthma.", "negation"),
    ],
)
def test_one_planted_error_contradicts_and_is_named(claim: str, check_name: str):
    found = check(claim)
    assert found.verdict is Verdict.CONTRADICTED
    assert check_name in {r.check for r in found.reasons if r.verdict is Verdict.CONTRADICTED}


@pytest.mark.parametrize(
    "claim",
    [
        SOURCE[1].replace("may be considered", "must be given"),
        "Higher eosinophil counts caused attacks in adults with asthma.",
    ],
)
def test_a_claim_surer_than_its_source_is_only_partly_supported(claim: str):
    found = check(claim)
    assert found.verdict is Verdict.PARTLY
    assert "strength" in {reason.check for reason in found.reasons}


@pytest.mark.parametrize(
    "claim", ["Green tea lowers cholesterol in children.", "Asthma is common in Vienna."]
)
def test_what_no_sentence_speaks_of_is_not_found(claim: str):
    assert check(claim).verdict is Verdict.NOT_FOUND


def test_without_any_source_nothing_is_supported():
    assert support(SOURCE[0], []).verdict is Verdict.NOT_FOUND


def test_a_contradicting_sentence_outweighs_a_vaguer_one_that_agrees():
    found = check(
        "Drugmab should never be given to adults with severe asthma.",
        "Drugmab can be given to adults with severe asthma.",
        "Drugmab was never tried in adults, severe asthma aside.",
    )
    assert found.verdict is Verdict.CONTRADICTED


@pytest.mark.parametrize(
    ("one", "other"),
    [("85 mg/m²", "85 mg/m2"), ("1,200 patients", "1200 patients"), ("12 months", "12-month"),
     ("5 mcg", "5 µg"), ("P = .05", "p = 0.05"), ("20 percent", "20%")],
)  # fmt: skip
def test_the_same_quantity_in_another_form_is_the_same(one: str, other: str):
    claim = f"Adults with asthma on drugmab: the figure was {one} in the trial."
    source = f"Adults with asthma on drugmab: the figure was {other} in the trial."
    assert check(claim, source).verdict is Verdict.SUPPORTED


def test_figures_within_names_are_no_quantities():
    source = (
        "HER2-positive and CD20-positive disease was treated with 5-FU in stage 3 of NCT00002968."
    )
    assert check(source.replace("stage 3 of NCT00002968", "the study"), source).verdict in {
        Verdict.SUPPORTED,
        Verdict.PARTLY,
    }


class ScriptedModel:
    """Says of each claim what it was told to say."""

    name, supports_at, contradicts_at = "scripted", 0.8, 0.8

    def __init__(self, **said: float) -> None:
        self._said = Probabilities(**{"supports": 0.0, "contradicts": 0.0, "neither": 0.0, **said})

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Probabilities]:
        return [self._said for _ in pairs]


PARAPHRASE = "Weekly drugmab halved the number of asthma exacerbations among grown-ups."


@pytest.mark.parametrize(
    ("claim", "said", "verdict"),
    [
        (PARAPHRASE, {"neither": 1.0}, Verdict.NOT_FOUND),
        (PARAPHRASE, {"supports": 0.79}, Verdict.NOT_FOUND),
        (PARAPHRASE, {"supports": 0.9}, Verdict.SUPPORTED),
        (PARAPHRASE, {"contradicts": 0.9}, Verdict.CONTRADICTED),
        (SOURCE[0].replace("20 mg", "200 mg"), {"supports": 1.0}, Verdict.CONTRADICTED),
        (SOURCE[1].replace("may be", "must be"), {"supports": 1.0}, Verdict.PARTLY),
        (SOURCE[2].replace("sleep", "the sleep"), {"contradicts": 1.0}, Verdict.CONTRADICTED),
        (SOURCE[0], {"contradicts": 1.0}, Verdict.SUPPORTED),
    ],
)
def test_a_model_adds_evidence_or_contradicts_and_never_lifts_an_objection(
    claim: str, said: dict[str, float], verdict: Verdict
):
    windows = [Window(text, "Asthma", "d") for text in SOURCE]
    assert support(claim, windows, ScriptedModel(**said)).verdict is verdict


def test_a_text_that_stands_in_many_places_is_judged_once():
    windows = [Window(SOURCE[0], "Asthma", f"d{place}") for place in range(12)]
    found = support(PARAPHRASE, windows, ScriptedModel(supports=0.9))
    assert found.verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Drugmab prolonged progression-free survival more than othermab.", Verdict.CONTRADICTED),
        ("Drugmab and othermab gave the same progression-free survival.", Verdict.SUPPORTED),
        ("Progression-free survival was similar with drugmab and othermab.", Verdict.SUPPORTED),
    ],
)
def test_the_same_survival_is_a_direction_and_free_of_progression_no_denial(
    claim: str, verdict: Verdict
):
    source = "Trials of drugmab and othermab gave the same progression-free and overall survival."
    assert check(claim, source).verdict is verdict


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        (
            "Pain did not differ between drugmab and othermab.",
            "Pain fell with drugmab and othermab without reaching statistical significance.",
        ),
        (
            "Drugmab reduced free plasma glucose.",
            "Compared with othermab, drugmab reduced free plasma glucose by 8%.",
        ),
        (
            "Drugmab lowered blood pressure and the markers of inflammation.",
            "Those on drugmab had significant declines in blood pressure and markers.",
        ),
    ],
)
def test_words_that_deny_elsewhere_deny_nothing_here(claim: str, source: str):
    assert check_negation(claim, source) is None
    assert check_direction(claim, source) is None


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Median survival was 24 months.", "Median survival was 2 years."),
        ("Drugmab 20 mg twice daily for 21 days.", "Drugmab 20 mg bid for 3 weeks."),
        ("It was given to 322 people (67.6%).", "It was administered to 322 patients (67.6%)."),
    ],
)
def test_a_figure_in_other_units_is_not_missing_from_the_words(claim: str, source: str):
    assert check(claim, source).verdict is Verdict.SUPPORTED


def test_of_sentences_with_the_same_words_the_one_with_the_figures_is_nearer():
    right = "The failure rate after 3 years was 23.7% in adults with asthma."
    other = "The failure rate after 3 years was the end point of this trial of adults with asthma."
    found = check("In this trial, the failure rate after 3 years was 23.7%.", other, right)
    assert found.window is not None
    assert found.window.text == right


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Drugmab should be given concurrently with radiotherapy in adults with rectal cancer.",
         "There is no current role for routine use of concurrent drugmab and radiotherapy in adults "
         "with rectal cancer."),
        ("Adults were assigned to placebo after drugmab.",
         "Adults were assigned to drugmab after placebo."),
    ],
)  # fmt: skip
def test_what_has_no_role_and_what_comes_first_contradict(claim: str, source: str):
    assert check(claim, source).verdict is Verdict.CONTRADICTED


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The margins should be free of tumour.", "The margins should be free of tumor."),
        ("Sepsis occurred in 2% of people on drugmab, and in no people on placebo.",
         "Sepsis occurred in 2% of patients on drugmab, and in no patients on placebo."),
    ],
)  # fmt: skip
def test_another_spelling_denies_nothing(claim: str, source: str):
    assert check(claim, source).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("claim", "source", "verdict"),
    [
        ("Five-year overall survival was 58% with drugmab.", "Five-year OS was 58% with drugmab.",
         Verdict.SUPPORTED),
        ("Five-year overall survival was 48% with drugmab.", "Five-year OS was 58% with drugmab.",
         Verdict.CONTRADICTED),
    ],
)  # fmt: skip
def test_the_name_that_the_source_uses_is_read_in_the_claim(
    claim: str, source: str, verdict: Verdict
):
    names = [OtherNames("overall survival", ("OS",))]
    assert support(claim, [Window(source, "", "d")], None, names).verdict is verdict


def test_an_abbreviation_is_known_by_its_capitals():
    names = [OtherNames("overall survival", ("OS",))]
    claim = "Five-year overall survival was 58%."
    assert called_as_in("The os and the cervix were seen.", claim, names) == claim
    assert called_as_in("Five-year OS was 58%.", claim, names) == "Five-year OS was 58%."
