"""Europe PMC, replayed on loopback."""

from __future__ import annotations

import json

import pytest

from probatum.errors import SourceUnavailable
from probatum.evidence.document import Access, DocumentKind, Status, StudyDesign
from probatum.sources.europepmc import EuropePmcLive
from probatum.sources.europepmc_record import document as as_document
from probatum.sources.live import LiveQuery, Pass
from probatum.sources.web import Web
from probatum.sources.web_settings import WebSettings
from tests.replay.server import Answer, serving
from tests.replay.works import Work


@pytest.fixture
def replay():
    with serving() as running:
        yield running


@pytest.fixture
def search(tmp_path):
    def run(replay, kind=Pass.GUIDELINES, limit=20):
        settings = WebSettings(
            cache=tmp_path,
            europepmc=replay.europepmc,
            back_off=0.01,
            attempts=2,
            rates={replay.host: 1000.0},
        )
        with Web(settings) as web:
            query = LiveQuery(conditions=("asthma",), kind=kind)
            return list(EuropePmcLive(web).search(query, limit))

    return run


def test_an_open_work_is_read_in_full(replay, search):
    (document,) = search(replay)
    assert document.access is Access.FULL_TEXT
    assert "azithromycin is recommended" in document.text
    assert (document.id, document.kind) == ("pmid:91000001", DocumentKind.GUIDELINE)
    assert document.topics == ("asthma",)
    assert replay.to("search")[0].parameters["resultType"] == "core"


def test_the_abstract_stands_under_its_headings(replay, search):
    (document,) = search(replay, Pass.REVIEWS)
    assert document.access is Access.ABSTRACT_ONLY
    assert [block.heading for block in document.blocks] == [("Conclusions",)]
    assert document.design is StudyDesign.META_ANALYSIS
    assert (document.published, document.journal) == ("2022-03-01", "Journal of replays")
    assert document.identifiers.doi == "10.5555/replay.91000002"


def test_a_retracted_work_is_retracted(replay, search):
    trial, retracted = search(replay, Pass.TRIALS)
    assert (trial.status, retracted.status) == (Status.CURRENT, Status.RETRACTED)
    assert retracted.notices[0].pmid == "91000099"


def test_the_cursor_leads_through_all_pages(search):
    many = [Work(str(92000000 + n), f"Guideline {n}", types=("Guideline",)) for n in range(250)]
    with serving(many) as replay:
        assert len(search(replay, limit=230)) == 230
        marks = [asked.parameters["cursorMark"] for asked in replay.to("search")]
        assert marks == ["*", "AoE100", "AoE200"]
        assert len(search(replay, limit=999)) == 250, "the mark of the last page repeats itself"


def test_a_full_text_that_is_not_open_after_all_leaves_the_abstract(replay, search):
    refusal = b"<errorBean><errCode>0</errCode><errMsg>not open access</errMsg></errorBean>"
    replay.next("fullTextXML", Answer(200, refusal))
    (document,) = search(replay)
    assert document.access is Access.ABSTRACT_ONLY


@pytest.mark.parametrize("body", [b"{", b"[]", b'{"errCode":404,"errMsg":"no"}'])
def test_what_is_no_page_of_results_is_refused(replay, search, body):
    replay.next("search", *[Answer(200, body)] * 2)
    with pytest.raises(SourceUnavailable, match="damaged"):
        search(replay)


@pytest.mark.parametrize(
    "result", [{}, {"pmid": "1"}, {"title": "A cup"}, {"pmid": [], "title": {}}]
)
def test_a_result_without_name_or_title_is_passed_over(result):
    assert as_document(result) is None


def test_a_result_of_few_words_is_read():
    document = as_document({"pmid": "7", "title": "10<sup>9</sup> cups &amp; <i>jugs</i>."})
    assert document is not None
    assert document.title == "10⁹ cups & jugs"
    assert document.text == document.title
    assert document.published is None


def test_real_results_are_read(shared_data):
    paths = sorted((shared_data / "fixtures" / "api-json").rglob("europepmc/search_*.json"))
    assert paths
    for path in paths:
        for result in json.loads(path.read_text(encoding="utf-8"))["resultList"]["result"]:
            document = as_document(result)
            assert document is not None
            assert document.identifiers.pmid in path.name
