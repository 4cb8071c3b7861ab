"""PDQ pages: what is kept, what is set beside the text, what is left out."""

from pathlib import Path

import pytest

from probatum.errors import SourceError
from probatum.evidence.document import Audience, BlockKind, Document, DocumentKind
from probatum.sources.pdq import PdqSource

PAGE = """---
audienceLevel: patient
url: https://www.cancer.gov/types/example/hp/example-treatment-pdq
---

# Example Cancer Treatment (PDQ®) - NCI

# Example Cancer Treatment (PDQ®)–Health Professional Version

## General Information

[Go to Patient Version](/types/example/patient)

### Anatomy

[Enlarge](https://x.test/1.jpg)![A drawing (of an organ).](https://x.test/1-750.jpg "A drawing.")

Where the organ lies.

The organ is small. See [Other\nCancer Treatment](/types/other) for more.

## Treatment

### Systemic *therapy*

Two trials found longer survival with drugone plus drugtwo (D1D2).[[1](#cit/section_2.1)-[3](#cit/section_2.3),[5](#cit/section_2.5)] [[Level of evidence A1](/Common/x.aspx?id=1)]

- Median survival was 9 months (*P* = .01).
2. A second item.

| Drug | Dose |
| --- | --- |
|  |  |
| --- | --- |
| Drugone | 85 mg/m2[[2](#cit/section_2.2)] |
| Lone |

###### References

1. Ay B: One. J One 1: 1-2, 2001. [[PUBMED Abstract]](http://www.ncbi.nlm.nih.gov/x?list_uids=11&dopt=A "t")
2. Cee D: Two. J Two 2: 3, 2002.
3. Eff G: Three. J Three, 2003.
5. Aitch I: Five. J Five, 2005.

## Latest Updates to This Summary (02/12/2025)

Changed.

## About This PDQ Summary

### Purpose

Nothing clinical.
"""


@pytest.fixture
def document(tmp_path: Path) -> Document:
    path = tmp_path / "example-treatment-pdq.md"
    path.write_text(PAGE, encoding="utf-8")
    assert PdqSource().recognises(path, path.read_bytes()[:4096])
    return next(PdqSource().read(path))


def test_audience_title_and_date_come_from_the_page_not_its_front_matter(document: Document):
    assert document.title == "Example Cancer Treatment (PDQ)"
    assert document.audience is Audience.PROFESSIONAL
    assert document.kind is DocumentKind.GUIDELINE
    assert document.updated == "2025-02-12"
    assert document.topics == ("example cancer",)


def test_chrome_captions_and_sections_about_the_page_are_left_out(document: Document):
    for word in ("Enlarge", "drawing", "Where the organ lies", "Patient Version", "Changed",
                 "Nothing clinical", "J One"):  # fmt: skip
        assert word not in document.text
    assert "The organ is small. See Other Cancer Treatment for more." in document.text


def test_marks_are_resolved_to_entries_and_leave_the_text(document: Document):
    sentence = "Two trials found longer survival with drugone plus drugtwo (D1D2)."
    start = document.text.index(sentence)
    cited = document.cited_between(start, start + len(sentence))
    assert [entry.key for entry in cited] == ["2.1", "2.2", "2.3", "2.5"]
    assert cited[0].pmid == "11"
    assert [entry.year for entry in cited] == [2001, 2002, 2003, 2005]
    assert document.grade_between(start, start + len(sentence)) == "Level of evidence A1"


def test_headings_lists_and_tables_keep_their_structure(document: Document):
    kinds = {document.text[b.start : b.end]: (b.kind, b.heading[-1]) for b in document.blocks}
    systemic = "Systemic therapy"
    assert kinds["Median survival was 9 months (P = .01)."] == (BlockKind.LIST_ITEM, systemic)
    assert kinds["Drug: Drugone; Dose: 85 mg/m2"] == (BlockKind.TABLE_ROW, systemic)
    assert kinds["Lone"] == (BlockKind.TABLE_ROW, systemic)


def test_a_page_about_pdq_is_refused_with_a_reason(tmp_path: Path):
    path = tmp_path / "boards.md"
    path.write_text("# Editorial Boards (PDQ®)\n\nMembers.\n", encoding="utf-8")
    with pytest.raises(SourceError, match="not a PDQ summary"):
        next(PdqSource().read(path))


def test_every_mark_of_the_real_summaries_has_its_entry(shared_data: Path):
    source, read = PdqSource(), 0
    for path in sorted((shared_data / "corpus" / "pdq").glob("types-c*.md")):
        document = next(source.read(path))
        keys = {entry.key for entry in document.bibliography}
        assert {key for mark in document.marks for key in mark.keys} <= keys, path.name
        assert "](" not in document.text
        read += 1
    assert read > 10
