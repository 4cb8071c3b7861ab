"""What is found in the text of an element is what a parser finds in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from probatum.sources import inline_text, xml_file
from probatum.sources.xml_text import Element, attributes, flat, flat_all, leaf, line


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("<a><b>1</b></a>", "1"),
        ("<a><bc>0</bc><b>1</b></a>", "1"),
        ("<a><b c='>' d=\"'>\">1</b></a>", "1"),
        ("<a><b\n>1</b >2</a>", "1"),
        ("<a><b/><b>1</b></a>", ""),
        ("<a><b c='1' /><b>1</b></a>", ""),
        ("<a>1</a>", ""),
        ("<a><b><bc>1</bc></b></a>", "<bc>1</bc>"),
    ],
)
def test_what_stands_in_the_first_element_of_a_name(text: str, inner: str):
    assert Element("b").within(text.encode()).decode() == inner


def test_a_text_is_parted_at_an_element():
    found = Element("b")
    assert found.parted(b"1<b>2</b>3") == (b"1", b"2", b"</b>3")
    assert found.parted(b"1") is None
    text = b"<b>1</b><b/><bc>0</bc><b c='d'>2</b>"
    assert [*found.all_within(text)] == [b"1", b"", b"2"]
    assert [inner for _, inner in found.all_stated(text)] == [b"1", b"", b"2"]
    assert [inner for _, inner in found.leaves(text)] == [b"1", b"", b"2"]
    stated = [attributes(written) for written, _ in found.all_stated(text)]
    assert stated == [attributes(written) for written, _ in found.leaves(text)]
    assert stated == [{}, {}, {"c": "d"}]


def test_leaves_are_found_with_their_attributes_and_where_a_group_begins():
    text = b"<g n=\"1\"><b>1<i>2</i></b><c d='>'/></g><g><bc>0</bc><c>3</c ></g>"
    assert leaf("b", "c", begin="g").findall(text) == [
        (b"", b"", b"", b' n="1"'),
        (b"b", b"", b"1<i>2</i>", b""),
        (b"c", b" d='>'", b"", b""),
        (b"", b"", b"", b""),
        (b"c", b"", b"3", b""),
    ]


def test_attributes_are_read_in_either_quotes():
    assert attributes(b""" a="1" b='"2"' c:d = "&lt;&#233;" """) == {
        **{"a": "1", "b": '"2"', "c:d": "<é"},
    }


@pytest.mark.parametrize(
    "inner",
    [
        "plain",
        "  two \n words ",
        "5 &lt; 6 &amp;lt; &gt; &quot;&apos;",
        "&#945;&#x3b1;&#150;",
        "a <i>b</i> <b>c</b>.",
        "10<sup>9</sup> of CO<sub>2</sub>",
        "x<sup>support</sup> <m:sup xmlns:m='u'>2</m:sup>1<sup >2</sup>",
        "x<i a='>'>y</i>&nbsp;&alpha;&unknown;z",
        "<m:math xmlns:m='u'><m:mi>x</m:mi></m:math>",
    ],
)
def test_text_is_told_as_from_a_parsed_element(inner: str):
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False)
    element = etree.fromstring(f'<!DOCTYPE a SYSTEM "a"><a>{inner}</a>', parser)
    assert flat(inner.encode()) == xml_file.flat(element)
    assert line(inner.encode()) == inline_text.inline(element)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_any_text_comes_back_on_one_line(text: str):
    element = etree.Element("a")
    element.text = text
    inner = Element("a").within(etree.tostring(element, encoding="utf-8", xml_declaration=False))
    assert flat(inner) == " ".join(text.split())


@given(st.lists(st.text("ab é\n\u00a0&<")))
def test_many_texts_are_told_as_each_of_them(texts: list[str]):
    written = [text.replace("&", "&amp;").replace("<", "<i/>").encode() for text in texts]
    assert flat_all(written) == [flat(each) for each in written]
