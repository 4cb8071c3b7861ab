"""PubMed and PMC through E-utilities, replayed on loopback."""

from __future__ import annotations

import pytest

from probatum.errors import SourceUnavailable
from probatum.evidence.document import Access, DocumentKind, Status, StudyDesign
from probatum.sources.eutils import PubMedLive, _articles, _records
from probatum.sources.live import LiveQuery, Pass
from probatum.sources.web import Web
from probatum.sources.web_settings import WebSettings
from tests.replay.server import Answer, malformed, serving, too_many
from tests.replay.works import WORKS, Work

EVERYTHING = tuple(work._replace(types=(*work.types, "Guideline")) for work in WORKS)


def query(kind: Pass = Pass.GUIDELINES) -> LiveQuery:
    return LiveQuery(conditions=("asthma",), kind=kind)


@pytest.fixture
def replay():
    with serving() as running:
        yield running


@pytest.fixture
def search(tmp_path):
    def run(replay, kind=Pass.GUIDELINES, limit=20, **changes):
        usual = {"cache": tmp_path, "eutils": replay.eutils, "back_off": 0.01, "attempts": 3}
        usual["rates"] = {replay.host: 1000.0}
        with Web(WebSettings(**usual | changes)) as web:
            return list(PubMedLive(web).search(query(kind), limit))

    return run


def test_a_search_leaves_its_result_on_the_history_server_and_fetches_it_from_there(replay, search):
    documents = search(replay, Pass.TRIALS, email="librarian@example.org")
    assert [document.id for document in documents] == ["pmid:91000003", "pmid:91000006"]
    (esearch,), (efetch,) = replay.to("esearch.fcgi"), replay.to("efetch.fcgi")
    assert esearch.parameters["usehistory"] == "y"
    assert esearch.parameters["tool"] == efetch.parameters["tool"] == "probatum"
    assert esearch.parameters["email"] == "librarian@example.org"
    assert efetch.parameters["WebEnv"].startswith("MCID_")
    assert "id" not in efetch.parameters


def test_without_an_email_the_tool_alone_is_named(replay, search):
    search(replay)
    assert all("email" not in asked.parameters for asked in replay.asked)


def test_an_open_article_is_read_in_full_under_the_records_own_indexing(replay, search):
    (document,) = search(replay)
    assert document.access is Access.FULL_TEXT
    assert "azithromycin is recommended" in document.text
    assert document.kind is DocumentKind.GUIDELINE
    assert document.topics == ("asthma",)
    assert (document.id, document.identifiers.pmcid) == ("pmid:91000001", "PMC9100001")
    assert document.licence == "CC BY 4.0"


def test_an_article_that_is_not_open_keeps_its_abstract(replay, search):
    (document,) = search(replay, Pass.REVIEWS)
    assert document.access is Access.ABSTRACT_ONLY
    assert "rate ratio 0.64" in document.text


def test_a_full_text_that_cannot_be_had_leaves_the_abstract(replay, search):
    replay.next("efetch.fcgi?db=pmc", *[Answer(500, b"")] * 3)
    (document,) = search(replay)
    assert document.access is Access.ABSTRACT_ONLY
    (document,) = search(replay)
    assert document.access is Access.FULL_TEXT, "a failure is not kept"


def test_records_of_every_form_are_read(search):
    with serving(EVERYTHING) as replay:
        documents = {document.id: document for document in search(replay)}
    assert len(documents) == 6
    letter, book, retracted = (documents[f"pmid:9100000{n}"] for n in (4, 5, 6))
    assert letter.text == letter.title
    assert letter.design is StudyDesign.OPINION
    assert book.kind is DocumentKind.BOOK
    assert retracted.status is Status.RETRACTED


def test_many_records_come_in_batches(search):
    many = [Work(str(92000000 + n), f"Guideline {n}", types=("Guideline",)) for n in range(450)]
    with serving(many) as replay:
        documents = search(replay, limit=420)
        assert [document.id for document in documents] == [f"pmid:{w.pmid}" for w in many[:420]]
        sizes = [asked.parameters["retmax"] for asked in replay.to("efetch.fcgi")]
    assert sizes == ["200", "200", "20"]


def test_the_same_search_again_asks_nothing(replay, search):
    first = search(replay)
    requests = len(replay.asked)
    assert search(replay) == first
    assert len(replay.asked) == requests


@pytest.mark.parametrize("fault", [malformed(), too_many("0"), Answer(200, b"<PubmedArticleSet/>")])
def test_a_damaged_answer_is_fetched_anew(replay, search, fault):
    replay.next("efetch.fcgi", fault)
    assert len(search(replay)) == 1


@pytest.mark.parametrize(
    "body",
    [b'{"esearchresult":{"ERROR":"down"}}', b"[]", b"{}", b'{"esearchresult":{"idlist":["1"]}}'],
)
def test_what_is_no_result_of_a_search_is_refused(replay, search, body):
    replay.next("esearch.fcgi", *[Answer(200, body)] * 3)
    with pytest.raises(SourceUnavailable, match="damaged answer"):
        search(replay)


def test_lasting_damage_is_a_source_that_is_not_available(replay, search):
    replay.next("efetch.fcgi", *[malformed()] * 3)
    with pytest.raises(SourceUnavailable, match="not well-formed"):
        search(replay)


def test_a_search_without_a_result_fetches_nothing(search):
    with serving([]) as replay:
        assert search(replay) == []
        assert replay.to("efetch.fcgi") == []


def test_entities_in_an_answer_are_never_opened(replay, search, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    body = (
        f'<!DOCTYPE a [<!ENTITY s SYSTEM "{secret.as_uri()}">]><PubmedArticleSet><PubmedArticle>'
        "<MedlineCitation><PMID>91000001</PMID><Article><ArticleTitle>On &s; asthma</ArticleTitle>"
        "</Article></MedlineCitation></PubmedArticle></PubmedArticleSet>"
    )
    replay.next("efetch.fcgi", Answer(200, body.encode()))
    (document,) = search(replay)
    assert "secret" not in document.text


def test_real_answers_are_read(shared_data):
    folder = shared_data / "fixtures" / "api-json"
    (citation,) = folder.rglob("efetch_citation_*.xml")
    (record,) = _records(citation.read_bytes())
    assert record.identifiers.pmid in citation.name
    articles = sorted(folder.rglob("ncbi_efetch/pmc[0-9]*.xml"))
    assert articles
    for path in articles:
        assert {number.lower() for number in _articles(path.read_bytes())} == {path.stem}
