"""Markers and their status, as guidelines write them."""

from __future__ import annotations

import pytest

from probatum.evidence.markers import markers


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("HER2-Negative Hormone Receptor–Positive Disease",
         {"HER2": {"HER2 negative"}, "hormone receptor": {"hormone receptor positive"}}),
        ("no EGFR or ALK genomic aberrations",
         {"EGFR": {"EGFR wild-type"}, "ALK": {"ALK wild-type"}}),
        ("an EGFR exon 19 deletion", {"EGFR": {"EGFR altered"}}),
        ("MET exon 14-skipping variants", {"MET": {"MET altered"}}),
        ("ER-positive",
         {"ER": {"ER positive"}, "hormone receptor": {"hormone receptor positive"}}),
        ("HR-negative", {"hormone receptor": {"hormone receptor negative"}}),
        ("HER2 testing", {}),
        ("HER-2/neu-positive disease", {"HER2": {"HER2 positive"}}),
    ],
)  # fmt: skip
def test_a_status_is_that_of_the_genes_it_stands_with(text, stated):
    assert {marker: set(states) for marker, states in markers(text).items()} == stated


def test_triple_negative_is_negative_in_each():
    stated = markers("Triple-negative disease")
    assert "HER2 negative" in stated["HER2"]
    assert "hormone receptor negative" in stated["hormone receptor"]
