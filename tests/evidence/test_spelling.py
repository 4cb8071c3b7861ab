"""One word in several spellings."""

from __future__ import annotations

import pytest

from probatum.evidence.spelling import plainly, spellings

ALIKE = (
    ("oesophageal", "esophageal"),
    ("haemorrhage", "hemorrhage"),
    ("leukaemia", "leukemia"),
    ("tumour", "tumor"),
    ("paediatric", "pediatric"),
    ("randomised", "randomized"),
    ("immunisation", "immunization"),
    ("anaesthesia", "anesthesia"),
    ("diarrhoea", "diarrhea"),
    ("dyspnoea", "dyspnea"),
    ("oestrogen", "estrogen"),
    ("foetus", "fetus"),
    ("coeliac", "celiac"),
    ("metastases", "metastasis"),
    ("carcinomata", "carcinoma"),
    ("diverticula", "diverticulum"),
    ("arthritides", "arthritis"),
    ("bacteria", "bacterium"),
    ("thrombi", "thrombus"),
    ("fistulae", "fistula"),
    ("appendices", "appendix"),
    ("gangliosidoses", "gangliosidosis"),
    ("mycoses", "mycosis"),
)
DIFFERENT = (
    ("pneumonia", "pneumonium"),
    ("disease", "diseasis"),
    ("doses", "dosis"),
    ("purposes", "purposis"),
    ("systemic", "systaemic"),
    ("hemisphere", "haemisphere"),
)


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_two_spellings_are_compared_as_one_word(one, other):
    assert plainly(one) == plainly(other)


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_each_spelling_leads_to_the_other(one, other):
    assert other in spellings(one)
    assert one in spellings(other)


@pytest.mark.parametrize(("word", "wrong"), DIFFERENT)
def test_a_word_that_only_looks_so_stays_as_it_is(word, wrong):
    assert spellings(word) == (word,)
    assert plainly(word) != wrong


def test_a_term_is_spelled_one_way_throughout_and_itself_comes_first():
    ways = spellings("Oesophageal tumour with metastases")
    assert ways[0] == "Oesophageal tumour with metastases"
    assert "esophageal tumor with metastases" in ways
    assert "esophageal tumor with metastasis" in ways
    assert len(ways) <= 8


def test_no_spelling_of_a_spelling_is_made():
    assert spellings("oesophagus") == ("oesophagus", "esophagus")
