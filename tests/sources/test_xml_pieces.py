"""Records cut out of a long file are those that a parser of the whole file finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probatum.errors import SourceError
from probatum.sources.fetched import Fetched
from probatum.sources.xml_file import each, each_written, flat
from probatum.sources.xml_pieces import closing, lines
from tests.both_forms import both

TAGS = ("r", "q")


def read(text: str | bytes) -> list[str]:
    data = text.encode() if isinstance(text, str) else text
    elements = [flat(element) for element in each(Fetched("a.xml", data), TAGS)]
    written = [*each_written(Fetched("a.xml", data), TAGS)]
    assert len(written) == len(elements)
    return elements


@pytest.mark.parametrize(
    "text",
    [
        "<s><r>1</r><q>2</q></s>",
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE s SYSTEM "s.dtd">\n<s>\n<r>1</r>\n<q>2</q></s>',
        "\ufeff<s a='1'><r b='>'>1</r> <q>2</q>\n</s>\n",
        "<s><!-- <r>0</r> --><r>1</r><q>2</q></s>",
        "<s><r>1</r><!-- </r><r>0</r> --><q>2</q></s>",
        "<s><r><![CDATA[1]]></r><q>2<!-- </q> --></q></s>",
        "<s><r>1</r><t>between</t><q>2</q></s>",
        "<s><r >1</r ><q\n>2</q\t></s>",
        "<s><t><r>1</r></t><q>2</q></s>",
        '<s xmlns:x="u"><r>1</r><q><x:y>2</x:y></q></s>',
        "<s><r>1<r></r></r><q>2<r/></q></s>",
        "<s><r>1</r ><q>2</q ></s>",
        "<s><r><!-- </r><r> -->1</r><q>2</q></s>",
    ],
    ids=lambda text: text.strip("\ufeff")[-24:].replace("\n", " "),
)
def test_elements_are_found_however_the_file_is_written(text: str):
    assert read(text) == ["1", "2"]


def test_a_file_in_another_encoding_is_read_as_it_says():
    text = '<?xml version="1.0" encoding="iso-8859-1"?><s><r>é</r></s>'
    assert read(text.encode("latin-1")) == ["é"]
    assert read("<s><r>é</r></s>".encode("utf-16")) == ["é"]


def test_many_elements_over_many_reads_keep_their_order():
    numbers = [str(number) for number in range(5000)]
    padding = "é" * 97
    assert [text.rstrip("é") for text in read(f"<s>{_elements(numbers, padding)}</s>")] == numbers


def _elements(numbers: list[str], padding: str) -> str:
    return "\n".join(f"<r>{number}{padding}</r>" for number in numbers)


@pytest.mark.parametrize(
    "damaged",
    [
        "<s><r>1</r><r>2</s>",
        "<s><r>1</r></s><r>2</r>",
        "<s><r>1</r></t>",
        "<s><r>1</r>",
        "<s><r>1</r>&unknown;<r>2</r",
        "<s><r>1 & 2</r></s>",
        "<s><r a=1>2</r></s>",
        "<s><r><b>1</r></b></s>",
        "<s><r>1<q></r><r></q>2</r></s>",
        "<s><r>1</r><r>2</b></r><r><b>3</r></s>",
        b"<s><r>1</r><r>\xed\xa0\x80</r></s>",
        b"<s><r>1</r><r>\xc0\x80</r></s>",
        b"<s><r>1</r>\x0b<r>2</r></s>",
        b"<s><r>\xff</r></s>",
    ],
    ids=str,
)
@pytest.mark.parametrize("reader", [each, each_written])
def test_a_file_that_is_not_well_formed_is_refused(reader, damaged):
    data = damaged.encode() if isinstance(damaged, str) else damaged
    with pytest.raises(SourceError, match=r"not well-formed|cannot be read"):
        list(reader(Fetched("a.xml", data), ("r",)))


@pytest.mark.parametrize("reader", [each, each_written])
def test_the_place_of_damage_is_told_as_in_the_whole_file(reader):
    good = "<r>1</r>\n" * 40_000
    with pytest.raises(SourceError, match=r"line 40002, column 12"):
        list(reader(Fetched("a.xml", f"<s>\n{good}<r><b>1</r></b></s>".encode()), ("r",)))


@pytest.mark.parametrize("reader", [each, each_written])
def test_entities_of_the_file_itself_are_never_opened(reader, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    entity = f'<!ENTITY s SYSTEM "{secret.as_uri()}"><!ENTITY t "the text">'
    data = f'<!DOCTYPE s SYSTEM "s.dtd" [{entity}]><s><r>x&s;y&t;z&nbsp;!</r></s>'.encode()
    (found,) = reader(Fetched("a.xml", data), ("r",))
    assert "secret" not in str(found)
    assert "the text" not in str(found)


def test_what_is_written_has_no_comments_instructions_or_cdata():
    text = "<s><r>1<!-- 2 --><?x 3?><![CDATA[<4>&]]></r></s>"
    assert [*each_written(Fetched("a.xml", text.encode()), ("r",))] == [b"<r>1&lt;4&gt;&amp;</r>"]


_parts = [b"</ab>", b"</a>", b"</", b"<", b"/", b"ab", b"a", b"b", b">", b"\n", b"\0", b"<ab>"]
_held = st.lists(st.sampled_from(_parts), max_size=12).map(b"".join)
_places = st.integers(-5, 60)


@given(_held, st.sampled_from([b"a", b"ab", b"aba", b"", b"/", b"<", b"\0"]), _places)
def test_both_forms_find_the_same_closing_tag(held, name, start):
    compiled, pure = both(closing)
    assert compiled(held, name, start) == pure(held, name, start)


@pytest.mark.parametrize("held", [b"</ab>", b"x</a</ab>", b"</a></abb></ab>", b"</</ab>"])
def test_a_closing_tag_is_found_up_to_the_very_end(held):
    for form in both(closing):
        found = form(held, b"ab", 0)
        assert held[found:].startswith(b"</ab>")
        assert form(held, b"ab", found) == found
        assert form(held[:-1], b"ab", found) == -1


@given(_held, _places)
def test_both_forms_count_the_same_lines(held, end):
    compiled, pure = both(lines)
    assert compiled(held, end) == pure(held, end)
