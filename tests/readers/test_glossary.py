"""Terms in plain words, found where they stand."""

from __future__ import annotations

import pytest

from probatum.readers.glossary import Glossary, Term, terms

CANCER = Term("metastatic", ("metastatic disease",), "spread to another part of the body")
MARKER = Term("carcinoembryonic antigen", ("CEA",), "a substance in the blood")
SURVIVAL = Term("overall survival", ("OS",), "how long patients live")


def explained(text: str, *known: Term, **short_forms: str) -> list[tuple[str, str]]:
    found = Glossary(known).explain(text, short_forms)
    return [(text[one.start : one.end], one.plain) for one in found]


def test_a_term_is_found_in_any_case_and_at_its_place() -> None:
    assert explained("Metastatic cancer", CANCER) == [("Metastatic", CANCER.plain)]


def test_the_longest_name_is_taken() -> None:
    assert [text for text, _ in explained("metastatic disease", CANCER)] == ["metastatic disease"]


def test_an_acronym_is_found_only_as_it_is_written() -> None:
    assert explained("The os is a bone; OS was 12 months.", SURVIVAL) == [("OS", SURVIVAL.plain)]


@pytest.mark.parametrize(
    "text", ["non-metastatic", "metastatically", "premetastatic", "metastatic-free"]
)
def test_part_of_another_word_is_not_the_term(text: str) -> None:
    assert explained(text, CANCER) == []


def test_the_source_says_what_its_abbreviation_means() -> None:
    text = "CEA was done on the left."
    assert explained(text, MARKER, CEA="carotid endarterectomy") == [
        ("CEA", "carotid endarterectomy")
    ]


def test_a_long_form_that_is_a_term_is_explained_too() -> None:
    text = "CEA rose."
    plain = "carcinoembryonic antigen: a substance in the blood"
    assert explained(text, MARKER, CEA="carcinoembryonic antigen") == [("CEA", plain)]


def test_an_abbreviation_within_a_term_is_left_to_the_term() -> None:
    scan = Term("PET scan", (), "a scan")
    assert explained("A PET scan", scan, PET="positron emission tomography") == [
        ("PET scan", "a scan")
    ]


def test_no_terms_explain_nothing() -> None:
    assert explained("Metastatic cancer") == []


def test_the_glossary_is_large_plain_and_has_no_name_twice() -> None:
    known = terms()
    assert len(known) >= 600
    names = [
        name if name.isupper() else name.lower()
        for term in known
        for name in (term.name, *term.others)
    ]
    assert sorted({name for name in names if names.count(name) > 1}) == []
    for term in known:
        assert term.plain
        assert len(term.plain) < 160, term
        assert term.plain.lower() not in {term.name.lower(), *map(str.lower, term.others)}, term


def test_every_term_of_the_glossary_explains_its_own_names() -> None:
    glossary = Glossary(terms())
    for term in terms():
        for name in (term.name, *term.others):
            found = glossary.explain(f"It is {name} here.", {})
            assert [one.term for one in found] == [term.name], name
