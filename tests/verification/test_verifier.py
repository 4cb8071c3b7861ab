"""Verdicts: fail closed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probatum.evidence.claim import Basis, Citation, Claim, Verdict
from probatum.verification.verifier import verify
from tests.evidence_by_hand import document

TEXT = "Drugone 85 mg/m2 lowered mortality by 12.5% (P < .001) – in naïve patients."


def claim(text: str = TEXT, quote: str = TEXT, start: int = 0) -> Claim:
    citation = Citation(
        reference=1,
        document="file:one",
        passage="file:one#0-1",
        quote=quote,
        start=start,
        end=start + len(quote),
    )
    return Claim(text=text, citations=(citation,))


def verdict(checked: Claim, text: str = TEXT) -> Verdict:
    return verify(checked, {"file:one": document(text)}).verdict


def test_a_quote_at_its_place_supports_its_own_words():
    assert verdict(claim()) is Verdict.SUPPORTED


def test_one_changed_byte_in_the_document_is_enough_to_refuse():
    assert verdict(claim(), TEXT.replace("12.5%", "12.6%")) is Verdict.NOT_FOUND


def test_a_quote_moved_by_one_character_is_refused():
    assert verdict(claim(start=1), TEXT + " ") is Verdict.NOT_FOUND


def test_a_missing_document_is_refused():
    assert verify(claim(), {}).verdict is Verdict.NOT_FOUND


def test_a_claim_without_citation_or_of_general_knowledge_is_never_supported():
    assert verify(Claim(text="Water is wet."), {}).verdict is Verdict.NOT_FOUND
    general = claim().model_copy(update={"basis": Basis.GENERAL})
    assert verdict(general) is Verdict.NOT_FOUND


@pytest.mark.parametrize(
    "said",
    [
        "Drugone 58 mg/m2 lowered mortality",
        "Drugone 85 mg lowered mortality",
        "mortality fell by 12.5 points",
        "mortality fell (P > .001)",
        "mortality fell by 1.25%",
    ],
)
def test_a_number_unit_or_sign_that_the_quote_lacks_contradicts(said: str):
    checked = verify(claim(text=said), {"file:one": document(TEXT)})
    assert checked.verdict is Verdict.CONTRADICTED
    assert any(reason.check == "numbers" and reason.words for reason in checked.reasons)


def test_other_words_with_true_numbers_are_only_partly_supported():
    assert verdict(claim(text="Mortality fell by 12.5%.")) is Verdict.PARTLY


@given(st.text(min_size=1, max_size=60).filter(str.strip), st.data())
def test_any_slice_of_any_text_is_supported_at_its_place_and_nowhere_else(text: str, data):
    text = " ".join(text.split("\n")) or "x"
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = text[start:end]
    assert verdict(claim(quote, quote, start), text) is Verdict.SUPPORTED
    shifted = f"{text}x"[start + 1 : end + 1]
    if shifted != quote:
        assert verdict(claim(quote, quote, start + 1), text + "x") is Verdict.NOT_FOUND
