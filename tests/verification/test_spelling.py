"""Slips of the pen in the common words of sentences on trials."""

from __future__ import annotations

import pytest

from probatum.verification.spelling import respelt


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("patinets were elgible", "patients were eligible"),
        ("recieved", "received"),
        ("the cohorst", "the cohorts"),
        ("precentage", "percentage"),
    ],
)
def test_a_letter_or_two_are_put_right(written: str, read: str):
    assert respelt(written) == read


@pytest.mark.parametrize(
    "text",
    [
        "infusion of exemestane",
        "treated patients",
        "perceived events",
        "participate",
        "Recurrence",
        "an illegible note",
    ],
)
def test_other_words_and_other_forms_stay(text: str):
    assert respelt(text) == text
