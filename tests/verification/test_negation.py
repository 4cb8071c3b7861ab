"""What a sentence denies, doubts, supposes or tells of the past."""

from __future__ import annotations

import pytest

from probatum.evidence.claim import Verdict
from probatum.verification.context import Light, lights
from probatum.verification.negation import check_hedging, check_negation


@pytest.mark.parametrize(
    ("sentence", "light", "word"),
    [
        ("There was no evidence of pneumonia.", Light.DENIED, "pneumonia"),
        ("The patient denies fever.", Light.DENIED, "fever"),
        ("Pneumonia was ruled out.", Light.DENIED, "pneumonia"),
        ("Surgery should be avoided.", Light.DENIED, "surgery"),
        ("Drugmab is contraindicated in asthma.", Light.DENIED, "drugmab"),
        ("It failed to improve survival.", Light.DENIED, "survival"),
        ("Findings suggestive of cancer.", Light.DOUBTED, "cancer"),
        ("Cancer cannot be excluded.", Light.DOUBTED, "cancer"),
        ("The benefit of surgery remains unclear.", Light.DOUBTED, "surgery"),
        ("Return for fever.", Light.SUPPOSED, "fever"),
        ("Stop it if bleeding occurs.", Light.SUPPOSED, "bleed"),
        ("A woman with a history of stroke.", Light.PAST, "stroke"),
    ],
)
def test_a_cue_puts_words_in_its_light(sentence: str, light: Light, word: str):
    assert any(word.startswith(stem) for stem in lights(sentence)[light])


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("It is used not only for pain.", "pain"),
        ("There was no fever, but cough persisted.", "cough"),
        ("Drugmab was non-inferior to surgery.", "surgery"),
        ("Treat pain without delay.", "pain"),
        ("Cancer has not been ruled out.", "cancer"),
        ("Both had the same progression-free and overall survival.", "progression"),
    ],
)
def test_what_only_seems_denied_and_what_stands_after_a_break_is_not(sentence: str, word: str):
    assert word not in lights(sentence)[Light.DENIED]


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        (
            "Aspirin is recommended for healthy adults.",
            "Aspirin is not recommended for healthy adults.",
        ),
        ("Drugmab improves sleep in asthma.", "Drugmab failed to improve sleep in asthma."),
        (
            "Surgery helps in this disease.",
            "There is no evidence that surgery helps in this disease.",
        ),
        ("Recurrence is uncommon in children.", "Recurrence is not uncommon in children."),
        ("Surgery (a standard) helps in gout.", "Surgery (not a standard) helps in gout."),
        (
            "Survival was 5 years (range, 1–reached).",
            "Survival was 5 years (range, 1–not reached).",
        ),
    ],
)
def test_a_denial_that_only_one_of_them_has_contradicts(claim: str, source: str):
    for one, other in ((claim, source), (source, claim)):
        reason = check_negation(one, other)
        assert reason is not None
        assert reason.verdict is Verdict.CONTRADICTED


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        # Denied is who it is about, or another thing of the same passage.
        (
            "Ulcers that do not close on their own can be treated with drugmab cream.",
            "Ulcers of the foot often close within weeks with rest and dressings. They can also be "
            "treated with surgery.",
        ),
        (
            "If you notice swelling of the ankles, call your physician.",
            "Swelling of the ankles is not a common symptom of colds. If you notice swelling of "
            "the ankles, it is best to ask a physician.",
        ),
        (
            "Exercise is important in the long treatment of gout.",
            "A trainer can help you with exercise. It is important to note that diets are not a "
            "substitute for treatment of gout.",
        ),
        # Both say it of little, each in its own words.
        (
            "There is no evidence that charcoal helps in colic.",
            "There is limited evidence that charcoal helps in colic of infants and adults.",
        ),
        ("It is uncommon for a cold to turn into asthma.", "A cold does not often turn to asthma."),
        # What was to be found out is no finding.
        (
            "Screening of older people does not improve hearing.",
            "Our objective was to assess whether screening of older people improves hearing.",
        ),
        (
            "Low sodium raises the risk of falls.",
            "No study to date has evaluated whether low sodium raises the risk of falls in women.",
        ),
        # Short claims share most words with much that is not on them.
        (
            "Drugmab heals ulcers.",
            "Few have studied what drugmab does for ulcers, and surgery has not healed them.",
        ),
        (
            "Options in stage I disease include surgery and radiation therapy.",
            "Options in stage I disease include surgery, radiation therapy, or watching without "
            "immediate treatment.",
        ),
    ],
)
def test_a_denial_of_something_else_does_not_contradict(claim: str, source: str):
    reason = check_negation(claim, source)
    assert reason is None or reason.verdict is not Verdict.CONTRADICTED


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        (
            "Drugmab has no part in the healing of ulcers.",
            "Drugmab has a causal part in the healing of foot ulcers of older people.",
        ),
        (
            "There is evidence that cats spread the fever.",
            "Although there is currently no evidence that cats spread the fever, care is advised.",
        ),
        (
            "Falls were seen in 8% of people who were not given drugmab (aged 60 to 70).",
            "Falls were seen in 8% of patients who received drugmab (aged 60 to 70).",
        ),
        (
            "Drugmab halved attacks (12% of those who were not given it had fever).",
            "Drugmab halved attacks (12% of those who received it had fever).",
        ),
    ],
)
def test_in_other_words_too_a_denial_of_the_same_contradicts(claim: str, source: str):
    for one, other in ((claim, source), (source, claim)):
        reason = check_negation(one, other)
        assert reason is not None
        assert reason.verdict is Verdict.CONTRADICTED


@pytest.mark.parametrize(
    "claim",
    [
        "People should never receive drugmab.",
        "Children of school age must not be given drugmab.",
        "Drugmab should not be offered to pregnant women in summer.",
    ],
)
def test_what_a_claim_denies_in_free_words_is_supported_in_no_part(claim: str):
    reason = check_negation(claim, "Drugmab is approved for people who have gout or lupus.")
    assert reason is not None
    assert reason.verdict in (Verdict.NOT_FOUND, Verdict.CONTRADICTED)


def test_a_denial_that_tells_who_it_is_about_leaves_the_rest_to_the_other_checks():
    source = "Ulcers of the foot often close within weeks. They can be treated with surgery."
    claim = "Ulcers that do not close on their own can be treated with drugmab cream."
    reason = check_negation(claim, source)
    assert reason is not None
    assert reason.verdict is Verdict.PARTLY


def test_both_denying_is_no_contradiction():
    assert check_negation("It is not advised in asthma.", "In asthma it is not advised.") is None


def test_what_the_source_only_supposes_is_not_plainly_so():
    source = "Perhaps drugmab lowers the risk of falls in older people."
    reason = check_hedging("Drugmab lowers the risk of falls in older people.", source)
    assert reason is not None
    assert reason.verdict is Verdict.PARTLY
