"""Sentences that somebody wrote: supported only as the quote, edited."""

from __future__ import annotations

import pytest

from probatum.evidence.claim import Citation, Claim, Verdict
from probatum.verification.verifier import verify
from probatum.verification.written import check_wording, is_edited
from tests.evidence_by_hand import document

QUOTE = "However, the aspirin group (AG) had fewer strokes than the warfarin group (2.1 vs. 3.4%)."


def verdict(text: str, quote: str = QUOTE, stored: str | None = None) -> Verdict:
    citation = Citation(
        reference=1, document="file:one", passage="p", quote=quote, start=0, end=len(quote)
    )
    documents = {"file:one": document(stored or quote)}
    return verify(Claim(text=text, citations=(citation,)), documents).verdict


@pytest.mark.parametrize(
    "text",
    [
        "However, the aspirin group had fewer strokes than the warfarin group (2.1 vs. 3.4%).",
        "However, aspirin group (AG) had fewer stroke than warfarin group (2.1 vs. 3.4%)",
    ],
)
def test_articles_inflection_and_abbreviations_may_change(text):
    assert verdict(text) is Verdict.SUPPORTED


@pytest.mark.parametrize(
    "text",
    [
        "However, the warfarin group had fewer strokes than the aspirin group (2.1 vs. 3.4%).",
        "However, the aspirin group (AG) had fewer strokes than the warfarin group (3.4 vs. 2.1%).",
        "However, the aspirin group (AG) had fewer strokes than the warfarin group (21 vs. 3.4%).",
        "However, the aspirin group had fewer strokes.",
        "The aspirin group (AG) had fewer strokes than the warfarin group",
        "Aspirin prevents strokes better than warfarin.",
        "However aspirin group (AG) had fewer stroke than warfarin group: 2.1 vs 3.4%.",
        "aspirin",
        ".",
    ],
)
def test_other_words_order_or_numbers_and_parts_of_the_quote_are_not_enough(text):
    assert verdict(text) is not Verdict.SUPPORTED


def test_a_part_that_leaves_out_the_denial_is_not_supported_though_it_stands_in_the_quote():
    quote = "There is no evidence that drugone is safe in pregnancy."
    assert verdict("drugone is safe in pregnancy.", quote) is not Verdict.SUPPORTED


def test_the_quote_must_still_stand_in_the_document():
    text = QUOTE.replace("the ", "")
    assert verdict(text, stored=QUOTE.replace("fewer", "more")) is Verdict.NOT_FOUND


@pytest.mark.parametrize("aside", ["(adults only)", "(5 mg)", "(P = .6)", "(not in CKD)", "(not)"])
def test_an_aside_that_may_limit_is_never_left_out(aside):
    assert not is_edited("Drugone is given.", f"Drugone {aside} is given.")


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("No, treatment is effective.", "No treatment is effective."),
        ("No treatment is effective.", "No, treatment is effective."),
        ("A few patients responded.", "Few patients responded."),
        ("Patients should not be given it.", "Those patients should not be given it."),
        ("Patients improve.", "Patients improved, it was thought."),
        ("Drugone lengthens survival.", "Drugone lengthened survival."),
        ("Drugone reduces pain.", "Drugone reduced pain."),
        ("Drugone was given.", "Drugone is given."),
        ("Drugone or drugtwo is given.", "Drugone and drugtwo is given."),
        ("Give 1.5 mg.", "Give 1, 5 mg."),
        ("Give it to MS patients.", "Give it to Ms patients."),
    ],
)
def test_small_words_and_marks_that_turn_a_sentence_count(text, quote):
    assert not is_edited(text, quote)


def test_signs_and_hidden_characters_count():
    assert not is_edited("Give it when ANC > 1000.", "Give it when ANC < 1000.")
    assert not is_edited("Give\u200b it.", "Give it.")


def test_of_two_quotes_each_must_carry_the_sentence():
    first, second = "Drugone is given for the pain.", "Drugtwo is given for pain."
    citations = tuple(
        Citation(reference=1, document=name, passage="p", quote=quote, start=0, end=len(quote))
        for name, quote in (("file:a", first), ("file:b", second))
    )
    documents = {"file:a": document(first), "file:b": document(second)}
    checked = verify(Claim(text="Drugone is given for pain.", citations=citations), documents)
    assert checked.verdict is not Verdict.SUPPORTED


def test_words_that_the_quote_lacks_are_named_as_they_are_written():
    reason = check_wording("Drugone slowly lowered pressures.", "Drugone lowers the pressure.")
    assert reason.text == "the sentence has words that are not the quote's: slowly"
