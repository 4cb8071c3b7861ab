"""Which line of treatment a sentence is on."""

from __future__ import annotations

import pytest

from probatum.retrieval.therapy_line import FIRST, LATER, MAINTENANCE, lines


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Drugone is a ﬁrst-line option.", {FIRST}),
        ("Drugone is given in previously untreated disease.", {FIRST}),
        ("Frontline treatment is drugone.", {FIRST}),
        ("Drugone is an acceptable second-line regimen.", {LATER}),
        ("Drugone is given after progression on drugtwo.", {LATER}),
        ("Drugone is given after first-line chemotherapy.", {LATER}),
        ("Drugone helps patients with tumour growth after failing initial chemotherapy.", {LATER}),
        ("It is approved for those who have received a prior systemic therapy.", {LATER}),
        ("It is approved for those who received no prior systemic therapy.", {FIRST}),
        ("Treatment of recurrent disease", {LATER}),
        ("Treatment of stage IV and recurrent disease", set()),
        ("Drugone is tested in the first-line and second-line setting.", {FIRST, LATER}),
        ("Maintenance drugone follows.", {MAINTENANCE}),
        ("For refractory pain, a referral may be appropriate.", set()),
        ("Drugone is recommended.", set()),
    ],
)
def test_a_line_is_read_from_its_name_or_from_who_is_treated(text, stated):
    assert lines(text) == stated
