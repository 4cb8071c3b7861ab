"""White letters are hidden on white paper, and read on a coloured band."""

from __future__ import annotations

from probatum.sources.pdf import PdfSource
from tests.sources.pdf_by_hand import pdf, text

BODY = text(72, 700, "Rest the joint in acute gout, and drink enough water every day.")
WHITE = "1 1 1 rg\n" + text(72, 600, "Table of the usual doses of allopurinol.") + "0 0 0 rg\n"


def read(tmp_path, *pieces):
    path = tmp_path / "gout.pdf"
    path.write_bytes(pdf([[*pieces]]))
    (found,) = PdfSource().read(path)
    return found.text


def test_white_letters_on_white_paper_are_not_read(tmp_path):
    assert "allopurinol" not in read(tmp_path, BODY, WHITE)


def test_white_letters_on_a_dark_band_are_read(tmp_path):
    band = "0 0 0.5 rg 60 590 400 30 re f 0 0 0 rg\n"
    assert "usual doses of allopurinol" in read(tmp_path, band, BODY, WHITE)


def test_white_letters_on_a_white_band_are_not_read(tmp_path):
    band = "1 1 1 rg 60 590 400 30 re f 0 0 0 rg\n"
    assert "allopurinol" not in read(tmp_path, band, BODY, WHITE)


def test_letters_whose_size_is_in_their_matrix_are_read(tmp_path):
    scaled = "BT /F1 1 Tf 11 0 0 11 72 650 Tm (Give colchicine early.) Tj ET\n"
    assert "Give colchicine early." in read(tmp_path, BODY, scaled)
