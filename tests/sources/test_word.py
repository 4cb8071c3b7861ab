import io
import zipfile

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn

from probatum.errors import SourceError
from probatum.evidence.document import DocumentKind
from probatum.sources.word import WordSource

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.fixture
def read(tmp_path):
    def document(file, name="gout.docx"):
        path = tmp_path / name
        path.write_bytes(file) if isinstance(file, bytes) else file.save(path)
        (found,) = WordSource().read(path)
        return found

    return document


@pytest.fixture
def file():
    return docx.Document()


def guideline():
    file = docx.Document()
    file.add_heading("Gout in adults", 0)
    file.add_paragraph("Published: 3 May 2023")
    file.add_heading("Treatment", 1)
    paragraph = file.add_paragraph("Give colchicine 0.5 ")
    paragraph.add_run("mg").bold = True
    paragraph.add_run("1").font.superscript = True
    paragraph.add_run(",2").font.superscript = True
    paragraph.add_run(" when platelets are over 10")
    paragraph.add_run("9").font.superscript = True
    paragraph.add_run("/L [1] (Grade 2C).")
    file.add_heading("What else", 2)
    file.add_paragraph("Rest.", style="List Bullet")
    file.add_paragraph("Cool it.", style="List Number")
    table = file.add_table(rows=3, cols=2)
    rows = (("Drug", "Dose"), ("Allopurinol", "100 mg"), ("Febuxostat", "40 mg"))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    file.add_paragraph("After the table.")
    file.add_heading("References", 1)
    file.add_paragraph("Able A. Gout. 2019. PMID 12345", style="List Number")
    file.add_paragraph("Baker B. 2020.", style="List Number")
    return file


def test_headings_lists_and_tables_keep_their_order(read):
    document = read(guideline())
    assert [(b.kind.value, b.heading, document.text[b.start : b.end]) for b in document.blocks] == [
        (
            "paragraph",
            ("Treatment",),
            "Give colchicine 0.5 mg when platelets are over 10⁹/L.",
        ),
        ("list item", ("Treatment", "What else"), "Rest."),
        ("list item", ("Treatment", "What else"), "Cool it."),
        ("table row", ("Treatment", "What else"), "Drug: Allopurinol; Dose: 100 mg"),
        ("table row", ("Treatment", "What else"), "Drug: Febuxostat; Dose: 40 mg"),
        ("paragraph", ("Treatment", "What else"), "After the table."),
    ]


def test_marks_grades_dates_and_references_are_set_aside(read):
    document = read(guideline())
    assert [mark.keys for mark in document.marks] == [("1", "2"), ("1",)]
    assert [grade.text for grade in document.grades] == ["Grade 2C"]
    assert [(e.key, e.pmid) for e in document.bibliography] == [("1", "12345"), ("2", None)]
    assert (document.title, document.kind) == ("Gout in adults", DocumentKind.GUIDELINE)
    # The day of the last save says less than the printed date.
    assert (document.published, document.updated) == ("2023-05-03", None)
    assert (document.publisher, document.jurisdiction) == (None, None)


def test_properties_of_the_file_fill_in_what_the_page_does_not_say(read, file):
    file.add_paragraph("Rest.")
    file.core_properties.title = "Gout care"
    file.core_properties.keywords = "gout; urate"
    document = read(file)
    assert (document.title, document.keywords) == ("Gout care", ("gout", "urate"))
    assert (document.published, document.updated) == (
        *(None, file.core_properties.modified.date().isoformat()),
    )
    file.core_properties.title = "Microsoft Word - draft.doc"
    assert read(file).title == "gout"


def test_styles_of_the_house_count_by_outline_level(read, file):
    style = file.styles.add_style("House head", WD_STYLE_TYPE.PARAGRAPH)
    level = OxmlElement("w:outlineLvl")
    level.set(qn("w:val"), "1")
    style.element.get_or_add_pPr().append(level)
    below = file.styles.add_style("House head 2", WD_STYLE_TYPE.PARAGRAPH)
    below.base_style = style
    file.add_paragraph("First", style="House head")
    file.add_paragraph("Second", style="House head 2")
    file.add_paragraph("Rest.")
    assert [block.heading for block in read(file).blocks] == [("Second",)]


def test_changes_are_accepted_and_what_is_hidden_or_struck_is_left_out(read, file):
    file.element.body.insert(
        0,
        parse_xml(
            f"<w:p {W}><w:r><w:t>Give 5-</w:t></w:r><w:del><w:r><w:delText>XX</w:delText></w:r>"
            "</w:del><w:ins><w:r><w:t>FU</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr>"
            "<w:t>secret</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>struck</w:t></w:r>"
            '<w:r><w:rPr><w:strike w:val="0"/></w:rPr><w:t> now</w:t><w:br/><w:t>or not.</w:t></w:r>'
            "</w:p>"
        ),
    )
    file.element.body.insert(
        1,
        parse_xml(
            f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>In a control.</w:t></w:r></w:p>"
            "</w:sdtContent></w:sdt>"
        ),
    )
    document = read(file)
    assert document.text == "Give 5-FU now or not.\n\nIn a control."


def test_merged_cells_are_filled_in(read, file):
    table = file.add_table(rows=3, cols=3)
    for row, texts in zip(
        table.rows, (("Drug", "Dose", "When"), ("A", "1 mg", "noon"), ("", "2 mg", "")), strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(2, 1).merge(table.cell(2, 2))
    assert read(file).text.split("\n") == [
        *("Drug: A; Dose: 1 mg; When: noon", "Drug: A; Dose: 2 mg"),
    ]


def packed(**members):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in members.items():
            file.writestr(name, text)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no .docx file"),
        (b"Rest.", "no .docx file"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "old .doc or locked with a password"),
        (packed(mimetype="text/plain"), "no Word document"),
    ],
)
def test_what_is_no_word_file_is_refused_with_a_reason(read, data, reason):
    with pytest.raises(SourceError, match=reason):
        read(data)


def test_a_file_that_unpacks_to_too_much_is_refused_unread(read, monkeypatch):
    monkeypatch.setattr("probatum.sources.word._MOST_UNPACKED", 2**20)
    with pytest.raises(SourceError, match="unpacks to more than 1,048,576 bytes"):
        read(packed(**{"a.xml": bytes(2**21)}))


def test_a_damaged_or_empty_file_is_refused(read, file, tmp_path):
    with pytest.raises(SourceError, match="holds no text"):
        read(file)
    data = (tmp_path / "gout.docx").read_bytes()
    with pytest.raises(SourceError, match="Word"):
        read(data[: len(data) // 2])


def test_only_docx_files_are_recognised(tmp_path):
    assert WordSource().recognises(tmp_path / "a.DOCX", b"PK")
    assert not WordSource().recognises(tmp_path / "a.zip", b"PK")
