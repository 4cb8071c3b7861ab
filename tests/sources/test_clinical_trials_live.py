"""ClinicalTrials.gov asked on the network, replayed on loopback."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from probatum.errors import SourceUnavailable
from probatum.evidence.document import DocumentKind
from probatum.sources.clinical_trials_live import ClinicalTrialsLive, TrialQuery, _page
from probatum.sources.live import LiveQuery, Pass
from probatum.sources.web import Web
from probatum.sources.web_settings import CLINICAL_TRIALS, WebSettings, host_of
from tests.replay import trials
from tests.replay.server import Answer, broken, cut_off, redirect, serving, too_many
from tests.replay.trials import Study


@pytest.fixture
def replay():
    with serving() as running:
        yield running


@pytest.fixture
def registry(replay, tmp_path):
    settings = {"cache": tmp_path, "clinicaltrials": replay.clinicaltrials, "back_off": 0.01,
                "attempts": 3, "rates": {replay.host: 1000.0}}  # fmt: skip
    with Web(WebSettings(**settings)) as web:
        yield ClinicalTrialsLive(web)


def numbers(found) -> list[str]:
    return [document.identifiers.nct for document in found]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (TrialQuery(conditions=("asthma",)), ["NCT09000001", "NCT09000002"]),
        (TrialQuery(conditions=("asthma", "cough"), treatments=("azithromycin",)),
         ["NCT09000002", "NCT09000003"]),
        (TrialQuery(conditions=("asthma",), with_results=True), ["NCT09000001"]),
        (TrialQuery(treatments=("azithromycin",), recruiting=True), ["NCT09000002"]),
        (TrialQuery(conditions=("gout",)), []),
    ],
)  # fmt: skip
def test_studies_are_found_by_condition_treatment_and_state(registry, query, expected):
    assert numbers(registry.studies(query, 20)) == expected


def test_what_is_read_of_a_study_is_asked_for_and_no_more(registry, replay):
    (study,) = registry.studies(
        TrialQuery(conditions=("asthma",), with_results=True, since=2015), 5
    )
    assert study.kind is DocumentKind.TRIAL_RECORD
    assert "Exacerbations of asthma" in study.text
    (asked,) = replay.to("studies")
    assert asked.parameters["query.cond"] == '"asthma"'
    assert asked.parameters["aggFilters"] == "results:with"
    assert asked.parameters["filter.advanced"] == "AREA[StartDate]RANGE[2015-01-01,MAX]"
    assert "OutcomeMeasuresModule" in asked.parameters["fields"].split("|")
    assert "ContactsLocationsModule" not in asked.parameters["fields"]


def test_pages_follow_each_other_to_the_limit(registry, replay, monkeypatch):
    many = tuple(Study(f"NCT{n:08}", f"Asthma {n}", "Asthma", "Tea") for n in range(1, 46))
    monkeypatch.setattr(trials, "STUDIES", many)
    found = numbers(registry.studies(TrialQuery(conditions=("asthma",)), 41))
    assert found == [study.nct for study in many[:41]]
    assert [a.parameters.get("pageToken") for a in replay.to("studies")] == [None, "t20", "t40"]
    assert len(numbers(registry.studies(TrialQuery(conditions=("asthma",)), 9999))) == 45


def test_a_question_is_given_trials_with_results_and_only_in_their_turn(registry, replay):
    for kind in (Pass.GUIDELINES, Pass.REVIEWS):
        assert list(registry.search(LiveQuery(conditions=("asthma",), kind=kind), 20)) == []
    assert replay.asked == []
    query = LiveQuery(conditions=("asthma",), terms=("formoterol",), kind=Pass.TRIALS)
    assert numbers(registry.search(query, 20)) == ["NCT09000001"]
    assert replay.asked[0].parameters["query.term"] == '"formoterol"'


def test_a_damaged_study_is_passed_over_and_the_others_stay(registry, replay):
    body = b'{"studies":[{"protocolSection":{}},{"protocolSection":{"identificationModule":'
    body += b'{"nctId":"NCT09000009","briefTitle":"On asthma"}}}],"nextPageToken":null}'
    replay.next("studies", Answer(200, body))
    assert numbers(registry.studies(TrialQuery(conditions=("asthma",)), 5)) == ["NCT09000009"]


@pytest.mark.parametrize(
    "fault",
    [
        too_many(),
        too_many("0"),
        broken(),
        cut_off(),
        Answer(200, b'{"studies":'),
        Answer(200, b"{}"),
    ],
)
def test_a_passing_fault_is_met_by_asking_again(registry, replay, fault):
    replay.next("studies", fault)
    assert len(list(registry.studies(TrialQuery(conditions=("asthma",)), 5))) == 2


def test_a_redirect_to_another_host_is_refused(registry, replay):
    with serving() as other:
        replay.next("studies", redirect(f"{other.clinicaltrials}/studies"))
        with pytest.raises(SourceUnavailable, match="do not allow"):
            list(registry.studies(TrialQuery(conditions=("asthma",)), 5))
        assert other.asked == []


def test_a_query_for_nothing_is_refused():
    with pytest.raises(ValidationError, match="needs a condition"):
        TrialQuery(conditions=('"',))


def test_the_register_is_asked_less_than_once_a_second(tmp_path):
    assert WebSettings(cache=tmp_path).rate(host_of(CLINICAL_TRIALS)) < 1


def test_real_answers_are_read(shared_data, registry, replay):
    folder = shared_data / "fixtures" / "api-json"
    pages = sorted(folder.rglob("ctgov/search_*.json"))
    assert len(pages) >= 5
    for path in pages:
        page = _page(path.read_bytes())
        replay.next("studies", Answer(200, path.read_bytes()))
        found = list(registry.studies(TrialQuery(conditions=(path.stem,)), len(page.studies)))
        assert len(found) == len(page.studies), path.name
    assert len(replay.asked) == len(pages), "no page is asked for that is not needed"
