"""What is told to be well-formed without asking libxml2 is so by libxml2 and by another parser."""

from __future__ import annotations

import random
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from probatum.errors import SourceError
from probatum.sources import xml_file
from probatum.sources.fetched import Fetched
from probatum.sources.pubmed import records
from probatum.sources.well_formed import SAFELY, all_well_formed, checking_parser
from tests.both_forms import both
from tests.sources.test_pubmed_both_ways import RECORD, WAYS

PLAIN = [
    b"<r></r>",
    b"<r/>",
    b"<r />",
    b"<r\t\r\n></r \t\r\n>",
    b"<r>a>b ]] ]> ' \"</r>",
    b"<r a='1' b=\"2\"\nc = '>\"]'/>",
    b"<r><_b.-9Z/>x<c><d/></c></r>",
    b"<r a='&lt;&gt;'>&amp;&quot;&apos;&#9;&#x0A;&#xd;&#x10FFFF;&#0065;</r>",
    b"<r>\t\r\n \x7f</r>",
    "<r a='é'>\x80߿ࠀ퟿\ue000\ufffd\U00010000\U0010ffff</r>".encode(),
    b"<r>" + b"<a>" * 99 + b"</a>" * 99 + b"</r>",
    b"<r>" + b"x" * 999_990 + b"</r>",
    b"<r " + b" ".join(b"%c=''" % letter for letter in b"abcdefghijklmnop") + b"/>",
    b"<" + b"n" * 255 + b"/>",
]
MALFORMED = [
    # tags
    b"",
    b" ",
    b"x",
    b"<",
    b"<>",
    b"< r/>",
    b"<r",
    b"<r>",
    b"<r/",
    b"<r/ >",
    b"<r//>",
    b"<r><a/ </r>",
    b"</r>",
    b"</r><r>",
    b"<r><",
    b"<r></",
    b"<r></r",
    b"<r></r ",
    b"<r></r/>",
    b"<r></>",
    b"<r><></></r>",
    b"<r>< a=''/></r>",
    b"<r></ r>",
    b"<r></r a=''>",
    b"<r></rr>",
    b"<rr></r>",
    b"<r></R>",
    b"<r><a></r></a>",
    b"<r><a></a></a>",
    b"<r><a></r>",
    b"<r></r></r>",
    b"<r><1/></r>",
    b"<r><-/></r>",
    b"<r><./></r>",
    b"<r><a+/></r>",
    b"<r><a\x00/></r>",
    "<r><\u2aba/></r>".encode(),
    "<r \u2aba=''/>".encode(),
    b"<r><a<b/></a></r>",
    b"<r/>x",
    b"x<r/>",
    b"xr/>",
    b"<r/><q/>",
    b"<r></r><q/>",
    # attributes
    b"<r a></r>",
    b"<r a=></r>",
    b"<r a=1></r>",
    b"<r a='></r>",
    b"<r a='",
    b"<r a=",
    b"<r a",
    b"<r ",
    b"<r a='1\"></r>",
    b"<r ='1'></r>",
    b"<r a'1'></r>",
    b"<r a=='1'></r>",
    b"<r a~'1'></r>",
    b"<r a=1x1></r>",
    b"<r 1='1'></r>",
    b"<r a&='1'></r>",
    b"<r a='1'b='2'></r>",
    b"<r a='1' a='2'></r>",
    b"<r a='1' b='2' a=\"1\"/>",
    b"<r><q a='<'/></r>",
    b'<r><q a="<b"/></r>',
    b"<r>\x0b</r>",
    b"<r\x0ba='1'/>",
    b"<r\x0c/>",
    # text
    b"<r>]]></r>",
    b"<r>]]]></r>",
    b"<r>x<!</r>",
    b"<r>x<?</r>",
    b"<r><!-- -- --></r>",
    b"<r><?xml version='1.0'?></r>",
    b"<r><!DOCTYPE r></r>",
    b"<r><![CDATA[</r>",
    # references
    b"<r>&</r>",
    b"<r>& </r>",
    b"<r>&;</r>",
    b"<r>&amp</r>",
    b"<r>&am;</r>",
    b"<r>&ampx;</r>",
    b"<r>&AMP;</r>",
    b"<r>&lt</r>",
    b"<r>&gt</r>",
    b"<r>&quot</r>",
    b"<r>&apos</r>",
    b"<r>&nbsp;</r>",
    b"<r a='&'/>",
    b"<r a='&nbsp;'/>",
    b"<r>&#;</r>",
    b"<r>&#x;</r>",
    b"<r>&#X41;</r>",
    b"<r>&#65</r>",
    b"<r>&#6a;</r>",
    b"<r>&#xgg;</r>",
    b"<r>&#x`;</r>",
    b"<r>&#-65;</r>",
    b"<r>&# 65;</r>",
    *(b"<r>&#%d;</r>" % number for number in (0, 8, 11, 12, 14, 31, 0xD800, 0xDFFF)),
    *(
        b"<r>&#x%x;</r>" % number
        for number in (0xFFFE, 0xFFFF, 0x110000, 1 << 32 | 65, 1 << 64 | 65)
    ),
    b"<r>&#",
    b"<r>&#65",
    b"<r>&",
    # characters
    *(b"<r>%c</r>" % byte for byte in (*range(9), 11, 12, *range(14, 32))),
    *(b"<r>1234567%c</r>" % byte for byte in (0, 11, 31)),
    b"<r>12345678\x001234567</r>",
    *(b"<r>%c</r>" % byte for byte in range(0x80, 0x100)),
    *(b"<r>%c\x80</r>" % byte for byte in (0xC0, 0xC1, *range(0xE0, 0x100))),
    *(b"<r>%c\xbf\xbf</r>" % byte for byte in (0xE0 - 1, *range(0xF0, 0x100))),
    *(b"<r>%c\x8f\xbf\xbf</r>" % byte for byte in (*range(0xF5, 0x100), 0xEE)),
    b"<r>\xc3a</r>",
    b"<r>\xc3\xc3</r>",
    b"<r>\xe2a\x80</r>",
    b"<r>\xe2\x80a</r>",
    b"<r>\xf0a\x80\x80</r>",
    b"<r>\xf1a\x80\x80</r>",
    b"<r>\xf0\x90a\x80</r>",
    b"<r>\xf0\x90\x80a</r>",
    b"<r>\xe0\x80\x80</r>",
    b"<r>\xe0\x9f\xbf</r>",
    b"<r>\xed\xa0\x80</r>",
    b"<r>\xed\xbf\xbf</r>",
    b"<r>\xef\xbf\xbe</r>",
    b"<r>\xef\xbf\xbf</r>",
    b"<r>\xf0\x80\x80\x80</r>",
    b"<r>\xf0\x8f\xbf\xbf</r>",
    b"<r>\xf4\x90\x80\x80</r>",
    b"<r><a\xff/></r>",
    b"<r a='\xff'/>",
    *(b"<r>%b" % half for half in (b"\xc3", b"\xe2", b"\xe2\x80", b"\xf0\x90", b"\xf0\x90\x80")),
]
LEFT_TO_LIBXML2 = [
    b"<r><!-- c --></r>",
    b"<r><![CDATA[x]]></r>",
    b"<r><?x y?></r>",
    b"<r a=']]>'/>",
    b"<x:r xmlns:x='u'/>",
    b"<r xml:lang='en'/>",
    b"<r xmlns='u'/>",
    b"<r><x:y/></r>",
    "<é/>".encode(),
    b"<r><r/></r>",
    b"<r><rs/></r>",
    b" <r/>",
    b"<r/>\n",
    b"\xef\xbb\xbf<r/>",
    b"<r>" + b"<a>" * 100 + b"</a>" * 100 + b"</r>",
    b"<r>" + b"<a>" * 300 + b"</a>" * 300 + b"</r>",
    b"<r>" + b"x" * 1_000_000 + b"</r>",
    b"<r " + b" ".join(b"%c=''" % letter for letter in b"abcdefghijklmnopq") + b"/>",
    b"<" + b"n" * 256 + b"/>",
]
FRAGMENTS = [
    *(
        b"<a>",
        b"</a>",
        b"<a ",
        b"<b/>",
        b"<ab>",
        b"</ab>",
        b"<",
        b"</",
        b">",
        b"/>",
        b"/",
        b"</a >",
    ),
    *(
        b" x='1'",
        b' y="2"',
        b" x = '",
        b"=",
        b"'",
        b'"',
        b" ",
        b"\n",
        b"\t",
        b"x",
        b"xmlns",
        b"a:b",
    ),
    *(b"&amp;", b"&lt;", b"&#65;", b"&#x41;", b"&", b"#", b";", b"&#", b"&x;", b"]", b"]]>", b"]]"),
    *(
        b"<!--",
        b"-->",
        b"<?x ?>",
        b"<![CDATA[",
        b"\x00",
        b"\x0b",
        b"\x7f",
        b"\x80",
        b"\xbf",
        b"\xc2",
    ),
    *("é≥\U0001d6fc\ufffe".encode(), b"\xed\xa0\x80", b"\xe2", b"\xf0\x9f", b"text", b"1", b"."),
]
_bytes = st.one_of(st.sampled_from(FRAGMENTS), st.binary(max_size=3))
written = st.lists(_bytes, max_size=12).map(lambda parts: b"<r>%b</r>" % b"".join(parts))


@st.composite
def nested(draw: st.DrawFn, depth: int = 0) -> bytes:
    """An element mostly as it should be."""
    name = draw(st.sampled_from([b"a", b"b.c", b"_d"])) if depth else b"r"
    stated = b"".join(
        draw(st.lists(st.sampled_from([b" x='1'", b' y="&lt;"', b"\nz = '>'"]), unique=True))
    )
    if depth and draw(st.booleans()):
        return b"<%b%b/>" % (name, stated)
    texts = st.sampled_from(
        [b"", b"x", b" 1 > 0 ", b"&amp;", "é≥".encode(), b"&#x3b1;", b"]", b"12345678"]
    )
    inner = texts if depth > 2 else st.one_of(texts, nested(depth=depth + 1))
    return b"<%b%b>%b</%b>" % (name, stated, b"".join(draw(st.lists(inner, max_size=5))), name)


@st.composite
def changed(draw: st.DrawFn, of: st.SearchStrategy[bytes]) -> bytes:
    """The same with a few bytes taken out, put in or exchanged, or parts of it."""
    data = draw(of)
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 3)))
        other = draw(st.integers(0, len(data)))
        put = draw(st.one_of(_bytes, st.just(data[other : other + draw(st.integers(0, 8))])))
        data = data[:start] + put + data[end:]
    return data


@pytest.fixture(scope="module")
def is_certain() -> Callable[[bytes], bool]:
    both(all_well_formed)
    from probatum.sources._well_formed import is_certain

    return is_certain


def is_sound(data: bytes, told: bool) -> bool:
    """Whether, of what is told to be well-formed, two parsers make the same."""
    if told:
        found = etree.tostring(etree.fromstring(data, etree.XMLParser(**SAFELY)), method="c14n")
        assert found == ElementTree.canonicalize(data.decode()).encode()
        assert all_well_formed.__wrapped__([data], checking_parser())
    return told


def is_parsed(data: bytes) -> bool:
    try:
        etree.fromstring(data, etree.XMLParser(**SAFELY))
    except etree.XMLSyntaxError:
        return False
    return True


def shown(data: bytes) -> str:
    return ascii(data[:24])


@pytest.mark.parametrize("data", PLAIN, ids=shown)
def test_what_is_written_plainly_is_told_at_once(is_certain, data):
    assert is_sound(data, is_certain(data))


@pytest.mark.parametrize("data", MALFORMED, ids=shown)
def test_what_is_not_well_formed_is_never_certain(is_certain, data):
    assert not is_parsed(data)
    assert not is_certain(data)


@pytest.mark.parametrize("data", LEFT_TO_LIBXML2, ids=shown)
def test_what_is_written_otherwise_is_left_to_libxml2(is_certain, data):
    assert not is_certain(data)


def test_every_character_is_told_as_libxml2_tells_it(is_certain):
    for code in (*range(0x3000), *range(0xD700, 0x10100), *range(0x1FF00, 0x20100), 0x10FFFF):
        data = b"<r>%b</r>" % chr(code).encode(errors="surrogatepass")
        if chr(code) not in "&<":
            assert is_certain(data) == is_parsed(data), hex(code)
        referring = b"<r>&#%d;</r>" % code
        assert is_certain(referring) == is_parsed(referring), hex(code)


def test_a_record_is_certain_only_whole(is_certain):
    data = RECORD.encode()
    assert is_certain(data)
    assert not any(is_certain(data[:end]) for end in range(len(data)))
    assert not any(is_certain(data[start:]) for start in range(1, len(data)))


@settings(deadline=None, max_examples=500)
@given(st.one_of(changed(nested()), changed(written), changed(st.just(RECORD.encode()))))
def test_what_is_certain_is_well_formed(is_certain, data):
    is_sound(data, is_certain(data))


@settings(deadline=None)
@given(nested())
def test_elements_as_they_should_be_are_certain(is_certain, data):
    assert is_sound(data, is_certain(data))


@pytest.mark.parametrize("way", WAYS)
def test_records_written_in_other_ways_are_told_soundly(is_certain, way):
    dice = random.Random(way)
    for _ in range(10):
        data = WAYS[way](RECORD, dice).encode()
        is_sound(data, is_certain(data))


def test_nearly_all_real_records_are_certain_and_are_well_formed(is_certain, shared_data):
    told = []
    for path in sorted((shared_data / "fixtures" / "pubmed-xml").rglob("*.xml")):
        try:
            told += [is_sound(record, is_certain(record)) for record in records(path)]
        except SourceError:
            continue
    assert sum(told) > 400
    assert told.count(False) < 5


@settings(deadline=None)
@given(st.lists(changed(nested()), max_size=4))
def test_both_forms_tell_the_same_of_what_is_cut_out(parts):
    compiled, pure = both(all_well_formed)
    cut = [part for part in parts if part.startswith((b"<r>", b"<r ")) and part.endswith(b"</r>")]
    assert compiled(cut, checking_parser()) == pure(cut, checking_parser())


@settings(deadline=None)
@given(st.lists(st.one_of(changed(nested()), changed(written)), max_size=4))
def test_a_file_is_read_the_same_by_both_forms(parts):
    file = Fetched("a.xml", b"<s>%b</s>" % b"\n".join(parts))

    def read(form: Callable[..., bool]) -> tuple[list[bytes], str]:
        found: list[bytes] = []
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(xml_file, "all_well_formed", form)
            try:
                found.extend(xml_file.each_written(file, ("r", "a")))
            except SourceError as error:
                return found, str(error)
        return found, ""

    compiled, pure = both(all_well_formed)
    assert read(compiled) == read(pure)
