import gzip

import pytest

from probatum.errors import SourceError
from probatum.sources.xml_file import each, flat, root_name, whole


@pytest.mark.parametrize(
    "head",
    [
        b"<article>",
        b'<?xml version="1.0"?>\n<!-- a <note> -->\n<!DOCTYPE article [<!ENTITY a "b">]><article/>',
        b'<x:article xmlns:x="u">',
        "<article>".encode("utf-16"),
        b"\xef\xbb\xbf<article>",
    ],
)
def test_the_root_is_found_behind_whatever_stands_before_it(head):
    assert root_name(head) == "article"


def test_a_text_that_is_not_xml_has_no_root():
    assert root_name(b"# A page") == ""


def test_no_entity_of_a_file_is_ever_opened(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    path = tmp_path / "a.xml"
    entity = f'<!ENTITY s SYSTEM "{secret.as_uri()}">'
    path.write_text(f'<!DOCTYPE a SYSTEM "a.dtd" [{entity}]><a>x&s;y&nbsp;z</a>')
    assert flat(whole(path)) == "xy z"


def test_entities_that_grow_without_end_are_refused(tmp_path):
    path = tmp_path / "a.xml"
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    path.write_text(f'<!DOCTYPE a [<!ENTITY e0 "ha">{lines}]><a>&e11;</a>')
    with pytest.raises(SourceError, match="amplification"):
        whole(path)


def test_a_packed_file_is_unpacked_and_a_cut_one_is_refused(tmp_path):
    packed = gzip.compress(b"<s><r>1</r><r>2</r></s>")
    path = tmp_path / "a.xml.gz"
    path.write_bytes(packed)
    assert [flat(record) for record in each(path, ("r",))] == ["1", "2"]
    path.write_bytes(packed[:-12])
    with pytest.raises(SourceError, match="fetch it again"):
        list(each(path, ("r",)))


def test_a_broken_or_missing_file_is_refused_with_a_reason(tmp_path):
    path = tmp_path / "a.xml"
    with pytest.raises(SourceError, match="cannot be read"):
        whole(path)
    path.write_text("<a><b></a>")
    with pytest.raises(SourceError, match="not well-formed"):
        whole(path)


def test_a_file_that_goes_on_without_a_record_is_refused_before_it_fills_the_memory(tmp_path):
    path = tmp_path / "a.xml.gz"
    path.write_bytes(gzip.compress(b"<s>" + b"<a/>" * 5_000_000 + b"<r/></s>", 1))
    with pytest.raises(SourceError, match="without the end of a record"):
        list(each(path, ("r",)))
