"""Crossref, replayed on loopback: cited works and the notices on works."""

from __future__ import annotations

import pytest

from probatum.errors import SourceUnavailable
from probatum.evidence.checked import ForeignReference
from probatum.evidence.document import NoticeKind, Status
from probatum.sources.crossref import Crossref
from probatum.sources.web import Web
from probatum.sources.web_settings import WebSettings
from tests.replay.server import Answer, broken, cut_off, serving, too_many
from tests.replay.works import WORKS

GUIDELINE, REVIEW, TRIAL, LETTER = (work.doi for work in WORKS[:4])


def reference(text: str = "Somebody. Something. 2020.", **known) -> ForeignReference:
    return ForeignReference(key="1", text=text, **known)


@pytest.fixture
def replay():
    with serving() as running:
        yield running


@pytest.fixture
def crossref(replay, tmp_path):
    settings = {"cache": tmp_path, "crossref": replay.crossref, "back_off": 0.01, "attempts": 3}
    settings |= {"rates": {replay.host: 1000.0}, "email": "librarian@example.org"}
    with Web(WebSettings(**settings)) as web:
        yield Crossref(web)


def test_a_doi_leads_to_the_registered_work_and_the_notices_on_it(crossref):
    work = crossref.look_up(reference(doi=f"https://doi.org/{TRIAL.upper()}"))
    assert work.id == f"doi:{TRIAL}"
    assert work.title == WORKS[2].title
    assert (work.journal, work.published, work.authors) == (
        "Journal of replays & loops", "2019-03", ("Loop B",)
    )  # fmt: skip
    assert [work.text[b.start : b.end] for b in work.blocks] == [
        text for _, text in WORKS[2].abstract
    ]
    assert [block.heading for block in work.blocks] == [("Methods",), ("Results",)]
    assert work.status is Status.RETRACTED
    assert [notice.text for notice in work.notices] == [
        "Retraction, according to the publisher",
        "Retraction, according to Retraction Watch",
    ]
    assert work.notices[0].doi == "10.5555/notice.1"


def test_an_unknown_doi_is_a_work_that_is_not_known(crossref):
    assert crossref.look_up(reference(doi="10.5555/nowhere")) is None


def test_a_reference_without_a_doi_is_found_by_its_words(crossref, replay):
    text = f"Loop B, et al. {WORKS[1].title}. Journal of replays. 2022;3:14-15."
    assert crossref.look_up(reference(text, year=2022)).id == f"doi:{REVIEW}"
    (asked,) = replay.to("works")
    assert asked.parameters["query.bibliographic"] == text
    assert asked.parameters["mailto"] == "librarian@example.org"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        (f"Loop B. {WORKS[1].title}. 2009.", 2009),
        ("Loop B. Inhaled treatment of migraine: a systematic review. 2022.", 2022),
        ("Loop B.", None),
    ],
)
def test_a_work_that_is_only_near_is_not_the_one_that_is_meant(crossref, text, year):
    assert crossref.look_up(reference(text, year=year)) is None


def test_notices_of_every_kind_are_told_apart_with_who_gives_them(crossref, replay):
    found = list(crossref.notices_on([GUIDELINE, REVIEW, TRIAL, LETTER, "10.5555/a,b"]))
    told = {(on.value, on.notice.kind, on.notice.text, on.notice.date) for on in found}
    assert told == {
        (TRIAL, NoticeKind.RETRACTION, "Retraction, according to the publisher", "2023-05-04"),
        (TRIAL, NoticeKind.RETRACTION, "Retraction, according to Retraction Watch", "2023-05-09"),
        (REVIEW, NoticeKind.EXPRESSION_OF_CONCERN,
         "Expression of concern, according to the publisher", "2024-02"),
        (GUIDELINE, NoticeKind.CORRECTION, "Erratum, according to the publisher", "2025"),
    }  # fmt: skip
    assert {on.notice.doi for on in found if on.value == TRIAL} == {"10.5555/notice.1"}
    assert len(replay.asked) == 1, "one request for all"


def test_many_works_are_asked_of_a_few_at_a_time(crossref, replay):
    assert list(crossref.notices_on(f"10.5555/{number}" for number in range(60))) == []
    assert len(replay.asked) == 3


@pytest.mark.parametrize(
    "fault",
    [too_many(), too_many("0"), broken(), cut_off(), Answer(200, b"{"), Answer(200, b"[]"),
     Answer(200, b'{"status":"failed"}'), Answer(200, b'{"message-type":"work-list","message":{}}')],
)  # fmt: skip
def test_a_passing_fault_is_met_by_asking_again(crossref, replay, fault):
    replay.next("works", fault)
    assert len(list(crossref.notices_on([TRIAL]))) == 2


def test_a_service_that_is_down_is_not_a_work_that_is_not_known(crossref, replay):
    replay.next(TRIAL.replace("/", "%2F"), *[broken()] * 3)
    with pytest.raises(SourceUnavailable, match="status 500"):
        crossref.look_up(reference(doi=TRIAL))
