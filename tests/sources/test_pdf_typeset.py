"""PDFs as typesetters make them: columns, footnotes, running heads, broken words, tables, scans."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from weasyprint import HTML

from probatum.evidence.document import Document
from probatum.sources import recognition
from probatum.sources.pdf import PdfSource

STYLE = """
@page { size: A4; margin: 25mm 20mm;
  @top-center { content: "Guidance of the House, volume 12"; font-size: 8pt }
  @bottom-right { content: "Page " counter(page) " of " counter(pages); font-size: 8pt } }
body { font: 10pt "DejaVu Serif", serif; hyphens: auto; text-align: justify; line-height: 1.3 }
h1 { font-size: 18pt; hyphens: none } h2 { font-size: 12pt; hyphens: none; text-align: left }
.columns { columns: 2; column-gap: 8mm }
.note { float: footnote; font-size: 8pt }
::footnote-call { font-size: 6pt; vertical-align: super; line-height: 0 }
table { border-collapse: collapse; width: 100%; break-inside: avoid }
td, th { padding: 2pt 4pt; text-align: left; hyphens: none }
.scan { break-before: page; break-after: page } img { width: 170mm; height: 235mm }
"""
BARE = STYLE.replace("@top-center", "@none").replace("@bottom-right", "@none")
"""Without running heads, which one page alone cannot tell from its text."""
SENTENCES = (
    "Colchicine is recommended for an acute attack when it is started within thirty-six hours{}.",
    "Corticosteroids are an alternative where contraindications to nonsteroidal antiinflammatory "
    "medicines are documented.",
    "Physicians should reconsider uncharacteristically disproportionate immunosuppression in "
    "hospitalised individuals, particularly following cardiothoracic interventions.",
)
TABLE = """<h2>Doses</h2><table><tr><th>Drug</th><th>Dose</th><th>Given</th></tr>
<tr><td>Allopurinol</td><td>100 mg</td><td>daily, with food</td></tr>
<tr><td>Febuxostat</td><td>40 mg</td><td>daily</td></tr>
<tr><td>Colchicine</td><td>0.5 mg</td><td>twice a day</td></tr></table>"""
ROWS = [
    "Drug: Allopurinol; Dose: 100 mg; Given: daily, with food",
    "Drug: Febuxostat; Dose: 40 mg; Given: daily",
    "Drug: Colchicine; Dose: 0.5 mg; Given: twice a day",
]


def paragraph(number: int, note: str = "") -> str:
    called = f'<span class="note">{note}</span>' if note else ""
    return f"<p>Here begins part {number}. {' '.join(SENTENCES).format(called)}</p>"


def plain(number: int) -> str:
    return f"Here begins part {number}. {' '.join(SENTENCES).format('')}"


def read(folder: Path, body: str, style: str = STYLE) -> Document:
    path = folder / "gout.pdf"
    HTML(string=f'<html lang="en"><style>{style}</style>{body}</html>').write_pdf(path)
    (document,) = PdfSource().read(path)
    return document


def texts(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


def scan() -> str:
    """A grey sheet with nothing that could be read."""
    file = BytesIO()
    Image.new("RGB", (60, 80), (200, 200, 200)).save(file, "PNG")
    return f'<div class="scan"><img src="data:image/png;base64,{b64encode(file.getvalue()).decode()}"></div>'


def test_columns_are_read_in_order_with_broken_words_whole_and_without_running_heads(tmp_path):
    body = "".join(paragraph(number) for number in range(1, 16))
    document = read(tmp_path, f'<h1>Gout</h1><div class="columns"><h2>Treatment</h2>{body}</div>')
    assert texts(document) == [plain(number) for number in range(1, 16)]
    assert {block.heading for block in document.blocks} == {("Treatment",)}


@pytest.mark.parametrize("paragraphs", [3, 5, 8])
def test_a_table_below_two_columns_keeps_its_rows_and_its_heading(tmp_path, paragraphs):
    body = "".join(paragraph(number) for number in range(1, paragraphs + 1))
    document = read(tmp_path, f'<h1>Gout</h1><div class="columns">{body}</div>{TABLE}', BARE)
    assert texts(document) == [*(plain(n) for n in range(1, paragraphs + 1)), *ROWS]
    assert document.blocks[-1].heading == ("Doses",)
    assert document.blocks[0].heading != ("Doses",)


@pytest.mark.parametrize("columns", ["", ' class="columns"'], ids=["one column", "two columns"])
def test_footnotes_stand_in_no_sentence_and_their_marks_at_no_word(tmp_path, columns):
    noted = {number: f"Note {'abcdefghijklmnopq'[number]} on licences, and on what they cover in "
             "each country, which is more than one line of small print can hold." for number in
             range(1, 13, 2)}  # fmt: skip
    body = "".join(paragraph(number, noted.get(number, "")) for number in range(1, 14))
    document = read(tmp_path, f"<h1>Gout</h1><div{columns}><h2>Treatment</h2>{body}</div>")
    found = texts(document)
    assert found[:13] == [plain(number) for number in range(1, 14)]
    assert found[13:] == list(noted.values())
    assert {block.heading for block in document.blocks[13:]} == {("Footnotes",)}


def test_powers_and_units_are_no_marks_of_footnotes(tmp_path):
    note = '<span class="note">A note that is set at the foot of the page.</span>'
    filler = "".join(paragraph(number) for number in range(1, 4))
    document = read(
        tmp_path,
        f"<h1>Gout</h1><p>Give 10 mg/m<sup>1</sup> where platelets are over 10<sup>1</sup> in "
        f"all patients{note} who bleed.</p>{filler}",
        BARE,
    )
    assert texts(document)[0] == (
        "Give 10 mg/m1 where platelets are over 10¹ in all patients who bleed."
    )


def test_a_scanned_page_among_pages_of_text_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(recognition, "is_installed", lambda: False)
    document = read(tmp_path, f"<h1>Gout</h1>{paragraph(1)}{scan()}<h2>More</h2>{paragraph(2)}")
    assert document.reading == "page 2 not read: images of text, without probatum[ocr]"
    assert texts(document) == [plain(1), plain(2)]


def test_a_picture_beside_text_is_no_scanned_page(tmp_path):
    small = scan().replace('class="scan"', "").replace("<img", '<img style="height: 60mm"')
    document = read(tmp_path, f"<h1>Gout</h1>{paragraph(1)}{small}{paragraph(2)}")
    assert document.reading is None
