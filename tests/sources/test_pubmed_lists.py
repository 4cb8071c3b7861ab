"""The lists of a PubMed record are the same read in compiled code, however they are written."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probatum.errors import SourceError
from probatum.sources import pubmed
from probatum.sources.pubmed_authors import authors_as_usual
from probatum.sources.pubmed_record import OF_DISEASES, headings_as_usual, topics_of
from probatum.sources.pubmed_references import bibliography, cited_as_usual, year_of
from tests.both_forms import both

Reading = Callable[[bytes], Any]

TEXTS = (
    *("", " ", "Jugs", "Jug of 2", " cups", "cups ", "two  jugs", "a\nb", "a\tb", "\x7f", "\x00"),
    *(
        "H&amp;M",
        "&#x2013;",
        "&#32;",
        "&#xZ;",
        "&lost;",
        "&",
        "10–12",
        "é",
        "\u2009b",
        "> 5",
        "<i>",
    ),
)
CITED = (
    *("J Inv. 2001;1:2-9.", "J Inv. 2001 May;1:2", "J. 2001 May 12;1", "J. 1999 may;1", "1500;"),
    *("J. 1499;", "12001;", "a2001;", "_2001;", "é2001;", "–2001;", "(2001);", "2001; 1999;"),
    *("1998 May 1999;", "2001  May;", "2100;", "2001 May 1999;", "1 2001 May;", "201٢;", "2001 ٣;"),
    *("2001 May ٣;", "2001 Mäy;", "; ;;", ";", "1;", "2001 May", "٢001;", "٣2001;", "x2001 May 1;"),
    *("Jan;1", "2001 Jan 1;" * 3, "22001 Jan 1; 1987;", "1987 1;", "198 Jan;", "2001 Jan12;"),
    *("2001 Jän; 1999;", "²2001;", "&#50;001;", "2001&#59;", "2001\u00a0Jan;", "x 1999 Jan 1é;"),
    *(
        "<i>J Inv</i> 2001;<sup>2</sup>1",
        "<b>2001</b>;",
        "<u>x</u>",
        "H<sub>2</sub>O",
        "<i x>",
        "<",
    ),
    *("</i>", "<s>", "<sup", "<i/>", "<Reference>", "</Citation >", "<i></Citation>"),
)
NUMBERS = ("55", "055", "0", "12345678", "123456789", " 5 ", "5a", "٥", "", "1 2", "&#53;", "²")
NAMES = (
    *("10.1000/X", "10.1000/x", "10.100/x", "10.1234567890/x", "10.1000/", "10.1000", "doi:10.1/x"),
    *(
        "10.1000/x.",
        "10.1000/x;,.",
        "10.1000/x,",
        "10.1000/x;",
        "10.1000/a b",
        "10.1000/é",
        "10.1000/a&lt;b",
        " 10.1000/x",
    ),
    *(
        "https://doi.org/10.1000/XY",
        "10.1000/\u2003",
        "10.1000/(A)[b]",
        "10.10a0/x",
        "10.1000/.",
        "",
    ),
)


def leaf(name: str, texts: st.SearchStrategy[str], stated: str = "") -> st.SearchStrategy[str]:
    return texts.map(lambda text: f"<{name}{stated}>{text}</{name}>")


def one(*texts: str) -> st.SearchStrategy[str]:
    return st.sampled_from(texts)


def row(*parts: str | st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    each = [st.just(part) if isinstance(part, str) else part for part in parts]
    return st.tuples(*each).map("".join)


def some(part: st.SearchStrategy[str], at_most: int = 4) -> st.SearchStrategy[str]:
    return st.lists(part, max_size=at_most).map("".join)


BLANKS = one("", "", "", "\n", " ", "\r\n\t ", "\x0b\x0c", "\u00a0", "\x1c")
TEXT = st.one_of(one(*TEXTS), st.text(max_size=6))
NAME = one("pubmed", "doi", "pmc", "pii", "mid", "pmcid", "")
IDENTIFIER = st.one_of(
    *(leaf("ArticleId", one(*NUMBERS), ' IdType="pubmed"'),) * 2,
    *(leaf("ArticleId", one(*NAMES), ' IdType="doi"'),) * 2,
    leaf("ArticleId", TEXT, ' IdType="pmc"'),
    row('<ArticleId IdType="', NAME, '">', TEXT, "</ArticleId>"),
)
REFERENCE = row(
    *("<Reference>", BLANKS, leaf("Citation", st.one_of(one(*CITED), TEXT)), BLANKS),
    st.one_of(
        st.just(""),
        row("<ArticleIdList>", some(row(BLANKS, IDENTIFIER)), BLANKS, "</ArticleIdList>", BLANKS),
    ),
    "</Reference>",
)
YES = one("Y", "N", "Y", "N", "", "y", "&#89;")
HEADING = row(
    *("<MeshHeading>", '<DescriptorName UI="', one("D1", "", ">", "'", "<"), '" MajorTopicYN="'),
    *(YES, one('">', '" Type="Geographic">', '">', '" >'), TEXT, "</DescriptorName>", BLANKS),
    some(
        row(
            *("<QualifierName", one("", "", "", ' n="1"', "s"), one(' UI="'), one("Q1", ">", "'")),
            *('" MajorTopicYN="', YES, one('">', '">', '" >', '"/>')),
            *(TEXT, "</QualifierName>", BLANKS),
        )
    ),
    "</MeshHeading>",
)
PERSON = row(
    *('<Author ValidYN="', YES, '"', one("", "", ' EqualContrib="Y"'), ">", BLANKS),
    *(leaf("LastName", TEXT), BLANKS, some(leaf("ForeName", TEXT), 1), BLANKS),
    *(some(leaf("Initials", TEXT), 1), BLANKS),
    one("</Author>", "</Author>", "<AffiliationInfo>", "<Identifier>", "<Identifiers>", "<Suffix>"),
)
LISTED: dict[str, tuple[Reading, st.SearchStrategy[str]]] = {
    "references": (cited_as_usual, REFERENCE),
    "headings": (headings_as_usual, HEADING),
    "authors": (authors_as_usual, PERSON),
}
AROUND = {
    "references": ("><ReferenceList>", "</ReferenceList>"),
    "headings": ("<MeshHeadingList>", "</MeshHeadingList>"),
    "authors": ('<AuthorList CompleteYN="Y">', "</AuthorList>"),
}


def outcome(read: Reading, written: bytes) -> object:
    """What is read, with the order of all values; or that nothing can be."""
    try:
        return repr(read(written))
    except (ValueError, OverflowError):
        return "no XML"


def cut(written: bytes, dice: random.Random) -> bytes:
    """The same with something left out, doubled or changed somewhere."""
    start = dice.randrange(len(written) + 1)
    end = min(len(written), start + dice.choice((0, 1, 1, 3, 40, 1 << 20)))
    between = dice.choice(
        (b"", b"", written[start:end] * 2, b"<", b'"', b" ", b"\xff", b"\xc3\xa9")
    )
    return written[:start] + between + written[end:]


@pytest.mark.parametrize("kind", LISTED)
@given(data=st.data())
def test_both_forms_read_the_same(kind: str, data: st.DataObject):
    read, part = LISTED[kind]
    compiled, told = both(read)
    begin, end = AROUND[kind]
    around = data.draw(one(begin, begin, begin, "", begin + begin, begin[:-1]))
    written = (around + data.draw(some(row(part, BLANKS), 6)) + end).encode(errors="replace")
    assert outcome(compiled, written) == outcome(told, written)
    for _ in range(3):
        written = cut(written, data.draw(st.randoms(use_true_random=False)))
        assert outcome(compiled, written) == outcome(told, written)


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("references", b"<Reference><Citation>A</Citation></Reference>"),
        (
            "references",
            b'<Reference>\n<Citation>A</Citation>\n<ArticleIdList>\n<ArticleId IdType="doi">10.1000/'
            b'X</ArticleId>\n<ArticleId IdType="pmc">5</ArticleId>\n</ArticleIdList>\n</Reference>',
        ),
        (
            "headings",
            b'<DescriptorName UI="D1" MajorTopicYN="N" Type="Geographic">Iran</DescriptorName>\n'
            b'<QualifierName UI="Q1" MajorTopicYN="Y">trends</QualifierName>\n</MeshHeading>',
        ),
        (
            "authors",
            b'<AuthorList CompleteYN="N"><Author ValidYN="Y" EqualContrib="N"><LastName>Well'
            b'</LastName>\n<Initials>A</Initials>\n<Identifier Source="ORCID">',
        ),
    ],
)
def test_what_is_usual_is_known_for_it_wherever_it_ends(kind: str, written: bytes):
    compiled, told = both(LISTED[kind][0])
    assert compiled(written)
    for end in range(len(written) + 1):
        assert outcome(compiled, written[:end]) == outcome(told, written[:end])


@pytest.mark.parametrize(
    ("kind", "written", "texts"),
    [
        ("references", "<Reference><Citation>{}</Citation></Reference>", CITED + TEXTS),
        *(
            (
                "references",
                "<Reference><Citation>A</Citation><ArticleIdList>"
                f'<ArticleId IdType="{name}">{{}}</ArticleId></ArticleIdList></Reference>',
                texts,
            )
            for name, texts in (("pubmed", NUMBERS), ("doi", NAMES), ("pii", TEXTS))
        ),
        (
            "headings",
            '<DescriptorName UI="D1" MajorTopicYN="N">{}</DescriptorName></MeshHeading>',
            TEXTS,
        ),
        (
            "headings",
            '<DescriptorName UI="D1" MajorTopicYN="N">A</DescriptorName><QualifierName UI="Q1" '
            'MajorTopicYN="Y">{}</QualifierName></MeshHeading>',
            TEXTS,
        ),
        *(
            (
                "authors",
                f'<AuthorList CompleteYN="Y"><Author ValidYN="Y"><LastName>{family}</LastName>'
                f"<Initials>{initials}</Initials></Author>",
                TEXTS,
            )
            for family, initials in (("{}", "A"), ("Well", "{}"), ("{}", ""), ("", "{}"))
        ),
    ],
)
def test_each_text_by_itself_is_read_the_same(kind: str, written: str, texts: tuple[str, ...]):
    compiled, told = both(LISTED[kind][0])
    for text in texts:
        inner = written.format(text).encode()
        assert outcome(compiled, inner) == outcome(told, inner)


def test_more_references_than_are_common_are_numbered():
    compiled, told = both(cited_as_usual)
    written = b"<Reference><Citation>A</Citation></Reference>" * 1200
    assert compiled(written) == told(written)
    assert compiled(written)[-1]["key"] == "1200"


@given(st.lists(st.one_of(one(*CITED), st.text("12059 ;JanMay٣é_")), max_size=4).map(" ".join))
def test_the_year_of_a_citation_is_the_same(citation: str):
    compiled, _ = both(cited_as_usual)
    escaped = citation.replace("&", "").replace("<", "")
    (cited,) = compiled(f"<Reference><Citation>{escaped}</Citation></Reference>".encode())
    assert cited.get("year") == year_of(cited["text"])


def test_both_forms_read_the_same_of_real_records(shared_data: Path):
    count = 0
    dice = random.Random(1)
    for record in _real(shared_data / "fixtures" / "pubmed-xml"):
        for read, _ in LISTED.values():
            compiled, told = both(read)
            assert outcome(compiled, record) == outcome(told, record)
            for _ in range(3):
                written = cut(record, dice)
                assert outcome(compiled, written) == outcome(told, written)
            count += bool(compiled(record))
    assert count > 700


def _real(folder: Path) -> Iterator[bytes]:
    for path in sorted(folder.rglob("*.xml")):
        try:
            yield from pubmed.records(path)
        except SourceError:
            continue


def some_names(*names: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(one(*names, "Jugs", "jugs", "É", "İ", ""), max_size=4).map(tuple)


@given(
    rare=some_names("Thirst"),
    mesh=st.lists(
        st.fixed_dictionaries(
            {"descriptor": one("Thirst", "thirst", "Water", "ΑΣ", "")},
            optional={
                "qualifiers": some_names("trends", *sorted(OF_DISEASES)[:2]),
                "major": st.just(True),
            },
        )
    ).map(tuple),
)
def test_both_forms_have_the_same_topics(rare: tuple[str, ...], mesh: tuple[Any, ...]):
    compiled, told = both(topics_of)
    assert compiled(rare, mesh) == told(rare, mesh)


def test_no_reference_is_no_bibliography():
    assert bibliography(b"") == bibliography(b"<ReferenceList></ReferenceList>") == ()
