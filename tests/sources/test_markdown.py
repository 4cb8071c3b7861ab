import pytest

from probatum.errors import SourceError
from probatum.evidence.document import Audience, BlockKind, DocumentKind, Status
from probatum.sources.markdown import MarkdownSource

SUMMARY = """---
id: Dry Mouth
title: "Dry mouth: what helps"
condition: [Dry Mouth, thirst]
kind: practical summary
publisher: Example House
published: 2024-03-12
review_due: 2025-03
tags: [left, alone]
---
# Dry mouth: what helps

> Practical summary, for trying the software; not reviewed by a medical board.

## Treatment

- Sip water often.[^1][^2]
- Saliva substitutes help[^2] (Grade 1B), and so does **gum**.

> A quotation of worth.

| Drug | Dose |
|---|---|
| Pilocarpine[^1] | 5 mg |

## References

[^1]: Able A. Water. J Ex. 2019;3:1-9. PMID 12345. https://doi.org/10.1000/AB.1
[^2]: Baker B. Gum in
    2018, read 2024-01-02. https://example.org/gum.
"""


@pytest.fixture
def read(tmp_path):
    def document(text, name="page.md"):
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        (found,) = MarkdownSource().read(path)
        return found

    return document


def stretches(document):
    return [document.text[block.start : block.end] for block in document.blocks]


def test_the_front_matter_describes_the_document(read):
    document = read(SUMMARY)
    assert document.id == "summary:dry-mouth"
    assert document.kind is DocumentKind.PRACTICAL_SUMMARY
    assert document.title == "Dry mouth: what helps"
    assert document.topics == ("dry mouth", "thirst")
    assert (document.publisher, document.jurisdiction) == ("Example House", None)
    assert (document.published, document.updated) == ("2024-03-12", None)
    assert document.review_due == "2025-03"
    assert document.origin == "page.md"


def test_marks_grades_and_the_disclaimer_leave_the_text(read):
    document = read(SUMMARY)
    assert stretches(document) == [
        "Sip water often.",
        "Saliva substitutes help, and so does gum.",
        "A quotation of worth.",
        "Drug: Pilocarpine; Dose: 5 mg",
    ]
    assert [block.heading for block in document.blocks] == [("Treatment",)] * 4
    assert [block.kind for block in document.blocks][:2] == [BlockKind.LIST_ITEM] * 2
    first, second, _, row = document.blocks
    assert [entry.key for entry in document.cited_between(first.start, first.end)] == ["1", "2"]
    assert [entry.key for entry in document.cited_between(second.start, second.end)] == ["2"]
    assert [entry.key for entry in document.cited_between(row.start, row.end)] == ["1"]
    assert document.grade_between(second.start, second.end) == "Grade 1B"


def test_footnotes_are_the_bibliography(read):
    first, second = read(SUMMARY).bibliography
    assert (first.key, first.pmid, first.doi, first.year) == ("1", "12345", "10.1000/ab.1", 2019)
    assert second.text.startswith("Baker B. Gum in 2018")
    assert (second.pmid, second.year, second.url) == (None, 2018, "https://example.org/gum")


def test_a_numbered_list_of_references_resolves_plain_marks(read):
    document = read(
        "# Gout\n\nRest helps [1, 2]. Range [1-2] days (95% CI [1-2]) [9].\n\n## References\n\n"
        "1. Able A. 2019. PMID: 7\n2. Baker B. 2020.\n\n## After\n\nMore [1-3].\n\n3) Later."
    )
    assert stretches(document) == [
        "Rest helps. Range [1-2] days (95% CI [1-2]) [9].",
        "More [1-3].",
        "Later.",
    ]
    assert [mark.keys for mark in document.marks] == [("1", "2")]
    assert [entry.pmid for entry in document.bibliography] == ["7", None]


def test_a_page_without_front_matter_is_a_guideline_named_by_its_heading(read):
    document = read("# Gout\n\nRest (GFR 10<sup>9</sup>/L).\n", "Gout Care.md")
    assert (document.kind, document.title) == (DocumentKind.GUIDELINE, "Gout")
    assert document.audience is Audience.PROFESSIONAL
    assert document.text == "Rest (GFR 10⁹/L)."
    assert document.id.startswith("file:gout-care-")
    assert read("Words only.", "gout.md").title == "gout"


def test_the_id_depends_on_name_and_title_and_not_on_content(read):
    ids = [
        read("# Gout\n\nRest.").id,
        read("# Gout\n\nRest more.").id,
        read("# Gout\n\nRest.", "other.md").id,
        read("# Gout 2\n\nRest.").id,
    ]
    assert ids[0] == ids[1]
    assert len(set(ids)) == 3


def test_printed_dates_are_kept_and_leave_the_text(read):
    document = read("# Gout\n\nLast updated: 12 March 2024\n\nRest.\n\nReview due: May 2026\n")
    assert (document.updated, document.review_due) == ("2024-03-12", "2026-05")
    assert document.text == "Rest."


def test_patient_information_is_for_patients(read):
    document = read("---\nkind: Patient information\nstatus: superseded\nid: x\n---\nRest.")
    assert (document.kind, document.audience) == (
        *(DocumentKind.PATIENT_INFORMATION, Audience.PATIENT),
    )
    assert (document.status, document.id) == (Status.SUPERSEDED, "file:x")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("kind: leaflet", "kind: 'leaflet' is not allowed; allowed are guideline, practical"),
        ("published: 2024-02-31", "published: '2024-02-31' is not allowed; write YYYY"),
        ("updated: soon", "updated: 'soon'"),
        ("audience: all", "audience: 'all' is not allowed; allowed are professional, patient"),
        ("doi: nonsense", "doi: 'nonsense'"),
        ("pmid: PMC12", "pmid"),
        ("url: javascript:alert(1)", "url"),
        ("title: [a, b]", "title"),
        ("condition: {a: b}", "condition"),
        ("id: '!!'", "id: '!!' is not allowed"),
        ("title: a: b", "front matter is not YAML"),
        ("- a", "lines of 'field: value'"),
        ("a: &x [1]\nb: [*x, *x]", "anchors"),
        ("title: !!python/object/apply:os.system [ls]", "not YAML"),
    ],
)
def test_wrong_front_matter_is_refused_by_the_name_of_the_field(read, line, reason):
    with pytest.raises(SourceError) as caught:
        read(f"---\n{line}\n---\nRest.")
    assert reason in str(caught.value)
    assert "page.md" in caught.value.path


@pytest.mark.parametrize("text", ["", "---\ntitle: a\n---\n", "# Only a heading\n", " \n\n"])
def test_a_page_without_text_is_refused(read, text):
    with pytest.raises(SourceError, match="holds no text"):
        read(text)


def test_hostile_text_is_text(read):
    document = read(
        "# A\n\n<script>alert('x')</script>\n\nRest\x00\u202e \ue000now\ue001 <b onclick=x>bold</b>"
        " [link](http://example.org/x) ![image](http://example.org/i.png).\n\n<!-- hidden -->\n"
    )
    assert "alert" not in document.text
    assert "hidden" not in document.text
    assert document.text in ("Rest\ufffd now bold link.", "Rest\ufffd now bold link .")


def test_binary_files_are_refused(read):
    with pytest.raises(SourceError, match="binary"):
        read(b"\x00\x01\x02\x03" * 200)


def test_deep_nesting_is_read_or_refused(read):
    try:
        assert read("> " * 5000 + "Rest.").text
    except SourceError as error:
        assert error.reason  # noqa: PT017


def test_any_markdown_file_is_recognised_and_asked_for_last(tmp_path):
    source = MarkdownSource()
    assert source.general
    assert source.recognises(tmp_path / "a.MD", b"# Gout")
    assert not source.recognises(tmp_path / "a.txt", b"# Gout")
