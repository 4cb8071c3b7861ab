from __future__ import annotations

from probatum.evidence.question import Correction
from probatum.retrieval.correction import corrected
from probatum.retrieval.understanding import Context, understand

TEXT = (
    "management of rectal cancer after chemoradiation, now with skeletal and inguinal metastases "
    "in a patient with heart failure"
)


def read(**changes: object):
    question, _ = understand(TEXT, Context({}, {}))
    return corrected(question, Correction.model_validate(changes))


def test_without_a_change_the_reading_stays_the_same():
    assert read() == understand(TEXT, Context({}, {}))[0]


def test_what_is_not_meant_is_neither_read_nor_searched():
    before, after = read(), read(without=("bone", "chemoradiation", "heart failure"))
    assert "bone" in before.sites
    assert after.sites == ("inguinal lymph nodes",)
    assert after.history == ()
    assert after.attributes.comorbidities == ()
    names = {facet.name for facet in after.facets}
    assert "Spread to bone" not in names
    assert "After earlier radiation" not in names
    assert "With heart failure" not in names
    assert "Spread to inguinal lymph nodes" in names


def test_a_facet_can_be_left_out_by_its_name():
    assert "Prognosis" in {facet.name for facet in read().facets}
    assert "Prognosis" not in {facet.name for facet in read(without=("Prognosis",)).facets}


def test_another_condition_brings_its_own_names_and_plan():
    asthma = read(condition=" Asthma ", without=("bone", "inguinal lymph nodes"))
    assert asthma.condition is not None
    assert asthma.condition.name == "asthma"
    assert asthma.condition.synonyms
    assert not any("systemic therapy" in facet.name for facet in asthma.facets)


def test_a_condition_that_is_not_meant_leaves_none():
    assert read(without=("rectal cancer",)).condition is None


def test_words_looked_for_besides_become_a_facet_of_their_own():
    question = read(also=("renal impairment", "the of"))
    assert question.facets[-1].name == "renal impairment"
    assert question.facets[-1].terms == ("renal", "impairment")
    assert question.correction.also == ("renal impairment", "the of")
