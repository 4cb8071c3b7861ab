"""Looking again at what is stale: PubMed, notices by DOI, PDQ, pages of a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from probatum.errors import SourceUnavailable
from probatum.evidence.document import Document, Identifiers, Notice, NoticeKind, Status
from probatum.evidence.standing import NoticeOn
from probatum.library.embedded import EmbeddedIndex
from probatum.library.origins import Origins
from probatum.sources.guideline_list import ListedGuideline
from probatum.sources.notice_refresher import NoticeRefresher
from probatum.sources.pubmed_refresher import PubMedRefresher
from probatum.sources.refresher import Refreshed
from probatum.sources.web import Web
from probatum.sources.web_pages import WebPages
from probatum.sources.web_settings import WebSettings
from probatum.wiring import sources
from probatum.workflows.guidelines import collect_guidelines
from probatum.workflows.pages import Shelf
from probatum.workflows.pdq import collect_pdq
from probatum.workflows.status import status_of
from probatum.workflows.update import Policy, Updated, update
from tests.evidence_by_hand import document
from tests.replay.pdq_page import PATH, summary
from tests.replay.server import Replay, broken, serving
from tests.replay.site import Site, publishing

NOW = Policy(older_than=timedelta(seconds=-5))
"""Everything is stale, even what was stored this second."""


@pytest.fixture
def replay() -> Iterator[Replay]:
    with serving() as running:
        yield running


@pytest.fixture
def site() -> Iterator[Site]:
    with publishing() as running:
        running.robots()
        yield running


@pytest.fixture
def web(replay: Replay, site: Site, tmp_path: Path) -> Iterator[Web]:
    settings = WebSettings(
        cache=tmp_path / "cache",
        eutils=replay.eutils,
        cancer_gov=site.address,
        private=frozenset({site.host}),
        listed=frozenset({site.host}),
        rates={replay.host: 1000.0, site.host: 1000.0},
        back_off=0.01,
        attempts=2,
    )
    with Web(settings) as client:
        yield client


@pytest.fixture
def shelf(web: Web, tmp_path: Path) -> Iterator[Shelf]:
    with (
        closing(EmbeddedIndex(tmp_path / "library", create=True)) as index,
        closing(Origins(tmp_path / "library")) as origins,
    ):
        yield Shelf(index, origins, sources(), WebPages(web))


def paper(number: str, **more: object) -> Document:
    fields: dict[str, object] = {"identifiers": Identifiers(pmid=number), "source": "pubmed"}
    return document("An old abstract.", name=f"pmid:{number}", **(fields | more))  # type: ignore[arg-type]


def test_records_of_pubmed_are_fetched_anew_and_what_changed_is_said(shelf, web):
    shelf.index.add([paper("91000001"), paper("91000006"), paper("99999999")])
    found = update(shelf, [PubMedRefresher(web)], "", NOW)
    (pubmed,) = found.looks
    assert (pubmed.name, pubmed.looked_at) == ("PubMed", 3)
    assert "pmid:91000001" in pubmed.revised
    assert pubmed.unreachable == (("pmid:99999999", "PubMed no longer has it"),)
    assert [(turn.document, turn.after) for turn in found.turns] == [("pmid:91000006", "retracted")]
    assert shelf.index.document("pmid:99999999"), "nothing is removed"


def test_what_was_looked_at_lately_is_left_alone(shelf, web, replay):
    shelf.index.add([paper("91000001")])
    update(shelf, [PubMedRefresher(web)], "", NOW)
    asked = len(replay.asked)
    found = update(shelf, [PubMedRefresher(web)], "", Policy())
    assert found.looks[0].looked_at == 0
    assert len(replay.asked) == asked


def test_so_many_at_a_time_and_the_longest_unseen_first(shelf, web):
    shelf.index.add([paper(f"9100000{n}") for n in (1, 2, 3)])
    long_ago = (datetime.now(UTC) - timedelta(days=90)).isoformat(timespec="seconds")
    shelf.origins.looked("PubMed", ["pmid:91000001"], long_ago)
    policy = NOW._replace(at_most=2)
    update(shelf, [PubMedRefresher(web)], "", policy)
    looks = shelf.origins.looks("PubMed")
    assert looks["pmid:91000001"] == long_ago
    assert looks["pmid:91000002"] > long_ago
    update(shelf, [PubMedRefresher(web)], "", policy)
    assert shelf.origins.looks("PubMed")["pmid:91000001"] > long_ago


def test_a_service_out_of_order_is_named_and_asked_again_the_next_time(shelf, web, replay):
    shelf.index.add([paper("91000001")])
    replay.next("efetch.fcgi", *[broken()] * 2)
    (pubmed,) = update(shelf, [PubMedRefresher(web)], "", NOW).looks
    assert "500" in pubmed.unavailable
    assert pubmed.left == 1
    assert update(shelf, [PubMedRefresher(web)], "", NOW).looks[0].looked_at == 1


class Register:
    """A service of notices, by hand."""

    name = "Register"

    def notices_on(self, dois: Iterable[str]) -> Iterator[NoticeOn]:
        for doi in dois:
            notice = Notice(kind=NoticeKind.EXPRESSION_OF_CONCERN, doi="10.1000/notice")
            yield NoticeOn(kind="doi", value=doi, notice=notice)


def test_notices_by_doi_are_remembered_whatever_the_works_are_called(shelf):
    shelf.index.add([paper("5", identifiers=Identifiers(pmid="5", doi="10.1000/a")), paper("6")])
    found = update(shelf, [NoticeRefresher(Register())], "", NOW)
    assert [(turn.document, turn.after) for turn in found.turns] == [("pmid:5", "of concern")]
    assert shelf.index.summary("pmid:6").status is Status.CURRENT


class Stray:
    """A service that answers with another work than was asked about."""

    name, prefixes, days, batch = "Stray", ("pmid:",), 1, 10

    def refresh(self, documents: Iterable[Document]) -> Refreshed:
        return Refreshed((paper("7"),))


def test_works_that_were_not_asked_about_do_not_come_in(shelf):
    shelf.index.add([paper("5")])
    update(shelf, [Stray()], "", NOW)
    assert [kept.id for kept in shelf.index.summaries()] == ["pmid:5"]


def guideline(words: str) -> bytes:
    return f"<html><main><h1>Gout</h1><p>{words}</p></main></html>".encode()


def test_pages_are_asked_whether_they_changed(shelf, site):
    site.list_pages("/sitemap.xml", {PATH: "2025-01-01"})
    site.pages |= {PATH: summary(), "/a": guideline("Rest."), "/b": guideline("Cool it.")}
    collect_pdq(site.address, shelf)
    stated = (("title", "Gout, as we call it"),)
    pages = [ListedGuideline(f"{site.address}/a", stated), ListedGuideline(f"{site.address}/b")]
    collect_guidelines(pages, shelf)
    assert update(shelf, [], site.address, Policy()).looks == (), "all were seen today"

    site.list_pages("/sitemap.xml", {PATH: "2025-02-02"})
    site.pages |= {PATH: summary(survival="12"), "/a": guideline("Rest well."), "/b": 404}
    pdq, own = update(shelf, [], site.address, NOW).looks
    assert pdq.revised == ("pdq:types-example-hp-example-treatment-pdq",)
    assert (len(own.revised), own.looked_at) == (1, 2)
    assert shelf.index.document(own.revised[0]).title == "Gout, as we call it"
    assert [address for address, _ in own.unreachable] == [f"{site.address}/b"]


def test_status_shows_what_the_last_update_found(shelf, web, site):
    site.pages["/b"] = guideline("Cool it.")
    collect_guidelines([ListedGuideline(f"{site.address}/b")], shelf)
    shelf.index.add([paper("91000006")])
    site.pages["/b"] = 410
    update(shelf, [PubMedRefresher(web)], site.address, NOW)
    found = status_of(shelf.index, date(2026, 1, 1), origins=shelf.origins)
    assert found.last_run
    assert found.last_run.looked_at == 2
    assert found.news
    assert [turn.after for turn in found.news.turns] == ["retracted"]
    assert [origin.address for origin in found.gone] == [f"{site.address}/b"]


def test_a_list_of_pages_that_cannot_be_had_is_named_and_the_rest_goes_on(shelf, site):
    site.list_pages("/sitemap.xml", {PATH: "2025-01-01"})
    site.pages |= {PATH: summary(), "/a": guideline("Rest.")}
    collect_pdq(site.address, shelf)
    collect_guidelines([ListedGuideline(f"{site.address}/a")], shelf)
    site.pages["/sitemap.xml"] = 404
    found: Updated = update(shelf, [], site.address, NOW)
    pdq, own = found.looks
    assert "404" in pdq.unavailable
    assert (own.looked_at, own.unavailable) == (1, "")
    with pytest.raises(SourceUnavailable):
        collect_pdq(site.address, shelf)
