"""What tells how something is found out, and what has only its words."""

from __future__ import annotations

import pytest

from probatum.composition.assessing import assesses, finds_out


@pytest.mark.parametrize(
    "sentence",
    [
        "CT of the chest and biopsy of lymph nodes are part of staging.",
        "Testing for microsatellite instability is advised; 5% of tumours are MSI-high.",
        "The agency approved a PET tracer for imaging of suspected recurrence.",
        "The stage of the disease is described by depth and nodes.",
        "Blood pressure above 140/90 mmHg on two days is hypertension.",
    ],
)
def test_what_finds_out_belongs_to_the_work_up(sentence):
    assert assesses(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Treatment options for stage I include surgery after staging by CT.",
        "Drugone was approved for patients with the variant, as detected by a test.",
        "Drugone 300 mg daily is used after biopsy.",
        "Patients with early disease are treated with radiation.",
        "Resection may help patients with obstruction.",
        "Approximately 4% of tumours are mismatch repair deficient.",
        "About 10% carry a BRAF variant.",
        "The surgical margins were taken into account by excision.",
    ],
)
def test_treatment_and_frequency_do_not(sentence):
    assert not assesses(sentence)


@pytest.mark.parametrize(
    ("section", "sentence", "expected"),
    [
        ("Staging", "The tumour is classified by depth and nodes.", True),
        ("Staging", "Endoscopic ultrasound and CT of the chest are part of it.", True),
        ("Staging", "The organ reaches from the throat to the stomach.", False),
        ("Testing", "All new patients are tested for EGFR and ALK.", True),
        ("Testing", "Mismatch repair is assessed by immunohistochemistry.", True),
        ("Testing", "Drugone was approved for tumours with ALK, as detected by a test.", False),
        ("Testing", "Test the blood sugar every morning.", False),
    ],
)
def test_staging_and_testing_ask_for_more(section, sentence, expected):
    assert finds_out(section, sentence) is expected
