"""PDF files: the text that is in them; pages that are images by recognition, where there is one."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pdf_oxide
import pypdfium2

from probatum.errors import SourceError
from probatum.evidence.dates import PartialDate
from probatum.evidence.document import Document
from probatum.sources import plain_text, recognition
from probatum.sources.owner_file import Facts, document
from probatum.sources.page_part import Heading, Part, without_signs
from probatum.sources.pdf_hidden import Box, coloured_shapes, is_white_on_white
from probatum.sources.pdf_layout import Layout, without_furniture
from probatum.sources.pdf_lines import Line, Piece, lines
from probatum.sources.publication_date import partial_date
from probatum.sources.text_file import contents

_MOST_BYTES = 512 * 2**20
_LEAST_SIZE = 2.0  # points: smaller letters are not for people
_AGREEMENT = 0.6  # least share of words that both readings of a file must have in common
_WHOLE, _FEW = 0.5, 5  # of a page, words: a picture of so much with fewer is a scanned page
_WORD = re.compile(r"[^\W_]{2,}")
_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?")
_PROGRAM_TITLE = re.compile(
    r".*\.(?:docx?|pdf|indd|qxd|pptx?|tex|rtf)|microsoft .*|untitled.*|document\d*|\W*", re.I
)


class PdfSource:
    """Reads one document a file."""

    name = "pdf"
    general = True

    def recognises(self, path: Path, head: bytes) -> bool:
        """By its ending, or its first bytes (ISO 32000-1, section 7.5.2)."""
        return path.suffix.lower() == ".pdf" or head.startswith(b"%PDF-")

    def read(self, path: Path) -> Iterator[Document]:
        """One document. Raises `SourceError` for locked, damaged and scanned files."""
        data = contents(path, _MOST_BYTES)
        second, facts, images = _second_reading(path, data)
        pages, unseen = _pages(data)
        reading = _recognise(data, pages, images) if images else None
        if not second.strip() and not any(pages):
            which = recognition.shown(images) if images else "it"
            raise SourceError(
                path,
                f"holds only images; run OCR (text recognition) on {which} first, or install "
                "probatum[ocr]",
            )
        parts = list(Layout(without_furniture(pages)).parts())
        seen = "\n".join(line.text for page in pages for line in page)
        if not _agree(f"{seen}\n{unseen}", second):
            # One reader cannot tell a font's letters, or the layout: the plain text is the safer.
            parts = list(plain_text.parts(second))
        found = document(path, parts, _titled(facts, parts))
        yield found.model_copy(update={"reading": reading}) if reading else found


def _recognise(data: bytes, pages: list[list[Line]], images: Sequence[int]) -> str:
    """Put the words of pages that are images in their places; what a reader must know of it."""
    if not recognition.is_installed():
        return f"{recognition.shown(images)} not read: images of text, without probatum[ocr]"
    pages += [[] for _ in range(max(images) - len(pages))]
    found = []
    file = pypdfium2.PdfDocument(data)
    try:
        for number in images:
            read = recognition.recognised(file[number - 1], number - 1)
            pages[number - 1] = read.lines
            found.append(read)
    finally:
        file.close()
    return recognition.note(images, found)


def _pictured(page: pypdfium2.PdfPage) -> float:
    """How much of the page its largest picture takes, 0 to 1."""
    kinds = [pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]
    width, height = page.get_size()
    shares = [0.0]
    for picture in page.get_objects(filter=kinds, max_depth=3):
        left, bottom, right, top = picture.get_bounds()
        shares.append(abs((right - left) * (top - bottom)) / (width * height or 1.0))
    return min(1.0, max(shares))


def _images(texts: Sequence[str], pictured: Sequence[float]) -> list[int]:
    """Pages, from 1, that show a picture and no word, or are one but for what other pages repeat.

    Scanned sheets bound into a file get its running heads and page numbers.
    """
    shown = Counter(line for text in texts for line in {_shape(row) for row in text.splitlines()})
    found = []
    for number, (text, share) in enumerate(zip(texts, pictured, strict=True), start=1):
        own = [row for row in text.splitlines() if shown[_shape(row)] < 2]
        bare = not _WORD.search(text)
        whole = share >= _WHOLE and len(_WORD.findall(" ".join(own))) < _FEW
        if share and (bare or whole):
            found.append(number)
    return found


def _shape(row: str) -> str:
    return re.sub(r"\d+", "#", row.strip())


def _second_reading(path: Path, data: bytes) -> tuple[str, Facts, list[int]]:
    """The plain text by another reader, what the file says of itself, and its pages of images."""
    try:
        file = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        # PDFium may repeat the error of the file before, so the file itself must say it as well.
        if b"/Encrypt" in data and re.search("password|security", str(error), re.I):
            raise SourceError(
                path, "is encrypted with a password; save a copy without one"
            ) from error
        raise SourceError(path, f"is no readable PDF ({error}); fetch it again") from error
    try:
        about = file.get_metadata_dict()
        texts, pictured = [], []
        for page in file:
            text_page = page.get_textpage()
            texts.append(text_page.get_text_bounded())
            text_page.close()
            pictured.append(_pictured(page))
            page.close()
    except pypdfium2.PdfiumError as error:
        raise SourceError(path, f"has a damaged page ({error}); fetch it again") from error
    finally:
        file.close()
    text = without_signs("\n\n".join(texts)).replace("\r\n", "\n").replace("\r", "\n")
    facts = Facts(
        title="" if _PROGRAM_TITLE.fullmatch(about["Title"].strip()) else about["Title"],
        keywords=tuple(filter(None, map(str.strip, re.split("[,;]", about["Keywords"])))),
        saved=_date(about["ModDate"]) or _date(about["CreationDate"]),
    )
    return text.replace("\ufffe", "-\n"), facts, _images(texts, pictured)


def _pages(data: bytes) -> tuple[list[list[Line]], str]:
    """The lines of each page, and the words that nobody sees on them.

    None where a damaged file defeats the reader of layouts.
    """
    pdf_oxide.disable_logging()  # it writes of every oddity of a file to the terminal
    try:
        file = pdf_oxide.PdfDocument.from_bytes(data)
        shapes = coloured_shapes(data)
        unseen: list[str] = []
        pages = [_page(file, number, shapes[number], unseen) for number in range(file.page_count())]
        return pages, " ".join(unseen)
    except (RuntimeError, ValueError, OSError):
        return [], ""
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # Rust's, which is no `Exception`
            raise
        return [], ""


def _page(
    file: pdf_oxide.PdfDocument, number: int, shapes: Sequence[Box], unseen: list[str]
) -> list[Line]:
    """The lines of one page; what nobody sees is added to ``unseen``."""
    # Spans lie on the baseline of their line even when raised; letters keep their own height.
    heights: dict[tuple[str, int, float], list[float]] = defaultdict(list)
    for letter in file.extract_chars(number):
        heights[letter.char, round(letter.bbox[0]), letter.font_size].append(letter.bbox[1])
    pieces = []
    for span in file.extract_spans(number):
        if span.font_size < _LEAST_SIZE or is_white_on_white(span.color, span.bbox, shapes):
            unseen.append(span.text)
            continue
        x, line, width, _ = span.bbox
        near = heights.get((span.text[:1], round(x), span.font_size), [])
        _, y = min(((abs(height - line), height) for height in near), default=(0.0, line))
        y = y if abs(y - line) < span.font_size else line
        pieces.append(Piece(span.text, x, y, width, span.font_size, span.is_bold))
    left, _, right, _ = file.page_media_box(number)
    return lines(pieces, number, right - left)


def _agree(first: str, second: str) -> bool:
    """Whether most words of the second reading are in the first, wherever they stand."""
    ours, theirs = set(_WORD.findall(first)), set(_WORD.findall(second))
    return len(ours & theirs) >= _AGREEMENT * len(theirs)


def _titled(facts: Facts, parts: list[Part]) -> Facts:
    """A title in the properties counts when the page has none of its own."""
    large = any(isinstance(part, Heading) and part.level == 1 for part in parts[:20])
    return replace(facts, title="") if large else facts


def _date(text: str) -> PartialDate | None:
    match = _DATE.match(text)
    return partial_date(*(part or "" for part in match.groups())) if match else None
