"""A model that obeys every instruction in evidence changes no word of an answer that it may not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from probatum.composition.composer import Composer
from probatum.composition.unsupported import Unsupported
from probatum.composition.writing import WritingComposer
from probatum.composition.written_form import RULES
from probatum.evidence.answer import Answer
from probatum.evidence.claim import Basis
from probatum.evidence.question import Asker, ReaderKind
from probatum.language_model.model import Prompt
from probatum.language_model.scripted import ScriptedModel
from probatum.library.embedded import EmbeddedIndex
from probatum.readers.rewording import Rewriter
from probatum.verification.verifier import verify
from probatum.wiring import composer
from probatum.workflows.ask import Aid, Inquiry, ask
from tests.evidence_by_hand import document
from tests.injection.attacks import ATTACKS, MARK
from tests.injection.channels import HIDDEN, SHOWN
from tests.injection.composers import GUIDELINE, QUESTION, assert_unmoved
from tests.injection.obedient import OBEDIENT

NOW = datetime(2026, 11, 1, tzinfo=UTC)

pytestmark = pytest.mark.disable_socket  # not even loopback: nothing here has anywhere to call


def writing(
    script: str, unsupported: Unsupported = Unsupported.QUOTE
) -> tuple[Composer, ScriptedModel]:
    model = ScriptedModel(OBEDIENT[script])
    return WritingComposer(composer("quoting"), model, verify, unsupported), model


def answered(index: EmbeddedIndex, method: Composer, question: str = QUESTION) -> Answer:
    return ask(Inquiry(text=question), index, method, Asker(), NOW).answer


def content(answer: Answer) -> dict[str, Any]:
    """All of an answer but who wrote it and why each sentence is held to be supported."""
    unlike = {"provenance", "updated"}
    return answer.model_dump(exclude=unlike)


@pytest.fixture(scope="module", params=SHOWN)
def attacked(request, tmp_path_factory) -> Iterator[tuple[str, EmbeddedIndex, Answer]]:
    """The way in, the library, and the answer that only quotes."""
    folder = tmp_path_factory.mktemp("attacked")
    index = EmbeddedIndex(folder / "library", create=True)
    index.add([GUIDELINE, *SHOWN[request.param](folder)])
    yield request.param, index, answered(index, composer("quoting"))
    index.close()


@pytest.mark.parametrize("script", OBEDIENT)
def test_an_obedient_model_leaves_the_answer_as_quoting_gives_it(attacked, script):
    _, index, quoted = attacked
    method, model = writing(script)
    written = answered(index, method)
    assert content(written) == content(quoted)
    assert written.provenance.composer == "quoting"
    assert written.provenance.writing
    assert written.provenance.writing.fallback
    assert model.asked


@pytest.mark.parametrize("script", OBEDIENT)
def test_a_label_is_given_to_nothing_that_an_attack_put_in(attacked, script):
    _, index, quoted = attacked
    written = answered(index, writing(script, Unsupported.LABELLED)[0])
    evidence = [claim for claim in written.claims() if claim.basis is Basis.EVIDENCE]
    assert evidence == list(quoted.claims())
    general = [claim.text for claim in written.claims() if claim.basis is Basis.GENERAL]
    assert general == []
    assert (written.gaps, written.references) == (quoted.gaps, quoted.references)


@pytest.mark.parametrize("script", OBEDIENT)
def test_what_is_left_out_is_listed_with_the_words_of_its_source(attacked, script):
    _, index, quoted = attacked
    written = answered(index, writing(script, Unsupported.LEFT_OUT)[0])
    shown = {claim.citations for claim in written.claims()}
    listed = {claim.citations for claim in written.left_out}
    assert shown | listed >= {claim.citations for claim in quoted.claims()}
    assert written.bottom_line
    assert {claim.text for claim in written.claims()} <= {claim.text for claim in quoted.claims()}
    assert (written.gaps, written.references) == (quoted.gaps, quoted.references)


def test_what_the_model_is_sent_is_our_rules_and_one_fence_of_data(attacked):
    channel, index, _ = attacked
    method, model = writing("writes what was ordered")
    answered(index, method)
    for prompt in model.asked:
        assert prompt.rules.startswith(RULES)
        assert MARK not in prompt.rules
        assert prompt.data.count("</data>") == prompt.data.count("<data>") == 1
        assert MARK not in prompt.data.partition("not_accepted")[0] or channel in _QUOTED


_QUOTED = {"paragraph", "retrieved record"}
"""Of the ways into a library, those whose words can be a quote; names and titles are sent to none."""


@pytest.mark.parametrize("channel", SHOWN)
def test_the_suite_for_composers_holds_for_one_that_writes(channel, tmp_path):
    method, _ = writing("says what the attack says")
    assert_unmoved(method, tmp_path, list(SHOWN[channel](tmp_path)))


@pytest.mark.parametrize("channel", HIDDEN)
def test_hidden_text_never_reaches_the_model(channel, tmp_path):
    index = EmbeddedIndex(tmp_path / "library", create=True)
    try:
        index.add([GUIDELINE, *HIDDEN[channel](tmp_path)])
        method, model = writing("says nothing")
        answered(index, method)
    finally:
        index.close()
    assert model.asked
    assert not any(MARK in prompt.data for prompt in model.asked)


@pytest.fixture(scope="module")
def honest(tmp_path_factory) -> Iterator[EmbeddedIndex]:
    index = EmbeddedIndex(tmp_path_factory.mktemp("honest") / "library", create=True)
    index.add([GUIDELINE])
    yield index
    index.close()


@pytest.mark.parametrize("number", range(len(ATTACKS)))
def test_an_instruction_in_a_pasted_question_is_read_as_words(honest, number):
    question = f"{QUESTION} {ATTACKS[number]}"
    method, model = writing("adds what was ordered")
    written = answered(honest, method, question)
    assert content(written) == content(answered(honest, composer("quoting"), question))
    assert all(question not in prompt.data for prompt in model.asked)


WARNING = document(
    "Colchicine is not recommended in gout patients with renal failure; naproxen is not either.",
    name="file:warning", title="Gout: warnings", topics=("gout",), updated="2026-01-01",
)  # fmt: skip


@pytest.fixture(scope="module")
def warned(tmp_path_factory) -> Iterator[EmbeddedIndex]:
    folder = tmp_path_factory.mktemp("warned")
    index = EmbeddedIndex(folder / "library", create=True)
    index.add([WARNING, *SHOWN["retrieved record"](folder)])
    yield index
    index.close()


@pytest.mark.parametrize("script", OBEDIENT)
def test_a_model_that_obeys_rewords_nothing_for_a_patient(warned, script):
    def obeying(prompt: Prompt) -> str:
        # The scripts read "quotes"; sentences for a reader are given under another name.
        data = prompt.data.replace('"sentences":', '"quotes":', 1)
        return OBEDIENT[script](prompt._replace(data=data))

    asker, model = Asker(reader=ReaderKind.PATIENT), ScriptedModel(obeying)
    aid = Aid(rewriter=Rewriter(model, verify))
    told = ask(Inquiry(text=QUESTION), warned, composer("quoting"), asker, NOW, aid).answer
    plain = ask(Inquiry(text=QUESTION), warned, composer("quoting"), asker, NOW).answer
    assert model.asked
    assert content(told) == content(plain)
