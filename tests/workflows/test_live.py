"""What is asked of services for a question, and what is kept when some fail."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from probatum.errors import SourceUnavailable
from probatum.evidence.document import Access, Document
from probatum.sources.live import LiveQuery, Pass
from probatum.workflows.live import gather, live_queries
from tests.evidence_by_hand import document

RECTAL = (
    "management of a patient with rectal adenocarcinoma after abdominoperineal resection and "
    "chemoradiation, now with skeletal and inguinal metastases?"
)


class Shelf:
    """A source by hand: it gives its documents, then fails where it is told to."""

    def __init__(self, name: str, *documents: Document, fails: bool = False) -> None:
        self.name = name
        self.documents = documents
        self.fails = fails
        self.asked: list[LiveQuery] = []

    def search(self, query: LiveQuery, limit: int) -> Iterator[Document]:
        self.asked.append(query)
        yield from self.documents[:limit]
        if self.fails:
            raise SourceUnavailable(self.name, "is out of order")


def test_one_search_for_each_kind_of_work_guidelines_first():
    queries = live_queries(RECTAL, None, 2026)
    assert [query.kind for query in queries] == [Pass.GUIDELINES, Pass.REVIEWS, Pass.TRIALS]
    assert [query.since for query in queries] == [2016, 2016, None]
    assert queries[0].terms == ()
    assert {"rectal cancer", "rectal neoplasms", "colorectal cancer"} <= {*queries[0].conditions}
    assert {"inguinal", "bone"} <= {*queries[2].terms}


def test_treatments_that_are_asked_about_narrow_the_search():
    queries = live_queries("Is apixaban better than warfarin in atrial fibrillation?", None, 2026)
    assert queries[2].terms == ("apixaban", "warfarin")
    assert "AF" not in queries[2].conditions, "short forms mean too much"


def test_the_askers_own_words_are_never_sent():
    queries = live_queries("Ms. Zyxw Vutsr has asthma: treatment in Qponm?", None, 2026)
    words = " ".join(word for query in queries for word in (*query.conditions, *query.terms))
    assert not {"zyxw", "vutsr", "qponm"} & {*words.lower().split()}


def test_without_condition_and_treatment_nothing_is_to_be_asked():
    assert live_queries("Which drugs should a patient with a complaint take?", None, 2026) == ()


@pytest.fixture
def queries():
    return live_queries(RECTAL, None, 2026)


def test_a_work_that_two_sources_hold_is_kept_once_in_its_fuller_form(queries):
    full = document("On wells", access=Access.FULL_TEXT)
    short = full.model_copy(update={"access": Access.ABSTRACT_ONLY})
    for first, second in ((short, full), (full, short)):
        gathered = gather(queries, (Shelf("A", first), Shelf("B", second)))
        assert gathered.documents == (full,)


def test_a_source_that_fails_is_named_and_what_it_gave_stays(queries):
    one = document("On wells")
    broken = Shelf("A", one, fails=True)
    gathered = gather(queries, (broken, Shelf("B")))
    assert gathered.documents == (one,)
    assert gathered.answered == ("B",)
    assert [error.host for error in gathered.unavailable] == ["A"]
    assert len(broken.asked) == 1, "it is not asked again for the next kind"
