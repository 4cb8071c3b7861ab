"""Which sentences tell a dose, a schedule or a course."""

from __future__ import annotations

import pytest

from probatum.evidence.doses import tells_a_dose


@pytest.mark.parametrize(
    "text",
    [
        "Oxaliplatin 85 mg/m2 is given.",
        "Give 1,000 mg of paracetamol.",
        "Ramucirumab (8 mg/kg) was added.",
        "Start with 2.5 to 5 mg.",
        "A single 8-Gy fraction relieves pain.",
        "Carboplatin AUC 5 was used.",
        "It is repeated every 14 days.",
        "It is given every two weeks.",
        "One tablet twice daily.",
        "Three times a day with food.",
        "It is continued for six cycles.",
        "Given on days 1 and 8.",
        "Heparin 5,000 units was given.",
    ],
)
def test_doses_and_schedules_are_told(text: str) -> None:
    assert tells_a_dose(text)


@pytest.mark.parametrize(
    "text",
    [
        "Median survival was 13.3 months.",
        "The tumour was 3 cm wide.",
        "A haemoglobin of 8 g/dL is low.",
        "Glucose above 126 mg/dL is diabetes.",
        "Calcium was 2.6 mmol/L.",
        "Of 1,072 patients 17% had it.",
        "HER2 and KRAS G12C are tested.",
        "The FDA approved it in 2015.",
    ],
)
def test_findings_and_figures_are_no_doses(text: str) -> None:
    assert not tells_a_dose(text)
