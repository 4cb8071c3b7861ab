"""What says what a disease is, and what only speaks of it."""

from __future__ import annotations

import pytest

from probatum.retrieval.defining import defines

NAMES = ("gout", "gouty arthritis")


@pytest.mark.parametrize(
    "sentence",
    [
        "Gout is a painful inflammation of joints by crystals.",
        "Gouty arthritis (a kind of arthritis) occurs when crystals form in a joint.",
        "The term gout refers to deposits of urate.",
    ],
)
def test_its_name_and_then_what_it_is(sentence: str) -> None:
    assert defines(sentence, NAMES)


@pytest.mark.parametrize(
    "sentence",
    [
        "Gout is treated with colchicine.",
        "Gout is often seen in men.",
        "Colchicine is a drug for gout.",
        "Patients with gout are asked to drink enough.",
    ],
)
def test_what_is_done_or_how_often_is_not_what_it_is(sentence: str) -> None:
    assert not defines(sentence, NAMES)
