import pytest

from probatum.errors import SourceError
from probatum.evidence.document import DocumentKind
from probatum.sources.pdf import PdfSource
from tests.sources.pdf_by_hand import pdf, text

FURNITURE = (text(50, 810, "Example House guidance", 9), text(50, 798, "Care of joints", 9))


@pytest.fixture
def read(tmp_path):
    def document(data, name="gout.pdf"):
        path = tmp_path / name
        path.write_bytes(data)
        (found,) = PdfSource().read(path)
        return found

    return document


def guideline():
    first = [
        *FURNITURE,
        text(50, 760, "Gout in adults", 18, bold=True),
        text(50, 735, "Last updated: 12 March 2024"),
        text(50, 705, "1 Treatment", 13, bold=True),
        text(
            50,
            685,
            "Give colchicine 0.5 mg twice a day for an acute attack of gout; it is a treat-",
        ),
        text(50, 671, "ment of first choice [1]. Do not give 5-"),
        text(50, 657, "FU (Grade 1B)."),
        text(50, 630, "Platelets should be over 10"),
        text(183, 634, "9", 7),
        text(187, 630, "/L before the drug is given to some-"),
        text(50, 616, "body who bleeds."),
        text(60, 600, "\u2022 Rest the joint, and keep it up for as long as"),
        text(70, 586, "it hurts."),
        text(60, 572, "\u2022 Cool it."),
        text(50, 545, "Doses", 11, bold=True),
        text(50, 525, "Drug", bold=True),
        text(200, 525, "Dose", bold=True),
        text(330, 525, "Given", bold=True),
        text(50, 511, "Allopurinol"),
        text(200, 511, "100 mg"),
        text(330, 511, "daily, with"),
        text(330, 497, "food"),
        text(50, 483, "Febuxostat"),
        text(200, 483, "40 mg"),
        text(330, 483, "daily"),
        text(50, 440, "This paragraph begins on the first page and is not finished before its"),
        text(290, 30, "Page 1 of 2", 9),
    ]
    second = [
        *FURNITURE,
        text(50, 760, "end, which is on the second page."),
        text(50, 730, "References", 13, bold=True),
        text(50, 710, "1. Able A. Gout and its care in the clinic and at home. Journal of"),
        text(50, 696, "Examples 2019. PMID 12345"),
        text(50, 682, "2. Baker B. More. 2020."),
        text(290, 30, "Page 2 of 2", 9),
    ]
    return pdf([first, second], "/Title (draft.docx) /CreationDate (D:20230506120000Z)")


def test_headings_paragraphs_items_and_rows_are_found_in_the_layout(read):
    document = read(guideline())
    assert [(b.kind.value, b.heading, document.text[b.start : b.end]) for b in document.blocks] == [
        (
            "paragraph",
            ("1 Treatment",),
            "Give colchicine 0.5 mg twice a day for an acute attack of gout; it is a treatment of "
            "first choice. Do not give 5-FU.",
        ),
        (
            "paragraph",
            ("1 Treatment",),
            "Platelets should be over 10⁹/L before the drug is given to somebody who bleeds.",
        ),
        (
            "list item",
            ("1 Treatment",),
            "Rest the joint, and keep it up for as long as it hurts.",
        ),
        ("list item", ("1 Treatment",), "Cool it."),
        (
            "table row",
            ("1 Treatment", "Doses"),
            "Drug: Allopurinol; Dose: 100 mg; Given: daily, with food",
        ),
        ("table row", ("1 Treatment", "Doses"), "Drug: Febuxostat; Dose: 40 mg; Given: daily"),
        (
            "paragraph",
            ("1 Treatment", "Doses"),
            "This paragraph begins on the first page and is not finished before its end, which is "
            "on the second page.",
        ),
    ]


def test_title_dates_marks_grades_and_references_are_set_aside(read):
    document = read(guideline())
    assert (document.title, document.kind) == ("Gout in adults", DocumentKind.GUIDELINE)
    assert (document.published, document.updated) == (None, "2024-03-12")
    assert [mark.keys for mark in document.marks] == [("1",)]
    assert [grade.text for grade in document.grades] == ["Grade 1B"]
    assert [(e.key, e.pmid, e.year) for e in document.bibliography] == [
        *(("1", "12345", 2019), ("2", None, 2020)),
    ]


def test_two_columns_are_read_one_after_the_other(read):
    page = [text(50, 800, "A title across both of the columns of this page", 16, bold=True)]
    for number in range(8):
        y = 760 - 14 * number
        page += [text(50, y, f"left {number} goes on over this column,", 10)]
        page += [text(310, y, f"right {number} goes on over that column,", 10)]
    words = read(pdf([page])).text
    assert words.index("left 7") < words.index("right 0")
    assert words.startswith("left 0 goes on over this column, left 1")


def test_properties_fill_in_what_the_pages_do_not_say(read):
    data = pdf([[text(50, 700, "Rest.")]], "/Title (Gout care) /ModDate (D:20230506120000Z)")
    document = read(data)
    assert (document.title, document.updated) == ("Gout care", "2023-05-06")
    assert read(pdf([[text(50, 700, "Rest.")]], "/Title (draft.docx)")).title == "gout"


def test_a_table_of_contents_is_left_out(read):
    page = [
        text(50, 700, "1 Treatment . . . . . . . . . . . 3"),
        text(50, 686, "2 Follow-up ............ 4"),
        text(50, 640, "Rest is best, and water is good."),
    ]
    assert read(pdf([page])).text == "Rest is best, and water is good."


LOCK = (
    "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
    f"/O <{'41' * 32}> /U <{'42' * 32}> >> /ID [<00> <00>]"
)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no readable PDF"),
        (b"Rest.", "no readable PDF"),
        (b"%PDF-1.4\n" + bytes(range(256)) * 20, "no readable PDF"),
        (pdf([[text(50, 700, "Rest.")]], trailer=LOCK), "encrypted with a password"),
        (pdf([["0 0 m 100 100 l S\n"]]), "holds only images; run OCR"),
        (pdf([]), "holds only images; run OCR|no readable PDF"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(read, data, reason):
    with pytest.raises(SourceError, match=reason):
        read(data)


def test_a_file_cut_short_is_read_or_refused(read):
    data = guideline()
    for size in range(400, len(data), 701):
        try:
            assert read(data[:size]).text
        except SourceError as error:
            assert error.reason  # noqa: PT017


def test_a_pdf_is_known_by_its_ending_or_its_first_bytes(tmp_path):
    assert PdfSource().recognises(tmp_path / "a.PDF", b"")
    assert PdfSource().recognises(tmp_path / "a", b"%PDF-1.7")
    assert not PdfSource().recognises(tmp_path / "a.txt", b"Rest")
