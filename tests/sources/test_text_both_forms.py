"""Text is the same whether Python or compiled code made it, whatever is written."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probatum.sources.normalised import clean, titled
from probatum.sources.xml_file import one_line
from probatum.sources.xml_text import flat, flat_all, line, paragraph
from tests.both_forms import both, outcome

FRAGMENTS = [
    *("a", "Word", " ", "  ", "\n", "\t", "\x0b", "\x1c", "\x7f", "~", "é", "≥", "\u0301", "\xa0"),
    *("&lt;", "&gt;", "&amp;", "&quot;", "&apos;", "&#945;", "&#x3b1;", "&alpha;", "&no;"),
    *("&", ";"),
    *("<i>", "</i>", "<sub>", "</sub>", "<sup>", "</sup>", "<sup >", "<x:sup>", "<super>"),
    *("<", ">"),
    *("<i a='>'>", "<I>", "<b/>", "<b />", "<h1>", "</>", "<i<", "am", "p;", "&lt", "/"),
    "\U0001d6fc",
]
NUMBERS = [
    *("0", "1", "32", "x7f", "x80", "xFfFf", "65536", "x4_1", "9", "x9", "49", "x31", "128"),
    *("xa0", "xA0", "x7ff", "x2013", "8211", "xd7ff", "xd800", "xdfff", "xe000", "xfffd"),
    *("xfffe", "xffff", "x10000", "x1D6FC", "x10ffff", "x110000", "1114111", "1114112"),
    *("99999999999", "X41", "", "x", "x_1", " 65", "0000065", "00000065", "000000065"),
    *("x000041", "x0000041", "x00000041", "6a", "xg", "-1", "x6 ", "233 ", "x800", "2048"),
]
REFERENCES = [f"&#{number};" for number in NUMBERS]
WRITTEN = (
    st.lists(st.sampled_from([*FRAGMENTS, *REFERENCES]), max_size=12).map("".join).map(str.encode)
)
ANY = WRITTEN | st.binary(max_size=8) | st.text("ab c", max_size=6).map(str.encode)
CHARACTERS = st.characters(exclude_categories=("Cs",)) | st.sampled_from(
    "  \n\xa0abéß≥\u0301\u0338\xad"
)
PARTED = st.text(" \t\x1c\x85\xa0\u2000\u2009\u2028abéβ≥", max_size=9).map(lambda text: text * 20)


def same(function: Callable[..., Any], *given: object) -> bool:
    compiled, told = both(function)
    return outcome(compiled, *given) == outcome(told, *given)


@pytest.mark.parametrize("fragment", [*FRAGMENTS, *REFERENCES, "&#xe9", "&#233", "&#"])
def test_each_fragment_by_itself_makes_the_same_text(fragment: str):
    for inner in (fragment, f"a{fragment}", f"{fragment}a", f"a {fragment} é"):
        assert same(flat, inner.encode())
        assert same(paragraph, inner.encode())


@given(ANY)
@settings(max_examples=400)
def test_what_stands_in_an_element_makes_the_same_text(inner: bytes):
    assert same(flat, inner)
    assert same(line, inner)
    assert same(paragraph, inner)


@pytest.mark.parametrize("reference", [*REFERENCES, "&quot;", "&apos;", "&AMP;", "&lt ;", "&gt"])
def test_a_reference_becomes_the_same_character(reference: str):
    for text in (reference, f"a {reference}b", f"<i>{reference}</i>", f"1<sup>{reference}</sup>2"):
        for end in range(len(text), 0, -1):
            inner = text[:end].encode()
            assert same(flat, inner)
            assert same(line, inner)
            assert same(paragraph, inner)
    assert same(paragraph, f"1<sup>2</sup>{reference}<sup>3</sup>".encode())


RAISED = [
    *(
        f"<sup>{power}</sup>"
        for power in ("2", "-10", "−1", "–", "1−2−3", "+", "123456", "a", "", " 2")
    ),
    *("<sup>", "</sup>", "<i>", "</i>", "<sub>", "</sub>", "<i></i>", "<sup>2<i>3</i></sup>"),
    "<u>",
    *("10", "5", "x", " ", "  ", "\n", "²", "٣", "é", "\xa0", "&lt;", "&gt;", "&amp;"),
    *("&#49;", "]]>"),
    *("\r", "\t", "\x01", "\x7f", "\x85", "\ufffe", "\ufeff", "<sup>&lt;</sup>", "<sup>3"),
    "<sup>²</sup>",
]


RAISED += REFERENCES


def in_tags(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    tags = st.sampled_from(["<i>{}</i>", "<sub>{}</sub>", "<sup>{}</sup>", "1{}<sup>2</sup>", "{}"])
    return st.builds(str.format, tags, inner) | st.lists(inner, max_size=4).map("".join)


@given(st.recursive(st.sampled_from(RAISED), in_tags, max_leaves=12))
@settings(max_examples=1500)
def test_powers_are_raised_alike(inner: str):
    assert same(paragraph, inner.encode())
    assert same(paragraph, f"10<sup>2</sup> {inner}".encode())


@pytest.mark.parametrize("power", [2, 3, 15, 16, 17, 40])
def test_powers_are_raised_in_tags_in_one_another(power: int):
    inner = b"<i>" * power + b"1<sup>0123</sup>4" + b"</i>" * power
    assert same(paragraph, inner)
    assert same(paragraph, inner + b"</i>")
    assert same(paragraph, b"1<sup>" + b"2" * power + b"</sup>")


@pytest.mark.parametrize("size", [(1 << 20) - 20, (1 << 20) + 20, 11_000_000])
def test_powers_are_raised_in_a_long_text(size: int):
    assert same(paragraph, b"1" * size + b"<sup>2</sup>")


@given(st.lists(ANY, max_size=4))
def test_many_make_the_same_texts(inner: list[bytes]):
    assert same(flat_all, inner)
    assert same(flat_all, tuple(inner))


def test_of_several_reasons_many_texts_fail_for_the_same():
    assert same(flat_all, [b"&#x110000;", b"\x80"])
    assert same(flat_all, [b"&#99999999999;", b"&#x110000;"])


def test_every_part_of_real_records_makes_the_same_text(shared_data: Path):
    found = {
        inner
        for path in sorted((shared_data / "fixtures" / "pubmed-xml").rglob("*.xml"))
        for pattern in (rb"<(\w+)(?: [^<>]*)?>([^<]*)</\1>", rb"<(AbstractText)[^>]*>(.*?)</\1>")
        for _, inner in re.findall(pattern, path.read_bytes())
    }
    assert len(found) > 5000
    for inner in found:
        assert same(flat, inner)
        assert same(line, inner)
        assert same(paragraph, inner)
        assert same(clean, paragraph(inner))


@given(st.text(CHARACTERS) | PARTED)
@settings(max_examples=400)
def test_any_text_is_made_clean_alike(text: str):
    assert same(clean, text)
    assert same(clean, f"{text}≥")
    assert same(one_line, text)
    assert same(one_line, f"≥{text}")


@pytest.mark.parametrize(
    "around",
    ["{}", "a{}", "≥ {}", "é {}", "{} \xa0b", "{}\u0301", "≥{}", "{}\U0001d6fc", "A{}\u0300"],
)
def test_every_character_is_made_clean_alike(around: str):
    compiled, told = both(clean)
    for code in {*range(0x3200), *range(0x3200, sys.maxunicode, 97)} - {*range(0xD800, 0xE000)}:
        text = around.format(chr(code))
        assert compiled(text) == told(text)
        assert same(one_line, text)


def test_a_text_of_another_class_is_made_clean():
    class Text(str):
        __slots__ = ()

    assert same(clean, Text("a  b"))
    assert same(clean, Text("a b"))
    assert same(one_line, Text("a b "))


@given(st.lists(st.tuples(st.text("A b\n", max_size=3), st.text("a ≥\n\xad", max_size=5))))
def test_sections_become_the_same_blocks(sections: list[tuple[str, str]]):
    compiled, told = both(titled)
    assert repr(compiled(sections)) == repr(told(sections)), "also in the same order"
    assert compiled(iter(sections)) == told(sections)
