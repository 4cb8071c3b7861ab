import gzip
import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probatum.errors import SourceError
from probatum.evidence.document import (
    Access,
    Block,
    Document,
    DocumentKind,
    NoticeKind,
    Status,
    StudyDesign,
)
from probatum.library.prepared import Prepared
from probatum.library.stored import read_back
from probatum.sources import pubmed
from probatum.sources.normalised import TextBuilder, titled
from probatum.sources.pubmed import PubMedSource

RECORD = """
<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">101</PMID>
<DateRevised><Year>2022</Year></DateRevised>
<Article PubModel="Print">
<Journal><JournalIssue CitedMedium="Print"><PubDate><Year>2019</Year><Month>Mar</Month></PubDate>
</JournalIssue><Title>Journal of Invented Trials</Title></Journal>
<ArticleTitle>Water for <i>thirst</i>: a trial.</ArticleTitle>
<ELocationID EIdType="doi" ValidYN="Y">10.1000/JIT.1</ELocationID>
<Abstract>
<AbstractText Label="BACKGROUND" NlmCategory="BACKGROUND">Acute thirst disorder (ATD) is common.
</AbstractText>
<AbstractText Label="METHODS AND RESULTS">10<sup>9</sup> cells; CO<sub>2</sub> &lt; 5%.</AbstractText>
<CopyrightInformation>Copyright the authors.</CopyrightInformation>
</Abstract>
<AuthorList CompleteYN="Y">
<Author ValidYN="Y"><LastName>Brook</LastName><ForeName>Ann</ForeName><Initials>AB</Initials></Author>
<Author ValidYN="N"><LastName>Wrong</LastName><Initials>W</Initials></Author>
<Author ValidYN="Y"><CollectiveName>Thirst Study Group</CollectiveName></Author>
</AuthorList>
<Language>eng</Language>
<DataBankList><DataBank><DataBankName>ClinicalTrials.gov</DataBankName><AccessionNumberList>
<AccessionNumber>NCT00000001</AccessionNumber></AccessionNumberList></DataBank></DataBankList>
<PublicationTypeList><PublicationType UI="D016449">Randomized Controlled Trial</PublicationType>
</PublicationTypeList>
<ArticleDate DateType="Electronic"><Year>2018</Year><Month>12</Month><Day>05</Day></ArticleDate>
</Article>
<MedlineJournalInfo><Country>England</Country><MedlineTA>J Inv</MedlineTA></MedlineJournalInfo>
<CommentsCorrectionsList>
<CommentsCorrections RefType="ErratumIn"><RefSource>J Inv. 2019;2:9. doi: 10.1000/jit.9</RefSource>
<PMID Version="1">109</PMID></CommentsCorrections>
<CommentsCorrections RefType="CommentIn"><RefSource>J Inv. 2019</RefSource></CommentsCorrections>
</CommentsCorrectionsList>
<MeshHeadingList>
<MeshHeading><DescriptorName MajorTopicYN="N">Humans</DescriptorName></MeshHeading>
<MeshHeading><DescriptorName MajorTopicYN="N">Dehydration</DescriptorName>
<QualifierName MajorTopicYN="Y">therapy</QualifierName></MeshHeading>
<MeshHeading><DescriptorName MajorTopicYN="Y">Drinking Water</DescriptorName></MeshHeading>
</MeshHeadingList>
<KeywordList Owner="NOTNLM"><Keyword MajorTopicYN="N">thirst</Keyword></KeywordList>
</MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="pubmed">101</ArticleId>
<ArticleId IdType="pmc">PMC77</ArticleId></ArticleIdList>
<ReferenceList><Reference><Citation>Well A. Cups. J Inv. 2001 May;1:2.</Citation>
<ArticleIdList><ArticleId IdType="pubmed">55</ArticleId><ArticleId IdType="doi">10.1000/X</ArticleId>
</ArticleIdList></Reference></ReferenceList></PubmedData></PubmedArticle>
"""
HEAD = '<?xml version="1.0"?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD" "pubmed.dtd">\n'


@pytest.fixture
def read(tmp_path):
    def documents(records, root="PubmedArticleSet"):
        path = tmp_path / "records.xml"
        path.write_text(f"{HEAD}<{root}>{records}</{root}>")
        return list(PubMedSource().read(path))

    return documents


def test_a_record_becomes_a_document_with_all_that_it_says(read):
    (document,) = read(RECORD)
    assert document.id == "pmid:101"
    assert document.kind is DocumentKind.RESEARCH
    assert document.title == "Water for thirst: a trial"
    assert document.journal == "Journal of Invented Trials"
    assert document.authors == ("Brook AB", "Thirst Study Group")
    assert document.published == "2018-12-05"
    assert document.updated is None
    assert document.jurisdiction is None
    assert document.language == "en"
    assert document.licence == "Copyright the authors."
    assert document.design is StudyDesign.RANDOMISED_TRIAL
    assert document.keywords == ("thirst",)
    assert document.access is Access.ABSTRACT_ONLY
    assert document.abbreviations == (("ATD", "Acute thirst disorder"),)
    found = document.identifiers
    assert (found.pmid, found.pmcid, found.doi, found.nct) == (
        *("101", "PMC77", "10.1000/jit.1", "NCT00000001"),
    )
    (entry,) = document.bibliography
    assert (entry.key, entry.pmid, entry.doi, entry.year) == ("1", "55", "10.1000/x", 2001)


def test_the_parts_of_an_abstract_stand_under_their_labels(read):
    (document,) = read(RECORD)
    assert [block.heading for block in document.blocks] == [
        ("Background",),
        ("Methods and results",),
    ]
    last = document.blocks[1]
    assert document.text[last.start : last.end] == "10⁹ cells; CO2 < 5%."


def test_topics_are_the_diseases_among_the_major_descriptors(read):
    (document,) = read(RECORD)
    assert document.topics == ("dehydration",)
    assert [heading.descriptor for heading in document.mesh if heading.major] == [
        *("Dehydration", "Drinking Water"),
    ]


def test_without_an_abstract_the_title_is_the_text(read):
    (document,) = read(re.sub(r"<Abstract>.*?</Abstract>", "", RECORD, flags=re.S))
    assert document.text == document.title
    assert document.blocks[0].heading == ()


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        ("<ArticleTitle>[The cup].</ArticleTitle>", "The cup"),
        ("<ArticleTitle>[A] and [B]</ArticleTitle>", "[A] and [B]"),
        (
            "<ArticleTitle>[Not Available].</ArticleTitle><VernacularTitle>Der Krug."
            "</VernacularTitle>",
            "Der Krug",
        ),
        ("<ArticleTitle/>", "Untitled record, Journal of Invented Trials"),
    ],
)
def test_translated_and_missing_titles(read, titles, expected):
    (document,) = read(re.sub(r"<ArticleTitle>.*</ArticleTitle>", titles, RECORD))
    assert document.title == expected


@pytest.mark.parametrize(
    ("link", "kind", "status"),
    [
        ("RetractionIn", NoticeKind.RETRACTION, Status.RETRACTED),
        ("ExpressionOfConcernIn", NoticeKind.EXPRESSION_OF_CONCERN, Status.OF_CONCERN),
        ("ErratumIn", NoticeKind.CORRECTION, Status.CORRECTED),
        ("CorrectedandRepublishedIn", NoticeKind.CORRECTION, Status.CORRECTED),
        ("UpdateIn", NoticeKind.UPDATED_BY, Status.CURRENT),
    ],
)
def test_a_notice_on_the_work_gives_its_status(read, link, kind, status):
    (document,) = read(RECORD.replace("ErratumIn", link))
    (notice,) = document.notices
    assert (notice.kind, notice.pmid, notice.doi) == (kind, "109", "10.1000/jit.9")
    assert document.status is status


def test_a_retracted_publication_type_alone_retracts(read):
    (document,) = read(RECORD.replace("Randomized Controlled Trial", "Retracted Publication"))
    assert document.status is Status.RETRACTED


def test_a_practice_guideline_is_a_guideline(read):
    (document,) = read(RECORD.replace("Randomized Controlled Trial", "Practice Guideline"))
    assert document.kind is DocumentKind.GUIDELINE


def test_records_of_2006_are_read_too(read):
    old = """<MedlineCitation><PMID>7</PMID><Article><Journal><JournalIssue><PubDate>
    <MedlineDate>1998 Dec-1999 Jan</MedlineDate></PubDate></JournalIssue></Journal>
    <ArticleTitle>Jugs</ArticleTitle></Article><MedlineJournalInfo><MedlineTA>J Jug</MedlineTA>
    </MedlineJournalInfo><CommentsCorrections><RetractionIn><RefSource>J Jug. 2000</RefSource>
    <PMID>8</PMID></RetractionIn></CommentsCorrections></MedlineCitation>"""
    first, second = read(old + old.replace(">7<", ">9<"), root="MedlineCitationSet")
    assert (first.id, second.id) == ("pmid:7", "pmid:9")
    assert (first.published, first.journal) == ("1998", "J Jug")
    assert first.status is Status.RETRACTED


def test_a_book_entry_is_a_book(read):
    (document,) = read("""<PubmedBookArticle><BookDocument><PMID>12</PMID><ArticleIdList>
    <ArticleId IdType="bookaccession">NBK1</ArticleId></ArticleIdList><Book><Publisher>
    <PublisherName>Well Press</PublisherName></Publisher><BookTitle>All Wells</BookTitle>
    <PubDate><Year>1993</Year></PubDate><Isbn>9780000000001</Isbn></Book>
    <ArticleTitle>Deep wells</ArticleTitle><Language>eng</Language>
    <AuthorList Type="editors"><Author><LastName>Ed</LastName></Author></AuthorList>
    <AuthorList Type="authors"><Author><LastName>Spring</LastName><Initials>C</Initials></Author>
    </AuthorList><PublicationType>Review</PublicationType><Abstract><AbstractText>They are deep.
    </AbstractText></Abstract><ContributionDate><Year>2001</Year><Month>2</Month>
    </ContributionDate><DateRevised><Year>2020</Year></DateRevised></BookDocument>
    </PubmedBookArticle>""")
    assert (document.id, document.kind) == ("pmid:12", DocumentKind.BOOK)
    assert (document.title, document.publisher) == ("Deep wells", "Well Press")
    assert (document.published, document.updated) == ("1993", "2020")
    assert document.authors == ("Spring C",)
    assert document.identifiers.isbn == "9780000000001"


def test_a_packed_file_gives_the_same_documents(tmp_path, read):
    path = tmp_path / "records.xml.gz"
    path.write_bytes(gzip.compress(f"<PubmedArticleSet>{RECORD}</PubmedArticleSet>".encode()))
    (document,) = PubMedSource().read(path)
    assert document.text == read(RECORD)[0].text


def test_a_record_reads_the_same_however_its_xml_is_written(read):
    (expected,) = read(RECORD)
    other = RECORD.replace("</LastName>", "<!-- > --></LastName >").replace('="Y"', " = 'Y'")
    other = other.replace("CO<sub>", "<![CDATA[CO]]><?x?><sub>").replace(
        "thirst</", "&#116;hirst</"
    )
    other = other.replace("<Year>", "\n<Year\n>").replace('Type="doi"', """Type='doi' x=">" """)
    assert read(other) == [expected]
    assert read(f"<!-- {RECORD} -->{RECORD}") == [expected]


def test_a_record_without_a_number_is_named_by_its_title(read):
    with pytest.raises(SourceError, match="'Water for thirst: a trial' has no PMID"):
        read(re.sub(r"<PMID.*?</PMID>", "", RECORD))


@pytest.mark.parametrize(
    ("records", "reason"),
    [
        ("", "no PubMed record"),
        ("<PubmedArticle><MedlineCitation/></PubmedArticle>", "no PMID"),
        ("<PubmedArticle>", "not well-formed"),
    ],
)
def test_what_is_no_record_is_refused_with_a_reason(read, records, reason):
    with pytest.raises(SourceError, match=reason):
        read(records)


def test_the_root_tells_a_pubmed_file(tmp_path):
    source = PubMedSource()
    assert source.recognises(tmp_path, HEAD.encode() + b"<PubmedArticleSet>")
    assert not source.recognises(tmp_path, b"<article/>")


def test_every_real_record_is_read_or_refused_with_a_reason(shared_data):
    records, refused = 0, []
    for path in sorted((shared_data / "fixtures" / "pubmed-xml").rglob("*.xml")):
        try:
            for document in PubMedSource().read(path):
                records += 1
                stretches = [document.text[b.start : b.end] for b in document.blocks]
                assert all(stretch == stretch.strip() != "" for stretch in stretches)
        except SourceError as error:
            refused.append(error.reason)
    assert records == 461
    assert all(refused)


def test_what_is_told_in_plain_values_is_the_document_as_it_is_kept(tmp_path):
    path = tmp_path / "records.xml"
    path.write_text(f"<PubmedArticleSet>{RECORD}</PubmedArticleSet>")
    (told,) = (pubmed.told(path, element) for element in pubmed.records(path))
    (document,) = PubMedSource().read(path)
    assert Prepared.told(told) == Prepared.of(document)
    assert read_back("pmid:101", Prepared.told(told).body) == document


def test_every_real_record_told_in_plain_values_is_a_document(shared_data):
    for path in sorted((shared_data / "fixtures" / "pubmed-xml").rglob("*.xml")):
        with suppress(SourceError):
            for element in pubmed.records(path):
                told = pubmed.told(path, element)
                assert Prepared.told(told) == Prepared.of(Document.model_validate(told))


@given(st.lists(st.tuples(st.text(max_size=9), st.text(max_size=30)), max_size=4))
def test_sections_are_laid_out_as_by_a_builder(sections):
    builder = TextBuilder()
    for heading, paragraph in sections:
        builder.heading(1, heading)
        builder.block(paragraph)
    text, blocks = titled(sections)
    assert text == builder.text
    assert tuple(map(Block.model_validate, blocks)) == tuple(builder.blocks)
