"""A model puts sentences into words for a reader, and may change nothing that they say."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from probatum.composition.quoting import QuotingComposer
from probatum.errors import ModelFailed
from probatum.evidence.answer import Answer, Rewording
from probatum.evidence.claim import Verdict
from probatum.evidence.question import Asker, ReaderKind
from probatum.language_model.model import Price, Prompt
from probatum.language_model.scripted import Script, ScriptedModel
from probatum.library.embedded import EmbeddedIndex
from probatum.publishing.html import to_html
from probatum.publishing.text import to_text
from probatum.readers.equivalents import equivalents_in, everyday, put_back
from probatum.readers.rewording import Rewriter
from probatum.verification.verifier import verify
from probatum.workflows.ask import Aid, Inquiry, ask
from probatum.workflows.reverify import reverify
from tests.evidence_by_hand import document
from tests.injection.obedient import given

HARM = "Drugone is not recommended in asthma patients with renal failure or hepatic disease."
DOSE = "Drugone 5 mg twice daily may relieve dyspnea in adults with asthma; OS is longer."
FIRST = "Drugone should be initiated as first-line treatment of asthma prior to drugtwo."
PLAIN = {
    HARM: "Drugone is not recommended in asthma people with kidney failure or liver disease.",
    DOSE: "Drugone 5 mg twice daily may relieve shortness of breath in adults with asthma. "
    "Overall survival is longer.",
    FIRST: "Drugone should be started as first-line treatment of asthma before drugtwo.",
}
SOURCE = document(
    "\n".join((HARM, DOSE, FIRST)), topics=("asthma",), abbreviations=(("OS", "overall survival"),)
)


@pytest.fixture
def index(tmp_path) -> Iterator[EmbeddedIndex]:
    library = EmbeddedIndex(tmp_path / "library", create=True)
    library.add([SOURCE])
    yield library
    library.close()


@pytest.fixture
def answered(index) -> Callable[..., Answer]:
    def answer(script: Script, reader: ReaderKind = ReaderKind.PATIENT) -> Answer:
        aid = Aid(rewriter=Rewriter(ScriptedModel(script, Price(1, 1, "EUR")), verify))
        now, asker = datetime(2026, 11, 1, tzinfo=UTC), Asker(reader=reader)
        inquiry = Inquiry(text="How should asthma be treated with drugone?")
        return ask(inquiry, index, QuotingComposer(), asker, now, aid).answer

    return answer


def rewriting(change: Callable[[str], str]) -> Script:
    def script(prompt: Prompt) -> str:
        said = [
            {"quote": s["quote"], "text": change(s["text"])} for s in given(prompt)["sentences"]
        ]
        return json.dumps({"sentences": said})

    return script


def summary(answer: Answer) -> Rewording:
    assert answer.provenance.rewording
    return answer.provenance.rewording


def texts(answer: Answer) -> set[str]:
    return {claim.text for claim in answer.claims()}


def test_a_patient_reads_words_of_every_day_that_were_verified_again(answered):
    answer = answered(rewriting(lambda text: PLAIN.get(text, text)))
    assert set(PLAIN.values()) <= texts(answer)
    for claim in answer.claims():
        assert claim.verdict is Verdict.SUPPORTED
        assert claim.original in {None, *PLAIN}
        assert {citation.quote for citation in claim.citations} <= set(PLAIN)
    told = summary(answer)
    assert (told.model, told.kept, told.refused, told.trouble) == ("scripted", 3, 0, None)
    assert told.cost is not None
    text = " ".join(to_text(answer).split())
    assert "Put into words for a patient in part by a language model, scripted" in text
    assert "(in plainer words)" in text
    assert "in plainer words" in to_html(answer)


def test_the_reading_grade_is_measured_before_and_after(answered):
    told = summary(answered(rewriting(lambda text: PLAIN.get(text, text))))
    assert told.grade_before is not None
    assert told.grade_after is not None
    assert told.grade_after < told.grade_before


def test_a_trainee_gets_abbreviations_spelled_out_and_keeps_the_words_of_medicine(answered):
    spelled = DOSE.replace("OS", "overall survival (OS)")
    answer = answered(
        rewriting(lambda text: spelled if text == DOSE else PLAIN[text]), ReaderKind.TRAINEE
    )
    assert spelled in texts(answer)
    assert HARM in texts(answer)
    assert "Put into words for a trainee" in " ".join(to_text(answer).split())


def test_a_clinician_reads_the_words_of_the_source(answered):
    answer = answered(rewriting(lambda text: PLAIN.get(text, text)), ReaderKind.CLINICIAN)
    assert answer.provenance.rewording is None
    assert texts(answer) <= set(PLAIN)


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("5 mg", "50 mg"),
        ("twice", "once"),
        ("not recommended", "recommended"),
        ("may relieve", "relieves"),
        ("should be", "must be"),
        ("should be", "may be"),
        ("in adults", "in children"),
        (" in adults", ""),
        (" or hepatic disease", ""),
        ("Drugone", "Drugtwo"),
        ("initiated", "stopped"),
        ("prior to", "after"),
        ("relieve", "cure"),
        ("renal", "liver"),
        ("longer", "longer. You need not worry"),
        ("asthma", "asthma, which is harmless,"),
        ("first-line", "best"),
    ],
)
def test_what_says_something_else_is_refused_and_the_sentence_stays(answered, was, becomes):
    answer = answered(rewriting(lambda text: text.replace(was, becomes)))
    assert texts(answer) <= set(PLAIN)
    assert summary(answer).kept == 0
    assert summary(answer).refused >= 1
    assert "no sentence of the model held" in " ".join(to_text(answer).split())


@pytest.mark.parametrize(
    ("text", "why"),
    [("Here you go!", "schema"), ('{"sentences": [{"quote": 1', "schema"), ("", "schema")],
)
def test_a_model_that_keeps_no_form_changes_nothing(answered, text, why):
    answer = answered(lambda prompt: text)
    assert texts(answer) <= set(PLAIN)
    assert why in (summary(answer).trouble or "")


def test_a_model_that_fails_changes_nothing_and_the_reader_is_told(answered):
    def script(prompt: Prompt) -> str:
        raise ModelFailed("the model gave no answer in 60 seconds")

    answer = answered(script)
    assert texts(answer) <= set(PLAIN)
    told = " ".join(to_text(answer).split())
    assert "Not put into words for a patient: the model gave no answer in 60 seconds" in told


def test_a_reworded_answer_is_verified_again_by_the_same_rule(answered, index):
    answer = answered(rewriting(lambda text: PLAIN.get(text, text)))
    assert {each.verdict for each in reverify(answer, index).claims} == {Verdict.SUPPORTED}
    claims = tuple(
        claim.model_copy(update={"text": "Drugone cures asthma.", "original": FIRST})
        for claim in answer.bottom_line
    )
    forged = reverify(answer.model_copy(update={"bottom_line": claims}), index)
    assert all(
        each.verdict is not Verdict.SUPPORTED
        for each in forged.claims
        if each.claim.text == "Drugone cures asthma."
    )


def test_the_list_of_equal_words_holds_no_number_denial_or_strength():
    banned = {
        "not", "no", "never", "without", "must", "should", "may", "can", "only", "recommended",
        "always", "more", "less", "all", "none", "some", "most", "rarely", "often",
    }  # fmt: skip
    for pair in everyday():
        words = set(f"{pair.formal} {pair.plain}".lower().split())
        assert not words & banned, pair
        assert not any(letter.isdigit() for letter in pair.formal + pair.plain), pair
    assert len({pair.formal for pair in everyday()}) == len(everyday())


def test_names_of_other_things_keep_their_words():
    for text in (
        "Portal hypertension is treated.",
        "Herpes with varicella zoster.",
        "Erythema nodosum.",
    ):
        assert equivalents_in(text, {}, plainly=True) == ()
    (pair,) = equivalents_in("Hypertension is treated.", {}, plainly=True)
    assert put_back("High blood pressure is treated.", (pair,)) == "hypertension is treated."


def test_words_that_already_stand_beside_their_equals_are_not_exchanged():
    assert equivalents_in("Renal and kidney disease.", {}, plainly=True) == ()
