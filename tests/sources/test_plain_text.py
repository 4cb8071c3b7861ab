import pytest

from probatum.errors import SourceError
from probatum.evidence.document import DocumentKind
from probatum.sources.line_breaks import LineBreaks
from probatum.sources.plain_text import PlainTextSource

PAGE = """Care of gout in adults

Published: 12 March 2024

1 First steps

Give colchicine 0.5 mg twice a day for an acute attack of gout [1]; it is a first-
line treatment, and compli-
cations are rare (Grade 2B).

1.1 What to avoid

- Aspirin at a low dose
  need not be stopped.
- Thiazides.
1. Ask about alcohol.

FOLLOW-UP

Urate is measured
after 4 weeks.

Drug\tDose
Allopurinol\t100 mg
Febuxostat\t40 mg

Later lines
-----------

First-line drugs come first.

References

1. Able A. Gout. J Ex. 2019. PMID 12345
2. Baker B. More. 2020.

Review due: March 2027
"""


@pytest.fixture
def read(tmp_path):
    def document(text, encoding="utf-8", name="page.txt"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        (found,) = PlainTextSource().read(path)
        return found

    return document


def test_headings_paragraphs_items_and_rows_are_told_apart(read):
    document = read(PAGE)
    assert [(b.kind.value, b.heading, document.text[b.start : b.end]) for b in document.blocks] == [
        (
            "paragraph",
            ("1 First steps",),
            "Give colchicine 0.5 mg twice a day for an acute attack of gout; it is a first-line "
            "treatment, and complications are rare.",
        ),
        (
            "list item",
            ("1 First steps", "1.1 What to avoid"),
            "Aspirin at a low dose need not be stopped.",
        ),
        ("list item", ("1 First steps", "1.1 What to avoid"), "Thiazides."),
        ("list item", ("1 First steps", "1.1 What to avoid"), "Ask about alcohol."),
        ("paragraph", ("FOLLOW-UP",), "Urate is measured after 4 weeks."),
        ("table row", ("FOLLOW-UP",), "Drug: Allopurinol; Dose: 100 mg"),
        ("table row", ("FOLLOW-UP",), "Drug: Febuxostat; Dose: 40 mg"),
        ("paragraph", ("Later lines",), "First-line drugs come first."),
    ]


def test_title_dates_references_and_grades_are_set_aside(read):
    document = read(PAGE)
    assert (document.title, document.kind) == ("Care of gout in adults", DocumentKind.GUIDELINE)
    assert (document.published, document.updated, document.review_due) == (
        *("2024-03-12", None, "2027-03"),
    )
    assert [(entry.key, entry.pmid) for entry in document.bibliography] == [
        *(("1", "12345"), ("2", None)),
    ]
    assert [mark.keys for mark in document.marks] == [("1",)]
    assert [grade.text for grade in document.grades] == ["Grade 2B"]
    assert (document.publisher, document.jurisdiction) == (None, None)
    assert document.id.startswith("file:page-")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_usual_encodings_are_read(read, encoding):
    assert read("Ménière’s disease: rest.", encoding).text == "Ménière’s disease: rest."


def test_windows_line_ends_are_line_ends(read):
    assert [b.end - b.start for b in read(b"Rest.\r\n\r\nDrink.\r\n").blocks] == [5, 6]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["treat-", "ment"], "treatment"),
        (["5-", "FU"], "5-FU"),
        (["IL-", "2 and CHA-", "DS"], "IL-2 and CHA-DS"),
        (["low-", "dose"], "low-dose"),
        (["well-being; well-", "being"], "well-being; well-being"),
        (["10-", "20 mg"], "10-20 mg"),
        (["a dose -", "5 mg"], "a dose - 5 mg"),
        (["mg/", "kg", "", "daily"], "mg/kg daily"),
    ],
)
def test_only_words_broken_between_small_letters_are_made_whole(lines, text):
    assert LineBreaks(lines).joined(lines) == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "holds no text"),
        (b"\n \n\t\n", "holds no text"),
        (b"TITLE ALONE\n", "holds no text"),
        (bytes(range(32)) * 10, "binary"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01", "binary"),
        (b"\xff\xfe\x00", "no encoding"),
    ],
)
def test_what_is_not_text_is_refused_with_a_reason(read, data, reason):
    with pytest.raises(SourceError, match=reason):
        read(data)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(SourceError, match=r"absent\.txt: cannot be read"):
        next(PlainTextSource().read(tmp_path / "absent.txt"))


def test_control_characters_and_private_signs_leave_no_trace(read):
    text = read("Rest\x07 now\u202e, 10\ue0009\ue001 <script>x</script>.").text
    assert text == "Rest now, 109 <script>x</script>."


def test_only_text_files_are_recognised(tmp_path):
    assert PlainTextSource().recognises(tmp_path / "a.TXT", b"Rest")
    assert not PlainTextSource().recognises(tmp_path / "a.md", b"Rest")
