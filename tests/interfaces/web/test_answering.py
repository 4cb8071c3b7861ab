from __future__ import annotations

from datetime import UTC, datetime

from starlette.testclient import TestClient

from probatum.evidence.question import Asker, ReaderKind
from probatum.wiring import answers_beside, composer, starter_library
from probatum.workflows.ask import Inquiry, ask
from tests.interfaces.web.conftest import ask as asked
from tests.interfaces.web.conftest import text_of


def test_an_answer_for_patients_folds_doses_and_explains_its_words(client: TestClient, places):
    index = starter_library(places.cache)
    try:
        inquiry = Inquiry(text="How should hypertension be treated?")
        asker = Asker(reader=ReaderKind.PATIENT)
        answer = ask(inquiry, index, composer("quoting"), asker, datetime.now(UTC)).answer
    finally:
        index.close()
    name = answers_beside(places).keep(answer)
    assert any(claim.folded for claim in answer.claims())
    page = client.get(f"/answers/{name}").text
    assert '<details class="folded">' in page
    assert "<dfn title=" in page
    assert "Words explained" in text_of(page)
    assert "for patients" in text_of(page)


def test_the_forms_of_an_answer_are_files_with_their_type(client: TestClient, places):
    index = starter_library(places.cache)
    try:
        inquiry = Inquiry(text="How should hypertension be treated?")
        asked = ask(inquiry, index, composer("quoting"), Asker(), datetime.now(UTC))
    finally:
        index.close()
    name = answers_beside(places).keep(asked.answer)
    for form, kind in (
        ("markdown", "text/markdown"),
        ("json", "application/json"),
        ("ris", "application/x-research-info-systems"),
        ("bibtex", "application/x-bibtex"),
        ("csl", "application/vnd.citationstyles.csl+json"),
    ):
        sent = client.get(f"/answers/{name}/export/{form}")
        assert sent.headers["content-type"].startswith(kind)
        assert sent.headers["content-disposition"].startswith("attachment")
    assert client.get(f"/answers/{name}/export/exe").status_code == 404
    assert client.get(f"/answers/{name}/evidence/9999").status_code == 404


def test_reading_ease_is_told_where_it_is_of_use(client: TestClient) -> None:
    plain = asked(client, "how is asthma treated?", reader="patient")
    assert "Reading ease of its sentences" in text_of(client.get(plain).text)
    assert "Reading ease" not in client.get(asked(client, "how is asthma treated?")).text
