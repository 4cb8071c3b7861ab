"""Stages that a text names."""

from __future__ import annotations

import pytest

from probatum.retrieval.stages import stages


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("stage III colon cancer", "III"),
        ("stages I to III", "I II III"),
        ("stage II–III disease", "II III"),
        ("stage IIIA-IIIC2 disease", "III"),
        ("Stages I, II, and III", "I II III"),
        ("stage IA1 through stage IIIB", "I II III"),
        ("stage 3 to 4", "III IV"),
        ("stage II or higher", "II III IV"),
        ("stage II or lower", "0 I II"),
        ("stage III, 2 cycles", "III"),
        ("stage IV and recurrent disease", "IV"),
        ("stage 0", "0"),
        ("staged with MRI", ""),
        ("stage T3", ""),
        ("in later stages", ""),
    ],
)
def test_the_stages_of_a_text_are_read(text: str, named: str):
    assert stages(text) == set(named.split())
