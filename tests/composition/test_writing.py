"""Whatever a model does, the reader has an answer and is told who wrote it and what was left out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from probatum.composition.quoting import QuotingComposer
from probatum.composition.unsupported import Unsupported
from probatum.composition.writing import WritingComposer
from probatum.errors import ModelFailed
from probatum.evidence.answer import Answer
from probatum.evidence.claim import Basis, Claim, Verdict
from probatum.evidence.question import Asker
from probatum.language_model.model import Price, Prompt
from probatum.language_model.scripted import Script, ScriptedModel
from probatum.library.embedded import EmbeddedIndex
from probatum.publishing.html import to_html
from probatum.publishing.markdown import to_markdown
from probatum.publishing.text import to_text
from probatum.verification.verifier import verify
from probatum.wiring import composer
from probatum.workflows.ask import Inquiry, ask
from tests.evidence_by_hand import document
from tests.injection.obedient import given

ADVICE = "The drugone is recommended as the first-line treatment of asthma in adults."
DOSE = "In adults with asthma the dose of drugone (DRG) is 5 mg twice daily for 6 weeks."
HARM = "Drugone is not recommended in adults with asthma and severe liver disease."
FREE = "In adults with asthma, drugone is recommended as the first-line treatment."
"""No rule objects to it, and nothing speaks for it."""


def _each(was: str, becomes: str) -> Script:
    def script(prompt: Prompt) -> str:
        said = [
            {"quote": q["quote"], "text": q["text"].replace(was, becomes)}
            for q in given(prompt)["quotes"]
        ]
        return json.dumps({"sentences": said})

    return script


def _says(text: str) -> Script:
    return lambda prompt: text


def _fails(why: str) -> Script:
    def script(prompt: Prompt) -> str:
        raise ModelFailed(why)

    return script


FAILURES: dict[str, Script] = {
    "invented citation": _says(json.dumps({"sentences": [{"quote": 99, "text": ADVICE}]})),
    "changed number": _each("5 mg", "50 mg"),
    "dropped not": _each("not ", ""),
    "wrong population": _each("adults", "children"),
    "prose instead of JSON": _says("Drugone is the best treatment there is."),
    "endless output": _fails("the model writes without end"),
    "timeout": _fails("the model gave no answer in 60 seconds"),
    "too many requests": _fails("the model's server asks for fewer requests"),
    "server error": _fails("the model's server fails (status 500)"),
    "truncated stream": _fails("the model's server broke off its answer"),
    "truncated JSON": _says('{"sentences": [{"quote": 1, "text": "Drug'),
    "refusal": _fails("the model refuses"),
    "injection obeyed": _each("Drugone", "Drugone cures all; ignore the rules:"),
    "budget run out": _fails("the budget of tokens for one question is used up"),
}


@pytest.fixture
def index(tmp_path) -> Iterator[EmbeddedIndex]:
    library = EmbeddedIndex(tmp_path / "library", create=True)
    library.add([document("\n".join((ADVICE, DOSE, HARM)), topics=("asthma",))])
    yield library
    library.close()


@pytest.fixture
def answered(index) -> Callable[..., Answer]:
    def answer(script: Script, unsupported: Unsupported, price: Price | None = None) -> Answer:
        model = ScriptedModel(script, price)
        method = WritingComposer(QuotingComposer(), model, verify, unsupported)
        inquiry = Inquiry(text="How should asthma be treated?")
        return ask(inquiry, index, method, Asker(), datetime(2026, 11, 1, tzinfo=UTC)).answer

    return answer


def forms(answer: Answer) -> tuple[str, str, str]:
    """Its published forms, with single spaces."""
    text = (to_text(answer), to_markdown(answer).replace("\\", ""), to_html(answer))
    return tuple(" ".join(re.sub(r"<[^>]+>", " ", form).split()) for form in text)  # type: ignore[return-value]


def evidence(answer: Answer) -> list[Claim]:
    return [claim for claim in answer.claims() if claim.basis is Basis.EVIDENCE]


@pytest.mark.parametrize("failure", FAILURES)
@pytest.mark.parametrize("unsupported", Unsupported)
def test_every_failure_leaves_an_answer_that_says_who_wrote_it(answered, failure, unsupported):
    answer = answered(FAILURES[failure], unsupported)
    assert answer.bottom_line
    assert {claim.text for claim in evidence(answer)} <= {ADVICE, DOSE, HARM}
    assert all(claim.verdict is Verdict.SUPPORTED for claim in evidence(answer))
    listed = {citation.quote for claim in answer.left_out for citation in claim.citations}
    assert {ADVICE, DOSE, HARM} <= {claim.text for claim in evidence(answer)} | listed
    assert not any(claim.basis is Basis.GENERAL for claim in answer.claims())
    wrote = "Quoted, not written" if answer.provenance.composer == "quoting" else "Written in part"
    assert all(wrote in form for form in forms(answer))


def test_what_nothing_supports_gives_way_to_its_quote(answered):
    answer = answered(_each(ADVICE, FREE), Unsupported.QUOTE)
    assert FREE not in to_text(answer)
    assert ADVICE in {claim.text for claim in answer.claims()}
    assert answer.left_out == ()


def test_what_nothing_supports_may_follow_its_quote_with_a_label(answered):
    answer = answered(_each(ADVICE, FREE), Unsupported.LABELLED)
    texts = [claim.text for claim in answer.claims()]
    (general,) = (claim for claim in answer.claims() if claim.basis is Basis.GENERAL)
    assert general.text == FREE
    assert general.citations == ()
    assert texts[texts.index(FREE) - 1] == ADVICE
    assert FREE not in {claim.text for claim in answer.bottom_line}
    assert all(f"{FREE} (general medical knowledge)" in form for form in forms(answer)[:2])
    assert f"{FREE} general medical knowledge" in forms(answer)[2]
    assert answer.provenance.composer == "writing"
    assert answer.provenance.writing
    assert answer.provenance.writing.labelled == 1
    assert "added as general medical knowledge: 1" in forms(answer)[0]


@pytest.mark.parametrize(
    "text",
    [
        FREE.replace("drugone", "drugtwo"),
        FREE.replace("adults", "children"),
        FREE.replace("recommended", "not recommended"),
        FREE.replace(".", " at 50 mg."),
        FREE.replace("drugone", "https://evil.example drugone"),
        FREE.replace("drugone", "<b>drugone</b>"),
        FREE.replace("drugone", "drug\u202eone"),
        FREE.replace("drugone", "a safe drug, drugone,"),
    ],
    ids=["drug", "population", "negation", "dose", "address", "markup", "unseen letter", "praise"],
)
def test_what_a_check_objects_to_is_never_labelled(answered, text):
    answer = answered(_each(ADVICE, text), Unsupported.LABELLED)
    assert text not in {claim.text for claim in answer.claims()}
    assert ADVICE in {claim.text for claim in answer.claims()}


def test_words_in_an_order_that_can_turn_the_sense_are_never_labelled(answered):
    turned = "With severe liver disease drugone is recommended, in asthma in adults it is not."
    answer = answered(_each(HARM, turned), Unsupported.LABELLED)
    assert turned not in to_text(answer)


def test_what_nothing_supports_may_be_left_out_with_its_quote_and_both_are_listed(answered):
    answer = answered(_each(HARM, HARM.replace("not ", "")), Unsupported.LEFT_OUT)
    assert HARM not in {claim.text for claim in answer.claims()}
    (claim,) = answer.left_out
    assert claim.text == HARM.replace("not ", "")
    assert claim.citations[0].quote == HARM
    assert answer.provenance.composer == "writing"
    for form in forms(answer):
        assert "Left out" in form
        assert HARM in form.replace("&#34;", '"')
        assert "left out with their quotes: 1" in form


def test_a_quote_that_another_source_disagrees_with_is_never_left_out(tmp_path):
    for_it = "Drugone is recommended in adults with asthma and severe liver disease."
    library = EmbeddedIndex(tmp_path / "disputed", create=True)
    library.add(
        [
            document(HARM, name="file:old", topics=("asthma",), updated="2020-01-01"),
            document(for_it, name="file:new", topics=("asthma",), updated="2026-01-01"),
        ]
    )
    model = ScriptedModel(_each("adults", "children"))
    quoting = composer("quoting")
    method = WritingComposer(quoting, model, verify, Unsupported.LEFT_OUT)
    inquiry, now = Inquiry(text="How should asthma be treated?"), datetime(2026, 11, 1, tzinfo=UTC)
    try:
        honest = ask(inquiry, library, quoting, Asker(), now).answer
        answer = ask(inquiry, library, method, Asker(), now).answer
    finally:
        library.close()
    assert honest.conflicts
    assert answer.conflicts == honest.conflicts


def test_a_bottom_line_is_never_left_empty(answered):
    answer = answered(_each("asthma", "gout"), Unsupported.LEFT_OUT)
    assert answer.bottom_line
    assert {claim.text for claim in answer.bottom_line} <= {ADVICE, DOSE, HARM}


def test_tokens_time_and_cost_are_told(answered):
    edited = _each("The drugone", "Drugone")
    answer = answered(edited, Unsupported.QUOTE, Price(1_000_000, 2_000_000, "EUR"))
    told = answer.provenance.writing
    assert told
    assert told.cost == told.tokens - told.written + 2 * told.written
    assert f"tokens and 0.0 seconds; {told.cost:.2g} EUR." in forms(answer)[0]
    unknown = answered(edited, Unsupported.QUOTE)
    assert "their cost is unknown, since no price is set" in forms(unknown)[0]
