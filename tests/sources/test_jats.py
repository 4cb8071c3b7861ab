import gzip

import pytest

from probatum.errors import SourceError
from probatum.evidence.document import Access, BlockKind, NoticeKind, Status, StudyDesign
from probatum.sources.jats import JatsSource

FRONT = """<front><journal-meta><journal-title-group><journal-title>Journal of Cups</journal-title>
</journal-title-group><publisher><publisher-name>Well Press</publisher-name></publisher>
</journal-meta><article-meta><article-id pub-id-type="pmid">31</article-id>
<article-id pub-id-type="pmc">72</article-id><article-id pub-id-type="doi">10.1000/CUP.1</article-id>
<title-group><article-title>Cups at <italic>night</italic>: a randomised trial</article-title>
</title-group><contrib-group><contrib contrib-type="author"><name><surname>Jug</surname>
<given-names>Ann-Lee B.</given-names></name></contrib><contrib contrib-type="author"><collab>Cup Group
</collab></contrib><contrib contrib-type="editor"><name><surname>Ed</surname></name></contrib>
</contrib-group><pub-date pub-type="ppub"><month>3</month><year>2011</year></pub-date>
<pub-date pub-type="epub"><day>9</day><month>12</month><year>2010</year></pub-date>
<pub-date pub-type="pmc-release"><year>2009</year></pub-date>{related}
<permissions><copyright-statement>c</copyright-statement><license xlink:href=
"https://creativecommons.org/licenses/by/4.0/"><p>Free.</p></license></permissions>
<abstract><sec><title>Aim</title><p>To see (NCT00000002).</p></sec></abstract>
<abstract abstract-type="graphical"><p>A picture.</p></abstract>
<kwd-group><kwd>cups</kwd></kwd-group></article-meta></front>"""
BACK = """<back><glossary><def-list><def-item><term>TT</term><def><p>tea time</p></def></def-item>
</def-list></glossary><ref-list>
<ref id="r1"><label>1</label><element-citation><person-group><name><surname>Pot</surname>
<given-names>A</given-names></name></person-group><article-title>Pots</article-title><source>J Pot
</source><year>1999</year><volume>3</volume><fpage>1</fpage><lpage>4</lpage>
<pub-id pub-id-type="pmid">501</pub-id></element-citation></ref>
<ref id="r2"><mixed-citation><name><surname>Mug</surname> <given-names>B</given-names></name>. Mugs.
J Mug <year>2001</year>. doi: <pub-id pub-id-type="doi">10.1000/MUG</pub-id></mixed-citation></ref>
<ref id="r3"><citation>Old way, 1988.</citation></ref></ref-list></back>"""
ATTRIBUTES = 'xmlns:xlink="http://www.w3.org/1999/xlink" article-type="research-article"'


@pytest.fixture
def read(tmp_path):
    def document(body="", related="", attributes=ATTRIBUTES, front=FRONT):
        path = tmp_path / "article.nxml"
        front = front.replace("{related}", related)
        path.write_text(f"<article {attributes}>{front}<body>{body}</body>{BACK}</article>")
        (found,) = JatsSource().read(path)
        return found

    return document


def stretches(document):
    return [
        (" > ".join(block.heading), block.kind.value, document.text[block.start : block.end])
        for block in document.blocks
    ]


def cited(number):
    return f'<xref ref-type="bibr" rid="r{number}">{number}</xref>'


def test_the_front_tells_what_the_article_is(read):
    document = read("<p>Yes.</p>")
    assert document.id == "pmid:31"
    assert document.title == "Cups at night: a randomised trial"
    assert (document.journal, document.publisher) == ("Journal of Cups", "Well Press")
    assert document.authors == ("Jug ALB", "Cup Group")
    assert document.published == "2010-12-09"
    assert document.licence == "https://creativecommons.org/licenses/by/4.0/"
    assert document.keywords == ("cups",)
    assert document.design is StudyDesign.RANDOMISED_TRIAL
    assert document.access is Access.FULL_TEXT
    assert document.abbreviations == (("TT", "tea time"),)
    found = document.identifiers
    assert (found.pmcid, found.doi, found.nct) == ("PMC72", "10.1000/cup.1", "NCT00000002")


def test_sections_and_lists_keep_their_heading_paths(read):
    body = """<p>First.</p><sec><title>Methods</title><sec><title>Who</title><p>All:<list>
    <list-item><label>1</label><p>some</p></list-item><list-item><p>none</p></list-item></list>
    and more.</p></sec><p>Back.</p></sec><p>Last.</p>"""
    assert stretches(read(body)) == [
        ("Abstract > Aim", "paragraph", "To see (NCT00000002)."),
        ("", "paragraph", "First."),
        ("Methods > Who", "paragraph", "All:"),
        ("Methods > Who", "list item", "some"),
        ("Methods > Who", "list item", "none"),
        ("Methods > Who", "paragraph", "and more."),
        ("Methods", "paragraph", "Back."),
        ("", "paragraph", "Last."),
    ]


def test_marks_are_set_aside_and_resolved(read):
    document = read(f"<p>It helps [{cited(1)}-{cited(3)}]. So <sup>{cited(2)}</sup>.</p>")
    block = document.blocks[-1]
    assert document.text[block.start : block.end] == "It helps. So."
    first, second = document.marks
    assert (first.keys, second.keys) == (("r1", "r2", "r3"), ("r2",))
    assert document.text[: first.offset].endswith("It helps")
    assert [entry.pmid for entry in document.cited_between(block.start, first.offset)] == [
        *("501", None, None),
    ]


def test_the_reference_list_is_read_in_each_of_its_forms(read):
    one, two, three = read("<p>x</p>").bibliography
    assert (one.text, one.pmid, one.year) == ("Pot A. Pots. J Pot. 1999;3:1-4", "501", 1999)
    assert (two.text, two.doi) == ("Mug B. Mugs. J Mug 2001.", "10.1000/mug")
    assert three.text == "Old way, 1988."


def test_a_table_becomes_readable_rows(read):
    body = f"""<table-wrap><label>Table 1.</label><caption><title>Tea</title><p>By day.</p></caption>
    <table><thead><tr><th rowspan="2"/><th colspan="2">Cups</th></tr><tr><th>Day</th><th>Night</th>
    </tr></thead><tbody><tr><td rowspan="2">Men</td><td>1<sup>
    <xref ref-type="table-fn" rid="f">a</xref></sup></td><td>2</td></tr><tr><td>3 [{cited(1)}]</td>
    <td>10<sup>4</sup></td></tr></tbody></table><table-wrap-foot><fn id="f"><label>a</label>
    <p>Small.</p></fn></table-wrap-foot></table-wrap>"""
    assert stretches(read(body))[1:] == [
        ("", "caption", "Table 1. Tea By day."),
        ("", "table row", "Men; Cups Day: 1; Cups Night: 2"),
        ("", "table row", "Men; Cups Day: 3; Cups Night: 10⁴"),
        ("", "paragraph", "a Small."),
    ]


def test_formulas_become_a_line_of_text(read):
    body = """<p>So <inline-formula><mml:math xmlns:mml="http://www.w3.org/1998/Math/MathML">
    <mml:mfrac><mml:mi>a</mml:mi><mml:msup><mml:mn>10</mml:mn><mml:mn>3</mml:mn></mml:msup>
    </mml:mfrac></mml:math></inline-formula> and <inline-formula><alternatives><graphic/><tex-math>
    \\usepackage{x}\\begin{document}$x=1$\\end{document}</tex-math></alternatives></inline-formula>.
    </p>"""
    assert stretches(read(body))[-1][2] == "So a/10³ and x=1."


def test_a_figure_leaves_its_caption(read):
    document = read("<fig><label>Figure 1</label><caption><p>Cups.</p></caption><graphic/></fig>")
    last = document.blocks[-1]
    assert (last.kind, document.text[last.start :]) == (BlockKind.CAPTION, "Figure 1. Cups.")


@pytest.mark.parametrize(
    ("relation", "kind", "status"),
    [
        ("retraction-forward", NoticeKind.RETRACTION, Status.RETRACTED),
        ("correction-forward", NoticeKind.CORRECTION, Status.CORRECTED),
        ("expression-of-concern", NoticeKind.EXPRESSION_OF_CONCERN, Status.OF_CONCERN),
    ],
)
def test_a_related_notice_gives_the_status(read, relation, kind, status):
    link = f"""<related-article related-article-type="{relation}" ext-link-type="doi"
    xlink:href="10.1000/NOTE"/>"""
    document = read("<p>x</p>", related=link)
    assert [(notice.kind, notice.doi) for notice in document.notices] == [(kind, "10.1000/note")]
    assert document.status is status


def test_a_correction_is_not_itself_corrected(read):
    link = '<related-article related-article-type="corrected-article" xlink:href="10.1000/x"/>'
    attributes = ATTRIBUTES.replace("research-article", "correction")
    document = read("<p>x</p>", related=link, attributes=attributes)
    assert (document.notices, document.status) == ((), Status.CURRENT)


def test_a_title_that_says_retracted_retracts(read):
    document = read("<p>x</p>", front=FRONT.replace("Cups at", "RETRACTED: Cups at"))
    assert document.status is Status.RETRACTED


def test_without_a_body_there_is_the_abstract_only(read):
    assert read().access is Access.ABSTRACT_ONLY


def test_namespaces_and_old_tag_sets_are_read(read):
    front = FRONT.replace("<journal-title-group>", "").replace("</journal-title-group>", "")
    front = front.replace("pmid", "other")
    document = read("<p>x</p>", front=front, attributes=f'{ATTRIBUTES} xmlns="https://jats"')
    assert (document.id, document.journal) == ("pmcid:PMC72", "Journal of Cups")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<html><article/></html>", "not a JATS article"),
        ("<article><front/></article>", "no article-meta"),
        ("<article><front><article-meta/></front></article>", "no PMID, PMCID or DOI"),
        ("<article>", "not well-formed"),
    ],
)
def test_what_is_no_article_is_refused_with_a_reason(tmp_path, text, reason):
    path = tmp_path / "a.xml"
    path.write_text(text)
    with pytest.raises(SourceError, match=reason):
        list(JatsSource().read(path))


def test_packed_articles_and_sets_are_read(tmp_path):
    path = tmp_path / "set.xml.gz"
    article = (
        f"<article {ATTRIBUTES}>{FRONT.replace('{related}', '')}<body><p>x</p></body></article>"
    )
    path.write_bytes(gzip.compress(f"<pmc-articleset>{article * 2}</pmc-articleset>".encode()))
    assert len(list(JatsSource().read(path))) == 2


def test_an_article_of_jats_is_told_from_others(tmp_path):
    source = JatsSource()
    assert source.recognises(tmp_path, b'<article article-type="research-article">')
    assert source.recognises(tmp_path, b"<pmc-articleset><article>")
    assert not source.recognises(tmp_path, b"<article><h1>A web page</h1></article>")


def test_real_articles_are_read_and_their_offsets_hold(shared_data):
    files = sorted((shared_data / "fixtures" / "jats-xml").rglob("*.nxml"))
    files += sorted((shared_data / "corpus" / "rct-jats").glob("*.nxml"))[::60]
    for path in files:
        for document in JatsSource().read(path):
            for block in document.blocks:
                stretch = document.text[block.start : block.end]
                assert stretch == stretch.strip() != ""
            known = {entry.key for entry in document.bibliography}
            assert all(set(mark.keys) <= known for mark in document.marks)
            assert all(document.text[mark.offset - 1] != " " for mark in document.marks)
