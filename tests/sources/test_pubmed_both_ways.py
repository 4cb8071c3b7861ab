"""What is found in the bytes of a PubMed record is what stands in its tree, however it is written."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest
from lxml import etree

from probatum.errors import SourceError
from probatum.sources import pubmed
from probatum.sources.fetched import Fetched
from probatum.sources.identifier import doi, pmid
from probatum.sources.inline_text import inline
from probatum.sources.normalised import clean
from probatum.sources.xml_file import each, flat

RECORD = """<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM">
<PMID Version="1">101</PMID><Article PubModel="Print"><Journal><JournalIssue CitedMedium="Print">
<PubDate><Year>2019</Year></PubDate></JournalIssue><Title>Journal of Jugs</Title></Journal>
<ArticleTitle>Water &amp; thirst in cups &gt; 5 ml.</ArticleTitle>
<Abstract><AbstractText Label="AIM" NlmCategory="OBJECTIVE">Is water at 5 &#xb0;C good?</AbstractText>
<AbstractText Label="RESULTS" NlmCategory="RESULTS">It is; 10 of 12 drank.</AbstractText></Abstract>
<AuthorList CompleteYN="Y"><Author ValidYN="Y"><LastName>Brook</LastName><ForeName>Ann</ForeName>
<Initials>A</Initials><Suffix>Jr</Suffix><AffiliationInfo><Affiliation>Well House</Affiliation>
</AffiliationInfo></Author><Author ValidYN="Y" EqualContrib="Y"><LastName>van Wel</LastName>
<ForeName>Bo</ForeName><Initials>B</Initials><Identifier Source="ORCID">0</Identifier></Author>
<Author ValidYN="Y"><LastName>Sea</LastName></Author></AuthorList><Language>eng</Language>
<PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType>
<PublicationType UI="D016454">Review</PublicationType></PublicationTypeList></Article>
<MeshHeadingList><MeshHeading><DescriptorName UI="D1" MajorTopicYN="N">Humans</DescriptorName>
</MeshHeading><MeshHeading><DescriptorName UI="D2" MajorTopicYN="N">Thirst</DescriptorName>
<QualifierName UI="Q1" MajorTopicYN="Y">therapy</QualifierName><QualifierName UI="Q2"
MajorTopicYN="N">etiology</QualifierName></MeshHeading><MeshHeading><DescriptorName UI="D3"
MajorTopicYN="Y">Water</DescriptorName></MeshHeading></MeshHeadingList>
<KeywordList Owner="NOTNLM"><Keyword MajorTopicYN="N">cup</Keyword><Keyword MajorTopicYN="Y">Jug
of two</Keyword></KeywordList></MedlineCitation><PubmedData><ArticleIdList>
<ArticleId IdType="pubmed">101</ArticleId></ArticleIdList><ReferenceList>
<Reference><Citation>Well A. Cups. J Inv. 2001 May;1:2&#x2013;9.</Citation><ArticleIdList>
<ArticleId IdType="doi">10.1000/X</ArticleId><ArticleId IdType="pmc">PMC5</ArticleId>
<ArticleId IdType="pubmed">55</ArticleId></ArticleIdList></Reference>
<Reference><Citation>Pot B. Jugs.</Citation></Reference></ReferenceList></PubmedData>
</PubmedArticle>"""
_LEAF = re.compile(r"(<(?!PMID)(\w+)(?: [^<>]*)?>)([^<>]*)(</\2>)")
_START = re.compile(r"<(\w+)((?:\s\w+=\"[^\"]*\")+)>")


def by_tree(record: etree._Element) -> dict[str, object]:
    def texts(path: str) -> tuple[str, ...]:
        return tuple(map(flat, record.iterfind(path)))

    sections = (inline(part) for part in record.iterfind(".//Article/Abstract/AbstractText"))
    return {
        "text": "\n\n".join(filter(None, (clean(part).strip() for part in sections))),
        "authors": tuple(filter(None, map(_author, record.iterfind(".//Article/AuthorList/*")))),
        "publication_types": texts(".//Article/PublicationTypeList/PublicationType"),
        "mesh": tuple(map(_heading, record.iterfind(".//MeshHeading[DescriptorName]"))),
        "keywords": tuple(filter(None, texts(".//KeywordList/Keyword"))),
        "bibliography": tuple(
            (flat(cited.find("Citation")), pmid(_named(cited, "pubmed")), doi(_named(cited, "doi")))
            for cited in record.iterfind(".//ReferenceList/Reference")
        ),
    }


def _author(author: etree._Element) -> str:
    if author.get("ValidYN") == "N":
        return ""
    parts = (flat(author.find(name)) for name in ("LastName", "Initials", "Suffix"))
    return " ".join(filter(None, parts)) or flat(author.find("CollectiveName"))


def _heading(heading: etree._Element) -> tuple[str, tuple[str, ...], bool]:
    main = any(part.get("MajorTopicYN") == "Y" for part in heading)
    qualifiers = tuple(map(flat, heading.iterfind("QualifierName")))
    return flat(heading.find("DescriptorName")), qualifiers, main


def _named(cited: etree._Element, kind: str) -> str:
    names = cited.findall(f".//ArticleId[@IdType='{kind}']")
    return flat(names[-1]) if names else ""


def by_bytes(record: bytes) -> dict[str, object]:
    told = pubmed.told(Fetched("a.xml", b""), record)
    return {
        "text": "" if told["text"] == told["title"] else told["text"],
        **{name: told.get(name, ()) for name in ("authors", "publication_types", "keywords")},
        "mesh": tuple(
            (entry["descriptor"], entry.get("qualifiers", ()), entry.get("major", False))
            for entry in told.get("mesh", ())
        ),
        "bibliography": tuple(
            (cited["text"], cited.get("pmid"), cited.get("doi"))
            for cited in told.get("bibliography", ())
        ),
    }


def both_ways(text: str) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    file = Fetched("a.xml", f"<PubmedArticleSet>{text}</PubmedArticleSet>".encode())
    trees = [by_tree(element) for element in each(file, pubmed.RECORDS)]
    return [by_bytes(record) for record in pubmed.records(file)], trees


def in_leaves(change: Callable[[str], str]) -> Callable[[str, random.Random], str]:
    def changed(text: str, dice: random.Random) -> str:
        return _LEAF.sub(
            lambda leaf: leaf[1] + (change(leaf[3]) if dice.random() < 0.3 else leaf[3]) + leaf[4],
            text,
        )

    return changed


def in_tags(change: Callable[[str, str], str]) -> Callable[[str, random.Random], str]:
    def changed(text: str, dice: random.Random) -> str:
        return _START.sub(
            lambda tag: change(tag[1], tag[2]) if dice.random() < 0.4 else tag[0], text
        )

    return changed


WAYS: dict[str, Callable[[str, random.Random], str]] = {
    "comments": in_leaves(lambda inner: f"{inner}<!-- <Author> & > -->"),
    "instructions": in_leaves(lambda inner: f"<?x </Keyword> ?>{inner}"),
    "CDATA": in_leaves(lambda inner: f"{inner}<![CDATA[ <5> & 6]]>"),
    "references to characters": in_leaves(lambda inner: f"&#84;{inner}&#x3b1;&#233;"),
    "references to a blank": in_leaves(lambda inner: f"&#32;&#10;{inner}&#xa0;"),
    "entities": in_leaves(lambda inner: f"{inner}&lt;&amp;&gt;&quot;&apos;"),
    "white space": in_leaves(lambda inner: "\n  " + inner.replace(" ", "\t\n") + " \u2009"),
    "letters beyond ASCII": in_leaves(lambda inner: f"é{inner}≥\u0301\U0001d6fc"),
    "elements without text": lambda text, dice: _LEAF.sub(
        lambda leaf: leaf[1] + leaf[4] if dice.random() < 0.2 else leaf[0],
        text,
    ),
    "closed elements": lambda text, dice: _LEAF.sub(
        lambda leaf: leaf[1][:-1] + " />" if dice.random() < 0.2 else leaf[0],
        text,
    ),
    "elements left out": lambda text, dice: _LEAF.sub(
        lambda leaf: "" if dice.random() < 0.2 else leaf[0], text
    ),
    "other quotes": in_tags(lambda name, stated: f"<{name}{stated}>".replace('"', "'")),
    "blanks in tags": in_tags(
        lambda name, stated: f"<{name}\n" + stated.replace("=", " =\t") + " >"
    ),
    "other attributes": in_tags(lambda name, stated: f"<{name} n='\"a\" > b'{stated} m='>'>"),
    "attributes in another order": in_tags(
        lambda name, stated: f"<{name} {' '.join(reversed(re.findall(r'[^ ]+=[^ ]+', stated)))}>"
    ),
    "blanks in closing tags": lambda text, dice: re.sub(
        r"</(?!PubmedArticle)(\w+)>",
        lambda tag: f"</{tag[1]}\n>" if dice.random() < 0.2 else tag[0],
        text,
    ),
    "lines between elements": lambda text, _: text.replace("><", ">\n    <"),
    "no lines between elements": lambda text, _: re.sub(r">\s+<", "><", text),
    "marks in text": lambda text, dice: re.sub(
        r"(<(?:AbstractText|Citation|Keyword)(?: [^<>]*)?>)([^<>]*)",
        lambda leaf: (
            f"{leaf[1]}10<sup>9</sup> <i a='>'>{leaf[2]}</i> CO<sub>2</sub>"
            if dice.random() < 0.5
            else leaf[0]
        ),
        text,
    ),
    "a group among authors": lambda text, _: text.replace(
        "</AuthorList>",
        '<Author ValidYN="Y"><CollectiveName>Us</CollectiveName></Author></AuthorList>',
    ),
    "a wrong author": lambda text, _: text.replace(
        '<Author ValidYN="Y">', '<Author ValidYN="N">', 1
    ),
    "a list of references in another": lambda text, _: re.sub(
        r"</ReferenceList\s*>", "</ReferenceList></ReferenceList>", text
    ).replace("<ReferenceList>", "<ReferenceList><Title>More</Title><ReferenceList>"),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_record_is_read_as_its_tree_says(way: str):
    dice = random.Random(way)
    for _ in range(20):
        other = WAYS[way](RECORD, dice)
        found, expected = both_ways(RECORD + other + RECORD)
        assert found == expected


def test_many_ways_at_once_are_read_as_the_tree_says():
    dice = random.Random(1)
    for _ in range(150):
        text = RECORD
        for way in dice.sample(sorted(WAYS), 3):
            text = WAYS[way](text, dice)
        found, expected = both_ways(text)
        assert found == expected


def test_every_real_record_is_read_as_its_tree_says(shared_data):
    count = 0
    for path in sorted((shared_data / "fixtures" / "pubmed-xml").rglob("*.xml")):
        try:
            records = [*pubmed.records(path)]
            trees = [by_tree(element) for element in each(path, pubmed.RECORDS)]
        except SourceError:
            continue
        for record, expected in zip(records, trees, strict=True):
            if record.startswith(b"<PubmedBookArticle"):
                continue
            try:
                found = by_bytes(record)
            except SourceError:
                continue
            if not expected["text"]:
                found["text"] = ""  # it is the title
            assert found == expected
            count += 1
    assert count > 400
