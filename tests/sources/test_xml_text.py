"""What is found in the text of an element is what a parser finds in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from probatum.sources import inline_text, xml_file
from probatum.sources.xml_text import all_within, attributes, flat, leaf, line, parted, within


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
    assert within(text, "b") == inner


def test_a_text_is_parted_at_an_element():
    assert parted("1<b>2</b>3", "b") == ("1", "2", "</b>3")
    assert parted("1", "b") is None
    assert [*all_within("<b>1</b><b/><bc>0</bc><b c='d'>2</b>", "b")] == ["1", "", "2"]


def test_leaves_are_found_with_their_attributes_and_where_a_group_begins():
    text = "<g n=\"1\"><b>1<i>2</i></b><c d='>'/></g><g><bc>0</bc><c>3</c ></g>"
    assert leaf("b", "c", begin="g").findall(text) == [
        ("", "", "", ' n="1"'),
        ("b", "", "1<i>2</i>", ""),
        ("c", " d='>'", "", ""),
        ("", "", "", ""),
        ("c", "", "3", ""),
    ]


def test_attributes_are_read_in_either_quotes():
    assert attributes(""" a="1" b='"2"' c:d = "&lt;&#233;" """) == {
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
        "x<i a='>'>y</i>&nbsp;&alpha;&unknown;z",
        "<m:math xmlns:m='u'><m:mi>x</m:mi></m:math>",
    ],
)
def test_text_is_told_as_from_a_parsed_element(inner: str):
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False)
    element = etree.fromstring(f'<!DOCTYPE a SYSTEM "a"><a>{inner}</a>', parser)
    assert flat(inner) == xml_file.flat(element)
    assert line(inner) == inline_text.inline(element)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_any_text_comes_back_on_one_line(text: str):
    element = etree.Element("a")
    element.text = text
    written = etree.tostring(element, encoding="unicode")
    assert flat(within(written, "a")) == " ".join(text.split())
