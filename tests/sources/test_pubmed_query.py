"""Queries in the languages of PubMed and Europe PMC."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from probatum.sources.europepmc_query import europepmc_query
from probatum.sources.live import LiveQuery, Pass
from probatum.sources.pubmed_query import pubmed_query

ASTHMA = LiveQuery(conditions=("asthma", "bronchial asthma"), kind=Pass.GUIDELINES)


def test_names_of_the_condition_are_sought_as_mesh_and_in_title_and_abstract():
    assert pubmed_query(ASTHMA).startswith(
        '("asthma"[MeSH Terms] OR "asthma"[Title/Abstract] OR "bronchial asthma"[MeSH Terms] OR '
        '"bronchial asthma"[Title/Abstract]) AND '
    )
    assert europepmc_query(ASTHMA).startswith('(KW:"asthma" OR TITLE_ABS:"asthma" OR KW:"bronchial')


@pytest.mark.parametrize(
    ("kind", "pubmed", "europe"),
    [
        (Pass.GUIDELINES, '("practice guideline"[pt] OR "guideline"[pt])', "practice guideline"),
        (Pass.REVIEWS, "systematic[sb]", "meta-analysis"),
        (Pass.TRIALS, '"randomized controlled trial"[pt]', "randomized controlled trial"),
    ],
)
def test_each_pass_asks_for_its_kind_of_work(kind, pubmed, europe):
    query = ASTHMA.model_copy(update={"kind": kind})
    assert pubmed in pubmed_query(query)
    assert f'PUB_TYPE:"{europe}"' in europepmc_query(query)


def test_terms_narrow_the_search_to_title_and_abstract():
    query = ASTHMA.model_copy(update={"terms": ("budesonide", "inhaled corticosteroid")})
    assert ' AND ("budesonide"[tiab] OR "inhaled corticosteroid"[tiab]) AND ' in pubmed_query(query)
    assert 'AND (TITLE_ABS:"budesonide" OR' in europepmc_query(query)


@pytest.mark.parametrize(
    ("since", "until", "pubmed", "europe"),
    [
        (2015, 2026, "2015:2026[dp]", "PUB_YEAR:[2015 TO 2026]"),
        (2015, None, "2015:3000[dp]", "PUB_YEAR:[2015 TO 3000]"),
        (None, 2020, "1800:2020[dp]", "PUB_YEAR:[1800 TO 2020]"),
    ],
)
def test_years_bound_the_date_of_publication(since, until, pubmed, europe):
    query = ASTHMA.model_copy(update={"since": since, "until": until})
    assert pubmed in pubmed_query(query)
    assert europe in europepmc_query(query)


def test_work_on_animals_alone_is_left_out_and_unindexed_work_is_not():
    query = pubmed_query(ASTHMA)
    assert query.endswith('NOT ("animals"[MeSH Terms] NOT "humans"[MeSH Terms])')
    assert "[dp]" not in query


def test_no_name_can_break_out_of_its_quotation_marks():
    query = LiveQuery(conditions=('asthma"[pt] OR (cats)\n:*',), kind=Pass.TRIALS)
    assert '"asthma pt OR cats"[MeSH Terms]' in pubmed_query(query)
    assert 'KW:"asthma pt OR cats"' in europepmc_query(query)


def test_a_query_for_nothing_is_refused():
    with pytest.raises(ValidationError, match="needs a condition or a term"):
        LiveQuery(kind=Pass.TRIALS)
