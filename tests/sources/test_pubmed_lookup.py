"""A cited work in PubMed, replayed on loopback."""

from __future__ import annotations

import pytest

from probatum.evidence.checked import ForeignReference
from probatum.sources.pubmed_lookup import PubMedLookup
from probatum.sources.web import Web
from probatum.sources.web_settings import WebSettings
from tests.replay.server import serving
from tests.replay.works import WORKS

REVIEW = WORKS[1]


@pytest.fixture
def look_up(tmp_path):
    def run(text: str = "Somebody. Something. 2020.", **known):
        with serving() as replay:
            settings = {"cache": tmp_path, "eutils": replay.eutils, "rates": {replay.host: 1000.0}}
            with Web(WebSettings(**settings)) as web:
                return PubMedLookup(web).look_up(ForeignReference(key="1", text=text, **known))

    return run


@pytest.mark.parametrize(
    "known",
    [
        {"pmid": REVIEW.pmid},
        {"doi": REVIEW.doi},
        {"pmcid": REVIEW.pmcid},
        {"text": f"Loop B, Lop C. {REVIEW.title}. J Replays. 2022 Mar;3(1):14-15.", "year": 2022},
    ],
)
def test_a_work_is_found_by_its_numbers_or_its_title(look_up, known):
    assert look_up(**known).id == f"pmid:{REVIEW.pmid}"


@pytest.mark.parametrize(
    "known",
    [
        {"pmid": "99999999"},
        {"doi": "10.5555/replay.9"},  # part of a DOI that is known
        {"pmcid": "PMC910"},
        {"text": f"Loop B. {REVIEW.title}. 1999.", "year": 1999},
        {"text": "Loop B. Nobody wrote about such an invented subject. 2022."},
        {"text": "Loop B, 2022"},
        {"text": "Bea Lee. Does one drug help? 2022."},
    ],
)
def test_a_work_that_is_not_known_or_only_near_is_none(look_up, known):
    assert look_up(**known) is None
