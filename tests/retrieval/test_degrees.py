"""Degrees of risk and severity, as texts state them."""

from __future__ import annotations

import pytest

from probatum.retrieval.degrees import degrees
from probatum.retrieval.words import forms


@pytest.mark.parametrize(
    ("text", "of", "stated"),
    [
        ("highly emetogenic chemotherapy", "emetogenic", {"high"}),
        ("low emetogenic risk", "emetogenic", {"low"}),
        ("highly or moderately emetogenic drugs", "emetogenic", {"high", "moderate"}),
        ("moderate-to-severe asthma", "asthma", {"moderate", "severe"}),
        ("high-risk disease", "risk", {"high"}),
    ],
)
def test_a_degree_is_of_the_word_it_stands_before(text, of, stated):
    assert degrees(text) == {forms(of)[0]: stated}


@pytest.mark.parametrize("text", ["a high dose", "high risk of bleeding", "low-level evidence"])
def test_amounts_and_the_risk_of_something_are_no_degree_of_patients(text):
    assert degrees(text) == {}
