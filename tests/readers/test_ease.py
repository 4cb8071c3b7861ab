"""Reading ease by Flesch's formulas."""

from __future__ import annotations

from probatum.readers.ease import ease


def test_short_plain_words_are_very_easy() -> None:
    # Ten words, two sentences, eleven syllables: 206.835 - 1.015 * 5 - 84.6 * 1.1.
    found = ease(["The cat sat there now.", "The dog ran after it."])
    assert found is not None
    assert found.score == 108.7
    assert found.grade == -0.7


def test_medical_prose_is_harder_than_plain_words() -> None:
    plain = ease(["The drug can make you feel sick."])
    medical = ease(
        ["Chemotherapy-induced nausea necessitates prophylactic antiemetic administration."]
    )
    assert plain is not None
    assert medical is not None
    assert medical.score < 30 < plain.score
    assert medical.grade > plain.grade


def test_a_text_without_words_has_no_ease() -> None:
    assert ease(["12.5 %", ""]) is None
