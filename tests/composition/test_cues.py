"""Which sentences can be shown, and what kind they are."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from probatum.composition.cues import (
    SentenceKind,
    defect,
    is_in_vain,
    kind_of,
    opening_of,
    points_back,
)


@pytest.mark.parametrize(
    "sentence",
    [
        "This regimen is preferred in older adults.",
        "However, these patients should not receive drugone.",
        "It is given once daily by mouth.",
        "Patients assigned to drugone lived longer.",
        "The study showed no difference.",
        "Survival was longer in the drugone arm.",
        "The doses described above should be halved.",
        "For more information, see Drug Treatment Today.",
        "Third, pain may flare for some days.",
        "In both groups survival was the same.",
        "Doses are listed in Table 10.",
        "With a median follow-up of 4 years, relapse was rare.",
        "An impact on overall survival has not been demonstrated in trials.",
        "Twenty patients had a variant other than V600E.",
        "Phase III trials indicated an overall response rate of 10% to 20%.",
        "In the first trial, drugone was given with radiation therapy.",
        "The approvals were based on longer survival.",
    ],
)
def test_sentences_that_need_what_stood_before_are_recognised(sentence: str):
    assert points_back(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Drugone is recommended for adults with asthma.",
        "Either drugone or drugtwo is acceptable in asthma.",
        "Both drugone and drugtwo are used in asthma.",
        "In people with asthma, drugone lowers the risk of attacks.",
        "Adults in the older age group are given half the dose of drugone.",
        "An effect on overall survival was not seen with drugone in asthma.",
        "Ten people in every 100 with asthma need hospital care.",
    ],
)
def test_sentences_that_stand_alone_are_let_through(sentence: str):
    assert not points_back(sentence)


def test_an_opening_that_only_links_may_be_left_out_and_one_that_limits_may_not():
    linking = (
        "Based on these data, drugone was approved for adults with severe asthma of any cause."
    )
    assert linking[opening_of(linking) :].startswith("drugone was approved")
    assert (
        opening_of("In these patients, drugone was approved for severe asthma of any cause.") == 0
    )
    assert opening_of("However, no.") == 0


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Drugone should be given to adults with asthma.", SentenceKind.RECOMMENDATION),
        ("Drugone is contraindicated in pregnancy.", SentenceKind.CAUTION),
        ("Drugone should not be given in asthma.", SentenceKind.CAUTION),
        ("Patients take drugone 5 mg at night.", SentenceKind.DOSE),
        ("Drugone lowered mortality from 12% to 8%.", SentenceKind.OUTCOME),
        ("A trial randomly assigned 90 adults to drugone 5 mg.", SentenceKind.METHOD),
        ("A trial of drugone in asthma was done in men over 60.", SentenceKind.METHOD),
        ("A double-blind trial (ONE [NCT1]) included 90 adults.", SentenceKind.METHOD),
        ("Patients may have received drugone for asthma before.", SentenceKind.METHOD),
        ("Exclusion criteria included asthma treated with drugone.", SentenceKind.METHOD),
        ("Events were defined as progression or death on drugone.", SentenceKind.METHOD),
        ("The monitoring committee reviewed 351 events with drugone.", SentenceKind.METHOD),
        ("Further studies are needed to recommend drugone.", SentenceKind.BACKGROUND),
        ("Several trials are in progress to find which comes first.", SentenceKind.BACKGROUND),
        ("Arm B: Standard therapy with drugone (5 mg) every 4 weeks.", SentenceKind.METHOD),
        (
            "Guidelines that address who may be given drugone have been published.",
            SentenceKind.BACKGROUND,
        ),
        (
            "A systematic review of 12 trials of drugone was published in 2019.",
            SentenceKind.BACKGROUND,
        ),
        ("Several guidelines on screening with drugone are available.", SentenceKind.BACKGROUND),
        (
            "Two societies recommend specific surveillance and follow-up strategies.",
            SentenceKind.BACKGROUND,
        ),
        ("They recommend specific measures: drugone, and drugtwo.", SentenceKind.RECOMMENDATION),
        (
            "Guidelines have been published that recommend drugone in asthma.",
            SentenceKind.RECOMMENDATION,
        ),
        (
            "A review that was published in 2019 found longer survival with drugone.",
            SentenceKind.OUTCOME,
        ),
        ("It is unknown whether drugone should be given.", SentenceKind.UNCERTAIN),
        ("It is also unclear whether drugone should be given.", SentenceKind.UNCERTAIN),
        (
            "Phase I trials demonstrated the feasibility of radiation with drugone to a higher dose.",
            SentenceKind.UNCERTAIN,
        ),
    ],
)
def test_kinds_are_told_apart(sentence: str, kind: SentenceKind):
    assert kind_of(sentence) is kind


@pytest.mark.parametrize(
    "sentence",
    ["Short.", "Magnetic resonance imaging of the abdomen and pelvis of the patient.",
     "Treatment of severe acute asthma in adult people", "* Drugone is given to the adults.",
     "Drugone (given at night is recommended for asthma.",
     "Previously untreated or relapse on or after first treatment of asthma."],
)  # fmt: skip
def test_fragments_are_not_shown(sentence: str):
    assert defect(sentence)


def test_cues_are_written_in_small_letters_unless_their_capitals_count():
    text = (files("probatum.composition") / "cues.txt").read_text(encoding="utf-8")
    cues = [line.partition(" : ")[2] for line in text.splitlines() if not line.startswith("#")]
    small = [cue for cue in cues if "(?-i:" not in cue]
    assert [cue for cue in small if re.search("[A-Z]", re.sub(r"\\.", "", cue))] == []
    assert points_back("ORR was 30% with drugone in adults with this cancer.")
    assert not points_back("Orr was the first to describe drugone in adults.")
    assert points_back("THESE PATIENTS NEED DRUGONE EVERY DAY OF THE WEEK.")


@pytest.mark.parametrize(
    ("sentence", "in_vain"),
    [
        ("Second-look laparotomy after first-line treatment is no longer practiced.", True),
        ("Routine drainage is no longer recommended after the operation.", True),
        ("A longer course was not adopted as a standard treatment.", True),
        ("Exercise showed a nonsignificant improvement in fatigue after 3 months.", True),
        ("Survival was not statistically significantly different with drugone.", True),
        ("There were no significant differences between drugone and placebo.", True),
        ("No randomized trials of drugone after surgery have been undertaken.", True),
        ("About 80% of patients given drugone relapse within two years.", True),
        ("Patients who relapse after drugone are treated with drugtwo.", False),
        ("Drugone is given to patients whose nodes are not significantly enlarged.", False),
        ("Drugone significantly improved survival in these patients.", False),
        ("Patients who no longer respond are given drugone 5 mg daily.", False),
        ("Drugone was adopted as a standard treatment after that trial.", False),
    ],
)
def test_what_is_given_up_is_no_way_to_treat(sentence: str, in_vain: bool):
    assert is_in_vain(sentence) is in_vain
