"""What is searched for and what is searched in give the same words and pairs."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probatum.library.analysis import is_pair, pairs, sought, stands, stems, terms, words
from probatum.library.embedded import EmbeddedIndex
from probatum.library.index import Clause, Query
from tests.both_forms import both
from tests.evidence_by_hand import document

LONG = "gattaca" * 9

LETTERS = st.characters(exclude_categories=("Cs",)) | st.sampled_from("aZ9 -–µßéİ½①ﬁς中_\n\x1c\xa0")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Patients' responses", ["patient", "respons"]),
        ("IL-6 (10–20 µg/mL)", ["il", "6", "10", "20", "µg", "ml"]),
        ("naïve œdème, Größe", ["naiv", "edem", "gross"]),
        ("Tumours and metastases", ["tumor", "and", "metastasi"]),
        ("a tumor, the metastasis", ["tumor", "metastasi"]),
        (f"one {LONG} two", ["one", "two"]),
        ("", []),
    ],
    ids=lambda value: str(value)[:20],
)
def test_words_lose_case_accents_spelling_and_number(text: str, found: list[str]):
    assert stems(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("cancer of the rectum", ["cancer_rectum"]),
        ("head and neck cancer", ["neck_cancer"]),
        ("50 mg 25 30", ["50_mg", "mg_25"]),
        ("not recommended", ["not_recommend"]),
        ("lung cancer or lung cancers", ["lung_cancer"]),
        ("gout", []),
    ],
)
def test_two_words_that_tell_something_together_are_a_pair(text: str, found: list[str]):
    assert pairs(stems(text)) == found


@pytest.mark.parametrize(
    ("term", "found"),
    [
        ("gout", ("gout",)),
        ("rectal cancers", ("rectal_cancer",)),
        ("head and neck cancer", ("head", "and", "neck_cancer")),
        ("small cell lung cancer", ("small_cell", "cell_lung", "lung_cancer")),
        ("in situ", ("in", "situ")),
        ("of the", ()),
    ],
)
def test_a_term_is_looked_for_by_its_pairs_and_the_words_that_are_in_none(
    term: str, found: tuple[str, ...]
):
    assert sought(term) == found


@given(st.text(LETTERS), st.text(LETTERS), st.text(LETTERS))
def test_whatever_is_looked_for_is_found_where_it_stands(before: str, term: str, after: str):
    around = stems(f"{before} {term} {after}")
    assert set(sought(term)) <= {*around, *pairs(around)}


@pytest.mark.parametrize(
    ("term", "stands_there"),
    [("lung cancers", True), ("cancer of the lung", False), ("cell cancer", False), ("all", False)],
)
def test_a_term_stands_where_its_words_do_in_their_order(term: str, *, stands_there: bool):
    assert stands(term, "A small-cell lung cancer.") is stands_there


@given(st.text(LETTERS))
def test_no_word_looks_like_a_pair_or_like_two_words(text: str):
    assert not any(is_pair(word) or word.split() != [word] for word in (*words(text), *stems(text)))


def test_a_name_is_found_where_its_words_stand_side_by_side(tmp_path: Path):
    index = EmbeddedIndex(tmp_path, create=True)
    texts = [
        "Cancers of the rectum are treated.",
        "Rectal bleeding is no sign of cancer alone.",
        "Carcinomas in situ of the rectum.",
        "In the rectum a carcinoma lies, in no situ.",
    ]
    index.add(document(text, name=f"file:{number}") for number, text in enumerate(texts))

    def found(*names: str) -> set[str]:
        hits = index.search(Query(must=(Clause(any_of=names, fields=("text",)),)))
        return {hit.passage.document for hit in hits}

    assert found("cancer of the rectum") == {"file:0"}
    assert found("rectal cancer") == set()
    assert found("rectal cancer", "cancer of rectum") == {"file:0"}
    assert found("rectum") == {"file:0", "file:2", "file:3"}
    assert found("carcinoma in situ") == {"file:2", "file:3"}, "words that make no pair may part"
    assert found("of the") == set()
    index.close()


TEXTS = st.text(LETTERS) | st.lists(
    st.sampled_from(["of", "the 5", "lung cancer", "µg", "12"])
).map(" ".join)


def test_words_of_two_texts_make_no_pair():
    assert terms(["Lung cancer", "", "of", "cancer, 2019", "lung cancer"]) == (
        "lung cancer cancer 2019 lung cancer",
        "lung_cancer cancer_2019",
    )


@given(st.lists(TEXTS))
def test_the_compiled_form_makes_the_same_terms(texts: list[str]):
    compiled, told = both(terms)
    assert compiled(texts) == told(texts)


def test_the_compiled_form_takes_words_of_any_length():
    compiled, told = both(terms)
    for size in (1, 25, 26, 27, 59, 60, 61, 5000):
        texts = ["x" * size + " tumour", "x" * size]
        assert compiled(texts) == told(texts)


def test_the_compiled_form_takes_more_words_than_it_remembers():
    compiled, told = both(terms)
    texts = [" ".join(f"cell{number}s tumour{number}" for number in range(n, n + 9_000))
             for n in range(0, 45_000, 9_000)]  # fmt: skip
    for text in (*texts, *texts[:2]):
        assert compiled([text]) == told([text])


def test_many_threads_may_make_terms():
    compiled, told = both(terms)
    texts = [[f"tumour{number} of the colon, µg {number}" * 5] for number in range(2_000)]
    with ThreadPoolExecutor(8) as threads:
        assert [*threads.map(compiled, texts)] == [*map(told, texts)]
