"""What is found in the bytes of a record is the same in Python and compiled, whatever they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probatum.sources.xml_text import Element
from tests.both_forms import both, outcome

FRAGMENTS = [
    *("<b", "<b>", "</b>", "<b/>", "<b />", "<b c='1'>", '<b c="1" d = ">">', "<b\n>", "</b >"),
    *("</b\n\t>", "<bc>", "</bc>", "<bc/>", "<b:b>", "</", "</b", ">", "/", "/>", "<", " ", "\x0b"),
    *("'", '"', "=", "x", "b", "&", "&lt;", "é", "≥", "\x00", "<i>", "</i>", "<b c>", "<b c=1>"),
    *("y" * 63, "z" * 64, "<b " * 3, "<b <b>", "<b c='</b>'>", "<b c='<b>'/>", "<b/ >", "<b\x1c>"),
]
TEXTS = st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join).map(str.encode)
ANY = TEXTS | st.binary() | st.builds(lambda text, end: text[:-end], TEXTS, st.integers(1, 9))
WAYS = ("within", "found_at", "parted", "all_within", "all_stated", "leaves", "first", "texts")
NAMES = ("b", "bc", "PubmedArticle", "Abstract", "AbstractText", "Author", "Keyword", "ArticleId")


@pytest.fixture(scope="module", params=NAMES)
def forms(request: pytest.FixtureRequest) -> tuple[Element, Element]:
    compiled, told = both(Element)
    return compiled(request.param), told(request.param)


def finds_the_same(forms: tuple[Element, Element], text: bytes) -> bool:
    compiled, told = forms
    return all(
        outcome(getattr(compiled, way), text) == outcome(getattr(told, way), text) for way in WAYS
    )


@pytest.mark.parametrize(
    "text",
    [
        *("<b<b>1</b>", "<b><b>1</b>", "<b>1</b >2<b>3</b>", "<b>1</b >2<b/>", "<b", "<b>"),
        "<b>1</b",
        *(
            "<b>1</b 2</b\t3</b>",
            "<b>1</bc></b>",
            "<bc><b>1</bc></b>",
            "<b c='<b>'>1</b>",
            "<b c='>",
        ),
        *("<b/b>1</b>", "<b/", "<b /", "<b c=1>2</b>", "<b c='1'd='2'>3</b>", "<b\x1c>1</b>"),
        "</b><b>",
        *(
            "<b c='1'/>2<b>3</b>",
            "<b>1</b\x0b></b>",
            "<b c='1'  >2</b>",
            "<b\n/ >1</b>",
            "<b>1<b>2</b>",
        ),
    ],
)
def test_elements_are_found_however_they_are_written(text: str):
    assert finds_the_same((both(Element)[0]("b"), both(Element)[1]("b")), text.encode())


@given(ANY)
@settings(max_examples=500)
def test_elements_of_one_letter_are_found_in_any_bytes(text: bytes):
    assert finds_the_same((both(Element)[0]("b"), both(Element)[1]("b")), text)


@given(ANY, st.integers(0, 200))
def test_elements_are_found_at_any_distance(text: bytes, distance: int):
    forms = both(Element)[0]("bc"), both(Element)[1]("bc")
    assert finds_the_same(forms, b"-" * distance + b"<bc>" + b"." * distance + text + b"</bc>")


def test_elements_are_found_in_real_records(forms: tuple[Element, Element], shared_data: Path):
    count = 0
    for text in real_files(shared_data):
        assert finds_the_same(forms, text)
        assert finds_the_same(forms, re.sub(rb"</(\w+)>", rb"</\1 >", text))
        assert finds_the_same(forms, text[len(text) // 3 : len(text) // 2])
        count += 1
    assert count > 20


def real_files(shared_data: Path) -> Iterator[bytes]:
    for path in sorted((shared_data / "fixtures" / "pubmed-xml").rglob("*.xml")):
        yield path.read_bytes()


@pytest.mark.parametrize("name", [None, b"b", ""])
def test_an_element_has_a_name(name: object):
    with pytest.raises((TypeError, ValueError)):
        both(Element)[0](name)


def test_bytes_alone_are_looked_in():
    for way in WAYS:
        for text in (None, "<b>"):
            with pytest.raises(TypeError):
                getattr(both(Element)[0]("b"), way)(text)
