"""Ratios with their intervals are read to the letter, or not at all."""

from __future__ import annotations

import pytest

from probatum.evidence.effect import effects


@pytest.mark.parametrize(
    ("text", "measure", "printed"),
    [
        ("(HR, 0.54; 95% CI, 0.44–0.66; P < .0001)", "HR", "0.54 (95% CI 0.44–0.66)"),
        ("(hazard ratio 0.66, 95% CI 0.54-0.82)", "HR", "0.66 (95% CI 0.54–0.82)"),
        ("(hazard ratio [HR], 1.74; 95% confidence interval [CI], 1.45–2.09)", "HR",
         "1.74 (95% CI 1.45–2.09)"),
        ("hazard ratio for death in one group, 1.18 [95% CI, 0.95 to 1.45]", "HR",
         "1.18 (95% CI 0.95–1.45)"),
        ("an OR of 7.28 (95% CI, 1.17‒45.42) for men", "OR", "7.28 (95% CI 1.17–45.42)"),
        ("relative risk was 0.93 (97.5% CI 0.87, 0.99)", "RR", "0.93 (97.5% CI 0.87–0.99)"),
        ("incidence rate ratio = 1.2 (95% CI: 1.1−1.4)", "rate ratio", "1.2 (95% CI 1.1–1.4)"),
    ],
)  # fmt: skip
def test_a_ratio_is_read_as_printed(text: str, measure: str, printed: str) -> None:
    (found,) = effects(text)
    assert (found.measure, found.printed) == (measure, printed)
    assert text[found.start : found.end].endswith(printed.split("–")[1].rstrip(")"))


@pytest.mark.parametrize(
    "text",
    [
        "Response was 44% (RR 44%; 95% CI, 32–55).",
        "(HR, 0.70; 95% CI, 9.58–0.84)",  # a misprint: the point lies outside
        "(HR, 0.04; 95% CI, 0.00–0.55)",  # no place on a logarithmic axis
        "(HR, 0.60; 80% CI [upper limit, 0.70])",
        "median 5.6 months (95% CI, 4.1–6.8)",
        "HR for 30 Gy or more, 117.9; 95% CI, 36.5–380.6",
        "OR 3 of 4 patients (95% CI 1–2)",
        "RR 0.9 (95% CI 85%–97%)",
    ],
)
def test_what_is_not_plainly_a_ratio_is_passed_over(text: str) -> None:
    assert list(effects(text)) == []


def test_each_of_several_ratios_is_read() -> None:
    text = "OS (HR, 0.9; 95% CI, 0.8–1.1) and PFS (HR, 0.7; 95% CI, 0.5–0.9) differed."
    assert [one.point for one in effects(text)] == [0.9, 0.7]
