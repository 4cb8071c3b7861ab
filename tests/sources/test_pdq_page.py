"""PDQ pages in HTML give the same document as the same pages in Markdown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from probatum.errors import SourceError
from probatum.evidence.document import Audience, BlockKind, Document, DocumentKind
from probatum.sources.pdq import PdqSource
from probatum.sources.pdq_page import PdqPageSource
from probatum.wiring import sources
from probatum.workflows.collect import source_of
from tests.replay.pdq_page import summary


def read(tmp_path: Path, page: bytes) -> Document:
    path = tmp_path / "page.html"
    path.write_bytes(page)
    (found,) = source_of(path, sources()).read(path)
    return found


@pytest.fixture
def document(tmp_path: Path) -> Document:
    return read(tmp_path, summary())


def test_facts_come_from_the_page(document: Document):
    assert document.id == "pdq:types-example-hp-example-treatment-pdq"
    assert document.title == "Example Cancer Treatment (PDQ)"
    assert (document.kind, document.audience) == (DocumentKind.GUIDELINE, Audience.PROFESSIONAL)
    assert (document.updated, document.jurisdiction) == ("2025-02-12", "US")
    assert (
        document.identifiers.url == "https://www.cancer.gov/types/example/hp/example-treatment-pdq"
    )
    assert document.topics == ("example cancer",)


def test_blocks_keep_their_headings_and_the_chrome_is_left_out(document: Document):
    systemic = ("Treatment", "Systemic therapy")
    assert [(b.kind, b.heading, document.text[b.start : b.end]) for b in document.blocks] == [
        (
            BlockKind.PARAGRAPH,
            ("General Information About Example Cancer", "Anatomy"),
            "The organ is small. The count was 10⁹/L and [see text] by (weight).",
        ),
        (
            BlockKind.PARAGRAPH,
            systemic,
            "Two trials found longer survival with drugone plus drugtwo (D1D2). It is not given to "
            "people younger than 18 years.",
        ),
        (BlockKind.PARAGRAPH, systemic, "Results:"),
        (BlockKind.LIST_ITEM, systemic, "Median survival was 9 months (P = .01)."),
        (BlockKind.LIST_ITEM, systemic, "Outer item."),
        (BlockKind.LIST_ITEM, systemic, "Inner item."),
        (BlockKind.CAPTION, systemic, "Table 1. Doses"),
        (BlockKind.TABLE_ROW, systemic, "Drug: Drugone; Dose: 85 mg/m2"),
        (BlockKind.TABLE_ROW, systemic, "Drug: Drugtwo"),
    ]


def test_marks_and_levels_of_evidence_are_set_aside(document: Document):
    sentence = "Two trials found longer survival with drugone plus drugtwo (D1D2)."
    start = document.text.index(sentence)
    cited = document.cited_between(start, start + len(sentence))
    assert [entry.key for entry in cited] == ["2.1", "2.2", "2.3", "2.5"]
    assert [(entry.pmid, entry.year) for entry in cited] == [
        *(("11", 2001), (None, 2002), (None, 2003), (None, 2005)),
    ]
    assert cited[0].text == "Ay B: One. J One 1: 1-2, 2001."
    assert document.grade_between(start, start + len(sentence)) == "Level of evidence A1"


def test_a_list_of_references_without_ids_is_numbered_by_its_order(tmp_path: Path):
    page = re.sub(rb' id="section_2\.\d"', b"", summary())
    keys = [entry.key for entry in read(tmp_path, page).bibliography]
    assert keys == ["2.1", "2.2", "2.3", "2.4"]


def test_the_markdown_of_a_page_and_the_page_are_one_document(tmp_path: Path):
    page = tmp_path / "types-example-hp-example-treatment-pdq.md"
    page.write_text(
        "# Example Cancer Treatment (PDQ®)–Health Professional Version\n\n## Treatment\n\nRest.\n",
        encoding="utf-8",
    )
    assert next(PdqSource().read(page)).id == read(tmp_path, summary()).id


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (b"<html><title>Editorial Boards (PDQ&reg;)</title><h1>Boards</h1></html>", "not a PDQ"),
        (summary().split(b"<div class=\"summary")[0], "no text"),
    ],
)  # fmt: skip
def test_pages_that_are_no_summary_are_refused_with_a_reason(tmp_path, page, reason):
    with pytest.raises(SourceError, match=reason):
        read(tmp_path, page)


def test_real_summaries_give_the_same_marks_and_grades_in_both_forms(
    shared_data: Path, tmp_path: Path
):
    render = MarkdownIt("commonmark", {"html": False}).enable("table").render
    read_in_both = 0
    for path in sorted((shared_data / "corpus" / "pdq").glob("types-b*-treatment-pdq.md")):
        text = path.read_text(encoding="utf-8")
        address = re.search(r"^url: (\S+)", text, re.M)
        assert address
        head = f'<title>x (PDQ®)</title><link rel="canonical" href="{address[1]}">'
        page = tmp_path / "page.html"
        body = render(re.sub(r"\A---.*?---\n", "", text, flags=re.S))
        page.write_text(f"<html><head>{head}</head><body>{body}</body></html>", encoding="utf-8")
        one, other = next(PdqSource().read(path)), next(PdqPageSource().read(page))
        assert (one.id, one.title, one.updated) == (other.id, other.title, other.updated)
        assert len(one.marks) == len(other.marks)
        assert [grade.text for grade in one.grades] == [grade.text for grade in other.grades]
        read_in_both += 1
    assert read_in_both > 3
