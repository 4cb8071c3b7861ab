"""What is searched in has the very stems that what is searched for has."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probatum.library.analysis import analyser, of_words, words
from probatum.library.embedded import EmbeddedIndex
from probatum.library.index import Clause, Query
from tests.evidence_by_hand import document

LONG = "gattaca" * 9

LETTERS = st.characters(exclude_categories=("Cs",)) | st.sampled_from("aZ9 -–µßéİ½①ﬁς中\n\x1c\xa0")


@pytest.mark.parametrize(
    "text",
    [
        "Patients' responses",
        "IL-6 (10–20 µg/mL)",
        "naïve œdème, Größe",
        f"a {LONG} b",
        f"中{LONG}、{LONG}文",
        "",
    ],
    ids=lambda text: text[:20],
)
def test_a_text_is_analysed_as_the_engine_does(text: str):
    assert of_words().analyze(words(text)) == analyser().analyze(text)


@given(st.text(LETTERS))
def test_any_text_is_analysed_as_the_engine_does(text: str):
    assert of_words().analyze(words(text)) == analyser().analyze(text)


def test_words_with_one_too_long_between_them_are_no_phrase(tmp_path: Path):
    index = EmbeddedIndex(tmp_path, create=True)
    index.add([document(f"Drugone {LONG} helped.", name="file:one")])
    found = {
        phrase: len(index.search(Query(must=(Clause(any_of=(phrase,)),))))
        for phrase in ("drugone", "helped", "drugone helped", LONG)
    }
    assert found == {"drugone": 1, "helped": 1, "drugone helped": 0, LONG: 0}
    index.close()
