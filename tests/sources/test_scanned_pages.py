"""PDF pages that are images: said clearly, or recognised where the engine is installed."""

from __future__ import annotations

import zlib

import pypdfium2
import pytest

from probatum.composition.references import ReferenceList
from probatum.errors import SourceError
from probatum.sources import recognition
from probatum.sources.pdf import PdfSource
from tests.sources.pdf_by_hand import pdf, text

WORDS = [
    text(50, 760, "Gout in adults", 22, bold=True),
    text(50, 700, "Give colchicine 0.5 mg twice a day for an acute attack of gout.", 13),
    text(50, 682, "Do not give more than 6 mg in one course.", 13),
]


def scanned(*pages, beside=()):
    """A file whose pages are pictures of ``pages``, and then pages of text."""
    file = pypdfium2.PdfDocument(pdf(list(pages)))
    pictures = []
    for page in file:
        bitmap = page.render(scale=2, grayscale=True)
        rows = bytes(bitmap.buffer)
        stride, width, height = bitmap.stride, bitmap.width, bitmap.height
        data = b"".join(rows[stride * y : stride * y + width] for y in range(height))
        pictures.append((width, height, zlib.compress(data)))
        page.close()
    file.close()
    return _with_pictures(pictures, beside)


def _with_pictures(pictures, beside):
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    kids = []

    def add(body):
        objects.append(body)
        return len(objects)

    for width, height, data in pictures:
        picture = add(
            b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray "
            b"/BitsPerComponent 8 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
            % (width, height, len(data), data)
        )
        kids.append(_page(add, b"595 0 0 842 0 0 cm /I Do", b"/XObject << /I %d 0 R >>" % picture))
    for page in beside:
        fonts = b"/Font << /F1 %d 0 R /F2 %d 0 R >>" % ((add(font),) * 2)
        kids.append(_page(add, "".join(page).encode("cp1252"), fonts))
    listed = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (listed, len(kids))
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return data + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n"
        b"%%%%EOF\n" % (size, table, size, len(data))
    )


def _page(add, content, resources):
    stream = add(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    return add(
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << %s >> >>"
        % (stream, resources)
    )


@pytest.fixture
def read(tmp_path):
    def document(data):
        path = tmp_path / "gout.pdf"
        path.write_bytes(data)
        (found,) = PdfSource().read(path)
        return found

    return document


@pytest.fixture
def without_engine(monkeypatch):
    monkeypatch.setattr(recognition, "is_installed", lambda: False)


@pytest.mark.usefixtures("without_engine")
def test_a_scanned_file_is_refused_with_its_pages_and_what_to_install(read):
    with pytest.raises(SourceError, match=r"on pages 1-2 first, or install probatum\[ocr\]"):
        read(scanned(WORDS, WORDS))


@pytest.mark.usefixtures("without_engine")
def test_pages_that_were_not_read_are_named_beside_those_that_were(read):
    document = read(scanned(WORDS, beside=[[text(50, 700, "Rest the joint for a week.")]]))
    assert document.text == "Rest the joint for a week."
    assert document.reading == "page 1 not read: images of text, without probatum[ocr]"


def test_a_file_of_text_says_nothing_of_its_reading(read):
    assert read(pdf([WORDS])).reading is None


def test_an_answer_says_that_its_source_was_read_by_ocr(read):
    document = read(pdf([WORDS])).model_copy(update={"reading": "read by OCR"})
    references = ReferenceList({document.id: document})
    references.number(document.id)
    assert references.entries()[0].note == "read by OCR"


@pytest.mark.parametrize(
    ("pages", "words"),
    [([1], "page 1"), ([1, 2, 3, 7], "pages 1-3, 7"), ([2, 4, 5], "pages 2, 4-5")],
)
def test_page_numbers_are_written_as_people_do(pages, words):
    assert recognition.shown(pages) == words


@pytest.mark.skipif(not recognition.is_installed(), reason="probatum[ocr] is not installed")
def test_the_engine_reads_a_scanned_page(read):
    document = read(scanned(WORDS))
    assert "Gout in adults" in f"{document.title} {document.text}"
    assert "Give colchicine 0.5 mg twice a day for an acute attack of gout." in document.text
    assert "Do not give more than 6 mg in one course." in document.text
    assert document.reading
    assert document.reading.startswith("read by OCR: page 1 (confidence 9")
    assert "check every figure against the original" in document.reading
