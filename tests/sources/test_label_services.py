"""DailyMed and openFDA asked for labels, replayed on loopback."""

from __future__ import annotations

import pytest

from probatum.errors import SourceUnavailable
from probatum.sources.dailymed_live import DailyMedLabels
from probatum.sources.openfda_live import OpenFdaLabels, _results
from probatum.sources.web import Web
from probatum.sources.web_settings import WebSettings
from tests.replay.labels import LABELS
from tests.replay.server import Answer, broken, cut_off, redirect, serving, too_many

FIRST, SECOND, ANIMAL, OTHER = (f"label:{label.set_id}" for label in LABELS)
PAGES = {DailyMedLabels: "spls.json", OpenFdaLabels: "label.json"}


@pytest.fixture
def replay():
    with serving() as running:
        yield running


@pytest.fixture(params=[DailyMedLabels, OpenFdaLabels])
def service(request, replay, tmp_path):
    settings = {"cache": tmp_path, "dailymed": replay.dailymed, "openfda": replay.openfda,
                "back_off": 0.01, "attempts": 3, "rates": {replay.host: 1000.0}}  # fmt: skip
    with Web(WebSettings(**settings)) as web:
        yield request.param(web)


def test_labels_of_a_drug_are_those_for_people_by_generic_or_brand_name(service):
    found = list(service.labels("replayine", 10))
    assert [label.id for label in found] == [FIRST, SECOND]
    assert "is for adults with asthma" in found[0].text
    assert [label.id for label in service.labels("Turnix", 10)] == [OTHER]


def test_no_more_are_fetched_than_wanted(service, replay):
    assert [label.id for label in service.labels("replayine", 1)] == [FIRST]
    assert len(replay.asked) <= 2


@pytest.mark.parametrize("drug", ["unobtainine", '"', "x" * 300])
def test_a_drug_without_labels_has_none(service, drug):
    assert list(service.labels(drug, 3)) == []


def test_quotation_marks_in_a_name_stay_out_of_the_query(service, replay):
    list(service.labels('replayine" OR openfda.brand_name:"TURNIX', 3))
    assert all(asked.parameters.get("search", "").count('"') in (0, 4) for asked in replay.asked)


@pytest.mark.parametrize(
    "fault", [too_many(), too_many("0"), broken(), cut_off(), Answer(200, b"{"), Answer(200, b"{}")]
)
def test_a_passing_fault_is_met_by_asking_again(service, replay, fault):
    replay.next(PAGES[type(service)], fault)
    assert [label.id for label in service.labels("replayine", 10)] == [FIRST, SECOND]


def test_a_lasting_fault_is_no_drug_without_labels(service, replay):
    replay.next(PAGES[type(service)], *[broken()] * 3)
    with pytest.raises(SourceUnavailable, match="status 500"):
        list(service.labels("replayine", 10))


def test_a_redirect_to_another_host_is_refused(service, replay):
    with serving() as other:
        replay.next(PAGES[type(service)], redirect(f"{other.openfda}/drug/label.json"))
        with pytest.raises(SourceUnavailable, match="do not allow"):
            list(service.labels("replayine", 10))
        assert other.asked == []


def test_a_damaged_label_of_dailymed_is_fetched_anew_and_one_that_is_gone_passed_over(
    replay, tmp_path
):
    first, second = (f"{label.set_id}.xml" for label in LABELS[:2])
    settings = WebSettings(cache=tmp_path, dailymed=replay.dailymed, back_off=0.01,
                           rates={replay.host: 1000.0})  # fmt: skip
    replay.next(first, Answer(200, b"<document>"), Answer(404, b"gone"))
    replay.next(second, Answer(200, b"<document"))
    with Web(settings) as web:
        assert [label.id for label in DailyMedLabels(web).labels("replayine", 5)] == [SECOND]


def test_a_real_answer_of_openfda_is_a_list_of_labels(shared_data):
    (path,) = (shared_data / "fixtures" / "api-json").rglob("openfda/label_*.json")
    assert len(_results(path.read_bytes())) == 2
