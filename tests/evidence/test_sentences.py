"""A sentence is whole, and holds nothing of another."""

from __future__ import annotations

import pytest

from probatum.evidence.sentences import sentence_spans


@pytest.mark.parametrize(
    "sentences",
    [
        ["Drink eight 8-oz. (240-mL) glasses a day.", "Eat bran."],
        ["Give 5 mg. of drugmab every 4 hr. as needed.", "Then stop."],
        ["It takes approx. 30 min. after the dose.", "Rest until then."],
        ["They rested for 3 mos. (range 1-5) after it.", "(Ten rested longer.)"],
        ["The Stand! program was free."],
        ["Aspergillus spp. were found in all.", "None had died."],
        ["Drug: Drugmab; Outcome: Did not help.; Comments: Stop it."],
        ["Reported and described?: No; Read?: Yes"],
        ["Variable: Age; Sig.: .49; F: 5"],
        ["Anything (as Exam. 2.) was tried."],
        ["All had 10 mg.", "Patients rested.", "mTOR was high.", "p53 was lost.", "a P < 0.05."],
    ],
    ids=lambda sentences: sentences[0][:20],
)
def test_a_sentence_ends_where_another_begins(sentences: list[str]):
    text = " ".join(sentences)
    assert [text[start:end] for start, end in sentence_spans(text)] == sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Bran helps.; Though safe, soy does not.;", ["Bran helps.", "Though safe, soy does not."]),
        ("CT = tomography.: • CT once a year", ["CT = tomography.", "• CT once a year"]),
        ("It may recur.;; However, few died.", ["It may recur.", "However, few died."]),
        (";", []),
    ],
)
def test_what_is_left_over_between_sentences_is_in_none(text: str, sentences: list[str]):
    assert [text[start:end] for start, end in sentence_spans(text)] == sentences
