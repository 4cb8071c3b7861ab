import pytest

from probatum.errors import SourceError
from probatum.evidence.document import DocumentKind
from probatum.sources.html import HtmlSource

PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head><title>Gout | Example House</title>
<meta property="article:published_time" content="2023-05-06T10:00:00+00:00">
<meta name="DCTERMS.modified" content="2024/02/01"><meta name="citation_doi" content="10.1000/GOUT">
<meta name="dc.publisher" content="Example House"><meta name="citation_author" content="Able A">
<link rel="canonical" href="https://example.org/gout"><script>var x = "alert";</script>
<style>p { color: red }</style></head>
<body><nav><a href="/">Home</a></nav><div class="breadcrumb">Home / Gout</div>
<main><h1>Gout in adults</h1>
<div style="display: none">Secret one.</div><p hidden>Secret two.</p><p aria-hidden="true">Secret 3</p>
<h2>Treatment</h2>
Loose words.
<p>Give <b>colchicine</b> 0.5&nbsp;mg<sup>1,2</sup> when eGFR is over 30 mL/min/1.73&nbsp;m<sup>2</sup>
and platelets over 10<sup>9</sup>/L <a href="#r1">[1]</a> (strong recommendation, low certainty).</p>
<ul><li><p>Rest.</p><ol start="3"><li>Cool it.</li></ol></li><li>Drink<br>water.</li></ul>
<table><caption>Doses</caption><tr><th>Drug</th><th>Dose</th></tr>
<tr><td>Allopurinol</td><td>100 mg</td></tr><tr hidden><td>Secret</td><td>4</td></tr></table>
<p>Old advice: <del>bleed</del> none.</p><p>Review due: May 2027</p>
<h2>References</h2><ol><li id="r1">Able A. Gout. 2019. <a
href="https://pubmed.ncbi.nlm.nih.gov/12345/">PubMed</a></li><li>Baker B. 2020.</li></ol>
</main><footer>Copyright</footer><script>alert(1)</script></body></html>"""


@pytest.fixture
def read(tmp_path):
    def document(page, name="gout.html"):
        path = tmp_path / name
        path.write_bytes(page if isinstance(page, bytes) else page.encode())
        (found,) = HtmlSource().read(path)
        return found

    return document


def stretches(document):
    return [(b.kind.value, document.text[b.start : b.end]) for b in document.blocks]


def test_the_main_text_is_read_in_order_without_what_is_hidden(read):
    document = read(PAGE)
    assert stretches(document) == [
        ("paragraph", "Loose words."),
        (
            "paragraph",
            "Give colchicine 0.5 mg when eGFR is over 30 mL/min/1.73 m2 and platelets over 10⁹/L.",
        ),
        ("list item", "Rest."),
        ("list item", "Cool it."),
        ("list item", "Drink water."),
        ("caption", "Doses"),
        ("table row", "Drug: Allopurinol; Dose: 100 mg"),
        ("paragraph", "Old advice: none."),
    ]
    assert {block.heading for block in document.blocks} == {("Treatment",)}


def test_marks_lead_to_the_list_of_references_and_its_links(read):
    document = read(PAGE)
    assert [mark.keys for mark in document.marks] == [("1", "2"), ("1",)]
    assert [grade.text for grade in document.grades] == ["strong recommendation, low certainty"]
    assert [(e.key, e.pmid, e.year) for e in document.bibliography] == [
        *(("1", "12345", 2019), ("2", None, 2020)),
    ]


def test_the_head_of_the_page_describes_it(read):
    document = read(PAGE)
    assert (document.title, document.kind) == ("Gout in adults", DocumentKind.GUIDELINE)
    assert (document.published, document.updated, document.review_due) == (
        *("2023-05-06", "2024-02-01", "2027-05"),
    )
    assert (document.publisher, document.authors) == ("Example House", ("Able A",))
    assert document.identifiers.doi == "10.1000/gout"
    assert document.identifiers.url == "https://example.org/gout"
    assert (document.language, document.jurisdiction) == ("en", None)


def test_a_page_without_a_heading_is_named_by_its_title(read):
    assert read("<title>Gout</title><p>Rest.").title == "Gout"
    assert read("<p>Rest.").title == "gout"


@pytest.mark.parametrize(
    "page",
    [
        "<meta charset=iso-8859-1><p>Ménière’s</p>".encode("cp1252"),
        "<p>Ménière’s</p>".encode("cp1252"),
        "<p>Ménière’s</p>".encode(),
        "<meta charset=nonsense><p>Ménière’s</p>".encode(),
        "<p>Ménière’s</p>".encode("utf-16"),
    ],
)
def test_the_encoding_is_told(read, page):
    assert read(page).text.replace("\x92", "’") in ("Ménière’s", "Ménière s")


def test_a_layout_table_is_read_as_text(read):
    page = "<table><tr><td><h2>A</h2><p>Rest.</p></td><td><p>Drink.</p></td></tr></table>"
    assert stretches(read(page)) == [("paragraph", "Rest."), ("paragraph", "Drink.")]


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"<html><body></body></html>", "holds no text"),
        (b"<script>alert(1)</script>", "holds no text"),
        (b"<!-- nothing -->", "cannot be read as HTML"),
        (b"%PDF-1.4\n" + bytes(200), "binary"),
    ],
)
def test_what_holds_no_text_is_refused(read, page, reason):
    with pytest.raises(SourceError, match=reason):
        read(page)


def test_hostile_pages_are_text_or_refused(read):
    page = (
        '<!DOCTYPE x SYSTEM "file:///etc/hostname"><p onclick="x()">Rest&e;'
        '\x07 &#xE000;9&#xE001; <img src="http://example.org/x" onerror="alert(1)">'
        "&lt;script&gt;x&lt;/script&gt;<script>alert(2)"
    )
    assert read(page).text == "Rest&e; 9 <script>x</script>"
    try:
        assert read("<div>" * 20000 + "Rest.").text == "Rest."
    except SourceError as error:
        assert error.reason  # noqa: PT017


def test_only_pages_are_recognised(tmp_path):
    source = HtmlSource()
    assert source.general
    assert source.recognises(tmp_path / "a.HTM", b"<p>")
    assert not source.recognises(tmp_path / "a.xml", b"<html>")
