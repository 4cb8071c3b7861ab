"""Numbers: the same in other words, another number, and what cannot be compared."""

from __future__ import annotations

import pytest

from probatum.evidence.claim import Verdict
from probatum.verification.combination import combined
from probatum.verification.numbers import check_numbers
from probatum.verification.objections import objections
from probatum.verification.schedule import schedules
from probatum.verification.units import converted, table, unit_name


def verdict(claim: str, source: str) -> Verdict:
    given = objections(claim, source)
    return combined(given, given) if given else Verdict.SUPPORTED


def reasons(claim: str, source: str) -> str:
    return "; ".join(reason.text for reason in objections(claim, source))


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("0.5 g daily", "500 mg daily"),
        ("500 mcg daily", "0.5 mg daily"),
        ("10 mg per kilogram of body weight", "10 mg/kg"),
        ("100 mg/day", "50 mg twice daily"),
        ("20 mg daily", "20 mg/day"),
        ("given every 2 weeks", "given q14d"),
        ("given BID", "given twice daily"),
        ("25% responded", "12 of 48 responded"),
        ("one in four patients responded", "25% of patients responded"),
        ("more than half responded", "62% responded"),
        ("most patients responded", "62% of patients responded"),
        ("P < 0.001", "p = 0.0004"),
        ("HR 0.62 (95% CI 0.50–0.77)", "hazard ratio for death, 0.62; 95% CI, 0.50 to 0.77"),
        ("relapse after 26 weeks", "relapse after 6 months"),
        ("survival of 18 months", "survival of 1.5 years"),
        ("2 Gy per fraction", "50 Gy in 25 fractions"),
        ("5000 cGy in 25 fractions", "50 Gy in 25 fractions"),
        ("25 Gy in five fractions", "5 × 5 Gy"),
        ("about one-third of patients", "approximately one-third of patients (12% of men)"),
        ("20-30 mg", "20 to 30 mg"),
        ("patients aged 65 years or older", "patients ≥65 years"),
        ("two doses", "2 doses"),
        ("25% of patients", "24.6% of patients"),
        ("a temperature of 38 °C", "a temperature of 100.4 °F"),
        ("stage 3B disease", "stage IIIb disease"),
        ("taken by mouth", "taken orally"),
    ],
)
def test_the_same_in_other_words_is_accepted(claim: str, source: str):
    assert verdict(claim, source) is Verdict.SUPPORTED, reasons(claim, source)


@pytest.mark.parametrize(
    ("claim", "source", "words"),
    [
        ("5 mg of it", "5 mcg of it", "says 5 mg, the source 5 mcg"),
        ("400 IU of it", "400 mg of it", "says 400 IU, the source 400 mg"),
        ("10 mg/m2", "10 mg/kg", "says 10 mg/m2, the source 10 mg/kg"),
        ("10 mg/kg", "10 mg", "says 10 mg/kg, the source 10 mg"),
        ("50 mg/day", "50 mg twice daily", "says 50 mg/day, the source 50 mg twice daily"),
        ("given every 3 weeks", "given every 2 weeks", "every 3 weeks, the source every 2 weeks"),
        ("given twice a week", "given every 2 weeks", "twice a week, the source every 2 weeks"),
        ("30% responded", "12 of 48 responded", "“30%” does not fit the source's 25%"),
        ("more than half responded", "43% responded", "“more than half” does not fit"),
        ("P < 0.05", "P = .20", "p value < 0.05, the source p value = .20"),
        ("an OR of 0.62", "an HR of 0.62", "odds ratio 0.62, the source hazard ratio 0.62"),
        ("HR 1.4", "HR 0.62", "1.4 is on the other side of 1 than the source's 0.62"),
        ("HR 1.61", "HR 0.62", "turned round"),
        ("it increased the risk of death", "HR for death, 0.62", "says more risk"),
        ("deaths fell significantly", "HR 0.92 (95% CI, 0.7-1.2)", "interval holds 1"),
        ("no significant difference", "HR 0.6 (95% CI, 0.5-0.8)", "interval leaves out 1"),
        ("significantly better", "better (P = .30)", "p value is 0.05 or more"),
        ("for 6 months", "for 6 weeks", "says 6 months, the source 6 weeks"),
        ("50 Gy in 20 fractions", "50 Gy in 25 fractions", "2.5 Gy per fraction, the source"),
        ("20-40 mg", "20 to 30 mg", "says 40 mg, the source 30 mg"),
        ("over 65 years", "65 years or older", "says >65 years, the source ≥65 years"),
        ("under 65 years", "≥ 65 years", "says <65 years, the source ≥ 65 years"),
        ("three doses", "2 doses", "says three doses, the source 2 doses"),
        ("grade 4 or 5 harm", "grade 3 or 4 harm", "says grade 5, the source grade 3, 4"),
        ("type 1 diabetes", "type 2 diabetes", "says type 1, the source type 2"),
        ("P < .01", "P < .001", "p value < .01, the source p value < .001"),
        ("taken orally", "infused intravenously", "says oral, the source intravenous"),
    ],
)
def test_another_number_unit_or_way_contradicts_and_is_named(claim: str, source: str, words: str):
    assert verdict(claim, source) is Verdict.CONTRADICTED
    assert words in reasons(claim, source)


@pytest.mark.parametrize(
    ("claim", "source", "words"),
    [
        ("a glucose of 5.6 mmol/L", "a glucose of 100 mg/dL", "cannot be compared"),
        ("given biweekly", "given every 2 weeks", "a word with two meanings"),
        ("given biweekly", "given twice a week", "a word with two meanings"),
        ("given monthly", "given every 4 weeks", "nearly but not"),
        ("for 12 weeks", "for 3 months", "only about the source's 3 months"),
        ("12 of 48 responded", "25% responded", "does not give 12, 48"),
        ("50 Gy in 20 fractions of 2 Gy", "50 Gy in 20 fractions", "would be 2.5 Gy per fraction"),
    ],
)
def test_what_cannot_be_told_is_never_called_equal(claim: str, source: str, words: str):
    assert verdict(claim, source) is Verdict.PARTLY
    assert words in reasons(claim, source)


def test_figures_of_names_and_lines_are_no_numbers():
    source = "HER2-positive disease in NCT00002968 had 5-FU in phase 3, second line"
    assert verdict("HER2-positive disease had 5-FU", source) is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("2 Gy per fraction to a total of 50.4 Gy", "50.4 Gy in 28 fractions"),
        ("25 Gy in ten fractions", "25 Gy in five fractions"),
    ],
)
def test_another_dose_per_fraction_contradicts(claim: str, source: str):
    assert verdict(claim, source) is Verdict.CONTRADICTED
    assert "Gy per fraction" in reasons(claim, source)


def test_a_count_of_nothing_a_day_is_no_schedule():
    assert schedules("Given 0 times a day, or 0 per week.") == ()
    assert schedules("Given 2 times a day.") != ()


def test_a_figure_of_another_matter_does_not_contradict():
    claim = (
        "A ratio of 50% or more on the film of the chest is called an enlarged heart by readers."
    )
    source = "In this trial 21.1% of the patients who had surgery were older than the others were."
    reason = check_numbers(claim, source)
    assert reason is not None
    assert reason.verdict is Verdict.PARTLY


def test_every_written_form_of_a_unit_is_a_unit_that_can_be_converted():
    forms = [form for _, written in table().values() for form in written]
    assert [form for form in forms if converted(1.0, unit_name(form), "mg") == 0.0] == []


def test_beats_per_minute_are_compared_with_each_other_and_with_nothing_else():
    rate = "The heart rate of adults was 100 beats per minute."
    assert check_numbers(rate, "The heart rate of adults was 100 bpm.") is None
    found = check_numbers(rate, "The heart rate of adults was 80 bpm after 4 weeks.")
    assert found is not None
    assert check_numbers("They gave 100 mg to adults.", rate) is not None
