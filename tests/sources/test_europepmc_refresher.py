"""How works without a PMID stand now, by Europe PMC, replayed on loopback."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from probatum.errors import SourceUnavailable
from probatum.evidence.document import Document, Identifiers, Status
from probatum.sources.europepmc_refresher import EuropePmcRefresher
from probatum.sources.refresher import Refreshed
from probatum.sources.web import Web
from probatum.sources.web_settings import WebSettings
from tests.evidence_by_hand import document
from tests.replay.server import Replay, broken, serving
from tests.replay.works import Work

PREPRINT = Work(
    "93000001", "Azithromycin in asthma", (("RESULTS", "It halved exacerbations."),), pubmed=False
)
NUMBERED_SINCE = Work("93000002", "Colchicine in gout", pmcid="PMC9300002")
RETRACTED = Work(
    "93000003", "Honey in gout", link=("RetractionIn", "93000009"), pubmed=False
)  # fmt: skip
Refresh = Callable[[Sequence[Document]], Refreshed]


@pytest.fixture
def replay():
    with serving([PREPRINT, NUMBERED_SINCE, RETRACTED]) as running:
        yield running


@pytest.fixture
def refresh(replay: Replay, tmp_path: Path):
    settings = WebSettings(
        cache=tmp_path, europepmc=replay.europepmc, back_off=0.01, attempts=2,
        rates={replay.host: 1000.0},
    )  # fmt: skip
    with Web(settings) as web:
        yield EuropePmcRefresher(web).refresh


def held(name: str, **identifiers: str) -> Document:
    return document(name=name, identifiers=Identifiers(**identifiers))


def test_a_preprint_is_told_anew_by_its_doi(refresh: Refresh):
    told = refresh([held(f"doi:{PREPRINT.doi}", doi=PREPRINT.doi)])
    (record,) = told.documents
    assert record.id == f"doi:{PREPRINT.doi}"
    assert "It halved exacerbations." in record.text
    assert told.missing == ()


def test_a_work_that_pubmed_numbers_by_now_keeps_the_id_it_is_held_by(refresh: Refresh):
    (record,) = refresh([held("pmcid:PMC9300002", pmcid="PMC9300002")]).documents
    assert record.id == "pmcid:PMC9300002"
    assert record.identifiers.pmid == "93000002"


def test_a_retraction_is_told(refresh: Refresh):
    (record,) = refresh([held(f"doi:{RETRACTED.doi}", doi=RETRACTED.doi)]).documents
    assert record.status is Status.RETRACTED


def test_many_are_asked_for_at_once_and_what_is_gone_is_named(refresh: Refresh, replay: Replay):
    told = refresh([
        held(f"doi:{PREPRINT.doi}", doi=PREPRINT.doi),
        held("doi:10.5555/gone", doi="10.5555/gone"),
    ])  # fmt: skip
    assert [record.id for record in told.documents] == [f"doi:{PREPRINT.doi}"]
    assert told.missing == ("doi:10.5555/gone",)
    assert len(replay.to("search")) == 1


def test_works_with_a_pmid_are_left_to_pubmed(refresh: Refresh, replay: Replay):
    assert refresh([held("pmcid:PMC9300002", pmcid="PMC9300002", pmid="93000002")]) == Refreshed()
    assert replay.to("search") == []


def test_a_service_out_of_order_is_said(refresh: Refresh, replay: Replay):
    replay.next("search", broken(), broken())
    with pytest.raises(SourceUnavailable):
        refresh([held("doi:10.5555/gone", doi="10.5555/gone")])
